/**
 * Files whose rows say that they are not to be called in a column that no name gives away: tags, labels, notes, numbered flags,
 * permissions; after the exports of CRMs, dialers, phones and mail programs.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type LeadDesk, openLeadDesk } from '../support/leadDesk.ts';

let desk: LeadDesk;
beforeAll(async () => {
  desk = await openLeadDesk();
});
afterAll(() => desk.close());

/** Header, rows that come out clean, rows that do not. */
const leads: readonly (readonly [string, string, readonly string[], readonly string[]])[] = [
  [
    'tags, of which one says so',
    'Phone,Name,Tags',
    ['2125550111,Ben,VIP', '2125550112,Cid,'],
    ['2125550113,Dan,DNC', '2125550114,Eve,"VIP; do not call"', '2125550115,Flo,stop'],
  ],
  ['a list of a CRM', 'Phone,Call list', ['2125550111,whitelist'], ['2125550112,blacklist']],
  [
    'flags of their own for each number',
    'Name,Phone1,DNC1,Phone2,DNC2',
    ['Ann,2125550111,N,2125550112,N'],
    ['Ben,2125550113,N,2125550114,Y'],
  ],
  [
    'notes, and the name itself',
    'Last Name,Phone,Comments',
    ['Ash,2125550111,call back at five', 'Block,2125550112,', 'Ash,2125550113,removed from DNC'],
    ['Birch - DO NOT CALL,2125550114,', 'Cedar,2125550115,please stop calling me', 'Dorn,2125550116,DNC?'],
  ],
  [
    'another language than the header',
    'Phone,Info',
    ['2125550111,bitte zurückrufen', '2125550112,перезвонить'],
    ['2125550113,bitte nicht anrufen', '2125550114,просил не звонить', '2125550115,架電禁止', '2125550116,לא להתקשר'],
  ],
  ['a permission', 'Phone,OK to call', ['2125550111,Y', '2125550112,'], ['2125550113,N', '2125550114,false']],
  ['a day of opting out', 'Phone,City,Opt out date', ['2125550111,NY,'], ['2125550112,NY,2026-05-01']],
  ['a day until when', 'Phone,Blocked until', ['2125550111,'], ['2125550112,2099-01-01']],
  ['the name of a column of numbers', 'Phone,Phone (do not call)', ['2125550111,'], ['2125550112,2125550113']],
  [
    'nothing about calls',
    'Phone,Email,Email status,Unsubscribe link',
    ['2125550111,donotcall@example.com,Unsubscribed,https://example.com/unsubscribe?id=1'],
    [],
  ],
  ['what a registry says', 'Phone,Scrub', ['2125550111,National DNC scrub', '2125550112,not on DNC'], []],
];

describe('a lead file', () => {
  test.each(leads)('with %s', async (_, header, clean, blocked) => {
    const done = await desk.clean('leads.csv', [header, ...clean, ...blocked]);
    expect({ clean: done.clean, blocked: done.blocked }).toEqual({ clean, blocked });
  });

  test('is heard on every row, not in its first ones', async () => {
    const rows = Array.from({ length: 300 }, (_, row) => `212555${String(1000 + row)},${row === 280 ? 'DNC' : 'VIP'}`);
    const done = await desk.clean('leads.csv', ['Phone,Tags', ...rows]);
    expect(done.blocked).toEqual([rows[280]]);
    expect(done.why).toEqual(['the row says do not call: "Tags" is "DNC"']);
  });

  test('is not heard in a column that a person left out', async () => {
    const rows = ['2125550111,DNC', '2125550112,VIP'];
    expect((await desk.clean('leads.csv', ['Phone,Tags', ...rows], { leaveOut: ['Tags'] })).clean).toEqual(rows);
  });
});
