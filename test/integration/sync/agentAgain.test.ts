// An agent that is deleted and made again under its name has a new id: nobody can tell whether it is the same. It is asked
// once, and until a person has answered the blocks of the old one hold for the new one too, at the vendor as well.
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../shared/domain/vendor/remote.ts';
import { valueOf } from '../../support/desk.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { capabilitiesOf, vendorsThat } from '../../support/vendors.ts';

const first = '+12125554000';
const second = '+12125554001';
const stage = useSyncStage();
const withAgents = vendorsThat(({ agents, listTargets }: Capabilities) => agents !== 'none' && listTargets);

const agentsAt = (tenant: string, number: string) =>
  stage.sandbox.control.records({ tenant, number }).flatMap(({ agents }) => agents);
const questions = () => stage.desk.sameQuestions.list();
const targetOf = (account: number, remoteId: string) => {
  const target = stage.desk.store.targets.listOf(account).find((one) => one.remoteId === remoteId);
  if (target === undefined) throw new Error(`no target ${remoteId}`);
  return target;
};
const rowsOf = (number: string) => stage.desk.records.rowsFor(toNumber(number));
const isBlockedFor = (number: string, account: number, remoteId: string) =>
  stage.desk.isBlocked(number, `${account}/${remoteId}`);

/** Two numbers are blocked for agent `a` alone, are in step, and `a` is made again as `c`. */
async function remake(vendor: string, blocked: readonly string[] = [first, second]) {
  const account = await stage.desk.connect(vendor, { agents: ['a', 'b'] });
  await stage.desk.sync(account.id);
  const hold = { place: targetOf(account.id, 'a').id, until: null };
  for (const number of blocked) stage.desk.add(number, { holds: [hold] });
  expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', waiting: 0 });
  stage.sandbox.control.replaceAgent({ tenant: account.tenant, agent: 'a', id: 'c' });
  return account;
}

async function answer(choice: 'same' | 'another') {
  const [question] = questions();
  if (question === undefined) throw new Error('nothing is asked');
  return valueOf(await stage.desk.sameQuestions.answer(question, choice));
}

