// A large workbook is staged in a worker: what arrives is what staging its rows here gives, and a file that is another by
// then, or a person who cancels, ends it.
import { appendFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import {
  asLargeContainer,
  type ContainerSource,
  stageBeside,
} from '../../../electron/core/intake/staging/stageBeside.ts';
import type { Dialect } from '../../../electron/core/files/text/dialect.ts';
import { openRows } from '../../../electron/core/files/openRows.ts';
import { streamRows } from '../../../electron/core/files/streamRows.ts';
import { createStager } from '../../../electron/core/intake/staging/stageFile.ts';
import { createStaging, type Staging } from '../../../electron/core/intake/staging/staging.ts';
import { makeDataDir } from '../../support/core.ts';
import { toXlsx, toZip } from '../../support/files.ts';
import { toStagerOptions } from '../../support/stagerOptions.ts';

const options = toStagerOptions({
  head: [{ line: 1, cells: ['Newest: 646-555-0105'], problem: null }],
  mapping: [
    { column: 0, field: 'phone' },
    { column: 1, field: 'reason' },
    { column: 2, field: 'date' },
    { column: 3, field: 'disposition' },
  ],
  meanings: { requestValues: ['DNC', 'asked', ''], columnAnswers: [] },
});
/** More rejected lines, notes and different details than go into one message. */
const rows = 9000;
const header = ['Phone', 'Reason', 'Date', 'Disposition'];
const cells = Array.from({ length: rows }, (_, at) => [
  at % 3 === 0 ? 'none' : `(212) 555-${String((at * 7919) % 10_000).padStart(4, '0')}${at % 5 === 0 ? ' x12' : ''}`,
  `said ${at % 4000}`,
  at % 7 === 0 ? 'some day' : '2026-01-02',
  ['DNC', 'SALE', 'DNC', 'asked', '', 'asked'][at % 6] ?? '',
]);

let folder: Awaited<ReturnType<typeof makeDataDir>>;
beforeAll(async () => {
  folder = await makeDataDir();
});
afterAll(() => folder.remove());

async function openFile(name: string, content: Uint8Array): Promise<{ source: ContainerSource; dialect: Dialect }> {
  const path = join(folder.dataDir, name);
  await writeFile(path, content);
  const opened = await openRows(path, { region: 'US' });
  if (!opened.ok) throw new Error(opened.message);
  const source = asLargeContainer(opened.source);
  if (source === undefined) throw new Error('The file is too small');
  return { source, dialect: opened.dialect };
}

const contentOf = (staging: Staging) => ({
  lines: Array.from({ length: staging.lines() }, (_, at) => [
    staging.line(at),
    staging.outcome(at),
    staging.details(at),
  ]),
  numbers: Array.from({ length: staging.numbers() }, (_, at) => [staging.numberAt(at), staging.rowAt(at)]),
  order: [...staging.order()],
  rejects: staging.rejects,
  doubts: staging.doubts,
  notes: [...staging.notes],
});
const asText = () => [header, ...cells].map((row) => row.join(',')).join('\n');
const noise = () => Uint8Array.from({ length: 120_000 }, () => Math.floor(Math.random() * 256));

test('a workbook and an archive are staged in the worker as they would be here', async () => {
  const files = {
    'calls.xlsx': await toXlsx({ name: 'Calls', rows: [header, ...cells] }),
    'calls.zip': toZip({ 'calls.csv': asText(), 'noise.pdf': noise() }),
  };
  for (const [name, content] of Object.entries(files)) {
    const { source, dialect } = await openFile(name, content);
    const here = createStaging();
    const stager = createStager(here, options);
    for await (const chunk of streamRows(source, dialect)) for (const row of chunk.rows) stager.stage(row);
    const told: number[] = [];
    const { signal } = new AbortController();
    const beside = await stageBeside({ source, dialect, name }, options, signal, (_inflated, lines) => {
      told.push(lines);
    });
    expect(contentOf(beside.staging)).toEqual(contentOf(here));
    expect(here.rejects.length).toBeGreaterThan(2000);
    expect(here.notes.size).toBeGreaterThan(500);
    expect(beside.noticed).toEqual(stager.noticed());
    expect(here.doubts).toMatchObject([{ line: 1, text: '646-555-0105' }]);
    expect(told.every((lines) => lines <= rows + 1)).toBe(true);
  }
}, 60_000);

test('a file that is another by now is refused, and who cancels is not kept waiting', async () => {
  const file = await openFile('late.zip', toZip({ 'calls.csv': asText(), 'noise.pdf': noise() }));
  const { source, dialect } = file;
  const cancelled = AbortSignal.abort(new Error('cancelled'));
  await expect(stageBeside({ source, dialect, name: 'late.zip' }, options, cancelled, () => {})).rejects.toThrow(
    'cancelled',
  );
  await appendFile(source.path, 'more');
  const { signal } = new AbortController();
  await expect(stageBeside({ source, dialect, name: 'late.zip' }, options, signal, () => {})).rejects.toThrow(
    /"late\.zip" (?:was|has) changed/,
  );
}, 60_000);
