// Files as they really come, by what goes wrong in them: which cells hold numbers, of which country they are, what stands in a
// cell, what the other columns say, and until when. Real files on a real desk in New York, imported and removed by.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createTestClock } from '../support/desk.ts';
import { type FileDesk, openFileDesk } from '../support/fileDesk.ts';
import { toBook, toRawXlsx, toXlsx } from '../support/files.ts';

/** In New York it is the 28th, 21:00. */
const today = '2026-11-29T02:00:00.000Z';
const anna = '+12125550102';

const clock = createTestClock(today);
let desk: FileDesk;
beforeEach(async () => {
  clock.set(today);
  desk = await openFileDesk('America/New_York', clock);
});
afterEach(async () => {
  expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
  await desk.close();
});

const kinds = ({ summary }: { summary: { questions: readonly { kind: string }[] } }) =>
  summary.questions.map(({ kind }) => kind);

const byDigits = (a: string, b: string) => Number(a) - Number(b);

describe('which cells hold numbers', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'phone columns under many names',
      'First Name,Last Name,Company Name,Business Number,Business Fax,Mobile,Home,Other\nAnn,Ash,Acme,2125550102,,2125550111,,\nBen,Birch,Acme,,,2125550112,2125550102,\nCat,Cedar,Acme,,,2125550113,,2125550102\n',
      ['Business Number', 'Mobile', 'Home', 'Other'],
      [anna, '+12125550111', '+12125550112', '+12125550113'],
    ],
    [
      'names that say no more than where',
      'Name,Home,Work,Cell\nAnn,212-555-0102,,212-555-0111\n',
      ['Home', 'Work', 'Cell'],
      [anna, '+12125550111'],
    ],
    [
      'a second column in another language',
      'Nome;Telefono;Cellulare\nAnn;212-555-0111;212-555-0102\n',
      ['Telefono', 'Cellulare'],
      [anna, '+12125550111'],
    ],
    [
      'a column without a name',
      'Name,Phone,,Reason\nAnn,212-555-0111,212-555-0102,asked\n',
      ['Phone', ''],
      [anna, '+12125550111'],
    ],
  ])('reads or asks about every column of them: %s', async (_, text, columns, numbers) => {
    const first = await desk.look('people.csv', text);
    const read = first.found.columns.filter(({ field }) => field === 'phone').map(({ header }) => header ?? '');
    const asked = first.summary.unread.map(({ header }) => header ?? '');
    const filled = columns.filter((name) => name !== 'Work');
    expect([...read, ...asked]).toEqual(expect.arrayContaining(filled));
    if (asked.length > 0) await expect(first.apply()).rejects.toThrow('is not read and holds');
    await desk.take('people-too.csv', text, { also: first.summary.unread.map(({ column }) => column) });
    expect(await desk.blocked()).toEqual(numbers);
  });

  it('does not ask again about a column that a person left out', async () => {
    const text = 'Name,Phone,,Reason\nAnn,212-555-0111,212-555-0102,asked\n';
    const { summary } = await desk.take('people.csv', text, { leaveOut: [2] });
    expect(summary.unread).toEqual([]);
    expect(await desk.blocked()).toEqual(['+12125550111']);
  });

  it('knows the lead layout of a dialer for one, and finds the numbers in its last cell', async () => {
    const lead = ['lead1', 'web', '101', '1', '2125550111', 'Ms', 'Ann', '', 'Ash', '1 Elm St', '', '', 'Troy', 'NY'];
    const more = [
      '',
      '12180',
      'USA',
      'F',
      '',
      '2125550113',
      '',
      '',
      'note',
      '',
      '',
      '',
      '2125550102_1_work!2125550114_61_sister',
    ];
    const text = `${[...lead, ...more].join('|')}\n`;
    const { found, numbers, summary } = await desk.look('leads.txt', text.repeat(2));
    expect(found.asks).toMatchObject([{ kind: 'leads' }]);
    const held = [...numbers, ...summary.doubts.flatMap(({ samples }) => samples.flatMap(({ readings }) => readings))];
    const texts = held.map((each) => (typeof each === 'string' ? each : each.number));
    expect(texts).toEqual(expect.arrayContaining(['+12125550111', '+12125550113', anna, '+12125550114']));
  });
});

