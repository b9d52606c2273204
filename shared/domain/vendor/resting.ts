/**
 * What agents at rest mean for a record that is limited to agents. A vendor takes only active agents in a request, and takes
 * every agent that a request leaves out off the record: so no request is sent that would only take an agent at rest off it,
 * and what a request could not say is told in the number's grid. Pure.
 */
import { coversAgents } from './merge.ts';
import type { OurSide } from './ours.ts';
import { toComparable } from './projection.ts';
import type { AccountView, RemoteFields } from './remote.ts';
import { restingWords } from '../../words/domain/vendor.ts';

type Wanted = Extract<OurSide, { kind: 'wanted' }>;

/** `fields`: what to ask for. `resting`: the agents for whose sake the record stays wider than is wanted. */
export type Kept = { readonly fields: RemoteFields; readonly resting: readonly string[] };

/**
 * What to ask for where the vendor has the record: what is wanted, or, where that would only drop agents at rest, the agents
 * that the record has. It is made less when they are active again.
 */
export function keepResting({ record, fields }: Wanted, there: RemoteFields, account: AccountView): Kept {
  const wanted = record.fields.agents;
  const asked = fields.agents;
  const nothing = { fields, resting: [] };
  if (wanted === null || asked === null || asked.length === 0 || !coversAgents(there.agents, asked)) return nothing;
  const has = toComparable(there, account).agents;
  if (coversAgents(asked, has)) return nothing;
  const resting = wanted.filter((agent) => !asked.includes(agent) && coversAgents(there.agents, [agent]));
  return resting.length === 0 ? nothing : { fields: { ...fields, agents: has }, resting };
}

/**
 * What agents at rest change about a record that needs no request: the vendor blocks for more agents than is wanted, or for
 * fewer. Null: nothing.
 * @param seen the record as it was last seen
 * @param told the same in the words in which it was sent (`readThrough`)
 */
export function describeResting(
  ours: OurSide,
  seen: RemoteFields,
  told: RemoteFields,
  account: AccountView,
): string | null {
  if (ours.kind === 'absent') return null;
  const { resting } = keepResting(ours, told, account);
  if (resting.length > 0) return say(resting, account, (_name, that) => restingWords.theChoiceOfAgents(that));
  const wanted = ours.record.fields.agents ?? [];
  const dropped = account.targets.flatMap(({ state, remoteId }) =>
    state === 'inactive' && remoteId !== null && wanted.includes(remoteId) && !coversAgents(seen.agents, [remoteId])
      ? [remoteId]
      : [],
  );
  return dropped.length === 0
    ? null
    : say(dropped, account, (name, that, those) => restingWords.doesNotBlockItFor(name, those, that));
}

function say(
  agents: readonly string[],
  { name, targets }: AccountView,
  what: (name: string, areThat: string, those: string) => string,
): string {
  const names = agents.map((id) => targets.find(({ remoteId }) => remoteId === id)?.name ?? id).join(', ');
  const isOne = agents.length === 1;
  const [are, areThat, those] = isOne
    ? ['is', restingWords.thatAgentIs, restingWords.thatAgent]
    : ['are', restingWords.thoseAgentsAre, restingWords.thoseAgents];
  return restingWords.itTakesABlockOnly(names, are, what(name, areThat, those));
}
