/**
 * What every change of the list means for a shared list, in the transaction of the change: that it is owed, with the entry as the
 * hub has it, and that a desk which may not weaken a block does not. A change that came from the hub owes nothing.
 */
import { isWeaker } from '../../../../shared/domain/entry/weaker.ts';
import { nameNumber } from '../../../../shared/domain/numbers/textDoubt.ts';
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { planRemove } from '../../../../shared/domain/entry/entry.ts';
import { needsPerson, Refused } from '../../answer.ts';
import type { AskReleases } from '../../list/commands/listDeps.ts';
import type { EntryChange, ListOutbox } from '../../list/write/entryChange.ts';
import { mayWeaken } from '../hubPort.ts';
import type { HubStore } from './hubStore.ts';
import { notesWords as say } from '../../../../shared/words/core/hub.ts';

/** Whether nothing is shared, or the login is a lead's. */
function mayWeakenAny({ rows }: Pick<HubStore, 'rows'>): boolean {
  const hub = rows.load();
  return hub === undefined || mayWeaken(hub.role);
}

/** The numbers among these that this desk may not weaken: the hub has them, or may have, and the login is no lead's. */
function createNotWeakened({ rows, targets }: HubStore) {
  return (changes: readonly EntryChange[], at: Instant): readonly EntryChange[] => {
    if (mayWeakenAny({ rows })) return [];
    const index = targets();
    const weaker = changes.filter(
      ({ before, after }) => before !== undefined && (isRelease(before, after) || isWeaker(before, after, at, index)),
    );
    const known = rows.loadKnown(weaker.map(({ after }) => after.number));
    return weaker.filter(({ after: { number } }) => known(number).rev !== undefined || rows.isSent(number));
  };
}

/** The hub takes none from such a login, also where the block has ended: a vendor may still keep a record of its own. */
const isRelease = (before: EntryChange['after'], after: EntryChange['after']): boolean =>
  before.removed === null && after.removed !== null;

/** The list's outbox for a shared list. @throws Refused from `enqueue`, where the change would weaken what only a lead may weaken */
export function createHubNotes(store: HubStore): ListOutbox {
  const { rows, requests } = store;
  const notWeakened = createNotWeakened(store);
  return {
    enqueue(changes, act) {
      if (act.kind === 'share' || rows.load() === undefined) return;
      // What a vendor's list brings only ever adds, and the server refuses what does not.
      const [refused] = act.kind === 'pull' ? [] : notWeakened(changes, act.at);
      if (refused !== undefined) {
        const tell = rows.load()?.role === 'reader' ? say.thisLoginOnlyLooks : say.staysAsItIsOn;
        throw new Refused(needsPerson(tell(nameNumber(refused.after.number))));
      }
      // Whoever releases a number that a release was asked for has answered.
      for (const { before, after } of changes)
        if (before?.removed === null && after.removed !== null)
          requests.answerOpen(after.number, 'released', toEpochMs(act.at), act.author);
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
    mayWeakenAny: () => mayWeakenAny(store),
    mayNotWeaken: (changes, at) => new Set(notWeakened(changes, at).map(({ after }) => after.number)),
    // It goes there once more as it is, so that others hear of it. The lines of a file are too many for that: where another desk takes
    // back what they ask for, this one holds on to it (arrive.ts).
    noteAsked(asked, { kind }) {
      if (kind === 'share' || kind === 'import' || rows.load() === undefined) return;
      const entries = asked();
      const known = rows.loadKnown(entries.map(({ number }) => number));
      const words = store.words();
      for (const entry of entries) {
        const { rev, owed } = known(entry.number);
        if (owed === undefined) rows.owe(entry.number, rev === undefined ? null : JSON.stringify(words.toHub(entry)));
      }
    },
    // Without the base, which still says what was taken out.
    noteRedacted: (number) => (rows.load() === undefined ? undefined : rows.oweOn(number, null)),
    enqueueNew({ numbers }, { kind }) {
      if (kind === 'share' || rows.load() === undefined) return;
      rows.oweAll(numbers);
    },
  };
}

/**
 * For a person who releases numbers: of these entries, those that this desk may not release become requests, one for each number
 * at a time.
 */
export function createAskReleases(store: HubStore): AskReleases {
  const { rows, requests, newId } = store;
  const notWeakened = createNotWeakened(store);
  return (entries, why, act) => {
    // Nobody would hear of it: what such a login may not do is refused.
    if (rows.load()?.role === 'reader') return [];
    const changes = entries.flatMap((before) => {
      const after = planRemove(before, why, act);
      return after === undefined ? [] : [{ before, after }];
    });
    const asked = notWeakened(changes, act.at).map(({ after }) => after.number);
    if (asked.length === 0) return [];
    store.inTransaction(() => {
      const open = { answer: null, answeredAt: null, answeredBy: null };
      for (const number of asked) {
        if (requests.openOf(number) !== undefined) continue;
        const at = toEpochMs(act.at);
        requests.save({ id: newId(), number, kind: 'release', why, askedBy: act.author, at, ...open }, true);
      }
    });
    return asked;
  };
}
