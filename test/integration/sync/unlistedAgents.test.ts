// Agents that a vendor's list of agents leaves out: its pages are smaller than asked for, the key sees fewer, or the agent was deleted.
// Nothing but a person's act, or the vendor's own refusal, takes such an agent off a record.
import { describe, expect, it } from 'vitest';
import { everywhere, type Scope } from '../../../shared/domain/entry/scope.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { useChangedVendor } from '../../support/changedVendor.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const stage = useSyncStage();
const changed = useChangedVendor();
const anna = '+12125551234';
const ben = '+12125551235';
const day = 86_400_000;

type Agent = { readonly id?: string };

/** Yappr with the agents a, b and c, which blocks anna for a and c by itself. Once `cut` is called, agents that `keeps` refuses are in no list. */
async function connect(keeps: (agent: Agent, index: number) => boolean, expiresAt: number | null = null) {
  const { desk, sandbox } = stage;
  const { id, tenant } = await desk.connect('yappr', { agents: ['a', 'b', 'c'] });
  let isCut = false;
  await changed(desk, id, ({ method, url }, reply) => {
    if (!isCut || method !== 'GET' || !url.startsWith('/agents')) return;
    const { data } = JSON.parse(reply.body) as { data: Agent[] };
    reply.body = JSON.stringify({ data: data.filter(keeps) });
  });
  sandbox.control.addRecords({ tenant, records: [{ number: anna, agents: ['a', 'c'], reason: 'asked', expiresAt }] });
  await desk.sync(id);
  const targetOf = (agent: string) => {
    const found = desk.store.targets.listOf(id).find(({ remoteId }) => remoteId === agent);
    if (found === undefined) throw new Error(`no agent ${agent}`);
    return found;
  };
  return {
    id,
    tenant,
    targetOf,
    holdOf: (agent: string, until: number | null = null) => ({
      place: targetOf(agent).id,
      until: until === null ? null : toInstant(until),
    }),
    /** The agents for whom the vendor blocks the number. */
    agents: (number = anna) => sandbox.control.records({ tenant, number })[0]?.agents.toSorted(),
    row: (number = anna) => desk.records.rowsFor(toNumber(number))[0],
    account: async () => (await desk.status.listAccounts())[0],
    async cut() {
      isCut = true;
      await desk.sync(id);
    },
  };
}

const withoutC = ({ id }: Agent): boolean => id !== 'c';

it('one that the key does not see stays on the record, whoever else is blocked', async () => {
  const yappr = await connect(withoutC);
  await yappr.cut();
  expect(yappr.targetOf('c')).toMatchObject({ state: 'gone' });
  stage.desk.add(anna, { holds: [yappr.holdOf('b')] });
  await stage.desk.sync(yappr.id);
  expect(yappr.agents()).toEqual(['a', 'b', 'c']);
  expect(yappr.row()).toMatchObject({ state: 'inStep', sentence: expect.stringContaining('does not list Agent c') });
  expect(await stage.desk.sync(yappr.id)).toMatchObject({ writes: 0 });
  // What a person releases is released for the others.
  stage.desk.edit(anna, { holds: [yappr.holdOf('c')] });
  await stage.desk.sync(yappr.id);
  expect(yappr.agents()).toEqual(['c']);
  expect(await stage.desk.sync(yappr.id)).toMatchObject({ writes: 0 });
  expect(stage.desk.isBlocked(anna, 'yappr/c')).toBe(true);
});

it('a block for it alone is not sent, and grid and account say so', async () => {
  const yappr = await connect(withoutC);
  await yappr.cut();
  stage.desk.add(ben, { holds: [yappr.holdOf('c')] });
  expect(await stage.desk.sync(yappr.id)).toMatchObject({ writes: 0 });
  expect(yappr.row(ben)).toMatchObject({
    state: 'gone',
    sentence: expect.stringMatching(/whether it may call cannot/),
  });
  expect((await yappr.account())?.notes).toEqual([expect.stringContaining('does not list Agent c any more')]);
  // Beside another agent it is not sent either, and what the vendor then has cannot be verified as a whole.
  stage.desk.add(ben, { holds: [yappr.holdOf('b')] });
  await stage.desk.sync(yappr.id);
  expect(yappr.agents(ben)).toEqual(['b']);
  expect(yappr.row(ben)).toMatchObject({ state: 'cannotVerify', mayCall: null });
  expect(await yappr.account()).toMatchObject({ inStep: 1, cannotVerify: 1 });
});

