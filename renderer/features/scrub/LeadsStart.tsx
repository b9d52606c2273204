/** The start: drop or choose a lead file; below, the lead files that were opened since the desk was started. */
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileCheck } from 'lucide-react';
import { toSentence, useDesk } from '../../desk.tsx';
import { toHash } from '../../route.ts';
import { FileStart } from '../../ui/file/FileStart.tsx';
import { OpenedFiles } from '../../ui/file/OpenedFiles.tsx';
import type { Files } from '../../ui/file/useOpening.ts';
import { useTell } from '../../ui/useTell.ts';
import { leadsStartWords as say } from '../../../shared/words/page/scrub.ts';

export function LeadsStart({ files }: { readonly files: Files }) {
  return (
    <FileStart
      files={files}
      icon={FileCheck}
      title={say.dropALeadFileHere}
      fieldName={say.leadFile}
      oneAtATime={say.eachGetsACertificate}
      about={say.csvAndOtherTextWorkbooks}
    >
      <OpenScrubs />
    </FileStart>
  );
}

const stepWords = {
  found: { word: say.notCleanedYet, shape: 'dotted', tone: 'plain' },
  done: { word: say.cleaned, shape: 'full', tone: 'plain' },
} as const;

function OpenScrubs() {
  const { queries } = useDesk();
  const tell = useTell();
  const { data } = useQuery(queries.scrub.list.queryOptions());
  const discard = useMutation(
    queries.scrub.discard.mutationOptions({ onError: (error) => tell(toSentence(error), true) }),
  );
  const files = (data ?? []).toReversed().map(({ scrub, name, step }) => ({
    id: scrub,
    name,
    mark: stepWords[step],
    address: toHash({ screen: 'scrub', rest: [scrub], number: null, params: {} }),
    onClose: () => discard.mutate({ scrub }),
  }));
  return <OpenedFiles files={files} />;
}
