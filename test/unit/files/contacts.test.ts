// Contacts as phones, mail programs, routers and desk phones export them: each number is a row, each contact is counted, and
// what such a file is follows from its content. Other XML stays what it was.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { isUtf8 } from 'node:buffer';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { readContacts, recogniseContacts } from '../../../electron/core/files/packed/contacts/contactRows.ts';
import { createBudget } from '../../../electron/core/files/packed/budget.ts';
import { readingCaps } from '../../../electron/core/files/packed/caps.ts';
import type { Row } from '../../../electron/core/files/text/dialect.ts';
import { recogniseEncoding } from '../../../electron/core/files/text/sniffBytes.ts';
import { openRows, type OpenOptions } from '../../../electron/core/files/openRows.ts';
import { streamRows } from '../../../electron/core/files/streamRows.ts';
import { toZip } from '../../support/files.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dnc-contacts-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const fixture = (name: string) => join(import.meta.dirname, '../../fixtures/files', name);

async function open(content: string | Uint8Array, options: OpenOptions = {}) {
  const path = join(folder, 'contacts.csv');
  await writeFile(path, content);
  return openRows(path, { region: 'US', ...options });
}

type Told = readonly [line: number, name: string, phone: string, type: string];

function toTold({ line, cells, problem }: Row): Told {
  expect(problem).toBeNull();
  expect(cells).toHaveLength(3);
  const [name = '', phone = '', type = ''] = cells;
  return [line, name, phone, type];
}

/** Through the worker, as a file. */
async function tell(opened: Awaited<ReturnType<typeof open>>): Promise<Told[]> {
  if (!opened.ok) throw new Error(opened.message);
  const told: Told[] = [];
  for await (const { rows } of streamRows(opened.source, opened.dialect)) told.push(...rows.map(toTold));
  return told;
}

const tellAll = async (content: string | Uint8Array, options: OpenOptions = {}) => tell(await open(content, options));

/** By the reader alone, which takes the content in two pieces. */
async function readAll(content: string | Uint8Array): Promise<Told[]> {
  const bytes = Buffer.from(content);
  const form = recogniseContacts(bytes);
  if (form === undefined) throw new Error('These are no contacts.');
  const encoding = recogniseEncoding(bytes, isUtf8(bytes));
  const middle = bytes.length >> 1;
  async function* pieces() {
    yield bytes.subarray(0, middle);
    yield bytes.subarray(middle);
  }
  const told: Told[] = [];
  const budget = createBudget(readingCaps, 'contacts', bytes.length, () => {});
  for await (const rows of readContacts(form, pieces(), encoding, budget)) told.push(...rows.map(toTold));
  return told;
}

const card = (...lines: string[]) => ['BEGIN:VCARD', ...lines, 'END:VCARD', ''].join('\r\n');

