// What a person answers about the words of a file belongs to the column that was asked about: it turns nothing round in another,
// is remembered as it was given, and is asked for anew where a release hangs on it.
import { describe, expect, it } from 'vitest';
import { type FileDesk, toKinds, useFileDesk } from '../../support/fileDesk.ts';

const [anna, ben, cat] = ['+12125550101', '+12125550102', '+12125550103'] as const;

let desk: FileDesk;
useFileDesk((opened) => {
  desk = opened;
});

const toFile = (header: string, ...rows: readonly string[]) =>
  [header, ...rows.map((row, at) => `212-555-010${at + 1},${row}`), ''].join('\n');

describe('an answer', () => {
  it.each([
    ['a flag', 'Phone,DNC,Approved', ['yes,yes', 'no,yes', 'no,no'], 'yes'],
    ['a registry', 'Phone,On TPS,Approved', ['yes,yes', 'no,yes', 'no,no'], 'yes'],
    ['a permission', 'Phone,May be called,Approved', ['no,yes', 'yes,yes', 'yes,no'], 'yes'],
    ['a flag of numbers', 'Phone,DNC,Approved', ['1,1', '0,1', '0,0'], '1'],
  ])('for one column releases nothing that %s keeps', async (_, header, rows, value) => {
    await desk.block(anna, ben, cat);
    const { released, summary } = await desk.release('gone.csv', toFile(header, ...rows), {
      decides: ['Approved'],
      releaseValues: [value],
    });
    expect([summary.question, released]).toEqual([null, [ben]]);
    expect(await desk.blocked()).toEqual([anna, cat]);
  });

  it('turns no plain flag round in an import, and is remembered for its own column', async () => {
    const text = toFile('Phone,DNC,DNC clean', 'yes,yes', 'no,yes', 'no,no');
    const answers = { requestValues: ['no'], otherValues: ['yes'] };
    await desk.take('list.csv', text, answers);
    expect(await desk.blocked()).toEqual([anna, cat]);
    const { found, numbers } = await desk.look('next.csv', text);
    expect(found.columnAnswers).toEqual([{ column: 2, ...answers }]);
    expect(numbers).toEqual([anna, cat]);
  });

  it('of one column that has to be explained is none for the next one', async () => {
    const text = toFile('Phone,DNC clean,Not DNC checked', 'yes,no', 'no,no');
    const all = await desk.look('two.csv', text, { requestValues: ['no'], otherValues: ['yes'] });
    expect(toKinds(all)).toContain('meanings');
    expect(all.summary.questions[0]?.option).toContain('--flag "DNC clean"');
    const columnAnswers = [
      { column: 1, requestValues: ['no'], otherValues: ['yes'] },
      { column: 2, requestValues: ['yes'], otherValues: ['no'] },
    ];
    expect((await desk.look('two.csv', text, { columnAnswers })).numbers).toEqual([ben]);
  });

  it('leaves a known request in another status one', async () => {
    const text = toFile('Phone,Status,Tags', 'DNC,lead', 'Sale,vip', 'Sale,lead');
    const mapping = [
      { column: 0, field: 'phone' },
      { column: 1, field: 'disposition' },
      { column: 2, field: 'disposition' },
    ] as const;
    const columnAnswers = [{ column: 2, requestValues: ['vip'] }];
    expect((await desk.look('tags.csv', text, { mapping: [...mapping], columnAnswers })).numbers).toEqual([anna, ben]);
  });

  it('for a column does not decide about a status beside it, which is asked about at once', async () => {
    await desk.block(anna, ben, cat);
    const text = toFile('Phone,Status,Approved', 'active,Y', 'inactive,Y', 'active,N');
    const first = await desk.release('gone.csv', text);
    expect(first.summary.question?.option).toMatch(/--decides "Approved".*--decides "Status" --release-values/);
    const answered = { decides: ['Approved'], columnAnswers: [{ column: 2, requestValues: ['Y'] }] };
    const second = await desk.release('gone.csv', text, answered);
    expect([second.released, second.summary.question?.sentence]).toEqual([[], expect.stringContaining('"Status"')]);
    expect((await desk.release('gone.csv', text, { ...answered, leaveOut: ['Status'] })).released).toEqual([anna, ben]);
  });
});

describe('a release', () => {
  it('asks about a flag that an import was told to leave out', async () => {
    const text = toFile('Phone,DNC', 'yes', 'no', 'no');
    await desk.take('list.csv', text, { leaveOut: ['DNC'] });
    const { summary, released } = await desk.release('gone.csv', text);
    expect([released, summary.undecided.map(({ header }) => header)]).toEqual([[], ['DNC']]);
    expect(await desk.blocked()).toEqual([anna, ben, cat]);
  });

  it.each(['DNC', 'Do not call', 'May be called', 'On TPS', 'Nicht anrufen', 'Suspended'])(
    'asks about "%s" where the columns that are read do not name it',
    async (name) => {
      await desk.block(anna, ben);
      const mapping = [{ column: 0, field: 'phone' }] as const;
      const text = toFile(`Phone,${name}`, 'yes', 'no');
      const { summary, released } = await desk.release('gone.csv', text, { mapping: [...mapping] });
      expect([released, summary.undecided.map(({ header }) => header)]).toEqual([[], [name]]);
    },
  );

  it('is not held up by a column that differs only in rows which it does not release', async () => {
    await desk.block(anna, ben, cat);
    const text = toFile('Phone,Action,To release', 'add,N', 'delete,Y', 'delete,Y');
    const { summary, released } = await desk.release('gone.csv', text);
    expect([summary.question, released]).toEqual([null, [ben, cat]]);
  });

  it('asks everything at once, with what to answer', async () => {
    await desk.block(anna, ben);
    const text = 'Phone,Requested by,Approved,Action\n2125550101,2125550102,Y,Q1\n2125550103,2125550104,N,Q2\n';
    const { question } = (await desk.release('gone.csv', text)).summary;
    for (const option of ['--also "Requested by"', '--decides "Approved"', '--decides "Action" --release-values A,B'])
      expect(question?.option).toContain(option);
    for (const said of ['2125550102', '"N" (1)', '"Q1" (1)']) expect(question?.sentence).toContain(said);
  });

  it('names columns of one name by their places', async () => {
    await desk.block(anna, ben);
    const { question } = (await desk.release('gone.csv', toFile('Phone,Approved,Approved', 'Y,N', 'N,Y'))).summary;
    expect(question?.sentence).toMatch(/"Approved" \(column 2\);.*"Approved" \(column 3\)/);
    expect(question?.option).toContain('--decides 2 or --leave-out 2, and --decides 3 or --leave-out 3');
  });
});

describe('a column that only a person can explain', () => {
  it('is read as she says, and an empty cell is asked about all the same', async () => {
    const text = toFile('Phone,DNC clean', 'yes', 'no', '');
    const mapping = [
      { column: 0, field: 'phone' },
      { column: 1, field: 'permission' },
    ] as const;
    const looked = await desk.look('list.csv', text, { mapping: [...mapping] });
    expect([toKinds(looked), looked.numbers]).toEqual([['meanings'], [ben]]);
    expect(looked.summary.questions[0]?.sentence).toContain('"" (1) in the column "DNC clean"');
    await desk.take('list.csv', text, { mapping: [...mapping], otherValues: [''], requestValues: [] });
    const next = await desk.look('next.csv', text);
    expect(next.found.columns[1]).toMatchObject({ field: 'permission', why: 'remembered' });
    expect([toKinds(next), next.numbers]).toEqual([[], [ben]]);
  });
});
