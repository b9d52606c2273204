// Files as dialers, CRMs and people write them: which column is which, where the header is, and `--map`.
import { expect, test } from 'vitest';
import { matchAlias } from '../../shared/domain/columns/columnAliases.ts';
import { recogniseLayout } from '../../shared/domain/columns/columnLayout.ts';
import { checkMapping, parseMapping } from '../../shared/domain/columns/columnMapping.ts';
import { detectHeader, recogniseColumns, toMapping } from '../../shared/domain/columns/columns.ts';

function fields(header: string[] | null, ...samples: string[][]): string[] {
  return recogniseColumns({ header, samples, region: 'US' }).map(({ field }) => field);
}

test.each<[string, string[], string[], string[]]>([
  [
    'MaxContact',
    ['Telephone number', 'Added by', 'Date added', 'Notes', 'Category'],
    ['2125551234', 'ann', '2024-05-01', 'asked', 'B2B'],
    ['phone', 'author', 'date', 'reason', 'category'],
  ],
  [
    'ReadyMode',
    ['Phone Number', 'Added', 'Expires', 'DNC Reason'],
    ['(212) 555-1234', '2024-05-01', '', 'asked'],
    ['phone', 'date', 'expiry', 'reason'],
  ],
  [
    'Genesys',
    ['Last Name', 'First Name', 'DNC_Home', 'DNC_Cell', 'DNC_Work'],
    ['Doe', 'Jo', '', '2125551234', ''],
    ['name', 'name', 'phone', 'phone', 'phone'],
  ],
  [
    'LiveVox',
    ['Phone number', 'Contact Group Id', 'Days To Expiry'],
    ['2125551234', '12', '30'],
    ['phone', 'campaign', 'expiryDays'],
  ],
  [
    'Convoso',
    ['id', 'phone_number', 'phone_code', 'campaign_id', 'campaign_name', 'insert_date'],
    ['7', '2125551234', '1', '33', 'x', '2024-05-01'],
    ['ignore', 'phone', 'countryCode', 'ignore', 'campaign', 'date'],
  ],
  [
    'Webex',
    ['phoneNumber', 'source', 'addedDate', 'addedBy', 'reason', 'lastModified'],
    ['+12125551234', 'x', '2024-05-01', 'ann', 'asked', ''],
    ['phone', 'ignore', 'date', 'author', 'reason', 'ignore'],
  ],
  [
    'VICIdial log',
    ['phone_number', 'campaign_id', 'action', 'action_date', 'user'],
    ['2125551234', 'X', 'add', '2024-05-01', 'ann'],
    ['phone', 'campaign', 'action', 'ignore', 'author'],
  ],
  [
    'a call log',
    ['caller id', 'phone', 'status'],
    ['2125550000', '2125551234', 'DNC'],
    ['ignore', 'phone', 'disposition'],
  ],
  ['a list', ['phone', 'status'], ['2125551234', 'asked by letter'], ['phone', 'reason']],
  [
    'the desk itself',
    ['Phone', 'Batch ID', 'Request UUID'],
    ['2125551234', 'b', 'u'],
    ['phone', 'batchId', 'requestUuid'],
  ],
  [
    'Spanish',
    ['Teléfono', 'Motivo', 'Fecha de solicitud', 'Categoría'],
    ['2125551234', 'x', '2024-05-01', 'y'],
    ['phone', 'reason', 'date', 'category'],
  ],
  [
    'Hebrew',
    ['מספר טלפון', 'סיבה', 'תאריך', 'שם מלא', 'טלפון נייד'],
    ['2125551234', 'x', '2024-05-01', 'y', ''],
    ['phone', 'reason', 'date', 'name', 'phone'],
  ],
  [
    'Hindi',
    ['फ़ोन नंबर', 'कारण', 'तारीख', 'मोबाइल'],
    ['2125551234', 'x', '2024-05-01', ''],
    ['phone', 'reason', 'date', 'phone'],
  ],
  [
    'numbered phones',
    ['phone1', 'Phone 2', 'PHONE_10', 'Best phone (day)', 'Phone type'],
    ['2125551234', '', '', '2125551235', 'cell'],
    ['phone', 'phone', 'phone', 'phone', 'ignore'],
  ],
])('%s', (_layout, header, row, expected) => {
  expect(fields(header, row)).toEqual(expected);
});

