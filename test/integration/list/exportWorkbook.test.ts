// The list as a workbook: read back cell by cell, with texts that a spreadsheet would take for formulas, and only what a
// filter shows.
import { readXlsx } from 'hucre/xlsx';
import { expect, it } from 'vitest';
import { createTestDesk, exportOf, valueOf } from '../../support/desk.ts';

it('a workbook holds what the CSV holds, as text and never as a formula', async () => {
  const desk = createTestDesk();
  try {
    const reasons = ['=HYPERLINK("http://x","y")', '+1+1', '-2', '@SUM(A1)', '<b>&"\u0001', ' two  spaces ', 'שלום'];
    for (const [index, reason] of reasons.entries())
      valueOf(desk.list.add({ numbers: [`+1212555100${index}`], reason, category: 'mark' }));
    valueOf(desk.list.add({ numbers: ['+12125559999'], reason: 'other' }));
    const base64 = desk.list.export({ format: 'xlsx', filter: { search: 'mark' } });
    const bytes: Buffer[] = [];
    for await (const chunk of valueOf(base64)) bytes.push(Buffer.from(chunk, 'base64'));

    const { sheets } = await readXlsx(Buffer.concat(bytes));
    expect(sheets.map(({ name }) => name)).toEqual(['Do not call']);
    const [header, ...rows] = sheets[0]?.rows ?? [];
    const csv = await exportOf(desk);
    expect(header?.join(',')).toBe(csv.split('\r\n')[0]);
    expect(rows.map((row) => row[0])).toEqual(reasons.map((_, index) => `+1212555100${index}`));
    expect(rows.map((row) => row[3])).toEqual(reasons);
    expect(rows.every((row) => row[1] === 'everywhere')).toBe(true);
  } finally {
    desk.close();
  }
});
