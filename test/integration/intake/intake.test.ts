// Imports end to end over a real database: every line accounted for, nothing half written, everything undoable.
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toXlsx, toZip } from '../../support/files.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';
import type { IntakeFound, IntakeOptionsInput, IntakeSummary } from '../../../shared/contract/intake.ts';

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;

beforeEach(async () => {
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir);
});

afterEach(async () => {
  await desk.close();
  await folder.remove();
});

const write = async (name: string, content: string | Buffer) => {
  const path = join(folder.dataDir, name);
  await writeFile(path, content);
  return path;
};
const open = (path: string) => desk.client.intake.open({ from: { kind: 'path', path }, region: 'US' });
const toMapping = (found: IntakeFound) => found.columns.map(({ column, field }) => ({ column, field }));

async function preview(found: IntakeFound, options: Partial<IntakeOptionsInput> = {}): Promise<IntakeSummary> {
  const { job } = await desk.client.intake.preview({
    intake: found.intake,
    options: { mapping: toMapping(found), region: 'US', ...options },
  });
  const ended = await desk.client.jobs.wait({ job });
  expect(ended).toMatchObject({ state: 'done' });
  return desk.client.intake.summary({ intake: found.intake });
}

async function apply(found: IntakeFound) {
  const { job } = await desk.client.intake.apply({ intake: found.intake });
  const ended = await desk.client.jobs.wait({ job });
  expect(ended.state).toBe('done');
  return desk.client.intake.result({ intake: found.intake });
}

const exported = async () => readAll(await desk.client.entries.export({ format: 'csv' }));

describe('a file of several parts, of which the first is nothing to import', () => {
  const registry = Array.from({ length: 5 }, (_, at) => ['212', `555010${at}`]);
  const list = [['Phone'], ['+13125550101'], ['+13125550102']];
  const choose = (path: string) =>
    desk.client.intake.open({ from: { kind: 'path', path }, region: 'US', letChoose: true });

  it('is refused as a whole, but for a person who may choose another sheet', async () => {
    const path = await write(
      'may.xlsx',
      Buffer.from(await toXlsx({ name: 'Bought', rows: registry }, { name: 'Ours', rows: list })),
    );
    await expect(open(path)).rejects.toThrow(/"may.xlsx › Bought" was not opened. This is a registry file/);

    const found = await choose(path);
    expect(found).toMatchObject({ refused: expect.stringContaining('registry file'), levels: [{ chosen: 'Bought' }] });
    const mapping = [{ column: 0, field: 'phone' as const }];
    await expect(desk.client.intake.preview({ intake: found.intake, options: { mapping } })).rejects.toThrow(
      /was not opened/,
    );

    const other = await desk.client.intake.reread({ intake: found.intake, parts: ['Ours'], letChoose: true });
    expect(other).toMatchObject({ refused: null, levels: [{ chosen: 'Ours' }] });
    expect(await preview(other)).toMatchObject({ groups: { new: 2 } });
    expect(await apply(other)).toMatchObject({ added: 2, lines: 2 });
  });

  it('is read file by file of an archive; what concerns the whole archive is still refused', async () => {
    const page = '<!doctype html><html><body>log in</body></html>';
    const book = await toXlsx({ name: 'Bought', rows: registry });
    const zip = toZip({
      'a.csv': page,
      'b.xlsx': book,
      'c.zip': toZip({ 'd.csv': 'x' }),
      'e.csv': 'Phone\n+13125550101\n',
    });
    const path = await write('may.zip', Buffer.from(zip));
    await expect(open(path)).rejects.toThrow(/"may.zip › a.csv" is a document or web page/);

    const found = await choose(path);
    const read = async (name: string) =>
      (await desk.client.intake.reread({ intake: found.intake, parts: [name], letChoose: true })).refused;
    expect(found.refused).toMatch(/"may.zip › a.csv" is a document or web page/);
    expect(await read('b.xlsx')).toMatch(/"may.zip › b.xlsx › Bought" was not opened. This is a registry file/);
    expect(await read('c.zip')).toMatch(/"may.zip › c.zip" holds an archive in an archive/);
    expect(await read('e.csv')).toBeNull();
    await expect(choose(await write('cut.zip', Buffer.from(zip).subarray(0, 300)))).rejects.toThrow(/is damaged/);
    await expect(choose(await write('page.csv', page))).rejects.toThrow(/"page.csv" is a document or web page/);
  });
});

