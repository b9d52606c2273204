// Layouts that are known as a whole: lead files of dialers without a header, the desk's own export, files that only look like
// lists; and whether a file is one of leads.
import { describe, expect, test } from 'vitest';
import { recogniseLayout } from '../../../shared/domain/columns/columnLayout.ts';
import { recogniseColumns } from '../../../shared/domain/columns/columns.ts';
import { describeLeads } from '../../../shared/domain/columns/leadFile.ts';

type Rows = readonly (readonly string[])[];

/** The file as an import sees it: its layout, the fields of its columns that are not left out, by place, and what is asked. */
function open(header: readonly string[] | null, samples: Rows, name = 'file.csv') {
  const { kind, dialer, why } = recogniseLayout({ header, samples });
  const guesses = recogniseColumns({
    header,
    samples,
    region: 'US',
    ...(dialer === undefined ? {} : { layout: dialer.fields }),
  });
  const fields = guesses.map(({ field }) => field);
  return {
    kind,
    why,
    dialer,
    byPlace: Object.fromEntries(fields.flatMap((field, place) => (field === 'ignore' ? [] : [[place, field]]))),
    byName: Object.fromEntries(fields.map((field, place) => [header?.[place] ?? '', field])),
    leads: describeLeads({ name, header, fields, dialer }),
  };
}

describe("VICIdial's lead files, without a header", () => {
  const standard =
    '3857822|31022|105|1|2125550111|MRS|Beth||Burton|249 Mundon Road|||Albany|NY||12201|USA|F|1970-01-01|2125550112|b@example.com||called before';
  const split = (text: string, separator = '|') => text.split(separator);

  test('the standard order: phone number, alternate phone and phone code are known by their places', () => {
    const file = open(null, [split(standard), split(standard.replace('2125550112', ''))]);
    expect(file.dialer).toMatchObject({ name: 'VICIdial', kind: 'leads' });
    expect(file.byPlace).toEqual({ 3: 'countryCode', 4: 'phone', 6: 'name', 8: 'name', 19: 'phone' });
    expect(file.leads).toMatch(/looks like leads .* VICIdial/);
  });

  test.each([
    ['26, in the versions before rank and owner', '|2|DNC|2026-05-03 10:00:00', 26],
    ['28, after them', '|0|NEW|2026-05-03 10:00:00|0|dana', 28],
    ['the last of thirty and more, after custom fields', '|0|NEW|2026-05-03 10:00:00|0|dana|x|y|z', 31],
  ])('the further numbers in place %s are a phone column', (_name, rest, place) => {
    const rows = [
      split(`${standard}${rest}|2125550102_1_work!2125550114_61_sister`),
      split(`${standard}${rest}|2125550103_1_`),
    ];
    expect(open(null, rows).byPlace).toMatchObject({ 4: 'phone', 19: 'phone', 24: 'disposition', [place]: 'phone' });
  });

  test('a last column that is empty in the first rows is read all the same, where versions have it', () => {
    expect(open(null, [split(`${standard}|||||||`.slice(0, -1))]).byPlace).toMatchObject({ 28: 'phone' });
  });

  test('phone codes as they are dialled, and no phone code but a country, give the country', () => {
    const british =
      '3857822|31022|105|01144|1625551212|MRS|B||Burton|249 Mundon Road|Maldon|Essex||||CM9 6PW|UK||||||comments';
    expect(open(null, [split(british)]).byPlace).toMatchObject({ 3: 'country', 4: 'phone' });
    expect(open(null, [split(british.replace('01144', ''))]).byPlace).toMatchObject({ 4: 'phone', 16: 'country' });
  });

  test('the short form', () => {
    const file = open(null, [['105 Fifth St', 'Steinhatchee', 'Frank Smith', '3525550101', 'FL', '32359']]);
    expect(file).toMatchObject({ dialer: { name: 'VICIdial', kind: 'leads' }, byPlace: { 2: 'name', 3: 'phone' } });
    expect(file.leads).toBeDefined();
  });

  test('other files without a header are none of them', () => {
    const rows: Rows[] = [
      [['2125550111', 'asked', '2026-05-03']],
      [['Ann', '2125550111', 'NY', '10001', 'a', 'b']],
      [Array.from({ length: 30 }, (_, place) => String(place))],
      [split(standard).with(4, 'none')],
      [split(standard), split(standard).with(20, 'no address'), split(standard).with(17, 'woman')],
      [],
    ];
    for (const samples of rows) expect(open(null, samples).dialer).toBeUndefined();
  });

  test('the do-not-call list stays a list', () => {
    expect(open(null, [['2125550111'], ['201XXXXXXX']])).toMatchObject({ dialer: { kind: 'list' }, leads: undefined });
  });
});

