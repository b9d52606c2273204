// A record that we made is restated at the vendor, in other words. What somebody there has written about the number is theirs: an end
// of ours that passes and an undo of ours leave it, whether or not the desk has read the words before.
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { undoAdd } from '../../support/undoAdd.ts';
import { agentsFor } from '../../support/vendors.ts';

const anna = '+12125551234';
const day = 86_400_000;
const restated = 'asked by letter never to be called again';
const stage = useSyncStage();

const at = (tenant: string) => stage.sandbox.control.records({ tenant, number: anna });
const states = () => stage.desk.records.rowsFor(toNumber(anna)).map(({ state }) => state);

describe.each([false, true])('read before: %s', (isRead) => {
  /** Our add, sent and seen, and then the vendor's other words. */
  async function restate(vendor: 'osvi' | 'fluents', until: number | null) {
    const { id, tenant } = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
    const end = until === null ? null : toInstant(until);
    stage.desk.add(anna, { reason: 'on holiday', holds: [{ place: 'everywhere', until: end }] });
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    stage.sandbox.control.changeRecord({ tenant, number: anna, reason: restated });
    if (isRead) {
      await stage.desk.sync(id);
      expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
    }
    return { id, tenant };
  }

  async function expectKept({ id, tenant }: { readonly id: number; readonly tenant: string }) {
    await stage.desk.sync(id);
    await stage.desk.sync(id);
    expect(at(tenant)).toMatchObject([{ reason: restated }]);
    expect(states()).not.toContain('removeByHand');
    expect(stage.desk.isBlocked(anna)).toBe(true);
  }

  it.each(['osvi', 'fluents'] as const)('%s: our end passes', async (vendor) => {
    const account = await restate(vendor, stage.clock.now() + day);
    stage.clock.forward(2 * day);
    await expectKept(account);
  });

  it.each(['osvi', 'fluents'] as const)('%s: our add is undone', async (vendor) => {
    const account = await restate(vendor, null);
    undoAdd(stage.desk, anna);
    await expectKept(account);
  });

  it('osvi: who releases the number after the desk has read the words is asked only about words that came later', async () => {
    const { id, tenant } = await restate('osvi', null);
    stage.desk.remove(anna);
    await stage.desk.sync(id);
    expect(at(tenant)).toHaveLength(isRead ? 0 : 1);
    expect(stage.desk.isBlocked(anna)).toBe(!isRead);
  });

  it('yappr: the end of one agent passes', async () => {
    const { id, tenant } = await stage.desk.connect('yappr', { agents: ['a', 'b'] });
    await stage.desk.sync(id);
    const target = (name: string) =>
      stage.desk.store.targets.listOf(id).find(({ remoteId }) => remoteId === name)?.id ?? 0;
    const until = toInstant(stage.clock.now() + day);
    stage.desk.add(anna, {
      holds: [
        { place: target('a'), until: null },
        { place: target('b'), until },
      ],
    });
    await stage.desk.sync(id);
    stage.sandbox.control.changeRecord({ tenant, number: anna, reason: restated });
    if (isRead) await stage.desk.sync(id);
    stage.clock.forward(2 * day);
    await stage.desk.sync(id);
    expect(at(tenant)[0]?.agents.toSorted()).toEqual(['a', 'b']);
    expect(stage.desk.isBlocked(anna, 'yappr/b')).toBe(true);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
  });
});

it('osvi: what is put on again by us in other words is ours', async () => {
  const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'] });
  stage.desk.add(anna, { reason: 'on holiday' });
  await stage.desk.sync(id);
  stage.desk.remove(anna);
  await stage.desk.sync(id);
  stage.desk.add(anna, {
    reason: 'asked by phone',
    holds: [{ place: 'everywhere', until: toInstant(stage.clock.now() + day) }],
  });
  await stage.desk.sync(id);
  await stage.desk.sync(id);
  stage.clock.forward(2 * day);
  await stage.desk.sync(id);
  expect(at(tenant)).toHaveLength(0);
  expect(stage.desk.isBlocked(anna)).toBe(false);
});

const ours = 'Customer asked not to be called';

it.each([
  'She asked us by letter not to be called any more',
  `${ours}; called all the same on 4 June, threatens to sue`,
])('osvi: after a release, %s is another statement', async (words) => {
  const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'] });
  stage.desk.add(anna, { reason: ours });
  await stage.desk.sync(id);
  stage.desk.remove(anna);
  stage.sandbox.control.changeRecord({ tenant, number: anna, reason: words });
  await stage.desk.sync(id);
  expect(stage.desk.conflicts.list({ limit: 9 }).conflicts).toMatchObject([{ kind: 'removedHereChangedThere' }]);
  expect(at(tenant)).toHaveLength(1);
  expect(stage.desk.isBlocked(anna)).toBe(true);
});
