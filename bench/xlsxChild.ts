// Exports a list as a workbook, in a process of its own so that its memory can be measured: DATADIR FILE.
import { createWriteStream, statSync } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { startMeasure } from './measure.ts';
import { openBenchCore } from './openBenchCore.ts';

const [dataDir, path] = process.argv.slice(2);
if (dataDir === undefined || path === undefined) throw new Error('xlsxChild DATADIR FILE');
const { client, close } = await openBenchCore(dataDir);
const tell = startMeasure();
const chunks = await client.entries.export({ format: 'xlsx' });
await pipeline(
  chunks,
  async function* (parts: AsyncIterable<string>) {
    for await (const part of parts) yield Buffer.from(part, 'base64');
  },
  createWriteStream(path),
);
tell({ bytes: statSync(path).size });
await close();
