// Our own export comes back as it was, also after a spreadsheet took the + off its numbers and wrote the file anew: an empty
// desk with the same accounts that imports it exports the same.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { read, utils, write } from '@e965/xlsx';
import Papa from 'papaparse';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';

const held = ['number', 'where', 'expires', 'reason', 'category', 'requestedAt', 'callBatchId', 'callRequestUuid'];
/** Two agents of one name, and one whose name has what stands between two places. */
const agents = [
  { id: 'a1', name: 'Sales agent' },
  { id: 'a2', name: 'Twin' },
  { id: 'a3', name: 'Twin' },
  { id: 'a4', name: 'Day; night until 2030' },
];
/** What was released is in it too. */
const all = { states: ['blocked' as const, 'removed' as const] };
const accounts = [
  ['yappr', 'Yappr', agents],
  ['fluents', 'Out; calls', []],
] as const;

let sandbox: Sandbox;
let desk: TestCore;
let csv: string;
const folders: Awaited<ReturnType<typeof makeDataDir>>[] = [];
const desks: TestCore[] = [];
beforeAll(async () => {
  sandbox = await createSandbox();
  for (const [vendor, id, own] of accounts)
    sandbox.control.createTenant({ vendor, id, agents: [...own], rateLimit: null });
  desk = await openDesk();
  await fill(desk);
  csv = await readAll(await desk.client.entries.export({ format: 'csv', filter: all }));
});
afterAll(async () => {
  for (const each of desks) await each.close();
  for (const { remove } of folders) await remove();
  await sandbox.close();
});

/** A desk without entries, connected to both accounts; nothing is sent before somebody syncs. */
async function openDesk(connected = true): Promise<TestCore> {
  const folder = await makeDataDir();
  folders.push(folder);
  const opened = await openTestCore(folder.dataDir, { systemZone: () => 'America/New_York' });
  desks.push(opened);
  for (const [vendor, name] of connected ? accounts : []) {
    const { baseUrl, token } = sandbox.control.tenant({ tenant: name });
    const { id } = await opened.client.accounts.add({ vendor, name, baseUrl, token, everyMinutes: 0 });
    await opened.client.accounts.targets({ account: id });
  }
  return opened;
}

async function fill({ client }: TestCore): Promise<void> {
  const rows = await client.accounts.list();
  const targets = rows.flatMap((row) => row.targets);
  const idOf = (name: string, place = 0) => targets.filter((target) => target.name === name)[place]?.id ?? 0;
  const [sales, twin, other, day] = [idOf('Sales agent'), idOf('Twin'), idOf('Twin', 1), idOf('Day; night until 2030')];
  const whole = rows.find(({ name }) => name === 'Out; calls')?.targets.find(({ kind }) => kind === 'account')?.id ?? 0;
  const until = '2097-03-04T05:06:07.089Z';
  const midnight = '2097-03-05T00:00:00.000Z';
  await client.entries.add({ numbers: ['+6046221234'], reason: 'asked; twice, "really"', category: 'mail' });
  await client.entries.add({
    numbers: ['+442079460958'],
    holds: [{ place: sales, until }],
    requestedAt: '2026-05-03T04:05:06.007Z',
  });
  await client.entries.add({
    numbers: ['+12125550102'],
    holds: [{ place: 'everywhere', until: midnight }],
    reason: '=1+1',
  });
  await client.entries.add({
    numbers: ['+972502345678'],
    holds: [
      { place: twin, until },
      { place: day, until: null },
      { place: whole, until: midnight },
    ],
    callReference: { batchId: 'b-1', requestUuid: 'ab12-cd34' },
  });
  await client.entries.add({ numbers: ['+390612345678'], holds: [{ place: other, until: null }], reason: '-- \n+1' });
  await client.entries.add({
    numbers: ['+390612345679'],
    holds: [
      { place: 'everywhere', until },
      { place: 'everywhere', until: null, except: [whole, twin, sales] },
    ],
  });
  await client.entries.add({ numbers: ['+390612345680'], targets: ['everywhere except Yappr'] });
  await client.entries.add({ numbers: ['+12125550103'], reason: 'released' });
  await client.entries.remove({ numbers: ['+12125550103'], why: 'called back' });
}

