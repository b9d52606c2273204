// When the two sides disagree: what is said, that it stays blocked, and what each choice does there and here.
import { toQuestion } from '../../support/questions.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { createOpenConflicts } from '../../../electron/core/list/pages/openConflicts.ts';
import { parseInstant } from '../../../shared/domain/time/instant.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const anna = '+12125551234';
const ben = '+12125551235';

let yappr: { id: number; tenant: string };
let fluents: { id: number; tenant: string };

const stage = useSyncStage();
beforeEach(async () => {
  yappr = await stage.desk.connect('yappr', { agents: ['x', 'y'] });
  fluents = await stage.desk.connect('fluents');
  stage.desk.add(anna, { reason: 'asked on the phone' });
  stage.desk.add(ben);
  await syncBoth();
});

const syncBoth = async () => [await stage.desk.sync(yappr.id), await stage.desk.sync(fluents.id)] as const;
const there = (number: string) => stage.sandbox.control.records({ tenant: yappr.tenant, number })[0];
const conflictOf = (number: string) => stage.desk.conflicts.list({ number: toNumber(number), limit: 10 }).conflicts[0];
const questionOf = (number: string) => toQuestion(conflictOf(number));
const instant = (text: string) => parseInstant(text) ?? null;
const holdsOf = (number: string) => stage.desk.entry(number)?.holds.map(({ place }) => place);

async function inStepAfterwards() {
  await syncBoth();
  for (const result of await syncBoth())
    expect(result).toMatchObject({ outcome: 'done', writes: 0, conflicts: 0, waiting: 0, parked: 0 });
}

