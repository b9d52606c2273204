/**
 * The worker that scans a lead file, one block ahead, so that the core's thread reads numbers and writes halves meanwhile. It knows
 * no list. Its blocks lie in memory that both threads see; each is used again only when the other thread does not need it any more.
 */
import { on } from 'node:events';
import { parentPort } from 'node:worker_threads';
import { ReadingError } from '../../files/readingError.ts';
import type { Encoding } from '../../files/text/dialect.ts';
import { type LeadBlock, readLeads } from './leadReader.ts';
import type { LookedPlaces } from './leadScanner.ts';
import { toReading } from './readTask.ts';
import { createSpeechTest, type SpeechTest } from './speechTest.ts';
import type { FromScan, ScanTask, ToScan } from './scanMessages.ts';

const port = parentPort;
if (port === null) throw new Error('This file runs in a worker only.');
const send = (message: FromScan) => port.postMessage(message);
const speeches = new Map<Encoding, SpeechTest>();
// Most files are written so: their words are ready before the first is asked for.
speechOf('utf-8');
const heard = on(port, 'message') as AsyncIterableIterator<[ToScan]>;

function speechOf(encoding: Encoding): SpeechTest {
  const known = speeches.get(encoding) ?? createSpeechTest(encoding);
  speeches.set(encoding, known);
  return known;
}

async function scan(task: ScanTask): Promise<void> {
  let isFirst = true;
  const { signal } = new AbortController();
  const shared = { allocate: (bytes: number) => new SharedArrayBuffer(bytes), keep: 1, speech: speechOf };
  for await (const block of readLeads(task.source, task.dialect, { ...toReading(task), ...shared, signal })) {
    send({ type: 'block', block: toSent(block) });
    // One is scanned ahead: the one after the next once the next is asked for.
    if (!isFirst) await heard.next();
    isFirst = false;
  }
  send({ type: 'end' });
}

/** What is not in shared memory is copied, and no more of it than there is. */
function toSent(block: LeadBlock): LeadBlock {
  const { batch } = block;
  return { ...block, batch: { ...batch, looked: trim(batch.looked), spoken: trim(batch.spoken) } };
}

function trim({ count, records, columns, froms, tos }: LookedPlaces): LookedPlaces {
  const first = (places: Int32Array) => places.slice(0, count);
  return { count, records: first(records), columns: first(columns), froms: first(froms), tos: first(tos) };
}

/** What the file refuses is told; any other failure ends the worker, and its end reports the failure. */
async function answer(task: ScanTask): Promise<void> {
  try {
    await scan(task);
  } catch (error) {
    if (!(error instanceof ReadingError)) throw error;
    send({ type: 'refused', refusal: { ok: false, code: error.code, message: error.message } });
  }
}

async function listen(): Promise<void> {
  // What is still asked for when a file has ended is not heard any more.
  for await (const [message] of heard) if (message.type === 'scan') await answer(message.task);
}

void listen();
