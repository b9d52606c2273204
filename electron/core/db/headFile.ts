/**
 * A small file beside the database that names the newest write. SQLite ends its log at the first damaged frame, and the
 * commits after that are gone without a word; so is what a copied or exchanged file does not have. With this file a start
 * notices. It is written after every commit, before anybody is answered or sent anything that follows from it.
 *
 * It is not flushed to the disk: a commit is, and comes first, so that after a power cut this file may be older than the
 * database, which says nothing, but never newer. Two slots are written in turn, so that one is whole whatever happens.
 */
import { closeSync, constants, openSync, readFileSync, rmSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import type { Log } from '../ports.ts';
import { followCommits, type ReadableDb, type WritableDb } from './handles.ts';
import { prepareChangeCount } from './tableSums.ts';

/** Times in epoch ms. */
const lack = z.object({
  /** The newest write to the list that is there; null: none is. */
  since: z.number().nullable(),
  /** The newest write that there was. */
  until: z.number(),
  /** How many writes to the list are missing; null: that cannot be told. */
  writes: z.number().nullable(),
});

const stored = z.object({
  /** Counts the writes of this file. */
  turn: z.number(),
  journal: z.number(),
  hash: z.string(),
  changes: z.number(),
  at: z.number(),
  /** What was missing at a start, until a person has said to go on. */
  lack: lack.nullable(),
});

/** What a database lacks of what was written to it. */
export type Lack = z.output<typeof lack>;
type Stored = z.output<typeof stored>;
type Newest = Pick<Stored, 'journal' | 'hash' | 'changes'>;

export type HeadFile = {
  readonly lack: () => Lack | null;
  /** A person goes on without what is missing. */
  readonly goOn: () => void;
  readonly close: () => void;
};

const slotBytes = 512;
const toPath = (file: string): string => join(dirname(file), 'desk.head');

/** Compares the database with what was noted, and notes its commits from now on. Trouble with the file stops nobody. */
export function openHeadFile(parts: { db: WritableDb; now: () => number; log: Log }): HeadFile {
  const { db, now, log } = parts;
  const path = toPath(db.name);
  const noted = loadStored(path);
  const readNewest = prepareNewest(db);
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
      const body = JSON.stringify({ ...newest, turn, at: now() } satisfies Stored);
      const slot = `${crc32(body)} ${body}`.padEnd(slotBytes - 1);
      writeSync(handle, `${slot}\n`, (turn % 2) * slotBytes);
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
  const noted = loadStored(toPath(file));
  return noted === undefined ? null : findLack(db, prepareNewest(db)(), noted);
}

/** Before another file takes the database's place: what was noted is not about that one. */
export function forgetHead(file: string): void {
  rmSync(toPath(file), { force: true });
}

function prepareNewest(db: ReadableDb): () => Newest {
  const head = db.prepare<[], Pick<Stored, 'journal' | 'hash'>>(
    'SELECT id AS journal, hex(hash) AS hash FROM journal ORDER BY id DESC LIMIT 1',
  );
  const changes = prepareChangeCount(db);
  return () => ({ ...(head.get() ?? { journal: 0, hash: '' }), changes: changes() });
}

function findLack(db: ReadableDb, newest: Newest, noted: Stored): Lack | null {
  const hash = db.prepare<[number], string>('SELECT hex(hash) FROM journal WHERE id = ?').pluck().get(noted.journal);
  const isThere = noted.journal === 0 || hash === noted.hash;
  if (isThere && newest.changes >= noted.changes) return noted.lack;
  const since = db.prepare<[], number>('SELECT at FROM journal ORDER BY id DESC LIMIT 1').pluck().get() ?? null;
  const writes = isThere ? 0 : newest.journal < noted.journal ? noted.journal - newest.journal : null;
  const before = noted.lack;
  if (before === null) return { since, until: noted.at, writes };
  return {
    since: before.since,
    until: noted.at,
    writes: writes === null || before.writes === null ? null : writes + before.writes,
  };
}

/** The newest of the two slots that is whole; undefined where neither is, which is no reason to stop. */
function loadStored(path: string): Stored | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'latin1');
  } catch {
    return undefined;
  }
  const slots = [0, slotBytes].flatMap((at) => parseSlot(text.slice(at, at + slotBytes)) ?? []);
  return slots.toSorted((a, b) => b.turn - a.turn)[0];
}

function parseSlot(slot: string): Stored | undefined {
  const [, sum, body = ''] = /^(\d+) (.*\}) *\n$/.exec(slot) ?? [];
  return sum === String(crc32(body)) ? stored.parse(JSON.parse(body)) : undefined;
}
