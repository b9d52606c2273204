// Lead files as they really come: a row that carries a blocked number is never clean, whatever its column is called, however
// the number is written and wherever its country stands; and rows of which nothing is in doubt stay as they were.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import { type Cleaned, type LeadDesk, openLeadDesk } from '../../support/leadDesk.ts';

let desk: LeadDesk;

beforeAll(async () => {
  desk = await openLeadDesk();
  await desk.block('+12125550102', '+972502345678', '+33612345678', '+61412345678', '+4512345678', '+390212345678');
  await desk.block('+525512345678', '+5511987654321', '+493012345678', '+442079460958', '+468123457');
});
afterAll(() => desk.close());

/** The rows of which a test says so end clean, all others blocked. */
function expectSplit(
  { clean, blocked }: Cleaned,
  expected: { clean?: readonly string[]; blocked?: readonly string[] },
) {
  expect({ clean, blocked }).toEqual({ clean: [], blocked: [], ...expected });
}

describe('which cells hold numbers', () => {
  test('a CRM export is looked at in every phone column, and names the one that blocks', async () => {
    const done = await desk.clean('crm.csv', [
      'First Name,Last Name,Company Name,Business Number,Business Fax,Mobile,Home,Other',
      'Ann,Ash,Acme,2125550102,,2125550111,,',
      'Ben,Birch,Acme,,,2125550112,2125550102,',
      'Cat,Cedar,Acme,,,2125550113,,2125550102',
      'Dan,Dill,Acme,,,2125550114,,',
    ]);
    expect(done.clean).toEqual(['Dan,Dill,Acme,,,2125550114,,']);
    expect(done.why).toEqual([
      'Business Number: on the do-not-call list',
      'Home: on the do-not-call list',
      'Other: on the do-not-call list',
    ]);
  });

  test.each([
    ['home and work', ['Name,Home,Work,Cell', 'Ann,212-555-0102,,212-555-0111']],
    ['two Italian names', ['Nome;Telefono;Cellulare', 'Ann;212-555-0111;212-555-0102']],
    ['a column without a name', ['Name,Phone,,Reason', 'Ann,212-555-0111,212-555-0102,asked']],
    ['a dialer without header', ['1001|Ann|Ash|2125550111|NY|2125550102_1_work!2125550114_61_sister']],
    ['a code beside each further number', ['1001|Ann|Ash|2125550111|NY|2125550114_1_work!502345678_972_home']],
  ])('%s', async (_, rows) => {
    const done = await desk.clean('leads.csv', rows);
    expectSplit(done, { blocked: [rows.at(-1) ?? ''] });
    expect(done.certificate.rows.blockedBy.list).toBe(1);
  });

  test('a number that is an example among the names leaves the other names their meaning', async () => {
    const done = await desk.clean('leads.csv', [
      'Phone (e.g. 212-555-0102),Name,DNC',
      '212-555-0111,Ann,N',
      '212-555-0112,Bob,Y',
    ]);
    expect(done.found.headerRow).toBe(1);
    expect(done.found.notes.join(' ')).toContain('A number stands among the column names (row 1)');
    expectSplit(done, { clean: ['212-555-0111,Ann,N'], blocked: ['212-555-0112,Bob,Y'] });
  });

  test.each(['+1 212 555 0102 DNC', 'DNC 212-555-0102', '212-555-0102 opted out', '212-555-0102 mobile'])(
    'a first lead whose number stands among words is no header: %s',
    async (lead) => {
      const done = await desk.clean('leads.csv', [lead, '212-555-0111', '212-555-0112']);
      expect(done.found.headerRow).toBeNull();
      expectSplit(done, { clean: ['212-555-0111', '212-555-0112'], blocked: [lead] });
    },
  );

  test('a title with a number is no lead, and not in the clean half', async () => {
    const rows = ['Newest: 212-555-0102', 'Phone,Name', '212-555-0111,Cat', '212-555-0102,Dan'];
    const done = await desk.clean('titled.csv', rows);
    // Behind the line of the title.
    expectSplit(done, { clean: rows.slice(1, 3), blocked: [rows[1] ?? '', rows[3] ?? ''] });
    expect(done.found.notes.join(' ')).toContain('A number stands in row 1, above the column names');
    expect(done.certificate.rows).toMatchObject({ read: 2, clean: 1, blocked: 1 });
  });

  test("a dialer's further numbers are no doubt by themselves", async () => {
    const rows = ['1001|Ann|Ash|2125550111|NY|2125550113_1_work!2125550114_1_sister'];
    expectSplit(await desk.clean('leads.txt', rows), { clean: rows });
  });

  test('every other column is looked at: words, ids, crowds of numbers, a cell of a row without a phone number', async () => {
    const done = await desk.clean(
      'notes.csv',
      [
        'Name,Phone,Notes,Account Number',
        'Ann,2125550111,call 2125550103 or 2125550104 2125550102 later,',
        'Bo,2125550111,2125550103-2125550102,',
        'Cy,2125550111,,2125550102',
        'Di,,212 555 0102,',
        'Ed,2125550111,id 2125550102345,2125550103',
        'Flo,,212 555 0103,',
        'Gus,,,',
        'Hal,2125550111,2026-05-01 10:30:00,2125550102-0000',
      ],
      { mapping: [{ column: 1, field: 'phone' }] },
    );
    expect(done.clean.map((row) => row.split(',')[0])).toEqual(['Ed', 'Flo', 'Hal']);
    expect(done.why).toEqual([
      'Notes: on the do-not-call list',
      'Notes: on the do-not-call list',
      'Account Number: on the do-not-call list',
      'Notes: on the do-not-call list',
      'not a number: the row has no phone number',
    ]);
    const { lookedAt, leftOut } = done.certificate.columns;
    expect(lookedAt).toMatchObject([{ name: 'Name', numbers: 0 }, { name: 'Notes' }, { name: 'Account Number' }]);
    expect(leftOut).toEqual([]);
  });

  test('in whatever marks and beside whatever digits a number is named, it is looked up', async () => {
    const texts = ['212·555·0102', '212_555_0102', '2,125,550,102', '212-555-0102-2026'];
    const more = ['212-555-0103 555-0102', '212-555-0103 or 0102', 'ref 2125550102-7', '2026-05-01 2125550102'];
    const rows = [...texts, ...more].map((text) => `2125550111,"${text}"`);
    const done = await desk.clean('marks.csv', ['Phone,Remarks', ...rows], {
      mapping: [{ column: 0, field: 'phone' }],
    });
    expectSplit(done, { blocked: rows });
  });

  test.each<[Region, string, readonly string[]]>([
    ['US', '2125550111', ['0000002125550102', '*672125550102', '*67 212-555-0102']],
    ['FR', '0612345679', ['06_12_34_56_78', '"06,12,34,56,78"']],
    ['DE', '03012345679', ['030_12345678']],
    ['IT', '0212345679', ["02'1234'5678"]],
  ])('as a number is written in %s', async (region, phone, texts) => {
    const rows = texts.map((text) => `${phone},${text}`);
    const other = `${phone},0000000123456789`;
    const done = await desk.clean('marks.csv', ['Phone,Remarks', ...rows, other], {
      mapping: [{ column: 0, field: 'phone' }],
      region,
    });
    expectSplit(done, { blocked: rows, clean: [other] });
  });

  test('a cell in another column never makes a row doubtful', async () => {
    const rows = ['Phone,Ref', '2125550111,0512345678', '2125550111,1111111111', '2125550111,call me at 12345678'];
    expectSplit(await desk.clean('refs.csv', rows, { mapping: [{ column: 0, field: 'phone' }] }), {
      clean: rows.slice(1),
    });
  });

  test('what a person leaves out is not looked at, and stands in the certificate', async () => {
    const rows = ['Name,Phone,Fax', 'Ann,2125550111,2125550102', 'Bo,2125550102,'];
    const done = await desk.clean('fax.csv', rows, { leaveOut: ['Fax'] });
    expect(done.clean).toEqual([rows[1]]);
    expect(done.certificate.columns.leftOut).toEqual([{ column: 2, name: 'Fax' }]);
    expect(done.certificate.rules.join('\n')).toMatch(/Left out by the person .*: "Fax"\./);
    await expect(
      desk.clean('fax.csv', rows, { leaveOut: ['Fax'], mapping: [{ column: 2, field: 'phone' }] }),
    ).rejects.toThrow(/"?Fax"? is left out and has a use too/);
  });

  test('a row that is blocked in another column is blocked as a whole, where single cells are blanked', async () => {
    const done = await desk.clean(
      'blank.csv',
      [
        'Phone,Mobile,Note',
        '2125550102,2125550111,',
        '2125550102,2125550111,2125550102',
        '2125550111,,212-555-0102',
        '1111111111,2125550111,',
      ],
      { several: 'blank', mapping: [0, 1].map((column) => ({ column, field: 'phone' as const })) },
    );
    expect(done.clean).toEqual([',2125550111,', ',2125550111,']);
    expect(done.blocked).toHaveLength(2);
    expect(done.certificate.rows).toMatchObject({ blankedRows: 2, blankedCells: 2 });
  });
});

