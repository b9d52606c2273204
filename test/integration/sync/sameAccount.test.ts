// Two accounts of one list at a vendor: found by the token, by the agents or by the records, and asked about. Until a person has
// answered the list is worked on once, for both, and nothing is removed that one of them asks for.
import { describe, expect, it } from 'vitest';
import { vendorNames } from '../../../electron/sandbox/sandboxVendors.ts';
import type { VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { loadToken } from '../../../electron/core/sync/vendor/accountToken.ts';
import { valueOf } from '../../support/desk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { canRemove, capabilitiesOf } from '../../support/vendors.ts';

const first = '+12125554000';
const second = '+12125554001';
const callReference = { batchId: 'b1', requestUuid: 'r1' };
const stage = useSyncStage();

const questions = () => stage.desk.sameQuestions.list();
const numbersAt = (tenant: string) => [
  ...new Set(stage.sandbox.control.records({ tenant }).map(({ number }) => number)),
];
const wholeOf = (account: number) =>
  stage.desk.store.targets.listOf(account).find(({ kind }) => kind === 'account')?.id ?? 0;
const rowsOf = async () => new Map((await stage.desk.status.listAccounts()).map((row) => [row.id, row]));

/** One list, and an account that is in step with it. */
async function connectFirst(vendor: VendorName) {
  const { control } = stage.sandbox;
  const { id: tenant } = control.createTenant({
    vendor,
    id: 'one list',
    rateLimit: null,
    agents: capabilitiesOf(vendor).agents === 'none' ? [] : [{ name: 'Sales' }, { name: 'Renewals' }],
    callReferences: [{ batchId: 'b1', requestUUID: 'r1' }],
  });
  const { id } = await stage.desk.connect(vendor, { name: 'east', tenant });
  stage.desk.add(first, { callReference });
  expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0 });
  // The answer to an add may name no record: the next reading does.
  await stage.desk.sync(id);
  return { id, tenant };
}

async function connectSecond(vendor: VendorName, tenant: string) {
  const token = `token_of_west_${vendor}`.slice(0, 16);
  stage.sandbox.control.addToken({ tenant, token });
  return (await stage.desk.connect(vendor, { name: 'west', tenant, token })).id;
}

async function answer(choice: 'same' | 'another') {
  const [question] = questions();
  if (question === undefined) throw new Error('nothing is asked');
  return valueOf(await stage.desk.sameQuestions.answer(question, choice));
}

describe.each(vendorNames)('a second account of one list (%s)', (vendor) => {
  it('is asked about when it is connected, and not worked with before the answer', async () => {
    const { id, tenant } = await connectFirst(vendor);
    const west = await connectSecond(vendor, tenant);
    expect(questions()).toMatchObject([{ kind: 'account', account: west, targetName: 'west', mayBeSame: true }]);
    expect(questions()[0]?.sentence).toContain('west seems to be the same account as east');
    const { seq: sinceSeq } = stage.sandbox.control.lastSeq({});
    expect(await stage.desk.sync(west)).toMatchObject({ outcome: 'failed', scanned: 0, writes: 0 });
    expect(stage.sandbox.control.requests({ tenant, sinceSeq })).toEqual([]);
    expect((await rowsOf()).get(west)).toMatchObject({ state: 'needsYou' });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, conflicts: 0 });
    expect(numbersAt(tenant)).toEqual([first]);
  });

  it('has its blocks at the vendor all the same: the first account sends them, and removes nothing that it asks for', async () => {
    const { id, tenant } = await connectFirst(vendor);
    const west = await connectSecond(vendor, tenant);
    stage.desk.add(second, { callReference, holds: [{ place: wholeOf(west), until: null }] });
    await stage.desk.sync(id);
    expect(numbersAt(tenant).toSorted()).toEqual([first, second]);
    expect(stage.desk.isBlocked(second, 'east')).toBe(true);
    stage.desk.edit(first, { holds: [{ place: 'everywhere', until: null, except: [wholeOf(id)] }] });
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(numbersAt(tenant).toSorted()).toEqual([first, second]);
    expect(stage.desk.isBlocked(first, 'east')).toBe(true);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
  });

  it('that a person calls the same is disconnected, and its blocks are those of the first', async () => {
    const { id, tenant } = await connectFirst(vendor);
    const west = await connectSecond(vendor, tenant);
    stage.desk.add(second, { callReference, holds: [{ place: wholeOf(west), until: null }] });
    const held = stage.desk.store.accounts.load(west);
    if (held === undefined) throw new Error('it is not connected');
    const { batch, changed } = await answer('same');
    expect(changed).toBe(1);
    expect(questions()).toEqual([]);
    expect((await rowsOf()).has(west)).toBe(false);
    expect(await loadToken(stage.desk.secrets, held)).toMatchObject({ state: 'missing' });
    expect(stage.desk.entry(second)?.holds).toEqual([{ place: wholeOf(id), until: null }]);
    await stage.desk.sync(id);
    expect(numbersAt(tenant).toSorted()).toEqual([first, second]);

    // The account is not back, but what holds for it counts for the first one.
    valueOf(await stage.desk.batches.undo({ batch: batch ?? 0 }));
    expect(stage.desk.entry(second)?.holds).toEqual([{ place: wholeOf(west), until: null }]);
    expect(stage.desk.isBlocked(second, 'east')).toBe(true);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', writes: 0, conflicts: 0 });
    expect(numbersAt(tenant).toSorted()).toEqual([first, second]);
  });
});

