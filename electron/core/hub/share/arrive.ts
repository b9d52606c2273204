/**
 * Takes what the hub says of some numbers into this desk: each is merged with what is known here (mergeDesks.ts), and entries,
 * journal, the vendors' outbox and what is owed to the hub change in one transaction. A block that was made at another desk is
 * thereby owed to this desk's vendors like any other. Where nothing is here to merge with, columns stay columns (newHere.ts).
 */
import { type Act, type Entry, isTakenBack, isTakenBackWhy } from '../../../../shared/domain/entry/entry.ts';
import {
  type DeskMerge,
  keepAsked,
  isSameShared,
  mergeDesks,
  type SharedEntry,
  takeBackDesk,
} from '../../../../shared/domain/entry/mergeDesks.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { HubKnown } from '../../db/sync/hubOwedRows.ts';
import { findAskedHere } from '../../list/write/askedSince.ts';
import { countChanges } from '../../list/write/batchWork.ts';
import type { EntryChange } from '../../list/write/entryChange.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import { type HubAccount, type HubEntry, type HubPage, type HubRow, rowOf } from '../hubPort.ts';
import type { Transaction } from '../../db/handles.ts';
import { answerReleased } from './answerReleased.ts';
import type { HubStore } from './hubStore.ts';
import { pick, splitPage, toNewEntries } from './newHere.ts';
import type { HubWords } from './words.ts';
import { arriveWords as say } from '../../../../shared/words/core/hub.ts';

/** The name under which the journal and the batches know the hub. */
const hubAuthor = say.sharedList;

export type Arrivals = {
  /**
   * Takes rows of different numbers. `accounts`: those that the rows name and this desk has never heard of. `also`: written with
   * them, such as how far the hub was read. Answers how many entries changed here.
   */
  readonly take: (page: HubPage, accounts: readonly HubAccount[], also: () => void) => number;
  /** Takes back what the hub refused as a weakening: what these rows block is blocked here again, beside all that is blocked here. */
  readonly takeBack: (page: HubPage, accounts: readonly HubAccount[]) => void;
};

type Merged = DeskMerge & {
  readonly row: HubRow;
  readonly theirs: Entry;
  readonly ours: Entry | undefined;
  readonly known: HubKnown;
};

/** The arrivals of one round: what it changes is one batch. `now`: the time of the change here. */
export function createArrivals(store: HubStore, list: ListStore, now: () => Act['at']): Arrivals {
  let batch: number | undefined;

  function countBatch(batchId: number, at: Act['at'], counts: ReturnType<typeof countChanges>): void {
    if (batch === undefined) {
      batch = list.batches.save({ kind: 'pull', label: hubAuthor, author: hubAuthor, at, state: 'applied' });
      if (batch !== batchId) throw new Error('A batch got another id than the one announced');
    }
    list.batches.count(batchId, counts);
  }

  function takePage(open: Transaction, page: HubPage, words: HubWords, at: Act['at'], isBack: boolean): number {
    // A loop: of millions of numbers, walking them with `Array.from` shows.
    const numbers: PhoneNumber[] = [];
    for (const number of page.numbers) numbers.push(toPhoneNumber(number));
    const entries = list.entries.loadMany(numbers);
    const known = store.rows.loadKnown(numbers);
    const targets = store.targets();
    const askedHere = onceOnly(() => findAskedHere(list, listTakenBack(page)));
    const merge = (place: number): Merged | undefined => {
      const row = rowOf(page, place);
      const found = known(row.number);
      const ours = entries.get(toPhoneNumber(row.number));
      if (found.rev === row.rev && !isBack) return undefined;
      const theirs = words.toEntry(row, 0, null);
      if (isBack && ours !== undefined) return { ...takeBackDesk(ours, theirs), row, theirs, ours, known: found };
      const merged = mergeDesks({ base: baseOf(ours, found, words), ours, theirs }, at, targets);
      const isKept = ours?.removed === null && merged.result.removed !== null && isTakenBack(theirs);
      if (isKept && askedHere().has(row.number)) return { ...keepAsked(ours), row, theirs, ours, known: found };
      return { ...merged, row, theirs, ours, known: found };
    };
    const { news, rest } = splitPage(page, words, (number) => {
      const { rev, owed } = known(number);
      return rev === undefined && owed === undefined && !entries.has(number);
    });
    const merged = rest.flatMap((place) => merge(place) ?? []);
    const batchId = batch ?? list.batches.nextId();
    const changes = merged.flatMap((one) => toChange(one, batchId) ?? []);
    const counts = countChanges(changes);
    const added = news.length === 0 ? undefined : toNewEntries(page, news, words);
    if (changes.length + news.length > 0) countBatch(batchId, at, { ...counts, added: counts.added + news.length });
    const act = { at, author: hubAuthor, batchId, kind: 'share' } as const;
    if (added !== undefined) list.writer.writeNew(open, added, act);
    if (changes.length > 0) list.writer.write(open, changes, act);
    const asked = merged.filter(isAskedThere).map(({ row }) => row.number);
    if (asked.length > 0) list.writer.noteAsked(open, asked, { ...act, batchId: null });
    store.rows.addRevs(pick(page.numbers, news), pick(page.revs, news));
    store.rows.saveRevs(merged.map(({ row }) => row));
    for (const one of merged) {
      settle(store, one);
      askLead(store, one, toEpochMs(at));
      if (one.result.removed !== null) answerReleased(store, one.row.number, one.result.removed);
    }
    return changes.length + news.length;
  }

  function takeAll(page: HubPage, accounts: readonly HubAccount[], isBack: boolean, also: () => void): number {
    const before = batch;
    try {
      return store.inTransaction((open) => {
        const words = store.words();
        const at = now();
        words.learn(page.statements, accounts, toEpochMs(at));
        const received = takePage(open, page, words, at, isBack);
        also();
        return received;
      });
    } catch (error) {
      batch = before;
      throw error;
    }
  }

  return {
    take: (page, accounts, also) => takeAll(page, accounts, false, also),
    takeBack: (page, accounts) => void takeAll(page, accounts, true, () => {}),
  };
}

