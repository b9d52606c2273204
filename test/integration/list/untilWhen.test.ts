// Until when: a day lasts to its end in the zone of the desk, wherever it is given; a block never ends earlier than a reader
// of what was given would say.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { HoldInput } from '../../../shared/contract/entries.ts';
import { makeDataDir as makeCliDir, runCli, runCliJson } from '../../support/cliProcess.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';
import { createTestClock } from '../../support/desk.ts';
import { toXlsx } from '../../support/files.ts';

const anna = '+12125550102';
const endOfYear = '2027-01-01T05:00:00.000Z';
/** In New York it is the 28th, 21:00. */
const clock = createTestClock('2026-11-29T02:00:00.000Z');

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
beforeEach(async () => {
  clock.set('2026-11-29T02:00:00.000Z');
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir, { clock, systemZone: () => 'America/New_York' });
});
afterEach(async () => {
  expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
  await desk.close();
  await folder.remove();
});

const holdsOf = async (number: string) => (await desk.client.entries.get({ number })).entry?.holds;
const isBlocked = async (number: string, at?: string) =>
  (await desk.client.entries.check({ numbers: [number], at }))[0]?.blocked;

async function importFile(name: string, content: string | Uint8Array) {
  const path = join(folder.dataDir, name);
  await writeFile(path, content);
  const found = await desk.client.intake.open({ from: { kind: 'path', path }, region: 'US' });
  const mapping = found.columns.map(({ column, field }) => ({ column, field }));
  const { job } = await desk.client.intake.preview({ intake: found.intake, options: { mapping, region: 'US' } });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  const summary = await desk.client.intake.summary({ intake: found.intake });
  const applied = await desk.client.intake.apply({ intake: found.intake });
  expect(await desk.client.jobs.wait({ job: applied.job })).toMatchObject({ state: 'done' });
  return summary;
}

describe('a day as an expiry', () => {
  it('blocks to the last moment of that day in the zone of the desk, and not in the next', async () => {
    await desk.client.entries.add({ numbers: [anna], expires: '2026-12-31' });
    expect(await holdsOf(anna)).toMatchObject([{ until: endOfYear }]);
    expect(await isBlocked(anna, '2026-12-31T23:59:59-05:00')).toBe(true);
    expect(await isBlocked(anna, '2026-12-31T23:59:59')).toBe(true);
    expect(await isBlocked(anna, '2027-01-01')).toBe(false);
    expect(await isBlocked(anna, '2027-01-01T00:00:00-05:00')).toBe(false);
  });

  it('is told as that day, also when it is over', async () => {
    await desk.client.entries.add({ numbers: [anna], expires: '2026-12-31', reason: 'asked' });
    expect((await desk.client.entries.get({ number: anna })).sentence).toMatch(/ until 31 December 2026,/);
    clock.set(endOfYear);
    const [over] = await desk.client.entries.check({ numbers: [anna] });
    expect(over?.why).toBe('Callable: its block ended on 31 December 2026.');
  });

  it.each<readonly [string, HoldInput[] | undefined, string | undefined]>([
    ['holds', [{ place: 'everywhere', until: '2026-12-31' }], undefined],
    ['an expiry for all', undefined, '2026-12-31'],
  ])('means the same in an edit and a bulk edit, by %s', async (_, holds, expires) => {
    await desk.client.entries.add({ numbers: [anna, '+12125550103'] });
    await desk.client.entries.edit({ numbers: [anna], patch: { holds }, expires });
    const of = { kind: 'numbers' as const, numbers: ['+12125550103'] };
    const { bulk, job } = await desk.client.bulk.preview({ of, act: { kind: 'edit', patch: { holds }, expires } });
    await desk.client.jobs.wait({ job });
    const { items } = await desk.client.bulk.items({ bulk });
    expect(items[0]?.changes).toMatchObject([{ field: 'holds', after: 'everywhere until 31 December 2026' }]);
    const { confirm } = await desk.client.bulk.summary({ bulk });
    const applied = await desk.client.bulk.apply({ bulk, why: 'agreed', ...(confirm === null ? {} : { confirm }) });
    await desk.client.jobs.wait({ job: applied.job });
    for (const number of [anna, '+12125550103']) expect(await holdsOf(number)).toMatchObject([{ until: endOfYear }]);
  });

  it('may be today, but not a day that is over', async () => {
    await desk.client.entries.add({ numbers: [anna], expires: '2026-11-28' });
    expect(await isBlocked(anna)).toBe(true);
    await expect(desk.client.entries.add({ numbers: [anna], expires: '2026-11-27' })).rejects.toThrow(
      'The expiry 2026-11-27 has passed.',
    );
  });

  it('stays the instant it was when the desk moves to another zone, and days given from then on are of that', async () => {
    await desk.client.entries.add({ numbers: [anna], expires: '2026-12-31' });
    await desk.client.app.saveSettings({ zone: 'Pacific/Auckland' });
    await desk.client.entries.add({ numbers: ['+12125550103'], expires: '2026-12-31' });
    expect(await holdsOf(anna)).toMatchObject([{ until: endOfYear }]);
    expect(await holdsOf('+12125550103')).toMatchObject([{ until: '2026-12-31T11:00:00.000Z' }]);
    expect((await desk.client.entries.get({ number: anna })).sentence).toContain('until 1 January 2027, 18:00');
    await expect(desk.client.app.saveSettings({ zone: 'Mars/Olympus' })).rejects.toThrow();
  });
});

