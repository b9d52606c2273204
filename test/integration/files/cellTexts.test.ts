// What stands in a cell, on its way through the desk: numbers as their workbook displays them, formulas that link to a number,
// and cells behind blanks are imported as the numbers they are, and found when leads are cleaned.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';
import { toBook, toRawXlsx } from '../../support/files.ts';

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;

beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir);
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

const at = (name: string) => join(folder.outDir, name);

async function importBook(name: string, content: Uint8Array) {
  await writeFile(at(name), content);
  const { intake } = await desk.client.intake.open({ from: { kind: 'path', path: at(name) }, region: 'US' });
  const options = { mapping: [{ column: 0, field: 'phone' as const }], region: 'US' as const };
  const { job } = await desk.client.intake.preview({ intake, options });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  const applied = await desk.client.intake.apply({ intake });
  expect(await desk.client.jobs.wait({ job: applied.job })).toMatchObject({ state: 'done' });
  return desk.client.intake.result({ intake });
}

test('a workbook of formatted numbers and of formulas is imported as it is displayed', async () => {
  const values = [
    [6_046_221_234, '"+"0'],
    [502_345_678, '"+972 "00\\-000\\-0000'],
    [2_125_550_102, '[<=9999999]###-####;(###) ###-####'],
  ] as const;
  const formats = toBook('xlsx', [{ name: 'A', rows: [['Phone'], ...values.map(([value]) => [value])] }], (made) => {
    for (const [row, [, z]] of values.entries()) Object.assign(made.Sheets['A']?.[`A${row + 2}`] ?? {}, { z });
  });
  expect(await importBook('formats.xlsx', formats)).toMatchObject({ added: 3, rejected: 0 });

  const formulas = ['HYPERLINK(&quot;tel:+12125550103&quot;,&quot;(212) 555-0103&quot;)', 'A2&amp;B2'];
  const rows = formulas.map((formula, row) => `<row r="${row + 2}"><c><f>${formula}</f></c></row>`).join('');
  const header = '<row r="1"><c t="str"><v>Phone</v></c></row>';
  const sheet = toRawXlsx(`<worksheet><sheetData>${header}${rows}</sheetData></worksheet>`);
  expect(await importBook('formulas.xlsx', sheet)).toMatchObject({ added: 1, rejected: 1 });

  const listed = await readAll(await desk.client.entries.export({ format: 'csv' }));
  for (const number of ['+12125550102', '+12125550103', '+6046221234', '+972502345678'])
    expect(listed).toContain(number);
});

test('leads whose number stands behind a blank, or in a formula, are found', async () => {
  const rows = [
    'Name, Company, Phone',
    'Ann, "Smith, Jones", 212-555-0102',
    'Ben, Acme, "=HYPERLINK(""tel:+12125550103"",""Ben, call"")"',
    'Cat, "Acme, Inc.", 212-555-0104',
  ];
  await writeFile(at('leads.csv'), rows.join('\n'));
  const opened = await desk.client.scrub.open({ from: { kind: 'path', path: at('leads.csv') }, region: 'US' });
  const mapping = opened.columns.map(({ column, field }) => ({ column, field }));
  const to = { clean: at('clean.csv'), blocked: at('blocked.csv') };
  const { job } = await desk.client.scrub.start({ scrub: opened.scrub, options: { mapping }, to });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  expect(await readFile(to.clean, 'utf8')).toBe(`${rows[0]}\n${rows[3]}`);
  expect(await readFile(to.blocked, 'utf8')).toMatch(/^.*\nAnn, "Smith, Jones", 212-555-0102,.*\nBen, .*\n$/);
});
