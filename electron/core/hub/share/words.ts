/**
 * Entries in the words of a shared list, and back: targets by their account's UUID and the vendor's id of the agent, since the ids
 * of one desk mean nothing at another.
 */
import type { Entry, Statement } from '../../../../shared/domain/entry/entry.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { toHold, type Scope, toScope } from '../../../../shared/domain/entry/scope.ts';
import {
  createEntryFlattener,
  createEntryReader,
  type FlatEntry,
  type FlatStatement,
} from '../../db/entries/entryForm.ts';
import { fromStored, nothingStored, storedNames } from '../../db/entries/storedDetails.ts';
import { createScopeReader, toHoldsText } from '../../db/entries/scopeRows.ts';
import type { NewOrigin } from '../../list/write/newEntries.ts';
import type { HubPlaceRows, SharedPlace } from '../../db/sync/hubPlaceRows.ts';
import type { HubAccount, HubEntry, HubSaid } from '../hubPort.ts';
import { everywhere, type OriginWords, parseHolds, parseOrigin, storeSaid, type WireHold } from './wire.ts';

export type HubWords = {
  readonly toHub: (entry: Entry) => HubEntry;
  /** The entry as it would stand here; `seq` and `batchId` are the caller's. Its accounts are known (`lacking`). */
  readonly toEntry: (hub: HubEntry, seq: number, batchId: number | null) => Entry;
  /** What new entries say, as `toEntry` has it, and as it is stored. */
  readonly toStatement: (said: HubSaid) => { readonly statement: Statement; readonly flat: FlatStatement };
  readonly toOrigin: (origin: string) => OriginWords;
  readonly toNewOrigin: (origin: string) => NewOrigin;
  /** The accounts that these entries' holds name. */
  readonly accountsOf: (entries: readonly HubEntry[]) => readonly HubAccount[];
  /** The UUIDs of accounts with a place in these entries that this desk has never heard of. */
  readonly lacking: (entries: readonly Pick<HubEntry, 'holds'>[]) => readonly string[];
  /** Holds as they are stored here, in the hub's words, and back. Their accounts are known. */
  readonly holdsToHub: (holds: string) => string;
  readonly holdsFromHub: (wire: string) => string;
  /** Makes accounts and agents known; one that the hub does not name is known by its ids. In the caller's transaction. */
  readonly learn: (entries: readonly Pick<HubEntry, 'holds'>[], accounts: readonly HubAccount[], at: number) => void;
};

const keyOf = (uuid: string, remoteId: string): string => (remoteId === '' ? uuid : `${uuid}/${remoteId}`);
/** An agent's id may hold a slash itself, a UUID does not. */
const splitKey = (key: string): { readonly uuid: string; readonly remoteId: string } => {
  const at = key.indexOf('/');
  return at === -1 ? { uuid: key, remoteId: '' } : { uuid: key.slice(0, at), remoteId: key.slice(at + 1) };
};

/** Translates for one read or write of some entries: targets are read once. `newId`: names an account that no desk knows yet. */
export function createHubWords(rows: HubPlaceRows, newId: () => string): HubWords {
  const toFlat = createEntryFlattener();
  const toEntry = createEntryReader();
  const readScope = createScopeReader();
  const keys = new Map<string, string>();
  const scopes = new Map<string, string>();
  const origins = new Map<string, OriginWords>();
  let places = readPlaces(rows, newId);

  function toOrigin(wire: string): OriginWords {
    const known = origins.get(wire) ?? parseOrigin(wire);
    origins.set(wire, known);
    return known;
  }

  function toKeys(holds: string): string {
    const known = keys.get(holds);
    if (known !== undefined) return known;
    const local = JSON.parse(holds) as readonly (readonly [number, number | null, (readonly number[])?])[];
    const wire = local.map(([place, until, except]): WireHold => {
      const key = place === 0 ? everywhere : places.keyOf(place);
      return except === undefined ? [key, until] : [key, until, except.map((id) => places.keyOf(id)).toSorted()];
    });
    const text = JSON.stringify(wire.toSorted((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1)));
    keys.set(holds, text);
    return text;
  }

  function toHolds(wire: string): string {
    const known = scopes.get(wire);
    if (known !== undefined) return known;
    const scope: Scope = toScope(
      parseHolds(wire).map(([key, until, except]) =>
        toHold(
          key === everywhere ? 'everywhere' : places.idOf(key),
          until === null ? null : toInstant(until),
          except?.map((one) => places.idOf(one)),
        ),
      ),
    );
    const text = toHoldsText(scope);
    scopes.set(wire, text);
    return text;
  }

  return {
    toStatement({ holds, details }) {
      const flat = storeSaid({ ...nothingStored, holds: toHolds(holds) }, details);
      const statement = { holds: readScope(flat.holds), ...fromStored(flat, toInstant) };
      return { statement, flat };
    },
    toOrigin,
    toNewOrigin(wire) {
      const { sourceKind, sourceLabel, createdBy, createdAt } = toOrigin(wire);
      const source = { kind: sourceKind, label: sourceLabel === '' ? null : sourceLabel };
      return { source, made: { at: toInstant(createdAt), author: createdBy } };
    },
    toHub(entry) {
      const flat = toFlat(entry);
      const details: Record<string, string | number> = {};
      for (const name of storedNames) {
        const value = flat[name];
        if (value !== null) details[name] = value;
      }
      return {
        number: flat.number,
        holds: toKeys(flat.holds),
        origin: JSON.stringify([flat.sourceKind, flat.sourceLabel, flat.createdBy, flat.createdAt]),
        details,
        line: flat.line,
        changedAt: flat.changedAt,
        changedBy: flat.changedBy,
        removedAt: flat.removedAt,
        removedBy: flat.removedBy,
        removedWhy: flat.removedWhy,
      };
    },
    holdsToHub: toKeys,
    holdsFromHub: toHolds,
    toEntry: (hub, seq, batchId) =>
      toEntry(toFlatEntry(hub, toOrigin(hub.origin), toHolds(hub.holds), seq, batchId ?? 0)),
    accountsOf: (entries) => places.describe(placesOf(entries)),
    lacking: (entries) => [
      ...new Set(placesOf(entries).flatMap((key) => (places.knows(key) ? [] : splitKey(key).uuid))),
    ],
    learn(entries, accounts, at) {
      for (const key of placesOf(entries)) {
        if (places.knows(key)) continue;
        const { uuid, remoteId } = splitKey(key);
        const named = accounts.find((one) => one.uuid === uuid);
        const account = places.accountOf(uuid) ?? rows.addAccount(uuid, named?.vendor ?? '', named?.name ?? uuid, at);
        const agent = named?.agents.find(({ id }) => id === remoteId);
        if (remoteId !== '') rows.addAgent(account, remoteId, agent?.kind ?? 'agent', agent?.name ?? remoteId);
        places = readPlaces(rows, newId);
      }
    },
  };
}

