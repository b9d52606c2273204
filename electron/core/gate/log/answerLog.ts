/**
 * The log of answers, as its one writer holds it: files of lines, one a month, each line chained to the one before (chain.ts).
 * Records that come while a write is on its way go together in the next one, so that many answers share one flush.
 * An answer is given only when its record is on the disk.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import type { Log } from '../../ports.ts';
import { chainHash, firstHash, isSegment, type Logged, splitLine, toSegment } from './chain.ts';
import { openWitness } from './witness.ts';

export type AnswerLog = {
  /** Resolves when the record is on the disk; rejects where it could not be written. */
  readonly append: (record: Logged) => Promise<void>;
  /** Takes away what is older than so many months, and notes it. */
  readonly prune: (months: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The end of what is on the disk. */
type End = { readonly n: number; readonly hash: string };

/**
 * Opens the log in a folder and cuts off a last line that a crash left half; nobody was given that answer.
 * @throws what the file system says, and where the end of the log is damaged
 */
export async function openAnswerLog(parts: {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Log;
}): Promise<AnswerLog> {
  const { folder, now, log } = parts;
  const newest = await openNewest(folder, toSegment(now()));
  let { name, file, size, end: durable } = newest;
  /** The end of what was handed in, which may not be on the disk yet. */
  let end = durable;
  let pending: { text: string[]; done: PromiseWithResolvers<void> } | undefined;
  let flushing: Promise<void> | undefined;
  const witness = await openWitness(folder, log);

  async function flush(): Promise<void> {
    while (pending !== undefined) {
      const { text, done } = pending;
      const until = end;
      pending = undefined;
      try {
        const bytes = Buffer.from(text.join(''));
        await file.appendFile(bytes);
        await file.datasync();
        size += bytes.length;
        durable = until;
        witness.note(durable);
        done.resolve();
      } catch (error) {
        await giveUp(error, done);
      }
    }
    flushing = undefined;
  }

  /** What could not be written whole is taken back, with all that was chained to it since. */
  async function giveUp(error: unknown, done: PromiseWithResolvers<void>): Promise<void> {
    log.error('gate.logFailed', { error: error instanceof Error ? error.message : String(error) });
    await cutBack(file, size);
    end = durable;
    done.reject(error);
    pending?.done.reject(error);
    pending = undefined;
  }

  async function startSegment(next: string): Promise<void> {
    await flushing;
    if (next === name && size > 0) return;
    if (next !== name) {
      await file.close();
      name = next;
      file = await open(join(folder, name), 'a+', 0o600);
      size = (await file.stat()).size;
    }
    if (size === 0) await add({ kind: 'segment', segment: name });
  }

  function add(record: Logged): Promise<void> {
    pending ??= { text: [], done: Promise.withResolvers() };
    const { text, done } = pending;
    const json = JSON.stringify({ n: end.n + 1, at: now(), ...record });
    end = { n: end.n + 1, hash: chainHash(end.hash, json) };
    text.push(`${end.hash} ${json}\n`);
    flushing ??= flush();
    return done.promise;
  }

  async function settled(): Promise<void> {
    await flushing;
    if (pending !== undefined) await settled();
  }

  let turning: Promise<void> | undefined;
  async function append(record: Logged): Promise<void> {
    // A clock that was set back does not reopen an earlier month.
    const next = toSegment(now());
    if ((next > name || size === 0) && turning === undefined)
      turning = startSegment(next > name ? next : name).finally(() => (turning = undefined));
    if (turning !== undefined) await turning;
    return add(record);
  }

  const lack = witness.had();
  if (lack > end.n) await append({ kind: 'lack', had: lack, has: end.n });

  return {
    append,
    async prune(months) {
      const old = await findOld(folder, toSegment(monthsAgo(now(), months)), name);
      if (old === undefined) return;
      await append({ kind: 'pruned', ...old });
      for (const each of old.segments) rmSync(join(folder, each), { force: true });
    },
    async close() {
      await settled();
      await witness.close();
      await file.close();
    },
  };
}

/** The newest segment of a folder and what is on the disk of it; a new one where there is none. @throws as `findEnd` does */
async function openNewest(folder: string, fresh: string) {
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const name = listSegments(folder).at(-1) ?? fresh;
  const file = await open(join(folder, name), 'a+', 0o600);
  return { name, file, ...(await findEnd(file)) };
}

async function cutBack(file: FileHandle, size: number): Promise<void> {
  try {
    await file.truncate(size);
  } catch {
    // What is left half is cut off at the next start.
  }
}

type Old = Omit<Extract<Logged, { kind: 'pruned' }>, 'kind'>;

/** The segments before one, and where the chain goes on without them; undefined: there are none. `name` is written now. */
async function findOld(folder: string, before: string, name: string): Promise<Old | undefined> {
  const all = listSegments(folder);
  const segments = all.filter((each) => each < before && each !== name);
  if (segments.length === 0) return undefined;
  return { segments, ...(await readFirst(join(folder, all[segments.length] ?? name))) };
}

/**
 * The names of the segments in a folder, oldest first; none where there is no folder.
 * @throws what the file system says but for "not there"
 */
export function listSegments(folder: string): readonly string[] {
  try {
    return readdirSync(folder).filter(isSegment).toSorted();
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return [];
    throw error;
  }
}

function monthsAgo(at: number, months: number): number {
  const day = new Date(at);
  return Date.UTC(day.getUTCFullYear(), day.getUTCMonth() - months, 1);
}

/** Bytes that are looked at for the last two lines: more than two records of a slice. */
const tailBytes = 512 * 1024;

/** The last whole record of a segment. @throws where it does not follow from the one before */
async function findEnd(file: FileHandle): Promise<{ readonly end: End; readonly size: number }> {
  const { size } = await file.stat();
  const from = Math.max(0, size - tailBytes);
  const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  const whole = buffer.lastIndexOf(10) + 1;
  if (whole < buffer.length) await file.truncate(from + whole);
  const lines = buffer.subarray(0, whole).toString('utf8').split('\n').slice(0, -1);
  const last = lines.at(-1);
  if (last === undefined) {
    if (size > tailBytes) throw new Error('The end of the log of answers is damaged.');
    return { end: { n: 0, hash: firstHash }, size: 0 };
  }
  const line = splitLine(last);
  const before = lines.length > 1 ? splitLine(lines.at(-2) ?? '') : undefined;
  const fits = line !== undefined && (before === undefined || chainHash(before.hash, line.json) === line.hash);
  if (!fits) throw new Error('The end of the log of answers is damaged.');
  return { end: { n: (JSON.parse(line.json) as { readonly n: number }).n, hash: line.hash }, size: from + whole };
}

/** The number of the first record of a segment, and its hash. */
async function readFirst(path: string): Promise<{ readonly before: number; readonly hash: string }> {
  const file = await open(path, 'r');
  try {
    for await (const text of file.readLines({ autoClose: false })) {
      const line = splitLine(text);
      if (line !== undefined) return { before: (JSON.parse(line.json) as { readonly n: number }).n, hash: line.hash };
    }
  } finally {
    await file.close();
  }
  throw new Error('A segment of the log of answers has no first line.');
}
