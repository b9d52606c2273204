// Files as they really come: what stands in a cell, on one line, and in files that are no sheets.
import { describe, expect, it } from 'vitest';
import { type FileDesk, useFileDesk } from '../../support/fileDesk.ts';
import { toBook, toRawXlsx } from '../../support/files.ts';

const anna = '+12125550102';

let desk: FileDesk;
useFileDesk((opened) => {
  desk = opened;
});

const byDigits = (a: string, b: string) => Number(a) - Number(b);

describe('what stands in a cell', () => {
  it.each([
    ['p:+12125550102', 'US', anna],
    ['whatsapp:+12125550102', 'US', anna],
    ['sip:+12125550102@pbx.example.com', 'US', anna],
    ['Phone: +12125550102', 'US', anna],
    ['+12125550102 (cell)', 'US', anna],
    ['טל: 050-2345679', 'IL', '+972502345679'],
    ['נייד 050-2345670', 'IL', '+972502345670'],
    ['tel 050-2345672', 'IL', '+972502345672'],
    ['2.125550101E9', 'US', '+12125550101'],
    ['9.72502345678E11', 'IL', '+972502345678'],
    ['1.7743856575E10', 'US', '+17743856575'],
  ])('%s is a number in a list and in a removal', async (cell, region, number) => {
    await desk.take('list.csv', `Phone,Reason\n${cell},asked\n`, { region });
    expect(await desk.blocked()).toEqual([number]);
    expect((await desk.release('gone.csv', `Phone\n${cell}\n`, { region })).released).toEqual([number]);
  });

  it('is read from the lead file of an ad network, in UTF-16 with tabs', async () => {
    const text = 'id\tcreated_time\tphone_number\r\nl:1\t2026-11-01\tp:+12125550102\r\n';
    await desk.take('dnc-leads.csv', Buffer.from(`\uFEFF${text}`, 'utf16le'));
    expect(await desk.blocked()).toEqual([anna]);
  });

  it('has lost digits for good only where digits are missing', async () => {
    const { summary, rejects } = await desk.take('list.csv', 'Phone,Reason\n2.12555E+09,asked\n2.125550101E9,asked\n');
    expect(summary.result).toMatchObject({ lines: 2, added: 1, rejected: 1 });
    expect(rejects).toMatch(/^2,Phone,.*2\.12555E\+09\r\n$/);
  });

  it.each([' ::: ', '\n', '; ', ' / ', ' or '])(
    'may be two numbers, with %j between: both block, none is released',
    async (between) => {
      const cell = `"+1 212-555-0112${between}+1 212-555-0102"`;
      const { summary } = await desk.take('list.csv', `Phone,Reason\n${cell},asked\n`);
      expect(await desk.blocked()).toEqual([anna, '+12125550112']);
      expect(summary).toMatchObject({ result: { lines: 1, added: 1 }, numbers: { added: 2 } });
      const { released, rejects } = await desk.release('gone.csv', `Phone\n${cell}\n`);
      expect(released).toEqual([]);
      expect(rejects).toContain('2,');
    },
  );

  it.each([
    ['list.csv', 'Name,Phone,Phone\nAnn,"212-555-0101 or 0103",\n'],
    ['list.vcf', 'BEGIN:VCARD\nVERSION:3.0\nFN:Ann\nTEL:212-555-0101 or 0103\nEND:VCARD\n'],
  ])('of a second ending says what is in doubt, and not that a country is: %s', async (name, text) => {
    const { summary } = await desk.look(name, text);
    expect(summary.doubts).toMatchObject([
      {
        sentence: 'It may be another ending of the number before it: write each number in full.',
        samples: [{ readings: [{ number: '+12125550103' }] }],
      },
    ]);
  });

  it('is what a workbook shows of a number with a format', async () => {
    const book = toBook(
      'xlsx',
      [
        {
          name: 'List',
          rows: [
            ['Phone', 'Reason'],
            [6_046_221_234, 'a'],
            [331_123_456, 'b'],
          ],
        },
      ],
      ({ Sheets }) => {
        Object.assign(Sheets['List']?.['A2'] ?? {}, { z: '"+"0' });
        Object.assign(Sheets['List']?.['A3'] ?? {}, { z: '0000000000' });
      },
    );
    await desk.take('list.xlsx', book, { region: 'IT' });
    expect(await desk.blocked()).toEqual(['+6046221234', '+390331123456'].toSorted(byDigits));
  });

  it('may be a link that is read, or a formula without a result that says so', async () => {
    const sheet = (formula: string, at: number) =>
      `<row r="${at}"><c r="A${at}"><f>${formula}</f></c><c r="B${at}" t="inlineStr"><is><t>asked</t></is></c></row>`;
    const head =
      '<row r="1"><c r="A1" t="inlineStr"><is><t>Phone</t></is></c><c r="B1" t="inlineStr"><is><t>Reason</t></is></c></row>';
    const link = 'HYPERLINK(&quot;tel:+12125550102&quot;,&quot;(212) 555-0102&quot;)';
    const rows = `${head}${sheet('C2&amp;D2', 2)}${sheet(link, 3)}`;
    const xml = `<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><sheetData>${rows}</sheetData></worksheet>`;
    const { rejects } = await desk.take('list.xlsx', toRawXlsx(xml));
    expect(await desk.blocked()).toEqual([anna]);
    expect(rejects).toMatch(/^2,Phone,.*formula whose result is not stored.*open the file in a spreadsheet, save it/);
  });

  it('of one line accounts for each of its cells', async () => {
    const line = '+12125550101, 212-555-0103, +12125550104, PROMO, 5550199, +442079460958';
    const looked = await desk.look('numbers.txt', `${line}\n`);
    const { numbers, rejects, summary } = looked;
    expect([...numbers].toSorted()).toEqual(
      ['+12125550101', '+12125550103', '+12125550104', '+442079460958'].toSorted(),
    );
    expect(summary).toMatchObject({ lines: 1, result: { added: 1, rejected: 0 }, numbers: { added: 4, notRead: 2 } });
    expect(rejects.trimEnd().split('\r\n')).toHaveLength(2);
    expect(rejects).toMatch(/PROMO\r\n.*5550199/);
  });

  it('counts the second number of a row that was not read, and names it among the rejects', async () => {
    const { summary, rejects } = await desk.take(
      'list.csv',
      'Name,Phone,Mobile,Reason\nAnn,212-555-0101,555-0102,asked\n',
    );
    expect(summary).toMatchObject({ result: { lines: 1, added: 1 }, numbers: { added: 1, notRead: 1 } });
    expect(rejects).toMatch(/^2,Mobile,.+,555-0102\r\n$/);
  });
});

