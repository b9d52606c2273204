/** Handlers of the area `backups`: they need no open database, only the folders of backups and what restores. */
import { join } from 'node:path';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { unwrap } from '../answer.ts';
import type { BackupPlaces } from '../backup/backupPlaces.ts';
import { checkAside } from '../backup/checkAside.ts';
import { toBackupDir } from '../backup/offerBackup.ts';
import { isSealed } from '../backup/sealing.ts';
import { isCopied, type SecondFolder, toSecondView } from '../backup/secondFolder.ts';
import { databaseName } from '../db/openDatabase.ts';
import { os } from '../desk/rpc.ts';
import type { Restores } from './restoreDesk.ts';
import { backupProceduresWords as say } from '../../../shared/words/core/desk.ts';

export type BackupParts = Restores & {
  readonly dataDir: string;
  readonly migrationsDir: string;
  readonly places: BackupPlaces;
  readonly second: SecondFolder;
  /** Why the list cannot be opened; null while it is open. */
  readonly closed: () => string | null;
};

/** @param parts what restores, and where the backups are */
export function createBackupProcedures(parts: BackupParts) {
  const { dataDir, migrationsDir, places, second, closed, preview, restore } = parts;
  // One at a time: reading several large files at once makes each of them slower, and the desk too.
  let checking: Promise<unknown> = Promise.resolve();
  return {
    list: os.backups.list.handler(async () => ({
      closed: closed(),
      folder: toBackupDir(join(dataDir, databaseName)),
      second: toSecondView(await second.state()),
      backups: (await places.list()).map(({ at, path: _path, ...backup }) => ({ ...backup, madeAt: toInstant(at) })),
    })),
    setFolder: os.backups.setFolder.handler(async ({ input }) => {
      const chosen = unwrap(await second.choose(input.path, input.passphrase));
      // The newest goes there at once: so it is known whether it can.
      const newest = (await places.list()).find(({ kind, isSecond }) => !isSecond && isCopied(kind));
      return toSecondView(chosen === null || newest === undefined ? chosen : await second.copy(newest));
    }),
    seal: os.backups.seal.handler(async ({ input }) => toSecondView(unwrap(await second.seal(input.passphrase)))),
    check: os.backups.check.handler(async ({ input }) => {
      const path = unwrap(await places.find(input.name));
      if (isSealed(path)) return { ok: false as const, message: say.isSealedItIsRead(input.name) };
      const checked = checking.then(() => checkAside(path, migrationsDir));
      checking = checked.catch(() => undefined);
      return checked;
    }),
    preview: os.backups.preview.handler(async ({ input }) => unwrap(await preview(input))),
    restore: os.backups.restore.handler(async ({ input }) => unwrap(await restore(input))),
  };
}
