/**
 * From an entry to what it asks for at a vendor, and back: `project` turns holds into remote records, `toHolds` turns a
 * remote record into holds. Both follow the account's capability record. Sync plans with the first and takes over what
 * a vendor has with the second.
 */
import { assertNever } from '../../assertNever.ts';
import { wordFields } from '../../fields.ts';
import { toDetails } from '../entry/details.ts';
import type { Entry } from '../entry/entry.ts';
import type { Instant } from '../time/instant.ts';
import { type AccountView, type RemoteFields, type RemoteList, type WantedRecord, keepingOf } from './remote.ts';
import {
  type Hold,
  isInForce,
  laterUntil,
  type Place,
  type Scope,
  type StandIn,
  type Target,
  type TargetId,
  toHold,
} from '../entry/scope.ts';
import { projectionWords as say } from '../../words/domain/vendor.ts';

/** What a scope asks for on one account, before it is tied to a number. */
export type WantedShape = {
  readonly scope: RemoteList;
  readonly until: Instant | null;
  readonly agents: readonly string[] | null;
};

/**
 * Why an entry asks for no record: `person` (removed, narrowed, or never on the list), `expired` (its time is over), or
 * `gone` (the vendor no longer knows any target that it holds for).
 */
export type Absence = 'person' | 'expired' | 'gone';

/**
 * The remote records that an entry asks for on one account at a time. Where the vendor has one record per number and
 * the holds end at different times, the record is the widest and the latest of all that are in force, so that it never
 * blocks less than the entry does; it narrows when the first of them is over (`describeLosses` says so).
 */
export function project(entry: Entry | undefined, account: AccountView, at: Instant): readonly WantedRecord[] {
  if (entry === undefined || entry.removed !== null) return [];
  return projectScope(entry.holds, account, at).map((shape) => toWanted(entry, account, shape));
}

/** A shape with the entry's details, as far as the vendor keeps them. */
export function toWanted(entry: Entry, account: AccountView, shape: WantedShape): WantedRecord {
  const { keeps } = account.capabilities;
  return {
    scope: shape.scope,
    number: entry.number,
    fields: {
      reason: keeps.reason.how === 'kept' ? entry.reason : null,
      until: shape.until,
      agents: shape.agents,
    },
    details: toDetails(entry),
    callReference: entry.callReference,
  };
}

/** The records that a scope asks for on an account at a time, by remote list. */
export function projectScope(holds: Scope, account: AccountView, at: Instant): readonly WantedShape[] {
  const inForce = holds.filter((hold) => isInForce(hold, at));
  if (inForce.length === 0) return [];
  const keepsUntil = account.capabilities.keeps.expiry.how === 'kept';
  const shape = (scope: RemoteList, covering: readonly Hold[], agents: readonly string[] | null): WantedShape => ({
    scope,
    until: keepsUntil ? latestEnd(covering) : null,
    agents,
  });
  const { agents } = account.capabilities;
  const { coversWhole, coversAgent: covers } = coverOf(account);
  const whole = new Set(inForce.filter(coversWhole));
  switch (agents) {
    case 'none':
      return whole.size === 0 ? [] : [shape('', [...whole], null)];
    case 'record':
      return knownAgents(account).flatMap((agent) => {
        const covering = inForce.filter((hold) => covers(hold, agent));
        return covering.length === 0 ? [] : [shape(agent.remoteId, covering, null)];
      });
    case 'set': {
      const known = knownAgents(account);
      const held = known.filter((agent) => inForce.some((hold) => covers(hold, agent)));
      const isWhole = (hold: Hold): boolean => whole.has(hold) && known.every((agent) => covers(hold, agent));
      const covering = inForce.filter((hold) => isWhole(hold) || held.some((agent) => covers(hold, agent)));
      if (covering.length === 0) return [];
      // Where other holds block for all that one excepts, one record for everybody also covers an agent that is new there.
      const isForAll =
        covering.some(isWhole) || (held.length === known.length && covering.some((hold) => whole.has(hold)));
      return [shape('', covering, isForAll ? null : held.map(({ remoteId }) => remoteId).toSorted())];
    }
    default:
      return assertNever(agents);
  }
}

/** An agent that is blocked for here and that the vendor does not list any more, by the vendor's id, and until when. */
export type Unlisted = { readonly agent: string; readonly until: Instant | null };

