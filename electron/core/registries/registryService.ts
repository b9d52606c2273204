/**
 * The registries of one desk: what is loaded, and the lookup that `check` and a scrub ask. A change of what is loaded
 * makes a new lookup; work that goes on with an old one is told the truth of its start.
 */
import { join } from 'node:path';
import type { Log } from '../ports.ts';
import { loadCatalog } from './catalog.ts';
import { createRegistryLookup, type RegistryLookup } from './lookup.ts';

export type Registries = {
  /** What is loaded now. Ask for it when work starts, and keep it for as long as the work lasts. */
  readonly lookup: () => RegistryLookup;
};

/** `dataDir`: the registries are in its folder `registries`. */
export function createRegistries({ dataDir, log }: { dataDir: string; log: Log }): Registries {
  const dir = join(dataDir, 'registries');
  const { ok, areas } = loadCatalog(dir);
  if (!ok) log.error('registries.catalogDamaged');
  const lookup = createRegistryLookup({
    dir,
    areas,
    onDamage: ({ list, area }) => log.error('registries.damaged', { list, area }),
  });
  return { lookup: () => lookup };
}
