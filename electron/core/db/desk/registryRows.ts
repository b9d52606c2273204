/** What the database keeps of registries: the log of loads, which is evidence, and the subscriptions. */
import type { RegistryLoad, RegistrySubscription } from '../../../../shared/contract/registries.ts';
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { WritableDb } from '../handles.ts';

type LoadRow = Omit<RegistryLoad, 'at' | 'areas'> & { readonly at: number; readonly areas: string };
type SubscriptionRow = Omit<RegistrySubscription, 'areaCodes'> & { readonly areaCodes: string };

export type RegistryRows = {
  /** Does nothing when the load is there already. */
  readonly saveLoad: (load: RegistryLoad) => void;
  readonly hasLoad: (id: string) => boolean;
  /** The days of the versions that a file with this hash was loaded as. */
  readonly versionsOf: (sha256: string) => readonly string[];
  /** Newest first. */
  readonly listLoads: (limit: number) => RegistryLoad[];
  readonly saveSubscription: (subscription: RegistrySubscription) => void;
  readonly removeSubscription: (key: Pick<RegistrySubscription, 'list' | 'number'>) => boolean;
  readonly listSubscriptions: () => RegistrySubscription[];
};

/** Which registries were loaded, when and by whom, and the subscriptions to them. */
export function createRegistryRows(db: WritableDb): RegistryRows {
  const saveLoad = db.prepare(
    `INSERT INTO registry_load (id, at, author, kind, list, areas, version, rows, file, bytes, sha256)
     VALUES (@id, @at, @author, @kind, @list, @areas, @version, @rows, @file, @bytes, @sha256) ON CONFLICT (id) DO NOTHING`,
  );
  const hasLoad = db.prepare<[string], 1>('SELECT 1 FROM registry_load WHERE id = ?').pluck();
  const versionsOf = db
    .prepare<[string], string>("SELECT DISTINCT version FROM registry_load WHERE sha256 = ? AND kind <> 'remove'")
    .pluck();
  const loads = db.prepare<[number], LoadRow>(
    `SELECT id, at, author, kind, list, areas, version, rows, file, bytes, sha256
     FROM registry_load ORDER BY at DESC, id LIMIT ?`,
  );
  const save = db.prepare(
    `INSERT INTO registry_subscription (list, number, holder, expires, area_codes)
     VALUES (@list, @number, @holder, @expires, @areaCodes)
     ON CONFLICT (list, number) DO UPDATE SET holder = excluded.holder, expires = excluded.expires, area_codes = excluded.area_codes`,
  );
  const remove = db.prepare<[string, string]>('DELETE FROM registry_subscription WHERE list = ? AND number = ?');
  const subscriptions = db.prepare<[], SubscriptionRow>(
    'SELECT list, number, holder, expires, area_codes AS areaCodes FROM registry_subscription ORDER BY list, number',
  );
  return {
    saveLoad: (load) => void saveLoad.run({ ...load, at: toEpochMs(load.at), areas: JSON.stringify(load.areas) }),
    hasLoad: (id) => hasLoad.get(id) === 1,
    versionsOf: (sha256) => versionsOf.all(sha256),
    listLoads: (limit) =>
      loads.all(limit).map((row) => ({ ...row, at: toInstant(row.at), areas: JSON.parse(row.areas) as string[] })),
    saveSubscription: (subscription) =>
      void save.run({ ...subscription, areaCodes: JSON.stringify(subscription.areaCodes) }),
    removeSubscription: ({ list, number }) => remove.run(list, number).changes > 0,
    listSubscriptions: () =>
      subscriptions.all().map((row) => ({ ...row, areaCodes: JSON.parse(row.areaCodes) as string[] })),
  };
}
