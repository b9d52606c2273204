/**
 * Files whose rows say that they are not to be called in a column that no name gives away: tags, labels, notes, numbered flags,
 * permissions; after the exports of CRMs, dialers, phones and mail programs.
 */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type FileDesk, toKinds, useFileDesk } from '../../support/fileDesk.ts';
import { type LeadDesk, openLeadDesk } from '../../support/leadDesk.ts';

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

/** A text in a code page of one byte a letter. */
function inCodePage(text: string, encoding: string): Uint8Array {
  const letters = Array.from(new TextDecoder(encoding).decode(Uint8Array.from({ length: 256 }, (_, byte) => byte)));
  return Uint8Array.from(Array.from(text), (letter) => letters.indexOf(letter));
}

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

describe('an import', () => {
  let list: FileDesk;
  useFileDesk((opened) => {
    list = opened;
  });
  const many = (late: string) =>
    Array.from({ length: 80 }, (_, row) => `212555${1000 + row},${row === 70 ? late : 'VIP'}\n`).join('');

  test('asks about a column whose rows say it late, and takes the answer', async () => {
    const text = `Phone,Tags\n${many('DNC')}`;
    const { summary } = await list.look('late.csv', text);
    expect(summary.questions).toMatchObject([
      {
        kind: 'unread',
        option: '--decides "Tags" or --leave-out "Tags"',
        sentence: expect.stringContaining('line 72 (DNC)'),
      },
    ]);
    await expect(list.take('late.csv', text)).rejects.toThrow('"Tags"');
    expect(await list.blocked()).toEqual([]);
    const mapping = [
      { column: 0, field: 'phone' },
      { column: 1, field: 'disposition' },
    ] as const;
    await list.take('late.csv', text, { mapping: [...mapping], requestValues: ['DNC'] });
    expect(await list.blocked()).toEqual(['+12125551070']);
  });

  test('does not ask where every row says it, or where it is about e-mail', async () => {
    expect(toKinds(await list.look('all.csv', 'Phone,Name\n2125550111,DNC Ash\n2125550112,DNC Birch\n'))).toEqual([]);
    expect(toKinds(await list.look('mail.csv', `Phone,Email status\n${many('unsubscribed')}`))).toEqual([]);
  });

  test('asks where a note speaks against its own flag', async () => {
    const text =
      'Phone,DoNotCall,Description\n2125550111,false,DNC per 3/2 call\n2125550112,true,\n2125550113,false,fine\n';
    const asked = await list.look('crm.csv', text);
    expect([toKinds(asked), asked.numbers]).toEqual([['meanings'], ['+12125550112']]);
    await list.take('crm.csv', text, { requestValues: ['DNC per 3/2 call'] });
    expect(await list.blocked()).toEqual(['+12125550111', '+12125550112']);
  });

  test('asks about numbers among words, and not about the number of the row itself', async () => {
    const asked = await list.look(
      'words.csv',
      'Phone,Info,Reason\n212-555-0111,212-555-0104 (wife),212-555-0111 asked\n212-555-0112,,212-555-0112 asked\n212-555-0113,,also 212-555-0114\n',
    );
    expect(asked.summary.unread.map(({ header, count, samples }) => [header, count, ...samples])).toEqual([
      ['Info', 1, '212-555-0104 (wife)'],
      ['Reason', 1, 'also 212-555-0114'],
    ]);
  });

  test('takes the numbers under "do not call", and asks about those beside them', async () => {
    const asked = await list.look('two.csv', 'Name,Phone (do not call),Phone (ok)\nAnn,2125550111,2125550112\n');
    expect([toKinds(asked), asked.numbers]).toEqual([['unread'], ['+12125550111']]);
  });

  test.each([
    [
      'leads that were checked against a list',
      'First Name,Email,City,Phone,DNC Source,DNC checked on',
      'Ann,a@x.io,NY,2125550111,Gryphon,2026-11-01',
    ],
    [
      'leads whose policies end',
      'First Name,Email,Address,City,Phone,Expiration Date',
      'Ann,a@x.io,1 Main,NY,2125550111,2027-01-01',
    ],
  ])('asks whether it is one of leads: %s', async (_, header, row) => {
    const { found } = await list.look('people.csv', `${header}\n${row}\n`);
    expect(found.asks.map(({ kind }) => kind)).toEqual(['leads']);
  });

  test.each([
    ['a note beside the flag', 'phone,do_not_call,note\n2125550102,0,still DNC\n2125550103,0,\n'],
    [
      'a status of its own words',
      'phone,do_not_call,status\n2125550102,0,still on our list of people please\n2125550103,0,\n',
    ],
    ['a reason alone', 'phone,reason\n2125550102,asked: do not call\n2125550103,\n'],
    ['a tag', 'phone,do_not_call,tags\n2125550102,0,VIP; DNC\n2125550103,0,VIP\n'],
  ])('and a removal asks about %s', async (_, text) => {
    await list.block('+12125550102', '+12125550103');
    const { summary, released } = await list.release('removal.csv', text);
    expect([summary.question !== null || !released.includes('+12125550102'), released]).toEqual([true, []]);
    expect(await list.blocked()).toEqual(['+12125550102', '+12125550103']);
  });

  test.each([
    [
      'windows-1251',
      'RU',
      'Имя;Телефон;Не звонить\nАнна;8 (916) 123-45-67;да\nБорис;8 (916) 123-45-68;нет\n',
      '+79161234567',
    ],
    ['windows-1256', 'SA', 'الاسم;الهاتف;عدم الاتصال\nعلي;0501234567;نعم\nسعيد;0501234568;لا\n', '+966501234567'],
    ['windows-1255', 'IL', 'שם;טלפון;לא להתקשר\nדנה;050-234-5678;כן\nרון;050-234-5679;לא\n', '+972502345678'],
    [
      'windows-1252',
      'FR',
      'Prénom;Téléphone;Ne pas appeler\nZoé;06 12 34 56 78;oui\nRené;06 12 34 56 79;non\n',
      '+33612345678',
    ],
  ])('reads %s, so that its flags decide', async (encoding, region, text, number) => {
    const look = await list.look('page.csv', inCodePage(text, encoding), { region });
    expect([look.found.encoding, look.numbers, toKinds(look)]).toEqual([encoding, [number], []]);
  });

  test('a removal takes the answer', async () => {
    await list.block('+12125550102', '+12125550103');
    const text = 'phone,do_not_call,note\n2125550102,0,was DNC before\n2125550103,0,still DNC\n';
    expect((await list.release('removal.csv', text, { releaseValues: ['was DNC before'] })).released).toEqual([
      '+12125550102',
    ]);
  });
});