/** Numbers, ascending, whose block another desk took back by an undo. */
function listTakenBack({ numbers, acts, actsOf }: HubPage): readonly number[] {
  const isUndo = acts.map(({ removedWhy }) => isTakenBackWhy(removedWhy ?? ''));
  if (!isUndo.includes(true)) return [];
  return Array.from(numbers)
    .filter((_, at) => isUndo[actsOf[at] ?? -1] === true)
    .toSorted((a, b) => a - b);
}

/** The hub has a number anew that is blocked here and there alike: somebody asked for it at another desk. */
function isAskedThere({ ours, theirs, known: { rev, owed } }: Merged): boolean {
  const isSame = ours?.removed === null && isSameShared(ours, theirs);
  return isSame && rev !== undefined && owed === undefined;
}

function onceOnly<T>(make: () => T): () => T {
  let made: { readonly value: T } | undefined;
  return () => (made ??= { value: make() }).value;
}

/** What both last agreed on: of a number that nothing changed here since, the entry itself. */
function baseOf(ours: Entry | undefined, { rev, owed }: HubKnown, words: HubWords): SharedEntry | undefined {
  if (owed === undefined) return rev === undefined ? undefined : ours;
  return owed.base === null ? undefined : words.toEntry(JSON.parse(owed.base) as HubEntry, 0, null);
}

function toChange({ result, ours, row }: Merged, batchId: number): EntryChange | undefined {
  if (ours !== undefined && isSameShared(ours, result)) return undefined;
  const isOfBefore = ours !== undefined && ours.createdAt === result.createdAt && ours.createdBy === result.createdBy;
  return {
    before: ours,
    after: {
      ...result,
      number: toPhoneNumber(row.number),
      seq: (ours?.seq ?? 0) + 1,
      batchId: isOfBefore ? ours.batchId : batchId,
    },
  };
}

/** Owes what the hub still lacks. */
function settle({ rows }: HubStore, { result, theirs, row, known: { owed } }: Merged): void {
  if (result !== theirs && !isSameShared(result, theirs)) {
    const { rev: _rev, ...entry } = row;
    rows.oweOn(row.number, JSON.stringify(entry));
  } else if (owed !== undefined) rows.settle(row.number);
}

/** One side released or narrowed what the other changed, or what only a lead may: a lead is asked, once for each number. */
function askLead({ requests, newId }: HubStore, { question, ours, theirs, row: { number } }: Merged, at: number): void {
  if (question === null || requests.openOf(number) !== undefined) return;
  const weaker = question === 'releasedHereChangedThere' ? (ours ?? theirs) : theirs;
  const askedBy = weaker.removed?.by ?? weaker.changedBy;
  const why = weaker.removed?.why ?? say.itsBlockWasNarrowed;
  const open = { answer: null, answeredAt: null, answeredBy: null };
  requests.save({ id: newId(), number, kind: question, why, askedBy, at, ...open }, true);
}