describe("the desk's own export", () => {
  const header =
    'number,where,expires,reason,category,requestedAt,callBatchId,callRequestUuid,source,sourceLabel,line,createdAt,createdBy,removedAt,removedBy,removedWhy,link'.split(
      ',',
    );
  const row = [
    '6046221234',
    'everywhere',
    '',
    'asked',
    '',
    '',
    'b',
    'u',
    'import',
    'may.csv',
    '2',
    '2026-05-01T10:00:00Z',
    'Dana',
    '',
    '',
    '',
    'tel:+6046221234',
  ];
  const fields = {
    where: 'where',
    expires: 'expiry',
    reason: 'reason',
    category: 'category',
    requestedAt: 'date',
    callBatchId: 'batchId',
    callRequestUuid: 'requestUuid',
    source: 'ignore',
    sourceLabel: 'ignore',
    line: 'ignore',
    createdAt: 'ignore',
    createdBy: 'ignore',
    removedAt: 'suspended',
    removedBy: 'ignore',
    removedWhy: 'ignore',
  };

  test('comes back by its links: a spreadsheet makes other numbers of the first column', () => {
    const file = open(header, [row]);
    expect(file).toMatchObject({ dialer: { name: 'DNC Desk', kind: 'list' }, leads: undefined });
    expect(file.byName).toEqual({ ...fields, number: 'ignore', link: 'phone' });
  });

  test('an older one without links by its numbers', () => {
    expect(open(header.slice(0, -1), [row.slice(0, -1)]).byName).toEqual({ ...fields, number: 'phone' });
  });

  test('in another order, re-saved with other case and spaces, with columns taken out', () => {
    const saved = open(
      header.toReversed().map((name) => ` ${name.toUpperCase()} `),
      [row.toReversed()],
    );
    expect(saved).toMatchObject({
      dialer: { name: 'DNC Desk' },
      byName: { ' LINK ': 'phone', ' NUMBER ': 'ignore', ' REMOVEDAT ': 'suspended' },
    });
    const kept = header.filter(
      (name) => !['category', 'line', 'source', 'callBatchId', 'callRequestUuid'].includes(name),
    );
    const cut = open(kept, [row.filter((_, place) => kept.includes(header[place] ?? ''))]);
    expect(cut).toMatchObject({ dialer: { name: 'DNC Desk' }, byName: { link: 'phone', removedAt: 'suspended' } });
  });
});

test('a wash result is a registry flag, and today’s calling window of a scrubbing service is none', () => {
  expect(
    open(
      ['Phone Number', 'On DNCR'],
      [
        ['0412345678', 'Y'],
        ['0412345679', 'N'],
      ],
    ).byName,
  ).toEqual({ 'Phone Number': 'phone', 'On DNCR': 'registryFlag' });
  const scrub = open(
    ['Phone', 'ResultCode', 'Reason', 'DoNotCallToday', 'CallingWindow', 'Country'],
    [['2125550111', 'P', 'Internal', 'N', '', 'USA']],
  );
  expect(scrub).toMatchObject({
    dialer: { name: 'DNCScrub' },
    byName: { DoNotCallToday: 'ignore', Country: 'ignore', ResultCode: 'disposition' },
  });
});

test('complaints and registries are no lists', () => {
  const complaints = [
    'Company_Phone_Number',
    'Created_Date',
    'Violation_Date',
    'Consumer_City',
    'Consumer_Area_Code',
    'Subject',
  ];
  expect(open(complaints, []).kind).toBe('complaints');
  expect(
    open(
      complaints.toReversed().map((name) => name.toLowerCase().replaceAll('_', ' ')),
      [],
    ).kind,
  ).toBe('complaints');
  expect(
    open(null, [
      ['212', '5551234'],
      ['212', '5551235'],
    ]).kind,
  ).toBe('registry');
  expect(
    open(null, [
      ['2125551234', 'A', '2026-05-01'],
      ['2125551235', 'D', '2026-05-02'],
    ]).kind,
  ).toBe('registry');
});

describe('whether a file is one of leads', () => {
  const asks = (header: string, name = 'file.csv', row = '2125550111') =>
    open(header.split(','), [row.split(',')], name).leads;

  test.each([
    'First Name,Last Name,Phone,Email,Company,City',
    'Nombre,Teléfono,Correo electrónico,Empresa,Ciudad',
    'Vorname,Telefon,E-Mail,Firma,Ort',
    'Nom,Téléphone,Courriel,Société,Ville',
    'Nome,Telefono,Indirizzo email,Azienda,Città',
    'Nome,Telefone,E-mail,Empresa,Cidade',
    'Naam,Telefoonnummer,E-mailadres,Bedrijf,Woonplaats',
    'שם,טלפון,אימייל,חברה,עיר',
    'नाम,मोबाइल,ईमेल,कंपनी,शहर',
    'ФИО,Телефон,Электронная почта,Компания,Город',
    'الاسم,الهاتف,البريد الإلكتروني,الشركة,المدينة',
    '氏名,電話番号,メールアドレス,会社名,住所',
  ])('%s', (header) => {
    expect(asks(header)).toMatch(/looks like leads/);
  });

  test('an opt-out of e-mails does not make a CRM a list of requests', () => {
    expect(asks('First Name,Phone,Email,City,Email Opt Out')).toMatch(/looks like leads/);
  });

  test('a flag, a status or the name of the file says who asked', () => {
    expect(asks('First Name,Phone,Email,City,Do Not Call')).toBeUndefined();
    expect(asks('First Name,Phone,Email,City,On DNCR')).toBeUndefined();
    expect(asks('Vorname,Telefon,E-Mail,Ort,Werbesperre')).toBeUndefined();
    expect(asks('First Name,Phone,Email,City,Status', 'file.csv', 'Ann,2125550111,a@b.c,NY,DNC')).toBeUndefined();
    expect(asks('First Name,Phone,Email,City', 'opt-outs.csv')).toBeUndefined();
    expect(asks('Vorname,Telefon,E-Mail,Ort', 'Sperrliste Mai.csv')).toBeUndefined();
  });
});
