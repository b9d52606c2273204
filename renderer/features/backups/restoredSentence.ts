/** What a restore has done, in a sentence or two. */
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import { restoredSentenceWords as say } from '../../../shared/words/page/backups.ts';

/** "2 entries are restored; 1 number that was blocked since stays blocked." */
export function restoredSentence(restored: DeskOutputs['backups']['restore']): string {
  const { entries, comparison, accounts, unredacted } = restored;
  const stay = comparison?.stay ?? 0;
  const stays = stay === 0 ? '' : say.staysBlocked(stay);
  const addresses = accounts === 0 ? '' : say.nothingIsSentToVendors;
  const back = unredacted.length === 0 ? '' : say.whatWasRedactedIsBack(unredacted.join(', '));
  return say.entriesAreRestored(entries, stays, addresses, back);
}
