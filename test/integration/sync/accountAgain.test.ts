// An account that is removed and connected again (a new token, say) is another account here, and nobody can tell whether it is the
// same at the vendor. It is asked, and until a person has answered what was blocked for the old one is blocked for the new one too.
import { describe, expect, it } from 'vitest';
import { vendorNames } from '../../../electron/sandbox/sandboxVendors.ts';
import type { VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import type { Hold } from '../../../shared/domain/entry/scope.ts';
import type { Capabilities } from '../../../shared/domain/vendor/remote.ts';
import { valueOf } from '../../support/desk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { canRemove, capabilitiesOf, vendorsThat } from '../../support/vendors.ts';

const anna = '+12125554000';
const callReference = { batchId: 'b1', requestUuid: 'r1' };
const stage = useSyncStage();
const withAgents = vendorsThat(({ agents, listTargets }: Capabilities) => agents !== 'none' && listTargets);

const questions = () => stage.desk.sameQuestions.list();
const targetOf = (account: number, remoteId: string | null = null) => {
  const found = stage.desk.store.targets.listOf(account).find((one) => one.remoteId === remoteId);
  if (found === undefined) throw new Error('there is no such target');
  return found.id;
};
const at = (tenant: string) => stage.sandbox.control.records({ tenant, number: anna });
const agentsAt = (tenant: string) => at(tenant).flatMap(({ agents }) => agents);
const block = (...holds: readonly Hold[]) => stage.desk.add(anna, { callReference, holds });

async function connectLine(vendor: VendorName, name = 'Line') {
  const agents = [
    { id: 'x', name: 'Agent x' },
    { id: 'y', name: 'Agent y' },
  ];
  const { id: tenant } = stage.sandbox.control.createTenant({
    vendor,
    id: 'tenant',
    rateLimit: null,
    agents: capabilitiesOf(vendor).agents === 'none' ? [] : agents,
    callReferences: [{ batchId: 'b1', requestUUID: 'r1' }],
  });
  const { id } = await stage.desk.connect(vendor, { name, tenant });
  await stage.desk.sync(id);
  return { id, tenant };
}

async function connectAgain(vendor: VendorName, { id, tenant }: { id: number; tenant: string }, name = 'Line') {
  valueOf(await stage.desk.accounts.remove(id));
  return (await stage.desk.connect(vendor, { name, tenant })).id;
}

async function expectQuiet(account: number) {
  await stage.desk.sync(account);
  expect(await stage.desk.sync(account)).toMatchObject({ outcome: 'done', writes: 0, waiting: 0, conflicts: 0 });
}

async function answer(choice: 'same' | 'another') {
  const [question] = questions();
  if (question === undefined) throw new Error('nothing is asked');
  return valueOf(await stage.desk.sameQuestions.answer(question, choice));
}

describe.each(vendorNames)('an account that is connected again (%s)', (vendor) => {
  it('is asked about, and has the blocks of the removed one meanwhile: at the vendor, in check and in the words', async () => {
    const line = await connectLine(vendor);
    block({ place: targetOf(line.id), until: null });
    const again = await connectAgain(vendor, line);
    expect(stage.desk.isBlocked(anna, 'Line')).toBe(true);
    expect(questions()).toMatchObject([{ kind: 'account', account: again, held: 1, mayBeSame: true }]);
    await expectQuiet(again);
    expect(at(line.tenant)).not.toEqual([]);
    expect(questions()).toHaveLength(1);
    expect(questions()[0]?.sentence).toContain('Line may be the account Line that was disconnected');
    expect(stage.desk.sentence(anna)).toContain('Blocked for Line (no longer in use) and Line, which may be the same');
    const [row] = await stage.desk.status.listAccounts();
    expect(row).toMatchObject({
      state: 'needsYou',
      sentence: expect.stringContaining('account that was disconnected'),
    });
  });

  it('that a person calls the same gets the blocks of the removed one, as one batch that can be undone', async () => {
    const line = await connectLine(vendor);
    const before = { place: targetOf(line.id), until: null };
    block(before);
    const again = await connectAgain(vendor, line);
    await stage.desk.sync(again);
    const { batch, changed } = await answer('same');
    expect(changed).toBe(1);
    expect(questions()).toEqual([]);
    expect(stage.desk.entry(anna)?.holds).toEqual([{ place: targetOf(again), until: null }]);
    await expectQuiet(again);
    expect(at(line.tenant)).not.toEqual([]);

    valueOf(await stage.desk.batches.undo({ batch: batch ?? 0 }));
    expect(questions()).toHaveLength(1);
    expect(stage.desk.entry(anna)?.holds).toEqual([before]);
    expect(stage.desk.isBlocked(anna, 'Line')).toBe(true);
    await expectQuiet(again);
    expect(at(line.tenant)).not.toEqual([]);
  });

  it('that a person calls another one is callable, and loses what it was told because of the question', async () => {
    const line = await connectLine(vendor);
    block({ place: targetOf(line.id), until: null });
    const again = await connectAgain(vendor, line);
    await stage.desk.sync(again);
    const { batch } = await answer('another');
    expect(questions()).toEqual([]);
    expect(stage.desk.isBlocked(anna, 'Line')).toBe(false);
    expect(stage.desk.sentence(anna)).toContain('Blocked for Line (no longer in use)');
    await stage.desk.sync(again);
    if (canRemove(capabilitiesOf(vendor))) expect(at(line.tenant)).toEqual([]);

    valueOf(await stage.desk.batches.undo({ batch: batch ?? 0 }));
    expect(stage.desk.isBlocked(anna, 'Line')).toBe(true);
    await stage.desk.sync(again);
    await stage.desk.sync(again);
    expect(at(line.tenant)).not.toEqual([]);
  });

  it('under another name is found all the same, by its agents, or, where it has none, by its address', async () => {
    const line = await connectLine(vendor);
    block({ place: targetOf(line.id), until: null });
    const again = await connectAgain(vendor, line, 'Phone');
    expect(questions()).toMatchObject([{ account: again, targetName: 'Phone' }]);
    expect(stage.desk.isBlocked(anna, 'Phone')).toBe(true);
    await expectQuiet(again);
    expect(at(line.tenant)).not.toEqual([]);
  });

  it('twice is asked about each that may be it, and each answer is about that one alone', async () => {
    const line = await connectLine(vendor);
    block({ place: targetOf(line.id), until: null });
    const second = await connectAgain(vendor, line);
    const third = await connectAgain(vendor, { ...line, id: second });
    expect(stage.desk.isBlocked(anna, 'Line')).toBe(true);
    expect(questions()).toMatchObject([{ target: targetOf(third), other: targetOf(line.id) }]);
    await expectQuiet(third);
    expect(at(line.tenant)).not.toEqual([]);
    await answer('another');
    expect(stage.desk.isBlocked(anna, 'Line')).toBe(false);
  });
});

describe.each(withAgents)('an agent of an account that is connected again (%s)', (vendor) => {
  it('has the block of the agent with its id, and the other agent has not', async () => {
    const line = await connectLine(vendor);
    block({ place: targetOf(line.id, 'x'), until: null });
    const again = await connectAgain(vendor, line);
    expect(stage.desk.isBlocked(anna, 'Line/Agent x')).toBe(true);
    expect(stage.desk.isBlocked(anna, 'Line/Agent y')).toBe(false);
    await expectQuiet(again);
    expect(agentsAt(line.tenant)).toEqual(['x']);
    await answer('same');
    expect(stage.desk.entry(anna)?.holds).toEqual([{ place: targetOf(again, 'x'), until: null }]);
    await expectQuiet(again);
  });

  it('has the block of the one of its name, where that was made again meanwhile', async () => {
    const line = await connectLine(vendor);
    block({ place: targetOf(line.id, 'x'), until: null });
    valueOf(await stage.desk.accounts.remove(line.id));
    stage.sandbox.control.replaceAgent({ tenant: line.tenant, agent: 'x', id: 'z' });
    const again = (await stage.desk.connect(vendor, { name: 'Line', tenant: line.tenant })).id;
    expect(stage.desk.isBlocked(anna, 'Line/z')).toBe(true);
    await expectQuiet(again);
    expect(agentsAt(line.tenant)).toContain('z');
    await answer('same');
    expect(stage.desk.entry(anna)?.holds).toEqual([{ place: targetOf(again, 'z'), until: null }]);
  });

  it('that the removed one never had is blocked with the whole account, and excepted agents stay excepted', async () => {
    const line = await connectLine(vendor);
    block({ place: targetOf(line.id), until: null, except: [targetOf(line.id, 'y')] });
    valueOf(await stage.desk.accounts.remove(line.id));
    stage.sandbox.control.addAgent({ tenant: line.tenant, id: 'n', name: 'Agent n' });
    const again = (await stage.desk.connect(vendor, { name: 'Line', tenant: line.tenant })).id;
    for (const agent of ['x', 'n']) expect(stage.desk.isBlocked(anna, `Line/${agent}`)).toBe(true);
    expect(stage.desk.isBlocked(anna, 'Line/y')).toBe(false);
    await expectQuiet(again);
    expect(agentsAt(line.tenant).toSorted()).toEqual(['n', 'x']);
    await answer('same');
    const kept = { place: targetOf(again), until: null, except: [targetOf(again, 'y')] };
    expect(stage.desk.entry(anna)?.holds).toEqual([kept]);
    await expectQuiet(again);
    expect(agentsAt(line.tenant).toSorted()).toEqual(['n', 'x']);
  });

  it('of another organisation has nothing of it under another name', async () => {
    const line = await connectLine(vendor);
    block({ place: targetOf(line.id), until: null });
    valueOf(await stage.desk.accounts.remove(line.id));
    const other = await stage.desk.connect(vendor, { name: 'Other', agents: ['o', 'p'] });
    await stage.desk.sync(other.id);
    expect(questions()).toEqual([]);
    expect(stage.desk.isBlocked(anna, 'Other')).toBe(false);
    expect(at(other.tenant)).toEqual([]);
  });
});

it('nobody is asked where nothing holds for the removed one, and what an undo brings back counts all the same', async () => {
  const line = await connectLine('yappr');
  block({ place: targetOf(line.id), until: null });
  stage.desk.remove(anna);
  const again = await connectAgain('yappr', line);
  await stage.desk.sync(again);
  expect(questions()).toEqual([]);
  expect((await stage.desk.status.listAccounts())[0]?.state).toBe('inStep');
  block({ place: targetOf(line.id), until: null });
  expect(stage.desk.isBlocked(anna, 'Line')).toBe(true);
  expect(questions()).toHaveLength(1);
  await stage.desk.sync(again);
  expect(at(line.tenant)).toHaveLength(1);
});

it('an account that is renamed to the name of a removed one is asked about too', async () => {
  const line = await connectLine('yappr');
  block({ place: targetOf(line.id), until: null });
  valueOf(await stage.desk.accounts.remove(line.id));
  const other = await stage.desk.connect('yappr', { name: 'Other', agents: ['o', 'p'] });
  valueOf(await stage.desk.accounts.update(other.id, { name: 'Line' }));
  expect(stage.desk.isBlocked(anna, 'Line')).toBe(true);
  await stage.desk.sync(other.id);
  expect(at(other.tenant)).toHaveLength(1);
});

it('what was connected again before this was asked is asked about when the desk is opened', async () => {
  const line = await connectLine('yappr');
  block({ place: targetOf(line.id), until: null });
  const again = await connectAgain('yappr', line);
  stage.desk.db.exec('DELETE FROM same_question; DELETE FROM outbox');
  stage.desk.kill();
  stage.reopen();
  expect(stage.desk.isBlocked(anna, 'Line')).toBe(true);
  expect(questions()).toHaveLength(1);
  await stage.desk.sync(again);
  expect(at(line.tenant)).toHaveLength(1);
});
