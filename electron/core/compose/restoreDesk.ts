/**
 * What a restore is asked, and how it goes: the backup is opened and verified beside the list; the desk is closed; what is
 * blocked in the list as it is then, and not in the backup, is blocked there too; and the backup takes the list's place by one
 * rename. All hosts ask here, whether a desk is open or not.
 */
import { existsSync, statSync } from 'node:fs';
import { basename, join } from 'node:path';
import { ORPCError } from '@orpc/server';
import type { DeskInputs, DeskOutputs } from '../../../shared/contract/contract.ts';
import { createZone, type Zone } from '../../../shared/domain/time/zone.ts';
import { type Answer, needsPerson, type Refusal, refuse } from '../answer.ts';
import type { BackupPlaces } from '../backup/backupPlaces.ts';
import { isSealed } from '../backup/sealing.ts';
import { findLack, findUnread, restore } from '../backup/restore.ts';
import type { Lack } from '../db/headFile.ts';
import { databaseName } from '../db/openDatabase.ts';
import { describeLackOfNext } from '../desk/standing.ts';
import { arriveBesides, readBesides, tellBesides } from './besides.ts';
import type { DeskOptions } from './composeDesk.ts';
import { openTrial, type TrialDesk } from './trialDesk.ts';
import { restoreDeskWords as say } from '../../../shared/words/core/desk.ts';

/** What a person asks for, as the contract has it. */
export type Asked = Required<Omit<Given, 'passphrase'>> & Pick<Given, 'passphrase'>;
type Given = DeskInputs['backups']['restore'];
type Preview = DeskOutputs['backups']['preview'];
type Restored = DeskOutputs['backups']['restore'];

/** The desk whose list is replaced. */
export type Replaced = {
  /** Where its backups are. */
  readonly places: BackupPlaces;
  /** With which it seals copies. */
  readonly passphrase: () => Promise<string | undefined>;
  /** Whether its database is open, and so can be read. */
  readonly isOpen: () => boolean;
  /** Closes it, so that nothing is written any more; a refusal where work is under way. It is asked once. */
  readonly close: () => Promise<Refusal | undefined>;
};

export type Restores = {
  readonly preview: (asked: Asked) => Promise<Answer<Preview>>;
  readonly restore: (asked: Asked) => Promise<Answer<Restored>>;
};

/** Restores into the data directory of `options`. A failure before the rename leaves the list as it was. */
export function createRestores(options: DeskOptions, replaced: Replaced): Restores {
  const { dataDir } = options;
  const present = join(dataDir, databaseName);
  let isBusy = false;

  /** Opens the backup, has `work` done with it, and removes the copy. */
  async function withBackup<T>(
    asked: Asked,
    work: (backup: TrialDesk, file: string, entries: number) => Promise<Answer<T>>,
  ): Promise<Answer<T>> {
    if (isBusy) return needsPerson(say.aBackupIsBeingRead);
    isBusy = true;
    let opened: Answer<TrialDesk> | undefined;
    try {
      const found = await findSource(asked.from, replaced.places);
      if (!found.ok) return found;
      const passphrase = asked.passphrase ?? (isSealed(found.value) ? await replaced.passphrase() : undefined);
      opened = await openTrial(found.value, options, passphrase);
      if (!opened.ok) return opened;
      const { client } = opened.value;
      const { ok, problems } = await client.app.verify();
      const name = basename(found.value);
      if (!ok) return refuse(say.isDamagedNothing(name, problems[0] ?? ''), 'from');
      return await work(opened.value, found.value, (await client.app.status()).entries);
    } finally {
      if (opened?.ok === true) await opened.value.discard();
      isBusy = false;
    }
  }

  return {
    preview: (asked) =>
      withBackup(asked, async (backup, _file, entries) => {
        const { client } = backup;
        const { present: state, done } = await withPresent(options, replaced.isOpen(), async (path) => ({
          comparison: await compare(client, path, asked),
          besides: readBesides(path),
        }));
        const lack = findLack(backup.file, backup.reached, findUnread(present, state === 'read'));
        return {
          ok: true,
          value: {
            entries,
            present: state,
            comparison: done?.comparison ?? null,
            lack: tellLack(lack, await loadZone(client)),
            besides: tellBesides(backup.file, done?.besides ?? null, dataDir),
          },
        };
      }),
    restore: (asked) =>
      withBackup(asked, async (backup, file, entries) => {
        const wasOpen = replaced.isOpen();
        const refusal = await replaced.close();
        if (refusal !== undefined) return refusal;
        const kept = await withPresent(options, wasOpen, async (path) => {
          const comparison = await compare(backup.client, path, asked);
          const batch = await keep(backup.client, path, asked, comparison, basename(file));
          const redacted = await backup.client.entries.redactAgain({ path });
          return { comparison, batch, ...redacted, besides: readBesides(path) };
        });
        const now = kept.done?.besides ?? null;
        const zone = await loadZone(backup.client);
        await backup.close();
        const besides = tellBesides(backup.file, now, dataDir);
        const { migrationsDir, ports } = options;
        const done = restore({
          from: backup.file,
          file: present,
          migrationsDir,
          now: ports.clock.now(),
          isRead: kept.present === 'read',
          reached: backup.reached,
          arrive: (db) => arriveBesides(db, now, dataDir),
        });
        if (!done.ok) return { ok: false, code: 'FAILED', message: done.message };
        return {
          ok: true,
          value: {
            entries,
            present: kept.present,
            lack: tellLack(done.lack, zone),
            besides,
            comparison: kept.done?.comparison ?? null,
            batch: kept.done?.batch ?? null,
            redacted: kept.done?.redacted ?? 0,
            unredacted: kept.done?.left ?? [],
            accounts: done.accounts,
            kept: done.kept,
          },
        };
      }),
  };
}

