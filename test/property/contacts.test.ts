// Laws of reading contacts over generated files: what was written as vCards of any version or as a phone book comes back, one
// row a number and at least one a contact; of whatever else begins so, no number that stands on a line of its own is lost.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readContacts } from '../../electron/core/files/packed/contacts/contactRows.ts';
import { createVcardReader } from '../../electron/core/files/packed/contacts/vcard.ts';
import { createBudget } from '../../electron/core/files/packed/budget.ts';
import { readingCaps } from '../../electron/core/files/packed/caps.ts';
import { ReadingError } from '../../electron/core/files/readingError.ts';
import type { Row } from '../../electron/core/files/text/dialect.ts';

const word = fc
  .string({
    unit: fc.oneof(fc.constantFrom(...',;:\\"=&<>\'abcאבé電 '.split('')), fc.constant('\u{1f600}')),
    maxLength: 30,
  })
  .map((text) => text.replaceAll(/\s+/g, ' ').trim());
const phone = fc
  .tuple(
    fc.constantFrom('+', '', '(0'),
    fc.integer({ min: 1_000_000, max: 99_999_999_999 }),
    fc.constantFrom('', ' x5', ')'),
  )
  .map(([front, digits, back]) => `${front}${digits}${back}`);
const contacts = fc.array(
  fc.record({
    name: word,
    numbers: fc.array(fc.record({ phone, type: fc.constantFrom('', 'cell', 'work') }), { maxLength: 3 }),
    note: word,
  }),
  { minLength: 1, maxLength: 8 },
);
type Contact = { name: string; numbers: { phone: string; type: string }[]; note: string };

const toCells = (all: readonly Contact[]) =>
  all.flatMap(({ name, numbers }) =>
    numbers.length === 0 ? [[name, '', '']] : numbers.map((number) => [name, number.phone, number.type]),
  );