describe('which country a number is of', () => {
  test('the country of its own row', async () => {
    const done = await desk.clean('countries.csv', [
      'First Name,Phone,Country',
      'Ann,2079460958,United Kingdom',
      'Cat,3012345678,Germany',
      'Dan,0502345678,Israel',
      'Eve,2079460957,UK',
      'Fay,3012345677,Deutschland',
      'Gil,0502345677,ISR',
      'Hal,2125550111,',
      'Ian,2125550111,Narnia',
      'Jo,+12125550111,Narnia',
    ]);
    expect(done.clean.map((row) => row.split(',')[0])).toEqual(['Eve', 'Fay', 'Gil', 'Hal', 'Jo']);
    expect(done.why).toEqual([
      ...Array.from({ length: 3 }, () => 'on the do-not-call list'),
      'in doubt: its row names a country that is not known, or two',
    ]);
    expect(done.certificate.columns.country).toEqual({ column: 2, name: 'Country', unknown: 2 });
  });

  test('a country code in a column of its own', async () => {
    const rows = ['phone_code,phone', '972,502345678', '44,2079460958', '44,2079460957', '1,2125550111', ',2125550111'];
    expectSplit(await desk.clean('codes.csv', rows), { clean: rows.slice(3), blocked: rows.slice(1, 3) });
  });

  test.each([
    [
      'Name,Area Code,Phone,Alt Area Code,Alt Phone',
      ['Ann,303,5550101,212,5550102', 'Bob,212,5550102,303,5550101'],
      ['Cat,212,5550101,303,5550102'],
    ],
    [
      'Name,Phone Country,Phone,Mobile Country,Mobile',
      ['Ann,US,2125550111,IL,502345678', 'Bob,GB,2079460958,US,2125550111'],
      ['Cat,US,2125550111,GB,2079460957'],
    ],
    [
      'Home Area Code,Work Area Code,Home Phone,Work Phone,Other Phone',
      ['212,303,5550102,5550101,', '303,212,5550101,5550102,', '303,303,5550101,5550103,5550102'],
      ['303,212,5550102,5550101,2125550112'],
    ],
    [
      'Country Code,Phone,Country Code 2,Phone 2',
      ['44,2079460957,,2079460958', ',2079460958,44,2079460957', '44,2079460957,,2125550102', '44,,,2079460957'],
      ['44,2079460957,,', '1,3105550199,,3105550198', ',3105550199,,3105550198', '44,2079460957,,+13105550198'],
    ],
  ])('a code beside each phone: %s', async (header, hit, clean) => {
    const done = await desk.clean('own.csv', [header, ...hit, ...clean]);
    expectSplit(done, { clean, blocked: hit });
  });

  test('a country and a code that contradict each other: looked up in both, and in doubt', async () => {
    const rows = [
      'phone,country,phone_code,other',
      '2079460958,US,44,',
      '2079460958,United Kingdom,1,',
      '502345678,US,IL,',
      '3105550199,Germany,1,',
      '3105550199,US,44,020 7946 0958',
      '3105550199,US,1,',
    ];
    const fields = ['phone', 'country', 'countryCode'] as const;
    const done = await desk.clean('two.csv', rows, { mapping: fields.map((field, column) => ({ column, field })) });
    expectSplit(done, { clean: rows.slice(6), blocked: rows.slice(1, 6) });
    expect(done.certificate.rows.blockedBy).toMatchObject({ list: 4, inDoubt: 1 });
    expect(done.certificate.columns.country).toMatchObject({ unknown: 5 });
  });

  test('not valid at home is in doubt, with the reading that is on the list', async () => {
    const rows = ['Phone', '0502345678', '06 12 34 56 78', '0412 345 678', '4512345678', '1111111111', '2125550111'];
    const done = await desk.clean('elsewhere.csv', rows);
    expectSplit(done, { clean: rows.slice(6), blocked: rows.slice(1, 6) });
    expect(done.why).toEqual([
      'in doubt: +972 50 234 5678 is on the list',
      'in doubt: +33 6 12 34 56 78 is on the list',
      'in doubt: +61 412 345 678 is on the list',
      'in doubt: +45 12345678 is on the list',
      'in doubt: a possible number that no one has been given',
    ]);
    expect(done.certificate.rows.blockedBy).toMatchObject({ list: 4, inDoubt: 1 });
    // A hit blocks whatever was chosen for doubts; the rest is clean then, and counted.
    const named = await desk.clean('elsewhere.csv', rows, { doubtful: 'name' });
    expectSplit(named, { clean: rows.slice(5), blocked: rows.slice(1, 5) });
    expect(named.certificate.rows).toMatchObject({ inDoubt: 1, notValid: expect.any(Number) });
    expect(named.certificate.question.doubtful).toBe('name');
  });

  test.each<[string, readonly string[], { clean?: readonly string[]; blocked: readonly string[] }]>([
    ['US', ['912125550101', '91 212 555 0102'], { blocked: ['912125550101', '91 212 555 0102'] }],
    [
      'US',
      ['972-502-3456/78', '972-502-3456-78', '212-661-2345/67', '212-555-0101/02', '212-555-0101-02'],
      {
        clean: ['972-502-3456/78', '972-502-3456-78', '212-661-2345/67'],
        blocked: ['212-555-0101/02', '212-555-0101-02'],
      },
    ],
    [
      'DE',
      ['030 12345678/79', '030 12345677/78', '030 12345676/77'],
      { clean: ['030 12345676/77'], blocked: ['030 12345678/79', '030 12345677/78'] },
    ],
    ['SE', ['08-123 456/7', '08-123 455/6'], { clean: ['08-123 455/6'], blocked: ['08-123 456/7'] }],
    [
      'IT',
      ['212345678', '61234567', '331123456', '0212345678', '3331234567'],
      { clean: ['3331234567'], blocked: ['212345678', '61234567', '331123456', '0212345678'] },
    ],
    [
      'MX',
      ['+52 1 55 1234 5678', '5215512345678', '044 55 1234 5678', '1 55 1234 5678', '55 1234 5679'],
      {
        clean: ['55 1234 5679'],
        blocked: ['+52 1 55 1234 5678', '5215512345678', '044 55 1234 5678', '1 55 1234 5678'],
      },
    ],
    [
      'BR',
      ['+55 11 8765-4321', '(11) 8765-4321', '(11) 98765-4322'],
      { clean: ['(11) 98765-4322'], blocked: ['+55 11 8765-4321', '(11) 8765-4321'] },
    ],
  ])('in %s: %j', async (region, numbers, expected) => {
    const done = await desk.clean('numbers.csv', ['Phone', ...numbers], {
      region,
      mapping: [{ column: 0, field: 'phone' }],
    });
    expectSplit(done, expected);
  });
});

