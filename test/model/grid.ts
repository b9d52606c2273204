/** What the desk shows of its accounts and of every number: the views that the rules read. */
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import type { TargetRow } from './statements.ts';
import type { World } from './world.ts';

export type GridRow = DeskOutputs['entries']['get']['vendors'][number];
export type Grid = ReadonlyMap<string, readonly GridRow[]>;

/** Every number's rows, by number. It is the dearest thing that a rule can ask for: ask once. */
export async function loadGrid(world: World): Promise<Grid> {
  const grid = new Map<string, readonly GridRow[]>();
  for (const number of world.numbers) grid.set(number, (await world.life.client.entries.get({ number })).vendors);
  return grid;
}

export async function loadTargets(world: World): Promise<readonly TargetRow[]> {
  return (await world.life.client.accounts.list()).flatMap(({ targets }) => targets);
}
