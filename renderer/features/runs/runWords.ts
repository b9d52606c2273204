/** The result of a sync run in words: why it ran, what it did, and what follows from how it ended. Pure. */
import { assertNever } from '../../../shared/assertNever.ts';
import type { RunResult, RunRow } from '../../../shared/contract/runs.ts';
import { countOf, toMeasure } from '../../../shared/words/counts.ts';
import { type Mark, runMarks } from '../../ui/marks.ts';

/** Why it ran, to be put after "ran". */
export const triggerWords = {
  manual: 'as asked',
  schedule: 'on schedule',
  start: 'at start-up',
  change: 'after a change',
  scanFile: 'from an export',
} as const satisfies Record<RunRow['trigger'], string>;

/** The results to pick from, in the order of the picker. */
export const resultChoices: readonly { readonly value: RunResult; readonly label: string }[] = (
  ['running', 'done', 'failed', 'suspicious', 'cancelled', 'interrupted'] as const
).map((value) => ({ value, label: runMarks[value].word }));

export function isResult(text: string | undefined): text is RunResult {
  return resultChoices.some(({ value }) => value === text);
}

/** Green is for a run that read the vendor's list to its end: only then was anything verified. */
export function toRunMark({ outcome, scanComplete }: Pick<RunRow, 'outcome' | 'scanComplete'>): Mark {
  const mark = runMarks[outcome ?? 'running'];
  return outcome === 'done' && scanComplete ? { ...mark, tone: 'verified' } : mark;
}

/** "40 ms", "1.2 s", "12 s", "3 min 20 s", "1 h 5 min". */
export function toTook(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 9_950) return `${toMeasure(ms / 1000)} s`;
  const seconds = Math.round(ms / 1000);
  if (seconds < 60) return `${seconds} s`;
  const minutes = Math.floor(seconds / 60);
  const [whole, rest, units] =
    minutes < 60 ? [minutes, seconds % 60, ['min', 's']] : [Math.floor(minutes / 60), minutes % 60, ['h', 'min']];
  return `${whole} ${units[0]}${rest === 0 ? '' : ` ${rest} ${units[1]}`}`;
}

/** What it did, in sentences made only from its figures. */
export function toDeeds(run: RunRow): string {
  const isOver = run.outcome !== null;
  const sent =
    run.writes > 0
      ? `${isOver ? 'Sent' : 'Has sent'} changes in ${countOf(run.writes, 'request')}.`
      : isOver
        ? 'Sent nothing.'
        : 'Has sent nothing yet.';
  const again =
    run.retries === 0 ? '' : ` Asked again ${run.retries === 1 ? 'once' : `${run.retries} times`} after trouble.`;
  return `${toReading(run)} ${sent}${again}`.trim();
}

function toReading({ trigger, scanned, scanComplete, outcome, vendorName }: RunRow): string {
  const records = countOf(scanned, 'record');
  if (outcome === null) return scanned === 0 ? '' : `Has read ${records} so far.`;
  if (scanComplete)
    return scanned === 0 ? `Read the list of ${vendorName}: it is empty.` : `Read ${records}, the whole list.`;
  if (scanned > 0) return `Read ${records}, not the whole list: what it did not see is not taken for removed.`;
  return trigger === 'change' && outcome === 'done' ? 'Sent what was owed, without reading the list.' : '';
}

/** What follows from how it ended; null where nothing does. */
export function toConsequence({ outcome, suspicion }: Pick<RunRow, 'outcome' | 'suspicion'>): string | null {
  switch (outcome) {
    case null:
    case 'done':
      return null;
    case 'failed':
      return 'Nothing is lost: what is owed stays owed, and the next run goes on from there.';
    case 'cancelled':
      return 'It was stopped before its end. What it had done stays done, and the next run goes on from there.';
    case 'interrupted':
      return 'Nothing is lost: a request whose answer did not come is settled by the next run, by reading back.';
    case 'suspicious':
      return suspicion === null
        ? 'This was answered, or a newer reading of the list stands for it.'
        : 'Nothing was released. It waits until a person says whether the vendor is right.';
    default:
      return assertNever(outcome);
  }
}
