// Files as dialers, CRMs and people write them: which column is which, where the header is, and `--map`.
import { describe, expect, test } from 'vitest';
import { matchAlias } from '../../../shared/domain/columns/columnAliases.ts';
import { recogniseLayout } from '../../../shared/domain/columns/columnLayout.ts';
import { checkMapping, parseMapping } from '../../../shared/domain/columns/columnMapping.ts';
import { recogniseColumns, toMapping } from '../../../shared/domain/columns/columns.ts';
import { detectHeader } from '../../../shared/domain/columns/headerRow.ts';

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

/** A small file as text: header first, `,` between cells. Answers the fields of its columns, in order. */
function fieldsOf(text: string, region: 'US' | 'DE' | 'IL' = 'US'): string {
  const [header = '', ...rows] = text.split('\n');
  const samples = rows.map((row) => row.split(','));
  const named = header === '-' ? null : header.split(',');
  return recogniseColumns({ header: named, samples, region })
    .map(({ field }) => field)
    .join(' ');
}

describe('every column that holds numbers is a phone column', () => {
  test.each([
    [
      'of every kind of number',
      'First Name,Company Name,Business Number,Business Fax,Mobile,Home,Other\nAnn,Acme,2125550102,,2125550111,,\nBen,Acme,,,2125550112,2125550102,\nCat,Acme,,,2125550113,,2125550102',
      'name ignore phone phone phone phone phone',
    ],
    [
      'named by a place alone, filled or not',
      'Name,Home,Work,Cell\nAnn,212-555-0102,,212-555-0111',
      'name phone phone phone',
    ],
    ['in Italian', 'Nome,Telefono,Cellulare\nAnn,212-555-0111,212-555-0102', 'name phone phone'],
    [
      'without a name, beside a named one',
      'Name,Phone,,Reason\nAnn,212-555-0111,212-555-0102,asked',
      'name phone phone reason',
    ],
    ['under a name that says nothing', 'Phone,Extra\n2125550111,2125550112\n2125550113,2125550114', 'phone phone'],
    [
      'under a name for something else',
      'Caller Name,Notes,Phone\n2125550111,2125550115,2125550112\n2125550113,2125550116,2125550114',
      'phone phone phone',
    ],
    ['in a flag of its own', 'Do Not Call\n2125550111\n2125550112', 'phone'],
    ['as a longer name', "Name,Mobile Phone Number,Assistant's Direct Phone\nAnn,2125550111,", 'name phone phone'],
    [
      'with labels and schemes',
      '-\nAnn,tel 212-555-0111,p:+12125550102\nBob,cell: (212) 555-0112,p:+12125550103',
      'ignore phone phone',
    ],
    [
      'several in a cell',
      'Name,Extra\nAnn,212-555-0111 ::: 212-555-0112\nBob,212-555-0113; 212-555-0114',
      'name phone',
    ],
    ['written as in another country', 'Phone,Extra\n2125550111,050-234-5678\n2125550112,050-234-5679', 'phone phone'],
    ['with pairs of name and type', 'Name,Phone 1 - Type,Phone 1 - Value\nAnn,Mobile,2125550111', 'name ignore phone'],
  ])('%s', (_name, text, expected) => {
    expect(fieldsOf(text)).toBe(expected);
  });

  test('but not digits of another kind, as long as there is a phone column', () => {
    const named =
      'Account Number,Phone,Order ID,Zip,SSN\n2125550111,2125550112,2125550113,10001,123456789\n2125550114,2125550115,2125550116,10001,123456789';
    expect(fieldsOf(named)).toBe('ignore phone ignore ignore ignore');
    expect(fieldsOf('Id,Name\n2125550111,Ann\n2125550112,Bob')).toBe('phone name');
    expect(
      recogniseColumns({ header: null, samples: [['{"phone":"2125550111"}'], ['{"phone":"2125550112"}']] }),
    ).toMatchObject([{ field: 'ignore' }]);
    expect(recogniseColumns({ header: ['phone,reason'], samples: [['2125550111,asked']], region: 'US' })).toMatchObject(
      [{ field: 'ignore' }],
    );
    expect(fieldsOf('Phone,When,Address\n2125550111,2026-05-03,10.0.0.1\n2125550112,2026-05-04,10.0.0.2')).not.toMatch(
      /phone.*phone/,
    );
  });

  test("a company's own line repeats, a caller does not", () => {
    const calls = (...lines: string[]) =>
      `caller id,phone\n${lines.map((line, row) => `${line},212555011${row}`).join('\n')}`;
    expect(fieldsOf(calls('2125550000', '2125550000', '2125550000'))).toBe('ignore phone');
    expect(fieldsOf(calls('2125550000', '2125550000', '2125550001'))).toBe('ignore phone');
    expect(fieldsOf(calls('2125550001', '2125550002', '2125550003'))).toBe('phone phone');
    // One row tells nothing.
    expect(fieldsOf(calls('2125550000'))).toBe('ignore phone');
    expect(fieldsOf('number,phone\n1,2125550111\n2,2125550112')).toBe('ignore phone');
    expect(
      fieldsOf('Line we call from,phone\n2125550000,2125550111\n2125550000,2125550112\n2125550000,2125550113'),
    ).toBe('ignore phone');
    expect(fieldsOf('Phone,Agent Phone\n2125550111,2125550000\n2125550112,2125550000\n2125550113,2125550000')).toBe(
      'phone ignore',
    );
    expect(fieldsOf('caller id\n2125550000')).toBe('phone');
    expect(fieldsOf('from,to,body\n2125550000,2125550111,hi\n2125550000,2125550112,hi\n2125550000,2125550113,hi')).toBe(
      'ignore phone ignore',
    );
    expect(fieldsOf('ANI,DNIS\n2125550111,2125550000')).toBe('phone phone');
  });
});

