/**
 * Which accounts this desk leads: it takes a lease that is free, renews it well before its end, says what it is about to do at a vendor
 * before it does it, and gives it back when it closes or another desk asks. Whatever is not sure counts as not leading.
 */
import type { AccountLead } from '../../../../shared/contract/sync.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { HubLeaseRow } from '../../db/sync/hubLeaseRows.ts';
import { HubProblem, type HubSession } from '../hubPort.ts';
import { hearLeases, type HearParts } from './hearLeases.ts';
import { createLeader, deskOf, type LeaderParts } from './leader.ts';
import { describeRefusal, type LeadFacts, tellHolder, toAccountLead } from './leadView.ts';
import { leadWords as say } from '../../../../shared/words/core/hub.ts';

export type LeadParts = LeaderParts &
  Pick<HearParts, 'takesFree'> & {
    /** Exchanges with the hub, which ends with `afterRound`. Answers why it could not; null: it did. */
    readonly exchange: () => Promise<string | null>;
  };

export type Lead = {
  /** Why nothing is asked of the account's vendor from here, and nothing that is known of it is changed; null: this desk leads it. */
  readonly refuse: (account: AccountId) => string | null;
  /** A person asks for a run: leads if that is free, else asks whoever leads. Same answer. */
  readonly reach: (account: AccountId) => Promise<string | null>;
  /** Says at the hub what is about to be sent. Same answer: then nothing is sent. */
  readonly announce: (account: AccountId) => Promise<string | null>;
  /** Whether the account's lists are to be read whole before anything is taken away there. */
  readonly mustRead: (account: AccountId) => boolean;
  readonly noteRead: (account: AccountId) => void;
  /** Who leads; null: the account is not shared. */
  readonly tell: (account: AccountId) => AccountLead | null;
  /** Hears of all accounts, and takes those that are free and can be led from here. @throws HubProblem */
  readonly afterRound: (session: HubSession, canWrite: boolean) => Promise<void>;
  /** Renews what is due, and says what has changed. */
  readonly tick: () => Promise<void>;
  /** Asks to lead every account whose token is here; `prefer`: and to lead it wherever possible from now on. @throws HubProblem */
  readonly wish: (prefer: boolean | null) => Promise<void>;
  /** Gives back all leases. Nothing is under way at a vendor any more, or will be ended. */
  readonly close: () => Promise<void>;
};

/** So many times a lease is renewed within its time. */
const renewalsInOne = 6;

/** The leads of one process, which has none when it begins. */
export function createLead(parts: LeadParts): Lead {
  const { store, vendors, log } = parts;
  const { leases } = store;
  const leader = createLeader(parts);
  const { held, own } = leader;
  const hearing = {
    ...parts,
    leader,
    wants: new Set<AccountId>(),
    mayLead: new Map<AccountId, boolean>(),
    heardAt: new Map<AccountId, number>(),
  };
  const toFacts = (account: AccountId, row: HubLeaseRow): LeadFacts => toLeadFacts(hearing, account, row);
  const refuse = createRefuse(hearing);
  const announce = createAnnounce(hearing, refuse);

  async function renew(account: AccountId): Promise<void> {
    const lease = held.of(account);
    if (lease === undefined || lease.isLeaving) return;
    const isDue = parts.clock.monotonic() - lease.askedAt.monotonic >= parts.times.forMs / renewalsInOne;
    if (!vendors.list().includes(account) || !(await vendors.mayLead(account))) leader.leave(account);
    else if (isDue || leases.countOwed(account) > 0) await leader.write(account, isDue);
  }

  return {
    refuse,
    reach: createReach(hearing, refuse),
    announce,
    mustRead: (account) => store.rows.load() !== undefined && leases.load(account)?.mustRead === true,
    noteRead(account) {
      if (held.maySend(account)) store.inTransaction(() => leases.change(account, { mustRead: false }));
    },
    tell(account) {
      const row = store.rows.load() === undefined ? undefined : leases.load(account);
      return row === undefined ? null : toAccountLead(toFacts(account, row));
    },
    async afterRound(session, canWrite) {
      const hub = store.rows.load();
      if (hub === undefined || hub.hasLeases === 0 || hub.readAt === null) return;
      if (await hearLeases(hearing, session, canWrite))
        parts.events.publish({ type: 'changed', topics: ['accounts', 'hub', 'list', 'conflicts'] });
    },
    async tick() {
      for (const [account] of held.list())
        await renew(account).catch((error: unknown) => {
          if (!(error instanceof HubProblem)) throw error;
          log.warn('lead.unheard', { account, message: error.message });
        });
      if (hearing.wants.size > 0) await parts.exchange();
    },
    async wish(prefer) {
      for (const account of vendors.list()) {
        const row = leases.load(account);
        if (row === undefined || !(await vendors.mayLead(account))) continue;
        const desk = deskOf(store);
        if (prefer !== null) await own.inTurn((session) => session.leases.prefer(row.uuid, prefer ? desk : null));
        if (prefer === false || held.of(account) !== undefined) continue;
        if (row.isLive) await own.inTurn((session) => session.leases.wish(row.uuid, desk));
        hearing.wants.add(account);
      }
    },
    close: leader.close,
  };
}

