// Files as dialers, spreadsheets and people in several languages write them, each opened and previewed with what was guessed:
// what it is called, which numbers it brings, and what is said of the lines that bring none.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir);
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

let files = 0;
async function read(content: string | Uint8Array, region: string) {
  const path = join(folder.dataDir, `file-${files++}.csv`);
  await writeFile(path, content);
  const found = await desk.client.intake.open({ from: { kind: 'path', path }, region });
  const { intake } = found;
  const mapping = found.columns.map(({ column, field }) => ({ column, field }));
  const requestValues = found.requestValues === null ? {} : { requestValues: found.requestValues };
  const options = { mapping, region, ...requestValues };
  const { job } = await desk.client.intake.preview({ intake, options });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  const summary = await desk.client.intake.summary({ intake });
  const { lines } = await desk.client.intake.lines({ intake });
  const numbers = lines.filter(({ group }) => group === 'new').map(({ number }) => number);
  const left = lines.filter(({ group }) => group !== 'new').map(({ sentence }) => sentence);
  return { found, summary, numbers, left, lines };
}

describe('layouts that the trade knows', () => {
  const one = ['+12125551234'];
  it.each<[string, string, string | null, readonly string[], readonly RegExp[]]>([
    ['VICIdial, bare', '2125551234\n201XXXXXXX\n', 'VICIdial', one, [/whole area code/]],
    ['VICIdial, a campaign', 'phone_number,campaign_id\n2125551234,SALES\n', 'VICIdial', one, []],
    [
      'VICIdial, the log',
      'phone_number,campaign_id,action,action_date,user\n2125551234,X,add,2026-05-01,ann\n2125551235,X,delete,2026-05-01,ann\n',
      'VICIdial',
      one,
      [/never releases/],
    ],
    [
      'VICIdial, calls',
      'call_date,phone_number_dialed,status,user,list_id,alt_phone,phone_code\n2026-05-01,2125551234,DNCC,ann,1,2125559999,1\n2026-05-01,2125551235,A,ann,1,,1\n',
      'VICIdial',
      one,
      [/says "A", which does not mean/],
    ],
    ['Genesys', 'Last Name,First Name,DNC_Home,DNC_Cell,DNC_Work\nA,B,,2125551234,\n', 'Genesys', one, []],
    [
      'Five9, calls',
      'CALL ID,TIMESTAMP,CAMPAIGN,CALL TYPE,AGENT NAME,DISPOSITION,ANI,DNIS\n1,2026-05-01,X,Outbound,Ann,Do Not Call,2125550000,2125551234\n2,2026-05-01,X,Outbound,Ann,No Answer,2125550000,2125551235\n',
      'Five9',
      one,
      [/"No Answer"/],
    ],
    ['Five9, a list', 'number1,number2,number3\n2125551234,,\n', 'Five9', one, []],
    ['LiveVox', 'Phone number,Contact Group Id,Days To Expiry\n2125551234,7,30\n', 'LiveVox', one, []],
    ['NICE', 'Phone Number,Expire Date,Contact Id\n2125551234,2040-01-01,9\n', 'NICE', one, []],
    [
      'MaxContact',
      'Telephone number,Added by,Date added,Notes,Category\n2125551234,Ann,2026-05-01,asked,Complaint\n',
      'MaxContact',
      one,
      [],
    ],
    [
      'SingleComm',
      'Phone Number,Program,Reporter,Updated On,Suspended\n2125551234,X,Ann,2026-05-01,No\n2125551235,X,Ann,2026-05-01,Yes\n2125551236,X,Ann,2026-05-01,2026-05-02\n',
      'SingleComm',
      one,
      [/suspended there/, /suspended there/],
    ],
    ['ReadyMode', 'Phone Number,Added,Expires,DNC Reason\n2125551234,2026-05-01,,asked\n', 'ReadyMode', one, []],
    [
      'Convoso',
      'id,phone_number,phone_code,campaign_id,campaign_name,insert_date\n7,2125551234,1,33,x,2026-05-01\n',
      'Convoso',
      one,
      [],
    ],
    [
      'Webex',
      'phoneNumber,source,addedDate,addedBy,reason,lastModified\n+12125551234,x,2026-05-01,ann,asked,\n',
      'Webex',
      one,
      [],
    ],
    [
      'DNCScrub',
      'Phone,ResultCode,Reserved,Reason,CarrierInfo,IsWirelessOrVoIP\n2125551234,P,,Internal,,N\n2125551235,D,,National (USA) 2003-06-01;;;,,N\n2125551236,W,,,,Y\n',
      'DNCScrub',
      one,
      [/says "D"/, /says "W"/],
    ],
    ['nobody in particular', 'Phone,Reason\n2125551234,asked\n', null, one, []],
  ])('%s', async (_name, content, layout, numbers, sentences) => {
    const result = await read(content, 'US');
    expect(result.found.layout).toBe(layout);
    expect(result.found.asks).toEqual([]);
    expect(result.numbers).toEqual(numbers);
    expect(result.left).toHaveLength(sentences.length);
    for (const [place, sentence] of sentences.entries()) expect(result.left[place]).toMatch(sentence);
  });

  it('days to expiry count from today', async () => {
    const { found, summary } = await read('Phone number,Contact Group Id,Days To Expiry\n2125551234,7,0\n', 'US');
    expect(found.columns[2]).toMatchObject({ field: 'expiryDays', why: 'layout' });
    expect(summary.notes).toMatchObject({
      lines: 1,
      first: [{ line: 2, sentence: expect.stringContaining('no end') }],
    });
  });
});

