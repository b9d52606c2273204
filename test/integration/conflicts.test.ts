// When the two sides disagree: what is said, that it stays blocked, and what each choice does there and here.
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { createOpenConflicts } from '../../electron/core/list/openConflicts.ts';
import type { Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { parseInstant } from '../../shared/domain/instant.ts';
import { createTestClock, type TestClock } from '../support/desk.ts';
import { openSyncDesk, startSandbox, type SyncDesk, toNumber } from '../support/syncDesk.ts';

const anna = '+12125551234';
const ben = '+12125551235';

let clock: TestClock;
let sandbox: Sandbox;
let desk: SyncDesk;
let yappr: { id: number; tenant: string };
let fluents: { id: number; tenant: string };

beforeEach(async () => {
  clock = createTestClock();
  sandbox = await startSandbox(clock);
  desk = openSyncDesk({ sandbox, clock });
  yappr = await desk.connect('yappr', { agents: ['x', 'y'] });
  fluents = await desk.connect('fluents');
  desk.add(anna, { reason: 'asked on the phone' });
  desk.add(ben);
  await syncBoth();
});
afterEach(async () => {
  await desk.close();
  await sandbox.close();
});

const syncBoth = async () => [await desk.sync(yappr.id), await desk.sync(fluents.id)] as const;
const there = (number: string) => sandbox.control.records({ tenant: yappr.tenant, number })[0];
const conflictOf = (number: string) => desk.conflicts.list({ number: toNumber(number), limit: 10 }).conflicts[0];
const instant = (text: string) => parseInstant(text) ?? null;
const holdsOf = (number: string) => desk.entry(number)?.holds.map(({ place }) => place);

async function inStepAfterwards() {
  await syncBoth();
  for (const result of await syncBoth())
    expect(result).toMatchObject({ outcome: 'done', writes: 0, conflicts: 0, waiting: 0, parked: 0 });
}

describe('a block that is gone at the vendor', () => {
  beforeEach(async () => {
    sandbox.control.removeRecords({ tenant: yappr.tenant, number: anna });
    expect(await desk.sync(yappr.id)).toMatchObject({ conflicts: 1, writes: 0, outcome: 'done' });
  });

  it('is told in plain words and stays blocked, and nothing is sent meanwhile', async () => {
    expect(conflictOf(anna)).toMatchObject({
      kind: 'goneThere',
      sentence:
        'yappr no longer blocks this number; here it is still blocked, since 3 May 2026, because: asked on the phone.',
      theirs: null,
      ours: { where: 'yappr', reason: 'asked on the phone' },
    });
    expect(desk.entry(anna)?.removed).toBeNull();
    expect(conflictOf(anna)?.effects).toEqual({
      keepOurs: ['yappr is told to block it again.', 'Nothing changes at fluents.', 'Here it stays blocked as it is.'],
      takeTheirs: ['Nothing changes at yappr, fluents.', 'Here the block no longer covers yappr; elsewhere it stays.'],
    });
    expect(conflictOf(anna)?.there.map(({ sentence }) => sentence)).toEqual([
      'Sent to yappr. Answered 201.',
      'Both sides agreed: blocked for ever, "asked on the phone".',
      'Seen at yappr: no block.',
    ]);
    expect(desk.conflicts.list({ kind: 'weakerThere', limit: 10 })).toEqual({ conflicts: [], open: 0 });
    expect(await desk.sync(yappr.id)).toMatchObject({ writes: 0, conflicts: 1 });
    expect(desk.records.rowsFor(toNumber(anna))).toContainEqual(
      expect.objectContaining({ state: 'conflict', actions: ['review'] }),
    );
  });

  it('keep ours: it is blocked there again', async () => {
    const id = conflictOf(anna)?.id ?? 0;
    expect(desk.conflicts.resolve([id], { kind: 'keepOurs' })).toMatchObject({ ok: true, value: { resolved: 1 } });
    await inStepAfterwards();
    expect(there(anna)).toBeDefined();
    expect(holdsOf(anna)).toEqual(['everywhere']);
  });

  it('take theirs: it holds on everywhere else, as one batch', async () => {
    const id = conflictOf(anna)?.id ?? 0;
    const resolved = desk.conflicts.resolve([id], { kind: 'takeTheirs' });
    expect(resolved).toMatchObject({ ok: true, value: { resolved: 1, changed: 1, batch: expect.any(Number) } });
    await inStepAfterwards();
    expect(there(anna)).toBeUndefined();
    expect(sandbox.control.records({ tenant: fluents.tenant, number: anna })).toHaveLength(1);
    expect(holdsOf(anna)).toEqual([desk.store.targets.listOf(fluents.id)[0]?.id]);
  });

  it('edit: what the person says holds on both sides', async () => {
    const id = conflictOf(anna)?.id ?? 0;
    desk.conflicts.resolve([id], {
      kind: 'edit',
      patch: { holds: [{ place: 'everywhere', until: instant('2027-01-01') }] },
    });
    await inStepAfterwards();
    expect(there(anna)?.expiresAt).toBe(Date.parse('2027-01-01'));
  });

  it('settles by itself when the vendor has it again', async () => {
    sandbox.control.addRecords({ tenant: yappr.tenant, records: [{ number: anna, reason: 'asked on the phone' }] });
    expect(await desk.sync(yappr.id)).toMatchObject({ conflicts: 0, writes: 0 });
    expect(desk.conflicts.list({ limit: 10 }).open).toBe(0);
  });
});

describe('the other rows of the table', () => {
  it('a wider, longer or better explained block there is taken over', async () => {
    desk.edit(anna, { holds: [{ place: 'everywhere', until: instant('2026-06-01') }] });
    await syncBoth();
    sandbox.control.changeRecord({
      tenant: yappr.tenant,
      number: anna,
      expiresAt: null,
      reason: 'told Sales',
    });
    expect(await desk.sync(yappr.id)).toMatchObject({ conflicts: 0, changed: 1, writes: 0 });
    expect(desk.entry(anna)).toMatchObject({ reason: 'told Sales' });
    expect(desk.entry(anna)?.holds).toContainEqual({ place: desk.store.targets.listOf(yappr.id)[0]?.id, until: null });
    await inStepAfterwards();
  });

  it('an earlier expiry there is a conflict, and never shortens ours', async () => {
    sandbox.control.changeRecord({
      tenant: yappr.tenant,
      number: anna,
      expiresAt: clock.now() + 86_400_000,
    });
    await desk.sync(yappr.id);
    const conflict = conflictOf(anna);
    expect(conflict).toMatchObject({ kind: 'weakerThere', sentence: expect.stringContaining('less than was agreed') });
    desk.conflicts.resolve([conflict?.id ?? 0], { kind: 'takeTheirs' });
    await inStepAfterwards();
    expect(there(anna)?.expiresAt).toBe(clock.now() + 86_400_000);
    expect(sandbox.control.records({ tenant: fluents.tenant, number: anna })).toHaveLength(1);
  });

  it('changes of different fields are put together', async () => {
    desk.edit(anna, { holds: [{ place: 'everywhere', until: instant('2026-12-24') }] });
    sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, reason: 'told Sales' });
    expect(await desk.sync(yappr.id)).toMatchObject({ conflicts: 0, writes: 1 });
    expect(there(anna)).toMatchObject({ reason: 'told Sales', expiresAt: Date.parse('2026-12-24') });
    expect(desk.entry(anna)?.reason).toBe('told Sales');
    await inStepAfterwards();
  });

  it('changes of the same field are a conflict, in which the stronger holds meanwhile', async () => {
    desk.edit(anna, { holds: [{ place: 'everywhere', until: instant('2026-12-24') }] });
    sandbox.control.changeRecord({
      tenant: yappr.tenant,
      number: anna,
      expiresAt: Date.parse('2027-03-01'),
    });
    await desk.sync(yappr.id);
    const conflict = conflictOf(anna);
    expect(conflict?.kind).toBe('bothChanged');
    expect(createOpenConflicts(desk.db).loadHolds(toNumber(anna))).toMatchObject([
      { until: '2027-03-01T00:00:00.000Z' },
    ]);
    desk.conflicts.resolve([conflict?.id ?? 0], { kind: 'takeTheirs' });
    await inStepAfterwards();
    expect(there(anna)?.expiresAt).toBe(Date.parse('2027-03-01'));
  });

  it.each(['keepOurs', 'takeTheirs'] as const)(
    'released here and changed there blocks until a person says %s',
    async (kind) => {
      desk.remove(anna);
      sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, reason: 'insists' });
      await desk.sync(yappr.id);
      expect(conflictOf(anna)).toMatchObject({
        kind: 'removedHereChangedThere',
        effects: {
          keepOurs: [
            'The block is removed at yappr.',
            'Nothing changes at fluents.',
            'The number can be called again.',
          ],
        },
      });
      expect(createOpenConflicts(desk.db).loadHolds(toNumber(anna))).toHaveLength(1);
      desk.conflicts.resolve([conflictOf(anna)?.id ?? 0], { kind });
      await syncBoth();
      await desk.sync(yappr.id);
      expect(there(anna) === undefined).toBe(kind === 'keepOurs');
      expect(desk.entry(anna)?.removed === null).toBe(kind === 'takeTheirs');
      expect(await desk.sync(yappr.id)).toMatchObject({ writes: 0, conflicts: 0 });
    },
  );

  it('what only blocks because of a conflict stays blocked when the vendor drops it', async () => {
    desk.remove(anna);
    sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, reason: 'insists' });
    await desk.sync(yappr.id);
    sandbox.control.removeRecords({ tenant: yappr.tenant, number: anna });
    expect(await desk.sync(yappr.id)).toMatchObject({ conflicts: 1 });
    expect(createOpenConflicts(desk.db).loadHolds(toNumber(anna))).toHaveLength(1);
    desk.conflicts.resolve([conflictOf(anna)?.id ?? 0], { kind: 'takeTheirs' });
    expect(createOpenConflicts(desk.db).loadHolds(toNumber(anna))).toEqual([]);
    expect(desk.entry(anna)?.removed).not.toBeNull();
  });
});

