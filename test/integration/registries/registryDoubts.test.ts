// Files of registries that would make listed numbers clear: cut off, old under a new name, changes taken for a full list,
// another register, words that nobody explained, answers for a few numbers. Each is asked about, and loads nothing before.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { createHostPorts } from '../../../electron/hosts/hostPorts.ts';
import { openTestCore, type TestCore } from '../../support/core.ts';

type OpenInput = Partial<Omit<DeskInputs['registries']['open'], 'from'>>;

let dir: string;
let desk: TestCore;

beforeEach(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dnc-desk-registry-doubts-'));
  const { clock } = createHostPorts();
  desk = await openTestCore(dir, { clock: { ...clock, now: () => Date.parse('2026-05-10T12:00:00Z') } });
});
afterEach(async () => {
  await desk.close();
  rmSync(dir, { recursive: true, force: true });
});

/** Reads a file; answers the preview, the question for its columns, or the sentence of the refusal. */
async function read(name: string, content: string, input: OpenInput = {}) {
  const path = join(dir, name);
  writeFileSync(path, content);
  const opened = await desk.client.registries.open({ ...input, from: { kind: 'path', path } });
  const ended = await desk.client.jobs.wait({ job: opened.job });
  if (ended.state === 'failed') return { state: 'refused' as const, message: ended.message, load: opened.load };
  return { ...(await desk.client.registries.preview({ load: opened.load })), load: opened.load };
}

async function load(name: string, content: string, input: OpenInput = {}): Promise<void> {
  const found = await read(name, content, input);
  if (found.state !== 'found') throw new Error(JSON.stringify(found));
  const { job } = await desk.client.registries.apply({ load: found.load });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
}

/** Reads a file that a person has to look at again; answers its doubts. */
async function doubtsOf(name: string, content: string, input: OpenInput = {}): Promise<string> {
  const found = await read(name, content, input);
  if (found.state !== 'found') throw new Error(JSON.stringify(found));
  const { load: id, preview } = found;
  if (preview.doubts.length > 0) await expect(desk.client.registries.apply({ load: id })).rejects.toThrow(/Confirm it/);
  return preview.doubts.join(' ');
}

async function stateOf(number: string) {
  const [answer] = await desk.client.entries.check({ numbers: [number] });
  return answer?.registry?.state;
}

const linesOf = (count: number, code = '212'): string =>
  Array.from({ length: count }, (_, at) => `${code},555${String(at).padStart(4, '0')}\n`).join('');
const changes = { areaCode: 0, number: 1, flag: 2, add: ['A'] };

describe('a file that may be no full list', () => {
  test('a full list that lost a twentieth is asked about, one that lost a few is not', async () => {
    await load('2026-04-01 212.txt', linesOf(1000));
    expect(await doubtsOf('2026-05-01 212.txt', linesOf(600))).toMatch(/212: 600 instead of 1,000/);
    expect(await doubtsOf('2026-05-02 212.txt', linesOf(940))).toMatch(/is it whole/);
    expect(await stateOf('+12125550999')).toBe('listed');
    expect(await doubtsOf('2026-05-03 212.txt', linesOf(990))).toBe('');
  });

  test('the same file under another name is of the day it had', async () => {
    await load('2026-04-01 212.txt', linesOf(3));
    expect(await doubtsOf('2026-05-01 212.txt', linesOf(3))).toMatch(/very same file .*version of 2026-04-01/);
    expect(await doubtsOf('212.txt', linesOf(3), { version: '2026-05-02' })).toMatch(/very same file/);
    expect(await doubtsOf('2026-04-01 212 again.txt', linesOf(3))).toBe('');
  });

  test('changes as a full list are asked about, also where nothing is loaded', async () => {
    const rows = '212,5550002,D,2026-05-07\n212,5550009,A,2026-05-07\n';
    const columns = { ...changes, flag: null, add: [] };
    expect(await doubtsOf('2026-05-08 212.txt', rows, { columns })).toMatch(/column "3" seems to tell/);
    expect(await doubtsOf('2026-05-08 delta 212.txt', linesOf(2))).toMatch(/seems to hold changes/);
    expect(await doubtsOf('2026-05-08 212.txt', linesOf(2))).toBe('');
  });

  test('changes of what is too old to be used do not make it young', async () => {
    await load('2026-03-01 212.txt', linesOf(3));
    const rows = '212,5550002,D,2026-05-07\n';
    expect(await doubtsOf('changes 2026-05-08.txt', rows, { columns: changes })).toMatch(/changes missing in between/);
    expect(await stateOf('+12125550009')).toBe('stale');
    await load('2026-05-01 212.txt', linesOf(4));
    expect(await doubtsOf('changes 2026-05-08.txt', rows, { columns: changes })).toBe('');
  });
});

