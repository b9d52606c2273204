/**
 * One round with the hub: what another desk changed comes here, what was changed here goes there, until neither side lacks anything.
 * Every step leaves what it reached in the database, so that a round may break off anywhere and the next one goes on.
 */
import type { Clock } from '../../ports.ts';
import type { HubDesk } from '../../db/sync/hubRows.ts';
import { type HubHead, HubProblem, type HubSession, type ManyReleases, mayWeaken } from '../hubPort.ts';
import { createArrivals } from './arrive.ts';
import { copyAll } from './firstCopy.ts';
import type { HubStore } from './hubStore.ts';
import { readLost, takeRefused } from './notTaken.ts';
import { readChanges } from './readChanges.ts';
import { restoreLost } from './restoreLost.ts';
import { askAbout, need, type RoundParts, takeWith } from './roundParts.ts';
import { numbersAtOnce, sendNext, type SendParts, type Sent, sendRequests, settleSent } from './send.ts';
import { roundWords as say } from '../../../../shared/words/core/hub.ts';

/** What a round did. `received`: entries that changed here; `sent`: numbers that the hub took; `canWrite`: whether it may take any. */
export type RoundResult = { readonly received: number; readonly sent: number; readonly canWrite: boolean };

/** The hub as a round finds it; `askedAt`: the moment before it was asked. */
export type FirstLook = { readonly head: HubHead; readonly askedAt: number };

const shutOut = say.theSharedListTakes;

/** A desk that always loses its numbers to another one pauses for the next round. */
const mostTurns = 20;

/** @throws HubProblem where the hub cannot be asked, or a person has to decide */
export async function runRound(parts: RoundParts, { head, askedAt }: FirstLook): Promise<RoundResult> {
  const { store, session } = parts;
  const arrivals = createArrivals(store, parts.list, parts.now);
  let readAt = askedAt;
  await meetHub(parts, head);
  let received = await restoreLost(parts, arrivals, head);
  received += await copyAll(
    parts,
    (page) => askAbout(parts, page),
    (page, context, also) => takeWith(parts, arrivals, page, context, also),
  );
  const sending: SendParts = { ...parts, refused: (number, problem) => takeRefused(parts, arrivals, number, problem) };
  let sent = 0;
  let stop: ManyReleases | undefined;
  const noteSent = async (done: Sent): Promise<void> => {
    sent += done.sent;
    received += await readLost(parts, arrivals, done.lost);
  };
  if (head.canWrite) await noteSent(await settleSent(sending));
  for (let turn = 0; turn < mostTurns; turn++) {
    // An idle desk has asked once. One that was at work for a while looks what others did meanwhile.
    const isFresh = turn === 0 && received + sent === 0;
    if (!isFresh) readAt = parts.clock.now();
    const read = await readChanges(parts, arrivals, isFresh ? head : await session.head());
    received += read.received;
    ({ stop } = read);
    if (!head.canWrite) break;
    const done = await sendAll(parts, sending);
    await noteSent(done);
    // While releases wait, every turn would read all of it again.
    if (done.lost.length === 0 || stop !== undefined) break;
  }
  if (head.canWrite) await sendRequests(sending);
  if (stop !== undefined) throw stop;
  // All that was there when the newest push was last asked for is here.
  const isShut = head.isTooOld && head.role !== 'reader';
  const problem = isShut ? shutOut : null;
  store.inTransaction(() => store.rows.save({ problem, problemKind: isShut ? 'tooOld' : null, readAt }));
  return { received, sent, canWrite: head.canWrite };
}

/** Says who this desk is, and learns who it is there. */
async function meetHub({ store, session, machine }: RoundParts, head: HubHead): Promise<void> {
  const hub = need(store);
  if (!head.canRead) throw new HubProblem('otherHub', say.theSharedListAsks);
  if (head.role !== 'reader') await session.register(hub.desk, machine);
  // Where the hub has leases, whoever asks for one looks who holds accounts in the way of before.
  const isAsked = !head.hasLeases && head.role !== 'reader';
  const vendorsAt = isAsked ? await findHolder(store, session, hub.desk) : head.hasLeases ? hub.vendorsAt : null;
  store.inTransaction(() => {
    store.rows.save({ role: head.role, name: head.name, vendorsAt, ...toVersion(head) });
    if (mayWeaken(head.role) && !mayWeaken(hub.role)) store.rows.retryRefused();
  });
}

const toVersion = ({ hasLeases, isOlder }: HubHead): Pick<HubDesk, 'hasLeases' | 'upgradeWaits'> => ({
  hasLeases: hasLeases ? 1 : 0,
  upgradeWaits: isOlder ? 1 : 0,
});

/** Of the desks that share a list one holds the vendors' accounts: who, where it is another; null: this one, or it has none. */
async function findHolder({ db }: HubStore, session: HubSession, desk: string): Promise<string | null> {
  const accounts = db.prepare<[], number>('SELECT count(*) FROM account WHERE removed_at IS NULL').pluck().get() ?? 0;
  if (accounts > 0) return await session.holdAccounts(desk, false);
  await session.letAccountsGo(desk);
  return null;
}

/** Everything that is owed, and what was here before the list was shared. */
async function sendAll({ store, signal, clock, tightenHeap }: RoundParts, sending: SendParts): Promise<Sent> {
  let sent = 0;
  let letHeapGrow: (() => void) | undefined;
  try {
    for (;;) {
      signal.throwIfAborted();
      await offerNext(store, clock);
      const done = await sendNext(sending);
      if (done === undefined) return { sent, lost: [] };
      sent += done.sent;
      // What was lost is owed still: it has to be read before it is sent again.
      if (done.lost.length > 0) return { sent, lost: done.lost };
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
