/** Handlers of the area `backups`: they need no open database, only the folder of backups and what restores. */
import { statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { type Answer, notFound, unwrap } from '../answer.ts';
import { listBackups } from '../backup/backupFiles.ts';
import { checkAside } from '../backup/checkAside.ts';
import { toBackupDir } from '../backup/offerBackup.ts';
import { databaseName } from '../db/openDatabase.ts';
import { os } from '../desk/rpc.ts';
import type { Restores } from './restoreDesk.ts';

export type BackupParts = Restores & {
  readonly dataDir: string;
  readonly migrationsDir: string;
  /** Why the list cannot be opened; null while it is open. */
  readonly closed: () => string | null;
};

/** @param parts what restores, and where the backups are */
export function createBackupProcedures({ dataDir, migrationsDir, closed, preview, restore }: BackupParts) {
  const folder = toBackupDir(join(dataDir, databaseName));
  // One at a time: reading several large files at once makes each of them slower, and the desk too.
  let checking: Promise<unknown> = Promise.resolve();

  function find(name: string): Answer<string> {
    const found = listBackups(folder).find(({ path }) => basename(path) === name);
    return found === undefined ? notFound(`There is no backup ${name} any more.`) : { ok: true, value: found.path };
  }

  return {
    list: os.backups.list.handler(() => ({
      closed: closed(),
      folder,
      backups: listBackups(folder).flatMap(({ path, kind, at }) => {
        const bytes = statSync(path, { throwIfNoEntry: false })?.size;
        // Rotated away in this moment.
        return bytes === undefined ? [] : [{ name: basename(path), kind, madeAt: toInstant(at), bytes }];
      }),
    })),
    check: os.backups.check.handler(async ({ input }) => {
      const path = unwrap(find(input.name));
      const checked = checking.then(() => checkAside(path, migrationsDir));
      checking = checked.catch(() => undefined);
      return checked;
    }),
    preview: os.backups.preview.handler(async ({ input }) => unwrap(await preview(input))),
    restore: os.backups.restore.handler(async ({ input }) => unwrap(await restore(input))),
  };
}