const escape = (text: string) => text.replaceAll(/[\\,;]/g, '\\$&');
const toQuotedPrintable = (text: string) =>
  Array.from(Buffer.from(text), (byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`);

type Style = { version: '2.1' | '3.0' | '4.0'; end: string; width: number };

/** A line, and its continuations where it is longer than the width. */
function fold(line: string, { end, width }: Style): Buffer {
  const bytes = Buffer.from(line);
  const pieces: Buffer[] = [];
  for (let from = 0; from < bytes.length; from += width)
    pieces.push(Buffer.from(from === 0 ? '' : `${end} `), bytes.subarray(from, from + width));
  return Buffer.concat([...pieces, Buffer.from(end)]);
}

function writeCard({ name, numbers, note }: Contact, style: Style): Buffer {
  const { version, end, width } = style;
  const lines = [fold('BEGIN:VCARD', { ...style, width: 99 }), fold(`VERSION:${version}`, { ...style, width: 99 })];
  if (version === '2.1') {
    const letters = toQuotedPrintable(escape(name));
    const soft: string[] = [];
    for (let from = 0; from < letters.length; from += width) soft.push(letters.slice(from, from + width).join(''));
    lines.push(Buffer.from(`FN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:${soft.join(`=${end}`)}${end}`));
    for (const number of numbers) lines.push(Buffer.from(`TEL;${number.type.toUpperCase()}:${number.phone}${end}`));
  } else {
    lines.push(fold(`FN:${escape(name)}`, style));
    lines.push(fold(`NOTE:${escape(note)}`, style));
    for (const number of numbers)
      lines.push(fold(`TEL${number.type === '' ? '' : `;TYPE=${number.type}`}:${escape(number.phone)}`, style));
  }
  return Buffer.concat([...lines, Buffer.from(`END:VCARD${end}`)]);
}

async function read(form: 'vcard' | 'phoneBook', bytes: Uint8Array, sizes: readonly number[]): Promise<Row[]> {
  async function* pieces() {
    let from = 0;
    for (const size of sizes) {
      yield bytes.subarray(from, from + size);
      from += size;
    }
    yield bytes.subarray(from);
  }
  const rows: Row[] = [];
  const budget = createBudget(readingCaps, 'contacts', bytes.length, () => {});
  for await (const some of readContacts(form, pieces(), 'utf-8', budget)) rows.push(...some);
  return rows;
}

const sizes = fc.array(fc.integer({ min: 0, max: 40 }), { maxLength: 30 });

test('vCards of every version come back, contact by contact, each number by its line', async () => {
  await fc.assert(
    fc.asyncProperty(
      contacts,
      fc.record({
        version: fc.constantFrom<Style['version']>('2.1', '3.0', '4.0'),
        end: fc.constantFrom('\n', '\r\n', '\r'),
        width: fc.integer({ min: 8, max: 80 }),
      }),
      sizes,
      async (all, style, cuts) => {
        const bytes = Buffer.concat(all.map((contact) => writeCard(contact, style)));
        const rows = await read('vcard', bytes, cuts);
        expect(rows.map(({ cells }) => cells)).toEqual(toCells(all));
        const lines = bytes.toString().split(style.end);
        for (const { line, cells } of rows) expect(lines[line - 1]).toMatch(cells[1] === '' ? /^(?:FN|END)/ : /^TEL/);
      },
    ),
    { numRuns: 500 },
  );
});

const xml = (text: string) =>
  text.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');

const books: readonly ((all: readonly Contact[]) => string)[] = [
  (all) =>
    `<phonebooks><phonebook>${all
      .map(
        ({ name, numbers }) =>
          `<contact><person><realName>${xml(name)}</realName></person><telephony>${numbers
            .map((number) => `<number type="${number.type}">${number.phone}</number>`)
            .join('')}</telephony><mod_time>1600000000</mod_time></contact>`,
      )
      .join('\n')}</phonebook></phonebooks>`,
  (all) =>
    `<AddressBook>${all
      .map(
        ({ name, numbers }) =>
          `<Contact><FirstName>${xml(name)}</FirstName>${numbers
            .map((number) => `<Phone type="${number.type}"><phonenumber>${number.phone}</phonenumber></Phone>`)
            .join('')}</Contact>`,
      )
      .join('')}</AddressBook>`,
];

test('phone books come back, contact by contact, numbered in their order', async () => {
  await fc.assert(
    fc.asyncProperty(contacts, fc.constantFrom(...books), sizes, async (all, write, cuts) => {
      const rows = await read('phoneBook', Buffer.from(write(all)), cuts);
      expect(rows.map(({ cells }) => cells)).toEqual(toCells(all));
      expect(rows.map(({ line }) => line)).toEqual(rows.map((_, at) => at + 2));
    }),
    { numRuns: 300 },
  );
});

const junk = fc.constantFrom(
  'BEGIN:VCARD',
  'END:VCARD',
  'VERSION:2.1',
  'VERSION:3.0',
  'FN;ENCODING=QUOTED-PRINTABLE:=D7=',
  'N:a;b',
  'PHOTO;BASE64:AAAA',
  ' AAAA==',
  '  FN:x',
  '',
  ' ',
  'TEL',
  'item1.X-ABLabel:x',
  'TEL;TYPE="a:',
  '\uFFFD:;=\\',
);
const numberLine = fc.integer({ min: 1000, max: 9999 }).map((digits) => `TEL;CELL:+1212555${digits}`);

test('no number on a line of its own is lost, whatever stands around it, and cuts make no difference', () => {
  fc.assert(
    fc.property(
      fc.array(fc.oneof(junk, numberLine), { maxLength: 30 }),
      fc.constantFrom('\n', '\r\n', '\r'),
      sizes,
      (lines, end, cuts) => {
        const text = ['BEGIN:VCARD', ...lines].join(end);
        const readAll = (pieces: readonly string[]) => {
          const reader = createVcardReader('utf-8', () => {
            throw new Error('too long');
          });
          return [...pieces.flatMap((piece) => reader.push(piece)), ...reader.end()];
        };
        const rows = readAll([text]);
        for (const [at, line] of lines.entries())
          if (line.startsWith('TEL;CELL'))
            expect(rows.find((row) => row.line === at + 2)?.cells[1]?.startsWith(line.slice(9))).toBe(true);
        expect(rows.map(({ line }) => line)).toEqual(
          [...new Set(rows.map(({ line }) => line))].toSorted((a, b) => a - b),
        );
        let from = 0;
        const pieces = cuts.map((size) => text.slice(from, (from += size)));
        expect(readAll([...pieces, text.slice(from)])).toEqual(rows);
      },
    ),
    { numRuns: 3000 },
  );
});

test('a phone book that was damaged anywhere is read to its end or refused with a sentence', async () => {
  const whole = Buffer.from(
    books[0]?.([{ name: 'Ann & Ben', numbers: [{ phone: '123', type: 'home' }], note: '' }]) ?? '',
  );
  let readings = 0;
  await fc.assert(
    fc.asyncProperty(fc.nat(), fc.integer({ min: 0, max: 255 }), fc.nat(20), async (place, byte, length) => {
      const at = place % whole.length;
      const damaged = Buffer.concat([whole.subarray(0, at), Buffer.from([byte]), whole.subarray(at + length)]);
      try {
        await read('phoneBook', damaged, []);
        readings += 1;
      } catch (error) {
        expect(error).toBeInstanceOf(ReadingError);
        expect((error as Error).message).toMatch(/^"contacts" .*\.$/);
      }
    }),
    { numRuns: 500 },
  );
  expect(readings).toBeGreaterThan(0);
});
