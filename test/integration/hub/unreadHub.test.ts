// A desk that has joined a shared list and has not read it whole: nothing here may say that a number can be called.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

let place: Awaited<ReturnType<typeof makeDataDir>>;
let core: TestCore;

beforeEach(async () => {
  place = await makeDataDir();
  core = await openTestCore(place.dataDir);
  await core.client.entries.add({ numbers: ['+12125550101'] });
  await core.close();
  const db = new Database(join(place.dataDir, 'desk.sqlite'));
  db.prepare(
    `INSERT INTO hub (one, host, port, database, login, secret_id, desk, name, role, epoch, rev, copy_rev)
     VALUES (1, '127.0.0.1', 9, 'dnc', 'tom', 's', '2f6e7a52-0f0e-4d8e-9a51-4e0c5d1a7b01', 'Tom', 'desk', 'e', 0, 1)`,
  ).run();
  db.close();
  core = await openTestCore(place.dataDir);
});
afterEach(async () => {
  await core.close();
  await place.remove();
});

test('calls no number callable, cleans no leads, and is not safe to dial', async () => {
  const results = await core.client.entries.check({ numbers: ['+12125550199'] });
  expect(results[0]).toMatchObject({ blocked: false, callable: false });

  const path = join(place.outDir, 'leads.csv');
  writeFileSync(path, 'Phone\n+12125550199\n');
  const { scrub } = await core.client.scrub.open({ from: { kind: 'path', path }, region: 'US' });
  const options = { mapping: [{ column: 0, field: 'phone' as const }], region: 'US' };
  await expect(core.client.scrub.start({ scrub, options })).rejects.toThrow(
    /^Nothing was cleaned\. This desk has not read the whole shared list yet/,
  );

  const { standing } = await core.client.home.state();
  expect(standing).toMatchObject({ tone: 'unsafe', sentence: expect.stringContaining('Do not dial by this list') });
});