describe('what stands in a cell', () => {
  test.each([
    'p:+12125550102',
    'whatsapp:+12125550102',
    'sip:+12125550102@pbx.example.com',
    'Phone: +12125550102',
    '+12125550102 (cell)',
    'טל: +972 50-2345678',
    'tel 212-555-0102',
    '+1 212-555-0112 ::: +1 212-555-0102',
    '212-555-0112; 212-555-0102',
    '+1 212-555-0112 / 212-555-0102',
    '212-555-0112 or 212-555-0102',
    '2.125550102E9',
    '9.72502345678E11',
    '٢١٢٥٥٥٠١٠٢',
    '２１２－５５５－０１０２',
    '="2125550102"',
    'Ann, 212-555-0102 after five',
  ])('%s', async (cell) => {
    const quoted = `"${cell.replaceAll('"', '""')}"`;
    // In a phone column, and in one that is only looked at.
    for (const rows of [
      ['Phone;Id', `${quoted};1`],
      ['Phone;Note', `2125550111;${quoted}`],
    ]) {
      const done = await desk.clean('cell.csv', rows, { mapping: [{ column: 0, field: 'phone' }] });
      expectSplit(done, { blocked: rows.slice(1) });
      expect(done.certificate.rows.blockedBy.list).toBe(1);
    }
  });

  test('several numbers of which none is blocked are clean, and one that cannot be read blocks', async () => {
    const rows = ['Phone', '212-555-0112; 212-555-0113', '212-555-0112; 5550199', '2.12556E+09'];
    const done = await desk.clean('several.csv', rows, { mapping: [{ column: 0, field: 'phone' }] });
    expectSplit(done, { clean: [rows[1] ?? ''], blocked: rows.slice(2) });
    // The second number of the second row may be one of the same area.
    expect(done.certificate.rows.blockedBy).toMatchObject({ inDoubt: 1, notANumber: 1 });
  });
});