describe("the country of a row's numbers", () => {
  test.each([
    [
      'by name',
      'First Name,Phone,Country\nAnn,2079460958,United Kingdom\nCat,3012345678,Germany\nDan,0502345678,Israel',
      'name phone country',
    ],
    [
      'without a header',
      '-\nAnn,2079460958,United Kingdom\nCat,3012345678,Deutschland\nDan,0502345678,ISR',
      'ignore phone country',
    ],
    ['as ISO codes under another name', 'Phone,Country Code\n2079460958,GB\n3012345678,DEU', 'phone country'],
    ['as dialling codes, which are joined', 'Phone,Country\n2079460958,+44\n3012345678,49', 'phone countryCode'],
    ['as dialling codes as they are dialled', 'Phone,Phone Code\n1625551212,01144\n3012345678,01149', 'phone country'],
    ['not filled yet', 'Phone,Country,Dial Code\n2125550111,,', 'phone country countryCode'],
    ['mostly', 'Phone,Land\n03012345678,Deutschland\n0441234567,Schweiz\n030123456,keine Angabe', 'phone country'],
    ['as codes that explain the numbers', '-\nAnn,0502345678,IL\nBob,02079460958,GB', 'ignore phone country'],
  ])('%s', (_name, text, expected) => {
    expect(fieldsOf(text)).toBe(expected);
  });

  test.each([
    ['states of the USA', 'Name,State,Phone\nAnn,CA,2125550111\nBob,DE,3025550112', 'name ignore phone'],
    ['states without a header', '-\nAnn,CA,2125550111\nBob,DE,3025550112\nCid,IN,3175550113', 'ignore ignore phone'],
    ['a single state without a header', '-\nAnn,DE,3025550111\nBob,DE,3025550112', 'ignore ignore phone'],
    ['first names', '-\nJordan,2125550111\nChad,3025550112', 'ignore phone'],
    ['where a product comes from', 'Product,Country of Origin,Phone\nX,Germany,2125550111', 'ignore ignore phone'],
    ['regions of a company', 'Region,Phone\nNorth,2125550111\nSouth,2125550112', 'ignore phone'],
    ['states that are called regions', 'Region,Phone\nCA,2125550111\nGA,4045550112\nIL,3125550113', 'ignore phone'],
  ])('and not %s', (_name, text, expected) => {
    expect(fieldsOf(text)).toBe(expected);
  });

  test('it decides which cells are numbers', () => {
    expect(fieldsOf('Name,Kontakt,Country\nAnn,5 12 34 56,Iceland\nBob,5 12 34 57,Iceland')).toBe('name phone country');
    expect(fieldsOf('Name,Kontakt,City\nAnn,5 12 34 56,Reykjavik\nBob,5 12 34 57,Akureyri')).not.toBe(
      'name phone ignore',
    );
  });
});

