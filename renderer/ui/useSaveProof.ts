/** Has the desk make a proof and saves it: by the system's dialog on the desktop, as a download in a browser. */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { JobRow } from '../../shared/contract/app.ts';
import type { DeskInputs } from '../../shared/contract/contract.ts';
import type { ProofPart } from '../../shared/contract/proof.ts';
import { toSentence, useDesk, useJob } from '../desk.tsx';
import { saveBytes } from './saveBytes.ts';
import { useTell } from './useTell.ts';
import { saveProofWords as say } from '../../shared/words/page/ui.ts';

type Wanted = { readonly asked: DeskInputs['proofs']['start']; readonly part: ProofPart };

/** `job`: the work while it goes on. */
export function useSaveProof(): {
  readonly save: (wanted: Wanted) => void;
  readonly isPending: boolean;
  readonly job: JobRow | undefined;
} {
  const { client, link } = useDesk();
  const tell = useTell();
  const [id, setId] = useState<string | null>(null);
  const { mutate, isPending } = useMutation({
    mutationFn: async ({ asked, part }: Wanted) => {
      const { job } = await client.proofs.start(asked);
      setId(job);
      const { state, message } = await client.jobs.wait({ job });
      if (state !== 'done') return tell(message, state === 'failed');
      const file = `${(await client.proofs.result({ job })).name}.${part}`;
      if (link.bridge === undefined) return saveBytes(file, await client.proofs.download({ job, part }));
      const path = await link.bridge.saveDialog({ defaultName: file });
      if (path === undefined) return;
      // The system's dialog has asked before a file is replaced.
      const written = await client.proofs.save({ job, part, path, replace: true });
      tell(say.writtenTo(written.path));
    },
    onError: (error) => tell(toSentence(error), true),
  });
  const job = useJob(id);
  return { save: mutate, isPending, job: isPending && job?.state === 'running' ? job : undefined };
}