describe.each(withAgents)('an agent made again under its name (%s)', (vendor) => {
  it('is asked about once, and blocked meanwhile: at the vendor, in check, in the grid and in the words', async () => {
    const { id, tenant } = await remake(vendor);
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(questions()).toMatchObject([{ targetName: `${vendor} / Agent a`, held: 2, mayBeSame: true, account: id }]);
    for (const number of [first, second]) {
      expect(agentsAt(tenant, number)).toContain('c');
      expect(isBlockedFor(number, id, 'c')).toBe(true);
      expect(isBlockedFor(number, id, 'b')).toBe(false);
      const row = rowsOf(number).find(({ sentence }) => sentence.includes('is asked under Conflicts'));
      expect(row).toMatchObject({ state: 'inStep', mayCall: null, targetName: `${vendor} / Agent a` });
      expect(stage.desk.sentence(number)).toContain('Agent a and the new agent of that name');
    }
    const [row] = await stage.desk.status.listAccounts();
    expect(row).toMatchObject({
      state: 'needsYou',
      sentence: expect.stringContaining('1 agent is the same as before'),
    });
  });

  it('that a person calls the same has the blocks of the old one, as one batch that can be undone', async () => {
    const { id, tenant } = await remake(vendor);
    await stage.desk.sync(id);
    const { batch, changed } = await answer('same');
    expect(changed).toBe(2);
    expect(questions()).toEqual([]);
    const made = targetOf(id, 'c').id;
    expect(stage.desk.entry(first)?.holds).toEqual([{ place: made, until: null }]);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, waiting: 0, conflicts: 0 });
    expect(agentsAt(tenant, first)).toContain('c');
    expect(isBlockedFor(second, id, 'c')).toBe(true);

    valueOf(await stage.desk.batches.undo({ batch: batch ?? 0 }));
    expect(questions()).toMatchObject([{ held: 2 }]);
    expect(stage.desk.entry(first)?.holds).toEqual([{ place: targetOf(id, 'a').id, until: null }]);
    expect(isBlockedFor(first, id, 'c')).toBe(true);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, waiting: 0 });
  });

  it('that a person calls another one loses what was put there because of the question, and nothing else', async () => {
    const { id, tenant } = await remake(vendor);
    stage.sandbox.control.addRecords({ tenant, records: [{ number: '+12125554009', agents: ['c'] }] });
    await stage.desk.sync(id);
    expect(agentsAt(tenant, first)).toContain('c');
    const { batch, changed } = await answer('another');
    expect(changed).toBe(0);
    expect(questions()).toEqual([]);
    expect(stage.desk.entry(first)?.holds).toEqual([{ place: targetOf(id, 'a').id, until: null }]);
    expect(isBlockedFor(first, id, 'c')).toBe(false);
    await stage.desk.sync(id);
    expect(agentsAt(tenant, first)).not.toContain('c');
    expect(agentsAt(tenant, second)).not.toContain('c');
    expect(agentsAt(tenant, '+12125554009')).toEqual(['c']);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, waiting: 0, conflicts: 0 });
    expect(questions()).toEqual([]);

    valueOf(await stage.desk.batches.undo({ batch: batch ?? 0 }));
    expect(questions()).toMatchObject([{ held: 2 }]);
    expect(isBlockedFor(first, id, 'c')).toBe(true);
    await stage.desk.sync(id, 'change');
    await stage.desk.sync(id);
    expect(agentsAt(tenant, first)).toContain('c');
  });

  it('what an older batch brings back for the old one counts for the new one, once they are the same', async () => {
    const { id, tenant } = await remake(vendor, [first]);
    await stage.desk.sync(id);
    await answer('same');
    stage.desk.add(second, { holds: [{ place: targetOf(id, 'a').id, until: null }] });
    expect(isBlockedFor(second, id, 'c')).toBe(true);
    await stage.desk.sync(id);
    expect(agentsAt(tenant, second)).toContain('c');
  });

  it('is asked about with the one before it, when it was made again twice', async () => {
    const { id, tenant } = await remake(vendor);
    await stage.desk.sync(id);
    stage.sandbox.control.replaceAgent({ tenant, agent: 'c', id: 'd' });
    await stage.desk.sync(id);
    expect(questions().map(({ target }) => target)).toEqual([targetOf(id, 'c').id, targetOf(id, 'd').id]);
    expect(agentsAt(tenant, first)).toContain('d');
    expect(isBlockedFor(first, id, 'd')).toBe(true);
  });

  it('that is renamed keeps its blocks and nobody is asked; one that takes its old name is another one', async () => {
    const account = await stage.desk.connect(vendor, { agents: ['a', 'b'] });
    const { control } = stage.sandbox;
    await stage.desk.sync(account.id);
    stage.desk.add(first, { holds: [{ place: targetOf(account.id, 'a').id, until: null }] });
    await stage.desk.sync(account.id);
    control.changeAgent({ tenant: account.tenant, agent: 'a', name: 'Agent x' });
    control.addAgent({ tenant: account.tenant, id: 'c', name: 'Agent a' });
    await stage.desk.sync(account.id);
    expect(questions()).toEqual([]);
    expect(isBlockedFor(first, account.id, 'c')).toBe(false);
    expect(isBlockedFor(first, account.id, 'a')).toBe(true);
    expect(agentsAt(account.tenant, first)).toEqual(['a']);
  });

  it('that stood beside the one that goes is another one: two agents of one name are not confused', async () => {
    const account = await stage.desk.connect(vendor, { agents: ['a', 'b'] });
    const { control } = stage.sandbox;
    control.addAgent({ tenant: account.tenant, id: 'c', name: 'Agent a' });
    await stage.desk.sync(account.id);
    stage.desk.add(first, { holds: [{ place: targetOf(account.id, 'a').id, until: null }] });
    await stage.desk.sync(account.id);
    control.removeAgent({ tenant: account.tenant, agent: 'a' });
    await stage.desk.sync(account.id);
    expect(questions()).toEqual([]);
    expect(isBlockedFor(first, account.id, 'c')).toBe(false);
  });

  it('beside which the old one is there again is another one: the question says so, and takes no other answer', async () => {
    const { id, tenant } = await remake(vendor);
    await stage.desk.sync(id);
    const [before] = questions();
    stage.sandbox.control.addAgent({ tenant, id: 'a', name: 'Agent a' });
    await stage.desk.sync(id);
    const [now] = questions();
    expect(now).toMatchObject({ mayBeSame: false, sentence: expect.stringContaining('these are two agents') });
    expect(isBlockedFor(first, id, 'c')).toBe(true);
    const stale = await stage.desk.sameQuestions.answer(before ?? { id: 0, version: 0 }, 'same');
    expect(stale).toMatchObject({ ok: false, code: 'NEEDS_PERSON' });
    await answer('another');
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(isBlockedFor(first, id, 'c')).toBe(false);
    expect(isBlockedFor(first, id, 'a')).toBe(true);
  });
});

