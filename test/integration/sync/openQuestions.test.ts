// While a question is open: the stronger side is in force at the vendor too, once, and what is said of each vendor is true.
import { beforeEach, describe, expect, it } from 'vitest';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { toQuestion } from '../../support/questions.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const anna = '+12125551234';
const stage = useSyncStage();
let yappr: { id: number; tenant: string };

beforeEach(async () => {
  yappr = await stage.desk.connect('yappr', { agents: ['x', 'y', 'z'] });
  stage.desk.add(anna, { reason: 'asked on the phone' });
  // A list that is suddenly empty is another matter.
  for (const number of ['+12125559991', '+12125559992']) stage.desk.add(number, { holds: [yapprWhole()] });
  await sync();
});

const yapprWhole = () => ({ place: stage.desk.store.targets.listOf(yappr.id)[0]?.id ?? 0, until: null });
const sync = async (account = yappr.id) => await stage.desk.sync(account);
const there = (tenant = yappr.tenant) => stage.sandbox.control.records({ tenant, number: anna });
const question = () => stage.desk.conflicts.list({ number: toNumber(anna), limit: 10 }).conflicts[0];
const row = (account = yappr.id) => stage.desk.records.rowsFor(toNumber(anna)).find((one) => one.account === account);
const instant = (text: string) => parseInstant(text) ?? null;
const gone = () => stage.sandbox.control.removeRecords({ tenant: yappr.tenant, number: anna });

async function quiet(writes = 0) {
  for (let time = 0; time < 3; time += 1) expect(await sync()).toMatchObject({ outcome: 'done', writes });
}

