/**
 * The worker that stages a large workbook or archive for an import: it reads, normalises and sorts, and hands over the
 * finished columns. Nothing else of a million rows crosses to the desk, which goes on answering meanwhile. The worker
 * does one task and ends. Like the reading worker it has no database, no network and no path, and may be killed at any
 * moment.
 */
import { parentPort, workerData } from 'node:worker_threads';
import { createBudget } from '../../files/packed/budget.ts';
import { openLeaf } from '../../files/packed/openLeaf.ts';
import { reachPart } from '../../files/packed/readParts.ts';
import { ReadingError } from '../../files/readingError.ts';
import { createStager } from './stageFile.ts';
import { createStaging } from './staging.ts';
import type { FromStager, StagingTask } from './stagingMessages.ts';

/** Often enough to show that the worker lives, seldom enough to cost nothing. */
const aliveEveryBytes = 1_000_000;
const textsAtOnce = 2000;

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker only.');
const send = (message: FromStager, transfer: ArrayBuffer[] = []) => port.postMessage(message, transfer);
const { fd, bytes, name, caps, picks, dialect, options } = workerData as StagingTask;
const staging = createStaging();
const stager = createStager(staging, options);

void stage();

async function stage(): Promise<void> {
  try {
    await stageRows();
    await sendTexts();
    sendColumns();
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    send({ type: 'refused', refusal: { ok: false, code: error.code, message: error.message } });
  }
  port?.close();
}

async function stageRows(): Promise<void> {
  let told = 0;
  const budget = createBudget(caps, name, bytes, (inflated) => {
    if (inflated - told < aliveEveryBytes) return;
    told = inflated;
    send({ type: 'alive', inflated, lines: staging.lines() });
  });
  const { leaf } = await reachPart(fd, picks, budget);
  if (leaf.kind === 'refused') throw new ReadingError(leaf.refusal);
  for await (const { rows } of openLeaf(leaf, dialect)) {
    for (const row of rows) stager.stage(row);
    const message = staging.tooMuch(name);
    if (message !== undefined) throw new ReadingError({ ok: false, code: 'tooLarge', message });
  }
}

/**
 * Sends the texts by the thousand, each portion when the last one was taken: millions of them at once would keep other
 * callers of the desk waiting.
 */
async function sendTexts(): Promise<void> {
  const { details, rejects, doubts, notes } = staging.toData();
  const allNotes = [...notes];
  const most = Math.max(details.length, rejects.length, doubts.length, allNotes.length);
  for (let at = 0; at < most; at += textsAtOnce) {
    const cut = <T>(all: readonly T[]): readonly T[] => all.slice(at, at + textsAtOnce);
    send({
      type: 'texts',
      waits: true,
      details: cut(details),
      rejects: cut(rejects),
      doubts: cut(doubts),
      notes: cut(allNotes),
    });
    await new Promise((resolve) => {
      port?.once('message', resolve);
    });
  }
}

function sendColumns(): void {
  const { details: _details, rejects: _rejects, doubts: _doubts, notes: _notes, ...columns } = staging.toData();
  send(
    { type: 'staged', columns, noticed: stager.noticed() },
    Object.values(columns).map(({ buffer }) => buffer as ArrayBuffer),
  );
}
