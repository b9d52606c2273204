// Kind: a block that holds everywhere except at some targets. Whoever is not excepted is blocked, connected later or not;
// whoever is excepted gets nothing, and is not asked about again.
import { beforeEach, describe, expect, it } from 'vitest';
import { createTargetIndex } from '../../../electron/core/desk/targetIndex.ts';
import { createDecide } from '../../../electron/core/list/commands/decide.ts';
import { createOpenConflicts } from '../../../electron/core/list/pages/openConflicts.ts';
import { verify } from '../../../electron/core/journal/verify.ts';
import { databaseName } from '../../../electron/core/db/openDatabase.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { toHold } from '../../../shared/domain/entry/scope.ts';
import { nameScope } from '../../../shared/domain/entry/scopeWords.ts';
import { join } from 'node:path';
import { toQuestion } from '../../support/questions.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { migrationsDir } from '../../support/migrations.ts';

const anna = '+12125551234';
const ben = '+12125551235';

const stage = useSyncStage();
type Connected = { readonly id: number; readonly tenant: string };
const there = ({ tenant }: Connected, number = anna) => stage.sandbox.control.records({ tenant, number });
const targetOf = ({ id }: Connected, agent: string | null = null) =>
  stage.desk.store.targets.listOf(id).find(({ remoteId }) => remoteId === agent)?.id ?? 0;
const targetsOf = () => createTargetIndex(stage.desk.db)();
const conflictOf = (number: string) => stage.desk.conflicts.list({ number: toNumber(number), limit: 10 }).conflicts[0];
const questionOf = (number: string) => toQuestion(conflictOf(number));
const whereOf = (number: string) => nameScope(stage.desk.entry(number)?.holds ?? [], targetsOf());

function isBlockedFor(account: Connected, agent: string | null = null, number = anna): boolean {
  const targets = targetsOf();
  const decide = createDecide(stage.desk.db, createOpenConflicts(stage.desk.db));
  const target = targets.get(targetOf(account, agent));
  expect(target).toBeDefined();
  return decide(toNumber(number), target, toInstant(stage.clock.now()), targets).holds.length > 0;
}

async function expectQuiet(...accounts: readonly Connected[]) {
  for (const { id } of accounts) await stage.desk.sync(id);
  for (const { id } of accounts)
    expect(await stage.desk.sync(id)).toMatchObject({
      outcome: 'done',
      writes: 0,
      conflicts: 0,
      waiting: 0,
      parked: 0,
    });
}