describe('a block that is gone at the vendor', () => {
  it('is put back once while the question is open, and the question stays', async () => {
    gone();
    expect(await sync()).toMatchObject({ conflicts: 1, writes: 1, added: 1, waiting: 0 });
    expect(there()).toMatchObject([{ reason: 'asked on the phone', expiresAt: null, agents: [] }]);
    expect(question()).toMatchObject({
      kind: 'goneThere',
      theirs: null,
      sentence: expect.stringContaining('was put back there once'),
      isPut: true,
      vendors: [{ state: 'conflict', mayCall: null }],
    });
    expect(row()).toMatchObject({
      state: 'conflict',
      mayCall: null,
      sentence: expect.stringContaining('blocks it, because it was put there again while this is open'),
    });
    await quiet();
    expect(question()?.hasChanged).toBe(false);
  });

  it('that is taken away again is not put back a second time, and every place says who may call', async () => {
    gone();
    await sync();
    gone();
    expect(await sync()).toMatchObject({ writes: 0, conflicts: 1 });
    await quiet();
    expect(there()).toEqual([]);
    expect(row()).toMatchObject({
      mayCall: 'yappr may call this number now.',
      sentence: expect.stringContaining('It was put back at yappr once while this is open, and is gone there again.'),
    });
    expect(question()?.vendors).toMatchObject([{ mayCall: 'yappr may call this number now.' }]);
    expect(stage.desk.records.summarise([toNumber(anna)]).get(toNumber(anna))).toMatchObject({ mayCall: 1 });
  });

  it('is not put back where the account says so; then the vendor may call, and that is said', async () => {
    await stage.desk.accounts.update(yappr.id, { putsBack: false });
    gone();
    expect(await sync()).toMatchObject({ conflicts: 1, writes: 0 });
    expect(row()).toMatchObject({ state: 'conflict', mayCall: 'yappr may call this number now.' });
    expect(row()?.sentence).toContain('puts nothing back');
  });

  it('is not put back where that would send an e-mail nobody allowed, nor without a call reference', async () => {
    const weya = await stage.desk.connect('weya');
    // A vendor that shows the call of its record has given the reference itself.
    const omits = { listsLeaveOut: ['call' as const], answersLeaveOut: ['call' as const] };
    stage.sandbox.control.changeSettings({ tenant: weya.tenant, settings: omits });
    const callReference = { batchId: 'b1', requestUuid: 'r1' };
    stage.sandbox.control.addCallReferences({
      tenant: weya.tenant,
      callReferences: [{ batchId: 'b1', requestUUID: 'r1' }],
    });
    stage.desk.edit(anna, { callReference });
    stage.desk.add('+12125559993', { callReference });
    await sync(weya.id);
    expect(there(weya.tenant)).toHaveLength(1);
    await stage.desk.accounts.update(weya.id, { mailsAllowed: false });
    stage.sandbox.control.removeRecords({ tenant: weya.tenant, number: anna });
    expect(await sync(weya.id)).toMatchObject({ conflicts: 1, writes: 0 });
    expect(row(weya.id)).toMatchObject({ state: 'conflict', mayCall: 'weya may call this number now.' });
    expect(row(weya.id)?.sentence).toContain('allow that under Accounts');

    stage.desk.edit(anna, { callReference: null });
    await stage.desk.accounts.update(weya.id, { mailsAllowed: true });
    expect(await sync(weya.id)).toMatchObject({ writes: 0 });
    expect(row(weya.id)).toMatchObject({ mayCall: 'weya may call this number now.' });
    expect(row(weya.id)?.sentence).toContain('batch id and request UUID');
  });

  it('is put back by one request even where its answer is lost', async () => {
    gone();
    stage.sandbox.control.setFaults({
      tenant: yappr.tenant,
      plan: { rules: [{ method: 'POST', times: 1, action: { do: 'dropAfterCommit' } }] },
    });
    await sync();
    expect(there()).toHaveLength(1);
    expect(question()?.kind).toBe('goneThere');
    await quiet();
  });

  it('taken as theirs, the block that was put back is removed there; undone, it is put back again', async () => {
    const fluents = await stage.desk.connect('fluents');
    await sync(fluents.id);
    gone();
    await sync();
    expect(question()?.effects.takeTheirs).toEqual([
      'The block is removed at yappr, which may then call this number.',
      'Nothing changes at fluents.',
      'Here it is blocked everywhere except yappr.',
    ]);
    expect(stage.desk.conflicts.resolve([toQuestion(question())], { kind: 'takeTheirs' })).toMatchObject({ ok: true });
    await sync();
    expect(there()).toEqual([]);
    await quiet();
  });

  it('kept as ours, nothing more is sent, and nothing is asked again', async () => {
    gone();
    await sync();
    expect(stage.desk.conflicts.resolve([toQuestion(question())], { kind: 'keepOurs' })).toMatchObject({ ok: true });
    await quiet();
    expect(there()).toHaveLength(1);
    expect(question()).toBeUndefined();
  });

  it('released here by a person while the question is open, is removed there again', async () => {
    gone();
    await sync();
    stage.desk.remove(anna);
    await sync();
    expect([there(), question()]).toEqual([[], undefined]);
  });
});

describe('a block that the vendor made less', () => {
  it('is made whole there at once, and the question about it stays, as the vendor said it', async () => {
    const soon = stage.clock.now() + 86_400_000;
    stage.sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, expiresAt: soon });
    expect(await sync()).toMatchObject({ conflicts: 1, writes: 1, changed: 1 });
    expect(there()).toMatchObject([{ expiresAt: null }]);
    expect(question()).toMatchObject({
      kind: 'weakerThere',
      theirs: { until: new Date(soon).toISOString() },
      vendors: [{ mayCall: null }],
    });
    await quiet();
    // Less again: once was enough.
    stage.sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, expiresAt: soon });
    await quiet();
    expect(row()?.sentence).toContain('has made it less again');

    stage.desk.conflicts.resolve([toQuestion(question())], { kind: 'takeTheirs' });
    await sync();
    expect(there()).toMatchObject([{ expiresAt: soon }]);
    await quiet();
  });

  it('for some agents only, says which may call where that cannot be mended', async () => {
    stage.sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, agents: ['x'] });
    await sync();
    expect(there()).toMatchObject([{ agents: [] }]);
    stage.sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, agents: ['x'] });
    await sync();
    expect(row()?.mayCall).toBe('yappr may call this number now with every agent but Agent x.');
  });
});

