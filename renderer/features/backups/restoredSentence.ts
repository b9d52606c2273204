/** What a restore has done, in a sentence or two. */
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';

/** "2 entries are restored; 1 number that was blocked since stays blocked." */
export function restoredSentence(restored: DeskOutputs['backups']['restore']): string {
  const { entries, comparison, accounts, unredacted } = restored;
  const stay = comparison?.stay ?? 0;
  const stays =
    stay === 0
      ? ''
      : `; ${stay === 1 ? '1 number that was' : `${toCount(stay)} numbers that were`} blocked since ${stay === 1 ? 'stays' : 'stay'} blocked`;
  const addresses =
    accounts === 0 ? '' : ' Nothing is sent to vendors before you confirm their addresses under Accounts.';
  const back =
    unredacted.length === 0
      ? ''
      : ` What was redacted is back for ${unredacted.join(', ')}, as a question in the backup shows it: decide it, and redact again.`;
  return `${countOf(entries, 'entry is', 'entries are')} restored${stays}.${addresses}${back}`;
}
