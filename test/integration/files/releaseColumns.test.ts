// A file by which numbers are released follows the column that says which, or is refused until somebody says so: whatever
// the column is called, and whatever its words are.
import { describe, expect, it } from 'vitest';
import { type FileDesk, useFileDesk } from '../../support/fileDesk.ts';

const [kept, gone] = ['+12125550101', '+12125550103'] as const;

let desk: FileDesk;
useFileDesk((opened) => {
  desk = opened;
});

/** The first row speaks for keeping, the second one for the release. */
const toFile = (header: string, stays: string, goes: string) =>
  `${header}\n212-555-0101,${stays}\n212-555-0103,${goes}\n`;

describe('a column that may say which numbers are released', () => {
  it.each([
    ['Release', 'N', 'Y'],
    ['Release?', 'no', 'yes'],
    ['To release', 'N', 'Y'],
    ['Unblock?', 'No', 'Yes'],
    ['OK to release', 'FALSE', 'TRUE'],
    ['OK to remove', '0', '1'],
    ['Remove?', 'N', 'Y'],
    ['Delete', '', 'x'],
    ['Lift block', 'N', 'Y'],
    ['Approved', 'N', 'Y'],
    ['Approved by supervisor', '', 'yes'],
    ['Verified', 'N', 'Y'],
    ['Confirmed', 'no', 'yes'],
    ['Selected', '☐', '☑'],
    ['Keep', 'Y', 'N'],
    ['Keep?', 'Yes', ''],
    ['Approval', 'Denied', 'Approved'],
    ['Decision', 'reject', 'approve'],
    ['Verdict', 'thumbs down', 'thumbs up'],
    ['Status', 'active', 'inactive'],
    ['Status', 'open', 'closed'],
    ['Opted back in', 'N', 'Y'],
    ['Resubscribed', 'N', 'Y'],
    ['Can call again', 'N', 'Y'],
    ['Fine with calls', 'N', 'Y'],
    ['Removed at', '', '2026-11-02'],
    ['Blocked until', '', '2026-11-02'],
    ['Date approved', '', '2026-11-02'],
    ['Freigabe', 'Nein', 'Ja'],
    ['Löschen', 'Nein', 'Ja'],
    ['Libérer', 'Non', 'Oui'],
    ['Supprimer', 'Non', 'Oui'],
    ['Eliminar', 'No', 'Sí'],
    ['לשחרר', 'לא', 'כן'],
    ['Grumpf', '2', '1'],
    ['', 'N', 'Y'],
    ['Notes', 'no', 'yes'],
  ])('is asked about, and then followed: %s (%s, %s)', async (name, stays, goes) => {
    await desk.block(kept, gone);
    const text = toFile(`Phone,${name}`, stays, goes);
    const asked = await desk.release('changes.csv', text);
    expect([asked.released, asked.summary.groups.change, asked.summary.lines?.unclear]).toEqual([[], 0, 2]);
    expect(asked.summary.question?.sentence).toContain(name === '' ? 'column "2"' : `column "${name}"`);
    const followed = await desk.release('changes.csv', text, { decides: [1], releaseValues: [goes] });
    expect([followed.released, followed.summary.lines?.notMeant]).toEqual([[gone], 1]);
    expect(await desk.blocked()).toEqual([kept]);
  });

  it.each([
    ['Release', 'N'],
    ['Approved', 'N'],
    ['Keep', 'Y'],
    ['Decision', 'Denied'],
    ['To be released', ''],
  ])('is asked about where it says the same of every row: %s (%s)', async (name, cell) => {
    await desk.block(kept, gone);
    const { summary, released } = await desk.release('changes.csv', toFile(`Phone,${name}`, cell, cell));
    expect([released, summary.question !== null]).toEqual([[], true]);
  });

  it('is asked about in a long file, among many values, and beside a column that decides', async () => {
    await desk.block(kept, gone);
    const rows = Array.from(
      { length: 400 },
      (_, at) => `21255${String(51_000 + at)},delete,${at % 7 === 0 ? 'N' : `Y${at}`}`,
    );
    const text = `Phone,Action,To release\n212-555-0101,delete,N\n${rows.join('\n')}\n`;
    const { summary, released } = await desk.release('long.csv', text);
    expect([released, summary.question !== null]).toEqual([[], true]);
  });

  it('takes a yes for a yes only in a column that somebody has named', async () => {
    await desk.block(kept, gone);
    const text = 'Phone,Approved,VIP\n212-555-0101,N,Y\n212-555-0103,Y,N\n';
    const asked = await desk.release('changes.csv', text, { releaseValues: ['Y'] });
    expect(asked.released).toEqual([]);
    expect(asked.summary.undecided.map(({ header }) => header)).toEqual(['Approved', 'VIP']);
    expect(asked.summary.question?.option).toContain('--decides "VIP" or --leave-out "VIP"');
    expect((await desk.release('changes.csv', text, { leaveOut: ['Approved'] })).released).toEqual([]);
    const answers = { decides: ['Approved'], leaveOut: ['VIP'], releaseValues: ['Y'] };
    expect((await desk.release('changes.csv', text, answers)).released).toEqual([gone]);
    expect((await desk.release('changes.csv', text, { leaveOut: ['Approved', 'VIP'] })).released).toEqual([kept]);
  });
});