/** Every place but everywhere that entries name, each once. */
function placesOf(entries: readonly Pick<HubEntry, 'holds'>[]): readonly string[] {
  const found = new Set<string>();
  for (const wire of new Set(entries.map(({ holds }) => holds)))
    for (const [place, , except = []] of parseHolds(wire)) for (const key of [place, ...except]) found.add(key);
  found.delete(everywhere);
  return [...found];
}

function readPlaces(rows: HubPlaceRows, newId: () => string) {
  const all = rows.list();
  const byId = new Map(all.map((place) => [place.id, place]));
  const uuids = new Map(all.flatMap(({ account, uuid }) => (uuid === null ? [] : [[account, uuid]])));
  const byKey = new Map(
    all.flatMap((place) => (place.uuid === null ? [] : [[keyOf(place.uuid, place.remoteId), place] as const])),
  );
  function uuidOf(account: number): string {
    const known = uuids.get(account);
    if (known !== undefined) return known;
    const uuid = newId();
    rows.name(account, uuid);
    uuids.set(account, uuid);
    for (const place of all) if (place.account === account) byKey.set(keyOf(uuid, place.remoteId), place);
    return uuid;
  }
  return {
    keyOf(id: number): string {
      const place = byId.get(id);
      if (place === undefined) throw new Error('A hold names a target that there is not');
      return keyOf(uuidOf(place.account), place.remoteId);
    },
    idOf(key: string): number {
      const place = byKey.get(key);
      if (place === undefined) throw new Error('A place of the shared list was not made known');
      return place.id;
    },
    knows: (key: string) => byKey.has(key),
    accountOf: (uuid: string) => byKey.get(uuid)?.account,
    describe(named: readonly string[]): readonly HubAccount[] {
      const chosen = named.flatMap((key) => byKey.get(key) ?? []);
      return [...Map.groupBy(chosen, ({ account }) => account)].flatMap(([account, of]) =>
        toHubAccount(uuidOf(account), of),
      );
    },
  };
}

function toHubAccount(uuid: string, of: readonly SharedPlace[]): readonly HubAccount[] {
  const [first] = of;
  if (first === undefined) return [];
  const agents = of.flatMap(({ remoteId, kind, name }) => (kind === 'account' ? [] : [{ id: remoteId, kind, name }]));
  return [{ uuid, vendor: first.vendor, name: first.accountName, agents }];
}

function toFlatEntry(hub: HubEntry, origin: OriginWords, holds: string, seq: number, batchId: number): FlatEntry {
  const flat: FlatEntry = {
    ...nothingStored,
    ...origin,
    number: hub.number,
    seq,
    holds,
    line: hub.line,
    changedAt: hub.changedAt,
    changedBy: hub.changedBy,
    removedAt: hub.removedAt,
    removedBy: hub.removedBy,
    removedWhy: hub.removedWhy,
    batchId,
  };
  return storeSaid(flat, hub.details);
}