describe('take theirs about one vendor for a number blocked everywhere', () => {
  let yappr: Connected;
  let fluents: Connected;
  beforeEach(async () => {
    yappr = await stage.desk.connect('yappr', { agents: ['x'] });
    fluents = await stage.desk.connect('fluents');
    stage.desk.add(anna);
    stage.desk.add(ben);
    for (const { id } of [yappr, fluents]) await stage.desk.sync(id);
    stage.sandbox.control.removeRecords({ tenant: yappr.tenant, number: anna });
    await stage.desk.sync(yappr.id);
  });
  const takeTheirs = () => stage.desk.conflicts.resolve([questionOf(anna)], { kind: 'takeTheirs' });

  it('says so beforehand, and becomes everywhere except there: an account that is connected later is told', async () => {
    expect(conflictOf(anna)?.effects.takeTheirs).toContain('Here it is blocked everywhere except yappr.');
    takeTheirs();
    expect(whereOf(anna)).toBe('everywhere except yappr');
    const later = await stage.desk.connect('osvi', { agents: ['new'] });
    await expectQuiet(yappr, fluents, later);
    expect(there(yappr)).toEqual([]);
    expect(there(fluents)).toHaveLength(1);
    expect(there(later)).toHaveLength(1);
    expect([isBlockedFor(yappr), isBlockedFor(yappr, 'x'), isBlockedFor(fluents), isBlockedFor(later, 'new')]).toEqual([
      false,
      false,
      true,
      true,
    ]);
    expect(there(yappr, ben)).toHaveLength(1);
    expect(await verify(join(stage.desk.dir, databaseName), migrationsDir)).toEqual({ ok: true, problems: [] });
  });

  it('blocks there again when the account is removed and connected again: that is another account', async () => {
    takeTheirs();
    await stage.desk.accounts.remove(yappr.id);
    const again = await stage.desk.connect('yappr', { tenant: yappr.tenant });
    await expectQuiet(again);
    expect(whereOf(anna)).toBe('everywhere except yappr (no longer in use)');
    expect(isBlockedFor(again)).toBe(true);
    expect(there(again)).toHaveLength(1);
  });

  it('is taken over as a block there when somebody blocks it at the vendor anew', async () => {
    takeTheirs();
    await expectQuiet(yappr);
    stage.sandbox.control.addRecords({ tenant: yappr.tenant, records: [{ number: anna }] });
    await expectQuiet(yappr);
    expect(isBlockedFor(yappr)).toBe(true);
    expect(whereOf(anna)).toBe('everywhere except yappr, and also yappr');
  });

  it('blocks there until the end that the vendor has, where theirs was weaker and not gone', async () => {
    takeTheirs();
    stage.sandbox.control.changeRecord({
      tenant: yappr.tenant,
      number: ben,
      expiresAt: stage.clock.now() + 86_400_000,
    });
    await stage.desk.sync(yappr.id);
    stage.desk.conflicts.resolve([questionOf(ben)], { kind: 'takeTheirs' });
    await expectQuiet(yappr, fluents);
    expect(stage.desk.entry(ben)?.holds).toEqual([
      { place: 'everywhere', until: null, except: [targetOf(yappr)] },
      { place: targetOf(yappr), until: toInstant(stage.clock.now() + 86_400_000) },
    ]);
    expect(there(fluents, ben)).toHaveLength(1);
  });
});

describe('a block everywhere that a person narrows by an exception', () => {
  it('is taken off there, and only there; and undoing that puts it back', async () => {
    const yappr = await stage.desk.connect('yappr', { agents: ['x'] });
    const fluents = await stage.desk.connect('fluents');
    for (const number of [anna, ben]) stage.desk.add(number);
    await expectQuiet(yappr, fluents);
    stage.desk.edit(anna, { holds: [toHold('everywhere', null, [targetOf(yappr)])] });
    await expectQuiet(yappr, fluents);
    expect([there(yappr), there(yappr, ben), there(fluents)].map(({ length }) => length)).toEqual([0, 1, 1]);
    stage.desk.edit(anna, { holds: [toHold('everywhere', null)] });
    await expectQuiet(yappr, fluents);
    expect([there(yappr), there(yappr, ben), there(fluents)].map(({ length }) => length)).toEqual([1, 1, 1]);
  });

  it('for one agent ends it for that agent, on the vendors’ lists too', async () => {
    const osvi = await stage.desk.connect('osvi', { agents: ['a', 'b'] });
    const yappr = await stage.desk.connect('yappr', { agents: ['x', 'y'] });
    for (const number of [anna, ben]) stage.desk.add(number);
    await expectQuiet(osvi, yappr);
    stage.desk.edit(anna, { holds: [toHold('everywhere', null, [targetOf(osvi, 'a'), targetOf(yappr, 'x')])] });
    await expectQuiet(osvi, yappr);
    expect(there(osvi).flatMap(({ agents }) => agents)).toEqual(['b']);
    expect(there(yappr).map(({ agents }) => agents)).toEqual([['y']]);
    expect(there(osvi, ben)).toHaveLength(2);
  });
});

