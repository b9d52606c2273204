/** A vendor account that a desk removes and connects again: its blocks go on for every desk, and only a lead may say otherwise. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import { createTestHub, type HubDesk, type TestHub } from '../../support/hubDesks.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

const number = '+12125550101';

describe.skipIf(noPostgres !== undefined)('an account of a shared list that is connected again', () => {
  let server: TestPostgres;
  let hub: TestHub;
  let tom: HubDesk;
  let lea: HubDesk;
  let sandbox: Sandbox;
  beforeAll(async () => {
    server = await startPostgres();
    hub = await createTestHub(server);
    tom = await hub.join('Tom');
    lea = await hub.join('Lea', 'lead');
    sandbox = await createSandbox({ clock: tom.clock.now });
  });
  afterAll(async () => {
    await hub?.close();
    await server?.stop();
    await sandbox?.close();
  });
  const share = async (...desks: readonly HubDesk[]) => {
    for (const desk of desks) await desk.client.hub.sync();
  };
  /** Another desk hears of the new account before it hears that the old one is removed, and may name it otherwise for a while. */
  const isBlockedFor = async ({ client }: HubDesk, vendor: string) => {
    const account = (await client.accounts.list()).find((one) => one.vendor === vendor);
    return (await client.entries.check({ numbers: [number], target: String(account?.id) }))[0]?.blocked;
  };
  const asked = async ({ client }: HubDesk) => (await client.accounts.sameQuestions())[0];

  it('is blocked at every desk, may be called another one by a lead alone, and its answer is shared', async () => {
    const { token, baseUrl } = sandbox.control.createTenant({ vendor: 'weya' });
    const account = { vendor: 'weya', name: 'Line', token, baseUrl, settings: {}, everyMinutes: 0, mailsAllowed: true };
    const { id } = await tom.client.accounts.add(account);
    await share(tom, lea);
    await lea.client.entries.add({ numbers: [number], reason: 'asked', targets: ['Line'] });
    await share(lea, tom);
    expect(await tom.client.entries.remove({ numbers: [number], why: 'x' })).toMatchObject({ changed: 0 });
    await tom.client.accounts.remove({ account: id });
    await tom.client.accounts.add(account);
    await share(tom, lea, tom, lea);
    for (const desk of [tom, lea]) expect(await isBlockedFor(desk, 'weya')).toBe(true);

    const question = await asked(tom);
    if (question === undefined) throw new Error('nothing is asked');
    const another = tom.client.accounts.answerSame({ ...question, answer: 'another' });
    await expect(another).rejects.toThrow(/Only a lead of the shared list/);
    expect(await isBlockedFor(tom, 'weya')).toBe(true);

    // What only strengthens anybody may say: the block of the removed account stays beside that of the new one.
    await tom.client.accounts.answerSame({ ...question, answer: 'same' });
    await share(tom, lea, tom, lea);
    for (const desk of [tom, lea]) {
      expect(await isBlockedFor(desk, 'weya')).toBe(true);
      expect(await asked(desk)).toBeUndefined();
    }
    expect((await tom.client.hub.state())?.notes).toEqual([]);
  });

  it('that a lead calls another one may call, at every desk', async () => {
    const { token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr' });
    const account = { vendor: 'yappr', name: 'Phone', token, baseUrl, settings: {}, everyMinutes: 0 };
    const { id } = await lea.client.accounts.add(account);
    await share(lea, tom);
    await lea.client.entries.remove({ numbers: [number], why: 'called back' });
    await lea.client.entries.add({ numbers: [number], reason: 'asked', targets: ['Phone'] });
    await lea.client.accounts.remove({ account: id });
    await lea.client.accounts.add(account);
    await share(lea, tom, lea, tom);
    for (const desk of [tom, lea]) expect(await isBlockedFor(desk, 'yappr')).toBe(true);
    const question = await asked(lea);
    if (question === undefined) throw new Error('nothing is asked');
    await lea.client.accounts.answerSame({ ...question, answer: 'another' });
    await share(lea, tom, lea, tom);
    for (const desk of [lea, tom]) {
      expect(await isBlockedFor(desk, 'yappr')).toBe(false);
      expect(await asked(desk)).toBeUndefined();
    }
  });

  /** Two accounts of one list at one desk, and a number that is blocked for the second alone. */
  async function connectTwice(name: string) {
    const agents = [{ id: `${name}-1`, name: 'Ada' }];
    const { token, baseUrl } = sandbox.control.createTenant({ vendor: 'yappr', agents });
    const account = { vendor: 'yappr', token, baseUrl, settings: {}, everyMinutes: 0 };
    const first = await tom.client.accounts.add({ ...account, name });
    await share(tom, lea);
    const second = await tom.client.accounts.add({ ...account, name: `${name} 2` });
    await share(tom, lea, tom);
    const blocked = '+12125550177';
    await lea.client.entries.remove({ numbers: [blocked], why: 'anew' }).catch(() => undefined);
    await lea.client.entries.add({ numbers: [blocked], reason: 'asked', targets: [`${name} 2`] });
    await share(lea, tom);
    const holds = async ({ client }: HubDesk) =>
      (await client.entries.check({ numbers: [blocked], target: name }))[0]?.blocked;
    const about = async ({ client }: HubDesk) =>
      (await client.accounts.sameQuestions()).find(({ sentence }) => sentence.includes(name));
    return { first: first.id, second: second.id, holds, about };
  }

  it('two accounts of one list are asked about at every desk, and the answer and its undo are shared', async () => {
    const { holds, about } = await connectTwice('Twin');
    for (const desk of [tom, lea]) {
      expect(await holds(desk)).toBe(true);
      expect(await about(desk)).toBeDefined();
    }
    const question = await about(tom);
    if (question === undefined) throw new Error('nothing is asked');
    const { batch } = await tom.client.accounts.answerSame({ ...question, answer: 'same' });
    await share(tom, lea, tom);
    for (const desk of [tom, lea]) {
      expect(await holds(desk)).toBe(true);
      expect(await about(desk)).toBeUndefined();
    }
    // The second account is gone, and what holds for it by the undo counts for the first one still.
    await tom.client.batches.undo({ batch: batch ?? 0 });
    await share(tom, lea, tom, lea);
    for (const desk of [tom, lea]) {
      expect(await holds(desk)).toBe(true);
      expect(await about(desk)).toBeDefined();
    }
  });

  it('that two accounts are two only a lead may say, where another desk blocks for one of them', async () => {
    const { holds, about } = await connectTwice('Pair');
    expect(await holds(lea)).toBe(true);
    const question = await about(tom);
    if (question === undefined) throw new Error('nothing is asked');
    await expect(tom.client.accounts.answerSame({ ...question, answer: 'another' })).rejects.toThrow(/Only a lead/);
    expect(await holds(lea)).toBe(true);
  });
});