describe('what the other columns say', () => {
  test.each<[string, readonly string[], readonly string[]]>([
    ['a flag of 0 and 1', ['First Name,Office Phone,Do Not Call,City', 'Ann,2125550111,0,NY'], ['Bo,2125550112,1,NY']],
    [
      'a flag of TRUE and FALSE',
      ['Id,LastName,Phone,DoNotCall', '1,Ash,2125550111,FALSE'],
      ['2,Birch,2125550112,TRUE'],
    ],
    ['opted out', ['phone,name,opted_out', '2125550111,Ann,no'], ['2125550112,Bo,yes']],
    ['a wash result', ['Phone Number,On DNCR', '2125550111,N'], ['2125550112,Y']],
    ['a status', ['phone,name,status', '2125550111,Ann,enabled'], ['2125550112,Bo,blocklisted']],
    ['dispositions', ['Phone,Disposition', '2125550111,No answer'], ['2125550112,Hard DND', '2125550113,Added to DNC']],
    [
      'permissions that were refused',
      ['Name,Phone,Consent', 'Ann,2125550111,given', 'Bo,2125550112,express written', 'Cy,2125550113,'],
      ['Di,2125550114,withdrawn', 'Ed,2125550115,Not given', 'Flo,2125550116,retiré'],
    ],
    ['actions', ['phone,action', '2125550111,START', '2125550114,add'], ['2125550112,STOP']],
  ])('%s', async (_, [header = '', ...kept], held) => {
    const done = await desk.clean('flags.csv', [header, ...kept, ...held]);
    expectSplit(done, { clean: kept, blocked: held });
    expect(done.certificate.rows.blockedBy.flagged).toBe(held.length);
    expect(done.why[0]).toMatch(/^the row says do not call: ".*" is ".*"$/);
    expect(done.certificate.columns.deciding).toHaveLength(1);
  });

  test.each(['DNC clean', 'Removed from DNC', 'Not on DNC', 'Opt-out lifted', 'Nicht gesperrt', 'Not on TPS'])(
    'a yes and a no under "%s" leave their rows in doubt',
    async (header) => {
      const rows = ['Ann,212-555-0101,No', 'Bob,212-555-0103,Yes', 'Cy,212-555-0104,'];
      const done = await desk.clean('check.csv', [`Name,Phone,${header}`, ...rows]);
      expectSplit(done, { blocked: rows });
      expect(done.why[0]).toContain(header);
    },
  );

  test('a permission that is not known to be one is in doubt', async () => {
    const rows = ['None', 'expired', 'not refused', 'pending'].map((consent) => `Ann,2125550111,${consent}`);
    const done = await desk.clean('consents.csv', ['Name,Phone,Consent', 'Bo,2125550112,granted', ...rows]);
    expectSplit(done, { clean: ['Bo,2125550112,granted'], blocked: rows });
    expect(done.why[0]).toBe('in doubt: "Consent" is "None"');
  });

  test('a flag that nobody understands is in doubt, and no flag releases a number', async () => {
    const rows = ['Phone,Do Not Call', '2125550111,0', '2125550112,1', '2125550113,perhaps', '2125550102,0'];
    const done = await desk.clean('flag.csv', rows);
    expectSplit(done, { clean: [rows[1] ?? ''], blocked: rows.slice(2) });
    expect(done.why).toEqual([
      'the row says do not call: "Do Not Call" is "1"',
      'in doubt: "Do Not Call" is "perhaps"',
      'on the do-not-call list',
    ]);
    const named = await desk.clean('flag.csv', rows, { doubtful: 'name' });
    // What is said of numbers in doubt is not said of the words of a row.
    expectSplit(named, { clean: [rows[1] ?? ''], blocked: rows.slice(2) });
    expect(named.certificate.rows).toMatchObject({ inDoubt: 0, blockedBy: { unexplained: 1, inDoubt: 0 } });
    expect(named.certificate.columns.unexplained).toEqual([{ column: 1, name: 'Do Not Call', rows: 1 }]);
  });
});

test('plain files of valid numbers hold nothing that is in doubt', async () => {
  const files = {
    US: ['(212) 555-0111', '212-555-0112', '12125550113', '+1 212 555 0114', '646.555.0115', '2125550116 x12'],
    GB: ['020 7946 0011', '07911 123456', '+44 20 7946 0013', '00442079460014', '(0161) 496 0015'],
    DE: ['030 1234567', '0151 23456789', '+49 89 123456', '0049 40 1234568'],
    IL: ['050-2345670', '03-5123456', '+972 54 234 5671', '972502345672'],
    IT: ['02 1234 5670', '333 123 4567', '+39 06 1234 5672', '3401234567'],
  } as const;
  for (const [region, numbers] of Object.entries(files)) {
    const rows = numbers.map((number, at) => `${at + 1000000},Person ${at},${number},2026-05-0${at + 1}`);
    const done = await desk.clean('plain.csv', ['Record ID,Name,Phone,Created', ...rows], { region });
    expectSplit(done, { clean: rows });
    expect(done.certificate.rows).toMatchObject({ inDoubt: 0, notValid: 0 });
  }
});