describe('which country a number is of', () => {
  const people =
    'First Name,Phone,Country\nAnn,2079460958,United Kingdom\nCat,3012345678,Germany\nDan,0502345678,Israel\n';
  const abroad = ['+442079460958', '+493012345678', '+972502345678'];

  it('is what its row says, in an import and in a removal', async () => {
    await desk.take('people.csv', people);
    expect(await desk.blocked()).toEqual(abroad);
    await desk.block('+12079460958', '+13012345678');
    expect((await desk.release('gone.csv', people)).released).toEqual(abroad);
    expect(await desk.blocked()).toEqual(['+12079460958', '+13012345678']);
  });

  it.each([
    'United Kingdom',
    'UK',
    'GB',
    'GBR',
    '+44',
    '44',
    'Großbritannien',
    'Royaume-Uni',
    'Reino Unido',
    'הממלכה המאוחדת',
  ])('"%s" is the United Kingdom', async (country) => {
    await desk.take('people.csv', `Phone,Country,Reason\n2079460958,${country},asked\n`);
    expect(await desk.blocked()).toEqual(['+442079460958']);
  });

  it('asks about numbers beside a country that nobody knows', async () => {
    const looked = await desk.look(
      'people.csv',
      'Phone,Country,Reason\n2125550102,Ruritania,asked\n2125550103,USA,\n2125550104,US,\n',
    );
    expect(kinds(looked)).toEqual(['doubts']);
    await desk.block(anna);
    const { released } = await desk.release('gone.csv', 'Phone,Country\n2125550102,Ruritania\n');
    expect(released).toEqual([]);
  });

  it.each([
    ['0502345678', '+972502345678'],
    ['06 12 34 56 78', '+33612345678'],
    ['0412 345 678', '+61412345678'],
    ['4512345678', '+4512345678'],
  ])('%s is no American number: nothing is blocked or released before somebody says what it is', async (cell, held) => {
    await desk.block(held);
    const looked = await desk.look('list.csv', `Phone,Reason\n${cell},asked\n+12125550111,asked\n`);
    expect(looked.numbers).toEqual(['+12125550111']);
    expect(looked.summary.groups).toMatchObject({ new: 1 });
    expect(kinds(looked).filter((kind) => kind === 'doubts' || kind === 'invalid')).toHaveLength(1);
    await expect(looked.apply()).rejects.toThrow(/in doubt|possible but/);
    expect((await desk.release('gone.csv', `Phone\n${cell}\n`)).released).toEqual([]);
    expect(await desk.blocked()).toEqual([held]);
  });

  it.each(['912125550101', '91 212 555 0102'])('%s may be Indian, or have a 9 for an outside line', async (cell) => {
    const digits = cell.replaceAll(' ', '').slice(2);
    await desk.block(`+91${digits}`, `+1${digits}`);
    const looked = await desk.look('list.csv', `Phone,Reason\n${cell},asked\n`);
    const readings = looked.summary.doubts.flatMap(({ samples }) => samples.flatMap((sample) => sample.readings));
    expect(readings.map(({ number }) => number).toSorted()).toEqual([`+1${digits}`, `+91${digits}`]);
    expect(looked.numbers).toEqual([]);
    await expect(looked.apply()).rejects.toThrow('in doubt');
    expect((await desk.release('gone.csv', `Phone\n${cell}\n`)).released).toEqual([]);
  });

  it.each([
    ['972-502-3456/78', 'US', ['+19725023456', '+19725023478'], '+972502345678'],
    ['972-502-3456-78', 'US', ['+19725023456', '+19725023478'], '+972502345678'],
    ['212-661-2345/67', 'US', ['+12126612345', '+12126612367'], '+212661234567'],
    ['503-712-3456/7', 'US', ['+15037123456', '+15037123457'], '+50371234567'],
    ['030 12345678/79', 'DE', ['+493012345678', '+493012345679'], '+49301234567879'],
    ['0512 12345/46', 'AT', ['+4351212345', '+4351212346'], '+435121234546'],
    ['08-123 456/7', 'SE', ['+468123456', '+468123457'], '+4681234567'],
    ['021 1234567/8', 'ID', ['+62211234567', '+62211234568'], '+622112345678'],
  ])('%s (%s) is two numbers, and releases none', async (cell, region, numbers, joined) => {
    const { summary } = await desk.take('list.csv', `Phone,Reason\n${cell},asked\n`, { region });
    expect(await desk.blocked()).toEqual(numbers);
    expect(summary).toMatchObject({ lines: 1, numbers: { added: 2 } });
    await desk.block(joined);
    expect((await desk.release('gone.csv', `Phone\n${cell}\n`, { region })).released).toEqual([]);
  });

  it('asks once for a whole Italian file that has lost the zeros of its numbers', async () => {
    const text = 'Telefono,Motivo\n212345678,asked\n61234567,asked\n331123456,asked\n3331234567,asked\n';
    await desk.block('+390212345678');
    const looked = await desk.look('lista.csv', text, { region: 'IT' });
    expect(kinds(looked)).toEqual(['doubts']);
    expect(looked.numbers).toEqual(['+393331234567']);
    await desk.take('lista2.csv', text, { region: 'IT', doubtful: 0 });
    expect(await desk.blocked()).toEqual(
      ['+39061234567', '+390212345678', '+39331123456', '+393331234567'].toSorted(byDigits),
    );
    await desk.block('+39212345678');
    expect((await desk.release('via.csv', 'Telefono\n212345678\n', { region: 'IT' })).released).toEqual([]);
  });

  it.each(['+52 1 55 1234 5678', '5215512345678', '044 55 1234 5678', '1 55 1234 5678'])(
    '%s is the Mexican subscriber that it became',
    async (cell) => {
      await desk.take('lista.csv', `Phone,Reason\n${cell},asked\n`, { region: 'MX' });
      expect(await desk.blocked()).toEqual(['+525512345678']);
    },
  );

  it.each(['+55 11 8765-4321', '(11) 8765-4321'])('%s is the Brazilian mobile that it became', async (cell) => {
    await desk.block('+5511987654321');
    const { summary } = await desk.take('lista.csv', `Phone,Reason\n${cell},asked\n`, { region: 'BR' });
    expect(summary.result).toMatchObject({ lines: 1, alreadyThere: 1, added: 0 });
    expect(await desk.blocked()).toEqual(['+5511987654321']);
  });
});

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

