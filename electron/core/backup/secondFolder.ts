/**
 * A second folder for backups, on another disk or machine: copies of the daily ones and of those made by hand go there too. What goes
 * wrong there is told and never touches the first folder. Which folder it is stands in a file beside the database, so that it is
 * known when the database cannot be opened; that it is this desk's, in a mark in the folder (folderMark.ts).
 */
import { mkdir, open, rm, stat } from 'node:fs/promises';
import { dirname, isAbsolute, join } from 'node:path';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { type Answer, refuse } from '../answer.ts';
import { toWriteTarget } from '../files/write/writeTarget.ts';
import type { Clock, Log, SecretStore } from '../ports.ts';
import type { BackupFile, BackupKind } from './backupFiles.ts';
import { copyTo, listFolder, sealPlain, tidy } from './folderCopies.ts';
import { type MarkState, readMark } from './folderMark.ts';
import { type Chosen, createFolderNote, hasFolder, type Note } from './folderNote.ts';
import { codeOf, describe, within } from './folderTrouble.ts';
import { secondFolderWords as say } from '../../../shared/words/core/desk.ts';

/** Which folder it is, and how the last copy went. `folder` null: it is not known, as the note of it is damaged. */
export type SecondState = Pick<Note, 'folder' | 'copiedAt' | 'problem' | 'isSealed'>;

export type SecondFolder = {
  /** Null: there is none. */
  readonly state: () => Promise<SecondState | null>;
  /**
   * Copies go to this folder from now on, which is made if its parent is there; without one, to none. They are sealed as they were, or with
   * `passphrase`. To choose the same folder again says that it is the right one although it has no mark.
   */
  readonly choose: (path: string | undefined, passphrase?: string) => Promise<Answer<SecondState | null>>;
  /**
   * Copies are sealed from now on, with this passphrase, also those that are there; without one they are not. The store of tokens keeps it, so
   * that daily copies need nobody.
   */
  readonly seal: (passphrase: string | undefined) => Promise<Answer<SecondState>>;
  /** The passphrase that copies are sealed with; undefined: it is not known, or cannot be reached. */
  readonly passphrase: () => Promise<string | undefined>;
  /** Copies a backup there, and lets outdated ones go. Never rejects: what goes wrong is kept in the state, and answered. */
  readonly copy: (made: BackupFile) => Promise<SecondState | null>;
  /** The backups there, newest first; none where it cannot be read, is not this desk's, or does not answer for a while. */
  readonly list: () => Promise<readonly BackupFile[]>;
};

/** Under which the store of tokens keeps the passphrase. */
const secretName = 'backups';

/** Whether backups of this kind are copied: what is made before other work is for the next hours, and does not wait for another disk. */
export function isCopied(kind: BackupKind): boolean {
  return kind === 'manual' || kind === 'daily';
}

/** The state as the contract has it. */
export function toSecondView(state: SecondState | null) {
  if (state === null) return null;
  const { folder, copiedAt, problem, isSealed } = state;
  return { folder, problem, isSealed, copiedAt: copiedAt === null ? null : toInstant(copiedAt) };
}

/** A folder of a network that does not answer must not keep anybody waiting: this long to look, and for each megabyte to copy. */
const patience = { lookMs: 5_000, copyMs: 60_000, megabyteMs: 2_000 } as const;

/** @param parts `closing` aborts when the desk closes, and ends a copy that is under way */
export function createSecondFolder(parts: {
  dataDir: string;
  clock: Pick<Clock, 'now'>;
  log: Log;
  secrets: SecretStore;
  newId: () => string;
  closing?: AbortSignal;
}): SecondFolder {
  const { dataDir, clock, log, secrets, newId, closing } = parts;
  const { file, load, loadChosen, save, judge, claim, take } = createFolderNote({ dataDir, newId });

  /** Does work in the folder, and keeps how it went. */
  async function attempt(
    note: Chosen,
    ms: number,
    work: (note: Chosen) => Promise<Partial<Note>>,
  ): Promise<SecondState> {
    const { folder } = note;
    const end = async (how: Partial<Note>): Promise<SecondState> => {
      const now = await loadChosen();
      // A person has chosen another one meanwhile.
      if (now?.folder !== folder) return note;
      return save({ ...now, ...how }).catch((error: unknown) => {
        log.warn('backup.secondNotNoted', { code: codeOf(error) });
        return { ...now, ...how };
      });
    };
    try {
      const claimed = await within(claim(note), patience.lookMs, closing);
      if (typeof claimed === 'string') return await end({ problem: claimed });
      return await end({ problem: null, ...(await within(work(claimed), ms, closing)) });
    } catch (error) {
      log.warn('backup.secondFailed', { code: codeOf(error) });
      return end({ problem: describe(folder, error) });
    }
  }

  return {
    async state() {
      const note = await load();
      return note === 'damaged' ? toDamaged(file, secrets) : note?.folder === null ? null : note;
    },
    async choose(path, passphrase) {
      const found = await load();
      const { isSealed } = found === 'damaged' ? await toDamaged(file, secrets) : (found ?? { isSealed: false });
      if (path === undefined) {
        const none = { folder: null, copiedAt: null, problem: null, isSealed };
        if (found !== null) await save({ ...none, desk: found === 'damaged' ? null : found.desk });
        return { ok: true, value: null };
      }
      const usable = await tryFolder(path, dataDir);
      if (!usable.ok) return usable;
      const before = await secrets.load(secretName);
      if (passphrase !== undefined) {
        const keeps = await keepPassphrase(secrets, passphrase);
        if (!keeps.ok) return keeps;
      }
      const taken = await take(usable.value, found, isSealed || passphrase !== undefined).catch((error: unknown) =>
        refuse(describe(path, error), 'path'),
      );
      // The copies in the folder of before are sealed with its own.
      if (!taken.ok && passphrase !== undefined)
        await (before === undefined ? secrets.remove(secretName) : secrets.save(secretName, before));
      return taken;
    },
    async seal(passphrase) {
      const note = await loadChosen();
      if (note === null) return refuse(say.chooseASecondFolder);
      if (passphrase === undefined) {
        const done = await secrets.remove(secretName);
        if (!done.ok) return { ok: false, code: 'FAILED', message: done.message };
        return { ok: true, value: await save({ ...note, isSealed: false }) };
      }
      const keeps = await keepPassphrase(secrets, passphrase);
      if (!keeps.ok) return keeps;
      const sealed = await save({ ...note, isSealed: true });
      return { ok: true, value: await attempt(sealed, await toSealMs(note.folder), sealAll(passphrase)) };
    },
    passphrase: () => secrets.load(secretName),
    async copy(made) {
      const found = await load();
      if (found === 'damaged') return toDamaged(file, secrets);
      if (found === null || !hasFolder(found)) return null;
      const ms = (await toPatience(made.path)) + (found.isSealed ? await toSealMs(found.folder) : 0);
      return attempt(found, ms, (note) => copyInto(note, made, { judge, secrets, clock }));
    },
    async list() {
      const note = await loadChosen();
      if (note === null) return [];
      const { folder, desk } = note;
      const look = async (): Promise<readonly BackupFile[]> => {
        const mark = await readMark(folder);
        const isOurs =
          mark === null || mark === 'unreadable' ? (await judge(note)).state === 'free' : mark.desk === desk;
        return isOurs ? listFolder(folder) : [];
      };
      return within(look(), patience.lookMs, closing).catch(() => []);
    },
  };
}

