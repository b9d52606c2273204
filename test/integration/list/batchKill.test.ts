// An import and a bulk removal killed with kill -9 at random moments: after the restart the batch is whole or absent, the
// history is whole, and the desk says which. Half of the kills are aimed at the writing, the others at what comes before and
// after it; each is told by where it fell.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import Database from 'better-sqlite3';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseName } from '../../../electron/core/db/openDatabase.ts';
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { endAll, runCli, spawnCli } from '../../support/cliProcess.ts';
import { makeDataDir, openTestCore, readAll } from '../../support/core.ts';

/** `IMPORT_KILLS=100` and `BULK_KILLS=20` for the long runs. */
const importKills = Number(process.env['IMPORT_KILLS'] ?? 2);
const bulkKills = Number(process.env['BULK_KILLS'] ?? 1);
const isLong = importKills > 2 || bulkKills > 1;
/** Of a long run so many that the checkpoints are made on their own thread. */
const rows = isLong ? 120_000 : 15_000;

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let data: string;
beforeEach(async () => {
  folder = await makeDataDir();
  data = join(folder.dataDir, 'data');
});
afterEach(() => folder.remove());
afterAll(endAll);

/** The newest batch of the database as it lies there, and how many journal rows it has; undefined before there is one. */
function look(after: number): { readonly id: number; readonly state: string; readonly chunks: number } | undefined {
  try {
    const db = new Database(join(data, databaseName), { readonly: true, fileMustExist: true });
    try {
      return db
        .prepare<[number], { id: number; state: string; chunks: number }>(
          `SELECT id, state, (SELECT count(*) FROM journal j WHERE j.batch_id = b.id) AS chunks FROM batch b
           WHERE id > ? ORDER BY id DESC LIMIT 1`,
        )
        .get(after);
    } finally {
      db.close();
    }
  } catch {
    return undefined;
  }
}

/** Where a kill fell: before anything was written, in the writing after so many chunks, or after its end. */
type Fall = 'before' | 'writing' | 'after';

/** How long a run takes, in milliseconds: from its start to its batch, to the end of the writing, to its own end. */
type Pace = { readonly begin: number; readonly write: number; readonly end: number };

/** About what it is on a quiet machine, where it is not measured first. */
const usualPace: Pace = { begin: 1200, write: 400, end: 60 };

/**
 * Starts the command and kills it at a random moment of what a run goes through: one time in four before its batch is seen,
 * one in four after the end of the writing is seen, else in the writing. What the kill hit is told by what is there then.
 */
async function killOnce(args: readonly string[], after: number, pace: Pace): Promise<{ fall: Fall; chunks: number }> {
  const child = spawnCli(['--json', ...args], { data });
  const ended = once(child, 'close');
  const isOver = () => child.exitCode !== null || child.signalCode !== null;
  const until = async (isSeen: () => boolean) => {
    while (!isOver() && !isSeen()) await Promise.race([wait(2), ended]);
  };
  const part = randomInt(4);
  if (part === 0) await Promise.race([wait(randomInt(0, pace.begin)), ended]);
  else if (part === 1) {
    await until(() => look(after)?.state === 'applied');
    await Promise.race([wait(randomInt(0, pace.end)), ended]);
  } else {
    await until(() => look(after) !== undefined);
    await Promise.race([wait(randomInt(0, pace.write)), ended]);
  }
  child.kill('SIGKILL');
  if (!isOver()) await ended;
  const found = look(after);
  if (found === undefined) return { fall: 'before', chunks: 0 };
  return { fall: found.state === 'applying' ? 'writing' : 'after', chunks: found.chunks };
}

/** The pace of one undisturbed run; its batch is undone again. */
async function measure(args: readonly string[]): Promise<Pace> {
  const after = look(0)?.id ?? 0;
  const start = performance.now();
  const child = spawnCli(['--json', ...args], { data });
  const ended = once(child, 'close');
  const until = async (isSeen: () => boolean) => {
    while (child.exitCode === null && !isSeen()) await Promise.race([wait(2), ended]);
    return performance.now();
  };
  const began = await until(() => look(after) !== undefined);
  const written = await until(() => look(after)?.state === 'applied');
  await ended;
  const over = performance.now();
  const desk = await openTestCore(data);
  await desk.client.batches.undo({ batch: look(0)?.id ?? 0 });
  await desk.close();
  const toWait = (from: number, to: number) => Math.max(2, Math.round(to - from));
  return { begin: toWait(start, began), write: toWait(began, written), end: toWait(written, over) };
}