describe('columns that say who asked', () => {
  test.each([
    [
      '0 and 1',
      'First Name,Office Phone,Mobile,Do Not Call,Lead Source,City\nAnn,2125550111,2125550112,0,Web,NY\nBob,2125550113,,1,Web,NY',
      'name phone phone flag ignore ignore',
    ],
    ['TRUE and FALSE', 'Id,LastName,Phone,DoNotCall\n1,Ash,2125550111,TRUE', 'ignore name phone flag'],
    ['nothing yet', 'phone,name,opted_out\n2125550111,Ann,', 'phone name flag'],
    ['days since when', 'phone,opted_out\n2125550111,2026-05-03\n2125550112,', 'phone flag'],
    ['several of them', 'phone,Do Not Call,Do Not Contact,opted_out\n2125550111,N,Y,', 'phone flag flag flag'],
    ['a longer name', 'Phone,Contact: Do Not Call (Y/N),DoNotCall__c\n2125550111,N,TRUE', 'phone flag flag'],
    ['a wash', 'Phone Number,On DNCR\n0412345678,Y', 'phone registryFlag'],
    ['a wash in a word', 'Number,Listed\n2125550111,Y\n2125550112,N', 'phone registryFlag'],
    ['an opt-out of text messages alone', 'phone,SMS Opt Out\n2125550111,Y', 'phone flag'],
    ['one beside that of calls', 'phone,SMS Opt Out,Do Not Call\n2125550111,Y,N', 'phone ignore flag'],
    [
      'opt-outs of e-mails',
      'Phone,HasOptedOutOfEmail,DoNotCall,Fax Opt Out\n2125550111,0,1,0',
      'phone ignore flag ignore',
    ],
    [
      'the day of an opt-out in a list',
      'Phone,Opt Out Date\n2125550111,2026-05-03\n2125550112,\n2125550113,',
      'phone date',
    ],
    [
      'the day of an opt-out in a CRM',
      'Phone,Email,City,Opt Out Date\n2125550111,a@b.c,NY,2026-05-03\n2125550112,a@b.c,NY,\n2125550113,a@b.c,NY,',
      'phone ignore ignore flag',
    ],
    ['a status', 'phone,name,status\n2125550111,Ann,enabled\n2125550112,Bob,blocklisted', 'phone name disposition'],
    ['a status of those who are merely there', 'Phone,Status\n2125550111,Active', 'phone disposition'],
    [
      'statuses that nobody knows',
      'Phone,Status\n2125550111,Tier 1\n2125550112,Tier 2\n2125550113,Tier 1\n2125550114,Tier 2',
      'phone disposition',
    ],
    [
      'reasons under that name',
      'Phone,Status\n2125550111,asked by letter\n2125550112,wrote to us in May',
      'phone reason',
    ],
    ['a phone that is valid', 'Phone,Phone Status\n2125550111,valid\n2125550112,mobile', 'phone ignore'],
    ['a phone that is not to be called', 'Phone,Phone Status\n2125550111,valid\n2125550112,DNC', 'phone disposition'],
    ['those who have not opted out', 'Phone,Not Opted Out\n2125550111,Y', 'phone doubtfulFlag'],
    [
      'a CRM that may not call',
      'Phone,Do not allow Phone Calls\n2125550111,Do Not Allow\n2125550112,Allow',
      'phone flag',
    ],
    ['no telemarketing', 'Phone,No Telemarketing\n2125550111,Y\n2125550112,N', 'phone flag'],
    [
      'the result of a check',
      'Name,Phone,City,DNC Result\nAnn,2125550111,Troy,Match',
      'name phone ignore registryFlag',
    ],
    ['a check of a registry', 'Name,Phone,City,TPS check\nAnn,2125550111,Troy,Fail', 'name phone ignore registryFlag'],
    ['a way to be reached', 'Phone,Contact by phone\n2125550111,N\n2125550112,Y', 'phone permission'],
    ['a preference', 'Phone,Contact preference\n2125550111,No phone\n2125550112,Phone', 'phone permission'],
    ['in or out', 'Phone,Opt\n2125550111,OUT\n2125550112,IN', 'phone permission'],
    ['a permission in French', 'Phone,Contact téléphonique\n2125550111,Refusé\n2125550112,Accepté', 'phone permission'],
    ['a permission in Hebrew', 'Phone,אישור דיוור\n2125550111,לא\n2125550112,כן', 'phone permission'],
    ['a check that was passed', 'Phone,DNC clean\n2125550111,Y\n2125550112,N', 'phone doubtfulFlag'],
    ['no request any more', 'Phone,Removed from DNC\n2125550111,Y\n2125550112,N', 'phone doubtfulFlag'],
    ['an exemption', 'Phone,DNC override\n2125550111,granted\n2125550112,denied', 'phone doubtfulFlag'],
    ['not on a registry', 'Phone,Not on TPS\n2125550111,Y\n2125550112,N', 'phone doubtfulFlag'],
    ['a permission that is gone', 'Phone,Consent withdrawn\n2125550111,Y\n2125550112,N', 'phone doubtfulFlag'],
    ['two names that take each other back', 'Phone,Excluido lista negra\n2125550111,no', 'phone doubtfulFlag'],
    ['a flag with its answers in its name', 'Phone,Do Not Call (Y/N)\n2125550111,Y', 'phone flag'],
    ['a flag and the list that it is of', 'Phone,Customer DNC status\n2125550111,Y', 'phone flag'],
    [
      'a registry with more words',
      'Phone,National DNC flag,Name,City\n2125550111,Y,Ann,Troy',
      'phone registryFlag name ignore',
    ],
    ['when a check was made', 'Phone,DNC checked\n2125550111,Y', 'phone ignore'],
    ['how a check ended', 'Phone,DNC checked OK\n2125550111,Y', 'phone doubtfulFlag'],
    ...[
      'Express Written Consent',
      'Prior Express Consent',
      'Consent Through Phone',
      'GDPR Consent',
      'Verbal Consent',
      'Signed consent form',
    ].map((name): [string, string, string] => [
      `a way of permission: ${name}`,
      `Phone,${name}\n2125550111,Y\n2125550112,N`,
      'phone permission',
    ]),
    ...['Prior DNC', 'Prior opt-out', 'Former consent'].map((name): [string, string, string] => [
      `what was before: ${name}`,
      `Phone,${name}\n2125550111,Y\n2125550112,N`,
      'phone doubtfulFlag',
    ]),
    ['where a permission is given', 'Phone,Opt-In Page\n2125550111,https://desk.example/a', 'phone ignore'],
    ['what stands beside a permission', 'Phone,Consent language\n2125550111,English', 'phone ignore'],
    ['a disposition', 'Phone,Disposition\n2125550111,Hard DND\n2125550112,DNC - Customer Request', 'phone disposition'],
    [
      'every status, of two',
      'Phone,Disposition,Lead Status\n2125550111,No answer,DNC',
      'phone disposition disposition',
    ],
    ['numbered flags', 'Phone1,DNC1,Phone2,DNC2\n2125550111,N,2125550112,Y', 'phone flag phone flag'],
    ['the flag of a number', 'Phone 1,Phone 1 DNC\n2125550111,FALSE', 'phone flag'],
    ['numbers under the same name', 'DNC1,DNC2\n2125550111,2125550112', 'phone phone'],
    ['a permission', 'Phone,OK to call\n2125550111,N', 'phone permission'],
    ['a permission in German', 'Telefon,Einwilligung\n2125550111,nein', 'phone permission'],
    ['tags that speak of calls', 'Phone,Tags\n2125550111,"VIP"\n2125550112,DNC', 'phone disposition'],
    ['tags that do not', 'Phone,Tags\n2125550111,VIP\n2125550112,Gold', 'phone ignore'],
    ['the wrap-up of a call', 'Phone,Wrap-up\n2125550111,Sale', 'phone disposition'],
    ['unsubscribing by e-mail', 'Phone,Email Tags\n2125550111,Unsubscribed', 'phone ignore'],
    ['a state that is a place', 'Teléfono,Estado\n2125550111,Jalisco\n2125550112,CDMX', 'phone ignore'],
    ['a state that is a status', 'Teléfono,Estado\n2125550111,Lista negra\n2125550112,Activo', 'phone disposition'],
    ['actions', 'phone,action\n2125550111,START\n2125550112,STOP', 'phone action'],
    ['keywords', 'phone,keyword\n2125550111,START\n2125550112,STOP', 'phone action'],
    ['types that are no actions', 'phone,type\n2125550111,new\n2125550112,1', 'phone ignore'],
  ])('%s', (_name, text, expected) => {
    expect(fieldsOf(text)).toBe(expected);
  });
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
  // A row whose number nobody can read is a row all the same.
  expect(headerOf(['Phone', 'Why'], ['912125550101', 'DNC'], ['2125551234', 'x'])).toBe(0);
  expect(headerOf(['912125550101', 'DNC'], ['2125551234', 'x'])).toBeNull();
  expect(headerOf()).toBeNull();
});

