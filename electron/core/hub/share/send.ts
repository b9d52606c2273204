/**
 * Sends what this desk owes the hub, some thousands of numbers a push. What a push carries is kept until its outcome is known: an
 * answer that was lost is asked for by the push's number, and the same push is never taken twice.
 */
import { unknownDesk } from '../../../../shared/words/otherDesks.ts';
import { createHash } from 'node:crypto';
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { storedNames } from '../../db/entries/storedDetails.ts';
import type { HubSent } from '../../db/sync/hubOwedRows.ts';
import type { HubDesk } from '../../db/sync/hubRows.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import { type HubEntry, type HubOutcome, type HubPush, HubProblem, type HubSession } from '../hubPort.ts';
import type { HubStore } from './hubStore.ts';

type SentEntry = HubPush['entries'][number];

export type SendParts = {
  readonly store: HubStore;
  readonly list: Pick<ListStore, 'entries'>;
  readonly session: HubSession;
  readonly author: () => string;
  /** The computer, as the hub shows it to its admin. */
  readonly machine: string;
  /** The hub takes everything but this number. */
  readonly refused: (number: number, problem: HubProblem) => Promise<void>;
};

/** What pushes came to. `lost`: the numbers that somebody else had changed first. */
export type Sent = { readonly sent: number; readonly lost: readonly number[] };

/** The most numbers of one push. */
export const numbersAtOnce = 10_000;

/** Settles a push of before whose outcome is not known. @throws HubProblem */
export async function settleSent(parts: SendParts): Promise<Sent> {
  const { store, session } = parts;
  const sent = store.rows.listSent();
  const hub = store.rows.load();
  if (sent.length === 0 || hub === undefined) return { sent: 0, lost: [] };
  const known = await session.outcome(hub.desk, hub.nextPush);
  if (known !== undefined) return settleOutcome(parts, sent, hub, known);
  return sendKept(parts, hub);
}

/**
 * Sends the next numbers that are owed, `most` of them; undefined: none is. A push that the hub refuses because of one number is
 * tried in halves, until that number stands alone: which `refused` is told.
 * @throws HubProblem where the hub cannot be asked
 */
export async function sendNext(parts: SendParts, most = numbersAtOnce): Promise<Sent | undefined> {
  const { store, list } = parts;
  const { rows } = store;
  const numbers = rows.listOwed(most);
  const hub = rows.load();
  if (numbers.length === 0 || hub === undefined) return undefined;
  const isKept = store.inTransaction(() => {
    const words = store.words();
    const entries = list.entries.loadMany(numbers.map(toPhoneNumber));
    const known = rows.loadKnown(numbers);
    const sent: HubSent[] = [];
    for (const number of numbers) {
      const entry = entries.get(toPhoneNumber(number));
      if (entry === undefined) {
        rows.settle(number);
        continue;
      }
      const { rev: base = 0 } = known(number);
      sent.push({ number, seq: entry.seq, sent: JSON.stringify({ ...words.toHub(entry), base }) });
    }
    rows.saveSent(sent);
    return entries.size > 0;
  });
  if (!isKept) return { sent: 0, lost: [] };
  try {
    return await sendKept(parts, hub);
  } catch (error) {
    if (!(error instanceof HubProblem) || (error.kind !== 'weaker' && error.kind !== 'bug')) throw error;
    if (numbers.length > 1) return await sendNext(parts, Math.ceil(numbers.length / 2));
    const [number = 0] = numbers;
    await parts.refused(number, error);
    return { sent: 0, lost: [] };
  }
}

/**
 * Sends requests that were made or answered here. The hub takes each once, so that one whose outcome is not known is sent again.
 * @throws HubProblem where the hub cannot be asked
 */
export async function sendRequests(parts: SendParts): Promise<void> {
  const { store, session, author } = parts;
  const { rows, requests } = store;
  const owed = requests.listOwed();
  const hub = rows.load();
  if (owed.length === 0 || hub === undefined) return;
  const { desk, epoch, nextPush: n } = hub;
  store.inTransaction(() => rows.save({ nextPush: n + 1 }));
  const push = { desk, epoch, n, digest: store.newId(), author: author(), entries: [], accounts: [], requests: owed };
  try {
    const outcome = await session.push(push);
    store.inTransaction(() => {
      for (const { id } of owed) requests.settle(id);
      goOn(rows, hub, outcome);
    });
  } catch (error) {
    if (!(error instanceof HubProblem) || (error.kind !== 'weaker' && error.kind !== 'taken')) throw error;
    if (error.kind === 'taken') {
      await becomeAnother(parts);
      return sendRequests(parts);
    }
    // The login was a lead's when it answered.
    store.inTransaction(() => requests.takeBackOwed());
  }
}

