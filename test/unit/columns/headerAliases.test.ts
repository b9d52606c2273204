// Every name that formats knows a column by, each in a file of its own: the column is recognised for what it means, however
// the name is written.
import { expect, test } from 'vitest';
import { openText } from '../../../electron/core/files/openRows.ts';
import { type ColumnField } from '../../../shared/domain/columns/columnAliases.ts';
import { recogniseColumns } from '../../../shared/domain/columns/columns.ts';

/** The names of a field, and two values such as stand below them. */
const known: readonly [field: ColumnField, values: readonly [string, string], names: string][] = [
  [
    'phone',
    ['2125551234', '(212) 555-1235'],
    `phone, phone number, phone_number, phonenumber, number, number1, tel, telephone, telephone number, mobile, cell, cell phone,
     home phone, work phone, phone1, phone2, phone9, phone10, primary phone, ANI, CLI, caller id, DNIS, MSISDN, contact number,
     dialed number, called number, to, destination, DNC_Home, DNC_Cell, DNC_Work, טלפון, מספר טלפון, נייד, טלפון נייד`,
  ],
  ['countryCode', ['1', '1'], 'phone_code, country code, cc'],
  [
    'date',
    ['2026-05-01', '2026-05-02'],
    'date added, added, added on, created, insert_date, call date, request date, opt out date, timestamp',
  ],
  ['expiry', ['2040-01-01', '2041-01-01'], 'expires, expire date, expiration, valid until'],
  ['expiryDays', ['30', '90'], 'days to expiry'],
  ['reason', ['asked by mail', 'asked on the phone'], 'reason, dnc reason, notes, comments, purpose, reason code'],
  ['disposition', ['DNC', 'No Answer'], 'disposition, status, call result'],
  ['category', ['complaint', 'request'], 'category'],
  [
    'campaign',
    ['Spring', 'Autumn'],
    'campaign, campaign id, program, skill, project, contact group, queue, brand, client, product line, what was sold',
  ],
  // The list that a number was on says nothing of what was sold.
  ['ignore', ['Spring', 'Autumn'], 'list, list id, list name'],
  ['channel', ['calls', 'SMS'], 'opt out channel, channel, contact channel, call or text'],
  ['author', ['Ann', 'Bob'], 'agent, user, added by, reporter, created by'],
  ['name', ['Ann', 'Bob'], 'first name, last name, full name'],
  ['action', ['add', 'delete'], 'action, type, add/delete, A/D, op'],
  ['country', ['United Kingdom', 'DE'], 'country, country name, country code, billing country, country/region'],
  [
    'flag',
    ['Y', 'N'],
    'do not call, DoNotCall, do not contact, dnc, opted out, opt out, unsubscribed, blacklisted, is dnc, dnd, do not call (y/n)',
  ],
  [
    'registryFlag',
    ['Y', 'N'],
    'on dncr, dncr, dnc registry, on tps, tps, ctps, listed on national registry, national dnc',
  ],
];

const cases = known.flatMap(([field, values, names]) =>
  names.split(',').map((name) => [field, name.trim(), values] as const),
);
const spellings = [
  (name: string) => name,
  (name: string) => name.toUpperCase(),
  (name: string) => name.replaceAll(/[ _]/g, '-'),
  (name: string) => name.replaceAll(/[ _-]/g, '_'),
  (name: string) => ` ${name.replaceAll(' ', '  ')} `,
];

function fieldsOf(header: string, rows: readonly string[]): readonly ColumnField[] {
  const opened = openText(`${header}\n${rows.join('\n')}\n`, { region: 'US' });
  if (!opened.ok) throw new Error(opened.message);
  const samples = opened.samples.map(({ cells }) => cells);
  return recogniseColumns({ header: opened.header, samples, region: 'US' }).map(({ field }) => field);
}

test.each(cases)('%s: %s', (field, name, [first, second]) => {
  for (const spell of spellings) {
    const written = spell(name);
    if (field === 'phone') expect([written, fieldsOf(written, [first, second])]).toEqual([written, ['phone']]);
    else {
      const rows = [`2125551234,${first}`, `2125551235,${second}`];
      expect([written, fieldsOf(`Phone,${written}`, rows)]).toEqual([written, ['phone', field]]);
    }
  }
});

test.each(['area code', 'areacode', 'npa', 'ac'])('area code: %s goes with the seven digits beside it', (name) => {
  for (const spell of spellings)
    expect(fieldsOf(`${spell(name)},Phone`, ['212,5551234', '212,5551235'])).toEqual(['areaCode', 'phone']);
});