it('the record ends for no one sooner than for it', async () => {
  const yappr = await connect(withoutC, stage.clock.now() + 9 * day);
  await yappr.cut();
  stage.desk.edit(anna, {
    holds: [yappr.holdOf('a', stage.clock.now() + day), yappr.holdOf('c', stage.clock.now() + 9 * day)],
  });
  await stage.desk.sync(yappr.id);
  expect(stage.sandbox.control.records({ tenant: yappr.tenant, number: anna })).toMatchObject([
    { agents: ['a', 'c'], expiresAt: stage.clock.now() + 9 * day },
  ]);
  // What stays as it is for the sake of such an agent is noted once, and not by every reading.
  await stage.desk.sync(yappr.id);
  const seenAt = () => stage.desk.store.remotes.listOfNumbers([toNumber(anna)])[0]?.seenAt;
  const noted = seenAt();
  stage.clock.forward(60_000);
  expect(await stage.desk.sync(yappr.id)).toMatchObject({ outcome: 'done', writes: 0 });
  expect(seenAt()).toBe(noted);
});

it('pages that are smaller than was asked for are not the last', async () => {
  const yappr = await connect((_agent, index) => index < 2);
  await yappr.cut();
  expect(yappr.targetOf('c')).toMatchObject({ state: 'active' });
});

it('one that was deleted, and that the vendor refuses, keeps no block from the others', async () => {
  const yappr = await connect(() => true);
  stage.sandbox.control.removeAgent({ tenant: yappr.tenant, agent: 'c' });
  await stage.desk.sync(yappr.id);
  stage.desk.add(anna, { holds: [yappr.holdOf('b')] });
  expect(await stage.desk.sync(yappr.id)).toMatchObject({ outcome: 'done', waiting: 0, parked: 0 });
  expect(yappr.agents()).toEqual(['a', 'b']);
  expect(yappr.row()).toMatchObject({ state: 'cannotVerify', sentence: expect.stringContaining('retire it') });
  expect(stage.desk.accounts.retireTarget(yappr.targetOf('c').id)).toMatchObject({ ok: true });
  expect(yappr.row()).toMatchObject({ state: 'inStep' });
  expect(await yappr.account()).toMatchObject({ inStep: 1, cannotVerify: 0, notes: [] });
});

describe('an account counts what its grids say', () => {
  const numbers = Array.from({ length: 9 }, (_, n) => `+1212555${String(2000 + n)}`);

  /** An account with the agents a, b and c, of which c is not listed any more. */
  async function goneAt(vendor: 'osvi' | 'yappr') {
    const { desk, sandbox } = stage;
    const { id, tenant } = await desk.connect(vendor, { agents: ['a', 'b', 'c'] });
    await desk.sync(id);
    desk.add(numbers[0] ?? '');
    desk.add(numbers[1] ?? '');
    await desk.sync(id);
    sandbox.control.removeAgent({ tenant, agent: 'c' });
    await desk.sync(id);
    const target = (agent: string | null) =>
      desk.store.targets.listOf(id).find(({ remoteId }) => remoteId === agent)?.id ?? 0;
    return { id, tenant, a: target('a'), c: target('c'), whole: target(null) };
  }

  const saidOf = (id: number) =>
    numbers
      .flatMap((number) => stage.desk.records.rowsFor(toNumber(number)))
      .filter(
        ({ account, state, sentence }) => account === id && state !== 'waiting' && /cannot be verified/.test(sentence),
      ).length;

  it.each([
    ['osvi', 6],
    ['yappr', 3],
  ] as const)('at %s, whatever the blocks are', async (vendor, said) => {
    const { desk, clock } = stage;
    const { id, a, c, whole } = await goneAt(vendor);
    expect(desk.store.targets.load(c)).toMatchObject({ state: 'gone' });
    const soon = toInstant(clock.now() + day);
    const holds: Scope[] = [
      everywhere,
      [{ place: 'everywhere', until: soon }],
      [{ place: whole, until: null }],
      [{ place: 'everywhere', until: null, except: [a] }],
      [{ place: 'everywhere', until: null, except: [c] }],
      [
        { place: c, until: null },
        { place: a, until: soon },
      ],
      [{ place: c, until: soon }],
    ];
    for (const [index, of] of holds.entries()) desk.add(numbers[index + 2] ?? '', { holds: of });
    await desk.sync(id);
    await desk.sync(id);
    const before = saidOf(id);
    expect(before).toBe(said);
    expect((await desk.status.listAccounts())[0]).toMatchObject({ cannotVerify: before });
    clock.forward(2 * day);
    await desk.sync(id);
    expect(saidOf(id)).toBeLessThan(before);
    expect((await desk.status.listAccounts())[0]).toMatchObject({ cannotVerify: saidOf(id) });
    expect(desk.accounts.retireTarget(c)).toMatchObject({ ok: true });
    expect((await desk.status.listAccounts())[0]).toMatchObject({ cannotVerify: 0 });
  });
});