test.each([
  ['+1 212 555 0105 DNC'],
  ['DNC 212-555-0105'],
  ['212-555-0105 opted out'],
  ['(212) 555-0105 mobile do not call'],
  ['٢١٢٥٥٥٠١٠٥ DNC'],
  ['972502345678 mobile'],
  ['212-555-0105 DNC', 'Ann'],
  ['Ann', '212-555-0105 DNC', 'Mobile'],
  ['Ann', '0502345678 DNC', 'x'],
  // Nobody can call these, but they are no names either.
  ['555-0105 DNC'],
])('a number among words is in a row, and no name: %s', (...first) => {
  const rows = [first, first.map(() => '2125550101'), first.map(() => '2125550103')];
  for (const region of ['US', undefined] as const) expect(detectHeader(rows, region).headerIndex).toBeNull();
  expect(detectHeader([first, first, first], 'US').headerIndex).toBeNull();
  expect(detectHeader([['Phone', 'Name'], first, ...rows], 'US').headerIndex).toBe(0);
});

test('names are found below a number among words', () => {
  const rows = [['Newest: 212-555-0105'], ['Phone', 'Name'], ['2125550101', 'Ann']];
  expect(detectHeader(rows, 'US').headerIndex).toBe(1);
  expect(detectHeader([['212-555-0105 DNC'], ...rows.slice(1)], 'US').headerIndex).toBe(1);
  expect(detectHeader(rows.slice(0, 2), 'US').headerIndex).toBeNull();
});

