// Files as they really come: which of their cells hold numbers, and of which country these are. Real files on a real desk in
// New York, imported and removed by.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { type FileDesk, toKinds, useFileDesk } from '../../support/fileDesk.ts';
import { toXlsx } from '../../support/files.ts';

const anna = '+12125550102';

let desk: FileDesk;
useFileDesk((opened) => {
  desk = opened;
});

const toCells = (line: string): string[] => line.split(',');
const byDigits = (a: string, b: string) => Number(a) - Number(b);

describe('which cells hold numbers', () => {
  it.each<[string, string, readonly string[], readonly string[]]>([
    [
      'phone columns under many names',
      'First Name,Last Name,Company Name,Business Number,Business Fax,Mobile,Home,Other\nAnn,Ash,Acme,2125550102,,2125550111,,\nBen,Birch,Acme,,,2125550112,2125550102,\nCat,Cedar,Acme,,,2125550113,,2125550102\n',
      ['Business Number', 'Mobile', 'Home', 'Other'],
      [anna, '+12125550111', '+12125550112', '+12125550113'],
    ],
    [
      'names that say no more than where',
      'Name,Home,Work,Cell\nAnn,212-555-0102,,212-555-0111\n',
      ['Home', 'Work', 'Cell'],
      [anna, '+12125550111'],
    ],
    [
      'a second column in another language',
      'Nome;Telefono;Cellulare\nAnn;212-555-0111;212-555-0102\n',
      ['Telefono', 'Cellulare'],
      [anna, '+12125550111'],
    ],
    [
      'a column without a name',
      'Name,Phone,,Reason\nAnn,212-555-0111,212-555-0102,asked\n',
      ['Phone', ''],
      [anna, '+12125550111'],
    ],
  ])('reads or asks about every column of them: %s', async (_, text, columns, numbers) => {
    const first = await desk.look('people.csv', text);
    const read = first.found.columns.filter(({ field }) => field === 'phone').map(({ header }) => header ?? '');
    const asked = first.summary.unread.map(({ header }) => header ?? '');
    const filled = columns.filter((name) => name !== 'Work');
    expect([...read, ...asked]).toEqual(expect.arrayContaining(filled));
    if (asked.length > 0) await expect(first.apply()).rejects.toThrow('is not read and holds');
    await desk.take('people-too.csv', text, { also: first.summary.unread.map(({ column }) => column) });
    expect(await desk.blocked()).toEqual(numbers);
  });

  it.each([
    '+1 212 555 0105 DNC\n212-555-0101\n212-555-0103\n',
    'DNC 212-555-0105\n212-555-0101\n212-555-0103\n',
    '212-555-0105 opted out\n212-555-0101\n212-555-0103\n',
    '212-555-0105 mobile do not call\n212-555-0101\n212-555-0103\n',
    '212-555-0105 asked twice\n212-555-0101\n212-555-0103\n',
    '212-555-0105 DNC,Ann\n212-555-0101,Bob\n212-555-0103,Cat\n',
    'Ann,212-555-0105 DNC,x\nBob,212-555-0101,y\nCat,212-555-0103,z\n',
  ])('takes a first row whose number stands among words for no names, and asks about it: %j', async (text) => {
    const looked = await desk.look('list.csv', text);
    expect(looked.found.headerRow).toBeNull();
    expect(looked.summary).toMatchObject({ lines: 3, result: { added: 2, rejected: 1 } });
    expect(looked.summary.doubts).toMatchObject([{ samples: [{ line: 1, readings: [{ number: '+12125550105' }] }] }]);
    expect(looked.rejects).toContain('1,column ');
    await expect(looked.apply()).rejects.toThrow('in doubt');
    await desk.take('list-too.csv', text, { doubtful: 'all' });
    expect(await desk.blocked()).toEqual(['+12125550101', '+12125550103', '+12125550105']);
  });

  it('does not say of a list without names that it has nothing but names', async () => {
    const text = '212-555-0105 DNC\n212-555-0101 DNC\n212-555-0103 DNC\n';
    const { found } = await desk.look('list.csv', text, { mapping: [{ column: 0, field: 'phone' }] });
    expect(found).toMatchObject({ headerRow: null, samples: [{ line: 1 }, { line: 2 }, { line: 3 }] });
  });

  const lines = ['Phone,Name', '212-555-0101,Cat', '212-555-0103,Dan'];
  it.each<[string, () => Promise<string | Uint8Array> | string, string, number]>([
    ['a title', () => ['Please also block 212-555-0105', ...lines].join('\n'), '+12125550105', 1],
    ['a title in quotes', () => `"Newest,\n(212) 555-0105"\n\n${lines.join('\n')}`, '+12125550105', 1],
    ['a note beside cells', () => `,,URGENT: 212-555-0105 asked twice\n${lines.join('\n')}`, '+12125550105', 1],
    [
      'a title among semicolons',
      () => `List\nURGENT: 212-555-0105 asked twice;;;\n${lines.join(';;\n').replaceAll(',', ';')}`,
      '+12125550105',
      2,
    ],
    ["the desk's own line", () => ['Questions? call 1-800-555-0199', ...lines].join('\n'), '+18005550199', 1],
    [
      'an example among the names',
      () => ['Phone (e.g. 212-555-0105),Name', ...lines.slice(1)].join('\n'),
      '+12125550105',
      1,
    ],
    ['a header of before', () => ['Phone', '212-555-0105 DNC', ...lines].join('\n'), '+12125550105', 2],
    [
      'a workbook',
      () => toXlsx({ name: 'S', rows: [['Do not call list. Newest: 212-555-0105'], [], ...lines.map(toCells)] }),
      '+12125550105',
      1,
    ],
  ])('asks about a number above the names of the columns: %s', async (_, make, number, line) => {
    const content = await make();
    const looked = await desk.look('list.xlsx', content);
    const rows = looked.numbers.length;
    expect(looked.summary.lines).toBe(looked.summary.result.added + 1);
    expect(looked.summary.doubts).toMatchObject([{ count: 1, samples: [{ line, readings: [{ number }] }] }]);
    expect(looked.rejects).toMatch(new RegExp(`^${line},column [13],"?It stands above the rows`));
    await expect(looked.apply()).rejects.toThrow('It stands above the rows');
    const left = await desk.look('left.xlsx', content, { doubtfulBeside: 'leave' });
    expect(left.summary).toMatchObject({ questions: [], result: { rejected: 1 } });
    expect(left.numbers).toHaveLength(rows);
    const all = await desk.look('all.xlsx', content, { doubtfulBeside: 'all' });
    expect(all.summary).toMatchObject({ questions: [], result: { rejected: 0 } });
    expect(all.numbers[0]).toBe(number);
    // What is said of numbers in rows is no answer about this one.
    for (const doubtful of ['all', 'leave'] as const) {
      const { summary } = await desk.look('rows.xlsx', content, { doubtful });
      expect(summary.questions).toMatchObject([
        { kind: 'doubts', option: expect.stringContaining('--doubtful-beside') },
      ]);
    }
    // A removal by file never takes it.
    await desk.block(number, '+12125550101');
    const { released, rejects } = await desk.release('gone.xlsx', content);
    expect(released).toHaveLength(1);
    expect(released).not.toContain(number);
    expect(rejects).toContain(`${line},column `);
  });

  it.each([
    ['a column of words', 'Id,Phone,Notes', 'DNC +1 212-555-0105,212-555-0101,hello', 'DNC,212-555-0103,', 'DNC'],
    ['a status', 'Phone,Status', '212-555-0101,DNC (also 212-555-0105)', '212-555-0103,DNC', 'DNC (also 212-555-0105)'],
    ['a flag', 'Phone,Do not call', '212-555-0101,yes and 212.555.0105', '212-555-0103,Y', 'yes and 212.555.0105'],
    ['a row without a phone', 'Phone,Status', ',DNC 212-555-0105', '212-555-0103,DNC', 'DNC'],
  ])('asks about a number among the words that say what its row means: %s', async (_, names, first, second, value) => {
    const answers = value === 'DNC' ? {} : { requestValues: [value, 'DNC', 'Y'] };
    const looked = await desk.look('status.csv', [names, first, second].join('\n'), answers);
    expect(looked.numbers).not.toContain('+12125550105');
    expect(looked.summary.doubts).toMatchObject([
      { count: 1, samples: [{ line: 2, readings: [{ number: '+12125550105' }] }] },
    ]);
    await expect(looked.apply()).rejects.toThrow('among the words that say what its row means');
  });

  it('leaves a status its meaning when its number is answered', async () => {
    const text = 'Id,Phone,Notes\nDNC +1 212-555-0105,212-555-0101,hello\nDNC 2026-01-01 10:30:00,212-555-0103,\n';
    const left = await desk.look('status.csv', text, { doubtfulBeside: 'leave' });
    expect(left.summary).toMatchObject({ questions: [], lines: 2, result: { added: 2 } });
    expect(left.numbers).toEqual(['+12125550101', '+12125550103']);
    const all = await desk.look('status.csv', text, { doubtfulBeside: 'all' });
    expect(all.summary.questions).toEqual([]);
    expect(all.numbers.toSorted()).toEqual(['+12125550101', '+12125550103', '+12125550105']);
    // The row's own number once more is none beside it.
    const own = await desk.look('own.csv', 'Phone,Status\n212-555-0101,DNC (212) 555-0101\n212-555-0103,DNC\n');
    expect(own.summary).toMatchObject({ questions: [], doubts: [], result: { added: 2 } });
    // A removal by file names the row's number alone.
    await desk.block('+12125550105', '+12125550101');
    const gone = 'Phone,Status\n212-555-0101,remove from DNC 212-555-0105\n';
    const { released } = await desk.release('gone.csv', gone, {
      releaseValues: ['remove from DNC 212-555-0105'],
    });
    expect(released).toEqual(['+12125550101']);
  });

  it('asks about a number among the names that a person says the first row has', async () => {
    const path = join(desk.dataDir, 'named.csv');
    await writeFile(path, '212-555-0105,Name\n212-555-0101,Cat\n');
    const from = { kind: 'path', path } as const;
    const { intake, columns } = await desk.client.intake.open({ from, region: 'US', hasHeader: true });
    const mapping = columns.map(({ column, field }) => ({ column, field }));
    const { job } = await desk.client.intake.preview({ intake, options: { mapping, region: 'US' } });
    await desk.client.jobs.wait({ job });
    const { lines: read, doubts } = await desk.client.intake.summary({ intake });
    expect({ read, doubts }).toMatchObject({ read: 2, doubts: [{ samples: [{ line: 1, text: '212-555-0105' }] }] });
  });

  it('does not ask again about a column that a person left out', async () => {
    const text = 'Name,Phone,,Reason\nAnn,212-555-0111,212-555-0102,asked\n';
    const { summary } = await desk.take('people.csv', text, { leaveOut: [2] });
    expect(summary.unread).toEqual([]);
    expect(await desk.blocked()).toEqual(['+12125550111']);
  });

  it('knows the lead layout of a dialer for one, and finds the numbers in its last cell', async () => {
    const lead = ['lead1', 'web', '101', '1', '2125550111', 'Ms', 'Ann', '', 'Ash', '1 Elm St', '', '', 'Troy', 'NY'];
    const more = [
      '',
      '12180',
      'USA',
      'F',
      '',
      '2125550113',
      '',
      '',
      'note',
      '',
      '',
      '',
      '2125550102_1_work!2125550114_61_sister',
    ];
    const text = `${[...lead, ...more].join('|')}\n`;
    const { found, numbers, summary } = await desk.look('leads.txt', text.repeat(2));
    expect(found.asks).toMatchObject([{ kind: 'leads' }]);
    const held = [...numbers, ...summary.doubts.flatMap(({ samples }) => samples.flatMap(({ readings }) => readings))];
    const texts = held.map((each) => (typeof each === 'string' ? each : each.number));
    expect(texts).toEqual(expect.arrayContaining(['+12125550111', '+12125550113', anna, '+12125550114']));
  });
});