test('a column of numbers is found without any header, and beside headers that say nothing', () => {
  expect(fields(null, ['Ann', '(212) 555-1234', '2024-05-01'], ['Bob', '646-555-1235', '2024-05-02'])).toEqual([
    'ignore',
    'phone',
    'ignore',
  ]);
  expect(fields(['A', 'B'], ['1', '2125551234'], ['2', '2125551235'])).toEqual(['ignore', 'phone']);
});

test('"number" is a phone column only if its cells are numbers', () => {
  expect(fields(['Number', 'Notes'], ['2125551234', 'x'])).toEqual(['phone', 'reason']);
  expect(fields(['Number', 'Contact'], ['1', '2125551234'], ['2', '6465551234'])).toEqual(['ignore', 'phone']);
});

test('a phone column in which every cell is damaged stays the phone column, so that each line is refused with its reason', () => {
  expect(fields(['Phone', 'Id'], ['2.1E+09', '1'], ['n/a', '2'])).toEqual(['phone', 'ignore']);
});

test('area code and number in two columns belong together; an area code beside full numbers is left alone', () => {
  expect(fields(['NPA', 'Phone'], ['212', '5551234'])).toEqual(['areaCode', 'phone']);
  expect(fields(null, ['212', '5551234'], ['212', '5551235'])).toEqual(['areaCode', 'phone']);
  expect(fields(['area code', 'phone'], ['212', '2125551234'])).toEqual(['ignore', 'phone']);
});

test('without a region numbers are still seen by their shape', () => {
  expect(
    recogniseColumns({
      header: null,
      samples: [
        ['x', '054-123-4567'],
        ['y', '0521234567'],
      ],
    })[1],
  ).toMatchObject({ field: 'phone', why: 'content' });
});

test('of two columns for one field the better name wins, and guesses make a mapping', () => {
  const guesses = recogniseColumns({
    header: ['Phone', 'Notes', 'DNC reason', 'Extra'],
    samples: [['2125551234', 'a', 'b', 'c']],
    region: 'US',
  });
  expect(toMapping(guesses)).toEqual([
    { column: 0, field: 'phone' },
    { column: 2, field: 'reason' },
  ]);
});

test('header names that mean something to JavaScript mean nothing here', () => {
  expect(fields(['__proto__', 'constructor', 'toString', 'Phone'], ['a', 'b', 'c', '2125551234'])).toEqual([
    'ignore',
    'ignore',
    'ignore',
    'phone',
  ]);
  expect(matchAlias('__proto__')).toBeUndefined();
});

test('the header row is found, below title rows too, and missed where there is none', () => {
  const headerOf = (...rows: string[][]) => detectHeader(rows, 'US').headerIndex;
  expect(headerOf(['Phone', 'Reason'], ['2125551234', 'x'])).toBe(0);
  expect(headerOf(['Do not call list, May'], [''], ['Phone', 'Reason'], ['2125551234', 'x'])).toBe(2);
  expect(headerOf(['2125551234', 'x'], ['2125551235', 'y'])).toBeNull();
  expect(headerOf(['2125551234'])).toBeNull();
  expect(headerOf(['Kunden'], ['2125551234'])).toBe(0);
  expect(headerOf(['911'], ['2125551234'])).toBeNull();
  expect(headerOf(['Phone'])).toBe(0);
  expect(headerOf(['', ''], ['2125551234', 'x'])).toBeNull();
  expect(headerOf(['5551234'], ['Phone'])).toBeNull();
  expect(headerOf()).toBeNull();
});

