/** Reads the log of answers: whole, to prove its chain and to export it, and from its end, for the screen. */
import { createReadStream } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { type AnswerRecord, chainHash, firstHash, splitLine } from './chain.ts';
import { listSegments } from './answerLog.ts';
import { followKeys } from './lostKey.ts';
import { findNumberKey } from './numberKey.ts';
import { readAnswersWords as say } from '../../../../shared/words/core/gate.ts';

export type ReadRecord = { readonly hash: string; readonly json: string; readonly record: AnswerRecord };

const mostProblems = 20;
const linesBetweenPauses = 5000;
const pause = () => new Promise<void>((resolve) => setImmediate(resolve));

/** Every line of a folder's segments, oldest first; `line` undefined where it cannot be read. */
async function* eachLine(folder: string) {
  let read = 0;
  for (const segment of listSegments(folder)) {
    const lines = createInterface({ input: createReadStream(join(folder, segment)), crlfDelay: Infinity });
    for await (const text of lines) {
      yield { segment, text, line: splitLine(text) };
      if (++read % linesBetweenPauses === 0) await pause();
    }
  }
}

/** Every record, oldest first. Lines that cannot be read are left out: `verifyAnswers` names them. */
export async function* eachRecord(folder: string): AsyncGenerator<ReadRecord> {
  for await (const { line } of eachLine(folder)) {
    const record = line === undefined ? undefined : parseRecord(line.json);
    if (line !== undefined && record !== undefined) yield { ...line, record };
  }
}

export type QuotedLine = {
  readonly hash: string;
  readonly json: string;
  /** The hash of the record before; null: that one was taken away, because it was old enough. */
  readonly previous: string | null;
};

/** Every record as it stands, with the hash of the one before it, oldest first. */
export async function* eachQuoted(folder: string): AsyncGenerator<QuotedLine> {
  let before: string | undefined;
  for await (const { line } of eachLine(folder)) {
    if (line === undefined) continue;
    const isFirst = before === undefined && chainHash(firstHash, line.json) === line.hash;
    yield { ...line, previous: before ?? (isFirst ? firstHash : null) };
    before = line.hash;
  }
}

/**
 * What does not fit in the log, as sentences; empty: it is whole. The first record there is begins the chain, or goes on where
 * a later record says that the older ones were taken away. */
export async function verifyAnswers(folder: string): Promise<readonly string[]> {
  const problems: string[] = [];
  const report = (problem: string): void => void (problems.length < mostProblems && problems.push(problem));
  let previous: { readonly n: number; readonly hash: string } | undefined;
  let first: { readonly n: number; readonly hash: string } | undefined;
  let isExplained = false;
  let unread: string | undefined;
  const keys = followKeys(await loadKeyName(folder, report));
  for await (const { segment, line } of eachLine(folder)) {
    const record = line === undefined ? undefined : parseRecord(line.json);
    if (line === undefined || record === undefined) {
      // The last line may be on its way: it counts once another follows.
      unread = say.aLineOfTheLog(segment, previous?.n ?? 0);
      continue;
    }
    if (unread !== undefined) report(unread);
    unread = undefined;
    first ??= { n: record.n, hash: line.hash };
    if (previous === undefined && record.n === 1) isExplained = chainHash(firstHash, line.json) === line.hash;
    if (previous !== undefined && record.n !== previous.n + 1)
      report(say.recordsToOfTheLog(previous.n + 1, record.n - 1));
    else if (previous !== undefined && chainHash(previous.hash, line.json) !== line.hash)
      report(say.recordOfTheLogOf(record.n, segment));
    if (record.kind === 'pruned' && record.before === first.n && record.hash === first.hash) isExplained = true;
    keys.take(record);
    if (record.kind === 'lack') report(say.theLogOfAnswersLost(record.has + 1, record.had));
    previous = { n: record.n, hash: line.hash };
  }
  if (first !== undefined && !isExplained) report(say.theLogOfAnswersBegins(first.n));
  const lost = keys.lost();
  if (lost !== null) report(say.theKeyOfTheLog(lost.records, lost.first, lost.last));
  return problems;
}

/** The name of the key that is there. A damaged one is reported, and is as good as none. */
async function loadKeyName(folder: string, report: (problem: string) => void): Promise<string | undefined> {
  try {
    return (await findNumberKey(folder))?.id;
  } catch (error) {
    report(error instanceof Error ? error.message : String(error));
    return undefined;
  }
}

const blockBytes = 256 * 1024;

/** The records from the newest to the oldest; stop when enough were seen. */
export async function* eachBackwards(folder: string): AsyncGenerator<ReadRecord> {
  for (const segment of listSegments(folder).toReversed()) {
    const file = await open(join(folder, segment), 'r');
    try {
      let end = (await file.stat()).size;
      let rest: Buffer = Buffer.alloc(0);
      while (end > 0) {
        const from = Math.max(0, end - blockBytes);
        const { buffer } = await file.read(Buffer.alloc(end - from), 0, end - from, from);
        const block = Buffer.concat([buffer, rest]);
        end = from;
        const cut = from === 0 ? 0 : block.indexOf(10) + 1 || block.length;
        rest = block.subarray(0, cut);
        for (const text of block.subarray(cut).toString('utf8').split('\n').toReversed()) {
          const line = splitLine(text);
          const record = line === undefined ? undefined : parseRecord(line.json);
          if (line !== undefined && record !== undefined) yield { ...line, record };
        }
      }
    } finally {
      await file.close();
    }
  }
}

/** A record's text as data; undefined where it is no JSON. */
export function parseRecord(json: string): AnswerRecord | undefined {
  try {
    return JSON.parse(json) as AnswerRecord;
  } catch {
    return undefined;
  }
}
