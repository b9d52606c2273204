// The copy of the list's numbers beside the database: who writes it, and that nothing that happens to it hides a block.
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, mkdtempSync, readdirSync, rmSync, truncateSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openSnapshot } from '../../../electron/core/db/handles.ts';
import { loadCopy, saveCopy } from '../../../electron/core/db/numbers/copyFile.ts';
import { loadNumbers } from '../../../electron/core/db/numbers/numberFile.ts';
import { openKnownGroups } from '../../../electron/core/journal/knownGroups.ts';
import { openKnownNumbers } from '../../../electron/core/journal/knownNumbers.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const root = join(import.meta.dirname, '../../..');
let place: Awaited<ReturnType<typeof makeDataDir>>;
let core: TestCore;
let file: string;

beforeAll(async () => {
  place = await makeDataDir();
  core = await openTestCore(place.dataDir);
  file = join(place.dataDir, 'desk.sqlite');
});
afterAll(async () => {
  await core.close();
  await place.remove();
});

/** What is known of the list as it is now. */
async function look() {
  const { db, close } = openSnapshot(file);
  try {
    return await openKnownNumbers({ file, db }, async () => {});
  } finally {
    close();
  }
}

async function importNumbers(name: string, numbers: readonly string[]): Promise<number> {
  const path = join(place.outDir, name);
  writeFileSync(path, `Phone\n${numbers.join('\n')}\n`);
  const { intake } = await core.client.intake.open({ from: { kind: 'path', path }, region: 'US' });
  const options = { mapping: [{ column: 0, field: 'phone' as const }], region: 'US' };
  await core.client.jobs.wait(await core.client.intake.preview({ intake, options, compare: false }));
  const { job } = await core.client.intake.apply({ intake });
  expect(await core.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  return (await core.client.intake.result({ intake })).added;
}

const pause = async (): Promise<void> => {};
const manyFrom = (first: number, step: number) => Array.from({ length: 110_000 }, (_, at) => `+${first + at * step}`);

test('a large import leaves a copy that is all of the list, and the next one brings it up to date', async () => {
  expect(await importNumbers('one.csv', manyFrom(12_122_000_000, 3))).toBe(110_000);
  expect((await loadNumbers(file, pause))?.packed.size).toBe(110_000);
  expect(await look()).toMatchObject({ later: 0 });
  // Of the second file every third number is there already; one more came by itself in between.
  await core.client.entries.add({ numbers: ['+12125550101'] });
  const added = await importNumbers('two.csv', manyFrom(12_122_000_000, 2));
  const known = await look();
  expect([known?.later, (await loadNumbers(file, pause))?.packed.size]).toEqual([0, 110_000 + 1 + added]);
  expect([12_122_000_000, 12_122_000_002, 12_122_000_003, 12_125_550_101].map((number) => known?.has(number))).toEqual(
    Array.from({ length: 4 }, () => true),
  );
  expect([12_122_000_001, 12_122_000_005, 12_125_550_102].map((number) => known?.has(number))).toEqual(
    Array.from({ length: 3 }, () => false),
  );
});

test('what was blocked a moment ago is known, and so is what was taken back', async () => {
  await core.client.entries.add({ numbers: ['+12125550103'] });
  expect((await look())?.has(12_125_550_103)).toBe(true);
  const { batch } = await core.client.entries.add({ numbers: ['+12125550104'] });
  await core.client.batches.undo({ batch: batch ?? 0 });
  expect((await look())?.has(12_125_550_104)).toBe(true);
});

test('a search for a word finds the same with the groups that imports leave as without them, also after changes', async () => {
  const path = join(place.outDir, 'words.csv');
  const reasons = ['asked on the phone', 'Complaint', 'wrong number'];
  const rows = Array.from(
    { length: 110_000 },
    (_, at) => `+${12_126_000_000 + at * 2},${reasons[at % 3]},2026-01-0${(at % 9) + 1}`,
  );
  writeFileSync(path, `Phone,Reason,Date\n${rows.join('\n')}\n`);
  const { intake } = await core.client.intake.open({ from: { kind: 'path', path }, region: 'US' });
  const mapping = (['phone', 'reason', 'date'] as const).map((field, column) => ({ column, field }));
  await core.client.jobs.wait(
    await core.client.intake.preview({ intake, options: { mapping, region: 'US' }, compare: false }),
  );
  await core.client.jobs.wait(await core.client.intake.apply({ intake }));
  await core.client.entries.edit({ numbers: ['+12126000000', '+12122000000'], patch: { reason: 'a complaint too' } });
  await core.client.entries.remove({ numbers: ['+12126000002'], why: 'a mistake' });
  const search = async (term: string, by: 'number' | 'createdAt') => {
    const { entries, matching } = await core.client.entries.list({
      filter: { search: term },
      sort: { by, descending: true },
      limit: 200,
      offset: 100,
    });
    return [matching, ...entries.map(({ number }) => number)];
  };
  const ask = async () => [
    await search('complaint', 'number'),
    await search('wrong', 'createdAt'),
    await search('words.csv', 'createdAt'),
  ];
  const { db, close } = openSnapshot(file);
  const known = await openKnownGroups({ file, db }, async () => {});
  close();
  expect(known?.grouped.groups.samples.length).toBeGreaterThan(0);
  const found = await ask();
  expect(found.slice(0, 2).map(([matching]) => matching)).toEqual([36_668, 36_666]);
  rmSync(join(place.dataDir, 'desk.groups'));
  // Another change, so that nothing is remembered.
  await core.client.entries.add({ numbers: ['+12125550106'] });
  expect(await ask()).toEqual(found);
});

test('a search for the last four digits finds the same with the copy as without it', async () => {
  const filter = { search: '0104' };
  await core.client.entries.add({ numbers: ['+447911120104', '+12125560104'] });
  const search = async () =>
    (await core.client.entries.list({ filter, limit: 200 })).entries.map(({ number }) => number);
  const found = await search();
  expect(found).toContain('+447911120104');
  expect(found.length).toBeGreaterThan(10);
  rmSync(join(place.dataDir, 'desk.numbers'));
  // Another change, so that nothing is remembered.
  await core.client.entries.add({ numbers: ['+12125550105'] });
  expect(await search()).toEqual(found);
});

test('a process that is killed while it writes the copy leaves the one before or the next, and no rubbish for long', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'dnc-copy-'));
  const own = join(dir, 'desk.sqlite');
  const numbers = join(root, 'electron/core/db/numbers');
  const script = `
    import { saveNumbers } from ${JSON.stringify(join(numbers, 'numberFile.ts'))};
    import { packNumbers } from ${JSON.stringify(join(numbers, 'packedNumbers.ts'))};
    for (let round = 1; ; round += 1) {
      const packed = packNumbers(Array.from({ length: 100_000 }, (_, at) => round + at * 7));
      saveNumbers(${JSON.stringify(own)}, { packed, head: { seq: round, hash: 'of ' + round } });
      if (round === 2) process.stdout.write('writing');
    }`;
  const path = join(dir, 'write.ts');
  writeFileSync(path, script);
  try {
    for (let round = 0; round < 4; round += 1) {
      const child = spawn(process.execPath, [path], { stdio: ['ignore', 'pipe', 'inherit'] });
      await once(child.stdout, 'data');
      for (let turns = 0; turns < 20 + round * 37; turns += 1) await new Promise(setImmediate);
      child.kill('SIGKILL');
      await once(child, 'exit');
      const copy = await loadNumbers(own, pause);
      expect(copy?.packed.size).toBe(100_000);
      expect(copy?.head.hash).toBe(`of ${copy?.head.seq}`);
      expect(readdirSync(dir).filter((name) => name.endsWith('.new')).length).toBeLessThanOrEqual(1);
    }
    expect(existsSync(join(dir, 'desk.numbers'))).toBe(true);
  } finally {
    rmSync(dir, { recursive: true });
  }
});

