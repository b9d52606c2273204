// The calls of the contract about numbers with an open question: check, remove, undo.
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { createSandbox } from '../../../electron/sandbox/createSandbox.ts';
import { type DisputedDesk, makeDisputedDesk } from '../../support/disputedDesk.ts';
import type { TestCore } from '../../support/core.ts';

let made: DisputedDesk;
let desk: TestCore;
beforeAll(async () => {
  made = await makeDisputedDesk();
});
afterAll(() => made.remove());
beforeEach(async () => {
  desk = await made.open();
});
afterEach(() => desk.close());

const open = async () => (await desk.client.conflicts.list({ limit: 100 })).conflicts;
const numberOf = async (kind: string) => (await open()).find((one) => one.kind === kind)?.number ?? '';

it('a removal while a question is open says beforehand and afterwards that the number blocks on', async () => {
  const numbers = [await numberOf('weakerThere')];
  const foreseen = await desk.client.entries.foreseeRemoval({ numbers });
  expect(foreseen).toMatchObject({
    stillBlocked: numbers,
    vendors: expect.arrayContaining([expect.stringContaining('question')]),
  });
  const removed = await desk.client.entries.remove({ numbers, why: 'asked back' });
  expect(removed).toMatchObject({ changed: 1, stillBlocked: numbers, vendors: foreseen.vendors });
  expect(await desk.client.entries.check({ numbers })).toMatchObject([{ blocked: true }]);
});

it('an undo says beforehand what each vendor may then do, and changes nothing by that', async () => {
  const { batch } = await desk.client.entries.add({ numbers: ['+12125559876'], reason: 'asked' });
  const { vendors, more } = await desk.client.batches.foreseeUndo({ batch: batch ?? 0 });
  expect(more).toBe(0);
  expect(vendors).toContain('Sales line has no block of this number, is not asked for one any more, and may call.');
  expect(await desk.client.entries.check({ numbers: ['+12125559876'] })).toMatchObject([{ blocked: true }]);
});

it('check names the vendor that may call a number which is blocked while a question is open', async () => {
  const { client } = desk;
  const sandbox = await createSandbox({ clock: Date.now });
  try {
    const { baseUrl, token, id: tenant } = sandbox.control.createTenant({ vendor: 'yappr', rateLimit: null });
    const { id: account } = await client.accounts.add({
      vendor: 'yappr',
      name: 'Second line',
      baseUrl,
      token,
      putsBack: false,
    });
    const number = '+12125558801';
    const others = ['+12125558802', '+12125558803'];
    await client.entries.add({ numbers: [number, ...others], targets: ['Second line'] });
    const sync = async () => await client.jobs.wait(await client.sync.run({ account }));
    await sync();
    expect((await client.entries.check({ numbers: [number] }))[0]).not.toHaveProperty('notes');
    sandbox.control.removeRecords({ tenant, number });
    await sync();
    const said = { blocked: true, notes: ['Second line may call this number now.'] };
    expect(await client.entries.check({ numbers: [number] })).toMatchObject([said]);
    expect(await client.entries.check({ numbers: [number], target: 'Second line' })).toMatchObject([said]);
  } finally {
    await sandbox.close();
  }
});
