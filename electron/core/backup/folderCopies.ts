/** Files in the second folder: copies of backups, sealed or not, and which of them go. */
import { createReadStream, createWriteStream } from 'node:fs';
import { readdir, rename, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { type BackupFile, toBackupFiles } from './backupFiles.ts';
import { toOutdated } from './rotation.ts';
import { isSealed, seal, sealedEnding } from './sealing.ts';

/** The backups in a folder, newest first. @throws where it cannot be read */
export async function listFolder(folder: string): Promise<readonly BackupFile[]> {
  return toBackupFiles(folder, await readdir(folder));
}

/** Copies a backup, sealed where there is a passphrase. Answers it at its new place. @throws what the file system says */
export async function copyTo(folder: string, made: BackupFile, passphrase: string | null): Promise<BackupFile> {
  const to = join(folder, basename(made.path)) + (passphrase === null ? '' : sealedEnding);
  await writeWhole(to, (part) =>
    passphrase === null
      ? pipeline(createReadStream(made.path), createWriteStream(part, { mode: 0o600, flush: true }))
      : seal(made.path, part, passphrase),
  );
  return { ...made, path: to };
}

/** Seals the copies that are not, and deletes them as they were. Answers how many. @throws what the file system says */
export async function sealPlain(folder: string, passphrase: string): Promise<number> {
  const plain = (await listFolder(folder)).filter(({ path }) => !isSealed(path));
  for (const { path } of plain) {
    await writeWhole(path + sealedEnding, (part) => seal(path, part, passphrase));
    await rm(path);
  }
  return plain.length;
}

/** Lets outdated copies of the kind of `made` go, and what copies that were broken off have left. @throws what the file system says */
export async function tidy(folder: string, made: BackupFile, now: number): Promise<void> {
  for (const old of toOutdated(await listFolder(folder), made, now)) await rm(old.path, { force: true });
  for (const name of await readdir(folder))
    if (/^desk-.*\.sqlite(\.sealed)?\.part$/.test(name)) await rm(join(folder, name), { force: true });
}

/** Writes under another name first, so that what has a backup's name is whole. */
async function writeWhole(to: string, write: (part: string) => Promise<unknown>): Promise<void> {
  const part = `${to}.part`;
  try {
    await write(part);
    await rename(part, to);
  } catch (error) {
    await rm(part, { force: true }).catch(() => undefined);
    throw error;
  }
}