describe('an account that asks before it adopts', () => {
  it.each(['keepOurs', 'takeTheirs'] as const)(
    'holds what only the vendor has until a person says %s',
    async (kind) => {
      const asking = await desk.connect('osvi', { name: 'asking', agents: ['a'], adopt: 'ask' });
      const carl = '+12125551236';
      sandbox.control.addRecords({ tenant: asking.tenant, records: [{ number: carl, agents: ['a'] }] });
      expect(await desk.sync(asking.id)).toMatchObject({ conflicts: 1 });
      expect(desk.entry(carl)).toBeUndefined();
      expect(createOpenConflicts(desk.db).loadHolds(toNumber(carl))).toHaveLength(1);
      expect(conflictOf(carl)).toMatchObject({ kind: 'onlyThere', targetName: 'asking / Agent a' });
      desk.conflicts.resolve([conflictOf(carl)?.id ?? 0], { kind });
      await desk.sync(asking.id);
      expect(sandbox.control.records({ tenant: asking.tenant, number: carl })).toHaveLength(
        kind === 'keepOurs' ? 0 : 1,
      );
      expect(desk.entry(carl)?.removed === null).toBe(kind === 'takeTheirs');
      expect(await desk.sync(asking.id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
    },
  );

  it('keeps blocking for an agent that rests, which no comparison sees', async () => {
    const asking = await desk.connect('yappr', { name: 'resting', agents: ['a', 'b'], adopt: 'ask' });
    const carl = '+12125551236';
    sandbox.control.addRecords({ tenant: asking.tenant, records: [{ number: carl, agents: ['b'] }] });
    sandbox.control.changeAgent({ tenant: asking.tenant, agent: 'b', active: false });
    expect(await desk.sync(asking.id)).toMatchObject({ conflicts: 1 });
    const rests = desk.store.targets.listOf(asking.id).find(({ remoteId }) => remoteId === 'b');
    expect(rests?.state).toBe('inactive');
    expect(createOpenConflicts(desk.db).loadHolds(toNumber(carl))).toEqual([{ place: rests?.id, until: null }]);
  });
});
