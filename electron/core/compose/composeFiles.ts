/**
 * What one desk does with files: registries, which the list asks; and imports, scrubs and changes of many entries,
 * which ask the list.
 */
import { version } from '../../../shared/version.ts';
import type { Backups } from '../backup/backup.ts';
import { createBulkService } from '../bulk/bulkService.ts';
import { createCertificateRows } from '../db/desk/certificateRows.ts';
import { createMappingRows } from '../db/desk/mappingRows.ts';
import { createRegistryRows } from '../db/desk/registryRows.ts';
import type { DeskContext } from '../desk/context.ts';
import type { DeskEvent } from '../desk/events.ts';
import { createIntakeService } from '../intake/intakeService.ts';
import { createListApplier } from '../intake/plan/listApplier.ts';
import { createOpenConflicts } from '../list/pages/openConflicts.ts';
import { createRegistries, type Registries } from '../registries/registryService.ts';
import { createScrubService } from '../scrub/scrubService.ts';
import type { DeskList } from './composeList.ts';

type Topic = Extract<DeskEvent, { type: 'changed' }>['topics'][number];

/** The national and state lists, in the data directory beside the database. */
export function composeRegistries(desk: DeskContext): Registries {
  return createRegistries({
    ...desk,
    rows: createRegistryRows(desk.db),
    days: () => desk.settings.load().registryDays,
  });
}

/** The backup before a long change, unless there is a recent one; it answers why, if it could not be made. */
export function toBackUp(backups: Pick<Backups, 'beforeImport'>): () => Promise<string | undefined> {
  return async () => {
    const made = await backups.beforeImport();
    return made === undefined || made.ok ? undefined : made.message;
  };
}

export type FileNeighbours = DeskList & { readonly registries: Registries; readonly backups: Backups };

/** Imports, scrubs and bulk changes of one desk, over its list. */
export function composeFiles(desk: DeskContext, neighbours: FileNeighbours) {
  const { store, list, otherCountries, registries, backups } = neighbours;
  const { db, events, settings } = desk;
  const conflicts = createOpenConflicts(db);
  const changed =
    (...topics: Topic[]) =>
    () =>
      events.publish({ type: 'changed', topics });
  const backUp = toBackUp(backups);
  const intake = createIntakeService({
    ...desk,
    applier: createListApplier({
      ...desk,
      store,
      conflicts,
      backUp,
    }),
    mappings: createMappingRows(db),
    findApplied: store.batches.findApplied,
    others: otherCountries,
    changed: changed('intakes', 'list', 'batches'),
  });
  const scrubs = createScrubService({
    ...desk,
    version,
    mappings: createMappingRows(db, 'scrub'),
    certificates: createCertificateRows(db),
    registries: () => ({ lookup: registries.lookup(), days: settings.load().registryDays }),
    changed: changed('scrubs'),
  });
  const bulk = createBulkService({
    ...desk,
    store,
    conflicts,
    list,
    intake,
    backUp,
  });
  return { intake, scrubs, bulk };
}