describe('an import', () => {
  it('accounts for every line of 10,000 with 200 bad ones, and undo brings the same bytes back', async () => {
    await desk.client.entries.add({ numbers: ['+12125550100', '+12125550101'], reason: 'before' });
    const before = await exported();
    const spell = [
      (n: string) => `(212) ${n.slice(0, 3)}-${n.slice(3)}`,
      (n: string) => `+1212${n}`,
      (n: string) => `212.${n.slice(0, 3)}.${n.slice(3)}`,
      (n: string) => `1-212-${n.slice(0, 3)}-${n.slice(3)}`,
    ];
    const bad = ['12', 'no phone', '2.12556E+09', '911', ''];
    const lines = Array.from({ length: 10_000 }, (_, i) =>
      i % 50 === 0 ? `${bad[(i / 50) % bad.length]},bad row` : `${spell[i % 4]?.(String(2_000_000 + i))},asked`,
    );
    lines[1] = '+12125550100,there already';
    const found = await open(await write('calls.csv', `Phone,Reason\n${lines.join('\n')}\n`));
    const summary = await preview(found);
    expect(summary).toMatchObject({
      lines: 10_000,
      groups: { rejected: 200, alreadyThere: 1, twiceInFile: 0, new: 9799, wouldChange: 0 },
    });
    expect(await exported()).toBe(before);

    const result = await apply(found);
    expect(result).toMatchObject({ lines: 10_000, added: 9799, changed: 0, alreadyThere: 1, rejected: 200 });
    expect(result.added + result.changed + result.alreadyThere + result.rejected).toBe(result.lines);
    const rejects = (await readAll(await desk.client.batches.rejects({ batch: result.batch }))).trimEnd().split('\r\n');
    expect(rejects).toHaveLength(201);
    expect(rejects[1]).toMatch(/^2,/);

    await desk.client.batches.undo({ batch: result.batch });
    expect(await exported()).toBe(before);
  });

  it('keeps the strongest of the lines of one number, and says which line stands there twice', async () => {
    const found = await open(
      await write(
        'twice.csv',
        'Phone,Valid until\n212-555-0123,2040-01-01\n(212) 555 0123,2041-01-01\n+12125550123,2039-01-01\n',
      ),
    );
    expect(await preview(found)).toMatchObject({
      lines: 3,
      groups: { new: 1, wouldChange: 1, alreadyThere: 0, twiceInFile: 1 },
      result: { added: 1, changed: 1, alreadyThere: 1, rejected: 0 },
    });
    await apply(found);
    const { entry } = await desk.client.entries.get({ number: '+12125550123' });
    expect(entry?.holds).toMatchObject([{ place: 'everywhere', until: '2041-01-02T00:00:00.000Z' }]);
  });

  it('asks before it blocks a number that is possible but not valid', async () => {
    const found = await open(await write('odd.csv', 'Phone\n+972501234567\n+12125550123\n'));
    expect((await preview(found)).groups).toMatchObject({ new: 1, unconfirmed: 1 });
    expect((await preview(found, { confirmInvalid: true })).groups).toMatchObject({ new: 2, unconfirmed: 0 });
  });

  it('reads a pasted column', async () => {
    const found = await desk.client.intake.open({
      from: { kind: 'text', text: '212 555 0123\n212 555 0124\n' },
      region: 'US',
    });
    expect((await preview(found)).groups.new).toBe(2);
  });

  it('takes the details of the columns, and of the choices where a line has none', async () => {
    const found = await open(await write('cols.csv', 'Phone,Reason,Date\n2125550123,asked,2026-03-04\n2125550124,,\n'));
    await preview(found, { reason: 'from a file', category: 'customer_request' });
    await apply(found);
    expect((await desk.client.entries.get({ number: '+12125550123' })).entry).toMatchObject({
      reason: 'asked',
      category: 'customer_request',
      requestedAt: '2026-03-04T00:00:00.000Z',
      source: { kind: 'import', label: 'cols.csv' },
      line: 2,
    });
    expect((await desk.client.entries.get({ number: '+12125550124' })).entry).toMatchObject({
      reason: 'from a file',
      line: 3,
    });
  });

  it('leaves nothing behind when it is cancelled', async () => {
    const rows = Array.from({ length: 60_000 }, (_, i) => `+1212${2_000_000 + i}`);
    const found = await open(await write('big.csv', `Phone\n${rows.join('\n')}\n`));
    await preview(found);
    const before = await exported();
    const { job } = await desk.client.intake.apply({ intake: found.intake });
    await expect
      .poll(async () => (await desk.client.jobs.list()).find(({ id }) => id === job)?.done)
      .toBeGreaterThan(0);
    await desk.client.jobs.cancel({ job });
    expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'cancelled' });
    expect(await exported()).toBe(before);
    expect((await desk.client.batches.list({ kinds: ['import'] }))[0]).toMatchObject({ state: 'cancelled' });
  });
});

