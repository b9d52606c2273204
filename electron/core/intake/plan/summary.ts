/** Counts what a staged file will do: groups and what is in them, the four counts, and what else should be known. */
import type { DoubtKind, MeaningColumn, UnreadColumn } from '../../../../shared/contract/fileQuestions.ts';
import type { IntakeOptions, IntakeSummary, LineGroup, LinePart } from '../../../../shared/contract/intake.ts';
import { describeReading } from '../../../../shared/domain/numbers/readings.ts';
import { describeProblem, isNumberProblem, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { StagedDoubt } from '../staging/doubts.ts';
import type { Noticed } from '../staging/stageFile.ts';
import { countLines, countNumbers, groupOf, tallyOutcomes } from './lineCounts.ts';
import { listQuestions } from './questions.ts';
import { type StagedOutcome, type Staging, lineOutcomes, rankOf } from '../staging/staging.ts';
import { summaryWords as say } from '../../../../shared/words/core/intake.ts';

/** What happens to a line, by its outcome. */
export const outcomeSentences = {
  new: say.willBeBlocked,
  widens: say.isOnTheListFor,
  changes: say.isOnTheListThis,
  same: say.isOnTheListJust,
  wider: say.isOnTheListAlready,
  twiceInFile: say.standsOnAnEarlier,
  askedBefore: say.wasReleasedOrIts,
  keepsRemoved: say.wasReleasedEarlier,
  keepsExpired: say.itsBlockHasEnded,
  revivesRemoved: say.wasReleasedEarlierAnd,
  revivesExpired: say.itsBlockHasEndedAnd,
  newInConflict: say.willBeBlockedThe,
  changesInConflict: say.isOnTheListAnd,
  rejected: say.rejected,
  notRequest: say.whatItSaysDoesNot,
  unclear: say.nobodyHasSaidWhat,
  inDoubt: say.itsNumberCanBeRead,
  unconfirmed: say.aPossibleNumberThat,
} as const satisfies Record<StagedOutcome, string>;

/** Outcomes that are told apart within their group, by the name that filters them. */
export const partOf: Partial<Record<StagedOutcome, string>> = {
  same: 'same',
  wider: 'wider',
  widens: 'narrower',
  changes: 'details',
  keepsRemoved: 'removed',
  revivesRemoved: 'removed',
  keepsExpired: 'expired',
  revivesExpired: 'expired',
  newInConflict: 'new',
  changesInConflict: 'changed',
  notRequest: 'notRequest',
  unclear: 'unclear',
  inDoubt: 'inDoubt',
  askedBefore: 'askedBefore',
};

const notesShown = 5;
const samplesShown = 5;

/** Counts the lines; the groups add up to the lines read, and so do the four counts. */
export function summarise(
  intake: string,
  staging: Staging,
  noticed: Noticed,
  names: readonly (string | null)[],
  options: IntakeOptions,
): IntakeSummary {
  const tally = tallyOutcomes(staging);
  const groups: Record<LineGroup, number> = {
    new: 0,
    wouldChange: 0,
    wouldRevive: 0,
    inConflict: 0,
    alreadyThere: 0,
    twiceInFile: 0,
    doubt: 0,
    unconfirmed: 0,
    rejected: 0,
  };
  const parts: LinePart[] = [];
  for (const outcome of lineOutcomes) {
    const count = tally[outcome];
    groups[groupOf[outcome]] += count;
    const part = partOf[outcome];
    if (part !== undefined && count > 0)
      parts.push({ group: groupOf[outcome], part, sentence: outcomeSentences[outcome], count });
  }
  const byCode = new Map<string, { code: string; message: string; count: number }>();
  for (const { code, message } of staging.rejects) {
    const known = byCode.get(code);
    if (known) {
      known.count++;
      // A sentence about one cell, such as how many digits it has, does not hold for all cells.
      if (known.message !== message && isNumberProblem(code)) known.message = describeProblem(code);
    } else byCode.set(code, { code, message, count: 1 });
  }
  for (const code of ['notRequest', 'askedBefore'] as const)
    if (tally[code] > 0) byCode.set(code, { code, message: outcomeSentences[code], count: tally[code] });
  const meanings = noticed.meanings.map(({ column, field, values, hasMore }): MeaningColumn => ({
    column,
    field,
    values: [...values],
    hasMore,
    header: names[column] ?? null,
  }));
  const unread = noticed.unread.map(({ samples, ...column }): UnreadColumn => ({
    ...column,
    samples: [...samples],
    header: names[column.column] ?? null,
  }));
  const doubts = gatherDoubts(staging.doubts);
  const numbers = staging.tallyNumbers();
  const open = {
    names,
    meanings,
    unclear: tally.unclear,
    unread,
    doubts,
    invalid: byCode.get('unconfirmed')?.count ?? 0,
    // A line may hold several numbers, of which one was released.
    released: (numbers[rankOf.keepsRemoved] ?? 0) + (numbers[rankOf.keepsExpired] ?? 0),
  };
  return {
    intake,
    lines: staging.lines(),
    groups,
    parts,
    result: countLines(staging, tally),
    numbers: countNumbers(staging),
    questions: [...listQuestions(open, options)],
    rejectedBy: [...byCode.values()].toSorted((a, b) => b.count - a.count),
    meanings,
    doubts,
    unread,
    notes: {
      lines: staging.notes.size,
      first: [...staging.notes.entries()].slice(0, notesShown).map(([line, sentence]) => ({ line, sentence })),
    },
    remarks: [...noticed.remarks],
  };
}

/** The cells in doubt by their kind of doubt, the most frequent first. */
function gatherDoubts(all: readonly StagedDoubt[]): DoubtKind[] {
  const kinds = new Map<string, { count: number; readonly sentence: string; readonly samples: DoubtKind['samples'] }>();
  for (const { kind, sentence, line, text, readings } of all) {
    const known = kinds.get(kind) ?? { count: 0, sentence, samples: [] };
    kinds.set(kind, known);
    known.count += 1;
    if (known.samples.length >= samplesShown) continue;
    const shown = readings.map((reading) => ({ number: toE164(reading.number), words: describeReading(reading) }));
    known.samples.push({ line, text, readings: shown });
  }
  return [...kinds].map(([kind, found]) => ({ kind, ...found })).toSorted((a, b) => b.count - a.count);
}