describe('a time as an expiry', () => {
  it.each([
    ['2026-12-31T14:30', '2026-12-31T19:30:00.000Z'],
    ['2026-12-31 00:00', '2026-12-31T05:00:00.000Z'],
    ['2026-12-31T14:30:00Z', '2026-12-31T14:30:00.000Z'],
    ['2026-12-31T14:30:00+05:30', '2026-12-31T09:00:00.000Z'],
    ['9999-12-31', '9999-12-31T23:59:59.999Z'],
  ])('that says %s ends then', async (expires, until) => {
    await desk.client.entries.add({ numbers: [anna], expires });
    expect(await holdsOf(anna)).toMatchObject([{ until, inForce: true }]);
  });
});

describe('when a person asked', () => {
  it('is the start of a day, a time of the desk, or an instant, and never to come', async () => {
    await desk.client.entries.add({ numbers: [anna], requestedAt: '2026-11-28' });
    await desk.client.entries.add({ numbers: ['+12125550103'], requestedAt: '2026-11-28T20:15' });
    const asked = async (number: string) => (await desk.client.entries.get({ number })).entry?.requestedAt;
    expect(await asked(anna)).toBe('2026-11-28T05:00:00.000Z');
    expect(await asked('+12125550103')).toBe('2026-11-29T01:15:00.000Z');
    await expect(desk.client.entries.add({ numbers: [anna], requestedAt: '2026-11-29' })).rejects.toThrow(
      'The date of the request, 2026-11-29, lies in the future.',
    );
  });

  it.each(['0001-01-01', '0000-01-01T00:00:00+14:00', '1970-01-01T00:00:00Z', '0026-11-28'])(
    'is no day before there were lists: %s',
    async (requestedAt) => {
      const add = desk.client.entries.add({ numbers: [anna], requestedAt });
      await expect(add).rejects.toThrow('lies before 1990. Give the day on which it was, or none.');
      expect(await isBlocked(anna)).toBe(false);
    },
  );

  it('and when a number was added can be given as days, both included', async () => {
    await desk.client.entries.add({ numbers: [anna] });
    const matching = async (filter: { addedFrom?: string; addedTo?: string }) =>
      (await desk.client.entries.list({ filter })).matching;
    expect(await matching({ addedFrom: '2026-11-28', addedTo: '2026-11-28' })).toBe(1);
    expect(await matching({ addedFrom: '2026-11-29' })).toBe(0);
    expect(await matching({ addedTo: '2026-11-27' })).toBe(0);
  });
});

