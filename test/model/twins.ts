/**
 * Agents that were made again under their name: until a person says that it is another one, what holds for the one that is gone
 * holds for the one that has its name now. Told from names and states alone, and from what people said.
 */
import { mustBlock, type TargetRow } from './statements.ts';
import type { World } from './world.ts';

const isGone = ({ state }: TargetRow): boolean => state === 'gone' || state === 'retired';
const toPair = (target: TargetRow, other: TargetRow): string => `${target.id}/${other.id}`;

/** The agents of the account that have the same name. */
function namesakes(target: TargetRow, targets: readonly TargetRow[]): readonly TargetRow[] {
  if (target.kind === 'account') return [];
  return targets.filter(
    (other) => other.account === target.account && other.name === target.name && other.id !== target.id,
  );
}

/**
 * Whether the vendor's list of agents shows it. Where a vendor keeps a list for each agent, one that is inactive is not listed: it may
 * be at rest, or gone until its own list is read.
 */
function isListed({ accounts }: World, { account, state }: TargetRow): boolean {
  const isPerAgent = accounts.find(({ id }) => id === account)?.model.agents === 'one';
  return state === 'active' || (state === 'inactive' && !isPerAgent);
}

/** Notes who stood beside whom: two agents that were listed at once are two, whatever they are called. */
export function noteApart(world: World, targets: readonly TargetRow[]): void {
  for (const target of targets)
    for (const other of isListed(world, target) ? namesakes(target, targets) : [])
      if (isListed(world, other)) world.apart.add(toPair(target, other));
}

/** A person said that they are one: from then on it is blocked for the one what is for the other, whichever of them is listed. */
export function noteSame(world: World, target: number, other: number): void {
  world.saidSame.add(`${target}/${other}`);
}

/** A person said that they are two: what was put at the vendor because it was asked is taken back there. */
export function noteAnother(world: World, target: number, other: number, targets: readonly TargetRow[]): void {
  world.apart.add(`${target}/${other}`);
  world.saidSame.delete(`${target}/${other}`);
  const gone = targets.find(({ id }) => id === other);
  for (const [number, entry] of world.known)
    if (gone !== undefined && mustBlock(entry, gone, targets, world.now())) world.released.add(number);
}

/** Those whose holds must count for this one. */
export function twinsOf(world: World, target: TargetRow, targets: readonly TargetRow[]): readonly TargetRow[] {
  if (isGone(target)) return [];
  return namesakes(target, targets).filter((other) => isGone(other) && !world.apart.has(toPair(target, other)));
}

/** Those whose holds may count for this one: an undone answer asks again. `asked`: the agents that are asked about. */
export function mayBe(
  world: World,
  target: TargetRow,
  targets: readonly TargetRow[],
  asked: ReadonlySet<number>,
): readonly TargetRow[] {
  const others = namesakes(target, targets);
  if (asked.has(target.id)) return others;
  const said = others.filter((other) => world.saidSame.has(toPair(target, other)));
  return [...twinsOf(world, target, targets), ...said];
}
