/** One bulk from its preview to its result: asks the core, follows its jobs, and forgets a preview whose question changed. */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useState } from 'react';
import type { BulkResult, BulkSummary } from '../../../shared/contract/bulk.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { clearSelected } from '../../stores/selection.ts';
import { useTellUndo } from '../../ui/useTell.ts';
import { bulkWords as say } from '../../../shared/words/page/bulk.ts';

type Preview = DeskInputs['bulk']['preview'];
type Open = { readonly bulk: string; readonly asked: string };

/**
 * `asked` is what the panel's fields say at present; `onDone` is called when everything went as previewed and the
 * person need not be told more.
 */
export function useBulk(asked: Preview | undefined, onDone: () => void) {
  const { client, queries, selection } = useDesk();
  const tellUndo = useTellUndo();
  const [open, setOpen] = useState<Open | null>(null);
  const [job, setJob] = useState<string | null>(null);
  const [problem, setProblem] = useState<string>();
  const [result, setResult] = useState<BulkResult>();
  const isCurrent = open !== null && open.asked === JSON.stringify(asked);
  const summary = useQuery(
    queries.bulk.summary.queryOptions({ input: { bulk: open?.bulk ?? '' }, enabled: isCurrent, retry: false }),
  );
  // The core does not need a preview that is no longer shown.
  const id = open?.bulk;
  useEffect(
    () => () => {
      if (id !== undefined) void client.bulk.discard({ bulk: id }).catch(() => undefined);
    },
    [client, id],
  );

  async function follow(started: { readonly job: string }): Promise<boolean> {
    setJob(started.job);
    const ended = await client.jobs.wait({ job: started.job });
    setJob(null);
    if (ended.state !== 'done') setProblem(ended.message);
    return ended.state === 'done';
  }

  async function attempt(work: () => Promise<void>): Promise<void> {
    setProblem(undefined);
    try {
      await work();
    } catch (error) {
      setJob(null);
      setProblem(toSentence(error));
    }
  }

  async function preview(wanted: Preview): Promise<void> {
    const started = await client.bulk.preview(wanted);
    if (await follow(started)) setOpen({ bulk: started.bulk, asked: JSON.stringify(wanted) });
  }

  async function apply({ bulk, kind }: BulkSummary, why: string, confirm: number | null): Promise<void> {
    const started = await client.bulk.apply({ bulk, why, ...(confirm === null ? {} : { confirm }) });
    if (!(await follow(started))) {
      setOpen(null);
      return;
    }
    const done = await client.bulk.result({ bulk });
    tellUndo(`${kind === 'remove' ? say.removed : say.changed} ${say.numbers(done.changed)}.`, done.batch);
    clearSelected(selection);
    if (done.leftCount === 0 && done.warnings.length === 0) onDone();
    else setResult(done);
  }

  const shown = isCurrent ? summary.data : undefined;
  return {
    summary: shown,
    result,
    job,
    problem,
    isBusy: job !== null,
    preview: (wanted: Preview) => void attempt(() => preview(wanted)),
    apply: (why: string, confirm: number | null) => {
      if (shown !== undefined) void attempt(() => apply(shown, why, confirm));
    },
  };
}
