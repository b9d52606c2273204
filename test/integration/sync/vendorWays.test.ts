// What a vendor makes of what it is sent, what it leaves out of its answers, and what else it shows.
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createOpenRequests } from '../../../electron/core/list/pages/openRequests.ts';
import { toQuestion } from '../../support/questions.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { undoAdd } from '../../support/undoAdd.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const anna = '+12125551234';
const ben = '+12125551235';
const month = 30 * 86_400_000;
const long = `Asked  on the phone & by mail (José) not to be called again; ${'said so in each of the calls. '.repeat(4)}`;

const stage = useSyncStage();
type Settings = NonNullable<Parameters<(typeof stage)['sandbox']['control']['changeSettings']>[0]>['settings'];

async function connect(vendor: 'osvi' | 'weya' | 'fluents' | 'yappr', settings: Settings, agents: string[] = []) {
  const account = await stage.desk.connect(vendor, { agents });
  stage.sandbox.control.changeSettings({ tenant: account.tenant, settings });
  return account;
}
const at = (tenant: string, number = anna) => stage.sandbox.control.records({ tenant, number });
const writesSince = (tenant: string, sinceSeq: number) =>
  stage.sandbox.control.countWrites({ tenant, sinceSeq }).writes;
const row = (number = anna) => stage.desk.records.rowsFor(toNumber(number))[0];
const account = async () => (await stage.desk.status.listAccounts())[0];
const openConflicts = () => stage.desk.conflicts.list({ limit: 100 }).conflicts;

async function expectQuiet(id: number) {
  for (let time = 0; time < 3; time += 1)
    expect(await stage.desk.sync(id)).toMatchObject({
      outcome: 'done',
      writes: 0,
      changed: 0,
      conflicts: 0,
      waiting: 0,
    });
}

describe('a vendor’s own way of writing is no change', () => {
  it.each<[string, Settings]>([
    ['cuts a reason to 100 characters', { reasonLength: 100 }],
    ['keeps whole seconds', { expiryStepMs: 1000 }],
    ['folds white space', { foldsSpaces: true }],
    ['composes Unicode', { composesUnicode: true }],
    ['escapes markup', { escapesMarkup: true }],
    [
      'does all of it',
      { reasonLength: 80, expiryStepMs: 1000, foldsSpaces: true, composesUnicode: true, escapesMarkup: true },
    ],
  ])('one that %s is written to once, and then it is quiet', async (_name, settings) => {
    const { id, tenant } = await connect('yappr', settings);
    const until = toInstant(stage.clock.now() + month + 678);
    stage.desk.add(anna, { reason: long, holds: [{ place: 'everywhere', until }] });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 1 });
    await expectQuiet(id);
    expect(stage.desk.entry(anna)).toMatchObject({ reason: long, holds: [{ until }] });

    // Only a change on one side counts.
    stage.sandbox.control.changeRecord({ tenant, number: anna, reason: 'spoke to Sales' });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
    expect(stage.desk.entry(anna)?.reason).toBe('spoke to Sales');
    stage.desk.edit(anna, { reason: `${long} And again.` });
    expect((await stage.desk.sync(id)).writes).toBeLessThanOrEqual(2);
    await expectQuiet(id);
  });

  it('an end that a vendor keeps for less than it was told is sent once more, and then asked about, once', async () => {
    const { id, tenant } = await connect('yappr', { expiryStepMs: 86_400_000 });
    const until = toInstant(stage.clock.now() + month);
    stage.desk.add(anna, { holds: [{ place: 'everywhere', until }] });
    const { seq } = stage.sandbox.control.lastSeq();
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(writesSince(tenant, seq)).toBe(2);
    expect(openConflicts()).toHaveLength(1);
    // What was agreed is what the vendor was told, and not what it made of it.
    const [asked] = openConflicts();
    expect(asked).toMatchObject({ kind: 'weakerThere', base: { until }, ours: { until }, isPut: false });
    expect(asked?.theirs?.until).not.toBe(until);
    // Keeping ours sends it once more, and cannot promise that it is kept this time.
    expect(asked?.effects.keepOurs).toEqual([
      'yappr is sent once more what is here: yappr was told it before and keeps less, and may keep less again.',
      'Here it stays blocked as it is.',
    ]);
    await stage.desk.sync(id);
    expect(writesSince(tenant, seq)).toBe(2);
    stage.desk.conflicts.resolve([toQuestion(openConflicts()[0])], { kind: 'keepOurs' });
    await stage.desk.sync(id);
    await expectQuiet(id);
    // It is there, so that nobody may call yet; and not as it was told.
    expect(row()).toMatchObject({ state: 'lessThere', sentence: expect.stringContaining('less than it was told') });
    expect(await account()).toMatchObject({ state: 'inStep', inStep: 0, lessThere: 1, mayCall: 0 });
    expect((await account())?.sentence).toMatch(/: 0 records\. 1 more is kept there for less than was sent\.$/);
  });

  it('fewer agents than it was told may leave one that calls: the account says so, as the number does', async () => {
    const { id } = await connect('yappr', {}, ['a', 'b']);
    stage.desk.add(anna);
    await stage.desk.sync(id);
    expect(await account()).toMatchObject({ state: 'inStep', inStep: 1, lessThere: 0, mayCall: 0 });
    // The vendor was told of both, took it each time, and shows one: a person has decided that it stays blocked here.
    const told = JSON.stringify({ agents: { sent: null, came: ['a'], times: 4 } });
    stage.desk.db.prepare(`UPDATE remote SET echo = ?, seen = json_set(seen, '$.agents', json('["a"]'))`).run(told);
    expect(row()).toMatchObject({ state: 'lessThere', mayCall: expect.stringMatching(/may call this number/) });
    expect(await account()).toMatchObject({ state: 'needsYou', inStep: 0, lessThere: 1, mayCall: 0 });
    expect((await account())?.sentence).toMatch(
      /1 record is kept there for less than was sent \(in the list: Not yet at\)\..* may call 1 number/,
    );
    // Home counts it, and its link lists it, as what that vendor does not have.
    const open: (readonly [number: number, owed: readonly number[]])[] = [];
    const { db, records } = stage.desk;
    createOpenRequests({ db, records, clock: stage.clock }).eachNow(({ number }, owed) => open.push([number, owed]));
    expect(open).toEqual([[toNumber(anna), [id]]]);
    // What is damaged is passed over, and may be written again.
    db.prepare('UPDATE remote SET echo = ?').run('{"agents":');
    expect(await account()).toMatchObject({ lessThere: 0 });
  });
});

