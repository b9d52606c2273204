/**
 * The mark in a second folder: which desk's copies it has. It is looked at before anything is copied or deleted there, so that two desks never
 * share a folder, and what lies at the place of a disk that is not connected is no second folder.
 */
import { type FileHandle, open, stat } from 'node:fs/promises';
import { hostname } from 'node:os';
import { join } from 'node:path';
import { z } from 'zod';
import { loadText, saveText } from '../files/write/durableFile.ts';
import { secondFolderWords as say } from '../../../shared/words/core/desk.ts';

const markName = 'dnc-desk-folder.json';

/** Where a data directory is. Two of the three stay when it is moved, put back, or its computer gets another name; a copy has one. */
const directoryPlace = z.object({ host: z.string(), path: z.string(), inode: z.string() });
export type DirectoryPlace = z.output<typeof directoryPlace>;

/** `note` is for whoever finds the file. */
const wire = z.object({
  kind: z.literal('dnc-desk-folder'),
  note: z.string(),
  desk: z.string().min(1).max(100),
  place: directoryPlace,
});

/** Whose copies a folder has, and where that desk's data directory is. */
export type Mark = { readonly desk: string; readonly place: DirectoryPlace };

/** Null: the folder has none; `unreadable`: it has one that says nothing. */
export type FoundMark = Mark | 'unreadable' | null;

/** What the desk knows of itself. `desk` null: its folder was chosen before there were marks, or there is none. */
export type Marked = {
  readonly folder: string;
  readonly desk: string | null;
  readonly copiedAt: number | null;
};

/** `free`: the folder has no mark and may be taken; `sentence`: why nothing is to be copied or deleted there. */
export type MarkState =
  | { readonly state: 'ours' | 'free' }
  | { readonly state: 'missing' | 'other' | 'moved'; readonly sentence: string };

/** Where a data directory is now. @throws what the file system says */
export async function placeOfDirectory(dataDir: string): Promise<DirectoryPlace> {
  const { dev, ino } = await stat(dataDir, { bigint: true });
  return { host: hostname(), path: dataDir, inode: `${dev}:${ino}` };
}

/** Whether a data directory is still the one that was noted, and no copy of it. */
export function isSameDirectory(noted: DirectoryPlace, now: DirectoryPlace): boolean {
  return (['host', 'path', 'inode'] as const).filter((part) => noted[part] === now[part]).length >= 2;
}

/** The mark in a folder. @throws where the folder is not there, or cannot be read */
export async function readMark(folder: string): Promise<FoundMark> {
  await stat(join(folder, '.'));
  const text = await loadText(join(folder, markName));
  if (text === undefined) return null;
  try {
    return wire.safeParse(JSON.parse(text)).data ?? 'unreadable';
  } catch {
    return 'unreadable';
  }
}

/**
 * What the mark says to a desk whose data directory is at `now`. `copies`: the times of the backups in the folder. One that was chosen
 * before there were marks is known by the newest copy that the desk noted, or, where it made none, by its being empty.
 */
export function judgeMark(
  { folder, desk, copiedAt }: Marked,
  mark: FoundMark,
  now: DirectoryPlace,
  copies: readonly number[],
): MarkState {
  if (mark === null) {
    const isKnown = desk === null && (copiedAt === null ? copies.length === 0 : copies.includes(copiedAt));
    return isKnown ? { state: 'free' } : { state: 'missing', sentence: say.theFolderHasNoMark(folder) };
  }
  if (mark === 'unreadable' || mark.desk !== desk)
    return { state: 'other', sentence: say.theFolderIsOfAnother(folder) };
  return isSameDirectory(mark.place, now)
    ? { state: 'ours' }
    : { state: 'moved', sentence: say.theDirectoryWasCopied(folder) };
}

/**
 * Marks a folder; `replace`: also one that has a mark. False: another desk was first.
 * @throws what the file system says
 */
export async function writeMark(folder: string, mark: Mark, replace = false): Promise<boolean> {
  const text = `${JSON.stringify({ kind: 'dnc-desk-folder', note: say.doNotDeleteThisFile, ...mark } satisfies z.input<typeof wire>)}\n`;
  const path = join(folder, markName);
  if (replace) {
    await saveText(path, text);
    return true;
  }
  let file: FileHandle;
  try {
    file = await open(path, 'wx', 0o600);
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'EEXIST') return false;
    throw error;
  }
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
  return true;
}
