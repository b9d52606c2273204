/**
 * One round with the hub: what another desk changed comes here, what was changed here goes there, until neither side lacks anything.
 * Every step leaves what it reached in the database, so that a round may break off anywhere and the next one goes on.
 */
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { HubDesk } from '../../db/sync/hubRows.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { Clock, Ports } from '../../ports.ts';
import {
  type HubAccount,
  type HubCursor,
  type HubHead,
  type HubPage,
  HubProblem,
  type HubSession,
  mayWeaken,
} from '../hubPort.ts';
import { type Arrivals, createArrivals } from './arrive.ts';
import { copyAll } from './firstCopy.ts';
import type { HubStore } from './hubStore.ts';
import { numbersAtOnce, sendNext, type SendParts, sendRequests, settleSent } from './send.ts';
import { roundWords as say } from '../../../../shared/words/core/hub.ts';

export type RoundParts = {
  readonly store: HubStore;
  readonly list: ListStore;
  readonly session: HubSession;
  readonly clock: Clock;
  readonly now: () => Instant;
  readonly author: () => string;
  readonly machine: string;
  readonly signal: AbortSignal;
  readonly tightenHeap?: Ports['tightenHeap'] | undefined;
};

/** What a round did. `received`: entries that changed here; `sent`: numbers that the hub took; `canWrite`: whether it may take any. */
export type RoundResult = { readonly received: number; readonly sent: number; readonly canWrite: boolean };

const shutOut = say.theSharedListTakes;

const changesAtOnce = 10_000;
/** At least so many releases in one reading, or one in a hundred blocks, are taken only when a person says so. */
const fewReleases = 5;
/** A desk that always loses its numbers to another one pauses for the next round. */
const mostTurns = 20;

/** @throws HubProblem where the hub cannot be asked, or a person has to decide */
export async function runRound(parts: RoundParts): Promise<RoundResult> {
  const { store, session } = parts;
  const arrivals = createArrivals(store, parts.list, parts.now);
  let readAt = parts.clock.now();
  const head = await meetHub(parts);
  let received = await restoreLost(parts, arrivals, head);
  received += await copyAll(
    parts,
    (page) => askAccounts(parts, page),
    (page, accounts, also) => takeWith(parts, arrivals, page, accounts, also),
  );
  const sending: SendParts = { ...parts, refused: (number, problem) => takeRefused(parts, arrivals, number, problem) };
  let sent = 0;
  if (head.canWrite) sent += (await settleSent(sending)).sent;
  for (let turn = 0; turn < mostTurns; turn++) {
    // An idle desk has asked once. One that was at work for a while looks what others did meanwhile.
    const isFresh = turn === 0 && received + sent === 0;
    if (!isFresh) readAt = parts.clock.now();
    received += await readChanges(parts, arrivals, isFresh ? head : await session.head());
    if (!head.canWrite) break;
    const done = await sendAll(parts, sending);
    sent += done.sent;
    if (done.lost === 0) break;
  }
  if (head.canWrite) await sendRequests(sending);
  // All that was there when the newest push was last asked for is here.
  const isShut = head.isTooOld && head.role !== 'reader';
  const problem = isShut ? shutOut : null;
  store.inTransaction(() => store.rows.save({ problem, problemKind: isShut ? 'tooOld' : null, readAt }));
  return { received, sent, canWrite: head.canWrite };
}

function need({ rows }: HubStore): HubDesk {
  const hub = rows.load();
  if (hub === undefined) throw new HubProblem('notHub', say.thisDeskSharesNo);
  return hub;
}

/** Says who this desk is, and learns who it is there. */
async function meetHub({ store, session, machine }: RoundParts): Promise<HubHead> {
  const head = await session.head();
  const hub = need(store);
  if (!head.canRead) throw new HubProblem('otherHub', say.theSharedListAsks);
  if (head.role !== 'reader') await session.register(hub.desk, machine);
  // Where the hub has leases, whoever asks for one looks who holds accounts in the way of before.
  const isAsked = !head.hasLeases && head.role !== 'reader';
  const vendorsAt = isAsked ? await findHolder(store, session, hub.desk) : head.hasLeases ? hub.vendorsAt : null;
  store.inTransaction(() => {
    store.rows.save({ role: head.role, name: head.name, vendorsAt, hasLeases: head.hasLeases ? 1 : 0 });
    if (mayWeaken(head.role) && !mayWeaken(hub.role)) store.rows.retryRefused();
  });
  return head;
}

