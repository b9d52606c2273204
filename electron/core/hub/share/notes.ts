/**
 * What every change of the list means for a shared list, in the transaction of the change: that it is owed, with the entry as the
 * hub has it, and that a desk which may not weaken a block does not. A change that came from the hub owes nothing.
 */
import { isWeaker } from '../../../../shared/domain/entry/weaker.ts';
import { nameNumber } from '../../../../shared/domain/numbers/textDoubt.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { needsPerson, Refused } from '../../answer.ts';
import type { EntryChange, ListOutbox } from '../../list/write/entryChange.ts';
import { mayWeaken } from '../hubPort.ts';
import type { HubStore } from './hubStore.ts';

/** The numbers among these that this desk may not weaken: the hub has them, or may have, and the login is no lead's. */
function createNotWeakened({ rows, targets }: HubStore) {
  return (changes: readonly EntryChange[], at: Instant): readonly EntryChange[] => {
    const hub = rows.load();
    if (hub === undefined || mayWeaken(hub.role)) return [];
    const index = targets();
    const weaker = changes.filter(({ before, after }) => before !== undefined && isWeaker(before, after, at, index));
    const known = rows.loadKnown(weaker.map(({ after }) => after.number));
    return weaker.filter(({ after: { number } }) => known(number).rev !== undefined || rows.isSent(number));
  };
}

/** The list's outbox for a shared list. @throws Refused from `enqueue`, where the change would weaken what only a lead may weaken */
export function createHubNotes(store: HubStore): ListOutbox {
  const { rows } = store;
  const notWeakened = createNotWeakened(store);
  return {
    enqueue(changes, act) {
      if (act.kind === 'share' || rows.load() === undefined) return;
      // What a vendor's list brings only ever adds, and the server refuses what does not.
      const [refused] = act.kind === 'pull' ? [] : notWeakened(changes, act.at);
      if (refused !== undefined)
        throw new Refused(
          needsPerson(
            `${nameNumber(refused.after.number)} stays as it is: on the shared list only a lead may release a number or narrow its block. Ask for it by releasing the number by itself (dnc-desk remove), or have a lead do it.`,
          ),
        );
      const words = store.words();
      const known = rows.loadKnown(changes.map(({ after }) => after.number));
      for (const { before, after } of changes) {
        const { rev, owed } = known(after.number);
        if (owed === undefined)
          rows.owe(
            after.number,
            rev === undefined || before === undefined ? null : JSON.stringify(words.toHub(before)),
          );
        else if (owed.refused !== null) rows.oweOn(after.number, owed.base);
      }
    },
    enqueueNew({ numbers }) {
      if (rows.load() === undefined) return;
      for (const number of numbers) rows.owe(number, null);
    },
  };
}