describe('a file', () => {
  it('blocks to the end of its days, to its times, and says what it had to decide', async () => {
    const ends = {
      '2026-12-31': endOfYear,
      '12/31/2026': endOfYear,
      '2026-12-31 23:59:59': '2027-01-01T04:59:59.000Z',
      '12/31/2026 11:59 PM': '2027-01-01T04:59:00.000Z',
      '2026-12-31T23:59Z': '2026-12-31T23:59:00.000Z',
      '2026-12-31T00:00:00': endOfYear,
      '2026-11-28': '2026-11-29T05:00:00.000Z',
      soon: null,
    };
    const rows = Object.keys(ends).map((cell, at) => `+1212555020${at},${cell}`);
    const { notes, rejectedBy } = await importFile('ends.csv', ['Phone,Valid until', ...rows].join('\n'));
    expect(rejectedBy).toEqual([]);
    for (const [at, until] of Object.values(ends).entries())
      expect(await holdsOf(`+1212555020${at}`)).toMatchObject([{ until, inForce: true }]);
    expect(notes.first.map(({ sentence }) => sentence)).toEqual([
      expect.stringContaining('to the end of 31 December 2026'),
      expect.stringContaining('"soon" is not an expiry'),
    ]);
  });

  it('takes the later where day and month could be swapped, until a cell tells', async () => {
    const cells = ['04/03/2027', '31/12/2026', '05/03/2027'];
    const rows = cells.map((cell, at) => `+1212555020${at},${cell}`);
    const { notes } = await importFile('swapped.csv', ['Phone,Valid until', ...rows].join('\n'));
    expect(notes).toMatchObject({
      lines: 1,
      first: [{ line: 2, sentence: expect.stringContaining('the later is taken') }],
    });
    expect(await holdsOf('+12125550200')).toMatchObject([{ until: '2027-04-04T04:00:00.000Z' }]);
    expect(await holdsOf('+12125550202')).toMatchObject([{ until: '2027-03-06T05:00:00.000Z' }]);
  });

  it('of a workbook says the same by dates with and without a time', async () => {
    const days = [new Date(Date.UTC(2026, 11, 31)), new Date(Date.UTC(2026, 11, 31, 23, 59, 59))];
    const rows = days.map((day, at) => [`+1212555020${at}`, day]);
    await importFile('ends.xlsx', await toXlsx({ name: 'Numbers', rows: [['Phone', 'Valid until'], ...rows] }));
    expect(await holdsOf('+12125550200')).toMatchObject([{ until: endOfYear }]);
    expect(await holdsOf('+12125550201')).toMatchObject([{ until: '2027-01-01T04:59:59.000Z' }]);
  });
});

describe('the command line in another zone', () => {
  const place = makeCliDir();
  const run = (...args: string[]) =>
    runCli(args, { data: join(place.data, 'desk'), cwd: place.data, env: { TZ: 'America/New_York' } });
  afterEach(place.remove);

  it('reads days and times in it, shows them so, and lets a person set it', async () => {
    expect(await run('add', anna, '--expires', '2096-12-31', '--requested', '2026-05-01')).toMatchObject({ code: 0 });
    expect((await run('check', anna, '--at', '2096-12-31T23:59:59-05:00')).code).toBe(3);
    expect((await run('check', anna, '--at', '2096-12-31 23:59')).code).toBe(3);
    const over = await run('check', anna, '--at', '2097-01-01');
    expect(over).toMatchObject({ code: 0, stdout: expect.stringContaining('ended on 31 December 2096') });
    expect((await run('list')).stdout).toContain('everywhere until 2096-12-31 since');
    await writeFile(join(place.data, 'leads.csv'), `Phone\n${anna}\n`);
    const scrub = ['scrub', 'leads.csv', '--clean', 'clean.csv', '--blocked', 'blocked.csv', '--region', 'US'];
    expect((await run(...scrub, '--at', '2096-12-31')).stdout).toContain('1 blocked');
    expect(await readFile(join(place.data, 'blocked.csv'), 'utf8')).toContain('everywhere until 31 December 2096');
    expect(await run('status')).toMatchObject({
      code: 0,
      stdout: expect.stringContaining('America/New_York (now UTC-0'),
    });

    expect((await run('settings', '--zone', 'Asia/Kolkata', '--author', 'Dana')).stdout).toMatch(
      /Asia\/Kolkata \(now UTC\+05:30\)\n.*\nAt the desk: Dana\n/,
    );
    expect((await run('list')).stdout).toContain('everywhere until 2097-01-01 10:30 since');
    const options = { data: join(place.data, 'desk'), env: { TZ: 'America/New_York' } };
    expect(await runCliJson(['settings'], options)).toMatchObject({ zone: 'Asia/Kolkata', author: 'Dana' });
    const refused = await run('settings', '--zone', 'Kolkata time');
    expect(refused).toMatchObject({ code: 2, stderr: expect.stringContaining('There is no time zone "Kolkata time"') });
  });
});