it.each(vendorNames.filter((vendor) => canRemove(capabilitiesOf(vendor))))(
  '%s: one that a person calls another account is worked with as any other',
  async (vendor) => {
    const { id, tenant } = await connectFirst(vendor);
    const west = await connectSecond(vendor, tenant);
    stage.desk.add(second, { callReference, holds: [{ place: wholeOf(west), until: null }] });
    await answer('another');
    expect(questions()).toEqual([]);
    expect(await stage.desk.sync(west)).toMatchObject({ outcome: 'done' });
    await stage.desk.sync(id);
    await stage.desk.sync(west);
    expect(questions()).toEqual([]);
    expect(numbersAt(tenant).toSorted()).toEqual([first, second]);
  },
);

it.each(vendorNames)('%s: two organisations are not asked about, whatever numbers they have', async (vendor) => {
  const { id } = await connectFirst(vendor);
  const other = stage.sandbox.control.createTenant({
    vendor,
    id: 'another list',
    rateLimit: null,
    agents: capabilitiesOf(vendor).agents === 'none' ? [] : [{ name: 'Sales' }, { name: 'Renewals' }],
    callReferences: [{ batchId: 'b1', requestUUID: 'r1' }],
  });
  const west = (await stage.desk.connect(vendor, { name: 'west', tenant: other.id })).id;
  for (const account of [west, id, west, id]) expect(await stage.desk.sync(account)).toMatchObject({ outcome: 'done' });
  expect(questions()).toEqual([]);
  expect(numbersAt(other.id)).toEqual([first]);
});

it('one token for two accounts is enough to ask, before anything is known of the list', async () => {
  const tenant = stage.sandbox.control.createTenant({ vendor: 'fluents', id: 'one list', rateLimit: null }).id;
  await stage.desk.connect('fluents', { name: 'east', tenant });
  const { id } = await stage.desk.connect('fluents', { name: 'west', tenant });
  expect(questions()).toMatchObject([{ account: id, sentence: expect.stringContaining('the same token') }]);
});

it('two accounts of a list that was empty are found when the second one reads what the first one has', async () => {
  const { control } = stage.sandbox;
  const tenant = control.createTenant({ vendor: 'fluents', id: 'one list', rateLimit: null }).id;
  const { id: east } = await stage.desk.connect('fluents', { name: 'east', tenant });
  const west = await connectSecond('fluents', tenant);
  expect(questions()).toEqual([]);
  control.addRecords({ tenant, records: [{ number: first, reason: null }] });
  await stage.desk.sync(east);
  const result = await stage.desk.sync(west);
  expect(result).toMatchObject({ outcome: 'failed', writes: 0, added: 0, changed: 0 });
  expect(result.error).toContain('seems to be an account that is connected already');
  expect(questions()).toMatchObject([{ account: west, sentence: expect.stringContaining('the same records') }]);
});
