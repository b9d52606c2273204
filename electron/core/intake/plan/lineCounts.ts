/**
 * Turns the outcomes of a staged file into what is counted: eight groups and four counts. The groups add up to the
 * lines read, and so do the counts.
 */
import type { ImportResult, IntakeSummary, LineGroup } from '../../../../shared/contract/intake.ts';
import { toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { StagedDoubt } from '../staging/doubts.ts';
import { type KeptBack, lineOutcomes, type Reject, type StagedOutcome, type Staging } from '../staging/staging.ts';
import { lineCountsWords as say } from '../../../../shared/words/core/intake.ts';

export type BatchCounts = Pick<ImportResult, 'lines' | 'added' | 'changed' | 'alreadyThere' | 'rejected'>;

/** The group in which the preview shows an outcome. */
export const groupOf = {
  rejected: 'rejected',
  notRequest: 'rejected',
  unclear: 'doubt',
  inDoubt: 'doubt',
  unconfirmed: 'unconfirmed',
  same: 'alreadyThere',
  wider: 'alreadyThere',
  twiceInFile: 'twiceInFile',
  askedBefore: 'rejected',
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

/** The count of the batch to which an outcome adds. */
const countOf = {
  rejected: 'rejected',
  notRequest: 'rejected',
  unclear: 'rejected',
  inDoubt: 'rejected',
  unconfirmed: 'rejected',
  same: 'alreadyThere',
  wider: 'alreadyThere',
  twiceInFile: 'alreadyThere',
  askedBefore: 'rejected',
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

/** The numbers of all lines by what becomes of them, and the cells beside them without a usable number. */
export function countNumbers(staging: Staging): IntakeSummary['numbers'] {
  const tally = staging.tallyNumbers();
  const counts = { added: 0, changed: 0, alreadyThere: 0, rejected: 0 };
  for (const [rank, outcome] of lineOutcomes.entries()) counts[countOf[outcome]] += tally[rank] ?? 0;
  const { rejected: leftOut, ...rest } = counts;
  const notRead = staging.rejects.filter(({ column }) => column !== '').length;
  return { ...rest, leftOut, inDoubt: staging.doubts.length, notRead };
}

/** Why a number is not blocked again, in the reject that says so. */
export const keptSentences = {
  removed: say.theNumberWasReleased,
  expired: say.theBlockOfTheNumber,
  askedBefore: say.theNumberWasReleasedOr,
} as const satisfies Record<KeptBack, string>;

/** Why a row is left out because of what it says itself. */
export const toNotRequestSentence = (value: string): string =>
  value === '' ? say.theRowDoesNotSay : say.theRowSaysWhichDoes(value);

/** The same for a file that names numbers to be changed or released. */
export const toNotMeantSentence = (value: string): string =>
  value === '' ? say.theRowDoesNotSayThat : say.theRowSaysWhichDoesNot(value);

/** Why a row waits. */
export const toUnclearSentence = (value: string): string => say.nobodyHasSaidWhat(value);

/** The reject of a line that says that it is no request, or whose word is not explained. */
function toSaid(
  staging: Staging,
  row: number,
  outcome: 'notRequest' | 'unclear',
  toSentence: typeof toNotRequestSentence,
): Reject {
  const value = staging.details(row)?.reason ?? '';
  const message = outcome === 'unclear' ? toUnclearSentence(value) : toSentence(value);
  return { line: staging.line(row), column: '', code: outcome, message, text: value };
}

/** The cells of a line that wait for an answer. */
const toDoubtful = ({ line, column, sentence, text }: StagedDoubt): Reject => ({
  line,
  column,
  code: 'inDoubt',
  message: sentence,
  text,
});

/**
 * Everything that is left out, with its reason, in the order of the file: cells that cannot be used, and numbers that
 * are not blocked again.
 * @param toSentence why a row is left out because of what it says itself
 */
export function* eachReject(staging: Staging, toSentence = toNotRequestSentence): Generator<Reject> {
  const { rejects, doubts } = staging;
  const kept = sortKept(staging);
  const tally = tallyOutcomes(staging);
  if (kept.length === 0 && doubts.length === 0 && tally.notRequest + tally.unclear === 0) {
    yield* rejects;
    return;
  }
  const next = { reject: 0, doubt: 0, kept: 0 };
  for (let row = 0; row < staging.lines(); row++) {
    const line = staging.line(row);
    const outcome = staging.outcome(row);
    if (outcome === 'notRequest' || outcome === 'unclear') yield toSaid(staging, row, outcome, toSentence);
    for (let each = rejects[next.reject]; each?.line === line; each = rejects[(next.reject += 1)]) yield each;
    for (let each = doubts[next.doubt]; each?.line === line; each = doubts[(next.doubt += 1)]) yield toDoubtful(each);
    for (
      let each = kept[next.kept];
      each !== undefined && staging.rowAt(each.index) === row;
      each = kept[(next.kept += 1)]
    ) {
      const text = toE164(staging.numberAt(each.index));
      yield { line, column: '', code: each.why, message: keptSentences[each.why], text };
    }
  }
  yield* rejects.slice(next.reject);
}

/** Numbers are staged row by row, so their indices are in the order of the file. */
function sortKept(staging: Staging): readonly { readonly index: number; readonly why: keyof typeof keptSentences }[] {
  return (['removed', 'expired', 'askedBefore'] as const)
    .flatMap((why) => Array.from(staging.keptBack(why), (index) => ({ index, why })))
    .toSorted((a, b) => a.index - b.index);
}
