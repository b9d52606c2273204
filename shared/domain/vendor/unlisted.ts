/**
 * Agents that are blocked for here and that the vendor does not list any more. A list may leave one out that still calls: its
 * pages are smaller than was asked for, or the key sees fewer. So no request takes such an agent off a record that blocks for it,
 * and no end of the record is made earlier than the agent's, until the vendor lists it again, refuses it, or a person retires
 * it. Pure.
 */
import { laterUntil } from '../entry/scope.ts';
import { coversAgents } from './merge.ts';
import type { OurSide } from './ours.ts';
import type { Unlisted } from './projection.ts';
import type { AccountView, RemoteFields } from './remote.ts';
import { unlistedWords } from '../../words/domain/vendor.ts';

/** Why a row waits whose request the vendor has refused for the sake of its agents. */
export const agentsRefused = 'agentsRefused';

/** Our side after the vendor has refused the agents of a request: those that it does not list are left out of the next one. */
export function withoutRefused(ours: OurSide, problem: string | null | undefined): OurSide {
  return problem === agentsRefused ? { ...ours, unlisted: [], areAgentsRefused: true } : ours;
}

/** Those for whom the vendor's record blocks. */
export function unlistedOn(there: RemoteFields, unlisted: readonly Unlisted[]): readonly Unlisted[] {
  return unlisted.filter(({ agent }) => coversAgents(there.agents, [agent]));
}

/** All agents that the vendor's record names and does not list, whoever blocks for them: while a question is open they stay. */
export function allUnlistedOn(there: RemoteFields, { targets }: AccountView): readonly Unlisted[] {
  const gone = targets.flatMap(({ state, remoteId }) => (state === 'gone' && remoteId !== null ? [remoteId] : []));
  return gone.filter((agent) => there.agents?.includes(agent)).map((agent) => ({ agent, until: there.until }));
}

/** What to ask for, with the agents that stay on the vendor's record, and no end that is earlier than theirs on it. */
export function keepUnlisted(asked: RemoteFields, there: RemoteFields, unlisted: readonly Unlisted[]): RemoteFields {
  const kept = unlistedOn(there, unlisted);
  if (kept.length === 0) return asked;
  const last = kept.map(({ until }) => until).reduce(laterUntil);
  const until = laterUntil(last, there.until) === last ? there.until : last;
  const agents = asked.agents && [...new Set([...asked.agents, ...kept.map(({ agent }) => agent)])].toSorted();
  return { ...asked, until: laterUntil(asked.until, until), agents };
}

/** `isThere`: whether the vendor's record blocks for them, as it was last seen. */
export type SaidOfUnlisted = { readonly isThere: boolean; readonly sentence: string };

/** Those of whom something is to be said: where it is asked whether a listed agent is one of them, that is said already. */
export function unlistedToVerify(unlisted: readonly Unlisted[], { targets }: AccountView): readonly Unlisted[] {
  if (unlisted.length === 0) return unlisted;
  const asked = new Set(targets.flatMap(({ standsFor = [] }) => standsFor.map(({ id }) => id)));
  const isAsked = (agent: string) => targets.some(({ id, remoteId }) => remoteId === agent && asked.has(id));
  return unlisted.filter(({ agent }) => !isAsked(agent));
}

/**
 * What is to be said of agents that the vendor does not list; null: there is none. Those for whom no record blocks come first,
 * as nothing is sent for them.
 */
export function describeUnlisted(
  ours: OurSide,
  there: RemoteFields | null,
  account: AccountView,
): SaidOfUnlisted | null {
  const { name, targets } = account;
  const unlisted = unlistedToVerify(ours.unlisted ?? [], account);
  if (unlisted.length === 0) return null;
  const kept = new Set(there === null ? [] : unlistedOn(there, unlisted));
  const free = unlisted.filter((one) => !kept.has(one));
  const told = free.length === 0 ? unlisted : free;
  const names = told.map(({ agent }) => targets.find(({ remoteId }) => remoteId === agent)?.name ?? agent).join(', ');
  return free.length === 0
    ? { isThere: true, sentence: unlistedWords.itsRecordBlocksAllTheSame(name, names, told.length === 1) }
    : { isThere: false, sentence: unlistedWords.itIsNotBlockedFor(name, names, told.length === 1) };
}