test('files that only look like lists are told apart', () => {
  const ftc = [
    'Company_Phone_Number',
    'Created_Date',
    'Violation_Date',
    'Consumer_City',
    'Consumer_State',
    'Consumer_Area_Code',
    'Subject',
    'Recorded_Message_Or_Robocall',
  ];
  expect(recogniseLayout({ header: ftc, samples: [] }).kind).toBe('complaints');
  expect(
    recogniseLayout({
      header: null,
      samples: [
        ['212', '5551234'],
        ['212', '5551235'],
      ],
    }).kind,
  ).toBe('registry');
  expect(
    recogniseLayout({
      header: null,
      samples: [
        ['212', '5551234'],
        ['212', '555123'],
      ],
    }).kind,
  ).toBe('list');
  const changes = (...samples: string[][]) => recogniseLayout({ header: null, samples }).kind;
  expect(changes(['2125551234', 'A', '2026-05-01'], ['2125551235', 'D', '2026-05-02'])).toBe('registry');
  expect(changes(['20260501', '212', '5551234', 'd'])).toBe('registry');
  expect(changes(['2125551234', 'A', 'asked'], ['2125551235', 'D', '2026-05-02'])).toBe('list');
  expect(changes(['2125551234', 'Ann', '2026-05-01'])).toBe('list');
  expect(recogniseLayout({ header: ['Phone', 'Subject'], samples: [] })).toEqual({ kind: 'list', why: '' });
});

const header = ['Id', 'Phone Number', 'Notes, free', 'Phone', 'Twice', 'twice'];

test.each<[string, unknown]>([
  [
    'phone="Phone Number",reason="Notes, free"',
    {
      ok: true,
      mapping: [
        { column: 1, field: 'phone' },
        { column: 2, field: 'reason' },
      ],
    },
  ],
  [
    'phone=phone_number , phone=Phone',
    {
      ok: true,
      mapping: [
        { column: 1, field: 'phone' },
        { column: 3, field: 'phone' },
      ],
    },
  ],
  [
    'phone=2,requested=1',
    {
      ok: true,
      mapping: [
        { column: 1, field: 'phone' },
        { column: 0, field: 'date' },
      ],
    },
  ],
  [
    "phone='Phone',request-uuid=Id",
    {
      ok: true,
      mapping: [
        { column: 3, field: 'phone' },
        { column: 0, field: 'requestUuid' },
      ],
    },
  ],
  ['reason=Id', { ok: false, code: 'noPhone' }],
  ['phone=Telefon', { ok: false, code: 'unknownColumn' }],
  ['phone=7', { ok: false, code: 'unknownColumn' }],
  ['phone=twICE', { ok: false, code: 'severalColumns' }],
  ['phone=Twice', { ok: true, mapping: [{ column: 4, field: 'phone' }] }],
  ['colour=Id', { ok: false, code: 'unknownField' }],
  ['phone=Phone,reason=Phone', { ok: false, code: 'usedTwice' }],
  ['phone=Phone,reason=Id,reason=Twice', { ok: false, code: 'usedTwice' }],
  ['Phone', { ok: false, code: 'syntax' }],
  ['', { ok: false, code: 'noPhone' }],
  ['__proto__=Id', { ok: false, code: 'unknownField' }],
])('--map %s', (text, expected) => {
  expect(parseMapping(text, header, header.length)).toMatchObject(expected as object);
});

test('a file without header is mapped by places', () => {
  expect(parseMapping('phone=2', null, 2)).toMatchObject({ ok: true, mapping: [{ column: 1, field: 'phone' }] });
  expect(parseMapping('phone=Phone', null, 2)).toMatchObject({
    ok: false,
    message: 'The file has no column "Phone": it has no header, so give a place from 1 to 2.',
  });
});

test('a mapping that comes as data is checked against the file', () => {
  expect(checkMapping([{ column: 5, field: 'phone' }], 2)).toMatchObject({ ok: false, code: 'unknownColumn' });
  expect(
    checkMapping(
      [
        { column: 0, field: 'phone' },
        { column: 0, field: 'name' },
      ],
      2,
    ),
  ).toMatchObject({ ok: false, code: 'usedTwice' });
  expect(
    checkMapping(
      [
        { column: 0, field: 'phone' },
        { column: 1, field: 'ignore' },
      ],
      2,
    ),
  ).toEqual({ ok: true, mapping: [{ column: 0, field: 'phone' }] });
});
