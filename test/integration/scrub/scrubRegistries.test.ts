// A lead file against registries: listed is blocked as `check` says it, and what no current version covers is never shown as
// clean without a word: it is blocked, or counted where that was chosen.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { ScrubCertificate } from '../../../shared/contract/scrub.ts';
import { createHostPorts } from '../../../electron/hosts/hostPorts.ts';
import { openTestCore, type TestCore } from '../../support/core.ts';

let dir: string;
let out: string;
let desk: TestCore;
let now = '2026-05-10T12:00:00Z';

const leads = ['+12125551234', '+12125550000', '+16465550000', '+972502345678'] as const;

beforeAll(async () => {
  dir = mkdtempSync(join(tmpdir(), 'dnc-desk-scrub-'));
  out = mkdtempSync(join(tmpdir(), 'dnc-desk-scrub-out-'));
  const { clock } = createHostPorts();
  desk = await openTestCore(dir, { clock: { ...clock, now: () => Date.parse(now) } });
  writeFileSync(join(dir, 'leads.csv'), `Phone,Name\n${leads.map((number) => `${number},Ann\n`).join('')}`);
  const path = join(dir, '212_2026-05-01.txt');
  writeFileSync(path, '212,5551234\n212,5559999\n');
  const { load, job } = await desk.client.registries.open({ from: { kind: 'path', path }, version: '2026-05-01' });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  const applied = await desk.client.registries.apply({ load, sure: true });
  expect(await desk.client.jobs.wait(applied)).toMatchObject({ state: 'done' });
});
afterAll(async () => {
  await desk.close();
  for (const folder of [dir, out]) rmSync(folder, { recursive: true, force: true });
});

async function scrub(
  notCovered?: 'name' | 'block',
  file = 'leads.csv',
): Promise<{ proof: ScrubCertificate; blocked: string[] }> {
  const { client } = desk;
  const { scrub: id } = await client.scrub.open({ from: { kind: 'path', path: join(dir, file) } });
  const to = { clean: join(out, 'clean.csv'), blocked: join(out, 'blocked.csv') };
  const { job } = await client.scrub.start({
    scrub: id,
    options: { mapping: [{ column: 0, field: 'phone' }], ...(notCovered === undefined ? {} : { notCovered }) },
    to,
    replace: true,
  });
  expect(await client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  const proof = await client.scrub.result({ scrub: id });
  await client.scrub.discard({ scrub: id });
  return { proof, blocked: readFileSync(to.blocked, 'utf8').trim().split('\n').slice(1) };
}

async function checkStates(): Promise<(string | undefined)[]> {
  const results = await desk.client.entries.check({ numbers: [...leads] });
  return results.map(({ registry }) => registry?.state);
}

test('listed numbers are blocked, numbers of an area that is not loaded are counted, other countries are not asked about', async () => {
  expect(await checkStates()).toEqual(['listed', 'clear', 'notCovered', undefined]);
  const { proof, blocked } = await scrub('name');
  expect(blocked).toEqual(['+12125551234,Ann,listed in the US national registry,,,US national registry']);
  expect(proof.rows).toMatchObject({ read: 4, clean: 3, blocked: 1, notCovered: 1, stale: 0 });
  expect(proof.rows.blockedBy).toMatchObject({ registry: 1 });
  expect(proof.registries).toMatchObject([
    {
      list: 'us',
      name: 'US national registry',
      area: '212',
      version: '2026-05-01',
      ageDays: 9,
      state: 'current',
      numbers: 2,
    },
  ]);
});

test('what no current version covers is blocked unless the person chose otherwise, and an outdated version makes nothing clear', async () => {
  const { blocked } = await scrub();
  expect(blocked.map((row) => row.split(',').slice(0, 3))).toEqual([
    ['+12125551234', 'Ann', 'listed in the US national registry'],
    ['+16465550000', 'Ann', 'not covered by any registry'],
  ]);
  now = '2026-07-10T12:00:00Z';
  expect(await checkStates()).toEqual(['listed', 'stale', 'notCovered', undefined]);
  const { proof } = await scrub('name');
  expect(proof.rows).toMatchObject({ clean: 3, blocked: 1, notCovered: 1, stale: 1 });
  expect(proof.registries).toMatchObject([{ state: 'stale' }]);
  expect((await scrub()).blocked[1]).toMatch(/^\+12125550000,Ann,the US national registry is too old/);
});

test('registries are asked about numbers in other columns too, unless the name of the column speaks of other numbers', async () => {
  now = '2026-05-10T12:00:00Z';
  const rows = [
    '+12125550000,+12125551234,',
    '+12125550000,,+12125551234',
    '+12125550000,+16465550000,',
    ',+12125550000,',
    ',+16465550000,',
  ];
  writeFileSync(join(dir, 'more.csv'), ['Phone,Remarks,Account Number', ...rows, ''].join('\n'));
  const { proof, blocked } = await scrub('block', 'more.csv');
  expect(blocked).toEqual([
    `${rows[0]},Remarks: listed in the US national registry,,,US national registry`,
    // It is what would be dialled.
    `${rows[4]},Remarks: not covered by any registry,,,`,
  ]);
  expect(proof.rows).toMatchObject({ clean: 3, blockedBy: { registry: 1, notCovered: 1 } });
});
