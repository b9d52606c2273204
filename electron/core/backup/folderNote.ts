/** The note beside the database of which folder gets copies, and whether that folder is this desk's, by the mark in it. */
import { rm } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { type Answer, refuse } from '../answer.ts';
import { loadText, saveText } from '../files/write/durableFile.ts';
import { listFolder } from './folderCopies.ts';
import { isSameDirectory, judgeMark, type MarkState, placeOfDirectory, readMark, writeMark } from './folderMark.ts';
import { secondFolderWords as say } from '../../../shared/words/core/desk.ts';

const stored = z.object({
  /** Null: there is none, and what is said of sealing is for the next. */
  folder: z.string().nullable(),
  /** The newest backup that was copied, epoch ms; null: none was. */
  copiedAt: z.number().nullable(),
  /** Why the last copy was not made; null: it was. */
  problem: z.string().nullable(),
  /** Whether copies are sealed with the passphrase that the store of tokens keeps. */
  isSealed: z.boolean(),
  /** By which the mark in the folder names this desk; null: the folder was chosen before there were marks. */
  desk: z.string().nullable().default(null),
});

/** What is noted of the second folder. */
export type Note = z.output<typeof stored>;

/** With a folder. */
export type Chosen = Note & { readonly folder: string };

/** Whether a folder is chosen. */
export const hasFolder = (note: Note): note is Chosen => note.folder !== null;

/** The note of one data directory. */
export function createFolderNote({ dataDir, newId }: { readonly dataDir: string; readonly newId: () => string }) {
  const file = join(dataDir, 'desk.backups.json');

  /** Null: there is none. A note that cannot be read is not the same: copies were made, perhaps sealed. */
  async function load(): Promise<Note | 'damaged' | null> {
    try {
      const text = await loadText(file);
      return text === undefined ? null : stored.parse(JSON.parse(text));
    } catch {
      return 'damaged';
    }
  }

  async function loadChosen(): Promise<Chosen | null> {
    const note = await load();
    return note !== null && note !== 'damaged' && hasFolder(note) ? note : null;
  }

  /** @throws what the file system says */
  async function save<T extends Note>(note: T): Promise<T> {
    await saveText(file, JSON.stringify(note));
    return note;
  }

  async function judge(note: Chosen): Promise<MarkState> {
    const { folder } = note;
    const copies = (await listFolder(folder)).map(({ at }) => at);
    return judgeMark(note, await readMark(folder), await placeOfDirectory(dataDir), copies);
  }

  /** The note of a folder that is this desk's, marked where it had none yet. A sentence: it is not. @throws what the file system says */
  async function claim(note: Chosen): Promise<Chosen | string> {
    const verdict = await judge(note);
    if (verdict.state === 'ours') return note;
    if ('sentence' in verdict) return verdict.sentence;
    const mark = { desk: newId(), place: await placeOfDirectory(dataDir) };
    const marked = await save({ ...note, desk: mark.desk });
    return (await writeMark(note.folder, mark)) ? marked : say.theFolderIsOfAnother(note.folder);
  }

  /** The note of a folder that a person chose, once it is marked; else the note is as it was. @throws what the file system says */
  async function take(folder: string, before: Note | 'damaged' | null, isSealed: boolean): Promise<Answer<Chosen>> {
    const place = await placeOfDirectory(dataDir);
    const found = await readMark(folder);
    const mark = found === 'unreadable' ? null : found;
    const known = before === 'damaged' ? null : before;
    const isOurs =
      mark !== null && isSameDirectory(mark.place, place) && (before === 'damaged' || mark.desk === known?.desk);
    if (mark !== null && !isOurs) return refuse(say.theFolderIsOfAnother(folder), 'path');
    if (!isOurs && known?.folder !== folder && (await listFolder(folder)).length > 0)
      return refuse(say.thereAreBackupsIn(folder), 'path');
    // Each folder has a name of its own for the desk, so that a directory that was copied is another desk in the next.
    const desk = isOurs ? mark.desk : newId();
    const putBack = await rememberText();
    let isMarked = false;
    try {
      const note = await save({ folder, copiedAt: null, problem: null, isSealed, desk });
      isMarked = isOurs || (await writeMark(folder, { desk, place }, found === 'unreadable'));
      return isMarked ? { ok: true, value: note } : refuse(say.theFolderIsOfAnother(folder), 'path');
    } finally {
      // What is refused changes nothing: copies go on to the folder of before.
      if (!isMarked) await putBack();
    }
  }

  /** Puts the note back as it is when this is called. One that cannot be read is not kept. */
  async function rememberText(): Promise<() => Promise<void>> {
    const text = await loadText(file).catch(() => null);
    return async () => {
      if (text === undefined) await rm(file, { force: true });
      else if (text !== null) await saveText(file, text);
    };
  }

  return { file, load, loadChosen, save, judge, claim, take };
}
