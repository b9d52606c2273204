// Registries from the regulator's file to the answer of `check`, over the real core: every form of file, what is refused
// and why, ages, subscriptions, damage, and that nothing of it touches the list.
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync, strToU8, zipSync } from 'fflate';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { createHostPorts } from '../../../electron/hosts/hostPorts.ts';
import { openTestCore, readAll, type TestCore } from '../../support/core.ts';

type OpenInput = Omit<DeskInputs['registries']['open'], 'from'>;

let dir: string;
let desk: TestCore;
let now: string;
const warned: string[] = [];

async function openDesk(): Promise<TestCore> {
  const { clock } = createHostPorts();
  const log = { info: () => {}, warn: () => {}, error: (event: string) => void warned.push(event) };
  return openTestCore(dir, { clock: { ...clock, now: () => Date.parse(now) }, log });
}

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dnc-desk-registries-'));
  now = '2026-05-10T12:00:00Z';
  warned.length = 0;
  desk = await openDesk();
});
afterEach(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

function save(name: string, content: string | Uint8Array): string {
  const path = join(dir, name);
  writeFileSync(path, content);
  return path;
}

/** Reads a file; answers the preview, the question for its columns, or the sentence of the refusal. */
async function read(name: string, content: string | Uint8Array, input: OpenInput = {}) {
  const from = { kind: 'path', path: save(name, content) } as const;
  const opened = await desk.client.registries.open({ ...input, from });
  const ended = await desk.client.jobs.wait({ job: opened.job });
  if (ended.state === 'failed') return { state: 'refused' as const, message: ended.message, load: opened.load };
  return { ...(await desk.client.registries.preview({ load: opened.load })), load: opened.load };
}

/** Reads a file and takes it over; fails the test where that is refused. */
async function load(name: string, content: string | Uint8Array, input: OpenInput = {}, sure = false): Promise<void> {
  const found = await read(name, content, input);
  if (found.state !== 'found') throw new Error(JSON.stringify(found));
  const { job } = await desk.client.registries.apply({ load: found.load, sure });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
}

async function check(number: string, at?: string) {
  const [result] = await desk.client.entries.check({ numbers: [number], at });
  if (result === undefined) throw new Error('No answer');
  return result;
}
const stateOf = async (number: string, at?: string) => (await check(number, at)).registry?.state;

const xml = (code: string, ...numbers: string[]): string =>
  `<?xml version="1.0"?>\n<list type='full' level='ac' val='${code}'><ac val='${code}'>${numbers.map((each) => `<ph val='${each}'/>`).join('')}</ac></list>`;

/** Good lines, and 78 MB of them in some 200 KB. */
const bomb = '212,5551234\n'.repeat(6_500_000);

describe('registry files', () => {
  test('every documented form is read, alone and packed, and the country follows from the area code', async () => {
    await load('2026-05-01_212.txt', '212,5551234\r\n212,0000001\r\n212,5551234\r\n');
    await load('646 2026-05-02.txt', '6465551234\n6460000000');
    await load('416_2026-05-03.xml', xml('416', '5551234', '17'));
    const many = { '917.txt': strToU8('917,5551234\n'), 'sub/514.xml': strToU8(xml('514', '5551234')) };
    await load('all 20260504.zip', zipSync(many));
    await load('2026-05-05 718.txt.gz', gzipSync(strToU8('718,5551234\n')));
    await load('tps-2026-05-06.csv', 'Number\r\n07700900123\r\n01614960000\r\n');

    const { areas, log } = await desk.client.registries.list();
    expect(areas.map(({ list, area, version, count }) => [list, area, version, count])).toEqual([
      ['ca', '416', '2026-05-03', 2],
      ['ca', '514', '2026-05-04', 1],
      ['gb-tps', 'all', '2026-05-06', 2],
      ['us', '212', '2026-05-01', 2],
      ['us', '646', '2026-05-02', 2],
      ['us', '718', '2026-05-05', 1],
      ['us', '917', '2026-05-04', 1],
    ]);
    // One line a list and a file: the zip held two lists.
    expect(log).toHaveLength(7);
    expect(log.every(({ sha256, bytes }) => /^[0-9a-f]{64}$/.test(sha256) && bytes > 0)).toBe(true);
    for (const number of [
      '+12125551234',
      '+12120000001',
      '+16460000000',
      '+14160000017',
      '+15145551234',
      '+447700900123',
    ])
      expect(await check(number)).toMatchObject({ blocked: true, holds: [], registry: { state: 'listed' } });
    expect(await stateOf('+12125551235')).toBe('clear');
    expect(await stateOf('+447700900124')).toBe('clear');
    // A country of which nothing is loaded is not asked.
    expect(await check('+61412345678')).not.toHaveProperty('registry');
  });

  test('a full list replaces its own area code alone; changes need their columns told once', async () => {
    await load('2026-04-01 212.txt', '212,5550001\n212,5550002\n');
    await load('2026-04-01 646.txt', '646,5550001\n');
    await load('2026-05-01 212.txt', '212,5550003\n212,5550002\n');
    expect([await stateOf('+12125550001'), await stateOf('+12125550003')]).toEqual(['clear', 'listed']);
    expect(await stateOf('+16465550001', '2026-04-20')).toBe('listed');

    const changes = '212,5550002,D,2026-05-07\n212,5550009,A,2026-05-07\n';
    const asked = await read('changes 2026-05-08.txt', changes);
    expect(asked).toMatchObject({
      state: 'asks',
      asks: { guess: { areaCode: 0, number: 1, flag: 2, add: ['A'] }, columns: [{}, {}, { values: ['D', 'A'] }, {}] },
    });
    const columns = { areaCode: 0, number: 1, flag: 2, add: ['A'] };
    expect(await read('changes 2026-05-08.txt', changes, { columns })).toMatchObject({
      preview: {
        kind: 'change',
        areas: [{ area: '212', listed: 1, unlisted: 1, replaces: { version: '2026-05-01' } }],
      },
    });
    await load('changes 2026-05-08.txt', changes, { columns });
    expect([await stateOf('+12125550002'), await stateOf('+12125550003'), await stateOf('+12125550009')]).toEqual([
      'clear',
      'listed',
      'listed',
    ]);
    // The answer is remembered for files of the same make; a value that was never explained is not guessed.
    await load('changes 2026-05-09.txt', '212,5550003,D,2026-05-08\n');
    expect(await stateOf('+12125550003')).toBe('clear');
    expect(await read('changes 2026-05-10.txt', '212,5550003,D,x\n212,5550004,Q,x\n')).toMatchObject({
      state: 'asks',
      asks: { why: expect.stringMatching(/Line 2 .* says "Q".*Nothing was loaded/) },
    });
    expect(await read('changes2 2026-05-10.txt', '310,5550003,A,x\n')).toMatchObject({
      message: expect.stringMatching(/changes what is not loaded .*310/),
    });
  });

  test('what the Australian register sends back covers the numbers that were sent, and no others', async () => {
    await load('wash 2026-05-01.csv', 'Number,Result\n0412345678,Y\n0412345679,N\n', {
      list: 'au',
      columns: { number: 0, areaCode: null, flag: 1, add: ['Y'] },
    });
    expect(await stateOf('+61412345678')).toBe('listed');
    expect(await stateOf('+61412345679')).toBe('clear');
    expect(await stateOf('+61412345670')).toBe('notCovered');
  });

  test('numbers are read as people and programs write them, and a row of another country ends the reading', async () => {
    const columns = { number: 1, areaCode: null, flag: null, add: [] };
    const rows = ['Name,Number,Country', 'A,tel:+447700900123,GB', 'B,Phone: 07700 900124,United Kingdom'];
    const spelled = [
      ...rows,
      'C,+44 (0)7700 900125,gb',
      'D,7700900126,United Kingdom',
      'E,0044 7700 900127,GB',
      'F,07700900128,',
    ];
    await load('tps-2026-05-06.csv', spelled.join('\n'), { list: 'gb-tps', columns });
    for (const last of [123, 124, 125, 126, 127, 128]) expect(await stateOf(`+447700900${last}`)).toBe('listed');

    const refused = async (...lines: readonly string[]) =>
      read('tps2-2026-05-06.csv', [...rows, ...lines].join('\n'), { list: 'gb-tps', columns });
    // National digits of Ireland would be a number in London.
    expect(await refused('C,02079460958,Ireland')).toMatchObject({
      message: expect.stringMatching(
        /^Line 4 of .* says "Ireland" for its country, and this is a list of the UK\. Nothing/,
      ),
    });
    expect(await refused('C,+33 6 12 34 56 78,')).toMatchObject({
      message: expect.stringMatching(/^Line 4 .* holds \+33 6 12 34 56 78 \(France\), which is no number of the UK/),
    });
    expect(await refused('C,07700900123 / 07700900124,')).toMatchObject({
      message: expect.stringMatching(/More than one number/),
    });
    // Eight digits of Denmark behind their + are no area code 451.
    const danish = { columns: { ...columns, number: 0 }, list: 'us' } as const;
    expect(
      await read('us 2026-05-06.csv', 'Number,Name\n+1 212 555 1234,A\n+45 12 34 56 78,B\n', danish),
    ).toMatchObject({
      message: expect.stringMatching(/^Line 3 .* holds \+45 12345678/),
    });
  });

  test('answers of a register keep their own date, and without one a person is asked', async () => {
    const columns = { number: 0, areaCode: null, flag: 1, add: ['Y'] };
    const rows = 'Phone Number,On DNCR,Wash Date\n0412345678,Y,14/04/2026\n0412345679,N,02/05/2026\n';
    await load('result.csv', rows, { list: 'au', columns });
    const { areas } = await desk.client.registries.list();
    expect(areas).toMatchObject([{ list: 'au', version: '2026-04-14' }]);
    expect(await stateOf('+61412345679', '2026-05-14')).toBe('clear');
    expect(await stateOf('+61412345679', '2026-05-15')).toBe('stale');

    for (const dates of ['14/04/2026\n0412345679,N,', '14/04/2026\n0412345679,N,soon']) {
      const open = await read('result.csv', `Phone Number,On DNCR,Wash Date\n0412345678,Y,${dates}\n`, {
        list: 'au',
        columns,
      });
      expect(open).toMatchObject({ state: 'found', preview: { kind: 'wash', version: null, versionFrom: 'none' } });
      await expect(desk.client.registries.apply({ load: open.load })).rejects.toThrow(/Give the day/);
    }
    // The date of the file is that of its last saving.
    const undated = await read('result.csv', 'Phone Number,On DNCR\n0412345678,Y\n', { list: 'au', columns });
    expect(undated).toMatchObject({ preview: { version: null, versionFrom: 'none' } });
  });

  test('yes and no are answers for single numbers, and make no area code look checked', async () => {
    await load('2026-04-01 212.txt', '212,5550001\n');
    const columns = { number: 0, areaCode: null, flag: 1, add: ['Y'] };
    expect(await read('wash 2026-05-08.csv', 'Number,DNC\n2125550001,N\n2125550002,Y\n', { columns })).toMatchObject({
      message: expect.stringMatching(/answers for single numbers.*Nothing was loaded/),
    });
    expect((await desk.client.registries.list()).areas).toMatchObject([{ version: '2026-04-01', count: 1 }]);
    await load('tps 2026-05-08.csv', 'Number,TPS\n07700900123,N\n07700900124,Y\n', { list: 'gb-tps', columns });
    expect([await stateOf('+447700900123'), await stateOf('+447700900124'), await stateOf('+447700900125')]).toEqual([
      'clear',
      'listed',
      'notCovered',
    ]);
  });

  test('a registry is asked for every reading of a text and blocks what it lists under any', async () => {
    await desk.client.app.saveSettings({ region: 'US' });
    await load('wash 2026-05-01.csv', 'Number,Result\n0412345678,Y\n', {
      list: 'au',
      columns: { number: 0, areaCode: null, flag: 1, add: ['Y'] },
    });
    expect(await check('0412 345 678')).toMatchObject({
      callable: false,
      blocked: true,
      doubt: { kind: 'elsewhere', readings: [{ blocked: false }, { number: '+61412345678', blocked: true }] },
      why: expect.stringMatching(/\(Australia\) is listed in a registry\.$/),
    });
    expect(await check('+61412345679')).toMatchObject({ callable: false, registry: { state: 'notCovered' } });
  });

  test('a state’s list blocks, and makes nothing clear by itself', async () => {
    await load('2026-05-01 317.txt', '317,5551234\n', { list: 'us-in' });
    expect(await check('+13175551234')).toMatchObject({ blocked: true, why: expect.stringMatching(/IN state list/) });
    expect(await stateOf('+13175550000')).toBe('notCovered');
  });

  test.each([
    ['Puerto Rico', '787', '+17872345678'],
    ['Puerto Rico, overlaid', '939', '+19392345678'],
    ['the US Virgin Islands', '340', '+13406421234'],
    ['Guam', '671', '+16713001234'],
    ['the Northern Marianas', '670', '+16702345678'],
    ['American Samoa', '684', '+16846221234'],
  ])('a territory counts as the US: %s', async (_, areaCode, number) => {
    await load('2026-05-01 212.txt', '212,5551234\n');
    expect(await stateOf(number)).toBe('notCovered');
    expect(await check(number)).toMatchObject({ callable: false });
    await load(`2026-05-01 ${areaCode}.txt`, `${areaCode},${number.slice(5)}\n`);
    expect(await check(number)).toMatchObject({ callable: false, blocked: true });
  });

  test('other countries of the numbering plan have no registry', async () => {
    await load('2026-05-01 212.txt', '212,5551234\n');
    expect(await check('+18762345678')).toMatchObject({ callable: true });
  });

  test.each<[string, string, string | Uint8Array, OpenInput, RegExp]>([
    [
      'another area code than its name',
      '2026-05-01 646.txt',
      '646,5551234\n212,5551234\n',
      {},
      /646 by its name and holds numbers of 212/,
    ],
    [
      'another area code in a zip',
      'x.zip',
      zipSync({ '646.txt': strToU8('212,5551234\n') }),
      {},
      /holds numbers of 212/,
    ],
    [
      'another area code in the XML',
      'x.xml',
      "<list type='full' level='ac' val='646'><ac val='212'><ph val='1'/></ac></list>",
      {},
      /for area code 646 and holds 212/,
    ],
    ['a line cut off', 'x.txt', '212,5551234\n212,555', {}, /Line 2 .*not an area code and seven digits/],
    ['a lost zero', 'x.txt', '212,5551234\n212,51234\n', {}, /Line 2/],
    ['an area code of nobody', 'x.txt', '999,5551234\n', {}, /neither the US nor Canada/],
    ['Canada said to be the US', 'x.txt', '416,5551234\n', { list: 'us' }, /in Canada, and the file is said/],
    ['a document type', 'x.xml', '<!DOCTYPE list [<!ENTITY a "b">]><list/>', {}, /document type/],
    [
      'an outside entity',
      'x.xml',
      "<list type='full' val='212'><ac val='212'><ph val='&x;'/></ac></list>",
      {},
      /not well-formed/,
    ],
    ['another tag', 'x.xml', "<list type='full'><script/></list>", {}, /tag "script"/],
    ['changes in XML', 'x.xml', "<list type='change'></list>", {}, /list of changes in XML/],
    ['XML cut off', 'x.xml', "<list type='full'><ac val='212'><ph val='5551234'/>", {}, /not well-formed/],
    ['an endless tag', 'x.xml', `<list ${'x'.repeat(200_000)}`, {}, /too long|not well-formed/],
    ['an endless line', 'x.txt', `212,5551234\n${'5'.repeat(200_000)}`, {}, /Line 2 .*too long/],
    ['a zip bomb', '212.zip', zipSync({ '212.txt': strToU8(bomb) }), {}, /unpacks to far more/],
    ['a gzip bomb', '212.gz', gzipSync(strToU8(bomb)), {}, /unpacks to far more/],
    [
      'a damaged gzip',
      '212.gz',
      gzipSync(strToU8('212,5551234\n'.repeat(9999))).slice(0, 60),
      {},
      /damaged and cannot be unpacked/,
    ],
    [
      'a damaged zip',
      '212.zip',
      zipSync({ '212.txt': strToU8('212,5551234\n') }).slice(0, 50),
      {},
      /damaged and cannot be unpacked/,
    ],
    ['an empty file', '212.txt', '', {}, /empty/],
    ['bytes', '212.txt', new Uint8Array([0, 1, 2, 3]), {}, /not a registry's file/],
    ['a header alone', '212.txt', 'areacode,phone\n', {}, /not a registry's file/],
  ])('%s is refused in one sentence, and nothing counts', async (_, name, content, input, sentence) => {
    const found = await read(name, content, input);
    expect(found.state === 'refused' ? found.message : found.state).toMatch(sentence);
    expect((await desk.client.registries.list()).areas).toEqual([]);
    const folder = join(dir, 'registries');
    expect(existsSync(folder) ? readdirSync(folder) : []).toEqual([]);
  });

  test('a day that has not come is refused; a file without one asks; fewer numbers or an older version need a second look', async () => {
    const from = { kind: 'path', path: save('x.txt', '212,5551234\n') } as const;
    await expect(desk.client.registries.open({ from, version: '2026-06-01' })).rejects.toThrow(/lies in the future/);
    await expect(desk.client.registries.open({ from, version: '2026-02-31' })).rejects.toThrow(/is not a day/);

    const lines = Array.from({ length: 300 }, (_, at) => `212,555${String(at).padStart(4, '0')}`).join('\n');
    await load('2026-05-01 212.txt', lines);
    const shrunk = await read('2026-05-02 212.txt', '212,5550000\n');
    expect(shrunk).toMatchObject({
      preview: { doubts: [expect.stringMatching(/212: 1 instead of 300.*is it whole/)] },
    });
    await expect(desk.client.registries.apply({ load: shrunk.load })).rejects.toThrow(/Confirm it/);
    const older = await read('2026-04-01 212.txt', lines);
    await expect(desk.client.registries.apply({ load: older.load })).rejects.toThrow(/newer version is loaded/);
    expect((await desk.client.registries.list()).areas).toMatchObject([{ version: '2026-05-01', count: 300 }]);
  });
});

describe('loaded registries', () => {
  test('the list wins and comes first; ages are those of the time that is asked about', async () => {
    await desk.client.entries.add({ numbers: ['+12125551234'], reason: 'asked' });
    await load('2026-05-01 212.txt', '212,5551234\n212,5559999\n');
    const both = await check('+12125551234');
    expect(both.why).toMatch(/^Blocked everywhere .* Listed in the US national registry of 1 May 2026\.$/);
    expect(both.holds).toHaveLength(1);
    const numbers = ['+12125559999'];
    expect(await desk.client.entries.check({ numbers, registries: false })).toMatchObject([{ blocked: false }]);

    expect(await stateOf('+12125550000', '2026-06-01')).toBe('clear');
    expect(await check('+12125550000', '2026-06-02')).toMatchObject({
      blocked: false,
      registry: { state: 'stale', sentence: expect.stringMatching(/32 days old and may be used for 31/) },
    });
    await desk.client.app.saveSettings({ registryDays: { US: 40, CA: 31, GB: 28, AU: 30 } });
    expect(await stateOf('+12125550000', '2026-06-02')).toBe('clear');

    // Reference data is never part of the list.
    expect(await desk.client.app.status()).toMatchObject({ entries: 1 });
    const csv = await readAll(await desk.client.entries.export({ format: 'csv' }));
    expect(csv).not.toContain('5559999');
  });

  test('the list takes no registry file, and says where it belongs', async () => {
    const from = { kind: 'path', path: save('2026-05-01_212.txt', '212,5551234\n212,5551235\n') } as const;
    await expect(desk.client.intake.open({ from })).rejects.toThrow(
      /registry file.*Load it under Settings, Registries/,
    );
  });

  test('subscriptions say what they do not cover; unloading leaves a line as evidence', async () => {
    await load('2026-05-01 212.txt', '212,5551234\n');
    const san = { number: '1234-5', list: 'us', holder: 'Acme', expires: '2026-05-20', areaCodes: ['646'] } as const;
    await desk.client.registries.saveSubscription({ ...san, areaCodes: [...san.areaCodes] });
    expect(await desk.client.registries.list()).toMatchObject({
      areas: [{ area: '212', state: 'current', left: 22, uncovered: true }],
      subscriptions: [{ number: '1234-5', state: 'due' }],
    });
    expect(await desk.client.registries.remove({ list: 'us', area: '212' })).toEqual({ removed: ['212'] });
    const { areas, log } = await desk.client.registries.list();
    expect(areas).toEqual([]);
    expect(log.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['remove', 'full']));
    expect(readdirSync(join(dir, 'registries'))).toEqual(['catalog.json']);
    await expect(desk.client.registries.remove({ list: 'us', area: '212' })).rejects.toThrow(/not loaded/);
  });

  test('damage is said loudly and never makes a number clear; loading again mends it', async () => {
    await load('2026-05-01 212.txt', '212,5551234\n');
    const folder = join(dir, 'registries');
    const [bits = ''] = readdirSync(folder).filter((name) => name.endsWith('.bits'));
    const bytes = readFileSync(join(folder, bits));
    bytes[500] = 1;
    writeFileSync(join(folder, bits), bytes);
    await desk.close();
    desk = await openDesk();
    expect(await stateOf('+12125550000')).toBe('damaged');
    expect(warned).toContain('registries.damaged');
    expect((await desk.client.registries.list()).areas).toMatchObject([{ state: 'damaged' }]);
    await load('2026-05-02 212.txt', '212,5551234\n212,5551235\n');
    expect(await stateOf('+12125550000')).toBe('clear');

    await desk.close();
    writeFileSync(join(folder, 'catalog.json'), '{');
    desk = await openDesk();
    // Nobody knows what was loaded: no number of a country with a registry may be called.
    for (const number of ['+12125551234', '+14165551234', '+447700900123'])
      expect(await check(number)).toMatchObject({ blocked: false, callable: false, registry: { state: 'damaged' } });
    expect(await check('+4930123456')).toMatchObject({ callable: true });
    expect(await desk.client.registries.list()).toMatchObject({ problem: expect.stringMatching(/catalog .* damaged/) });
    const from = { kind: 'path', path: save('x.txt', '212,5551234\n') } as const;
    await expect(desk.client.registries.open({ from })).rejects.toThrow(/catalog .* damaged/);
  });
});
