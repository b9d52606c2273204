/**
 * What an account's list of agents means for the known targets. An agent that is missing from the list is never
 * forgotten: where lists leave out inactive agents it counts as inactive, else as gone; in both cases its holds stay.
 */
import type { AccountView, RemoteTarget } from './remote.ts';
import type { Target } from '../entry/scope.ts';
import { toPlainName } from '../entry/standIns.ts';

export type TargetPlan = {
  readonly added: readonly RemoteTarget[];
  readonly changed: readonly { readonly target: Target; readonly name: string; readonly state: Target['state'] }[];
  /** Agents for which a record can now be wanted: what covers them is owed to them. */
  readonly appeared: readonly string[];
  /**
   * Agents that were never listed before, each with those of its name that are not listed any more: nobody can tell whether they
   * were made again, and a person is asked.
   */
  readonly madeAgain: readonly { readonly remoteId: string; readonly gone: readonly Target[] }[];
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
  return { added, changed, appeared, madeAgain: findMadeAgain(account, listed) };
}

/**
 * An agent that was listed beside the gone one before is another one, whatever its name. Of several that are gone, those for
 * which one of the others stands are asked about with that one.
 */
function findMadeAgain({ targets }: AccountView, listed: readonly RemoteTarget[]): TargetPlan['madeAgain'] {
  // A record may have named an agent that no list showed: then its id is all that was known of it.
  const agents = targets.filter(({ kind, name, remoteId }) => kind !== 'account' && name !== remoteId);
  const known = new Set(agents.map(({ remoteId }) => remoteId));
  const there = new Set<string | null>(listed.map(({ remoteId }) => remoteId));
  const byName = Map.groupBy(
    agents.filter((one) => !there.has(one.remoteId)),
    (one) => toPlainName(one.name),
  );
  return listed.flatMap(({ remoteId, name }) => {
    const gone = known.has(remoteId) ? [] : (byName.get(toPlainName(name)) ?? []);
    const inner = new Set(gone.flatMap(({ standsFor = [] }) => standsFor.map(({ id }) => id)));
    const asked = gone.filter(({ id }) => !inner.has(id));
    return asked.length === 0 ? [] : [{ remoteId, gone: asked }];
  });
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