describe('words of a flag column', () => {
  test('a word that is only another one than "added" takes nothing off', async () => {
    await load('2026-05-01 212.txt', linesOf(20));
    await load('changes 2026-05-02.txt', '212,5550019,D,x\n', { columns: changes });
    expect(await stateOf('+12125550019')).toBe('clear');
    const adds = '212,5550001,ADD,x\n212,5550030,ADD,x\n';
    // It is asked about anew, with the reason, also where it comes late in the file.
    expect(await read('changes 2026-05-03.txt', adds)).toMatchObject({
      state: 'asks',
      asks: { why: expect.stringMatching(/Line 1 .* says "ADD"/), guess: { add: ['ADD'] } },
    });
    expect(await read('changes 2026-05-03.txt', adds, { columns: changes })).toMatchObject({ state: 'asks' });
    const late = `${'212,5550001,A,x\n'.repeat(300)}212,5550002,Later,x\n`;
    expect(await read('changes 2026-05-03.txt', late)).toMatchObject({
      asks: { why: expect.stringMatching(/Line 301/), columns: [{}, {}, { values: ['A', 'Later'] }, {}] },
    });
    await load('changes 2026-05-03.txt', adds, { columns: { ...changes, add: ['A', 'ADD'] } });
    expect([await stateOf('+12125550001'), await stateOf('+12125550030')]).toEqual(['listed', 'listed']);
    // A word without a meaning of its own is explained by name.
    await load('changes 2026-05-04.txt', '212,5550001,Q,x\n', { columns: { ...changes, remove: ['Q'] } });
    expect(await stateOf('+12125550001')).toBe('clear');
  });

  test('columns are asked for anew when a person wants to say them, whatever is remembered', async () => {
    await load('2026-05-01 212.txt', linesOf(3));
    const rows = '212,5550002,D,x\n';
    await load('changes 2026-05-02.txt', rows, { columns: changes });
    expect(await read('changes 2026-05-03.txt', rows)).toMatchObject({ state: 'found' });
    expect(await read('changes 2026-05-03.txt', rows, { askColumns: true })).toMatchObject({ state: 'asks' });
  });

  test('answers in words of their own renew no list', async () => {
    await load('tps 2026-03-01.csv', 'Number\n01614960000\n01614960001\n');
    const rows = 'phone,result\n01614960001,TPS\n01614960002,Clear\n';
    const columns = { number: 0, areaCode: null, flag: 1, add: ['TPS'], remove: ['Clear'] };
    expect(await read('result 2026-05-08.csv', rows, { columns })).toMatchObject({
      message: expect.stringMatching(/does "TPS" add .* --says answers/),
    });
    expect(await stateOf('+441614960300')).toBe('stale');
    await load('result 2026-05-08.csv', rows, { columns: { ...columns, says: 'answers' } });
    expect(await stateOf('+441614960002')).toBe('clear');
    expect(await stateOf('+441614960300')).toBe('notCovered');
  });
});

describe('one register in the place of another', () => {
  test('the CTPS is not the TPS', async () => {
    await load('ctps-2026-05-01.csv', 'Number\n01614960000\n');
    expect(await stateOf('+441614960000')).toBe('listed');
    expect(await stateOf('+441614960001')).toBe('notCovered');
    await load('TPS and CTPS 2026-05-01.csv', 'Number\n01614960003\n');
    expect((await desk.client.registries.list()).areas.map(({ list }) => list)).toEqual(['gb-ctps', 'gb-tps']);
  });

  test('a yes stands when a register answers for other numbers, until it says no', async () => {
    const columns = { number: 0, areaCode: null, flag: 1, add: ['Y'] };
    const wash = async (day: string, rows: string) =>
      load(`wash ${day}.csv`, `Number,Result\n${rows}`, { list: 'au', columns });
    await wash('2026-05-01', '0412345678,Y\n0412345679,N\n');
    await wash('2026-05-02', '0412345670,N\n');
    expect(await stateOf('+61412345678')).toBe('listed');
    expect(await stateOf('+61412345679')).toBe('notCovered');
    await wash('2026-05-03', '0412345678,N\n');
    expect(await stateOf('+61412345678')).toBe('clear');
  });
});