describe('a block that is gone at the vendor', () => {
  beforeEach(async () => {
    stage.sandbox.control.removeRecords({ tenant: yappr.tenant, number: anna });
    // While it is open the block is in force there too.
    expect(await stage.desk.sync(yappr.id)).toMatchObject({ conflicts: 1, writes: 1, outcome: 'done' });
  });

  it('is told in plain words, is put back there once, and nothing more is sent meanwhile', async () => {
    expect(conflictOf(anna)).toMatchObject({
      kind: 'goneThere',
      sentence:
        'The block of this number was gone at yappr, and was put back there once while this is open; here it is still blocked, since 3 May 2026, because: asked on the phone.',
      theirs: null,
      ours: { where: 'yappr', reason: 'asked on the phone' },
    });
    expect(stage.desk.entry(anna)?.removed).toBeNull();
    expect(conflictOf(anna)?.effects).toEqual({
      keepOurs: ['Nothing changes at yappr, fluents.', 'Here it stays blocked as it is.'],
      takeTheirs: [
        'The block is removed at yappr, which may then call this number.',
        'Nothing changes at fluents.',
        'Here it is blocked everywhere except yappr.',
      ],
    });
    expect(conflictOf(anna)?.there.map(({ sentence }) => sentence)).toEqual([
      'Sent to yappr. Answered 201.',
      'Both sides agreed: blocked for ever, "asked on the phone".',
      'Seen at yappr: no block.',
      'Put there until this is decided: blocked for ever, "asked on the phone".',
    ]);
    expect(stage.desk.conflicts.list({ kind: 'weakerThere', limit: 10 })).toEqual({ conflicts: [], open: 0 });
    expect(await stage.desk.sync(yappr.id)).toMatchObject({ writes: 0, conflicts: 1 });
    expect(stage.desk.records.rowsFor(toNumber(anna))).toContainEqual(
      expect.objectContaining({ state: 'conflict', actions: ['review'] }),
    );
  });

  it('keep ours: it is blocked there again', async () => {
    const question = questionOf(anna);
    expect(stage.desk.conflicts.resolve([question], { kind: 'keepOurs' })).toMatchObject({
      ok: true,
      value: { resolved: 1 },
    });
    expect(stage.desk.conflicts.resolve([question], { kind: 'keepOurs' })).toMatchObject({
      message: 'This conflict is decided already.',
    });
    expect(stage.desk.conflicts.resolve([{ id: question.id + 1, version: 1 }], { kind: 'keepOurs' })).toMatchObject({
      message: 'There is no conflict with this id.',
    });
    await inStepAfterwards();
    expect(there(anna)).toBeDefined();
    expect(holdsOf(anna)).toEqual(['everywhere']);
  });

  it('take theirs: it holds on everywhere else, as one batch', async () => {
    const question = questionOf(anna);
    const resolved = stage.desk.conflicts.resolve([question], { kind: 'takeTheirs' });
    expect(resolved).toMatchObject({ ok: true, value: { resolved: 1, changed: 1, batch: expect.any(Number) } });
    await inStepAfterwards();
    expect(there(anna)).toBeUndefined();
    expect(stage.sandbox.control.records({ tenant: fluents.tenant, number: anna })).toHaveLength(1);
    const [target] = stage.desk.store.targets.listOf(yappr.id).filter(({ kind }) => kind === 'account');
    expect(stage.desk.entry(anna)?.holds).toEqual([{ place: 'everywhere', until: null, except: [target?.id] }]);
  });

  it('edit: what the person says holds on both sides', async () => {
    const question = questionOf(anna);
    stage.desk.conflicts.resolve([question], {
      kind: 'edit',
      patch: { holds: [{ place: 'everywhere', until: instant('2027-01-01') }] },
    });
    await inStepAfterwards();
    expect(there(anna)?.expiresAt).toBe(Date.parse('2027-01-01'));
  });

  it('edit: an end alone ends what holds by then, and places are named as anywhere else', async () => {
    const question = questionOf(anna);
    const expires = instant('2027-01-01');
    expect(stage.desk.conflicts.resolve([question], { kind: 'edit', patch: {}, expires })).toMatchObject({ ok: true });
    expect(stage.desk.entry(anna)?.holds).toEqual([{ place: 'everywhere', until: expires }]);
    await inStepAfterwards();
    expect(there(anna)?.expiresAt).toBe(Date.parse('2027-01-01'));

    stage.sandbox.control.removeRecords({ tenant: yappr.tenant, number: anna });
    await stage.desk.sync(yappr.id);
    const again = questionOf(anna);
    stage.desk.conflicts.resolve([again], { kind: 'edit', patch: { reason: 'by letter' }, targets: ['fluents'] });
    expect(holdsOf(anna)).toEqual([stage.desk.store.targets.listOf(fluents.id)[0]?.id]);
    expect(stage.desk.entry(anna)?.reason).toBe('by letter');
  });

  it.each([
    ['nothing', {}, /^Say what to change/],
    ['an end that has passed', { expires: instant('2020-01-01') }, /has passed/],
    ['an account that nobody knows', { targets: ['Acme'] }, /Acme/],
    ['a place that nobody knows', { patch: { holds: [{ place: 9999, until: null }] } }, /no target with the id 9999/],
  ])('edit with %s is refused, and it stays open and blocked', (_what, edit, said) => {
    const question = questionOf(anna);
    const refused = stage.desk.conflicts.resolve([question], { kind: 'edit', patch: {}, ...edit });
    expect(refused).toMatchObject({ ok: false, code: 'BAD_INPUT', message: expect.stringMatching(said) });
    expect(conflictOf(anna)?.id).toBe(question.id);
    expect(stage.desk.entry(anna)?.holds).toEqual([{ place: 'everywhere', until: null }]);
  });

  it('settles by itself when the vendor has it again in its own words', async () => {
    stage.sandbox.control.removeRecords({ tenant: yappr.tenant, number: anna });
    stage.sandbox.control.addRecords({
      tenant: yappr.tenant,
      records: [{ number: anna, reason: 'asked again' }],
    });
    expect(await stage.desk.sync(yappr.id)).toMatchObject({ conflicts: 0, writes: 0 });
    expect(stage.desk.entry(anna)?.reason).toBe('asked again');
    expect(stage.desk.conflicts.list({ limit: 10 }).open).toBe(0);
  });
});

