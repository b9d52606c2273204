// Whose record is it? What a vendor had before us, or made anew since, is never removed because of what happened here,
// unless a person's act was about that very record.
import { setImmediate as breathe } from 'node:timers/promises';
import { describe, expect, it } from 'vitest';
import { isTakenBack } from '../../../shared/domain/entry/entry.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { toQuestion } from '../../support/questions.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { undoAdd } from '../../support/undoAdd.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, blocksForGood, canRemove, capabilitiesOf, vendorsThat } from '../../support/vendors.ts';

const anna = '+12125551234';
const ben = '+12125551235';
const callReference = { batchId: 'b1', requestUuid: 'u1' };
const month = 30 * 86_400_000;

const stage = useSyncStage();
const lookedUp = vendorsThat((can) => canRemove(can) && can.lookup);

async function connect(vendor: string) {
  const agents = agentsFor(vendor, ['a']);
  const account = await stage.desk.connect(vendor, { agents });
  stage.sandbox.control.addCallReferences({
    tenant: account.tenant,
    callReferences: [{ batchId: 'b1', requestUUID: 'u1' }],
  });
  return { ...account, agents: [...agents] };
}

const idsAt = (tenant: string, number: string) => stage.sandbox.control.records({ tenant, number }).map(({ id }) => id);
const numbersAt = (tenant: string) =>
  stage.sandbox.control
    .records({ tenant })
    .map(({ number }) => number)
    .toSorted();
const openKinds = () => stage.desk.conflicts.list({ limit: 100 }).conflicts.map(({ kind }) => kind);

describe('an undo takes back what we made, and leaves what was there', () => {
  it.each(lookedUp)('a number that %s blocked before the import stays blocked there, as adopted', async (vendor) => {
    const { id, tenant, agents } = await connect(vendor);
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents, reason: 'asked' }] });
    const before = idsAt(tenant, anna);
    stage.desk.add(anna, { callReference });
    stage.desk.add(ben, { callReference });
    await stage.desk.sync(id);
    undoAdd(stage.desk, anna);
    undoAdd(stage.desk, ben);
    await stage.desk.sync(id);
    await stage.desk.sync(id);

    expect(idsAt(tenant, anna)).toEqual(before);
    expect(idsAt(tenant, ben)).toEqual([]);
    expect(stage.desk.entry(anna)).toMatchObject({ removed: null, source: { kind: 'vendor' } });
    expect(isTakenBack(stage.desk.entry(ben) ?? { removed: null })).toBe(true);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
  });

  it.each(lookedUp)('the same where only the answer to the add told that %s had it', async (vendor) => {
    const { id, tenant, agents } = await connect(vendor);
    await stage.desk.sync(id);
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents, reason: 'asked' }] });
    const before = idsAt(tenant, anna);
    stage.desk.add(anna, { callReference });
    await stage.desk.sync(id, 'change');
    undoAdd(stage.desk, anna);
    await stage.desk.sync(id, 'change');
    await stage.desk.sync(id);
    expect(idsAt(tenant, anna)).toEqual(before);
    expect(stage.desk.entry(anna)).toMatchObject({ removed: null, source: { kind: 'vendor' } });
  });

  it('what we made of the vendor’s own record is taken back too', async () => {
    const { id, tenant } = await stage.desk.connect('yappr', { agents: ['x', 'y'] });
    const until = stage.clock.now() + month;
    stage.sandbox.control.addRecords({
      tenant,
      records: [{ number: anna, agents: ['x'], reason: 'asked', expiresAt: until }],
    });
    stage.desk.add(anna, { reason: 'asked' });
    await stage.desk.sync(id);
    expect(stage.sandbox.control.records({ tenant })).toMatchObject([{ agents: [], expiresAt: null }]);
    undoAdd(stage.desk, anna);
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(stage.sandbox.control.records({ tenant })).toMatchObject([{ agents: ['x'], expiresAt: until }]);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
  });

  it.each(lookedUp)('a release, in contrast, is about every record that is known: %s', async (vendor) => {
    const { id, tenant, agents } = await connect(vendor);
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents, reason: 'asked' }] });
    await stage.desk.sync(id);
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([]);
    expect(stage.desk.entry(anna)?.removed).not.toBeNull();
  });

  it.each(vendorsThat((can) => blocksForGood(can) && canRemove(can)))(
    'a block of %s that a person gave an end here ends there; one that nobody gave an end does not',
    async (vendor) => {
      const { id, tenant, agents } = await connect(vendor);
      stage.sandbox.control.addRecords({
        tenant,
        records: [
          { number: anna, agents },
          { number: ben, agents },
        ],
      });
      await stage.desk.sync(id);
      const [hold] = stage.desk.entry(anna)?.holds ?? [];
      stage.desk.edit(anna, { holds: [{ place: hold?.place ?? 0, until: toInstant(stage.clock.now() + month) }] });
      await stage.desk.sync(id);
      stage.clock.forward(2 * month);
      await stage.desk.sync(id);
      await stage.desk.sync(id);
      expect(numbersAt(tenant)).toEqual([ben]);
    },
  );
});