describe('a field that an answer leaves out is unknown, never empty', () => {
  it('a list without reasons is no reason to send them again', async () => {
    const { id, tenant } = await connect('yappr', { listsLeaveOut: ['reason'] });
    stage.desk.add(anna, { reason: 'asked on the phone' });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: ben, reason: 'theirs' }] });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 1 });
    await expectQuiet(id);
    stage.desk.edit(anna, { reason: 'asked by mail' });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 1 });
    expect(at(tenant)).toMatchObject([{ reason: 'asked by mail' }]);
    await expectQuiet(id);
  });

  it.each<[string, Settings]>([
    ['a list', { listsLeaveOut: ['expiresAt', 'agents'] }],
    ['every answer', { listsLeaveOut: ['expiresAt', 'agents'], answersLeaveOut: ['expiresAt', 'agents'] }],
  ])('%s without ends and agents leaves what was agreed as it is', async (_name, settings) => {
    const { id, tenant } = await connect('yappr', {}, ['x', 'y']);
    await stage.desk.sync(id);
    const agent = stage.desk.store.targets.listOf(id).find(({ remoteId }) => remoteId === 'x');
    const until = toInstant(stage.clock.now() + month);
    const holds = [{ place: agent?.id ?? 0, until }];
    stage.desk.add(anna, { holds });
    await stage.desk.sync(id);
    stage.sandbox.control.changeSettings({ tenant, settings });
    await expectQuiet(id);
    expect(stage.desk.entry(anna)).toMatchObject({ holds });
    expect(at(tenant)).toMatchObject([{ agents: ['x'] }]);
    // A block that is made while the vendor leaves them out is as it was sent.
    stage.desk.add(ben, { holds });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 1 });
    await expectQuiet(id);
    expect(stage.desk.entry(ben)).toMatchObject({ holds });
  });

  it('on first contact it blocks as the stronger, and the grid says why', async () => {
    const { id, tenant } = await connect('yappr', { listsLeaveOut: ['expiresAt', 'agents'] }, ['x', 'y']);
    stage.sandbox.control.addRecords({
      tenant,
      records: [{ number: anna, agents: ['x'], expiresAt: stage.clock.now() + month }],
    });
    await stage.desk.sync(id);
    expect(stage.desk.entry(anna)?.holds.map(({ until }) => until)).toEqual([null]);
    expect(row()).toMatchObject({ state: 'cannotVerify', actions: ['checkNow'] });
    expect(row()?.sentence).toMatch(/does not say until when and for which agents .* for ever and for every agent/);
    await expectQuiet(id);
    expect(at(tenant)).toMatchObject([{ agents: ['x'] }]);
  });
});

