/** What a staged file will do, counted: groups and what is in them, the four counts, and what else should be known. */
import type { IntakeSummary, LineGroup, LinePart } from '../../../../shared/contract/intake.ts';
import type { DispositionList } from '../staging/dispositionTally.ts';
import { countLines, groupOf, tallyOutcomes } from './lineCounts.ts';
import { type StagedOutcome, type Staging, lineOutcomes } from '../staging/staging.ts';

/** What happens to a line, by its outcome. */
export const outcomeSentences = {
  new: 'Will be blocked.',
  widens: 'Is on the list for less; this line makes its block wider or longer.',
  changes: 'Is on the list; this line changes what it says.',
  same: 'Is on the list just so.',
  wider: 'Is on the list already, for more than this line asks.',
  twiceInFile: 'Stands on an earlier line of this file too.',
  keepsRemoved: 'Was released earlier: it is blocked again only if you say so.',
  keepsExpired: 'Its block has ended: it is blocked again only if you say so.',
  revivesRemoved: 'Was released earlier, and will be blocked again.',
  revivesExpired: 'Its block has ended, and will hold again.',
  newInConflict: 'Will be blocked; the conflict about it stays open.',
  changesInConflict: 'Is on the list and this line changes it; the conflict about it stays open.',
  rejected: 'Rejected.',
  notRequest: 'Its disposition is none that means do-not-call.',
  unconfirmed: 'A possible number that no one has been given: blocked only if you confirm it.',
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
};

const notesShown = 5;

/** Counts the lines; the groups add up to the lines read, and so do the four counts. */
export function summarise(
  intake: string,
  staging: Staging,
  seen: { readonly dispositions: DispositionList | undefined; readonly remarks: readonly string[] },
): IntakeSummary {
  const tally = tallyOutcomes(staging);
  const groups: Record<LineGroup, number> = {
    new: 0,
    wouldChange: 0,
    wouldRevive: 0,
    inConflict: 0,
    alreadyThere: 0,
    twiceInFile: 0,
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
    if (known) known.count++;
    else byCode.set(code, { code, message, count: 1 });
  }
  if (tally.notRequest > 0)
    byCode.set('notRequest', {
      code: 'notRequest',
      message: outcomeSentences.notRequest,
      count: tally.notRequest,
    });
  const { dispositions } = seen;
  return {
    intake,
    lines: staging.lines(),
    groups,
    parts,
    result: countLines(staging, tally),
    rejectedBy: [...byCode.values()].toSorted((a, b) => b.count - a.count),
    dispositions: [...(dispositions?.values ?? [])],
    moreDispositions: dispositions?.hasMore ?? false,
    notes: {
      lines: staging.notes.size,
      first: [...staging.notes.entries()].slice(0, notesShown).map(([line, sentence]) => ({ line, sentence })),
    },
    remarks: [...seen.remarks],
  };
}