describe('what the other columns say', () => {
  it.each([
    [
      'First Name,Last Name,Office Phone,Mobile,Do Not Call,Lead Source,City\nAnn,Ash,2125550102,,1,Web,Troy\nBen,Birch,2125550103,,0,Web,Troy\nCat,Cedar,,2125550104,,Web,Troy\n',
      2,
    ],
    ['Id,LastName,Phone,DoNotCall\n1,Ash,2125550102,TRUE\n2,Birch,2125550103,FALSE\n', 1],
    ['phone,name,opted_out\n2125550102,Ann,yes\n2125550103,Ben,no\n', 1],
    ['Phone Number,On DNCR\n2125550102,Y\n2125550103,N\n', 1],
    ['phone,name,status\n2125550103,Ben,enabled\n2125550102,Ann,blocklisted\n', 1],
    ['Phone,Status\n2125550102,DND\n2125550103,Active\n', 1],
    ['Telefon,Name,Nicht anrufen\n2125550102,Ann,ja\n2125550103,Ben,nein\n', 1],
    ['Teléfono,Nombre,No llamar\n2125550102,Ann,sí\n2125550103,Ben,no\n', 1],
  ])('takes only the rows that ask, and counts the others: %s', async (text, others) => {
    const looked = await desk.look('crm.csv', text);
    const words = looked.summary.meanings.flatMap(({ values }) => values);
    const unsure = words.filter(({ means }) => means === 'unknown').map(({ value }) => value);
    if (unsure.length > 0) await expect(looked.apply()).rejects.toThrow('mean do not call');
    const sure = words.filter(({ means }) => means === 'block').map(({ value }) => value);
    const answered = unsure.length === 0 ? {} : { requestValues: sure, otherValues: unsure };
    const { summary } = await desk.take('crm2.csv', text, answered);
    expect(await desk.blocked()).toEqual([anna]);
    expect(summary.result).toMatchObject({ added: 1, rejected: others });
  });

  it('counts what a disposition says of do-not-call, whatever words surround it, and asks about the rest', async () => {
    const words = ['Hard DND', 'DNC - Customer Request', 'Added to DNC', 'DNC', 'Sale', 'Zzyzx'];
    const text = `Phone,Disposition\n${words.map((word, at) => `212555011${at},${word}`).join('\n')}\n`;
    const looked = await desk.look('calls.csv', text);
    const means = Object.fromEntries(
      looked.summary.meanings.flatMap(({ values }) => values.map((each) => [each.value, each.means])),
    );
    for (const word of words.slice(0, 4)) expect(means[word]).toBe('block');
    expect(means).toMatchObject({ Sale: 'nothing', Zzyzx: 'unknown' });
    expect(kinds(looked)).toEqual(['meanings']);
    await expect(looked.apply()).rejects.toThrow('Zzyzx');
    expect(await desk.blocked()).toEqual([]);
  });

  it('remembers by the header what was said about its words', async () => {
    const text = (number: string) => `Phone,Status\n${number},Lost\n2125550103,Won\n`;
    await desk.take('may.csv', text('2125550102'), { requestValues: ['Lost'], otherValues: ['Won'] });
    const { found, summary } = await desk.look('june.csv', text('2125550104'));
    expect(found).toMatchObject({ requestValues: ['Lost'], remembered: {} });
    expect(summary).toMatchObject({ questions: [], result: { added: 1, rejected: 1 } });
  });

  it.each([
    ['Phone,action\n2125550102,delete\n2125550103,add\n', {}],
    ['Phone,action\n2125550102,START\n2125550103,STOP\n', {}],
    ['Phone,suspended\n2125550102,Y\n2125550103,N\n', {}],
    ['Phone,do_not_call\n2125550102,0\n2125550103,1\n', {}],
  ])('releases only what its row says is to be released: %s', async (text, answers) => {
    await desk.block(anna, '+12125550103');
    const { released } = await desk.release('changes.csv', text, answers);
    expect(released).toEqual([anna]);
    expect(await desk.blocked()).toEqual(['+12125550103']);
  });

  it('asks what the words of a removal mean, and releases nothing before', async () => {
    await desk.block(anna, '+12125550103');
    const text = 'Phone,action\n2125550102,Q1\n2125550103,Q2\n';
    const { summary, released } = await desk.release('changes.csv', text);
    expect(summary.question?.sentence).toMatch(/"Q1" \(1\), "Q2" \(1\) in the column "action"/);
    expect(released).toEqual([]);
    expect((await desk.release('changes.csv', text, { releaseValues: ['Q1'] })).released).toEqual([anna]);
  });

  it('blocks again by itself what was asked for after the release, and asks where there is no date', async () => {
    await desk.block(anna, '+12125550103', '+12125550104');
    for (const number of await desk.blocked()) await desk.client.entries.remove({ numbers: [number], why: 'moved' });
    clock.forward(2 * 86_400_000);
    const rows = '2125550102,2026-11-30\n2125550103,2026-11-20\n2125550104,\n';
    const looked = await desk.look('optouts.csv', `Phone,opt out date\n${rows}`);
    expect(kinds(looked)).toEqual(['released']);
    await desk.take('optouts2.csv', `Phone,opt out date\n${rows}`, { keepReleased: true });
    expect(await desk.blocked()).toEqual([anna]);
  });
});