describe('two texts that differ, and a wider block here', () => {
  it('the wider block is in force there at once; the question is about the text', async () => {
    stage.desk.edit(anna, { holds: [{ place: 'everywhere', until: instant('2026-12-24') }] });
    await sync();
    stage.sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, reason: 'their words' });
    stage.desk.edit(anna, { reason: 'our words', holds: [{ place: 'everywhere', until: null }] });
    expect(await sync()).toMatchObject({ conflicts: 1, writes: 1 });
    expect(there()).toMatchObject([{ reason: 'their words', expiresAt: null }]);
    expect(question()).toMatchObject({ kind: 'bothChanged', theirs: { reason: 'their words' } });
    await quiet();
    stage.desk.conflicts.resolve([toQuestion(question())], { kind: 'keepOurs' });
    await sync();
    expect(there()).toMatchObject([{ reason: 'our words', expiresAt: null }]);
  });
});

describe('an agent that rests', () => {
  it('on a block that is widened: the grid says that it is not on the record, and it is told when it is active', async () => {
    const [, x, y, z] = stage.desk.store.targets.listOf(yappr.id).map(({ id }) => ({ place: id, until: null }));
    if (x === undefined || y === undefined || z === undefined) throw new Error('The agents are missing');
    stage.desk.edit(anna, { holds: [x, z] });
    await sync();
    stage.sandbox.control.changeAgent({ tenant: yappr.tenant, agent: 'z', active: false });
    await sync();
    stage.desk.edit(anna, { holds: [x, y, z] });
    await sync();
    expect(there()[0]?.agents).toEqual(['x', 'y']);
    expect(row()).toMatchObject({ state: 'waiting', sentence: expect.stringMatching(/Agent z is at rest/) });
    stage.sandbox.control.changeAgent({ tenant: yappr.tenant, agent: 'z', active: true });
    await sync();
    expect(there()[0]?.agents).toEqual(['x', 'y', 'z']);
    expect(row()?.state).toBe('inStep');
  });
});

it('the account counts as callable what the grid of the number says, and no agent that rests', async () => {
  const counted = async () => (await stage.desk.status.listAccounts()).find(({ id }) => id === yappr.id)?.mayCall;
  const narrow = async (agents: string[]) => {
    const [record] = there();
    const expiresAt = stage.clock.now() + 86_400_000;
    stage.sandbox.control.changeRecord({ tenant: yappr.tenant, id: record?.id ?? '', agents, expiresAt });
    await sync();
  };
  const [, x, y, z] = stage.desk.store.targets.listOf(yappr.id).map(({ id }) => ({ place: id, until: null }));
  if (x === undefined || y === undefined || z === undefined) throw new Error('The agents are missing');
  stage.desk.edit(anna, { holds: [x, z] });
  await sync();
  stage.sandbox.control.changeSettings({ tenant: yappr.tenant, settings: { forbidsWrites: true } });
  await narrow(['x']);
  expect(question()).toBeDefined();
  expect(row()?.mayCall).toContain('may call this number now');
  expect(await counted()).toBe(1);
  stage.sandbox.control.changeAgent({ tenant: yappr.tenant, agent: 'z', active: false });
  await sync();
  expect(question()).toBeDefined();
  expect(row()?.mayCall).toBeNull();
  expect(await counted()).toBe(0);
});

