/** What a shared list works on at this desk: its rows, the list's one write path, and the words that desks share. */
import { createHubPlaceRows } from '../../db/sync/hubPlaceRows.ts';
import { createHubRequestRows, type HubRequestRows } from '../../db/sync/hubRequestRows.ts';
import { createHubLeaseRows, type HubLeaseRows } from '../../db/sync/hubLeaseRows.ts';
import { createHubRows, type HubRows } from '../../db/sync/hubRows.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { inTransaction, type Transaction, type WritableDb } from '../../db/handles.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { createHubWords, type HubWords } from './words.ts';

export type HubStore = {
  readonly db: WritableDb;
  readonly rows: HubRows;
  readonly requests: HubRequestRows;
  readonly leases: HubLeaseRows;
  /** A translator for one piece of work. */
  readonly words: () => HubWords;
  /** Makes an account of another desk known by its UUID, and answers its id here; what it is called is told later. */
  readonly addAccount: (uuid: string, at: number) => AccountId;
  readonly targets: () => TargetIndex;
  readonly newId: () => string;
  readonly inTransaction: <T>(work: (open: Transaction) => T) => T;
};

/** The store over the desk's database. `newId`: a new UUID. */
export function createHubStore({ db, targets, newId }: Pick<HubStore, 'db' | 'targets' | 'newId'>): HubStore {
  const places = createHubPlaceRows(db);
  return {
    db,
    rows: createHubRows(db),
    requests: createHubRequestRows(db),
    leases: createHubLeaseRows(db),
    addAccount: (uuid, at) => places.addAccount(uuid, '', uuid, at),
    words: () => createHubWords(places, newId),
    targets,
    newId,
    inTransaction: (work) => inTransaction(db, work),
  };
}