describe('what was released is removed; what came to be there since is another statement', () => {
  it.each(lookedUp)('released here while an add travels, and %s had it already', async (vendor) => {
    const { id, tenant, agents } = await connect(vendor);
    await stage.desk.sync(id);
    stage.desk.add(anna, { callReference });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents, reason: 'a caller asked' }] });
    const before = idsAt(tenant, anna);
    const running = stage.desk.sync(id, 'change');
    const key = { account: id, scope: agents[0] ?? '', number: toNumber(anna) };
    while (stage.desk.store.outbox.load(key)?.state === 'waiting') await breathe();
    expect(stage.desk.store.outbox.load(key)?.state).toBe('unknown');
    stage.desk.remove(anna);
    await running;
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(idsAt(tenant, anna)).toEqual(before);
  });

  it.each(lookedUp)('removed at %s after our release and added anew: a question', async (vendor) => {
    const { id, tenant, agents } = await connect(vendor);
    stage.desk.add(anna, { callReference });
    await stage.desk.sync(id);
    stage.desk.remove(anna);
    stage.sandbox.control.removeRecords({ tenant, number: anna });
    stage.clock.forward(3_600_000);
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents, reason: 'asked' }] });
    const anew = idsAt(tenant, anna);
    await stage.desk.sync(id, 'change');
    await stage.desk.sync(id);
    expect(idsAt(tenant, anna)).toEqual(anew);
    expect(openKinds()).toEqual(['removedHereChangedThere']);

    // The person's answer is about the new record.
    const [question] = stage.desk.conflicts.list({ limit: 1 }).conflicts;
    stage.desk.conflicts.resolve([toQuestion(question)], { kind: 'keepOurs' });
    await stage.desk.sync(id);
    expect(idsAt(tenant, anna)).toEqual([]);
  });

  it.each(vendorsThat((can) => canRemove(can) && can.keeps.reason.how === 'kept'))(
    'another reason at %s since our release: a question',
    async (vendor) => {
      const { id, tenant } = await connect(vendor);
      stage.desk.add(anna);
      await stage.desk.sync(id);
      stage.desk.remove(anna);
      stage.sandbox.control.changeRecord({ tenant, number: anna, reason: 'called to complain' });
      await stage.desk.sync(id, 'change');
      expect(numbersAt(tenant)).toEqual([anna]);
      expect(openKinds()).toEqual(['removedHereChangedThere']);
    },
  );

  it.each(lookedUp)('an id that %s gives again a month later is no echo of our removal', async (vendor) => {
    const { id, tenant, agents } = await connect(vendor);
    stage.desk.add(anna, { callReference });
    await stage.desk.sync(id);
    const facts = stage.desk.store.remotes.load({ account: id, scope: agents[0] ?? '', number: toNumber(anna) });
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([]);
    await stage.desk.sync(id);
    const after = stage.desk.store.remotes.load({ account: id, scope: agents[0] ?? '', number: toNumber(anna) });
    expect(facts?.remoteId).not.toBeNull();
    expect(after?.remoteId).toBeNull();
    // The vendor shows it under its old id, as one that keeps removed rows does.
    stage.desk.engine.observe(id, agents[0] ?? '', {
      number: toNumber(anna),
      theirs: {
        reason: capabilitiesOf(vendor).keeps.reason.how === 'kept' ? 'asked' : null,
        until: null,
        agents: null,
      },
      remoteId: facts?.remoteId ?? null,
      createdAt: null,
      evidence: undefined,
      by: 'scan',
      absent: [],
      twins: [],
      isWhole: false,
    });
    expect(stage.desk.entry(anna)).toMatchObject({ removed: null, source: { kind: 'vendor' } });
  });
});

describe('a record is looked up right before anything is taken from it', () => {
  it.each(lookedUp)('also in a run that has read the list of %s', async (vendor) => {
    const { id, tenant, agents } = await connect(vendor);
    stage.desk.add(anna, { callReference });
    await stage.desk.sync(id);
    stage.desk.remove(anna);
    const { seq: sinceSeq } = stage.sandbox.control.lastSeq();
    await stage.desk.sync(id);
    const trail = stage.sandbox.control.requests({ tenant, sinceSeq }).map(({ method }) => method);
    // The list, the look-up, the removal.
    expect(trail.slice(-2)).toEqual(['GET', 'DELETE']);
    expect(trail.filter((method) => method === 'GET').length).toBeGreaterThan(agents.length > 0 ? 2 : 1);
  });

  it('a narrowing is not made of a record that was widened since it was read', async () => {
    const { id, tenant } = await stage.desk.connect('yappr', { agents: ['x', 'y'] });
    const until = toInstant(stage.clock.now() + 2 * month);
    stage.desk.add(anna, { holds: [{ place: 'everywhere', until }] });
    await stage.desk.sync(id);
    stage.desk.edit(anna, { holds: [{ place: 'everywhere', until: toInstant(stage.clock.now() + month) }] });
    stage.sandbox.control.changeRecord({ tenant, number: anna, expiresAt: null });
    await stage.desk.sync(id, 'change');
    expect(stage.sandbox.control.records({ tenant })).toMatchObject([{ expiresAt: null }]);
    expect(openKinds()).toEqual(['bothChanged']);
  });
});
