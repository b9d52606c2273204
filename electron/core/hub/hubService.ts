/**
 * The list that this desk shares: joining and leaving it, and one exchange after the other while the desk is open. What an exchange
 * does is in share/.
 */
import type { HubRound, HubView } from '../../../shared/contract/hub.ts';
import { type Answer, needsPerson, refuse } from '../answer.ts';
import type { HubDesk } from '../db/sync/hubRows.ts';
import { asking, createExchange, type Exchange, type ExchangeDeps, notShared } from './exchange.ts';
import { answerRequest } from './answerRequest.ts';
import { createExchangeLoop } from './exchangeLoop.ts';
import { createLeadLoop } from './lead/leadLoop.ts';
import type { HubHead, OpenHub } from './hubPort.ts';
import { bindPassword, removePassword, savePassword } from './hubPassword.ts';
import type { HubStore } from './share/hubStore.ts';
import type { WritableDb } from '../db/handles.ts';
import { placeOf, toView } from './hubView.ts';
import { tellHolder } from './lead/leadView.ts';
import { defaultLeaseMs } from './lead/heldLeases.ts';
import { createLead, type Lead } from './lead/lead.ts';
import type { VendorSide } from './lead/vendorSide.ts';
import { type Invitation, parseInviteLine } from './inviteLine.ts';
import { hubServiceWords as say } from '../../../shared/words/core/hub.ts';

export type HubService = {
  readonly view: () => HubView | null;
  readonly join: (line: string) => Promise<Answer<HubView>>;
  readonly leave: () => Promise<{ readonly left: boolean }>;
  readonly sync: () => Promise<Answer<HubRound>>;
  /** A person says that the many releases are meant about which was asked; `saw`: the question, where it is not the newest here. */
  readonly accept: (saw?: string) => Promise<Answer<HubView>>;
  /** Whether this desk may connect a vendor: of the desks that share a list one holds the accounts. */
  readonly mayConnect: () => Promise<Answer<null>>;
  /** Which accounts are led from here. */
  readonly lead: Pick<Lead, 'refuse' | 'reach' | 'announce' | 'mustRead' | 'noteRead' | 'tell'>;
  /** Asks to lead the accounts whose tokens are here; `prefer`: from now on wherever that is possible, or no more. */
  readonly takeLead: (prefer: boolean | null) => Promise<Answer<HubView>>;
  /** A lead answers a request: the number is released, or stays blocked. `version`: of the block that was seen. */
  readonly answer: (id: string, answer: 'release' | 'keep', version?: number) => Answer<HubView>;
  readonly saveOpenHours: (openHours: number | null) => Answer<HubView>;
  /** Exchanges by itself from now on, until it is closed. */
  readonly start: () => void;
  readonly close: () => Promise<void>;
};

/** How a desk begins: nothing is read. */
const newlyJoined = {
  rev: 0,
  copiedTo: 0,
  readAt: null,
  nextPush: 1,
  problem: null,
  problemKind: null,
  releasesTo: 0,
  openHours: null,
  vendorsAt: null,
  hasLeases: 0,
  upgradeWaits: 0,
  placeGiven: 1,
} as const satisfies Partial<HubDesk>;

/** How accounts of vendors are led. `leaseMs`: for how long a lease is asked; `requestMs`: how long a request to a vendor may take. */
export type LeadOptions = {
  readonly vendors: VendorSide;
  readonly takesFree: boolean;
  readonly leaseMs?: number | undefined;
  readonly requestMs: number;
};

/** The shared list of one desk. */
export function createHubService(deps: ExchangeDeps, options: LeadOptions): HubService {
  const { store, secrets, events, newId } = deps;
  const { rows } = store;
  const closing = new AbortController();
  const exchange = createExchange(deps, (session, canWrite) => lead.afterRound(session, canWrite), closing.signal);
  const lead = leadOver(exchange, deps, options);
  const loop = createExchangeLoop(deps, () => exchange.run(), closing.signal);
  const leading = createLeadLoop(deps, lead, options.leaseMs ?? defaultLeaseMs, closing.signal);

  const viewed = (): Answer<HubView> => {
    const view = toView(store);
    return view === null ? notShared : { ok: true, value: view };
  };

  return {
    view: () => toView(store),
    async join(line) {
      const parsed = parseInviteLine(line);
      if (!parsed.ok) return parsed;
      const head = await asking(() => lookAt(deps.openHub, parsed.value));
      if (!head.ok) return head;
      const before = rows.load();
      if (before !== undefined && !isSameHub(before, parsed.value, head.value))
        return refuse(say.thisDeskSharesThe(placeOf(before)));
      const secretId = newId();
      const saved = await savePassword(secrets, { ...parsed.value.place, secretId }, parsed.value.password);
      if (!saved.ok) return { ok: false, code: 'FAILED', message: saved.message };
      await lead.close();
      await exchange.alone(async () => {
        await lead.close();
        saveJoined(store, parsed.value, head.value, secretId);
      });
      if (before !== undefined) await removePassword(secrets, before);
      events.publish({ type: 'changed', topics: ['hub', 'list'] });
      loop.wake();
      return viewed();
    },
    async leave() {
      const hub = rows.load();
      if (hub === undefined) return { left: false };
      await lead.close();
      await exchange.alone(async () => {
        await lead.close();
        store.inTransaction(() => {
          leaveAccounts(store, options.vendors);
          rows.leave();
          store.requests.clear();
        });
      });
      await removePassword(secrets, hub);
      events.publish({ type: 'changed', topics: ['hub', 'list'] });
      return { left: true };
    },
    async sync() {
      if (rows.load() === undefined) return notShared;
      const done = await exchange.run();
      if (!done.ok) return done;
      const hub = viewed();
      return hub.ok ? { ok: true, value: { ...done.value, hub: hub.value } } : hub;
    },
    async accept(saw) {
      const done = await acceptReleases(exchange, store, saw);
      return done.ok ? viewed() : done;
    },
    async mayConnect() {
      if (rows.load() === undefined) return { ok: true, value: null };
      return mayConnect(await exchange.holdAccounts(false));
    },
    lead,
    async takeLead(prefer) {
      const hub = rows.load();
      if (hub === undefined) return notShared;
      const done = await wishLead(exchange, lead, hub, prefer);
      events.publish({ type: 'changed', topics: ['hub', 'accounts'] });
      return done.ok ? viewed() : done;
    },
    answer: (id, answer, version) => answerRequest(deps, id, answer, version),
    saveOpenHours(openHours) {
      store.inTransaction(() => rows.save({ openHours }));
      events.publish({ type: 'changed', topics: ['hub'] });
      return viewed();
    },
    start() {
      const hub = rows.load();
      // The first exchange says what goes wrong with it.
      if (hub !== undefined) void bindPassword(secrets, hub).catch(() => undefined);
      loop.start();
      leading.start();
    },
    async close() {
      closing.abort();
      await loop.ended();
      await leading.ended();
      await lead.close();
      await exchange.alone(() => Promise.resolve());
    },
  };
}

