// A request counts for the number: a row that speaks against it blocks every other row with it, whichever comes first.
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type LeadDesk, openLeadDesk } from '../../support/leadDesk.ts';

let desk: LeadDesk;

beforeAll(async () => {
  desk = await openLeadDesk();
});
afterAll(() => desk.close());

const names = 'Phone,Name,Do Not Call,Notes';
const free = '212-555-0111,Ann,No,';

test.each([
  ['a flag', '(212) 555-0102,Bob,Yes,'],
  ['words of a request', '+1 212 555 0102,Bob,No,please stop calling me'],
])('%s in one row blocks the others with its number, before it and behind it', async (_, speaks) => {
  const twice = ['2125550102,Cat,No,', '1-212-555-0102,Dan,,'];
  for (const rows of [
    [free, speaks, ...twice],
    [...twice, free, speaks],
    [twice[0] ?? '', speaks, twice[1] ?? '', free],
  ]) {
    const done = await desk.clean('leads.csv', [names, ...rows]);
    expect(done.clean).toEqual([free]);
    expect(done.blocked).toHaveLength(3);
    expect(done.why.filter((why) => why === 'another row with this number says do not call')).toHaveLength(2);
    expect(done.certificate.rows).toMatchObject({ read: 4, clean: 1, blocked: 3, blockedBy: { flagged: 3 } });
  }
});

test('a permission that was withdrawn in one row is none in the next', async () => {
  const done = await desk.clean('consent.csv', [
    'Phone,Consent,Name',
    '212-555-0102,withdrawn,Ann',
    '212-555-0102,given,Ann',
    '212-555-0111,given,Bob',
  ]);
  expect(done.clean).toEqual(['212-555-0111,given,Bob']);
});

test('a second phone of a row is blocked by itself, and blanked where that was asked for', async () => {
  const rows = ['212-555-0102,,Ann,Yes', '212-555-0111,212-555-0102,Bob,No', '212-555-0113,,Cat,No'];
  const file = ['Phone,Mobile,Name,Do Not Call', ...rows];
  expect((await desk.clean('two.csv', file)).clean).toEqual([rows[2]]);
  const blanked = await desk.clean('two.csv', file, { several: 'blank' });
  expect(blanked.clean).toEqual(['212-555-0111,,Bob,No', rows[2]]);
});

test('words that nobody has explained hold back the other rows until somebody does', async () => {
  const rows = ['212-555-0102,Ann,see file 7', '212-555-0102,Bob,yes', '212-555-0111,Cat,yes'];
  const file = ['Phone,Name,Consent', ...rows];
  const done = await desk.clean('open.csv', file);
  expect(done.clean).toEqual([rows[2]]);
  expect(done.why.at(-1)).toBe('in doubt: another row with this number may say do not call');
});

test('what another row says of a number reaches its other spellings of the same subscriber', async () => {
  const rows = ['+52 1 55 1234 5679,Ann,Yes', '+52 55 1234 5679,Bob,No'];
  expect((await desk.clean('mx.csv', ['Phone,Name,Do Not Call', ...rows])).clean).toEqual([]);
});
