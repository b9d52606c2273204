/**
 * What an account's list of agents means for the known targets. An agent that is missing from the list is never
 * forgotten: where lists leave out inactive agents it counts as inactive, else as gone; in both cases its holds stay.
 */
import type { AccountView, RemoteTarget } from './remote.ts';
import type { Target } from '../entry/scope.ts';

export type TargetPlan = {
  readonly added: readonly RemoteTarget[];
  readonly changed: readonly { readonly target: Target; readonly name: string; readonly state: Target['state'] }[];
  /** Agents for which a record can now be wanted: what covers them is owed to them. */
  readonly appeared: readonly string[];
};

/**
 * The most agents of one account. Where a vendor keeps one list per agent, a block everywhere is a record for each of them,
 * owed in the transaction of the add: with this many it takes a fraction of a second.
 */
export const mostTargets = 5000;

/** Compares the known targets with what the vendor lists. */
export function planTargets(account: AccountView, listed: readonly RemoteTarget[]): TargetPlan {
  const isSet = account.capabilities.agents === 'set';
  const known = new Map(
    account.targets.flatMap((target) => (target.remoteId === null ? [] : [[target.remoteId, target]])),
  );
  const byId = new Map(listed.map((agent) => [agent.remoteId, agent]));
  const added = [...byId.values()].filter(({ remoteId }) => !known.has(remoteId));
  const changed: { target: Target; name: string; state: Target['state'] }[] = [];
  const appeared = added.map(({ remoteId }) => remoteId);
  for (const [remoteId, target] of known) {
    const agent = byId.get(remoteId);
    const state = agent === undefined ? toMissingState(target.state, isSet) : agent.active ? 'active' : 'inactive';
    const name = agent?.name ?? target.name;
    if (state === target.state && name === target.name) continue;
    changed.push({ target, name, state });
    const wasKnown = target.state === 'active' || (!isSet && target.state === 'inactive');
    if (!wasKnown && state === 'active') appeared.push(remoteId);
  }
  return { added, changed, appeared };
}

/** With fewer known agents their going is no sign of anything. */
const fewestAgents = 2;

/**
 * Whether the list of agents is another organisation's: none of the agents that were known is there, by id or by name, and
 * others are. Then the token is probably of another account, and nothing may be sent with it.
 */
export function isOfStrangers(account: AccountView, listed: readonly RemoteTarget[]): boolean {
  const known = account.targets.filter(isKnown);
  if (known.length < fewestAgents || listed.length === 0) return false;
  const ids = new Set(known.map(({ remoteId }) => remoteId));
  const names = new Set(known.map(({ name }) => name));
  return !listed.some(({ remoteId, name }) => ids.has(remoteId) || names.has(name));
}

/** Whether this agent was known before, by its id. */
export function isKnownAgent(account: AccountView, agent: RemoteTarget): boolean {
  return account.targets.some((target) => isKnown(target) && target.remoteId === agent.remoteId);
}

function isKnown({ kind, remoteId, state }: Target): boolean {
  return kind !== 'account' && remoteId !== null && (state === 'active' || state === 'inactive');
}

function toMissingState(state: Target['state'], isSet: boolean): Target['state'] {
  if (state === 'gone' || state === 'retired') return state;
  return isSet ? 'gone' : 'inactive';
}