test('a copy that changes while it is read is read whole or not at all', async () => {
  const dir = mkdtempSync(join(tmpdir(), 'dnc-desk-copy-'));
  const own = join(dir, 'desk.sqlite');
  const path = join(dir, 'some.copy');
  const save = (fill: number): void =>
    saveCopy(own, 'some.copy', { about: { fill }, parts: [new Uint8Array(5_000_000).fill(fill)] });
  /** Reads it, and does this after its first part. */
  const loadWhile = async (act: () => void) => {
    let isDone = false;
    return await loadCopy(own, 'some.copy', async () => {
      if (!isDone) act();
      isDone = true;
    });
  };
  try {
    save(1);
    expect((await loadWhile(() => {}))?.bytes).toEqual(new Uint8Array(5_000_000).fill(1));
    expect(await loadWhile(() => save(2))).toBeUndefined();
    expect(await loadWhile(() => save(2))).toMatchObject({ about: { fill: 2 } });
    expect(await loadWhile(() => truncateSync(path, 3_000_000))).toBeUndefined();
    save(3);
    expect(await loadWhile(() => rmSync(path))).toBeUndefined();
    mkdirSync(path);
    expect(await loadWhile(() => {})).toBeUndefined();
  } finally {
    rmSync(dir, { recursive: true });
  }
});
