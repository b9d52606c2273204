/**
 * One answer of 100 MB, read as a stream: of records with full agent objects, of which little is used, and of plain records,
 * of which nearly all is. The vendor is in this process, what reads is in one of its own.
 */
import { execFile } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { promisify } from 'node:util';
import type { Bench, BenchContext } from './bench.ts';
import { type ChildSpent, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const answerBench: Bench = {
  name: 'answer',
  run: async (context) => [
    await benchAnswer(context, 'with 60 full agent objects each', 60, 250),
    await benchAnswer(context, 'of plain records', 0, 600),
  ],
};

const run = promisify(execFile);
const child = join(import.meta.dirname, 'answerChild.ts');
const prompt = 'You are Dana, an agent who says: “never” again. '.repeat(40);

async function benchAnswer({ scale }: BenchContext, kind: string, agents: number, mostMb: number): Promise<BenchRow> {
  const bytes = 100 * 1024 * 1024 * scale;
  const server = createServer((_request, response) => {
    response.writeHead(200, { 'content-type': 'application/json' });
    Readable.from(answerText(bytes, agents)).pipe(response);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    const { stdout } = await run(process.execPath, [child, `http://127.0.0.1:${port}`]);
    const { rssMb, ms, cpuMs, figures } = JSON.parse(stdout) as ChildSpent;
    const { records = 0 } = figures;
    return {
      work: `an answer of ${Math.round(bytes / 1024 / 1024)} MB ${kind}`,
      ours: `${records.toLocaleString('en')} records, ${Math.round(rssMb)} MB, ${toTime(ms)} (processor ${toTime(cpuMs)})`,
      yardstick: '–',
      ratio: null,
      reach: `< ${mostMb} MB`,
      reached: rssMb < mostMb,
      figures: { bytes, records, rssMb, ms, cpuMs },
    };
  } finally {
    server.close();
  }
}

/** A list in pieces of about 256 kB, until it is as long as it should be. */
function* answerText(bytes: number, agents: number): Generator<string> {
  const own = Array.from({ length: agents }, (_, n) => ({
    id: `agent-${n}`,
    name: `Agent ${n}`,
    system_prompt: prompt,
  }));
  let piece = '{"data":[';
  let sent = 0;
  for (let n = 0; sent < bytes; n += 1) {
    const record = {
      id: `8c0e0f8a-1c11-4d3a-9a02-${n}`,
      company_id: 'fe493f11-0000-0000-0000-000000000001',
      phone_number: `+1${2_000_000_000 + n}`,
      reason: 'Customer requested removal',
      source: 'api',
      expires_at: null,
      agents: own,
      created_by: null,
      created_at: '2026-05-10T08:14:22.123Z',
    };
    const text = `${n === 0 ? '' : ','}${JSON.stringify(record)}`;
    piece += text;
    sent += text.length;
    if (piece.length < 256 * 1024) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}]}`;
}