/** The agents that holds in force are for and that the vendor does not list any more, each with the latest of its ends. */
export function unlistedOf(holds: Scope, account: AccountView, at: Instant): readonly Unlisted[] {
  const gone = account.targets.filter(({ kind, state }) => kind !== 'account' && state === 'gone');
  if (gone.length === 0) return [];
  const inForce = holds.filter((hold) => isInForce(hold, at));
  const { coversAgent: covers } = coverOf(account);
  return gone.flatMap((agent) => {
    const covering = inForce.filter((hold) => covers(hold, agent));
    return agent.remoteId === null || covering.length === 0
      ? []
      : [{ agent: agent.remoteId, until: latestEnd(covering) }];
  });
}

/** Why the entry asks for no record on this remote list. Only for a scope that `project` leaves out. */
export function absenceOf(entry: Entry | undefined, account: AccountView, scope: RemoteList, at: Instant): Absence {
  const agent = scope === '' ? undefined : account.targets.find(({ remoteId }) => remoteId === scope);
  if (agent !== undefined && !isKnown(agent)) return 'gone';
  if (entry === undefined || entry.removed !== null) return 'person';
  const covering = entry.holds.filter((hold) => {
    if (scope === '') return reaches(hold, account);
    return agent === undefined ? coversAccount(hold, account) : coversAgent(hold, agent, account);
  });
  if (covering.length === 0) return 'person';
  return covering.some((hold) => isInForce(hold, at)) ? 'gone' : 'expired';
}

/**
 * The holds that say what a remote record says: for the whole account, or for its agents. Agents that the account does
 * not know are left out: make targets of them first.
 */
export function toHolds(account: AccountView, scope: RemoteList, fields: RemoteFields): Scope {
  const named = scope === '' ? fields.agents && new Set(fields.agents) : new Set([scope]);
  const targets =
    named === null
      ? account.targets.filter(({ kind }) => kind === 'account')
      : account.targets.filter(({ remoteId }) => remoteId !== null && named.has(remoteId));
  return targets.map(({ id }) => ({ place: id, until: fields.until })).toSorted((a, b) => a.place - b.place);
}

/**
 * The fields as they are compared: agents that the vendor does not run at the moment make no difference (it refuses them
 * in a request, and may drop them from a record). An empty set stays a set: it is not "every agent".
 */
export function toComparable(fields: RemoteFields, account: AccountView): RemoteFields {
  if (fields.agents === null) return fields;
  const active = new Set(account.targets.flatMap(({ state, remoteId }) => (state === 'active' ? [remoteId] : [])));
  const agents = fields.agents.filter((agent) => active.has(agent));
  return agents.length === fields.agents.length ? fields : { ...fields, agents };
}

/**
 * The scope without what covers one remote record: a hold that reaches further goes on, except there. Empty when nothing is
 * left. What is connected later, and agents that appear later, stay covered by what covered them.
 */
export function withoutRecord(holds: Scope, account: AccountView, scope: RemoteList): readonly Hold[] {
  const cut = account.targets.find(({ kind, remoteId }) => (scope === '' ? kind === 'account' : remoteId === scope));
  const all = cut === undefined ? [] : membersOf(cut, account);
  return holds.flatMap((hold): readonly Hold[] => {
    const { place, until, except = [] } = hold;
    if (all.length === 0 || all.some(({ id }) => id === place)) return [];
    if (place !== 'everywhere' && !isTargetOf(place, account)) return [hold];
    if (coversAccount(hold, account)) {
      const inside = all.filter((member) => place === 'everywhere' || member.account === place);
      return [toHold(place, until, [...except, ...inside.map(({ id }) => id)])];
    }
    // An agent's own hold asks for the record of the whole account, and for none of another agent.
    return scope === '' && place !== 'everywhere' ? [] : [hold];
  });
}

/** What the vendor will not hold of this entry, one sentence each: shown before the push. */
export function describeLosses(entry: Entry, account: AccountView, at: Instant): readonly string[] {
  const { capabilities, name } = account;
  const { keeps } = capabilities;
  const records = project(entry, account, at);
  if (records.length === 0) return [];
  const losses = wordFields
    .filter((field) => entry[field] !== null)
    .map((field) => keepingOf(capabilities, field, name))
    .flatMap(({ how, note }) => (how === 'kept' ? [] : [note]));
  const relevant = entry.holds.filter((hold) => isInForce(hold, at) && reaches(hold, account));
  if (relevant.some(({ until }) => until !== null) && keeps.expiry.how !== 'kept') losses.push(keeps.expiry.note);
  const ends = new Set(relevant.map(({ until }) => until));
  if (capabilities.agents === 'set' && ends.size > 1) losses.push(say.keepsOneRecordFor(account.name));
  if (
    capabilities.agents === 'set' &&
    records.some(({ fields }) => fields.agents !== null) &&
    relevant.some((hold) => coversAccount(hold, account))
  )
    losses.push(say.takesAListOfAgents(account.name));
  return losses;
}