async function importFile({ client, dataDir }: TestCore, name: string, content: string | Uint8Array) {
  const path = join(dataDir, name);
  await writeFile(path, content);
  const found = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
  const mapping = found.columns.map(({ column, field }) => ({ column, field }));
  const { job } = await client.intake.preview({ intake: found.intake, options: { mapping, region: 'US' } });
  expect(await client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  const summary = await client.intake.summary({ intake: found.intake });
  expect(summary.questions).toEqual([]);
  const applied = await client.intake.apply({ intake: found.intake });
  expect(await client.jobs.wait({ job: applied.job })).toMatchObject({ state: 'done' });
  return { found, summary };
}

type Row = Readonly<Record<string, string>>;
const parse = (text: string): Row[] => Papa.parse<Row>(text, { header: true, skipEmptyLines: true }).data;
const pick = (row: Row) => Object.fromEntries(held.map((name) => [name, row[name]]));
const carried = (text: string) =>
  parse(text)
    .filter(({ removedAt }) => removedAt === '')
    .map(pick);

/** What a spreadsheet keeps of the cells: numbers for what look like numbers, texts for the rest. */
const asSheet = (text: string) =>
  Papa.parse<string[]>(text.trimEnd()).data.map((cells) =>
    cells.map((cell) => (/^\+?\d{1,15}$/.test(cell) ? Number(cell) : cell)),
  );

const files: Readonly<Record<string, () => Promise<string | Uint8Array>>> = {
  'as-it-is.csv': async () => csv,
  'saved-by-a-spreadsheet.csv': async () => Papa.unparse(asSheet(csv), { delimiter: ';', newline: '\r\n' }),
  'saved-with-tabs.txt': async () => `\uFEFF${Papa.unparse(asSheet(csv), { delimiter: '\t' })}`,
  'saved-as-a-workbook.xlsx': async () => {
    const book = utils.book_new();
    utils.book_append_sheet(book, utils.aoa_to_sheet(asSheet(csv)), 'List');
    return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  },
  'our-workbook.xlsx': exportBook,
  'our-workbook-saved.xlsx': async () => {
    const book = read(await exportBook());
    const sheet = book.Sheets[book.SheetNames[0] ?? ''] ?? {};
    for (const cell of Object.values(sheet))
      if (typeof cell === 'object' && cell !== null && 'v' in cell && /^\+\d+$/.test(String(cell.v)))
        Object.assign(cell, { t: 'n', v: Number(cell.v), w: undefined });
    return write(book, { type: 'buffer', bookType: 'xlsx' }) as Buffer;
  },
};

async function exportBook(): Promise<Buffer> {
  const base64: string[] = [];
  for await (const chunk of await desk.client.entries.export({ format: 'xlsx', filter: all })) base64.push(chunk);
  return Buffer.concat(base64.map((chunk) => Buffer.from(chunk, 'base64')));
}

describe('an export of the list', () => {
  it('names every place so that it is read as that place, and every number as a text', () => {
    const places = parse(csv).map(({ where }) => where);
    expect(places).toContain('Yappr/Sales agent');
    expect(places).toContain('Yappr/a3');
    expect(places).toContain('Yappr/a2 until 2097-03-04T05:06:07.089Z; Yappr/a4; 2 until 2097-03-05T00:00:00.000Z');
    expect(places).toContain('everywhere except Yappr');
    expect(places).toContain(
      'everywhere until 2097-03-04T05:06:07.089Z; everywhere except Yappr/Sales agent, Yappr/a2, 2',
    );
    expect(parse(csv).map(({ number, link }) => link === `tel:${number}`)).toEqual(Array(8).fill(true));
  });

  it.each(Object.entries(files))(
    '%s comes back as it was, and what was released blocks nothing',
    async (name, make) => {
      const empty = await openDesk();
      const { found, summary } = await importFile(empty, name, await make());
      expect(found).toMatchObject({ layout: 'DNC Desk', asks: [] });
      expect(summary).toMatchObject({ result: { lines: 8, added: 7, rejected: 1 }, notes: { lines: 0 }, unread: [] });
      expect(carried(await readAll(await empty.client.entries.export({ format: 'csv' })))).toEqual(carried(csv));
      expect((await empty.client.entries.check({ numbers: ['+12125550103'] }))[0]?.blocked).toBe(false);
    },
  );

  it('blocks everywhere what names a place that this desk does not know, and says so of the line', async () => {
    const bare = await openDesk(false);
    const { summary } = await importFile(bare, 'list.csv', csv);
    expect(summary.notes.lines).toBe(5);
    for (const { sentence } of summary.notes.first)
      expect(sentence).toMatch(/names a place that is not known here: the number is blocked everywhere\.$/);
    const rows = carried(await readAll(await bare.client.entries.export({ format: 'csv' })));
    expect(rows.map(({ where }) => where)).toEqual(Array(7).fill('everywhere'));
    expect(rows.find(({ number }) => number === '+442079460958')?.expires).toBe('2097-03-04T05:06:07.089Z');
  });

  it('asks about a row that somebody wrote below, with a number and no link', async () => {
    const other = await openDesk(false);
    const path = join(other.dataDir, 'more.csv');
    await writeFile(path, `${csv}2125550177,everywhere${','.repeat(15)}\r\n`);
    const { intake, columns } = await other.client.intake.open({ from: { kind: 'path', path }, region: 'US' });
    const options = { mapping: columns.map(({ column, field }) => ({ column, field })), region: 'US' };
    await other.client.jobs.wait(await other.client.intake.preview({ intake, options }));
    const { questions } = await other.client.intake.summary({ intake });
    expect(questions).toMatchObject([{ kind: 'unread', sentence: expect.stringContaining('"number" is not read') }]);
  });
});
