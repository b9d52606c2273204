// A vendor that keeps one list per agent may disagree about a number on all of them in the same way: that is one question, and
// one decision answers it for all of these lists.
import { describe, expect, it } from 'vitest';
import type { Capabilities } from '../../../shared/domain/vendor/remote.ts';
import { valueOf } from '../../support/desk.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { vendorsThat } from '../../support/vendors.ts';

const first = '+12125554000';
const second = '+12125554001';
const agents = ['a', 'b', 'c', 'd', 'e', 'f', 'g'];
const stage = useSyncStage();
const [vendor = ''] = vendorsThat(({ agents: kept }: Capabilities) => kept === 'record');

const list = () => stage.desk.conflicts.list({ limit: 100 });
const listsAt = (tenant: string, number: string) =>
  stage.sandbox.control
    .records({ tenant, number })
    .flatMap((record) => record.agents)
    .toSorted();

/** Two numbers are blocked everywhere and in step; the vendor loses the first one on so many of its agents' lists. */
async function lose(from: readonly string[]) {
  const account = await stage.desk.connect(vendor, { agents });
  for (const number of [first, second]) stage.desk.add(number);
  expect(await stage.desk.sync(account.id)).toMatchObject({ outcome: 'done', waiting: 0 });
  for (const agent of from) stage.sandbox.control.removeRecords({ tenant: account.tenant, number: first, agent });
  const result = await stage.desk.sync(account.id);
  return { ...account, result };
}

const asked = () => list().conflicts.map(({ id, version }) => ({ id, version }));

describe('a number that is gone on the lists of seven agents', () => {
  it('is one question, which names them and says what each choice does for all of them', async () => {
    const { id, result } = await lose(agents);
    expect(result).toMatchObject({ outcome: 'done', conflicts: 1 });
    const { conflicts, open } = list();
    expect(open).toBe(1);
    expect(conflicts).toMatchObject([{ kind: 'goneThere', scopes: agents, hasChanged: false }]);
    const [question] = conflicts;
    expect(question?.targetName).toBe(`${vendor} / Agent a, Agent b, Agent c, Agent d and 3 more`);
    expect(question?.vendors.map(({ scope }) => scope)).toEqual(agents);
    expect(question?.effects.takeTheirs[0]).toContain('Agent a, Agent b, Agent c, Agent d and 3 more');
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({
      conflicts: 1,
      sentence: expect.stringContaining('1 conflict to decide'),
    });
    expect(stage.desk.records.rowsFor(toNumber(first)).map(({ conflict }) => conflict)).toEqual(
      agents.map(() => question?.id),
    );
    expect(stage.desk.isBlocked(first, `${id}/g`)).toBe(true);
  });

  it('is decided at once for all of them, and the undo asks once again', async () => {
    const { id, tenant } = await lose(agents);
    const done = valueOf(stage.desk.conflicts.resolve(asked(), { kind: 'takeTheirs' }));
    expect(done).toMatchObject({ resolved: 1, changed: 1 });
    expect(list()).toMatchObject({ open: 0 });
    for (const agent of agents) expect(stage.desk.isBlocked(first, `${id}/${agent}`)).toBe(false);
    expect(stage.desk.isBlocked(second, `${id}/a`)).toBe(true);
    await stage.desk.sync(id);
    expect(listsAt(tenant, first)).toEqual([]);

    valueOf(await stage.desk.batches.undo({ batch: done.batch ?? 0 }));
    expect(list()).toMatchObject({ open: 1, conflicts: [{ scopes: agents }] });
    for (const agent of agents) expect(stage.desk.isBlocked(first, `${id}/${agent}`)).toBe(true);
    valueOf(stage.desk.conflicts.resolve(asked(), { kind: 'keepOurs' }));
    await stage.desk.sync(id);
    expect(listsAt(tenant, first)).toEqual(agents);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
  });

  it('is another question once one of the lists says something else, and a decision on the old one does nothing', async () => {
    const { id, tenant } = await lose(agents.slice(0, 3));
    const before = asked();
    stage.sandbox.control.removeRecords({ tenant, number: first, agent: 'g' });
    await stage.desk.sync(id);
    expect(list()).toMatchObject({ open: 1, conflicts: [{ scopes: ['a', 'b', 'c', 'g'] }] });
    expect(stage.desk.conflicts.resolve(before, { kind: 'takeTheirs' })).toMatchObject({
      ok: false,
      code: 'NEEDS_PERSON',
    });
    expect(list().open).toBe(1);
    expect(stage.desk.isBlocked(first, `${id}/a`)).toBe(true);
  });

  it('stays two questions where the lists disagree in two ways', async () => {
    const { id, tenant } = await lose(['a', 'b']);
    stage.desk.remove(first);
    for (const agent of ['c', 'd']) {
      stage.sandbox.control.removeRecords({ tenant, number: first, agent });
      stage.sandbox.control.addRecords({
        tenant,
        records: [{ number: first, agents: [agent], reason: 'called again' }],
      });
    }
    await stage.desk.sync(id);
    expect(list().conflicts.map(({ kind, scopes }) => ({ kind, scopes }))).toContainEqual({
      kind: 'removedHereChangedThere',
      scopes: ['c', 'd'],
    });
  });
});