/** Takes the releases that wait, where the question about them is still the one that the person saw. */
async function acceptReleases(
  exchange: Exchange,
  { rows, inTransaction }: HubStore,
  saw: string | undefined,
): Promise<Answer<unknown>> {
  const hub = rows.load();
  if (hub === undefined) return notShared;
  const asked = saw ?? hub.problem;
  // More may have been released since: that is another question.
  const now = await exchange.run();
  const stop = exchange.stop();
  if (stop === undefined) return now;
  if (stop.message !== asked) return needsPerson(stop.message);
  inTransaction(() => rows.save({ releasesTo: stop.upTo }));
  return await exchange.run();
}

function leadOver({ run, open }: Exchange, deps: ExchangeDeps, options: LeadOptions): Lead {
  const { vendors, takesFree, leaseMs: forMs = defaultLeaseMs, requestMs } = options;
  return createLead({
    ...deps,
    vendors,
    takesFree,
    times: { forMs, requestMs },
    open,
    async exchange() {
      const done = await run();
      return done.ok ? null : done.message;
    },
  });
}

function mayConnect(held: Answer<string | null>): Answer<null> {
  if (!held.ok) return { ...held, message: say.noVendorCanBeConnected(held.message) };
  return held.value === null ? { ok: true, value: null } : needsPerson(tellHolder(held.value));
}

/** A desk that knows no leases holds the accounts until a lead takes them from it. */
async function wishLead(
  exchange: Exchange,
  lead: Pick<Lead, 'wish'>,
  { vendorsAt }: HubDesk,
  prefer: boolean | null,
): Promise<Answer<unknown>> {
  if (vendorsAt !== null) return await exchange.holdAccounts(true);
  const done = await asking(() => lead.wish(prefer));
  return done.ok ? await exchange.run() : done;
}

/** One that was put back, and says so, has another epoch: that it was is found by the next exchange, whatever the login. */
function isSameHub(before: HubDesk, { place }: Invitation, { epoch }: HubHead): boolean {
  return before.epoch === epoch || placeOf(before) === placeOf(place);
}

/** The same hub with another login: what is known of it stays. */
function saveJoined(
  { db, rows, newId, inTransaction }: HubStore,
  { place }: Invitation,
  { name, role, epoch, rev, digest }: HubHead,
  secretId: string,
): void {
  inTransaction(() => {
    if (rows.load() === undefined) {
      // By this the first copy knows that the hub is still what it was when the copy began.
      if (digest !== '') rows.mark(rev, digest);
      rows.join({
        ...place,
        secretId,
        desk: newId(),
        name,
        role,
        epoch,
        copyRev: rev,
        ...newlyJoined,
        offeredTo: hasEntries(db) ? 0 : null,
      });
    }
    // A desk belongs to its login: with another one it is another desk.
    else rows.save({ ...place, secretId, desk: newId(), nextPush: 1, name, role, problem: null, problemKind: null });
  });
}

/** Whether there is anything to offer: what is blocked from now on is owed at once. */
function hasEntries(db: WritableDb): boolean {
  return db.prepare<[], number>('SELECT EXISTS (SELECT 1 FROM entry)').pluck().get() === 1;
}

async function lookAt(openHub: OpenHub, { place, password }: Invitation): Promise<HubHead> {
  const session = await openHub(place, password);
  try {
    return await session.head();
  } finally {
    await session.close();
  }
}

/** Accounts that another desk may tell from now on are not told from here: what this desk led waits for a person, the rest is forgotten. */
function leaveAccounts({ leases }: HubStore, vendors: VendorSide): void {
  for (const { account, isOwn } of leases.list()) vendors.leave(account, isOwn);
  leases.clear();
}