describe('what spreadsheets and people do to numbers', () => {
  const bytes = (text: string) => Uint8Array.from(text, (letter) => letter.charCodeAt(0));
  /** Hebrew letters stand at 0xE0 on in windows-1255, in the order of Unicode. */
  const inHebrew = (text: string) =>
    Uint8Array.from(text, (letter) => {
      const code = letter.charCodeAt(0);
      return code >= 0x5d0 && code <= 0x5ea ? code - 0x5d0 + 0xe0 : code;
    });

  it.each<[string, string | Uint8Array, string, readonly string[], RegExp | null]>([
    ['phone columns of a row', 'Home phone,Work phone\n0502345678,050-234-5678\n', 'IL', ['+972502345678'], null],
    ['area code and number', 'Area code,Phone\n212,5551234\n', 'US', ['+12125551234'], null],
    [
      'a country code that is there twice',
      'cc,phone\n972,972502345678\n972,0502345679\n',
      'US',
      ['+972502345678', '+972502345679'],
      null,
    ],
    ['Excel formulas', 'Phone\n"=""0502345678"""\n', 'IL', ['+972502345678'], null],
    ['an apostrophe', "Phone\n'+972502345678\n", 'US', ['+972502345678'], null],
    ['extensions', 'Phone\n212-555-1234 ext. 7\n', 'US', ['+12125551234'], null],
    ['lost digits', 'Phone\n2.12556E+09\n', 'US', [], /digits are lost/],
    ['totals below', 'Phone,Reason\n2125551234,asked\nTotal,1\n"סה""כ",1\n', 'US', ['+12125551234'], /row of totals/],
    ['titles above', 'Do not call list\nMay 2026\n\nPhone;Reason\n2125551234;asked\n', 'US', ['+12125551234'], null],
    ['windows-1252', bytes('Tel\xe9fono;Motivo\n2125551234;se\xf1or\n'), 'US', ['+12125551234'], null],
    ['Spanish', 'Teléfono,Motivo,Acción\n2125551234,pidió,add\n', 'US', ['+12125551234'], null],
    ['Hebrew', 'מספר טלפון,סיבה\n050-234-5678,ביקש\n', 'IL', ['+972502345678'], null],
    ['Hebrew in windows-1255', inHebrew('טלפון,סיבה\n050-234-5678,ביקש\n'), 'IL', ['+972502345678'], null],
    ['Hindi', 'फ़ोन नंबर,कारण\n09812345678,मना किया\n', 'IN', ['+919812345678'], null],
    ['marks of direction', 'Phone\n\u202a+972-50-234-5678\u202c\n', 'US', ['+972502345678'], null],
    ['names of JavaScript', '__proto__,constructor,Phone\na,b,2125551234\n', 'US', ['+12125551234'], null],
  ])('%s', async (_name, content, region, numbers, sentence) => {
    const { numbers: read_, left } = await read(content, region);
    expect(read_).toEqual(numbers);
    if (sentence === null) expect(left).toEqual([]);
    else for (const said of left) expect(said).toMatch(sentence);
  });

  it('lost leading zeros are told, and nothing is put in front of anything', async () => {
    const { summary, numbers } = await read('Phone\n502345678\n0522345678\n+972542345678\n', 'IL');
    expect(numbers).toHaveLength(3);
    expect(summary.remarks).toEqual([expect.stringMatching(/^1 number lacks its leading 0/)]);
    expect((await read('Phone\n2125551234\n', 'US')).summary.remarks).toEqual([]);
    // Indian numbers are written with and without it.
    expect((await read('Phone\n9876543210\n', 'IN')).summary.remarks).toEqual([]);
  });

  it('Hebrew in windows-1255 is told from Western text by its words', async () => {
    const path = join(folder.dataDir, 'hebrew.csv');
    await writeFile(path, inHebrew('טלפון,סיבה\n050-234-5678,ביקש הסרה\n'));
    const from = { kind: 'path', path } as const;
    const found = await desk.client.intake.open({ from, region: 'IL' });
    expect(found.encoding).toBe('windows-1255');
    expect(found.columns.map(({ header, field }) => [header, field])).toEqual([
      ['טלפון', 'phone'],
      ['סיבה', 'reason'],
    ]);
  });
});