describe('a vCard', () => {
  test('is a list of its numbers, by the lines on which they stand', async () => {
    const opened = await openRows(fixture('blocked.vcf'), { region: 'US' });
    expect(opened).toMatchObject({
      ok: true,
      format: 'sheet',
      header: ['Name', 'Phone', 'Phone type'],
      levels: [{ kind: 'sheet', chosen: 'Contacts' }],
    });
    const told = await tell(opened);
    expect(told).toEqual([
      [4, 'Ann Ash', '+12125550102', 'cell'],
      [5, 'Ann Ash', '(212) 555-0103', 'home, voice'],
      [15, 'דנה לוי', '050-234-5678', 'cell'],
      [23, 'Cat, Jr', '+1 212 555 0104', 'cell, voice'],
      [24, 'Cat, Jr', '+12125550105', 'Spam'],
      [28, 'No Number', '', ''],
      [33, 'Acme, Sales', 'tel:+1-212-555-0106;ext=5', 'voice, work'],
    ]);
    expect(opened.ok && opened.samples.map(({ line, cells }) => [line, ...cells])).toEqual(told);
  });

  test.each<[string, string, readonly string[]]>([
    ['a name in parts', card('N:Ash;Ann;B.;Dr.;', 'TEL:2125550102'), ['Ann B. Ash', '2125550102']],
    ['no name but an organisation', card('ORG:Acme;;', 'TEL:2125550102'), ['Acme', '2125550102']],
    ['an empty full name', card('FN:', 'N:Ash;Ann', 'TEL:2125550102'), ['Ann Ash', '2125550102']],
    ['a folded number', card('VERSION:3.0', 'TEL;TYPE=CELL:+1212', ' 5550102'), ['', '+12125550102', 'cell']],
    ['a folded number of 2.1', card('VERSION:2.1', 'TEL:+1212', '\t5550102'), ['', '+1212 5550102']],
    ['quoted-printable', card('TEL;CELL;ENCODING=QUOTED-PRINTABLE:=2B1212=\r\n5550102'), ['', '+12125550102', 'cell']],
    ['bare quoted-printable', card('N;QUOTED-PRINTABLE:;A=3Db', 'TEL:1'), ['A=b', '1']],
    ['small letters', card('tel;type=Work,pref:2125550102').toLowerCase(), ['', '2125550102', 'work']],
    ['a colon in a parameter', card('TEL;X-A="a:b;c";TYPE="voice,home":2125550102'), ['', '2125550102', 'voice, home']],
    ['a mark without an end', card('TEL;TYPE="home:2125550102'), ['', '2125550102', 'home']],
    ['several numbers in one', card('TEL:212-555-0102\\, 212-555-0103'), ['', '212-555-0102, 212-555-0103']],
    ['a messenger', card('IMPP;X-SERVICE-TYPE=WhatsApp:x-apple:+12125550102'), ['', '+12125550102', 'impp']],
    [
      'a telephone over the net',
      card('X-SIP:sip:+12125550102@pbx.example'),
      ['', 'sip:+12125550102@pbx.example', 'x-sip'],
    ],
    ['other addresses', card('URL:https://example.com/2125550102', 'IMPP:xmpp:ann@example.com'), ['', '']],
    ['an empty number', card('FN:Ann', 'TEL;CELL:'), ['Ann', '']],
    ['nothing', card('VERSION:3.0'), ['', '']],
  ])('with %s', async (_what, content, [name = '', phone = '', type = '']) => {
    expect((await readAll(content)).map(([, ...cells]) => cells)).toEqual([[name, phone, type]]);
  });

  test.each<[string, string, readonly string[]]>([
    ['that is never closed', 'BEGIN:VCARD\nTEL:1\nBEGIN:VCARD\nTEL:2\n', ['1', '2']],
    ['whose end was cut off', 'BEGIN:VCARD\nFN:x\nTEL:1', ['1']],
    ['in a card', 'BEGIN:VCARD\nTEL:1\nAGENT:\nBEGIN:VCARD\nTEL:2\nEND:VCARD\nTEL:3\nEND:VCARD', ['1', '2', '3']],
    ['that is indented', 'BEGIN:VCARD\n  FN:x\n  TEL:1\n  TEL:2\nEND:VCARD\n', ['1', '2']],
    ['whose name is broken off', 'BEGIN:VCARD\nFN;ENCODING=QUOTED-PRINTABLE:=D7=\nTEL:1\nEND:VCARD', ['1']],
    ['of Mac OS 9', 'BEGIN:VCARD\rFN:x\rTEL:1\rEND:VCARD\r', ['1']],
  ])('%s loses no number', async (_what, content, phones) => {
    expect((await readAll(content)).map(([, , phone]) => phone)).toEqual(phones);
  });

  test.each<[string, Uint8Array]>([
    ['UTF-8', Buffer.from(card('FN:דנה', 'TEL:1'))],
    ['UTF-8 with a mark', Buffer.from(`\uFEFF${card('FN:דנה', 'TEL:1')}`)],
    ['UTF-16', Buffer.from(`\uFEFF${card('FN:דנה', 'TEL:1')}`, 'utf16le')],
    ['the charset that it names', Buffer.from(card('FN;CHARSET=windows-1255:\xe3\xf0\xe4', 'TEL:1'), 'latin1')],
    [
      'the charset that it names, in quoted-printable',
      Buffer.from(card('FN;CHARSET=ISO-8859-8;ENCODING=QUOTED-PRINTABLE:=E3=F0=E4', 'TEL:1')),
    ],
    ['a charset that nobody knows', Buffer.from(card('FN;CHARSET=x-none:דנה', 'TEL:1'))],
    [
      'another charset than it names',
      Buffer.from(card('FN;CHARSET=UTF-8:\xe3\xf0\xe4', 'TEL:1', 'NOTE:\xe3\xf0\xe4'), 'latin1'),
    ],
  ])('in %s gives its name', async (_what, content) => {
    expect(await readAll(content)).toEqual([[3, 'דנה', '1', '']]);
  });

  test('of pictures and without line breaks in them costs no number', async () => {
    const picture = 'A'.repeat(3_000_000);
    const folded = Array.from({ length: 20_000 }, () => ` ${'B'.repeat(75)}`).join('\n');
    const content = `BEGIN:VCARD\nPHOTO;ENCODING=b:${picture}\nTEL:1\nPHOTO:\n${folded}\n\nTEL:2\nEND:VCARD\n`;
    for (const text of [content, content.replaceAll('\n', '\r\n'), content.replaceAll('\n', '\r')])
      expect(await readAll(text)).toEqual([
        [3, '', '1', ''],
        [20_006, '', '2', ''],
      ]);
  });

  test('of several thousand contacts is read to its end, plain and packed', async () => {
    const content = Array.from({ length: 8000 }, (_, at) =>
      card('VERSION:3.0', `FN:Contact ${at}`, `TEL:+1212555${at}`),
    ).join('');
    const expected = Array.from({ length: 8000 }, (_, at) => [at * 5 + 4, `Contact ${at}`, `+1212555${at}`, '']);
    expect(await tellAll(content)).toEqual(expected);
    expect(await tellAll(gzipSync(content))).toEqual(expected);
    const zip = toZip({ 'about.txt': 'x', 'contacts.vcf': content });
    expect(await tellAll(zip, { picks: ['contacts.vcf'] })).toEqual(expected);
    expect(await tellAll(zip, { picks: ['contacts.vcf', 'Contacts'] })).toEqual(expected);
  }, 120_000);

  test.each<[string, string, string, OpenOptions?]>([
    ['a value without end', 'longCell', card(`FN:${'x'.repeat(1_200_000)}`, 'TEL:1')],
    ['more contacts than the cap', 'tooLarge', card('TEL:1').repeat(40), { caps: { ...readingCaps, rows: 30 } }],
    ['a sheet that it has not', 'noPart', card('TEL:1'), { picks: ['Sheet1'] }],
  ])('with %s is refused', async (_what, code, content, options) => {
    expect(await open(content, options)).toMatchObject({ ok: false, code, message: expect.stringMatching(/^".*\.$/) });
  });

  test('is none where its words stand in a cell of other rows', async () => {
    const opened = await open('Phone,Note\n2125550102,BEGIN:VCARD\n');
    expect(opened).toMatchObject({ ok: true, format: 'text', header: ['Phone', 'Note'] });
  });
});

describe('a phone book', () => {
  test('of a FRITZ!Box is a list of its numbers, in the order of the file', async () => {
    const opened = await openRows(fixture('fritzbox.xml'), { region: 'DE' });
    expect(opened).toMatchObject({ ok: true, format: 'sheet', header: ['Name', 'Phone', 'Phone type'] });
    expect(await tell(opened)).toEqual([
      [2, 'Müller & Söhne', '030 12345678', 'home'],
      [3, 'Müller & Söhne', '0171 1234567', 'mobile'],
      [4, 'Leer', '', ''],
      [5, 'Werbung', '+498912345678', 'fax_work'],
    ]);
  });

  const entries =
    '<DirectoryEntry><Name>Ann</Name><Telephone label="Work">2125550102</Telephone><Mobile>2125550103</Mobile><Other>x</Other></DirectoryEntry>';
  const work = ['Ann', '2125550102', 'Work'];
  const mobile = ['Ann', '2125550103', 'mobile'];

  test.each<[string, string, readonly (readonly string[])[]]>([
    ['Yealink', `<YealinkIPPhoneDirectory>${entries}</YealinkIPPhoneDirectory>`, [work, mobile]],
    [
      'Cisco',
      `<?xml version="1.0"?><CiscoIPPhoneDirectory><Title>T</Title><Prompt>P</Prompt>${entries}</CiscoIPPhoneDirectory>`,
      [work, mobile],
    ],
    ['Fanvil', `<PhoneBook>${entries}</PhoneBook>`, [work, mobile]],
    [
      'menus of a remote book',
      '<SnomIPPhoneDirectory><MenuItem><Prompt>Ann</Prompt><URI>2125550102</URI></MenuItem></SnomIPPhoneDirectory>',
      [['Ann', '2125550102', '']],
    ],
    [
      'Yealink, with units',
      '<YealinkIPPhoneBook><Title>T</Title><Menu Name="All"><Unit Name="Ann" Phone1="2125550102" Phone2="" Phone3="2125550103" default_photo="x"/></Menu></YealinkIPPhoneBook>',
      [
        ['Ann', '2125550102', ''],
        ['Ann', '2125550103', ''],
      ],
    ],
    [
      'Yealink, with two roots',
      '\n<?xml version="1.0"?>\n<root_group><group display_name="All"/></root_group>\n<root_contact><contact display_name="Ann" office_number="001" mobile_number="2125550102" line="0" ring="1"/><contact display_name="Ben" office_number=""/></root_contact>',
      [
        ['Ann', '001', 'office'],
        ['Ann', '2125550102', 'mobile'],
        ['Ben', '', ''],
      ],
    ],
    [
      'Yealink, with labels',
      '<vp_contact><root_contact><contact><display_name>Ann</display_name><phone><phone_number>2125550102</phone_number><label>Office</label></phone></contact></root_contact></vp_contact>',
      [['Ann', '2125550102', 'Office']],
    ],
    [
      'Grandstream',
      '<AddressBook><version>1</version><Contact><id>1</id><FirstName>Ann</FirstName><LastName>Ash</LastName><Phone type="Work"><phonenumber>2125550102</phonenumber><accountindex>1</accountindex></Phone><Phone type="Cell"><phonenumber>2125550103</phonenumber></Phone></Contact></AddressBook>',
      [
        ['Ann Ash', '2125550102', 'Work'],
        ['Ann Ash', '2125550103', 'Cell'],
      ],
    ],
    [
      'Snom',
      '<tbook complete="true" e="2"><item context="active" type="none" index="0"><name>Ann</name><number>2125550102</number><number_type>mobile</number_type></item></tbook>',
      [['Ann', '2125550102', 'mobile']],
    ],
    [
      'Snom, version 2',
      `<tbook e='2' version='2.0'><contact fav="false" blocked="true"><first_name>Ann</first_name><last_name>Ash</last_name><numbers><number no="2125550102" type="home" outgoing_id="0"/></numbers></contact></tbook>`,
      [['Ann Ash', '2125550102', 'home']],
    ],
    [
      'Gigaset',
      '<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE LocalDirectory>\n<list><entry surname="Ash" name="Ann" office1="2125550102" office2="" mobile1="2125550103" home1=""/></list>',
      [
        ['Ann Ash', '2125550102', 'office'],
        ['Ann Ash', '2125550103', 'mobile'],
      ],
    ],
    [
      'Gigaset, on line',
      '<list response="get_list" type="pb" total="1"><entry id="1"><ln>Ash</ln><fn>Ann</fn><ct>Berlin</ct><nr>12</nr><hm>2125550102</hm></entry></list>',
      [['Ann Ash', '2125550102', 'home']],
    ],
    [
      'Polycom',
      '<directory><item_list><item><ln>Ash</ln><fn>Ann</fn><ct>2125550102</ct><sd>1</sd><rt>3</rt><dc/></item></item_list></directory>',
      [['Ann Ash', '2125550102', '']],
    ],
    [
      'numbers without contacts',
      '<phonebook><number>2125550102</number><number>x</number></phonebook>',
      [
        ['', '2125550102', ''],
        ['', 'x', ''],
      ],
    ],
  ])('of %s is read', async (_what, content, expected) => {
    const told = await readAll(content);
    expect(told.map(([, ...cells]) => cells)).toEqual(expected);
    expect(told.map(([line]) => line)).toEqual(expected.map((_, at) => at + 2));
  });

  test('in an old encoding gives its names, and is read out of an archive', async () => {
    const text =
      '<?xml version="1.0" encoding="iso-8859-2"?><phonebooks><contact><realName>\xb9</realName><number>1234567</number></contact></phonebooks>';
    const bytes = Buffer.from(text, 'latin1');
    expect(await readAll(bytes)).toEqual([[2, 'š', '1234567', '']]);
    expect(await tellAll(gzipSync(bytes))).toEqual([[2, 'š', '1234567', '']]);
    const wide = Buffer.from(`\uFEFF${text.replace(/ encoding="[^"]*"/, '')}`, 'utf16le');
    expect(await tellAll(toZip({ 'book.xml': wide }))).toEqual([[2, '\xb9', '1234567', '']]);
  });

  const declared = '<!DOCTYPE phonebooks [<!ENTITY a "1">]>';

  test.each<[string, string, string]>([
    ['without any contact', 'empty', '<phonebooks><phonebook/></phonebooks>'],
    ['that was cut off', 'damaged', '<phonebooks><contact><number>2125550102</number>'],
    ['with an entity', 'unsafe', '<phonebooks><contact><number>&a;</number></contact></phonebooks>'],
    ['with a document type', 'unsafe', `<phonebooks>${declared}<contact><number>&a;</number></contact></phonebooks>`],
    ['with contacts in contacts without end', 'damaged', `<phonebooks>${'<contact>'.repeat(300)}`],
  ])('%s is refused: %s', async (_what, code, content) => {
    expect(await open(content)).toMatchObject({ ok: false, code });
  });
});

const declaredAbove = `<?xml version="1.0"?><!DOCTYPE phonebooks [<!ENTITY a "1">]>`;

describe('other XML', () => {
  test.each<[string, string, string]>([
    [
      'a registry',
      'registry',
      `<?xml version='1.0'?>\n<list type='full' level='ac' val='212'><ac val='212'><ph val='5551234'/></ac></list>`,
    ],
    [
      'a registry without a declaration',
      'registry',
      `<list type='full' level='all' val=''><ac val='416'><ph val='1234567'/></ac></list>`,
    ],
    ['a web page', 'document', '<!DOCTYPE html><html><body><p>Phone 2125550102</p></body></html>'],
    ['orders', 'document', '<?xml version="1.0"?><orders><order><phone>2125550102</phone></order></orders>'],
    [
      'orders without a declaration',
      'document',
      '<orders date="today">\n<order><phone>2125550102</phone></order></orders>',
    ],
    ['a document type with entities', 'document', `${declaredAbove}<phonebooks><contact/></phonebooks>`],
    ['RTF', 'document', '{\\rtf1 2125550102}'],
  ])('%s is refused as before: %s', async (_what, code, content) => {
    expect(await open(content)).toMatchObject({ ok: false, code });
  });

  test.each([
    '<?xml version="1.0"?>\n<?mso-application progid="Excel.Sheet"?>\n<Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet"><Worksheet/></Workbook>',
    '<ss:Workbook xmlns:ss="urn:schemas-microsoft-com:office:spreadsheet"/>',
  ])('a workbook of Excel 2003 says what to do', async (content) => {
    expect(await open(content)).toEqual({
      ok: false,
      code: 'xmlSpreadsheet',
      message:
        '"contacts.csv" is a workbook in the format "XML Spreadsheet 2003": open it in a spreadsheet, save it as XLSX or CSV, and import that.',
    });
    expect(await open(toZip({ 'a.xml': content }))).toMatchObject({ ok: false, code: 'xmlSpreadsheet' });
  });
});
