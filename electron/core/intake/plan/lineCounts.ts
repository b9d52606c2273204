/** From the outcomes of a staged file to what is counted: eight groups and four counts, each adding up to the lines read. */
import type { ImportResult, LineGroup } from '../../../../shared/contract/intake.ts';
import { toE164 } from '../../../../shared/domain/numbers/number.ts';
import { lineOutcomes, type Reject, type StagedOutcome, type Staging } from '../staging/staging.ts';

export type BatchCounts = Pick<ImportResult, 'lines' | 'added' | 'changed' | 'alreadyThere' | 'rejected'>;

/** The group that the preview shows an outcome in. */
export const groupOf = {
  rejected: 'rejected',
  notRequest: 'rejected',
  unconfirmed: 'unconfirmed',
  same: 'alreadyThere',
  wider: 'alreadyThere',
  twiceInFile: 'twiceInFile',
  keepsRemoved: 'wouldRevive',
  keepsExpired: 'wouldRevive',
  changes: 'wouldChange',
  widens: 'wouldChange',
  changesInConflict: 'inConflict',
  revivesExpired: 'wouldRevive',
  revivesRemoved: 'wouldRevive',
  newInConflict: 'inConflict',
  new: 'new',
} as const satisfies Record<StagedOutcome, LineGroup>;

/** The count of the batch that an outcome falls under. */
const countOf = {
  rejected: 'rejected',
  notRequest: 'rejected',
  unconfirmed: 'rejected',
  same: 'alreadyThere',
  wider: 'alreadyThere',
  twiceInFile: 'alreadyThere',
  keepsRemoved: 'rejected',
  keepsExpired: 'rejected',
  changes: 'changed',
  widens: 'changed',
  changesInConflict: 'changed',
  revivesExpired: 'changed',
  revivesRemoved: 'added',
  newInConflict: 'added',
  new: 'added',
} as const satisfies Record<StagedOutcome, keyof BatchCounts>;

/** How many lines have each outcome. */
export function tallyOutcomes(staging: Staging): Readonly<Record<StagedOutcome, number>> {
  const counts = staging.tally();
  return Object.fromEntries(lineOutcomes.map((outcome, rank) => [outcome, counts[rank] ?? 0])) as Record<
    StagedOutcome,
    number
  >;
}

/** The four counts of a batch; they add up to its lines. */
export function countLines(staging: Staging, tally = tallyOutcomes(staging)): BatchCounts {
  const counts = { lines: staging.lines(), added: 0, changed: 0, alreadyThere: 0, rejected: 0 };
  for (const outcome of lineOutcomes) counts[countOf[outcome]] += tally[outcome];
  return counts;
}

/** Why a number is not blocked again, in the reject that says so. */
export const keptSentences = {
  removed: 'The number was released earlier: it is blocked again only if you say so.',
  expired: 'The block of the number has ended: it is blocked again only if you say so.',
} as const;

/** Why a row of a disposition export is left out. */
export const toNotRequestSentence = (value: string): string =>
  value === ''
    ? 'The row has no disposition, so nobody asked.'
    : `"${value}" is no disposition that means do-not-call.`;

/** The reject of a line whose disposition is no request. */
function toNotRequest(staging: Staging, row: number): Reject {
  const value = staging.details(row)?.reason ?? '';
  return { line: staging.line(row), code: 'notRequest', message: toNotRequestSentence(value), text: value };
}

/** Everything that is left out, with its reason, in the order of the file: what cannot be used, and what is not blocked again. */
export function* eachReject(staging: Staging): Generator<Reject> {
  const { rejects } = staging;
  const kept = sortKept(staging);
  if (kept.length === 0 && tallyOutcomes(staging).notRequest === 0) {
    yield* rejects;
    return;
  }
  let reject = 0;
  let back = 0;
  for (let row = 0; row < staging.lines(); row++) {
    const line = staging.line(row);
    if (staging.outcome(row) === 'notRequest') yield toNotRequest(staging, row);
    for (let next = rejects[reject]; next?.line === line; next = rejects[reject]) {
      yield next;
      reject++;
    }
    for (let next = kept[back]; next !== undefined && staging.rowAt(next.index) === row; next = kept[back]) {
      yield { line, code: next.why, message: keptSentences[next.why], text: toE164(staging.numberAt(next.index)) };
      back++;
    }
  }
  yield* rejects.slice(reject);
}

/** Numbers are staged row by row, so the order of their indices is that of the file. */
function sortKept(staging: Staging): readonly { readonly index: number; readonly why: keyof typeof keptSentences }[] {
  return (['removed', 'expired'] as const)
    .flatMap((why) => Array.from(staging.keptBack(why), (index) => ({ index, why })))
    .toSorted((a, b) => a.index - b.index);
}