describe('which country a number is of', () => {
  const people =
    'First Name,Phone,Country\nAnn,2079460958,United Kingdom\nCat,3012345678,Germany\nDan,0502345678,Israel\n';
  const abroad = ['+442079460958', '+493012345678', '+972502345678'];

  it('is what its row says, in an import and in a removal', async () => {
    await desk.take('people.csv', people);
    expect(await desk.blocked()).toEqual(abroad);
    await desk.block('+12079460958', '+13012345678');
    expect((await desk.release('gone.csv', people)).released).toEqual(abroad);
    expect(await desk.blocked()).toEqual(['+12079460958', '+13012345678']);
  });

  it.each([
    'United Kingdom',
    'UK',
    'GB',
    'GBR',
    '+44',
    '44',
    'Großbritannien',
    'Royaume-Uni',
    'Reino Unido',
    'הממלכה המאוחדת',
  ])('"%s" is the United Kingdom', async (country) => {
    await desk.take('people.csv', `Phone,Country,Reason\n2079460958,${country},asked\n`);
    expect(await desk.blocked()).toEqual(['+442079460958']);
  });

  it('asks about numbers beside a country that nobody knows', async () => {
    const looked = await desk.look(
      'people.csv',
      'Phone,Country,Reason\n2125550102,Ruritania,asked\n2125550103,USA,\n2125550104,US,\n',
    );
    expect(toKinds(looked)).toEqual(['doubts']);
    await desk.block(anna);
    const { released } = await desk.release('gone.csv', 'Phone,Country\n2125550102,Ruritania\n');
    expect(released).toEqual([]);
  });

  it.each([
    ['0502345678', '+972502345678'],
    ['06 12 34 56 78', '+33612345678'],
    ['0412 345 678', '+61412345678'],
    ['4512345678', '+4512345678'],
  ])('%s is no American number: nothing is blocked or released before somebody says what it is', async (cell, held) => {
    await desk.block(held);
    const looked = await desk.look('list.csv', `Phone,Reason\n${cell},asked\n+12125550111,asked\n`);
    expect(looked.numbers).toEqual(['+12125550111']);
    expect(looked.summary.groups).toMatchObject({ new: 1 });
    expect(toKinds(looked).filter((kind) => kind === 'doubts' || kind === 'invalid')).toHaveLength(1);
    await expect(looked.apply()).rejects.toThrow(/in doubt|possible but/);
    expect((await desk.release('gone.csv', `Phone\n${cell}\n`)).released).toEqual([]);
    expect(await desk.blocked()).toEqual([held]);
  });

  it.each(['912125550101', '91 212 555 0102'])('%s may be Indian, or have a 9 for an outside line', async (cell) => {
    const digits = cell.replaceAll(' ', '').slice(2);
    await desk.block(`+91${digits}`, `+1${digits}`);
    const looked = await desk.look('list.csv', `Phone,Reason\n${cell},asked\n`);
    const readings = looked.summary.doubts.flatMap(({ samples }) => samples.flatMap((sample) => sample.readings));
    expect(readings.map(({ number }) => number).toSorted()).toEqual([`+1${digits}`, `+91${digits}`]);
    expect(looked.numbers).toEqual([]);
    await expect(looked.apply()).rejects.toThrow('in doubt');
    expect((await desk.release('gone.csv', `Phone\n${cell}\n`)).released).toEqual([]);
  });

  it.each([
    ['972-502-3456/78', 'US', ['+19725023456', '+19725023478'], '+972502345678'],
    ['972-502-3456-78', 'US', ['+19725023456', '+19725023478'], '+972502345678'],
    ['212-661-2345/67', 'US', ['+12126612345', '+12126612367'], '+212661234567'],
    ['503-712-3456/7', 'US', ['+15037123456', '+15037123457'], '+50371234567'],
    ['030 12345678/79', 'DE', ['+493012345678', '+493012345679'], '+49301234567879'],
    ['0512 12345/46', 'AT', ['+4351212345', '+4351212346'], '+435121234546'],
    ['08-123 456/7', 'SE', ['+468123456', '+468123457'], '+4681234567'],
    ['021 1234567/8', 'ID', ['+62211234567', '+62211234568'], '+622112345678'],
  ])('%s (%s) is two numbers, and releases none', async (cell, region, numbers, joined) => {
    const { summary } = await desk.take('list.csv', `Phone,Reason\n${cell},asked\n`, { region });
    expect(await desk.blocked()).toEqual(numbers);
    expect(summary).toMatchObject({ lines: 1, numbers: { added: 2 } });
    await desk.block(joined);
    expect((await desk.release('gone.csv', `Phone\n${cell}\n`, { region })).released).toEqual([]);
  });

  it('asks once for a whole Italian file that has lost the zeros of its numbers', async () => {
    const text = 'Telefono,Motivo\n212345678,asked\n61234567,asked\n331123456,asked\n3331234567,asked\n';
    await desk.block('+390212345678');
    const looked = await desk.look('lista.csv', text, { region: 'IT' });
    expect(toKinds(looked)).toEqual(['doubts']);
    expect(looked.numbers).toEqual(['+393331234567']);
    await desk.take('lista2.csv', text, { region: 'IT', doubtful: 0 });
    expect(await desk.blocked()).toEqual(
      ['+39061234567', '+390212345678', '+39331123456', '+393331234567'].toSorted(byDigits),
    );
    await desk.block('+39212345678');
    expect((await desk.release('via.csv', 'Telefono\n212345678\n', { region: 'IT' })).released).toEqual([]);
  });

  it.each(['+52 1 55 1234 5678', '5215512345678', '044 55 1234 5678', '1 55 1234 5678'])(
    '%s is the Mexican subscriber that it became',
    async (cell) => {
      await desk.take('lista.csv', `Phone,Reason\n${cell},asked\n`, { region: 'MX' });
      expect(await desk.blocked()).toEqual(['+525512345678']);
    },
  );

  it.each(['+55 11 8765-4321', '(11) 8765-4321'])('%s is the Brazilian mobile that it became', async (cell) => {
    await desk.block('+5511987654321');
    const { summary } = await desk.take('lista.csv', `Phone,Reason\n${cell},asked\n`, { region: 'BR' });
    expect(summary.result).toMatchObject({ lines: 1, alreadyThere: 1, added: 0 });
    expect(await desk.blocked()).toEqual(['+5511987654321']);
  });
});