/** Of the desks that share a list one holds the vendors' accounts: who, where it is another; null: this one, or it has none. */
async function findHolder({ db }: HubStore, session: HubSession, desk: string): Promise<string | null> {
  const accounts = db.prepare<[], number>('SELECT count(*) FROM account WHERE removed_at IS NULL').pluck().get() ?? 0;
  if (accounts > 0) return await session.holdAccounts(desk, false);
  await session.letAccountsGo(desk);
  return null;
}

/**
 * Finds a hub that was put back to an older state, and offers again what it lacks. Nothing is released here: what was read and is
 * not there any more meets what is there as on the first day.
 */
async function restoreLost(parts: RoundParts, arrivals: Arrivals, head: HubHead): Promise<number> {
  const { store, session } = parts;
  const { rows } = store;
  const hub = need(store);
  const mark = rows.loadMark(hub.rev);
  const isSame =
    hub.epoch === head.epoch &&
    head.rev >= hub.rev &&
    (mark === undefined ||
      (head.rev === hub.rev ? head.digest : (await session.digests([hub.rev])).get(hub.rev)) === mark);
  if (isSame) return 0;
  const marks = rows.listMarks();
  const digests = await session.digests(marks.map(({ rev }) => rev));
  const common = marks.find(({ rev, digest }) => digests.get(rev) === digest)?.rev ?? 0;
  const lost = store.inTransaction(() => {
    const numbers = rows.forgetAfter(common);
    rows.clearSent();
    rows.save({
      epoch: head.epoch,
      rev: common,
      nextPush: hub.nextPush + 1,
      ...(hub.copyRev === null ? {} : { copyRev: common }),
    });
    return numbers;
  });
  let received = 0;
  for (let at = 0; at < lost.length; at += changesAtOnce)
    received += await take(parts, arrivals, await session.entriesOf(lost.slice(at, at + changesAtOnce)), () => {});
  return received;
}

/** Reads up to the push that was the newest when the head was read. */
async function readChanges(parts: RoundParts, arrivals: Arrivals, head: HubHead): Promise<number> {
  const { store, session } = parts;
  const { rows } = store;
  const from = need(store).rev;
  if (head.rev <= from) return 0;
  await stopAtManyReleases(parts, from, head.rev);
  const asked = await session.requests(from, head.rev);
  let received = 0;
  let place: HubCursor = { rev: from, number: 0 };
  for (;;) {
    const page = await session.changes(place, head.rev, changesAtOnce);
    const last = lastOf(page);
    const isLast = page.numbers.length < changesAtOnce;
    received += await take(parts, arrivals, page, () => {
      if (isLast) {
        for (const request of asked) store.requests.save(request, false);
        rows.save({ rev: head.rev });
        rows.mark(head.rev, head.digest);
      } else if (last !== undefined && last.rev - 1 > from) rows.save({ rev: last.rev - 1 });
    });
    if (isLast || last === undefined) return received;
    place = last;
  }
}

function lastOf({ numbers, revs }: HubPage): HubCursor | undefined {
  const [number, rev] = [numbers.at(-1), revs.at(-1)];
  return number === undefined || rev === undefined ? undefined : { rev, number };
}