it('what a person excepts for the new agent while it is asked about stays blocked: it may be the old one', async () => {
  const [vendor = ''] = withAgents;
  expect(capabilitiesOf(vendor).agents).not.toBe('none');
  const { id } = await remake(vendor, [first]);
  await stage.desk.sync(id);
  stage.desk.edit(first, { holds: [{ place: 'everywhere', until: null, except: [targetOf(id, 'c').id] }] });
  expect(isBlockedFor(first, id, 'c')).toBe(true);
  await answer('another');
  expect(isBlockedFor(first, id, 'c')).toBe(false);
});

it('many numbers move as a job, after a backup: it tells how far it is, and stopped it leaves everything as it was', async () => {
  const { id } = await remake('yappr');
  await stage.desk.sync(id);
  const { store, list, jobs, sameQuestions } = stage.desk;
  const old = { place: targetOf(id, 'a').id, until: null };
  const act = { at: toInstant(stage.clock.now()), author: 'Dana', batchId: null };
  const entry = stage.desk.entry(first);
  if (entry === undefined) throw new Error('There is no entry to be like');
  store.inTransaction((open) => {
    const changes = Array.from({ length: 10_100 }, (_, n) => ({
      before: undefined,
      after: { ...entry, number: toNumber(`+1213${5_550_000 + n}`), seq: 1 },
    }));
    list.writer.write(open, changes, { ...act, kind: 'add' });
  });
  const [question] = questions();
  if (question === undefined) throw new Error('nothing is asked');
  const stopped = sameQuestions.answer(question, 'same');
  const [job] = jobs.list().filter(({ kind }) => kind === 'bulk');
  expect(job).toMatchObject({ state: 'running', subject: `same-${question.id}`, total: 10_102 });
  await expect.poll(() => jobs.list().find((one) => one.id === job?.id)?.done).toBeGreaterThan(0);
  jobs.cancel(job?.id ?? '');
  expect(await stopped).toMatchObject({ ok: false, message: expect.stringContaining('as before') });
  expect(stage.desk.backUps()).toBe(1);
  expect(questions()).toMatchObject([{ id: question.id, held: 10_102 }]);
  expect(isBlockedFor(first, id, 'c')).toBe(true);
  expect(stage.desk.entry('+12135550000')?.holds).toEqual([old]);

  const done = valueOf(await sameQuestions.answer(questions()[0] ?? question, 'same'));
  expect(done).toMatchObject({ changed: 10_102, warnings: [] });
  expect(stage.desk.entry('+12135550000')?.holds).toEqual([{ place: targetOf(id, 'c').id, until: null }]);
  expect(questions()).toEqual([]);
});
