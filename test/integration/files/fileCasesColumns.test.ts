// Files as they really come: what the other columns say of a row, and until when it is blocked.
import { describe, expect, it } from 'vitest';
import { type FileDesk, toKinds, useFileDesk } from '../../support/fileDesk.ts';
import { toXlsx } from '../../support/files.ts';

const anna = '+12125550102';

let desk: FileDesk;
const clock = useFileDesk((opened) => {
  desk = opened;
});

describe('what the other columns say', () => {
  it.each([
    [
      'First Name,Last Name,Office Phone,Mobile,Do Not Call,Lead Source,City\nAnn,Ash,2125550102,,1,Web,Troy\nBen,Birch,2125550103,,0,Web,Troy\nCat,Cedar,,2125550104,,Web,Troy\n',
      2,
    ],
    ['Id,LastName,Phone,DoNotCall\n1,Ash,2125550102,TRUE\n2,Birch,2125550103,FALSE\n', 1],
    ['phone,name,opted_out\n2125550102,Ann,yes\n2125550103,Ben,no\n', 1],
    ['Phone Number,On DNCR\n2125550102,Y\n2125550103,N\n', 1],
    ['phone,name,status\n2125550103,Ben,enabled\n2125550102,Ann,blocklisted\n', 1],
    ['Phone,Status\n2125550102,DND\n2125550103,Active\n', 1],
    ['Telefon,Name,Nicht anrufen\n2125550102,Ann,ja\n2125550103,Ben,nein\n', 1],
    ['Teléfono,Nombre,No llamar\n2125550102,Ann,sí\n2125550103,Ben,no\n', 1],
  ])('takes only the rows that ask, and counts the others: %s', async (text, others) => {
    const looked = await desk.look('crm.csv', text);
    const words = looked.summary.meanings.flatMap(({ values }) => values);
    const unsure = words.filter(({ means }) => means === 'unknown').map(({ value }) => value);
    if (unsure.length > 0) await expect(looked.apply()).rejects.toThrow('mean do not call');
    const sure = words.filter(({ means }) => means === 'block').map(({ value }) => value);
    const answered = unsure.length === 0 ? {} : { requestValues: sure, otherValues: unsure };
    const { summary } = await desk.take('crm2.csv', text, answered);
    expect(await desk.blocked()).toEqual([anna]);
    expect(summary.result).toMatchObject({ added: 1, rejected: others });
  });

  it('counts what a disposition says of do-not-call, whatever words surround it, and asks about the rest', async () => {
    const words = ['Hard DND', 'DNC - Customer Request', 'Added to DNC', 'DNC', 'Sale', 'Zzyzx'];
    const text = `Phone,Disposition\n${words.map((word, at) => `212555011${at},${word}`).join('\n')}\n`;
    const looked = await desk.look('calls.csv', text);
    const means = Object.fromEntries(
      looked.summary.meanings.flatMap(({ values }) => values.map((each) => [each.value, each.means])),
    );
    for (const word of words.slice(0, 4)) expect(means[word]).toBe('block');
    expect(means).toMatchObject({ Sale: 'nothing', Zzyzx: 'unknown' });
    expect(toKinds(looked)).toEqual(['meanings']);
    await expect(looked.apply()).rejects.toThrow('Zzyzx');
    expect(await desk.blocked()).toEqual([]);
  });

  it('remembers by the header what was said about its words', async () => {
    const text = (number: string) => `Phone,Status\n${number},Lost\n2125550103,Won\n`;
    await desk.take('may.csv', text('2125550102'), { requestValues: ['Lost'], otherValues: ['Won'] });
    const { found, summary } = await desk.look('june.csv', text('2125550104'));
    const columnAnswers = [{ column: 1, requestValues: ['Lost'], otherValues: ['Won'] }];
    expect(found).toMatchObject({ columnAnswers, remembered: {} });
    expect(summary).toMatchObject({ questions: [], result: { added: 1, rejected: 1 } });
  });

  it.each([
    ['Phone,action\n2125550102,delete\n2125550103,add\n', {}],
    ['Phone,action\n2125550102,START\n2125550103,STOP\n', {}],
    ['Phone,suspended\n2125550102,Y\n2125550103,N\n', {}],
    ['Phone,do_not_call\n2125550102,0\n2125550103,1\n', {}],
  ])('releases only what its row says is to be released: %s', async (text, answers) => {
    await desk.block(anna, '+12125550103');
    const { released } = await desk.release('changes.csv', text, answers);
    expect(released).toEqual([anna]);
    expect(await desk.blocked()).toEqual(['+12125550103']);
  });

  it('asks what the words of a removal mean, and releases nothing before', async () => {
    await desk.block(anna, '+12125550103');
    const text = 'Phone,action\n2125550102,Q1\n2125550103,Q2\n';
    const { summary, released } = await desk.release('changes.csv', text);
    expect(summary.question?.sentence).toMatch(/"Q1" \(1\), "Q2" \(1\) in the column "action"/);
    expect(released).toEqual([]);
    expect((await desk.release('changes.csv', text, { releaseValues: ['Q1'] })).released).toEqual([anna]);
  });

  it.each(['Remove from DNC', 'DNC clean', 'Ex-DNC', 'Opt-out reversed', 'Sperre aufgehoben', '架電禁止解除'])(
    'takes neither a yes nor a no under "%s" for an answer before a person says what they mean',
    async (header) => {
      await desk.block(anna, '+12125550103');
      const text = `Phone,${header}\n2125550102,No\n2125550103,Yes\n2125550104,\n`;
      const { summary, released } = await desk.release('changes.csv', text);
      expect(summary.question?.sentence).toContain(`"No" (1), "Yes" (1), "" (1) in the column "${header}"`);
      expect(released).toEqual([]);
      expect((await desk.release('changes.csv', text, { releaseValues: ['Yes'] })).released).toEqual(['+12125550103']);
      const looked = await desk.look('list.csv', text);
      expect(toKinds(looked)).toContain('meanings');
      await expect(looked.apply()).rejects.toThrow('mean do not call');
    },
  );

  it('blocks again by itself what was asked for after the release, and asks where there is no date', async () => {
    await desk.block(anna, '+12125550103', '+12125550104');
    for (const number of await desk.blocked()) await desk.client.entries.remove({ numbers: [number], why: 'moved' });
    clock.forward(2 * 86_400_000);
    const rows = '2125550102,2026-11-30\n2125550103,2026-11-20\n2125550104,\n';
    const looked = await desk.look('optouts.csv', `Phone,opt out date\n${rows}`);
    expect(toKinds(looked)).toEqual(['released']);
    await desk.take('optouts2.csv', `Phone,opt out date\n${rows}`, { keepReleased: true });
    expect(await desk.blocked()).toEqual([anna]);
  });
});