/** @throws HubProblem where so much would be released here that a person has to say that it is meant */
async function stopAtManyReleases({ store, list, session }: RoundParts, from: number, upTo: number): Promise<void> {
  const { releasesTo } = need(store);
  if (releasesTo >= upTo) return;
  const numbers = await session.releases(from, upTo);
  const blocked = store.db.prepare<[], number>('SELECT coalesce(sum(live), 0) FROM scope').pluck().get() ?? 0;
  const most = Math.max(fewReleases, Math.floor(blocked / 100));
  if (numbers.length <= most) return;
  let here = 0;
  for (let at = 0; at < numbers.length; at += changesAtOnce)
    for (const entry of list.entries.loadMany(numbers.slice(at, at + changesAtOnce).map(toPhoneNumber)).values())
      if (entry.removed === null) here += 1;
  if (here > most) throw new HubProblem('suspicious', say.onTheSharedListNumbers(here));
}

async function take(parts: RoundParts, arrivals: Arrivals, page: HubPage, also: () => void): Promise<number> {
  return await takeWith(parts, arrivals, page, await askAccounts(parts, page), also);
}

/** The accounts that a page names and this desk has never heard of. */
async function askAccounts({ session, store }: RoundParts, page: HubPage): Promise<readonly HubAccount[]> {
  const uuids = store.words().lacking(page.statements);
  return uuids.length === 0 ? [] : await session.accounts(uuids);
}

async function takeWith(
  { clock, signal }: RoundParts,
  arrivals: Arrivals,
  page: HubPage,
  accounts: readonly HubAccount[],
  also: () => void,
): Promise<number> {
  signal.throwIfAborted();
  const received = arrivals.take(page, accounts, also);
  await clock.breathe();
  return received;
}

/** Everything that is owed, and what was here before the list was shared. */
async function sendAll(
  { store, signal, clock, session, machine, tightenHeap }: RoundParts,
  sending: SendParts,
): Promise<{ sent: number; lost: number }> {
  let [sent, lost] = [0, 0];
  let { desk } = need(store);
  let letHeapGrow: (() => void) | undefined;
  try {
    for (;;) {
      signal.throwIfAborted();
      await offerNext(store, clock);
      const done = await sendNext(sending);
      if (done === undefined) return { sent, lost };
      sent += done.sent;
      lost += done.lost;
      const hub = need(store);
      if (hub.desk !== desk) await session.register(hub.desk, machine);
      desk = hub.desk;
      // What was lost is owed still: it has to be read before it is sent again.
      if (done.lost > 0) return { sent, lost };
      if (sent >= numbersAtOnce) letHeapGrow ??= tightenHeap?.();
      await clock.breathe();
    }
  } finally {
    letHeapGrow?.();
  }
}

/** Owes the next of the entries that were here before, where nothing else is owed. */
async function offerNext({ rows, inTransaction }: HubStore, clock: Clock): Promise<void> {
  for (;;) {
    const { offeredTo } = rows.load() ?? {};
    if (offeredTo === null || offeredTo === undefined || rows.owesAny()) return;
    inTransaction(() => {
      const { numbers, upTo } = rows.listUnshared(offeredTo, numbersAtOnce);
      rows.oweAll(numbers);
      rows.save({ offeredTo: upTo });
    });
    await clock.breathe();
  }
}

/**
 * A number that the hub does not take. Where it would have weakened a block (the login was a lead's when it was done), the block is
 * back here too; anything else keeps as it is and is told.
 */
async function takeRefused(parts: RoundParts, arrivals: Arrivals, number: number, problem: HubProblem): Promise<void> {
  const { store, session, list } = parts;
  if (problem.kind !== 'weaker') {
    store.inTransaction(() => store.rows.refuse(number, problem.message));
    return;
  }
  const page = await session.entriesOf([number]);
  const [entry] = list.entries.loadMany([toPhoneNumber(number)]).values();
  store.inTransaction(() => {
    store.rows.settle(number);
    store.rows.saveRev(number, 0);
    if (entry?.removed !== null && entry !== undefined && store.requests.openOf(number) === undefined) {
      const { why, by: askedBy, at } = entry.removed;
      const open = { answer: null, answeredAt: null, answeredBy: null };
      store.requests.save(
        { id: store.newId(), number, kind: 'release', why, askedBy, at: toEpochMs(at), ...open },
        true,
      );
    }
  });
  await take(parts, arrivals, page, () => {});
}