describe('words and days that speak for keeping', () => {
  it.each([
    ['Name', 'Ash - keep blocked'],
    ['Name', 'Ann Ash (keep)'],
    ['Notes', 'keep blocked'],
    ['Notes', 'do not release'],
    ['Reason', 'leave on list'],
    ['Reason', 'still angry - keep'],
    ['Remarks', 'KEEP BLOCKED'],
    ['Bemerkung', 'nicht freigeben'],
    ['Note', 'ne pas libérer'],
    ['Agent', 'Bo - not approved'],
    ['Expires', '2027-12-31'],
    ['Blocked until', '2027-12-31'],
    ['Blocked until', 'never (2)'],
    ['Release date', '2027-12-31'],
    ['Release after', '12/31/2027'],
    ['Days to expiry', '30'],
  ])('hold their row back, counted and shown: %s (%s)', async (name, cell) => {
    await desk.block(kept, gone);
    const other =
      name === 'Name' ? 'Ben Birch' : /\d/.test(cell) ? (name.startsWith('Days') ? '0' : '2026-11-02') : 'moved';
    const { summary, released, rejects } = await desk.release('changes.csv', toFile(`Phone,${name}`, cell, other));
    expect([released, summary.question, summary.lines?.notMeant]).toEqual([[gone], null, 1]);
    expect(rejects).toContain(cell);
    expect(rejects).toMatch(/^2,/);
    expect(await desk.blocked()).toEqual([kept]);
  });

  it('are found in one row of many, and give way to a person who says so', async () => {
    await desk.block(kept, gone);
    const rows = Array.from({ length: 2000 }, (_, at) => `2125${String(550_000 + at)},moved ${at}`);
    const text = `Phone,Notes\n212-555-0103,moved\n${rows.join('\n')}\n212-555-0101,KEEP BLOCKED\n`;
    expect((await desk.release('many.csv', text)).released).toEqual([gone]);
    await desk.release('many.csv', text, { releaseValues: ['keep blocked'] });
    expect(await desk.blocked()).toEqual([]);
  });
});

describe('a second column of numbers', () => {
  it.each([
    ['Phone,Requested by', ['Requested by']],
    ['Old number,New number', ['Old number', 'New number']],
    ['Mobile,Emergency phone', ['Emergency phone']],
    ['Phone,Agent phone', ['Agent phone']],
  ])('is asked about where it may be somebody else’s: %s', async (header, columns) => {
    await desk.block(kept, gone);
    const text = `${header}\n212-555-0101,212-555-0103\n`;
    const asked = await desk.release('two.csv', text);
    expect(asked.released).toEqual([]);
    expect(asked.summary.otherPhones.map((each) => each.header)).toEqual(columns);
    expect(asked.summary.question?.option).toContain(`--also "${columns[0]}" or --leave-out "${columns[0]}"`);
    expect((await desk.release('two.csv', text, { leaveOut: [1] })).released).toEqual([kept]);
    await desk.block(kept);
    expect((await desk.release('two.csv', text, { also: [1] })).released).toEqual([kept, gone]);
  });

  it('is asked about where no name says whose it is, and where the first one is not filled', async () => {
    await desk.block(kept, gone);
    expect((await desk.release('two.csv', '212-555-0101,212-555-0103\n')).released).toEqual([]);
    expect((await desk.release('two.csv', 'Phone,Requested by\n,212-555-0103\nn/a,212-555-0101\n')).released).toEqual(
      [],
    );
  });

  it.each([
    'Phone 1,Phone 2\n212-555-0101,212-555-0103\n',
    'Home,Work,Mobile\n212-555-0101,212-555-0103,\n',
    'Name;Telefono;Cellulare\nAnn;212-555-0101;212-555-0103\n',
    'Telefon privat;Telefon geschäftlich;Mobilnummer\n212-555-0101;212-555-0103;\n',
    'DNC_Home,DNC_Cell\n212-555-0101,212-555-0103\n',
    'Phone,Number dialed\n212-555-0101,+1 212 555 0101\n212-555-0103,2125550103\n',
  ])('is read where it is one person’s, or the same number: %s', async (text) => {
    await desk.block(kept, gone);
    expect((await desk.release('own.csv', text)).released).toEqual([kept, gone]);
  });
});

describe('an ordinary file', () => {
  it.each([
    'Phone\n212-555-0101\n212-555-0103\n',
    '212-555-0101\n212-555-0103\n',
    '212-555-0101,Ann Ash\n212-555-0103,Ben Birch\n',
    'Phone,Name\n212-555-0101,Ann\n212-555-0103,Ben\n',
    'Phone,Name,Reason\n212-555-0101,Ann,moved\n212-555-0103,Ben,number changed hands\n',
    'Phone,Reason for release\n212-555-0101,moved\n212-555-0103,asked back\n',
    'First Name,Last Name,Company,Title,Phone,City,State,Zip,Lead Source,Account Owner,Gender,Time Zone\nAnn,Ash,Acme,CEO,212-555-0101,Troy,NY,12180,Web,Dana,F,EST\nBen,Birch,Bolt,CTO,212-555-0103,Akron,OH,44301,Fair,Bo,M,CST\n',
    'Phone,Phone type,Agent,Campaign,Call date,Last called,List ID,Carrier\n212-555-0101,mobile,Dana,May,2026-10-01,,7,Bell\n212-555-0103,landline,Bo,June,2026-10-02,2026-10-03,8,Volt\n',
    'Telefon;Name;Ort;Bundesland;Mitarbeiter\n212-555-0101;Ann;Bonn;NRW;Dana\n212-555-0103;Ben;Ulm;BW;Bo\n',
    'Phone,Email,Email opt out,Created by,Approved\n212-555-0101,a@x.io,Y,Dana,Y\n212-555-0103,b@x.io,N,Bo,Y\n',
  ])('is asked nothing: %s', async (text) => {
    await desk.block(kept, gone);
    const { summary, released } = await desk.release('gone.csv', text);
    expect([summary.question, released]).toEqual([null, [kept, gone]]);
  });
});
