/**
 * A vendor account as desks that share a list hand it on: what a person has set, the agents, what is asked about them, and how the
 * leader says that it stands. Never the token: each desk that is to ask the vendor is given it.
 */
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { createSharedAccountRows } from '../../db/sync/sharedAccountRows.ts';
import type { SharedAccount } from '../../db/sync/sharedFacts.ts';
import type { SyncStore } from './syncStore.ts';
import { askConnectedAgain, oweStandIn } from './targets.ts';

export type ShareAccount = {
  /** Undefined: there never was such an account. */
  readonly load: (account: AccountId, says: SharedAccount['says']) => SharedAccount | undefined;
  readonly nameOf: (account: AccountId) => string;
  /** Takes the account for disconnected, at an instant (epoch ms). */
  readonly forget: (account: AccountId, at: number) => void;
  /** Keeps what the leader tells of an account that this desk knows, at least by name. In the caller's transaction. */
  readonly keep: (account: AccountId, told: SharedAccount, at: Instant) => void;
};

/** What is handed on and kept of accounts, over the sync store. */
export function createShareAccount(store: SyncStore): ShareAccount {
  const rows = createSharedAccountRows(store.db);
  const forget = (id: AccountId, at: number): void => {
    store.outbox.removeOf(id, null);
    store.remotes.removeOf(id);
    store.readings.remove(id, null);
    store.accounts.markRemoved(id, at);
  };
  return {
    forget,
    nameOf: (id) => rows.load(id)?.name ?? '',
    load(id, says) {
      const found = rows.load(id);
      if (found === undefined) return undefined;
      const { vendor, createdAt, lastScanAt, inNoPlan, notBefore, removedAt, ...settings } = found;
      const agents = store.targets
        .listOf(id)
        .flatMap(({ kind, remoteId, name, state }) => (remoteId === null ? [] : [{ kind, id: remoteId, name, state }]));
      return {
        vendor,
        settings,
        createdAt,
        lastScanAt,
        inNoPlan,
        notBefore,
        agents,
        same: rows.listSame(id),
        again: rows.listAgain(id, 'later'),
        known: rows.listAgain(id, 'known'),
        says,
        isRemoved: removedAt !== null,
      };
    },
    keep(id, told, at) {
      const ms = toEpochMs(at);
      const { settings } = told;
      rows.keep(id, { ...told, settings: { ...settings, name: freeName(store, settings.name, id) } }, ms);
      keepTargets(store, id, told, ms);
      for (const same of told.same) rows.keepSame(id, same);
      const pairs = [
        ...(told.again ?? []).map((same) => rows.keepAgain(id, 'later', same)),
        ...(told.known ?? []).map((same) => rows.keepAgain(id, 'known', same)),
      ];
      store.targets.touch();
      if (told.isRemoved) forget(id, ms);
      // What holds for the one is wanted for the other, or no longer: also where this desk tells the vendor of that one.
      for (const pair of pairs) if (pair !== undefined) oweStandIn(store, pair.target, pair.other, at);
      for (const one of store.sameAccounts.listConnected()) askConnectedAgain(store, one, at);
    },
  };
}

/** Another account may have the name here. */
function freeName({ accounts }: SyncStore, name: string, id: AccountId): string {
  let free = name;
  for (let n = 2; accounts.isNameTaken(free, id); n++) free = `${name} (${n})`;
  return free;
}

function keepTargets(
  { targets }: SyncStore,
  accountId: AccountId,
  { agents, settings }: SharedAccount,
  ms: number,
): void {
  const known = new Map(targets.listOf(accountId).map((target) => [target.remoteId ?? '', target]));
  const whole = { kind: 'account', id: '', name: settings.name, state: 'active' } as const;
  for (const { kind, id, name, state } of [whole, ...agents]) {
    const target = known.get(id);
    if (target === undefined) targets.insert({ accountId, kind, remoteId: id === '' ? null : id, name, state }, ms);
    else if (target.name !== name || target.state !== state) targets.save(target.id, { name, state }, ms);
  }
}