describe('a decision', () => {
  it('is about the question as it was shown: one that has changed since is asked again, and nothing is done', async () => {
    await stage.desk.accounts.update(yappr.id, { putsBack: false });
    stage.sandbox.control.changeRecord({
      tenant: yappr.tenant,
      number: anna,
      expiresAt: stage.clock.now() + 86_400_000,
    });
    await sync();
    const shown = toQuestion(question());
    gone();
    await sync();
    expect(question()).toMatchObject({ id: shown.id, kind: 'goneThere', hasChanged: true });
    const before = stage.desk.entry(anna);
    const refused = stage.desk.conflicts.resolve([shown], { kind: 'takeTheirs' });
    expect(refused).toMatchObject({ ok: false, code: 'NEEDS_PERSON', message: expect.stringContaining('has changed') });
    expect(stage.desk.entry(anna)).toEqual(before);
    expect(question()?.id).toBe(shown.id);
    expect(stage.desk.conflicts.resolve([toQuestion(question())], { kind: 'takeTheirs' })).toMatchObject({ ok: true });
  });

  it('about several: where one of them has changed, none is decided', async () => {
    const ben = '+12125551235';
    stage.desk.add(ben);
    await sync();
    for (const number of [anna, ben]) stage.sandbox.control.removeRecords({ tenant: yappr.tenant, number });
    await sync();
    const shown = stage.desk.conflicts.list({ limit: 10 }).conflicts.map(toQuestion);
    stage.desk.edit(ben, { reason: 'changed meanwhile' });
    expect(stage.desk.conflicts.resolve(shown, { kind: 'takeTheirs' })).toMatchObject({
      ok: false,
      message:
        '1 of these 2 questions has changed since they were shown: nothing was decided. Look again, and decide it as it is now.',
    });
    expect(stage.desk.conflicts.list({ limit: 10 }).open).toBe(2);
  });
});

describe('what is said before and after a release', () => {
  it('names what each vendor is told and may then do, and a release with an open question says that it blocks on', async () => {
    const fluents = await stage.desk.connect('fluents');
    await sync(fluents.id);
    const entry = stage.desk.entry(anna);
    if (entry === undefined) throw new Error('The entry is missing');
    const released = { ...entry, seq: entry.seq + 1, removed: { at: entry.changedAt, why: 'asked', by: 'Dana' } };
    expect(stage.desk.records.foresee([{ before: entry, after: released }])).toEqual([
      'yappr is told with the next sync to remove its block, and may then call this number.',
      'fluents cannot be told: it blocks this number until you remove the block in its dashboard, and may then call.',
    ]);
    gone();
    await sync();
    expect(stage.desk.records.foresee([{ before: entry, after: released }])).toEqual([
      expect.stringMatching(/^A question with yappr about this number is open: .* stays blocked here/),
      expect.stringContaining('fluents cannot be told'),
    ]);
  });
});

describe('the account', () => {
  it('counts the numbers that its vendor may call now, as the grid says of each', async () => {
    await stage.desk.accounts.update(yappr.id, { putsBack: false });
    const [ben, carl, dora] = ['+12125551235', '+12125551236', '+12125551237'];
    for (const number of [ben, carl, dora]) stage.desk.add(number);
    await sync();
    gone();
    const { tenant } = yappr;
    stage.sandbox.control.changeRecord({ tenant, number: ben, agents: ['x'] });
    stage.sandbox.control.changeRecord({ tenant, number: carl, reason: 'theirs' });
    stage.desk.edit(carl, { reason: 'ours' });
    stage.sandbox.control.changeRecord({ tenant, number: dora, expiresAt: stage.clock.now() + 60_000 });
    await sync();
    // Ben's and Dora's were made whole there; now they are made less again.
    stage.sandbox.control.changeRecord({ tenant, number: ben, agents: ['x'] });
    stage.sandbox.control.changeRecord({ tenant, number: dora, expiresAt: stage.clock.now() + 60_000 });
    await sync();
    const free = async () => {
      const rows = [anna, ben, carl, dora].flatMap((number) => stage.desk.records.rowsFor(toNumber(number)));
      const said = rows.filter(({ mayCall }) => mayCall !== null).length;
      const [account] = await stage.desk.status.listAccounts();
      expect(account?.mayCall).toBe(said);
      return [said, account?.sentence];
    };
    expect(await free()).toEqual([2, 'Needs you: 4 conflicts to decide. yappr may call 2 numbers of these now.']);
    await stage.clock.sleep(120_000);
    expect((await free())[0]).toBe(3);
  });
});
