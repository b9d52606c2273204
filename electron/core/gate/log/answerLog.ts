/**
 * The log of answers, as its one writer holds it: files of lines, one a month, each line chained to the one before (chain.ts).
 * Records that come in the same turn of the event loop, or while a write is done, go together in the next one, so that many answers share one flush.
 * An answer is given only when its record is on the disk.
 */
import { mkdirSync, readdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { toAgedOut } from '../../../../shared/domain/time/agedOut.ts';
import type { Log } from '../../ports.ts';
import { type AnswerRecord, chainHash, isSegment, type Logged, splitLine, toSegment } from './chain.ts';
import type { NumberKey } from './numberKey.ts';
import { openSegmentFile } from './segmentFile.ts';
import { openWitness } from './witness.ts';

export type AnswerLog = {
  /** Resolves when the record is on the disk; rejects where it could not be written. */
  readonly append: (record: Logged) => Promise<void>;
  /** Takes away what is older than so many months, and notes it. */
  readonly prune: (months: number) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The key by which numbers stand in what is appended; `isNew`: there was none. */
type Key = Pick<NumberKey, 'id'> & { readonly isNew: boolean };

/**
 * Opens the log in a folder and cuts off a last line that a crash left half; nobody was given that answer.
 * @throws what the file system says, and where the end of the log is damaged
 */
export async function openAnswerLog(parts: {
  readonly folder: string;
  readonly now: () => number;
  readonly log: Log;
  readonly key: Key;
}): Promise<AnswerLog> {
  const { folder, now, log, key } = parts;
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const witness = await openWitness(folder, log);
  const { segment, end: found } = await openSegmentFile(
    folder,
    listSegments(folder).at(-1) ?? toSegment(now()),
    witness.had(),
  );
  let durable = found;
  /** The end of what was handed in, which may not be on the disk yet. */
  let end = durable;
  let pending: { text: string[]; done: PromiseWithResolvers<void> } | undefined;
  let flushing: Promise<void> | undefined;

  async function flush(): Promise<void> {
    while (pending !== undefined) {
      // What is asked in this turn of the event loop shares the write.
      await setImmediate();
      const { text, done } = pending;
      const until = end;
      pending = undefined;
      try {
        await segment.write(Buffer.from(text.join('')), text.length);
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
    await segment.cutBack();
    end = durable;
    done.reject(error);
    pending?.done.reject(error);
    pending = undefined;
  }

  async function startSegment(next: string): Promise<void> {
    await flushing;
    if (next !== segment.name()) await segment.turnTo(next);
    if (segment.isEmpty()) await add({ kind: 'segment', segment: next, key: key.id });
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
    const month = toSegment(now());
    const next = month > segment.name() ? month : segment.name();
    if ((next !== segment.name() || segment.isEmpty()) && turning === undefined)
      turning = startSegment(next).finally(() => (turning = undefined));
    if (turning !== undefined) await turning;
    return add(record);
  }

  const first = segment.isEmpty() ? undefined : join(folder, segment.name());
  for (const note of await toNotes(witness.had(), end.n, first, key, toSegment(now()))) await append(note);
  return {
    append,
    async prune(months) {
      const old = await findOld(folder, toMonth(toSegment(now())), months, segment.name());
      if (old === undefined) return;
      await append({ kind: 'pruned', ...old });
      for (const each of old.segments) rmSync(join(folder, each), { force: true });
    },
    async close() {
      await settled();
      await witness.close();
      await segment.close();
    },
  };
}

type Old = Omit<Extract<Logged, { kind: 'pruned' }>, 'kind'>;

/** A clock that jumps makes what is there older by no more months than this. */
const longestSilence = 2;

/**
 * The segments that are older than `months` in the month `now`, and where the chain goes on without them; undefined: there are none. `name`
 * is written now.
 */
async function findOld(folder: string, now: number, months: number, name: string): Promise<Old | undefined> {
  const all = listSegments(folder);
  const before = toAgedOut(all.map(toMonth).toReversed(), { now, keep: months, silence: longestSilence });
  if (before === undefined) return undefined;
  const segments = all.filter((each) => toMonth(each) < before && each !== name);
  if (segments.length === 0) return undefined;
  const { record, hash } = await readFirst(join(folder, all[segments.length] ?? name));
  return { segments, before: record.n, hash };
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

/** The months from the year 0 to that of a segment. */
const toMonth = (segment: string): number => Number(segment.slice(0, 4)) * 12 + Number(segment.slice(5, 7));

/**
 * What a start has to note in the log: that records are gone, of which it `had` some and `has` fewer; and its key, unless the segment that is
 * written next, a new one of `month` or the one at `path`, begins with its name.
 */
async function toNotes(
  had: number,
  has: number,
  path: string | undefined,
  { id, isNew }: Key,
  month: string,
): Promise<readonly Logged[]> {
  const isNamed = async (): Promise<boolean> => {
    if (path === undefined || month > basename(path)) return true;
    const { record } = await readFirst(path);
    return record.kind === 'segment' && record.key === id;
  };
  return [
    ...(had > has ? [{ kind: 'lack', had, has } as const] : []),
    ...((path !== undefined && isNew) || !(await isNamed()) ? [{ kind: 'key', key: id, isNew } as const] : []),
  ];
}

/** The first record of a segment, and its hash. */
async function readFirst(path: string): Promise<{ readonly record: AnswerRecord; readonly hash: string }> {
  const file = await open(path, 'r');
  try {
    for await (const text of file.readLines({ autoClose: false })) {
      const line = splitLine(text);
      if (line !== undefined) return { record: JSON.parse(line.json) as AnswerRecord, hash: line.hash };
    }
  } finally {
    await file.close();
  }
  throw new Error('A segment of the log of answers has no first line.');
}