describe('a file that cannot be imported', () => {
  const refusals: readonly (readonly [string, string | Buffer, RegExp])[] = [
    ['empty.csv', '', /empty/i],
    ['header.csv', 'Phone,Reason\n', /header/i],
    [
      'binary.csv',
      Buffer.from('89504e470d0a1a0a0000000d49484452000000100000000f0802000000f01122', 'hex'),
      /not a text file/i,
    ],
    ['book.xlsx', Buffer.from('PK\u0003\u0004xl/workbook.xml'), /damaged or cut off/],
  ];
  it.each(refusals)('%s is refused with one sentence', async (name, content, sentence) => {
    await expect(open(await write(name, content))).rejects.toThrow(sentence);
  });

  it('a folder, a missing file and a relative path are refused', async () => {
    await mkdir(join(folder.dataDir, 'lists'));
    await expect(open(join(folder.dataDir, 'lists'))).rejects.toThrow(/folder/);
    await expect(open(join(folder.dataDir, 'nowhere.csv'))).rejects.toThrow(/no file/);
    await expect(open('calls.csv')).rejects.toThrow(/whole path/);
  });

  it('a mapping without a phone column, or with a column that is not there, is refused', async () => {
    const found = await open(await write('a.csv', 'Phone\n2125550123\n'));
    const start = (mapping: IntakeOptionsInput['mapping']) =>
      desk.client.intake.preview({ intake: found.intake, options: { mapping } });
    await expect(start([])).rejects.toThrow(/No column is marked/);
    await expect(start([{ column: 7, field: 'phone' }])).rejects.toThrow(/does not exist/);
  });

  it('a file that changed after the preview is not applied', async () => {
    const path = await write('a.csv', 'Phone\n2125550123\n');
    const found = await open(path);
    await preview(found);
    await writeFile(path, 'Phone\n2125550199\n2125550198\n');
    const { job } = await desk.client.intake.apply({ intake: found.intake });
    expect(await desk.client.jobs.wait({ job })).toMatchObject({
      state: 'failed',
      message: expect.stringContaining('changed after the preview'),
    });
    expect((await desk.client.entries.list({})).total).toBe(0);
  });

  it('an FTC complaints file is refused, because it lists callers', async () => {
    const text =
      'Company_Phone_Number,Created_Date,Violation_Date,Consumer_City,Consumer_State,Consumer_Area_Code,Subject,Recorded_Message_Or_Robocall\n2125550123,2026-01-01,2026-01-01,X,NY,212,Other,Y\n';
    await expect(open(await write('DNC_Complaint_Numbers_2026-01-01.csv', text))).rejects.toThrow(/complain/);
  });
});
