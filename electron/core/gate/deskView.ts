/**
 * The desk as the gate's thread sees it: on a connection of its own that only reads, so that no import keeps a dialer waiting.
 * What follows from the database (tokens, settings, targets, registries, how fresh the list is) is read again when anybody has
 * changed it, so that what was just blocked or revoked counts for the next question.
 */
import { statSync } from 'node:fs';
import { join } from 'node:path';
import type { GateSettings } from '../../../shared/contract/gateSettings.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import { createDayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { type Asleep, loadAsleep } from '../db/desk/asleepTokens.ts';
import { createSettingReader } from '../db/desk/settingRows.ts';
import { createTokenReader, type GateToken } from '../db/desk/gateRows.ts';
import { createJournalReader } from '../db/entries/journalRows.ts';
import { databaseName } from '../db/openDatabase.ts';
import { openFollower, type ReadableDb } from '../db/handles.ts';
import { openDeskTime } from '../desk/deskTime.ts';
import { createSettings, type SettingsService } from '../desk/settings.ts';
import { createTargetIndex, noticed } from '../desk/targetIndex.ts';
import { createDecide, type Decide } from '../list/commands/decide.ts';
import type { JudgeDeps } from '../list/commands/listDeps.ts';
import { createNumberReader } from '../list/commands/numberInput.ts';
import { createOpenConflicts } from '../list/pages/openConflicts.ts';
import { createUsedCountries } from '../list/pages/usedCountries.ts';
import type { Clock } from '../ports.ts';
import { createAskRegistries } from '../registries/askRegistries.ts';
import { loadCatalog } from '../registries/catalog.ts';
import { createRegistryLookup, type RegistryLookup } from '../registries/lookup.ts';
import type { Freshness } from './closed.ts';
import { loadGateSettings } from './gateSettings.ts';
import { loadRevoked } from './revokedFile.ts';
import { createSharedLook, type SharedLook } from './sharedLook.ts';

/** What was read when the database last changed. */
export type Seen = {
  readonly tokens: readonly GateToken[];
  readonly revoked: ReadonlySet<string>;
  readonly asleep: Asleep;
  readonly gate: GateSettings;
  readonly accounts: readonly Freshness[];
  /** The journal's newest row: "57-1f3a…"; "0" for an empty journal. */
  readonly head: string;
  /** The versions of registries that are asked, as texts; null: none is loaded. */
  readonly registries: readonly string[] | null;
};

export type DeskView = {
  /** Runs `ask` on the database as it is at one moment. @throws SQLite's errors */
  readonly look: <T>(ask: (seen: Seen) => T) => T;
  /** The same for a short question, together with those that come in the same turn of the event loop. */
  readonly lookTogether: SharedLook<Seen>;
  /** What follows from the database alone, as it is now; a third of the cost of a look. @throws SQLite's errors */
  readonly see: () => Seen;
  readonly db: ReadableDb;
  readonly deps: JudgeDeps;
  readonly decide: Decide;
  readonly targets: () => TargetIndex;
  readonly settings: SettingsService;
  readonly close: () => void;
};

/** Of the pages of the list that were asked for last. */
const cacheKib = 65_536;

/** Opens the view of a data directory. @throws SQLite's errors where the database cannot be opened */
export function openDeskView(parts: {
  readonly dataDir: string;
  /** The machine's zone, for a desk that has not chosen one. */
  readonly systemZone: () => string;
  readonly clock: Clock;
  readonly lack: () => string | null;
  /** Whether it is noted here how far the clock has come: no other process or thread does. */
  readonly notesTime?: boolean;
}): DeskView {
  const { dataDir, clock, notesTime = false } = parts;
  const { db, atOnce, close } = openFollower(join(dataDir, databaseName), { cacheKib });
  const changed = db.prepare<[], number>(noticed.byOthers).pluck();
  const loadSetting = createSettingReader(db);
  const settings = createSettings({ load: loadSetting, save: refuseToWrite }, { zone: parts.systemZone });
  const targets = createTargetIndex(db, noticed.byOthers);
  const conflicts = createOpenConflicts(db);
  const listTokens = createTokenReader(db);
  const listAccounts = prepareFreshness(db);
  const usedCountries = createUsedCountries(db);
  const loadHead = db.prepare<[], { id: number; hash: string }>(
    'SELECT id, lower(hex(hash)) AS hash FROM journal ORDER BY id DESC LIMIT 1',
  );
  const journal = createJournalReader(db);
  const registries = followRegistries(join(dataDir, 'registries'));
  let version: number | undefined;
  let seen: Seen | undefined;

  function read(): Seen {
    // Saves nothing: what it knew of the settings is read anew.
    settings.save({});
    const head = loadHead.get();
    return {
      tokens: listTokens(),
      revoked: loadRevoked(dataDir),
      asleep: loadAsleep(loadSetting),
      gate: loadGateSettings(loadSetting),
      accounts: listAccounts(),
      head: head === undefined ? '0' : `${head.id}-${head.hash.slice(0, 16)}`,
      registries: registries.refresh(),
    };
  }

  function look<T>(ask: (now: Seen) => T): T {
    return atOnce(() => {
      const now = changed.get();
      if (seen === undefined || now !== version) {
        seen = read();
        version = now;
      }
      return ask(seen);
    });
  }

  return {
    look,
    lookTogether: createSharedLook(look),
    see: () => (seen !== undefined && changed.get() === version ? seen : look((now) => now)),
    db,
    deps: {
      targets,
      settings,
      time: openDeskTime({ dataDir, clock, newestWrite: () => journal.newestAt() ?? null, isKept: notesTime }),
      standing: { lack: parts.lack, doubt: parts.lack, goOn() {} },
      askRegistries: createAskRegistries({
        lookup: registries.lookup,
        days: () => settings.load().registryDays,
        toDay: createDayWriter(settings.zone),
      }),
      readNumber: createNumberReader(),
      otherCountries: () => [...usedCountries(), ...registries.lookup().countries],
    },
    decide: createDecide(db, conflicts),
    targets,
    settings,
    close,
  };
}

function refuseToWrite(): never {
  throw new Error('The gate reads the desk and writes nothing');
}

/** When each account's list was last read whole, or all was sent to one that has no list. */
function prepareFreshness(db: ReadableDb): () => readonly Freshness[] {
  const rows = db.prepare<[], Freshness>(
    `SELECT a.name, coalesce(
       (SELECT r.ended_at FROM sync_run r WHERE r.account_id = a.id AND r.outcome = 'done' ORDER BY r.id DESC LIMIT 1),
       a.last_scan_at) AS readAt
     FROM account a WHERE a.removed_at IS NULL ORDER BY a.id`,
  );
  return () => rows.all();
}

/** The registries of a folder; a catalog that was replaced is read again. */
function followRegistries(dir: string) {
  let known: string | undefined;
  let lookup: RegistryLookup = createRegistryLookup({ dir, areas: [] });
  let versions: readonly string[] | null = null;
  return {
    lookup: () => lookup,
    refresh() {
      const file = statSync(join(dir, 'catalog.json'), { throwIfNoEntry: false });
      const mark = file === undefined ? '' : `${file.mtimeMs} ${file.size} ${file.ino}`;
      if (mark === known) return versions;
      const { ok, areas } = loadCatalog(dir);
      lookup = createRegistryLookup({ dir, areas, isUnknown: !ok });
      versions = lookup.isEmpty
        ? null
        : areas.map(({ list, area, version, sha256 }) => `${list} ${area} ${version} ${sha256}`);
      known = mark;
      return versions;
    },
  };
}