/** What a damaged note leaves: that a passphrase is kept, or cannot be looked for, says that copies were sealed. */
async function toDamaged(file: string, secrets: SecretStore): Promise<SecondState> {
  const isSealed = (await secrets.state()).locked || (await secrets.load(secretName)) !== undefined;
  return { folder: null, copiedAt: null, problem: say.theNoteIsDamaged(file), isSealed };
}

type CopyParts = {
  readonly judge: (note: Chosen) => Promise<MarkState>;
  readonly secrets: SecretStore;
  readonly clock: Pick<Clock, 'now'>;
};

/** Copies a backup, seals what of before is not, and tidies. @throws what the file system says */
async function copyInto(note: Chosen, made: BackupFile, parts: CopyParts): Promise<Partial<Note>> {
  const { folder } = note;
  const { secrets, judge, clock } = parts;
  const passphrase = note.isSealed ? await secrets.load(secretName) : null;
  if (passphrase === undefined) return { problem: say.copiesAreSealedAnd };
  const to = await copyTo(folder, made, passphrase);
  const plain = passphrase === null ? {} : await sealAll(passphrase)(note);
  // A disk may have been taken away, and another put in its place, while the copy was written.
  const mark = await judge(note);
  if ('sentence' in mark) return { problem: mark.sentence };
  await tidy(folder, to, clock.now());
  return { copiedAt: made.at, ...plain };
}

/** Keeps the passphrase of copies for every start; refused where it could be kept for this run only. */
async function keepPassphrase(secrets: SecretStore, passphrase: string): Promise<Answer<void>> {
  const { kind, sentence } = await secrets.state();
  if (kind === 'memory') return refuse(say.thePassphraseCould(sentence), 'passphrase');
  const done = await secrets.save(secretName, passphrase);
  return done.ok ? { ok: true, value: undefined } : { ok: false, code: 'FAILED', message: done.message };
}

/** Seals the copies of before, as those from now on are. */
const sealAll =
  (passphrase: string) =>
  async ({ folder }: Chosen): Promise<Partial<Note>> => {
    try {
      await sealPlain(folder, passphrase);
      return {};
    } catch (error) {
      return { problem: say.copiesLieThereUnsealed(describe(folder, error)) };
    }
  };

/** How long it may take to seal what lies in a folder, in milliseconds; where that cannot be read, the least. */
async function toSealMs(folder: string): Promise<number> {
  const plain = await within(listFolder(folder), patience.lookMs).catch(() => []);
  const each = await Promise.all(plain.map(({ path }) => toPatience(path).catch(() => 0)));
  return each.reduce((sum, ms) => sum + ms, patience.copyMs);
}

/** The folder's real path, made and tried; or why nothing can be written there. */
async function tryFolder(path: string, dataDir: string): Promise<Answer<string>> {
  if (!isAbsolute(path)) return refuse(say.nameTheFolderWith, 'path');
  const probe = join(path, `.dnc-desk-${process.pid}`);
  // As for every file that is written where a person says: not into the data directory.
  const target = toWriteTarget(probe, { dataDir, replace: false });
  if (!target.ok) return refuse(say.cannotBeTheSecond(path, target.message), 'path');
  const write = async (): Promise<void> => {
    if ((await stat(path).catch(() => undefined)) === undefined) await mkdir(path, { mode: 0o700 });
    const file = await open(probe, 'wx', 0o600);
    await file.close();
    await rm(probe);
  };
  try {
    await within(write(), patience.lookMs);
    return { ok: true, value: dirname(target.value) };
  } catch (error) {
    return refuse(describe(path, error), 'path');
  }
}

async function toPatience(file: string): Promise<number> {
  return patience.copyMs + Math.ceil((await stat(file)).size / 1e6) * patience.megabyteMs;
}
