/**
 * A small file beside the database that names the newest write. SQLite ends its log at the first damaged frame, and the
 * commits after that are gone without a word; so is what a copied or exchanged file does not have. With this file a start
 * notices. It is written after every commit, before anybody is answered or sent anything that follows from it.
 *
 * It is not flushed to the disk: a commit is, and comes first, so that after a power cut this file may be older than the
 * database, which says nothing, but never newer. Two slots are written in turn, so that one is whole whatever happens.
 */
import { closeSync, constants, openSync, readFileSync, renameSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Log } from '../ports.ts';
import { followCommits, type ReadableDb, type WritableDb } from './handles.ts';
import { prepareChangeCount } from './tableSums.ts';

/** How far a database had come: its journal's newest row, and how many changes its summed tables had seen. */
const place = z.object({ journal: z.number(), hash: z.string(), changes: z.number() });

/** Times in epoch ms. */
const lack = z.object({
  /** The newest write to the list that is there; null: none is. */
  since: z.number().nullable(),
  /** The newest write that there was. */
  until: z.number(),
  /** How many writes to the list are missing; null: that cannot be told. */
  writes: z.number().nullable(),
  /** A database that has come to here lacks nothing of it; null: that cannot be told of any. */
  missing: place.nullable().default(null),
});

const stored = place.extend({
  /** Counts the writes of this file. */
  turn: z.number(),
  at: z.number(),
  /** What was missing at a start, until a person has said to go on. */
  lack: lack.nullable(),
});

/** What a database lacks of what was written to it. */
export type Lack = z.output<typeof lack>;
export type Place = z.output<typeof place>;
export type Noted = z.output<typeof stored>;

export type HeadFile = {
  readonly lack: () => Lack | null;
  /** A person goes on without what is missing. */
  readonly goOn: () => void;
  readonly close: () => void;
};

const slotBytes = 512;
/** The head file of a database. */
export const toNotedPath = (file: string): string => join(dirname(file), 'desk.head');
/** What is true of the database that is about to take this one's place (headExchange.ts). */
export const toNextPath = (file: string): string => `${toNotedPath(file)}.restoring`;

/** Compares the database with what was noted, and notes its commits from now on. Trouble with the file stops nobody. */
export function openHeadFile(parts: { db: WritableDb; now: () => number; log: Log }): HeadFile {
  const { db, now, log } = parts;
  const path = toNotedPath(db.name);
  const readNewest = preparePlace(db);
  takeNext(db.name, readNewest());
  const noted = loadLastNoted(db.name);
  let lacking = noted === undefined ? null : findLack(db, readNewest(), noted);
  if (lacking !== null) log.error('database.lacksCommits', lacking);
  let turn = noted?.turn ?? 0;
  let last = '';
  let handle: number | undefined;
  let isTold = false;

  function note(): void {
    const newest = { ...readNewest(), lack: lacking };
    const text = JSON.stringify(newest);
    if (text === last) return;
    try {
      turn += 1;
      handle ??= openSync(path, constants.O_RDWR | constants.O_CREAT, 0o600);
      writeSync(handle, toSlot({ ...newest, turn, at: now() }), (turn % 2) * slotBytes);
      last = text;
    } catch (error) {
      if (!isTold) log.warn('database.headNotNoted', { error: error instanceof Error ? error.message : String(error) });
      isTold = true;
    }
  }

  note();
  followCommits(db, note);
  return {
    lack: () => lacking,
    goOn() {
      lacking = null;
      note();
    },
    close() {
      if (handle !== undefined) closeSync(handle);
      handle = undefined;
    },
  };
}

/** What the database `file` lacks of what was noted of it, for a connection that only reads; null: nothing. */
export function findNotedLack(db: ReadableDb, file: string): Lack | null {
  const newest = preparePlace(db)();
  const noted = loadNoted(newest, file);
  return noted === undefined ? null : findLack(db, newest, noted);
}

/** What was noted last of the database `file`; undefined: nothing that can be read. */
export const loadLastNoted = (file: string): Noted | undefined => loadStored(toNotedPath(file));

/** As `loadLastNoted`, of one that has come to `newest`. */
function loadNoted(newest: Place, file: string): Noted | undefined {
  return isNext(newest, file) ? loadStored(toNextPath(file)) : loadLastNoted(file);
}

/** Whether a process was killed when it had put a restored database in its place, and its note not yet. */
function isNext(newest: Place, file: string): boolean {
  const next = loadStored(toNextPath(file));
  return next !== undefined && isSamePlace(next, newest);
}

/** Ends what a killed restore has left. */
function takeNext(file: string, newest: Place): void {
  if (isNext(newest, file)) renameSync(toNextPath(file), toNotedPath(file));
  else rmSync(toNextPath(file), { force: true });
}

/** Whether two places are one. */
const isSamePlace = (a: Place, b: Place): boolean =>
  a.journal === b.journal && a.hash === b.hash && a.changes === b.changes;

/** Prepares the look at how far a database has come. */
export function preparePlace(db: ReadableDb): () => Place {
  const head = db.prepare<[], Pick<Noted, 'journal' | 'hash'>>(
    'SELECT id AS journal, hex(hash) AS hash FROM journal ORDER BY id DESC LIMIT 1',
  );
  const changes = prepareChangeCount(db);
  return () => ({ ...(head.get() ?? { journal: 0, hash: '' }), changes: changes() });
}

/** Whether the journal has the row at a place. */
export function hasRow(db: ReadableDb, { journal, hash }: Place): boolean {
  if (journal === 0) return true;
  return db.prepare<[number], string>('SELECT hex(hash) FROM journal WHERE id = ?').pluck().get(journal) === hash;
}

function findLack(db: ReadableDb, newest: Place, noted: Noted): Lack | null {
  const isThere = hasRow(db, noted);
  if (isThere && newest.changes >= noted.changes) return noted.lack;
  const since = db.prepare<[], number>('SELECT at FROM journal ORDER BY id DESC LIMIT 1').pluck().get() ?? null;
  const writes = isThere ? 0 : newest.journal < noted.journal ? noted.journal - newest.journal : null;
  const { lack: before, journal, hash, changes } = noted;
  if (before === null) return { since, until: noted.at, writes, missing: { journal, hash, changes } };
  return {
    since: before.since,
    until: noted.at,
    writes: writes === null || before.writes === null ? null : writes + before.writes,
    missing: null,
  };
}

/** A slot of the file. */
export function toSlot(noted: Noted): string {
  const body = JSON.stringify(noted);
  return `${`${crc32(body)} ${body}`.padEnd(slotBytes - 1)}\n`;
}

/** The newest of the two slots that is whole; undefined where neither is, which is no reason to stop. */
function loadStored(path: string): Noted | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
  const slots = [0, slotBytes].flatMap((at) => parseSlot(text.slice(at, at + slotBytes)) ?? []);
  return slots.toSorted((a, b) => b.turn - a.turn)[0];
}

function parseSlot(slot: string): Noted | undefined {
  const [, sum, body = ''] = /^(\d+) (.*\}) *\n$/.exec(slot) ?? [];
  return sum === String(crc32(body)) ? stored.parse(JSON.parse(body)) : undefined;
}
