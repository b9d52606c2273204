/** A hub that was put back to an older state while desks are connected to it: what each of them knows of it is of another hub. */
import { describe, expect, it } from 'vitest';
import { committing } from '../../support/cuttingProxy.ts';
import type { HubDesk } from '../../support/hubDesks.ts';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, putBack, revOf, useHubs, viewOf } from '../../support/useHubs.ts';

const [first, second, third] = ['+12125550101', '+12125550102', '+12125550103'];

describe.skipIf(noPostgres !== undefined)('a hub that was put back', () => {
  const { makeHub, proxy } = useHubs();

  /** Two desks in step, Mia's over the way that breaks. `rev`: of the hub then. */
  async function meet() {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead', { port: proxy().port });
    const tom = await hub.join('Tom');
    await exchange(mia, tom);
    return { hub, mia, tom, rev: await revOf(hub) };
  }

  it('a desk that breaks off as it finds that out shares all the same what it has', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead', { port: proxy().port });
    const tom = await hub.join('Tom');
    await mia.block(first);
    await exchange(mia, tom);
    const rev = await revOf(hub);
    await hub.ask('CREATE TABLE copied AS SELECT * FROM dnc.entry');
    await mia.client.entries.edit({ numbers: [first], patch: { reason: 'asked again' } });
    await exchange(mia);
    // The number is there as it was, which is no change that anybody would read.
    await putBack(hub, rev, 'INSERT INTO dnc.entry SELECT * FROM copied');
    proxy().cut({ when: 'before', text: 'e.number = ANY' });
    await expect(exchange(mia)).rejects.toThrow(/cannot be reached/);
    proxy().cut({ when: 'never' });
    await exchange(mia, tom);
    expect(await viewOf(mia)).toMatchObject({ state: 'inStep', waiting: 0 });
    expect(await tom.export()).toMatch(/asked again/);
  });

  it('where a block holds is read anew: other words have the ids that a connection remembers', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    await mia.block(first);
    await exchange(mia, tom);
    const rev = await revOf(hub);
    await mia.client.entries.add({ numbers: [second], expires: '2027-01-01' });
    await exchange(mia, tom);
    await putBack(hub, rev, 'DELETE FROM dnc.scope WHERE id > 1; DELETE FROM dnc.origin WHERE id > 1');
    const uma = await hub.join('Uma');
    await uma.client.entries.add({ numbers: [third], expires: '2036-01-01' });
    await exchange(uma, tom, mia, uma, tom);
    const endsOf = async (desk: HubDesk) =>
      (await desk.client.entries.get({ number: third })).entry?.holds.map(({ until }) => until?.slice(0, 4));
    expect(await endsOf(tom)).toEqual(['2036']);
    expect(await tom.export()).toBe(await uma.export());
    expect(await mia.export()).toBe(await uma.export());
  });

  it('a desk that gets another login before it has heard that the hub says so shares what the copy lacks', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    await exchange(mia, tom);
    const rev = await revOf(hub);
    await tom.block(first);
    await exchange(tom);
    await putBack(hub, rev, 'UPDATE dnc.head SET epoch = gen_random_uuid()');
    await tom.client.hub.join({ line: await hub.invite('Tom again') });
    await exchange(tom, mia);
    expect(await mia.isBlocked(first)).toBe(true);
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep', name: 'Tom again', waiting: 0 });
    expect(await tom.export()).toBe(await mia.export());
  });

  it('an own push that others were before is missed as well', async () => {
    const { hub, mia, tom, rev } = await meet();
    await mia.block(first);
    await tom.block(second);
    // Tom is quicker: what Mia sends comes after it, and she has not read his yet.
    proxy().cut({ when: 'held', text: 'UPDATE dnc.head', until: () => exchange(tom) });
    await exchange(mia);
    expect(await revOf(hub)).toBe(rev + 2);
    await putBack(hub, rev);
    await exchange(mia, tom, mia, tom);
    for (const desk of [mia, tom]) {
      expect(await desk.isBlocked(first)).toBe(true);
      expect(await desk.isBlocked(second)).toBe(true);
      expect(await viewOf(desk)).toMatchObject({ state: 'inStep', waiting: 0 });
    }
  });

  it('a desk that pushes in that very moment finds it out later, also where its push gets a rev that it knew', async () => {
    const { hub, mia, tom, rev } = await meet();
    await mia.block(first);
    await exchange(mia);
    await mia.block(second);
    proxy().cut({ when: 'held', text: 'UPDATE dnc.head', until: () => putBack(hub, rev) });
    await exchange(mia);
    expect(await revOf(hub)).toBe(rev + 1);
    await exchange(mia, tom);
    for (const number of [first, second]) expect(await tom.isBlocked(number)).toBe(true);
  });

  it('a push that is sent again there, and gets the rev that it had, is another one', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead', { port: proxy().port });
    const tom = await hub.join('Tom');
    const uma = await hub.join('Uma');
    await exchange(mia, tom, uma);
    const rev = await revOf(hub);
    await uma.block(first);
    await mia.block(second);
    // Uma is quicker, and Mia never hears that her push was taken.
    const until = async () => {
      await exchange(uma);
      proxy().cut({ when: 'after', text: committing });
    };
    proxy().cut({ when: 'held', text: 'UPDATE dnc.head', until });
    await expect(exchange(mia)).rejects.toThrow(/cannot be reached/);
    proxy().cut({ when: 'never' });
    await exchange(tom);
    await putBack(hub, rev);
    // Lea's block is where Uma's was.
    const lea = await hub.join('Lea');
    await lea.block(third);
    await exchange(lea, mia);
    expect(await revOf(hub)).toBe(rev + 2);
    await exchange(tom, uma, tom);
    for (const number of [first, second, third]) expect(await tom.isBlocked(number)).toBe(true);
    expect(await tom.export()).toBe(await uma.export());
  });

  it('what leads were asked is asked again', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    await mia.block(first);
    await exchange(mia, tom);
    const rev = await revOf(hub);
    await tom.client.entries.remove({ numbers: [first], why: 'a typing mistake' });
    await exchange(tom);
    await putBack(hub, rev);
    await exchange(tom, mia);
    expect((await viewOf(mia)).requests).toMatchObject([{ number: first, askedBy: 'Tom' }]);
  });

  it('a first copy that was under way misses nothing of what came after', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    await mia.block(second);
    await exchange(mia);
    const rev = await revOf(hub);
    await mia.block(third);
    await exchange(mia);
    const tom = await hub.join('Tom', 'desk', { port: proxy().port, sync: false });
    // All is copied, and that it is whole is not noted yet.
    proxy().cut({ when: 'before', text: 'FROM dnc.request' });
    await expect(exchange(tom)).rejects.toThrow(/cannot be reached/);
    proxy().cut({ when: 'never' });
    await putBack(hub, rev);
    const uma = await hub.join('Uma');
    await uma.block(first);
    await exchange(uma, tom, uma);
    expect(await tom.isBlocked(first)).toBe(true);
    expect(await uma.isBlocked(third)).toBe(true);
  });
});
