/** The result of a sync run in words: why it ran, what it did, and what follows from how it ended. Pure. */
import { assertNever } from '../../../shared/assertNever.ts';
import type { RunResult, RunRow } from '../../../shared/contract/runs.ts';
import { toMeasure } from '../../../shared/words/counts.ts';
import { type Mark, runMarks } from '../../ui/marks.ts';
import { runWords as say } from '../../../shared/words/page/runs.ts';

/** Why it ran, to be put after "ran". */
export const triggerWords = {
  manual: say.asAsked,
  schedule: say.onSchedule,
  start: say.atStartUp,
  change: say.afterAChange,
  scanFile: say.fromAnExport,
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
  if (ms < 1000) return say.ms(Math.round(ms));
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
    run.writes > 0 ? say.sentChangesInRequests(isOver, run.writes) : isOver ? say.sentNothing : say.hasSentNothingYet;
  const again = run.retries === 0 ? '' : say.askedAgainOnceAfterTrouble(run.retries);
  return `${toReading(run)} ${sent}${again}`.trim();
}

function toReading({ trigger, scanned, scanComplete, outcome, vendorName }: RunRow): string {
  const records = say.records(scanned);
  if (outcome === null) return scanned === 0 ? '' : say.hasReadSoFar(records);
  if (scanComplete) return scanned === 0 ? say.readTheListOf(vendorName) : say.readTheWholeList(records);
  if (scanned > 0) return say.readNotTheWholeList(records);
  return trigger === 'change' && outcome === 'done' ? say.sentWhatWasOwedWithout : '';
}

/** What follows from how it ended; null where nothing does. */
export function toConsequence({ outcome, suspicion }: Pick<RunRow, 'outcome' | 'suspicion'>): string | null {
  switch (outcome) {
    case null:
    case 'done':
      return null;
    case 'failed':
      return say.nothingIsLost;
    case 'cancelled':
      return say.itWasStoppedBefore;
    case 'interrupted':
      return say.nothingIsLostARequest;
    case 'suspicious':
      return suspicion === null ? say.thisWasAnswered : say.nothingWasReleased;
    default:
      return assertNever(outcome);
  }
}
