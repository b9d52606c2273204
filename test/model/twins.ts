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

/** Notes who stood beside whom: two agents that were there at once are two, whatever they are called. */
export function noteApart(world: World, targets: readonly TargetRow[]): void {
  for (const target of targets)
    for (const other of isGone(target) ? [] : namesakes(target, targets))
      if (!isGone(other)) world.apart.add(toPair(target, other));
}

/** A person said that they are two: what was put at the vendor because it was asked is taken back there. */
export function noteAnother(world: World, target: number, other: number, targets: readonly TargetRow[]): void {
  world.apart.add(`${target}/${other}`);
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
  return asked.has(target.id) ? namesakes(target, targets) : twinsOf(world, target, targets);
}
