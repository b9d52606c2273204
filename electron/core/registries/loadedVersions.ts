/**
 * What is loaded of registries: the areas of the catalog, the look-up over them, and the files that they name. Work
 * that holds an earlier look-up keeps it, and its files, until it releases it.
 */
import { existsSync, readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Events } from '../desk/events.ts';
import type { Log } from '../ports.ts';
import { type CatalogArea, loadCatalog } from './catalog.ts';
import { createRegistryLookup, type RegistryLookup } from './lookup.ts';
import { loadedVersionsWords as say } from '../../../shared/words/core/registries.ts';

export type LoadedVersions = {
  readonly areas: () => readonly CatalogArea[];
  readonly lookup: () => RegistryLookup;
  /** Why nothing of it counts, as a sentence; undefined: it does. */
  readonly problem: string | undefined;
  /** Uses another catalog, which is already saved. */
  readonly use: (next: readonly CatalogArea[]) => void;
  /** Removes files that no catalog and no held look-up names. */
  readonly sweep: () => void;
  /** Removes what a crash left of files that were being read. */
  readonly recover: () => void;
};

/** Loads the catalog of a folder. `problem` tells of a damaged one, and then nothing is removed. */
export function loadVersions(
  dir: string,
  { log, events }: { readonly log: Log; readonly events: Events },
): LoadedVersions {
  const loaded = loadCatalog(dir);
  if (!loaded.ok) log.error('registries.catalogDamaged');
  let areas = loaded.areas;
  let lookup = open();
  /** Earlier lookups that long work still holds; their files stay. */
  let held: ReturnType<typeof createRegistryLookup>[] = [];

  function open() {
    return createRegistryLookup({
      dir,
      areas,
      isUnknown: !loaded.ok,
      onDamage({ list, area }) {
        log.error('registries.damaged', { list, area });
        events.publish({ type: 'changed', topics: ['registries'] });
      },
    });
  }

  function sweep(): void {
    if (!loaded.ok || !existsSync(dir)) return;
    held = held.filter((each) => each.isHeld());
    const named = new Set(
      [areas, ...held.map((each) => each.areas)].flat().flatMap(({ listed, washed }) => [listed.file, washed?.file]),
    );
    for (const file of readdirSync(dir))
      if (/\.(bits|sorted|washed|new)$/.test(file) && !named.has(file)) rmSync(join(dir, file), { force: true });
  }

  return {
    areas: () => areas,
    lookup: () => lookup,
    problem: loaded.ok ? undefined : say.theCatalogOfTheRegistries(dir),
    use(next) {
      held = [...held, lookup].filter((each) => each.isHeld());
      areas = next;
      lookup = open();
      sweep();
      events.publish({ type: 'changed', topics: ['registries'] });
    },
    sweep,
    recover() {
      if (!loaded.ok || !existsSync(dir)) return;
      for (const name of readdirSync(dir))
        if (name.startsWith('loading-')) rmSync(join(dir, name), { recursive: true, force: true });
      sweep();
    },
  };
}