describe('until when', () => {
  const endOfYear = '2027-01-01T05:00:00.000Z';
  const untilOf = async (number: string) => (await desk.client.entries.get({ number })).entry?.holds[0]?.until;

  it.each([
    ['2026-12-31', endOfYear],
    ['12/31/2026', endOfYear],
    ['31.12.2026', endOfYear],
    ['2026-12-31 23:59:59', '2027-01-01T04:59:59.000Z'],
    ['2026-12-31T23:59:59', '2027-01-01T04:59:59.000Z'],
    ['12/31/2026 11:59 PM', '2027-01-01T04:59:00.000Z'],
    ['2026-11-28', '2026-11-29T05:00:00.000Z'],
  ])('%s in a file', async (cell, until) => {
    await desk.take('list.csv', `Phone,Valid until\n2125550102,${cell}\n`);
    expect(await untilOf(anna)).toBe(until);
    expect((await desk.client.entries.check({ numbers: [anna] }))[0]?.blocked).toBe(true);
  });

  it.each([
    ['2026-12-31', endOfYear],
    ['2026-12-31 23:59:59', '2027-01-01T04:59:59.000Z'],
    ['2026-12-31T23:59:59', '2027-01-01T04:59:59.000Z'],
    ['2026-11-28', '2026-11-29T05:00:00.000Z'],
  ])('%s for the whole file, and for a number that is added', async (expires, until) => {
    await desk.take('list.csv', 'Phone,Reason\n2125550102,asked\n', { expires });
    await desk.client.entries.add({ numbers: ['+12125550103'], expires });
    expect([await untilOf(anna), await untilOf('+12125550103')]).toEqual([until, until]);
  });

  it('of a workbook is its date, with the time where one stands there', async () => {
    const days = [new Date(Date.UTC(2026, 11, 31)), new Date(Date.UTC(2026, 11, 31, 23, 59, 59))];
    const rows = days.map((day, at) => [`212555010${at + 2}`, day]);
    await desk.take('list.xlsx', await toXlsx({ name: 'List', rows: [['Phone', 'Valid until'], ...rows] }));
    expect([await untilOf(anna), await untilOf('+12125550103')]).toEqual([endOfYear, '2027-01-01T04:59:59.000Z']);
  });

  it('is the later day where nothing tells day from month, and that is said', async () => {
    const { summary } = await desk.take('list.csv', 'Phone,Valid until\n2125550102,03/04/2027\n');
    expect(await untilOf(anna)).toBe('2027-04-04T04:00:00.000Z');
    expect(summary.notes.first).toMatchObject([
      { line: 2, sentence: expect.stringMatching(/4 March 2027 or 3 April 2027.*later/) },
    ]);
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
