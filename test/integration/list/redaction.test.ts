// Taking out what the list says of a person: the block, its order and the chain stay whole, the texts are nowhere any more, and
// nothing brings them back.
import { readdirSync, readFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';

const [anna, other] = ['+12125550101', '+12125550102'] as const;
const words = ['Anna Smith asked, her cat is ill', 'Anna wrote again, very angry', 'Anna changed her mind'] as const;

let place: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
beforeEach(async () => {
  place = await makeDataDir();
  desk = await openTestCore(place.dataDir);
});
afterEach(async () => {
  await desk.close();
  await place.remove();
});

/** Everything that the data directory holds, as text. */
const onDisk = () =>
  readdirSync(place.dataDir)
    .filter((name) => name.startsWith('desk.sqlite'))
    .map((name) => readFileSync(join(place.dataDir, name), 'latin1'))
    .join('\n');

async function importFile(name: string, text: string): Promise<number> {
  const path = join(place.outDir, name);
  await writeFile(path, text);
  const { client } = desk;
  const { intake, columns } = await client.intake.open({ from: { kind: 'path', path }, region: 'US' });
  const mapping = columns.map(({ column, field }) => ({ column, field }));
  const preview = await client.intake.preview({ intake, options: { mapping, region: 'US' } });
  await client.jobs.wait({ job: preview.job });
  const { job } = await client.intake.apply({ intake });
  expect(await client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  return (await client.batches.list({ limit: 1 }))[0]?.id ?? 0;
}

async function writeHistory() {
  const { client } = desk;
  const call = { batchId: 'b-anna-0001', requestUuid: '1f0e7c5a-0000-4000-8000-00000000anna' };
  const added = await client.entries.add({ numbers: [anna], reason: words[0], callReference: call });
  await client.entries.add({ numbers: [other], reason: 'asked' });
  const edited = await client.entries.edit({ numbers: [anna], patch: { reason: words[1] } });
  const removed = await client.entries.remove({ numbers: [anna], why: words[2] });
  return { added: added.batch ?? 0, edited: edited.batch ?? 0, removed: removed.batch ?? 0 };
}

test('the texts are gone from the list, its history, batches, exports and the files; what blocks, and the chain, stay', async () => {
  const { removed } = await writeHistory();
  const { client } = desk;
  await client.batches.undo({ batch: removed });
  const before = await client.entries.get({ number: anna });
  expect(onDisk()).toContain(words[0]);
  expect((await client.entries.foreseeRedaction({ numbers: [anna] })).sentences.join(' ')).toMatch(
    /cannot be undone.*stays as it is.*Backups/,
  );

  expect(await client.entries.redact({ numbers: [anna, '+12125550109'] })).toEqual({
    redacted: 1,
    missing: ['+12125550109'],
    told: [],
  });
  const after = await client.entries.get({ number: anna });
  expect(after.entry).toMatchObject({
    state: 'blocked',
    reason: '[redacted]',
    callReference: null,
    createdAt: before.entry?.createdAt,
    createdBy: before.entry?.createdBy,
    seq: (before.entry?.seq ?? 0) + 1,
  });
  expect(after.entry?.holds).toEqual(before.entry?.holds);
  expect(after.history).toHaveLength(before.history.length + 1);
  expect(after.history.at(-1)?.sentence).toMatch(/^What it said of the person was taken out by /);
  expect(await client.entries.check({ numbers: [anna, other] })).toMatchObject([{ blocked: true }, { blocked: true }]);
  expect(await client.app.verify()).toEqual({ ok: true, problems: [] });

  const all = JSON.stringify([
    after,
    await client.batches.list({ limit: 100 }),
    await readAll(await client.entries.export({ format: 'json' })),
  ]);
  for (const text of [...words, 'b-anna-0001', '00000000anna']) {
    expect(all).not.toContain(text);
    expect(onDisk()).not.toContain(text);
  }
  expect(onDisk()).toContain('asked');
});

test('an undo brings the block back as it was, and no text with it', async () => {
  const { added, edited, removed } = await writeHistory();
  const { client } = desk;
  await client.entries.redact({ numbers: [anna] });
  expect((await client.entries.get({ number: anna })).entry).toMatchObject({
    state: 'removed',
    removed: { why: '[redacted]' },
  });
  for (const batch of [removed, edited]) expect(await client.batches.undo({ batch })).toMatchObject({ changed: 1 });
  expect((await client.entries.get({ number: anna })).entry).toMatchObject({ state: 'blocked', reason: '[redacted]' });
  expect(await client.batches.undo({ batch: added })).toMatchObject({ changed: 1 });
  expect((await client.entries.get({ number: anna })).entry).toMatchObject({ state: 'removed' });
  for (const text of words) expect(JSON.stringify(await client.entries.get({ number: anna }))).not.toContain(text);
  // A new block says what it says; a second redaction takes that out too.
  await client.entries.add({ numbers: [anna], reason: 'Anna once more' });
  await client.entries.redact({ numbers: [anna] });
  expect(JSON.stringify(await client.entries.get({ number: anna }))).not.toContain('Anna');
  expect(await client.app.verify()).toEqual({ ok: true, problems: [] });
});

test('one line of a large import: the others, and the row of the journal that they share, stay as they are', async () => {
  const lines = Array.from({ length: 300 }, (_, n) => `+1212555${String(1000 + n)},Client ${n} of the shop`);
  const batch = await importFile('clients.csv', `phone,reason\n${lines.join('\n')}\n`);
  const { client } = desk;
  const before = await readAll(await client.entries.export({ format: 'csv' }));
  await client.entries.redact({ numbers: ['+12125551007'] });
  const after = await readAll(await client.entries.export({ format: 'csv' }));
  const differ = (a: string, b: string) => a.split('\r\n').filter((line) => !b.includes(line));
  expect(differ(before, after)).toEqual([expect.stringContaining('Client 7 of the shop')]);
  expect(differ(after, before)).toEqual([expect.stringMatching(/^\+12125551007,everywhere,.*\[redacted\],/)]);
  expect(await client.app.verify()).toEqual({ ok: true, problems: [] });
  expect(await client.batches.undo({ batch })).toMatchObject({ changed: 300 });
  expect(await client.app.verify()).toEqual({ ok: true, problems: [] });
});

test('a file that brought this number alone loses its name with it', async () => {
  await importFile('letter of John Doe.csv', `phone\n${anna}\n`);
  const { client } = desk;
  expect((await client.entries.get({ number: anna })).entry?.source.label).toBe('letter of John Doe.csv');
  await client.entries.redact({ numbers: [anna] });
  expect((await client.entries.get({ number: anna })).entry?.source).toEqual({ kind: 'import', label: '[redacted]' });
  expect(onDisk()).not.toContain('John Doe');
  expect(await client.app.verify()).toEqual({ ok: true, problems: [] });
});

test.for([
  [
    'the texts of a row that was redacted',
    `UPDATE journal SET payload = (SELECT payload FROM journal WHERE id = 2) WHERE id = 1`,
  ],
  ['who did it', `UPDATE journal SET author = 'Nobody' WHERE id = 1`],
  ['the redaction itself', `UPDATE journal SET payload = (SELECT payload FROM journal WHERE id = 1) WHERE id = 2`],
] as const)('verify still finds a hand in the history: %s', async ([, sql]) => {
  await desk.client.entries.add({ numbers: [anna], reason: words[0] });
  await desk.client.entries.redact({ numbers: [anna] });
  await desk.close();
  const db = new Database(join(place.dataDir, 'desk.sqlite'));
  const trigger = db
    .prepare<[], string>(`SELECT sql FROM sqlite_schema WHERE name = 'journal_no_update'`)
    .pluck()
    .get();
  db.exec(`DROP TRIGGER journal_no_update; ${sql}`);
  db.exec(trigger ?? '');
  db.close();
  desk = await openTestCore(place.dataDir);
  expect((await desk.client.app.verify()).problems.join(' ')).toMatch(/Journal row \d does not fit its hash/);
});

test('nobody rewrites a row without a redaction', async () => {
  await desk.client.entries.add({ numbers: [anna], reason: words[0] });
  await desk.client.entries.add({ numbers: [other], reason: 'asked' });
  await desk.client.entries.redact({ numbers: [anna] });
  await desk.close();
  const db = new Database(join(place.dataDir, 'desk.sqlite'));
  expect(() => db.exec(`UPDATE journal SET payload = x'00' WHERE first_number = 12125550102`)).toThrow('append-only');
  expect(() => db.exec(`UPDATE journal SET hash = x'00' WHERE id = 1`)).toThrow('append-only');
  db.close();
  desk = await openTestCore(place.dataDir);
});