describe('a block that only the vendor has, of a number that is blocked elsewhere', () => {
  const dora = '+12125551237';

  it('an edit of the reason keeps it: nobody is released but by saying so', async () => {
    const asking = await stage.desk.connect('yappr', { name: 'asking', adopt: 'ask' });
    const [elsewhere] = stage.desk.store.targets.listOf(fluents.id);
    const [here] = stage.desk.store.targets.listOf(asking.id);
    stage.desk.add(dora, { holds: [{ place: elsewhere?.id ?? 0, until: null }] });
    stage.sandbox.control.addRecords({ tenant: asking.tenant, records: [{ number: dora }] });
    expect(await stage.desk.sync(asking.id)).toMatchObject({ conflicts: 1 });

    const question = questionOf(dora);
    expect(stage.desk.conflicts.resolve([question], { kind: 'edit', patch: { reason: 'by letter' } })).toMatchObject({
      ok: true,
    });

    expect(holdsOf(dora)).toEqual([elsewhere?.id, here?.id]);
    await stage.desk.sync(asking.id);
    expect(stage.sandbox.control.records({ tenant: asking.tenant, number: dora })).toMatchObject([
      { reason: 'by letter' },
    ]);
  });
});

describe('the other rows of the table', () => {
  it('a wider, longer or better explained block there is taken over', async () => {
    stage.desk.edit(anna, { holds: [{ place: 'everywhere', until: instant('2026-06-01') }] });
    await syncBoth();
    stage.sandbox.control.changeRecord({
      tenant: yappr.tenant,
      number: anna,
      expiresAt: null,
      reason: 'told Sales',
    });
    expect(await stage.desk.sync(yappr.id)).toMatchObject({ conflicts: 0, changed: 1, writes: 0 });
    expect(stage.desk.entry(anna)).toMatchObject({ reason: 'told Sales' });
    expect(stage.desk.entry(anna)?.holds).toContainEqual({
      place: stage.desk.store.targets.listOf(yappr.id)[0]?.id,
      until: null,
    });
    await inStepAfterwards();
  });

  it('an earlier expiry there is a conflict, and never shortens ours', async () => {
    stage.sandbox.control.changeRecord({
      tenant: yappr.tenant,
      number: anna,
      expiresAt: stage.clock.now() + 86_400_000,
    });
    await stage.desk.sync(yappr.id);
    const conflict = conflictOf(anna);
    expect(conflict).toMatchObject({ kind: 'weakerThere', sentence: expect.stringContaining('less than was agreed') });
    stage.desk.conflicts.resolve([questionOf(anna)], { kind: 'takeTheirs' });
    await inStepAfterwards();
    expect(there(anna)?.expiresAt).toBe(stage.clock.now() + 86_400_000);
    expect(stage.sandbox.control.records({ tenant: fluents.tenant, number: anna })).toHaveLength(1);
  });

  it('changes of different fields are put together', async () => {
    stage.desk.edit(anna, { holds: [{ place: 'everywhere', until: instant('2026-12-24') }] });
    stage.sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, reason: 'told Sales' });
    expect(await stage.desk.sync(yappr.id)).toMatchObject({ conflicts: 0, writes: 1 });
    expect(there(anna)).toMatchObject({ reason: 'told Sales', expiresAt: Date.parse('2026-12-24') });
    expect(stage.desk.entry(anna)?.reason).toBe('told Sales');
    await inStepAfterwards();
  });

  it('changes of the same field are a conflict, in which the stronger holds meanwhile', async () => {
    stage.desk.edit(anna, { holds: [{ place: 'everywhere', until: instant('2026-12-24') }] });
    stage.sandbox.control.changeRecord({
      tenant: yappr.tenant,
      number: anna,
      expiresAt: Date.parse('2027-03-01'),
    });
    await stage.desk.sync(yappr.id);
    const conflict = conflictOf(anna);
    expect(conflict?.kind).toBe('bothChanged');
    expect(createOpenConflicts(stage.desk.db).loadHolds(toNumber(anna))).toMatchObject([
      { until: '2027-03-01T00:00:00.000Z' },
    ]);
    stage.desk.conflicts.resolve([questionOf(anna)], { kind: 'takeTheirs' });
    await inStepAfterwards();
    expect(there(anna)?.expiresAt).toBe(Date.parse('2027-03-01'));
  });

  it.each(['keepOurs', 'takeTheirs'] as const)(
    'released here and changed there blocks until a person says %s',
    async (kind) => {
      stage.desk.remove(anna);
      stage.sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, reason: 'insists' });
      await stage.desk.sync(yappr.id);
      expect(conflictOf(anna)).toMatchObject({
        kind: 'removedHereChangedThere',
        effects: {
          keepOurs: [
            'The block is removed at yappr, which may then call this number.',
            'Nothing changes at fluents.',
            'The number can be called again.',
          ],
        },
      });
      expect(createOpenConflicts(stage.desk.db).loadHolds(toNumber(anna))).toHaveLength(1);
      stage.desk.conflicts.resolve([questionOf(anna)], { kind });
      await syncBoth();
      await stage.desk.sync(yappr.id);
      expect(there(anna) === undefined).toBe(kind === 'keepOurs');
      expect(stage.desk.entry(anna)?.removed === null).toBe(kind === 'takeTheirs');
      expect(await stage.desk.sync(yappr.id)).toMatchObject({ writes: 0, conflicts: 0 });
    },
  );

  it('what only blocks because of a conflict stays blocked when the vendor drops it', async () => {
    stage.desk.remove(anna);
    stage.sandbox.control.changeRecord({ tenant: yappr.tenant, number: anna, reason: 'insists' });
    await stage.desk.sync(yappr.id);
    stage.sandbox.control.removeRecords({ tenant: yappr.tenant, number: anna });
    expect(await stage.desk.sync(yappr.id)).toMatchObject({ conflicts: 1 });
    expect(createOpenConflicts(stage.desk.db).loadHolds(toNumber(anna))).toHaveLength(1);
    stage.desk.conflicts.resolve([questionOf(anna)], { kind: 'takeTheirs' });
    expect(createOpenConflicts(stage.desk.db).loadHolds(toNumber(anna))).toEqual([]);
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
  });
});

