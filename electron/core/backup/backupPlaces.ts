/** The backups of all places: of the folder beside the list, and what the second folder has besides. */
import { stat } from 'node:fs/promises';
import { basename } from 'node:path';
import { type Answer, notFound } from '../answer.ts';
import { type BackupFile, listBackups } from './backupFiles.ts';
import { isSealed } from './sealing.ts';
import type { SecondFolder } from './secondFolder.ts';
import { backupPlacesWords as say } from '../../../shared/words/core/desk.ts';

export type PlacedBackup = BackupFile & {
  readonly name: string;
  readonly bytes: number;
  /** Whether it is in the second folder only. */
  readonly isSecond: boolean;
  readonly isSealed: boolean;
};

export type BackupPlaces = {
  /** Newest first. */
  readonly list: () => Promise<readonly PlacedBackup[]>;
  /** The path of the backup with this name. */
  readonly find: (name: string) => Promise<Answer<string>>;
};

/** @param dir the folder beside the list */
export function createBackupPlaces(dir: string, second: Pick<SecondFolder, 'list'>): BackupPlaces {
  async function list(): Promise<readonly PlacedBackup[]> {
    const own = listBackups(dir).map((file) => ({
      ...file,
      name: basename(file.path),
      isSecond: false,
      isSealed: false,
    }));
    const names = new Set(own.map(({ name }) => name));
    const copies = (await second.list()).map((file) => ({
      ...file,
      name: basename(file.path),
      isSecond: true,
      isSealed: isSealed(file.path),
    }));
    const all = [...own, ...copies.filter(({ name }) => !names.has(name.replace(/\.sealed$/, '')))].toSorted(
      (a, b) => b.at - a.at,
    );
    const sized = await Promise.all(
      all.map(async (file) => {
        // Rotated away in this moment.
        const found = await stat(file.path).catch(() => undefined);
        return found === undefined ? [] : [{ ...file, bytes: found.size }];
      }),
    );
    return sized.flat();
  }
  return {
    list,
    async find(name) {
      const found = (await list()).find((file) => file.name === name);
      return found === undefined ? notFound(say.thereIsNoBackupAny(name)) : { ok: true, value: found.path };
    },
  };
}