describe('a block that excepts single agents', () => {
  it('is on the lists of all other agents, and on that of one that appears later', async () => {
    const osvi = await stage.desk.connect('osvi', { agents: ['a', 'b'] });
    await stage.desk.sync(osvi.id);
    stage.desk.add(anna, { holds: [toHold('everywhere', null, [targetOf(osvi, 'a')])] });
    await expectQuiet(osvi);
    stage.sandbox.control.addAgent({ tenant: osvi.tenant, id: 'c', name: 'Agent c' });
    await expectQuiet(osvi);
    expect(
      there(osvi)
        .flatMap(({ agents }) => agents)
        .toSorted(),
    ).toEqual(['b', 'c']);
    expect([isBlockedFor(osvi, 'a'), isBlockedFor(osvi, 'b'), isBlockedFor(osvi)]).toEqual([false, true, true]);
  });

  it('of a whole account is asked for as that, when one agent no longer has it and that is accepted', async () => {
    const osvi = await stage.desk.connect('osvi', { agents: ['a', 'b'] });
    await stage.desk.sync(osvi.id);
    for (const number of [anna, ben]) stage.desk.add(number, { holds: [toHold(targetOf(osvi), null)] });
    await stage.desk.sync(osvi.id);
    const own = there(osvi).find(({ agents }) => agents.includes('a'));
    stage.sandbox.control.removeRecords({ tenant: osvi.tenant, id: own?.id ?? '' });
    await stage.desk.sync(osvi.id);
    expect(conflictOf(anna)?.effects.takeTheirs).toContain('Here it is blocked for osvi except Agent a.');
    stage.desk.conflicts.resolve([questionOf(anna)], { kind: 'takeTheirs' });
    stage.sandbox.control.addAgent({ tenant: osvi.tenant, id: 'c', name: 'Agent c' });
    await expectQuiet(osvi);
    expect(whereOf(anna)).toBe('osvi except Agent a');
    expect(
      there(osvi)
        .flatMap(({ agents }) => agents)
        .toSorted(),
    ).toEqual(['b', 'c']);
  });

  it('names all others where a record has agents, a new one too, and all of them once the excepted one is gone', async () => {
    const yappr = await stage.desk.connect('yappr', { agents: ['x', 'y'] });
    await stage.desk.sync(yappr.id);
    stage.desk.add(anna, { holds: [toHold('everywhere', null, [targetOf(yappr, 'x')])] });
    await expectQuiet(yappr);
    expect(there(yappr)[0]?.agents).toEqual(['y']);
    stage.sandbox.control.addAgent({ tenant: yappr.tenant, id: 'z', name: 'Agent z' });
    await expectQuiet(yappr);
    expect(there(yappr)[0]?.agents.toSorted()).toEqual(['y', 'z']);
    stage.sandbox.control.removeAgent({ tenant: yappr.tenant, agent: 'x' });
    await expectQuiet(yappr);
    expect(there(yappr)[0]?.agents).toEqual([]);
    stage.sandbox.control.addAgent({ tenant: yappr.tenant, id: 'x2', name: 'Agent x' });
    await expectQuiet(yappr);
    expect(isBlockedFor(yappr, 'x2')).toBe(true);
  });
});

describe('several blocks with different ends', () => {
  it('until March everywhere, and for good everywhere except there: it ends there in March, and nowhere else', async () => {
    const yappr = await stage.desk.connect('yappr', { agents: ['x'] });
    const fluents = await stage.desk.connect('fluents');
    const march = toInstant(stage.clock.now() + 10 * 86_400_000);
    stage.desk.add(anna, { holds: [toHold('everywhere', march)] });
    stage.desk.add(anna, { holds: [toHold('everywhere', null, [targetOf(yappr)])] });
    await expectQuiet(yappr, fluents);
    expect(there(yappr)[0]?.expiresAt).toBe(Date.parse(march));
    expect(isBlockedFor(yappr)).toBe(true);
    await stage.clock.sleep(11 * 86_400_000);
    await expectQuiet(yappr, fluents);
    expect(isBlockedFor(yappr)).toBe(false);
    expect(there(fluents)).toHaveLength(1);
    expect(await verify(join(stage.desk.dir, databaseName), migrationsDir)).toEqual({ ok: true, problems: [] });
  });
});
