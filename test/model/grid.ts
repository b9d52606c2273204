/** What the desk shows of its accounts and of every number: the views that the rules read. */
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import { loadSnapshot, type Snapshot, type TargetRow } from './statements.ts';
import type { World } from './world.ts';

export type GridRow = DeskOutputs['entries']['get']['vendors'][number];
export type Grid = ReadonlyMap<string, readonly GridRow[]>;

/** Asks the desk, unless it has shown this since the last commit, and no time has passed: then it would show the same. */
function look<T>({ life, clock, looks }: World, name: string, load: () => Promise<T>): Promise<T> {
  const version = life.version();
  const at = clock.now();
  const known = looks.get(name);
  if (known?.of === life && known.version === version && known.at === at) return known.shown as Promise<T>;
  const shown = load();
  looks.set(name, { of: life, version, at, shown });
  return shown;
}

/** The whole list as it is shown. */
export function lookAtList(world: World): Promise<Snapshot> {
  return look(world, 'list', () => loadSnapshot(world.life.client));
}

/** Every number's rows, by number. */
export function loadGrid(world: World): Promise<Grid> {
  return look(world, 'grid', async () => {
    const grid = new Map<string, readonly GridRow[]>();
    for (const number of world.numbers) grid.set(number, (await world.life.client.entries.get({ number })).vendors);
    return grid;
  });
}

export async function loadTargets(world: World): Promise<readonly TargetRow[]> {
  const accounts = await look(world, 'accounts', () => world.life.client.accounts.list());
  return accounts.flatMap(({ targets }) => targets);
}
