/** The start: drop or choose a file, or paste a column; below, the imports that were opened but not finished. */
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { FileText } from 'lucide-react';
import { useState } from 'react';
import { isKeyOf } from '../../actions.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { toHash } from '../../route.ts';
import { FileStart } from '../../ui/file/FileStart.tsx';
import { OpenedFiles } from '../../ui/file/OpenedFiles.tsx';
import type { Files } from '../../ui/file/useOpening.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Import.module.css';
import { startSectionWords as say } from '../../../shared/words/page/import.ts';

export function StartSection({ files }: { readonly files: Files }) {
  return (
    <FileStart
      files={files}
      icon={FileText}
      title={say.dropAFileWithNumbers}
      fieldName={say.fileWithNumbers}
      oneAtATime={say.eachBecomesAnImport}
      about={say.csvOrAnyText}
    >
      <PasteForm onOpen={files.openText} />
      <OpenIntakes />
    </FileStart>
  );
}

function PasteForm({ onOpen }: { readonly onOpen: (text: string) => Promise<void> }) {
  const [text, setText] = useState('');
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '').length;
  return (
    <form
      className={classes.paste}
      onSubmit={(event) => {
        event.preventDefault();
        if (lines > 0) void onOpen(text);
      }}
    >
      <Textarea
        label={say.orPasteAColumn}
        placeholder={'+1 212 555 0142\n(310) 555-0188'}
        minRows={4}
        maxRows={10}
        autosize
        spellCheck={false}
        value={text}
        onChange={(event) => setText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (isKeyOf('submit', event)) event.currentTarget.form?.requestSubmit();
        }}
      />
      <Button type="submit" variant="default" disabled={lines === 0}>
        {lines === 0 ? say.readThePastedLines : say.readPastedLines(lines)}
      </Button>
    </form>
  );
}

const stepWords = {
  found: { word: say.notPreviewed, shape: 'dotted', tone: 'plain' },
  previewed: { word: say.previewedNotApplied, shape: 'half', tone: 'person' },
  applied: { word: say.applied, shape: 'full', tone: 'plain' },
} as const;

function OpenIntakes() {
  const { queries } = useDesk();
  const tell = useTell();
  const { data } = useQuery(queries.intake.list.queryOptions());
  const discard = useMutation(
    queries.intake.discard.mutationOptions({ onError: (error) => tell(toSentence(error), true) }),
  );
  const files = (data ?? []).toReversed().map(({ intake, name, step }) => ({
    id: intake,
    name,
    mark: stepWords[step],
    address: toHash({ screen: 'import', rest: [intake], number: null, params: {} }),
    onClose: () => discard.mutate({ intake }),
  }));
  return <OpenedFiles files={files} />;
}
