// A number that was redacted here, at vendors that hold the old words: they are told, nothing is sent because of it, and no
// reading brings the words back.
import { expect, test } from 'vitest';
import { redacted } from '../../../shared/domain/entry/redaction.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, vendorsThat } from '../../support/vendors.ts';

const anna = '+12125551234';
const words = 'Anna Smith asked, her cat is ill';

const stage = useSyncStage();

const redact = () => {
  const answer = stage.desk.redact(anna);
  if (!answer.ok) throw new Error(answer.message);
  return answer.value;
};
/** Everything that the desk keeps, in words. */
const kept = () =>
  JSON.stringify(
    stage.desk.db
      .prepare<[], string>(
        `SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT GLOB 'sqlite_*' AND name <> 'journal'`,
      )
      .pluck()
      .all()
      .map((table) => stage.desk.db.prepare(`SELECT * FROM ${table}`).all()),
  );

const rowsOf = (e164: string) => {
  const entry = stage.desk.entry(e164);
  if (entry === undefined) throw new Error(`${e164} has no entry`);
  return stage.desk.records.rowsFor(entry.number);
};

test.for(vendorsThat(({ keeps }) => keeps.reason.how === 'kept'))(
  '%s: what it shows afterwards is read without the words',
  async (vendor) => {
    const { desk, sandbox } = stage;
    const { id, tenant } = await desk.connect(vendor, { name: 'The vendor', agents: agentsFor(vendor, ['a']) });
    desk.add(anna, { reason: words });
    await desk.sync(id);
    expect(JSON.stringify(sandbox.control.records({ tenant }))).toContain(words);

    expect(redact().told).toEqual([
      'The vendor holds the reason of its record. That stays there: have it taken out by the vendor.',
    ]);
    expect(kept()).not.toContain(words);
    for (let run = 0; run < 2; run++) {
      expect(await desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, conflicts: 0, changed: 0 });
      expect(kept()).not.toContain(words);
    }
    expect(desk.entry(anna)).toMatchObject({ reason: redacted, removed: null });
    expect(desk.isBlocked(anna)).toBe(true);
    expect(rowsOf(anna)).toMatchObject([
      { state: 'inStep', sentence: expect.stringContaining('It may still hold what was redacted here.') },
    ]);
    // It did not change there either.
    expect(JSON.stringify(sandbox.control.records({ tenant }))).toContain(words);

    // What a person writes afterwards is sent as usual, where the vendor takes it.
    desk.edit(anna, { reason: 'asked' });
    for (let run = 0; run < 3; run++) await desk.sync(id);
    expect(desk.entry(anna)?.reason).toBe('asked');
    expect(kept()).not.toContain(words);
    expect(await desk.sync(id)).toMatchObject({ writes: 0, conflicts: 0 });
  },
);

test('the call in which the person asked does not come back from the vendor’s record', async () => {
  const { desk } = stage;
  const { id } = await desk.connect('weya', { name: 'Weya' });
  const callReference = { batchId: 'batch-of-anna', requestUuid: 'e7c5a1f0-0000-4000-8000-000000000001' };
  desk.add(anna, { reason: words, callReference });
  await desk.sync(id);
  expect(redact().told).toEqual([
    expect.stringMatching(/^Weya holds the (reason and the )?call reference of its record\. That stays there/),
  ]);
  await desk.sync(id);
  await desk.sync(id);
  expect(desk.entry(anna)).toMatchObject({ reason: redacted, callReference: null, removed: null });
  expect(kept()).not.toMatch(/Anna|batch-of-anna|e7c5a1f0/);
});

test('a block that has not left yet leaves without the words; where a call is needed, that is said', async () => {
  const { desk, sandbox } = stage;
  const yappr = await desk.connect('yappr', { name: 'Yappr' });
  const weya = await desk.connect('weya', { name: 'Weya' });
  desk.add(anna, { reason: words, callReference: { batchId: 'b-1234', requestUuid: 'u-1234' } });
  expect(redact().told).toEqual([
    expect.stringMatching(/^Weya does not have the number yet, and takes none without a call/),
  ]);
  await desk.sync(yappr.id);
  await desk.sync(weya.id);
  const there = JSON.stringify(sandbox.control.records({ tenant: yappr.tenant }));
  expect(there).toContain(redacted);
  expect(there).not.toContain(words);
  expect(rowsOf(anna)).toMatchObject([{}, { state: 'needsCallReference' }]);
});

test('while a question about it is open, it is decided first', async () => {
  const { desk, sandbox } = stage;
  const { id, tenant } = await desk.connect('yappr', { name: 'Yappr' });
  desk.add(anna, { reason: words });
  desk.add('+12125551235');
  await desk.sync(id);
  sandbox.control.removeRecords({ tenant, number: anna });
  await desk.sync(id);
  expect(desk.redact(anna)).toMatchObject({
    ok: false,
    code: 'NEEDS_PERSON',
    message: expect.stringContaining('Conflicts'),
  });
  expect(desk.entry(anna)?.reason).toBe(words);
});