/** Has `work` done with a file in which the list as it is can be read. `isSound`: a desk has, or had, it open. */
async function withPresent<T>(
  options: DeskOptions,
  isSound: boolean,
  work: (path: string) => Promise<T>,
): Promise<{ readonly present: Preview['present']; readonly done: T | null }> {
  const present = join(options.dataDir, databaseName);
  if (isSound) return readPresent(() => work(present));
  if (!existsSync(present)) return { present: 'none', done: null };
  // Brought to this version's schema in a copy: the file itself is left as it is.
  const copy = await openTrial(present, options);
  if (!copy.ok) return { present: 'unreadable', done: null };
  try {
    await copy.value.close();
    return await readPresent(() => work(copy.value.file));
  } finally {
    await copy.value.discard();
  }
}

/**
 * What `work` answers; a list that turns out to be damaged on the way does not keep a backup from its place.
 * @throws what else `work` throws
 */
async function readPresent<T>(work: () => Promise<T>): Promise<Pick<Preview, 'present'> & { readonly done: T | null }> {
  try {
    return { present: 'read', done: await work() };
  } catch (error) {
    const isAboutList = error instanceof ORPCError && error.code === 'BAD_INPUT';
    if (!isAboutList) throw error;
    return { present: 'unreadable', done: null };
  }
}

const loadZone = async (client: TrialDesk['client']): Promise<Zone> => createZone((await client.app.settings()).zone);

const tellLack = (lack: Lack | null, zone: Zone): string | null =>
  lack === null ? null : describeLackOfNext(lack, zone);

async function compare(client: TrialDesk['client'], path: string, { release, releaseAll, limit }: Asked) {
  const found = await client.entries.lacking({ path, release: [...release], limit });
  return releaseAll ? { ...found, stay: 0 } : found;
}

/** Blocks in the backup what it lacks; answers the batch. */
async function keep(
  client: TrialDesk['client'],
  path: string,
  { release }: Asked,
  { stay }: { readonly stay: number },
  backup: string,
): Promise<number | null> {
  if (stay === 0) return null;
  const label = say.keptWhenWasRestored(stay, backup);
  return (await client.entries.keepBlocked({ path, release: [...release], label })).batch;
}

/** The file of a backup: one of those that are listed, by its name, or any other. */
async function findSource(from: Asked['from'], places: BackupPlaces): Promise<Answer<string>> {
  if (from.kind === 'backup') return places.find(from.name);
  return statSync(from.path, { throwIfNoEntry: false })?.isFile() === true
    ? { ok: true, value: from.path }
    : refuse(say.thereIsNoBackupAt(from.path), 'from');
}
