/**
 * Opens the database of a data directory for a start: the refusal of one that cannot be used says which backup to go
 * back to.
 */
import { join } from 'node:path';
import { offerBackup, refuseEmpty } from '../backup/offerBackup.ts';
import { databaseName, openDatabase, type OpenedDatabase } from '../db/openDatabase.ts';
import type { Ports } from '../ports.ts';

/** Opens, checks and migrates it. A refusal is a code and a sentence, and then nothing has been written. */
export function openDeskDatabase(
  dataDir: string,
  migrationsDir: string,
  { clock, log }: Pick<Ports, 'clock' | 'log'>,
): OpenedDatabase {
  const file = join(dataDir, databaseName);
  const gone = refuseEmpty(file, clock.now(), migrationsDir);
  if (gone !== undefined) return { ok: false, code: 'corrupt', message: gone };
  const opened = openDatabase({ file, migrationsDir, log });
  if (opened.ok || opened.code !== 'corrupt') return opened;
  return { ...opened, message: `${opened.message} ${offerBackup(file, clock.now(), migrationsDir)}` };
}
