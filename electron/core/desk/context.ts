/**
 * What all parts of one desk share: its ports, its database, its settings with what follows from them, and the ways to
 * announce changes and long work. The composition root or a test makes it once per desk.
 */
import { join } from 'node:path';
import type { Settings } from '../../../shared/contract/settings.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import { isRegion, type Region } from '../../../shared/domain/numbers/number.ts';
import { createDayWriter, type DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import type { QuietHours } from '../../../shared/domain/time/quietHours.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { createSettingRows, type SettingRows } from '../db/desk/settingRows.ts';
import { createJournalReader } from '../db/entries/journalRows.ts';
import type { WritableDb } from '../db/handles.ts';
import { databaseName } from '../db/openDatabase.ts';
import type { Ports } from '../ports.ts';
import { type DeskTime, openDeskTime } from './deskTime.ts';
import { createEvents, type Events } from './events.ts';
import { createJobs, type Jobs } from './jobs.ts';
import { createSettings, type SettingsService } from './settings.ts';
import { sound, type Standing } from './standing.ts';
import { createTargetIndex } from './targetIndex.ts';

export type DeskContext = Ports & {
  readonly dataDir: string;
  /** The database's file. */
  readonly file: string;
  /** Where the web host puts uploads. */
  readonly uploadsDir: string;
  readonly db: WritableDb;
  readonly events: Events;
  readonly jobs: Jobs;
  readonly settingRows: SettingRows;
  readonly settings: SettingsService;
  /** Who is at the desk. */
  readonly author: () => string;
  /** The country in which numbers are read unless another is given. */
  readonly region: () => Region | undefined;
  /** The desk's zone, ready to answer questions. */
  readonly zone: () => Zone;
  readonly quietHours: () => QuietHours | null;
  readonly toDay: DayWriter;
  /** What has passed for sure, whatever this computer's clock shows. */
  readonly time: DeskTime;
  /** Whether what the database says can be relied on. */
  readonly standing: Standing;
  /** Every target with the name of its account. */
  readonly targets: () => TargetIndex;
};

/**
 * @param options `defaultAuthor`: the author's name until a person sets one, such as the user of the operating system.
 */
export function createContext(options: {
  readonly dataDir: string;
  readonly db: WritableDb;
  readonly ports: Ports;
  readonly defaultAuthor?: string | undefined;
  readonly standing?: Standing;
}): DeskContext {
  const { dataDir, db, ports, defaultAuthor, standing = sound } = options;
  const events = createEvents();
  const settingRows = createSettingRows(db);
  const journal = createJournalReader(db);
  const settings = createSettings(settingRows, { zone: ports.systemZone, author: defaultAuthor });
  return {
    ...ports,
    dataDir,
    file: join(dataDir, databaseName),
    time: openDeskTime({ dataDir, clock: ports.clock, newestWrite: () => journal.newestAt() ?? null }),
    standing,
    uploadsDir: join(dataDir, 'incoming'),
    db,
    events,
    jobs: createJobs({ ...ports, events }),
    settingRows,
    settings,
    author: () => settings.load().author,
    region: () => toRegion(settings.load().region),
    zone: settings.zone,
    quietHours: () => toQuietHours(settings.load()),
    toDay: createDayWriter(settings.zone),
    targets: createTargetIndex(db),
  };
}

function toRegion(region: string | null): Region | undefined {
  return region !== null && isRegion(region) ? region : undefined;
}

function toQuietHours({ quietFrom, quietTo }: Settings): QuietHours | null {
  return quietFrom === null || quietTo === null ? null : { from: quietFrom, to: quietTo };
}