describe('other containers', () => {
  it('reads the blocked contacts of a phone, and the phone book of a router', async () => {
    const card = (number: string) =>
      `BEGIN:VCARD\r\nVERSION:3.0\r\nFN:Blocked\r\nTEL;TYPE=CELL:${number}\r\nEND:VCARD\r\n`;
    await desk.take('blocked.vcf', card('+1 212-555-0102') + card('(212) 555-0103'));
    const contact =
      '<contact><person><realName>Spam</realName></person><telephony><number type="home">2125550104</number></telephony></contact>';
    await desk.take(
      'book.xml',
      `<?xml version="1.0" encoding="utf-8"?><phonebooks><phonebook name="Blocked">${contact}</phonebook></phonebooks>`,
    );
    expect(await desk.blocked()).toEqual([anna, '+12125550103', '+12125550104']);
  });

  it('keeps every row in its columns where a blank follows each comma', async () => {
    const rows = Array.from({ length: 83 }, (_, at) => {
      const name = at % 2 === 0 ? `"Ash, Ann ${at}"` : `Ben ${at}`;
      return `${name}, 21255502${String(at + 10)}, "asked, twice ${at}"`;
    });
    const { summary } = await desk.take('list.csv', `Name, Phone, Reason\n${rows.join('\n')}\n`);
    expect(summary).toMatchObject({ result: { lines: 83, added: 83, rejected: 0 }, notes: { lines: 0 } });
    const { entries } = await desk.client.entries.list({ limit: 1000 });
    expect(entries.map(({ reason }) => reason)).toEqual(rows.map((_, at) => `asked, twice ${at}`));
  });
});