describe('two records of one number', () => {
  it('a release is about both, and neither comes back as new', async () => {
    const { id, tenant } = await connect('weya', { comparesTexts: true });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna }] });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, writtenAs: anna }], beside: true });
    expect(at(tenant)).toHaveLength(2);
    await stage.desk.sync(id);
    await expectQuiet(id);
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(at(tenant)).toEqual([]);
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
    await expectQuiet(id);
  });

  it('also where a look-up by number shows one of them only', async () => {
    const { id, tenant } = await connect('yappr', { comparesTexts: true });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna }] });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, writtenAs: '12125551234' }], beside: true });
    await stage.desk.sync(id);
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(at(tenant)).toEqual([]);
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
    await expectQuiet(id);
  });

  it('an undo leaves the one that the vendor has of its own', async () => {
    const { id, tenant } = await connect('weya', { comparesTexts: true });
    const callReference = { batchId: 'b1', requestUuid: 'u1' };
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b1', requestUUID: 'u1' }] });
    stage.desk.add(anna, { callReference });
    await stage.desk.sync(id);
    const [ours] = at(tenant);
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, writtenAs: anna }], beside: true });
    await stage.desk.sync(id);
    undoAdd(stage.desk, anna);
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(at(tenant).some(({ id: of }) => of !== ours?.id)).toBe(true);
    expect(stage.desk.entry(anna)).toMatchObject({ removed: null, source: { kind: 'vendor' } });
    await expectQuiet(id);
  });

  it('duplicates at a vendor whose API cannot remove are one task, until all are gone', async () => {
    const { id, tenant } = await connect('fluents', {});
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, reason: 'asked' }] });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, reason: 'asked' }], beside: true });
    await stage.desk.sync(id);
    await expectQuiet(id);
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(row()).toMatchObject({ state: 'removeByHand' });
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
    stage.sandbox.control.removeRecords({ tenant, number: anna });
    await stage.desk.sync(id);
    expect(row()).toBeUndefined();
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
  });
});

describe('what else a vendor shows is kept as evidence', () => {
  it('Weya’s call and label go into the entry that is adopted, and put the record back', async () => {
    const { id, tenant } = await connect('weya', {});
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b7', requestUUID: 'u7' }] });
    stage.sandbox.control.addRecords({
      tenant,
      records: [{ number: anna, label: 'customer_request', batchId: 'b7', requestUUID: 'u7' }],
    });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: ben }] });
    await stage.desk.sync(id);
    expect(stage.desk.entry(anna)).toMatchObject({
      callReference: { batchId: 'b7', requestUuid: 'u7' },
      category: 'customer_request',
      reason: 'customer_request',
    });
    stage.sandbox.control.removeRecords({ tenant, number: anna });
    await stage.desk.sync(id);
    const [question] = openConflicts();
    if (question !== undefined) stage.desk.conflicts.resolve([toQuestion(question)], { kind: 'keepOurs' });
    await stage.desk.sync(id);
    expect(at(tenant)).toMatchObject([{ batchId: 'b7', requestUUID: 'u7' }]);
  });

  it('also for a number that was blocked here before, and that the vendor loses', async () => {
    const { id, tenant } = await connect('weya', {});
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b7', requestUUID: 'u7' }] });
    stage.sandbox.control.addRecords({
      tenant,
      records: [{ number: anna, batchId: 'b7', requestUUID: 'u7' }, { number: ben }],
    });
    stage.desk.add(anna);
    await stage.desk.sync(id);
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    expect(at(tenant)).toEqual([]);
    stage.desk.add(anna);
    await stage.desk.sync(id);
    expect(at(tenant)).toMatchObject([{ batchId: 'b7', requestUUID: 'u7' }]);
  });

  it('Yappr’s source, its author and the times are in the number’s history, also once the record is gone', async () => {
    const { id, tenant } = await connect('yappr', {});
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, reason: 'asked' }, { number: ben }] });
    await stage.desk.sync(id);
    const shown = () => stage.desk.records.historyOf(toNumber(anna)).map(({ sentence }) => sentence);
    expect(shown()).toEqual([
      expect.stringMatching(/^yappr showed a record of its own \(created .* UTC, source "manual"/),
    ]);
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    expect(shown()).toEqual([expect.stringMatching(/source "manual".* It is gone there\.$/)]);
  });
});