describe('an account that asks before it adopts', () => {
  it.each(['keepOurs', 'takeTheirs'] as const)(
    'holds what only the vendor has until a person says %s',
    async (kind) => {
      const asking = await stage.desk.connect('osvi', { name: 'asking', agents: ['a'], adopt: 'ask' });
      const carl = '+12125551236';
      stage.sandbox.control.addRecords({ tenant: asking.tenant, records: [{ number: carl, agents: ['a'] }] });
      expect(await stage.desk.sync(asking.id)).toMatchObject({ conflicts: 1 });
      expect(stage.desk.entry(carl)).toBeUndefined();
      expect(createOpenConflicts(stage.desk.db).loadHolds(toNumber(carl))).toHaveLength(1);
      expect(conflictOf(carl)).toMatchObject({ kind: 'onlyThere', targetName: 'asking / Agent a' });
      stage.desk.conflicts.resolve([questionOf(carl)], { kind });
      await stage.desk.sync(asking.id);
      expect(stage.sandbox.control.records({ tenant: asking.tenant, number: carl })).toHaveLength(
        kind === 'keepOurs' ? 0 : 1,
      );
      expect(stage.desk.entry(carl)?.removed === null).toBe(kind === 'takeTheirs');
      expect(await stage.desk.sync(asking.id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
    },
  );

  it('keeps blocking for an agent that rests, which no comparison sees', async () => {
    const asking = await stage.desk.connect('yappr', { name: 'resting', agents: ['a', 'b'], adopt: 'ask' });
    const carl = '+12125551236';
    stage.sandbox.control.addRecords({ tenant: asking.tenant, records: [{ number: carl, agents: ['b'] }] });
    stage.sandbox.control.changeAgent({ tenant: asking.tenant, agent: 'b', active: false });
    expect(await stage.desk.sync(asking.id)).toMatchObject({ conflicts: 1 });
    const rests = stage.desk.store.targets.listOf(asking.id).find(({ remoteId }) => remoteId === 'b');
    expect(rests?.state).toBe('inactive');
    expect(createOpenConflicts(stage.desk.db).loadHolds(toNumber(carl))).toEqual([{ place: rests?.id, until: null }]);
  });
});