/** The agents that a record can be wanted for: inactive ones too, since they may call again at any time. */
function knownAgents(account: AccountView): readonly (Target & { readonly remoteId: string })[] {
  return account.targets.flatMap((target) =>
    target.remoteId !== null && target.kind !== 'account' && isKnown(target)
      ? [{ ...target, remoteId: target.remoteId }]
      : [],
  );
}

/** Whether the list is that of an agent which the vendor no longer knows: then it is gone as a whole. */
export function isListGone({ targets }: AccountView, list: RemoteList): boolean {
  return list !== '' && targets.some((target) => target.remoteId === list && !isKnown(target));
}

function isKnown({ state }: Target): boolean {
  return state === 'active' || state === 'inactive';
}

/** A target together with those that it stands for, each with its whole account; of an agent only agents. */
function membersOf(target: Target, { targets }: AccountView): readonly Omit<StandIn, 'isOpen'>[] {
  const whole = targets.find(({ kind }) => kind === 'account')?.id ?? target.id;
  const others = (target.standsFor ?? []).filter(({ id, account }) => target.kind === 'account' || id !== account);
  return [{ id: target.id, account: whole }, ...others];
}

function isTargetOf(place: Place, account: AccountView): boolean {
  return account.targets.some(
    ({ id, standsFor = [] }) => id === place || standsFor.some((other) => other.id === place),
  );
}

function excepts(hold: Hold, id: TargetId): boolean {
  return hold.except?.includes(id) === true;
}

type Cover = {
  /** Whether the hold is for the whole account: everything there, but for the agents that it excepts. */
  readonly coversWhole: (hold: Hold) => boolean;
  readonly coversAgent: (hold: Hold, agent: Target) => boolean;
};

/**
 * What holds cover of an account. What is of the whole account is found once for each hold and not for each agent: an account
 * may have thousands.
 */
function coverOf({ targets }: AccountView): Cover {
  const own = targets.find(({ kind }) => kind === 'account');
  const wholes = own === undefined ? [] : [own.id, ...(own.standsFor ?? []).map(({ id }) => id)];
  const found = new Map<Hold, readonly TargetId[]>();
  const isOf = (hold: Hold, whole: TargetId): boolean =>
    hold.place === whole || (hold.place === 'everywhere' && !excepts(hold, whole));
  const wholesOf = (hold: Hold): readonly TargetId[] => {
    const known = found.get(hold) ?? wholes.filter((whole) => isOf(hold, whole));
    found.set(hold, known);
    return known;
  };
  return {
    coversWhole: (hold) => wholesOf(hold).length > 0,
    coversAgent(hold, { id, standsFor = [] }) {
      const of = wholesOf(hold);
      if (hold.place === id || (own !== undefined && of.includes(own.id) && !excepts(hold, id))) return true;
      if (standsFor.some((other) => hold.place === other.id || (isOf(hold, other.account) && !excepts(hold, other.id))))
        return true;
      // Another account of the same list may not know the agent: its block of the whole account is for it all the same.
      return of.some((whole) => whole !== own?.id && !standsFor.some(({ account }) => account === whole));
    },
  };
}

function coversAccount(hold: Hold, account: AccountView): boolean {
  return coverOf(account).coversWhole(hold);
}

function coversAgent(hold: Hold, agent: Target, account: AccountView): boolean {
  return coverOf(account).coversAgent(hold, agent);
}

/** Whether the hold asks for any record on the account. A hold that excepts all agents that there are asks for none. */
function reaches(hold: Hold, account: AccountView): boolean {
  if (!coversAccount(hold, account)) return hold.place !== 'everywhere' && isTargetOf(hold.place, account);
  const known = account.capabilities.agents === 'none' ? [] : knownAgents(account);
  const cover = coverOf(account);
  return known.length === 0 || known.some((agent) => cover.coversAgent(hold, agent));
}

function latestEnd(holds: readonly Hold[]): Instant | null {
  return holds.map(({ until }) => until).reduce(laterUntil);
}