test.each(['Phone 1', 'Call 2 date', 'Q3 2026', 'Mobile (+1)', 'DNC 2026-01-01', 'Tel. 24/7'])(
  'digits of another kind make no row of a name: %s',
  (name) => {
    for (const region of ['US', 'DE', undefined] as const)
      expect(detectHeader([[name, 'Name', 'Reason'], ['2125550101']], region).headerIndex).toBe(0);
  },
);

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

describe('a number among the names of the columns is an example', () => {
  const rows = [
    ['3105550101', 'Ann', 'N'],
    ['3105550102', 'Bob', 'Y'],
  ];
  test.each([
    ['Phone (e.g. 212-555-0123)', 'Name', 'DNC'],
    ['Phone e.g. 212-555-0123', 'Name', 'DNC'],
    ['Phone: 212-555-0123', 'Name', 'DNC'],
    ['Phone (+1 212 555 0123)', '', 'DNC'],
    ['Mobile (like 2125550123)', 'Nickname', 'Do not call'],
    ['Telefon (z. B. 030 12345678)', 'Name', 'DNC'],
    ['Rufnummer (z.B. +49 30 12345678)', 'Bemerkung', 'DNC'],
    ['Téléphone (ex. : 06 12 34 56 78)', 'Nom', 'DNC'],
    // Whose number it is does not matter where all others are names.
    ['Questions? Call 212-555-0123', 'Phone number', 'DNC'],
  ])('%s, %s, %s', (...names) => {
    const below =
      names[1] === 'Phone number' ? rows.map(([phone = '', name = '', dnc = '']) => [name, phone, dnc]) : rows;
    for (const region of ['US', 'DE', 'FR', undefined] as const) {
      expect(detectHeader([names, ...below], region).headerIndex).toBe(0);
      expect(detectHeader([['Do not call list'], names, ...below], region).headerIndex).toBe(1);
    }
  });

  test.each([
    // Values that are names elsewhere: their columns go on with such values.
    [
      ['Mobile: 212-555-0105', 'Ann', 'DNC'],
      ['310-555-0101', 'Bob', 'Active'],
    ],
    [
      ['Mobile 212-555-0105', 'DNC'],
      ['310-555-0101', ''],
    ],
    [
      ['DNC 212-555-0105', 'Ann', 'Mobile'],
      ['310-555-0101', 'Bob', 'Home'],
    ],
    [
      ['Phone 212-555-0105', 'Ann', 'Name'],
      ['310-555-0101', 'Bob', 'Name'],
    ],
    [
      ['call 212-555-0105', 'Ann', 'Agent'],
      ['310-555-0101', 'Bob', 'Web'],
    ],
    // A number alone in its cell is somebody's.
    [
      ['212-555-0105', 'Name', 'Reason'],
      ['310-555-0101', 'Ann', 'asked'],
    ],
    [
      ['Phone 212-555-0105', 'Name'],
      ['Phone 310-555-0101', 'Ann'],
    ],
    [['Phone (e.g. 212-555-0123)', 'Name', 'DNC']],
  ])('but in a row of the list it is a number: %j', (...list) => {
    for (const region of ['US', undefined] as const) expect(detectHeader(list, region).headerIndex).toBeNull();
  });
});