/** The hub is the one that took this push for as long as it has it. Where nobody else was between, what was pushed need not be read back. */
function goOn(rows: HubStore['rows'], hub: HubDesk, outcome: HubOutcome): void {
  rows.mark(outcome.rev, outcome.digest);
  if (hub.copyRev === null && outcome.rev === hub.rev + 1) rows.save({ rev: outcome.rev });
}

/** Sends what is kept. Where the hub refuses it as a whole, nothing of it is under way any more. */
async function sendKept(parts: SendParts, hub: HubDesk): Promise<Sent> {
  const { store, session, author } = parts;
  const sent = store.rows.listSent();
  const push = toPush(store, hub, sent, author());
  let outcome: HubOutcome;
  try {
    outcome = await session.push(push);
  } catch (error) {
    if (!(error instanceof HubProblem) || error.kind === 'unreachable') throw error;
    const before = error.kind === 'taken' ? await session.outcome(hub.desk, hub.nextPush) : undefined;
    if (before === undefined) {
      forgetSent(store, hub);
      throw error;
    }
    outcome = before;
  }
  return settleOutcome(parts, sent, hub, outcome);
}

function forgetSent({ rows, inTransaction }: HubStore, { nextPush }: HubDesk): void {
  inTransaction(() => {
    rows.clearSent();
    rows.save({ nextPush: nextPush + 1 });
  });
}

function toPush(store: HubStore, hub: HubDesk, sent: readonly HubSent[], author: string): HubPush {
  const entries = sent.map((one) => JSON.parse(one.sent) as SentEntry);
  const { desk, epoch, nextPush: n } = hub;
  return {
    epoch,
    desk,
    n,
    // Sent again it is another transaction at the hub, which may have been put back to an older state in between.
    digest: `${digestOf(hub, sent)} ${store.newId()}`,
    author,
    // A field that says nothing now may have said something on the hub.
    entries: entries.map((entry) => (entry.base === 0 ? entry : { ...entry, details: sayAll(entry.details) })),
    accounts: store.words().accountsOf(entries),
    requests: [],
  };
}

function sayAll(details: HubEntry['details']): HubEntry['details'] {
  return Object.fromEntries(storedNames.map((name) => [name, details[name] ?? null]));
}

/** Tells this push from any other of the same desk and number. */
function digestOf({ desk, nextPush }: HubDesk, sent: readonly HubSent[]): string {
  const hash = createHash('sha256').update(`${desk} ${nextPush}`);
  for (const one of sent) hash.update('\n').update(one.sent);
  return hash.digest('hex');
}

/**
 * What the hub has under this desk's name is not from here: its data directory was copied, or is an older one that was put back. It goes
 * on as a desk of its own. @throws HubProblem
 */
async function becomeAnother({ store, session, machine }: SendParts): Promise<void> {
  const desk = store.newId();
  store.inTransaction(() => {
    store.rows.clearSent();
    // Until the hub says who holds the vendors' accounts, it is the other one.
    store.rows.save({ desk, nextPush: 1, vendorsAt: unknownDesk });
  });
  await session.register(desk, machine);
}

async function settleOutcome(
  parts: SendParts,
  sent: readonly HubSent[],
  hub: HubDesk,
  outcome: HubOutcome,
): Promise<Sent> {
  const { store } = parts;
  const { rows } = store;
  const [digest] = outcome.digest.split(' ');
  if (digest !== digestOf(hub, sent)) {
    await becomeAnother(parts);
    return { sent: 0, lost: [] };
  }
  const lost = new Set(outcome.lost);
  store.inTransaction(() => {
    const taken = sent.filter(({ number }) => !lost.has(number));
    saveTaken(store, taken, outcome.rev);
    const seqOf = store.db.prepare<[number], number>('SELECT seq FROM entry WHERE number = ?').pluck();
    const isAsSent = ({ number, seq }: HubSent) => seqOf.get(number) === seq;
    rows.settleAll(taken.filter(isAsSent).map(({ number }) => number));
    for (const one of taken) {
      if (isAsSent(one)) continue;
      const { base: _base, ...entry } = JSON.parse(one.sent) as SentEntry;
      rows.oweOn(one.number, JSON.stringify(entry));
    }
    rows.clearSent();
    rows.save({ nextPush: hub.nextPush + 1 });
    goOn(rows, hub, outcome);
  });
  return { sent: sent.length - lost.size, lost: outcome.lost };
}

/** `taken`: in order of number. */
function saveTaken({ rows }: HubStore, taken: readonly HubSent[], rev: number): void {
  const known = rows.loadKnown(taken.map(({ number }) => number));
  const news = Float64Array.from(
    taken.filter(({ number }) => known(number).rev === undefined),
    ({ number }) => number,
  );
  rows.addRevs(news, new Float64Array(news.length).fill(rev));
  rows.saveRevs(taken.flatMap(({ number }) => (known(number).rev === undefined ? [] : [{ number, rev }])));
}