/** One kill, the restart, and what there is then. */
async function judge(
  args: readonly string[],
  pace: Pace,
  before: string,
  wordsOfNotice: RegExp,
): Promise<{ readonly fall: Fall; readonly chunks: number; readonly outcome: 'whole' | 'absent' }> {
  const last = look(0)?.id ?? 0;
  const { fall, chunks } = await killOnce(args, last, pace);

  // The first start after the kill, as a person has it: its words on stderr, its document on stdout.
  const started = await runCli(['--json', 'batches'], { data });
  expect(started.code).toBe(0);
  const mine = (JSON.parse(started.stdout) as BatchRow[]).find(({ id, kind }) => id > last && kind !== 'undo');
  const desk = await openTestCore(data);
  try {
    const now = await readAll(await desk.client.entries.export({ format: 'csv' }));
    if (fall === 'before') expect([mine, started.stderr]).toEqual([undefined, '']);
    if (fall === 'writing') {
      expect(mine).toMatchObject({ state: 'cancelled', takenBack: true });
      expect(started.stderr).toMatch(wordsOfNotice);
    }
    if (fall === 'after') {
      expect([mine?.state, started.stderr]).toEqual(['applied', '']);
      expect((mine?.added ?? 0) + (mine?.removed ?? 0)).toBe(rows);
      expect(await desk.client.batches.undo({ batch: mine?.id ?? 0 })).toMatchObject({ changed: rows, leftCount: 0 });
      expect(await readAll(await desk.client.entries.export({ format: 'csv' }))).toBe(before);
    } else expect(now).toBe(before);
    expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
    return { fall, chunks, outcome: fall === 'after' ? 'whole' : 'absent' };
  } finally {
    await desk.close();
  }
}

async function judgeMany(kills: number, args: readonly string[], before: string, notice: RegExp): Promise<string> {
  const pace = isLong ? await measure(args) : usualPace;
  const counts: Record<Fall, number> = { before: 0, writing: 0, after: 0 };
  const chunks = new Set<number>();
  for (let run = 0; run < kills; run++) {
    const judged = await judge(args, pace, before, notice);
    counts[judged.fall] += 1;
    if (judged.fall === 'writing') chunks.add(judged.chunks);
    if (isLong && run % 10 === 9) console.info(`${run + 1} kills: ${JSON.stringify(counts)}`);
  }
  const depths = [...chunks].toSorted((a, b) => a - b).join(', ');
  return `${kills} kills: ${counts.before} before the writing (absent), ${counts.writing} in it after ${depths} chunks (taken back), ${counts.after} after it (whole); the batch begins after ${pace.begin} ms, is written in ${pace.write} ms and ends ${pace.end} ms later.`;
}

describe('kill -9', () => {
  it(`in the middle of an import leaves the batch whole or absent, ${importKills} times`, async () => {
    await runCli(['add', '+12125550100', '--reason', 'before'], { data });
    const file = join(folder.dataDir, 'calls.csv');
    await writeFile(file, `Phone\n${Array.from({ length: rows }, (_, i) => `+1212${2_000_000 + i}`).join('\n')}\n`);
    const desk = await openTestCore(data);
    const before = await readAll(await desk.client.entries.export({ format: 'csv' }));
    await desk.close();
    const args = ['import', file, '--region', 'US'];
    const notice = /^The import of calls\.csv \(batch \d+\) was stopped half way\. What it had written was taken back/;
    console.info(await judgeMany(importKills, args, before, notice));
  }, 7_200_000);

  it(`in the middle of a bulk removal leaves the batch whole or absent, ${bulkKills} times`, async () => {
    const file = join(folder.dataDir, 'calls.csv');
    await writeFile(file, `Phone\n${Array.from({ length: rows }, (_, i) => `+1212${2_000_000 + i}`).join('\n')}\n`);
    await runCli(['import', file, '--region', 'US'], { data });
    const desk = await openTestCore(data);
    const before = await readAll(await desk.client.entries.export({ format: 'csv' }));
    await desk.close();
    const args = ['remove', '--all', '--why', 'the wrong list', '--confirm', String(rows)];
    const notice = /^The removal of .*the whole list.* was stopped half way\. What it had written was taken back/;
    console.info(await judgeMany(bulkKills, args, before, notice));
  }, 7_200_000);
});