type LeadWork = LeadParts & HearParts;

function toLeadFacts(work: LeadWork, account: AccountId, row: HubLeaseRow): LeadFacts {
  const { store, vendors, times, leader, mayLead } = work;
  return {
    row,
    account: vendors.nameOf(account),
    isHere: leader.held.of(account) !== undefined,
    isOwnDesk: row.desk === deskOf(store),
    mayTell: leader.held.maySend(account),
    hasToken: mayLead.get(account) ?? false,
    forMs: times.forMs,
    heardFor: heardFor(work, account, row),
  };
}

/** By two clocks, as for leases: one stands still while a computer sleeps, the other may be set. */
function heardFor({ clock, heardAt }: LeadWork, account: AccountId, row: HubLeaseRow): number {
  const at = heardAt.get(account);
  // What was heard before this desk was opened has its time by a clock that may have been set since.
  return at === undefined ? Infinity : Math.max(clock.now() - row.heardAt, clock.monotonic() - at);
}

function createRefuse(work: LeadWork): Lead['refuse'] {
  const { store, vendors } = work;
  return (account) => {
    const hub = store.rows.load();
    if (hub === undefined) return null;
    if (hub.vendorsAt !== null) return tellHolder(hub.vendorsAt);
    if (hub.hasLeases === 0) return null;
    const row = store.leases.load(account);
    if (row !== undefined) return describeRefusal(toLeadFacts(work, account, row));
    // An account of a login that only looks is its own.
    if (hub.role === 'reader') return null;
    return say.theOtherDesksHave(vendors.nameOf(account));
  };
}

/** What vendors are told, the other desks know first: else it would look to them like what nobody asks for. */
async function shareEntries({ store, exchange }: LeadWork): Promise<void> {
  if (store.rows.owesAny()) await exchange();
}

function createReach(work: LeadWork, refuse: Lead['refuse']): Lead['reach'] {
  const { store, leader, wants, exchange } = work;
  return async (account) => {
    const hub = store.rows.load();
    if (hub === undefined || hub.hasLeases === 0) return refuse(account);
    if (refuse(account) === null) {
      await shareEntries(work);
      return refuse(account);
    }
    wants.add(account);
    // An exchange that is under way may be past the place where leases are taken.
    for (let tries = 0; tries < 2 && refuse(account) !== null; tries++) {
      const problem = await exchange();
      if (problem !== null) {
        wants.delete(account);
        return refuse(account) === null ? null : `${refuse(account)} ${problem}`;
      }
    }
    wants.delete(account);
    const refused = refuse(account);
    const row = store.leases.load(account);
    if (refused === null || row === undefined || !row.isLive || row.desk === deskOf(store)) return refused;
    try {
      await leader.own.inTurn((session) => session.leases.ask(row.uuid));
      return say.itWasAskedToSync(refused);
    } catch (error) {
      if (!(error instanceof HubProblem)) throw error;
      return `${refused} ${error.message}`;
    }
  };
}

/** Announcements that wait for the connection are one. */
function createAnnounce(work: LeadWork, refuse: Lead['refuse']): Lead['announce'] {
  const { store, vendors, leader } = work;
  const waiting = new Map<AccountId, Promise<string | null>>();

  async function announce(account: AccountId): Promise<string | null> {
    await leader.own.settled();
    waiting.delete(account);
    try {
      await shareEntries(work);
      await leader.write(account, false);
      return refuse(account);
    } catch (error) {
      if (!(error instanceof HubProblem)) throw error;
      return say.nothingIsSentToThat(error.message, vendors.nameOf(account));
    }
  }

  return (account) => {
    const refused = store.rows.load() === undefined ? null : refuse(account);
    if (refused !== null || leader.held.of(account) === undefined) return Promise.resolve(refused);
    const joined = waiting.get(account);
    if (joined !== undefined) return joined;
    const next = announce(account);
    waiting.set(account, next);
    return next;
  };
}