describe('until when', () => {
  const endOfYear = '2027-01-01T05:00:00.000Z';
  const untilOf = async (number: string) => (await desk.client.entries.get({ number })).entry?.holds[0]?.until;

  it.each([
    ['2026-12-31', endOfYear],
    ['12/31/2026', endOfYear],
    ['31.12.2026', endOfYear],
    ['2026-12-31 23:59:59', '2027-01-01T04:59:59.000Z'],
    ['2026-12-31T23:59:59', '2027-01-01T04:59:59.000Z'],
    ['12/31/2026 11:59 PM', '2027-01-01T04:59:00.000Z'],
    ['2026-11-28', '2026-11-29T05:00:00.000Z'],
  ])('%s in a file', async (cell, until) => {
    await desk.take('list.csv', `Phone,Valid until\n2125550102,${cell}\n`);
    expect(await untilOf(anna)).toBe(until);
    expect((await desk.client.entries.check({ numbers: [anna] }))[0]?.blocked).toBe(true);
  });

  it.each([
    ['2026-12-31', endOfYear],
    ['2026-12-31 23:59:59', '2027-01-01T04:59:59.000Z'],
    ['2026-12-31T23:59:59', '2027-01-01T04:59:59.000Z'],
    ['2026-11-28', '2026-11-29T05:00:00.000Z'],
  ])('%s for the whole file, and for a number that is added', async (expires, until) => {
    await desk.take('list.csv', 'Phone,Reason\n2125550102,asked\n', { expires });
    await desk.client.entries.add({ numbers: ['+12125550103'], expires });
    expect([await untilOf(anna), await untilOf('+12125550103')]).toEqual([until, until]);
  });

  it('of a workbook is its date, with the time where one stands there', async () => {
    const days = [new Date(Date.UTC(2026, 11, 31)), new Date(Date.UTC(2026, 11, 31, 23, 59, 59))];
    const rows = days.map((day, at) => [`212555010${at + 2}`, day]);
    await desk.take('list.xlsx', await toXlsx({ name: 'List', rows: [['Phone', 'Valid until'], ...rows] }));
    expect([await untilOf(anna), await untilOf('+12125550103')]).toEqual([endOfYear, '2027-01-01T04:59:59.000Z']);
  });

  it('is the later day where nothing tells day from month, and that is said', async () => {
    const { summary } = await desk.take('list.csv', 'Phone,Valid until\n2125550102,03/04/2027\n');
    expect(await untilOf(anna)).toBe('2027-04-04T04:00:00.000Z');
    expect(summary.notes.first).toMatchObject([
      { line: 2, sentence: expect.stringMatching(/4 March 2027 or 3 April 2027.*later/) },
    ]);
  });
});
