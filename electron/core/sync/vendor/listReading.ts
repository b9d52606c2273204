/**
 * One remote list that is read page by page, each page merged in one transaction with the note of where the reading is
 * (keptReading.ts). After a break the page at which it broke off is read again; if that does not begin with a record of
 * before, records have moved past it unseen, and the reading begins anew.
 */
import type { RemoteList, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import type { ScanPage, VendorFailure, VendorResult } from '../../vendors/adapter.ts';
import { toObservations } from '../record/observation.ts';
import { nameRecord } from '../record/records.ts';
import { markGone, withRoom } from '../record/targets.ts';
import { createKeeper, type Keeper } from './keptReading.ts';
import { createFormMatcher, type FormMatcher } from './otherForms.ts';
import { splitOver } from './overRecords.ts';
import { provesOwner } from './owner.ts';
import type { RunContext } from './runContext.ts';
import { createSeenNumbers, type SeenNumbers } from './seenNumbers.ts';
import { listReadingWords as say } from '../../../../shared/words/core/sync/vendor.ts';

/** How a list was read: to its end, not at all because the vendor no longer knows it, or not to its end. */
export type ListScan =
  | {
      readonly kind: 'complete';
      readonly records: number;
      readonly inNoPlan: number;
      readonly seen: SeenNumbers;
      /** When (epoch ms) an earlier run began the reading; null: this one did. */
      readonly wentOnFrom: number | null;
    }
  | { readonly kind: 'gone' }
  /** Nothing on it was known, and it is in doubt whose token it is: nothing of it was merged. */
  | { readonly kind: 'strange' }
  | { readonly kind: 'failed'; readonly message: string };

/** A reading of the account's lists. */
export type Reading = {
  /** Its number. */
  readonly scan: number;
  /** Whether it is the first of the run: a second one counts nothing again, and is not kept. */
  readonly isFirst: boolean;
  /** Sends what goes before the next page. */
  readonly meanwhile: () => Promise<void>;
  /** Told how many records of a list were read, and out of how many, where the vendor says so. */
  readonly note: (list: RemoteList, read: number, total: number | null) => void;
};

const heldPage = 500;
/** After so many pages on which nothing was known, a list counts as another organisation's until a person says otherwise. */
const mostUnproven = 20;
/** So often a list is begun in a run that contradicts what was read of it, because it was added to meanwhile. */
const mostBeginnings = 3;

/** A list that is being read. */
export type OpenList = {
  readonly list: RemoteList;
  /** Reads the next page; answers how the list was read once that was its last. */
  readonly readPage: () => Promise<ListScan | undefined>;
};

/** What a reading of one list has found so far. */
type Found = {
  readonly seen: SeenNumbers;
  readonly matcher: FormMatcher<RemoteRecord>;
  /** What the next page is asked with; null: it is the first. */
  cursor: string | null;
  pages: number;
  records: number;
  inNoPlan: number;
  /** Whether each record that cannot be read can be told from the others. */
  isWhole: boolean;
  /** How many records answers and look-ups have shown meanwhile. */
  aside: number;
  /** Records that are over, beside others of their number (overRecords.ts). */
  readonly over: RemoteRecord[];
  /** Pages that are not merged before something on the list was known. */
  unproven: ScanPage[];
  /** How much of what was seen, and held back, is kept. */
  keptNumbers: number;
  keptHeld: number;
  /** The ids with one of which the next page has to begin: the reading goes on after a break. */
  edge: readonly string[] | null;
  /** When (epoch ms) an earlier run began it; null: this one did. */
  readonly wentOnFrom: number | null;
};

/** A list that is open, and what the run has found on it. */
type State = {
  readonly context: RunContext;
  readonly list: RemoteList;
  readonly reading: Reading;
  readonly keeper: Keeper | undefined;
  found: Found;
  /** Whether the last page was the list's last. */
  isOver: boolean;
  /** How often it was begun in this run. */
  begun: number;
};

/** Opens a list to be read from its beginning, or from where an earlier run broke off. */
export function openList(context: RunContext, list: RemoteList, reading: Reading): OpenList {
  const { connection, requests, store, view } = context;
  const keeper = reading.isFirst ? createKeeper(context, list) : undefined;
  const found = startFinding(context, list, keeper?.earlier);
  const state: State = { context, list, reading, keeper, found, isOver: keeper?.earlier?.isOver === true, begun: 1 };

  function toFailed(page: VendorFailure, edge: readonly string[] | null): ListScan | undefined {
    if (page.isOtherList === true) {
      keeper?.forget();
      // What this desk has added may have moved its pages, or no page of a smaller size begins where it is.
      const mayMove = state.found.aside > 0 || page.class === 'rejected';
      if (edge !== null || (mayMove && state.begun < mostBeginnings)) return beginAnew(state);
    }
    if (page.listGone !== true) return { kind: 'failed', message: describeUnread(context, list, page) };
    keeper?.forget();
    markGone(store, view(), list);
    return { kind: 'gone' };
  }

  return {
    list,
    async readPage() {
      if (state.isOver) return endList(state);
      const asked = state.found.cursor;
      const size = context.pages.size();
      // An agent's list that the token may not read is trouble of that list alone.
      const page: VendorResult<ScanPage> = await requests.read<ScanPage>(
        async (signal) => {
          const answer = await connection.scan(list, asked, signal, { size: context.pages.size() });
          context.pages.hear(answer);
          return answer;
        },
        { mayBeForbidden: list !== '', meanwhile: reading.meanwhile },
      );
      const { edge } = state.found;
      state.found.edge = null;
      if (!page.ok && page.isTooMuch === true) context.pages.giveUp(size);
      if (!page.ok) return toFailed(page, edge);
      const { value } = page;
      if (edge !== null && !edge.includes(value.ids[0] ?? '')) return beginAnew(state);
      takePage(state, asked, value);
      if (value.next !== null) return state.found.unproven.length < mostUnproven ? undefined : { kind: 'strange' };
      return endList(state);
    },
  };
}

/** What was read before does not count; the next page is the list's first. */
function beginAnew(state: State): undefined {
  state.begun += 1;
  state.keeper?.forget();
  state.found = startFinding(state.context, state.list, undefined);
}

/** Merges a page and notes where the reading is; before something on the list was known, pages only wait. */
function takePage(state: State, asked: string | null, page: ScanPage): void {
  const { context, list, found, reading } = state;
  found.cursor = page.next;
  found.pages += 1;
  state.isOver = page.next === null;
  found.unproven.push(page);
  if (!context.isOwnerKnown() && provesOwner(context, list, page.records)) context.noteOwner(true);
  if (!context.isOwnerKnown()) return;
  const pages = found.unproven;
  found.unproven = [];
  context.store.inTransaction(() => {
    let before = found;
    for (const one of pages) {
      before = { ...found };
      mergePage(state, one);
    }
    keepPage(state, asked, page.ids, before);
  });
  reading.note(list, found.records, page.total);
}

function mergePage(state: State, page: ScanPage): void {
  const { context, list, found, reading } = state;
  const { records, unreadable } = withoutRoom(page, withRoom(context.view(), page.records));
  found.records += records.length + unreadable.length;
  found.inNoPlan += records.filter((record) => record.inNoPlan === true).length;
  if (reading.isFirst) {
    context.tally.unreadable += unreadable.length;
    context.tally.scanned += records.length;
  }
  merge(state, found.matcher.take(records));
  for (const { remoteId, isForOthers = false } of unreadable) {
    // It stands for no number of the account: ours is missing, if no other record of it comes.
    if (isForOthers) continue;
    if (remoteId === null) found.isWhole = false;
    else noteUnreadable(context, list, remoteId, found.seen);
  }
}

/** The page with the records that name too many agents among those that cannot be read. */
function withoutRoom(page: ScanPage, { kept, left }: ReturnType<typeof withRoom>): ScanPage {
  if (left.length === 0) return page;
  const why = say.theRecordNamesMore;
  const unreadable = left.map(({ remoteId }) => ({ remoteId, why }));
  return { ...page, records: kept, unreadable: [...page.unreadable, ...unreadable] };
}

function merge({ context, list, found, reading }: State, read: readonly RemoteRecord[]): void {
  const { shown, over } = splitOver(context, list, read);
  found.over.push(...over);
  context.reconciler.apply(list, toObservations(shown, 'scan'), reading.scan);
  for (const { number } of shown) found.seen.add(number);
}

/** Keeps where the reading is; the first page alone is not worth it. `before`: what was counted before its last page. */
function keepPage(
  { keeper, found, isOver }: State,
  asked: string | null,
  ids: readonly string[],
  before: Pick<Found, 'records' | 'inNoPlan'>,
): void {
  if (keeper === undefined || asked === null || !found.isWhole || !keeper.isDue(found.pages, isOver)) return;
  const isNew = !keeper.isStored();
  const numbers = found.seen.since(isNew ? 0 : found.keptNumbers);
  const held = found.matcher.held.slice(isNew ? 0 : found.keptHeld);
  // The last page is read again after a break, unless it was the last of the list.
  const { records, inNoPlan } = isOver ? found : before;
  keeper.keep({ cursor: asked, edge: ids, isOver, records, inNoPlan }, { numbers, held });
  found.keptNumbers = found.seen.count();
  found.keptHeld = found.matcher.held.length;
}

function endList(state: State): ListScan {
  const { matcher, records, inNoPlan, seen, unproven, isWhole, wentOnFrom } = state.found;
  if (unproven.some((page) => page.records.length > 0)) return { kind: 'strange' };
  if (!isWhole) {
    const { name } = state.context.view();
    return { kind: 'failed', message: say.sentRecordsThatCannot(name) };
  }
  const held = matcher.settle();
  for (let from = 0; from < held.length; from += heldPage) merge(state, held.slice(from, from + heldPage));
  mergeOver(state);
  return { kind: 'complete', records, inNoPlan, seen, wentOnFrom };
}

/** Records that are over, and beside which no other of their number was there after all. */
function mergeOver({ context, list, found, reading }: State): void {
  const alone = found.over.filter(({ number }) => !found.seen.has(number));
  context.reconciler.apply(list, toObservations(alone, 'scan'), reading.scan);
  for (const { number } of alone) found.seen.add(number);
}

/** What a reading starts with: nothing, or what it had found before it was broken off. */
function startFinding(context: RunContext, scope: RemoteList, earlier: Keeper['earlier']): Found {
  const { store, view } = context;
  const seen = createSeenNumbers();
  const parts = earlier?.parts ?? [];
  for (const { numbers } of parts) for (const number of numbers) seen.add(number);
  const held = parts.flatMap((part) => part.held);
  const matcher = createFormMatcher<RemoteRecord>(
    { store, account: view().id, scope },
    { numbers: seen.since(0), held },
  );
  const found: Found = {
    seen,
    matcher,
    cursor: earlier?.cursor ?? null,
    pages: 0,
    aside: 0,
    unproven: [],
    over: [],
    records: earlier?.records ?? 0,
    inNoPlan: earlier?.inNoPlan ?? 0,
    isWhole: true,
    keptNumbers: seen.count(),
    keptHeld: held.length,
    edge: earlier?.edge ?? null,
    wentOnFrom: earlier?.startedAt ?? null,
  };
  // What answers and look-ups show while the list is read is there too, wherever its page was.
  context.reading.set(scope, {
    add(number) {
      found.aside += 1;
      seen.add(number);
    },
  });
  return found;
}

/** Why a list could not be read, with the name of its agent where the account has several lists. */
function describeUnread({ view }: RunContext, scope: RemoteList, { message }: VendorFailure): string {
  return scope === '' ? message : say.soTheListOfWas(message, nameRecord(view(), scope, null));
}

/** A record that cannot be read proves no more than that its id is there: what it says of its numbers is not known any more. */
function noteUnreadable({ store, view }: RunContext, scope: RemoteList, remoteId: string, seen: SeenNumbers): void {
  const numbers = store.remotes.listById(view().id, scope, remoteId).map(({ number }) => number);
  for (const number of numbers) seen.add(number);
  if (numbers.length === 0) return;
  store.inTransaction(() => {
    store.remotes.markMissed(view().id, scope, numbers, null);
    store.unverified.markUnread(view().id, scope, numbers);
  });
}
