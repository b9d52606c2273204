// What happens when things go wrong: no block is lost, nothing is sent twice that must not be, and no wait is undercut.
import { describe, expect, it } from 'vitest';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, vendors } from '../../support/vendors.ts';

const anna = '+12125551234';
const number = (n: number) => `+121255520${String(n).padStart(2, '0')}`;

const stage = useSyncStage();

const requestsAt = (tenant: string) => stage.sandbox.control.requests({ tenant });
const numbersAt = (tenant: string) =>
  stage.sandbox.control.records({ tenant }).map(({ number: text, agents }) => [text, ...agents].join('@'));

describe('an answer that never came', () => {
  it.each(vendors)('is settled at %s without a second record', async (vendor) => {
    const { id, tenant } = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b', requestUUID: 'u' }] });
    stage.desk.add(anna, { callReference: { batchId: 'b', requestUuid: 'u' } });
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ method: 'POST', nth: 1, action: { do: 'dropAfterCommit' } }] },
    });
    await stage.desk.sync(id);
    expect(await stage.desk.sync(id)).toMatchObject({ waiting: 0, outcome: 'done' });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
    expect(stage.sandbox.control.records({ tenant })).toHaveLength(1);
    expect(stage.desk.records.rowsFor(toNumber(anna))).toMatchObject([{ state: 'inStep' }]);
  });

  it('stays visible as unconfirmed until the list settles it', async () => {
    const { id, tenant } = await stage.desk.connect('fluents');
    stage.desk.add(anna);
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ method: 'POST', action: { do: 'dropBeforeCommit' } }] },
    });
    await stage.desk.sync(id);
    expect(stage.desk.records.rowsFor(toNumber(anna))).toMatchObject([{ state: 'unconfirmed' }]);
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [] } });
    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([anna]);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, waiting: 0 });
  });
});

describe('a record that was missed and is there again', () => {
  it('is what the vendor says, and no echo of a removal that never was', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'], adopt: 'ask' });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: anna, agents: ['a'] }] });
    expect(await stage.desk.sync(id)).toMatchObject({ conflicts: 1 });
    const rules = [{ path: 'dnd_numbers', action: { do: 'emptyList' as const } }];
    stage.sandbox.control.setFaults({ tenant, plan: { rules } });
    await stage.desk.sync(id);
    stage.sandbox.control.setFaults({ tenant, plan: null });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, conflicts: 1 });
    expect(numbersAt(tenant)).toEqual([`${anna}@a`]);
  });
});

describe('a crash', () => {
  it('between sending and the answer leaves an unknown outcome that the next start settles', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'] });
    stage.desk.add(anna);
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ method: 'POST', nth: 1, action: { do: 'hang', ms: 60_000, commit: 'first' } }] },
    });
    const running = stage.desk.sync(id).catch(() => undefined);
    await expect.poll(() => requestsAt(tenant).some(({ method }) => method === 'POST')).toBe(true);
    stage.desk.kill();
    await running;

    stage.reopen();
    expect(stage.desk.store.runs.loadLast(id)).toMatchObject({ outcome: 'interrupted' });
    expect(stage.desk.store.outbox.counts(id)).toMatchObject({ unknown: 1 });
    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([`${anna}@a`]);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, waiting: 0, conflicts: 0 });
  });
});

describe('a vendor that asks to wait', () => {
  it('is given the seconds that it asks for', async () => {
    const { id, tenant } = await stage.desk.connect('yappr');
    stage.desk.add(anna);
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ method: 'POST', nth: 1, action: { do: 'rateLimited', retryAfter: 40 } }] },
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0 });
    const posts = requestsAt(tenant).filter(({ method }) => method === 'POST');
    expect((posts[1]?.at ?? 0) - (posts[0]?.at ?? 0)).toBeGreaterThanOrEqual(40_000);
  });

  it('is not asked again for a day when it says a day, not even after a restart', async () => {
    const { id, tenant } = await stage.desk.connect('yappr');
    stage.desk.add(anna);
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ nth: 3, action: { do: 'rateLimited', retryAfter: { dateInMs: 86_400_000 } } }] },
    });
    const until = stage.clock.now() + 86_400_000 - 1000;
    expect(await stage.desk.sync(id)).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('asks to wait'),
    });
    const asked = requestsAt(tenant).length;
    await stage.desk.close(true);
    stage.reopen();
    await stage.desk.sync(id);
    expect(requestsAt(tenant)).toHaveLength(asked);
    const [row] = await stage.desk.status.listAccounts();
    expect(row).toMatchObject({ state: 'waiting', sentence: expect.stringContaining('asks to wait until') });
    stage.clock.forward(until - stage.clock.now() + 2000);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0 });
  });

  it.each(['checkNow', 'test'] as const)('is heard when it asks outside of a run, by %s', async (asked) => {
    const { id, tenant } = await stage.desk.connect('yappr');
    stage.desk.add(anna);
    const rules = [{ action: { do: 'rateLimited' as const, retryAfter: 3600 } }];
    stage.sandbox.control.setFaults({ tenant, plan: { rules } });
    if (asked === 'test') expect(await stage.desk.accounts.test(id)).toMatchObject({ value: { ok: false } });
    else
      expect(await stage.desk.actions.checkNow({ account: id, scope: '', number: toNumber(anna) })).toMatchObject({
        ok: false,
      });
    stage.sandbox.control.setFaults({ tenant, plan: null });
    const before = requestsAt(tenant).length;
    expect(await stage.desk.sync(id)).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('asks to wait'),
    });
    await stage.desk.close(true);
    stage.reopen();
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed' });
    expect(await stage.desk.accounts.test(id)).toMatchObject({ value: { ok: false } });
    expect(requestsAt(tenant)).toHaveLength(before);
    stage.clock.forward(3_601_000);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0 });
  });

  it('gets no more requests in a minute than it allows', async () => {
    const { id, tenant } = await stage.desk.connect('yappr', { rateLimited: true });
    for (let n = 0; n < 90; n += 1) stage.desk.add(number(n));
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0, added: 90 });
    expect(requestsAt(tenant).some(({ status }) => status === 429)).toBe(false);
  });
});

describe('a vendor in trouble', () => {
  it('is left alone after five failures in a row, and is said to be offline', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'] });
    for (let n = 0; n < 30; n += 1) stage.desk.add(number(n));
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [{ action: { do: 'status', status: 502 } }] } });
    const before = requestsAt(tenant).length;
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed' });
    expect(requestsAt(tenant).length - before).toBeLessThanOrEqual(5);
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({ state: 'offline' });
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [] } });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 30, waiting: 0 });
  });

  it('costs little more than one request an operation at one fault in ten', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'] });
    for (let n = 0; n < 99; n += 1) stage.desk.add(number(n));
    const plan = { seed: 7, rules: [{ probability: 0.1, action: { do: 'dropAfterCommit' as const } }] };
    stage.sandbox.control.setFaults({ tenant, plan });
    const before = requestsAt(tenant).length;
    await stage.desk.sync(id);
    // The list of agents and one page of the list come on top.
    expect(requestsAt(tenant).length - before).toBeLessThanOrEqual(99 * 1.2 + 8);
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [] } });
    await stage.desk.sync(id);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, waiting: 0, parked: 0 });
    expect(stage.sandbox.control.records({ tenant })).toHaveLength(99);
  });

  it('that refuses one number gets all others; the one is parked with what it said', async () => {
    const { id, tenant } = await stage.desk.connect('fluents');
    for (let n = 0; n < 12; n += 1) stage.desk.add(number(n));
    stage.desk.add(anna);
    stage.sandbox.control.setFaults({
      tenant,
      plan: {
        rules: [
          { method: 'POST', path: 'bulk', action: { do: 'status', status: 400 } },
          { method: 'POST', path: 'create', nth: 13, action: { do: 'status', status: 400 } },
        ],
      },
    });
    const result = await stage.desk.sync(id);
    expect(result).toMatchObject({ outcome: 'done', parked: 1, waiting: 0, added: 12 });
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({ state: 'needsYou', parked: 1 });
  });

  it('that refuses the token stops the run and says so', async () => {
    const { id, tenant, token } = await stage.desk.connect('yappr');
    stage.desk.add(anna);
    stage.sandbox.control.revokeToken({ tenant, token });
    expect(await stage.desk.sync(id)).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('refused'),
      waiting: 1,
    });
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({ state: 'needsYou' });
    stage.sandbox.control.restoreToken({ tenant, token });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0 });
  });
});

describe('a scan that would take too much for gone', () => {
  async function inStep(count: number) {
    const account = await stage.desk.connect('fluents');
    for (let n = 0; n < count; n += 1) stage.desk.add(number(n));
    await stage.desk.sync(account.id);
    return account;
  }

  it('stops when the list is empty where it was not; once it is back, all is as before', async () => {
    const { id, tenant } = await inStep(20);
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [{ method: 'GET', action: { do: 'emptyList' } }] } });
    stage.desk.add(anna);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'suspicious', conflicts: 0 });
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({
      state: 'needsYou',
      suspicion: { sentence: expect.stringContaining('20 numbers') },
    });
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [] } });
    // A new block is sent all the same: adding one can do no harm.
    expect(numbersAt(tenant)).toContain(anna);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 0, writes: 0 });
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({ state: 'inStep', suspicion: null });
  });

  it('counts once a person confirms it, as conflicts: every number stays blocked', async () => {
    const { id, tenant } = await inStep(20);
    for (let n = 0; n < 10; n += 1) stage.sandbox.control.removeRecords({ tenant, number: number(n) });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'suspicious', conflicts: 0 });
    const run = stage.desk.store.runs.loadSuspicious(id)?.id ?? 0;
    expect(await stage.desk.actions.answerSuspicion(id, run, true)).toMatchObject({ ok: true });
    expect(stage.desk.conflicts.list({ limit: 100 }).open).toBe(10);
    for (let n = 0; n < 20; n += 1) expect(stage.desk.entry(number(n))?.removed).toBeNull();
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 10, added: 10 });
    // Put back there once while they are open, and asked about all the same.
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 10, writes: 0 });
  });

  it('is asked again when a few are gone: those become conflicts at once', async () => {
    const { id, tenant } = await inStep(20);
    stage.sandbox.control.removeRecords({ tenant, number: number(3) });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 1 });
  });
});

describe('cancelling', () => {
  it('stops at once, loses nothing, and the next run goes on', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'] });
    for (let n = 0; n < 50; n += 1) stage.desk.add(number(n));
    const abort = new AbortController();
    const running = stage.desk.sync(id, 'manual', abort.signal);
    await expect.poll(() => requestsAt(tenant).filter(({ method }) => method === 'POST').length).toBeGreaterThan(3);
    abort.abort();
    expect(await running).toMatchObject({ outcome: 'cancelled' });
    await stage.desk.sync(id);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0, waiting: 0 });
    expect(stage.sandbox.control.records({ tenant })).toHaveLength(50);
  });
});

describe('agents', () => {
  it('that appear later get every block that covers them', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a'] });
    stage.desk.add(anna);
    await stage.desk.sync(id);
    stage.sandbox.control.addAgent({ tenant, id: 'late', name: 'Late' });
    await stage.desk.sync(id);
    expect(numbersAt(tenant).toSorted()).toEqual([`${anna}@a`, `${anna}@late`]);
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 0 });
  });

  it('that are deleted count neither as missing nor as removed, until a person retires them', async () => {
    const { id, tenant } = await stage.desk.connect('osvi', { agents: ['a', 'b'] });
    stage.desk.add(anna);
    await stage.desk.sync(id);
    stage.sandbox.control.removeAgent({ tenant, agent: 'b' });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', conflicts: 0, writes: 0 });
    const gone = stage.desk.store.targets.listOf(id).find(({ remoteId }) => remoteId === 'b');
    expect(gone?.state).toBe('gone');
    expect(stage.desk.entry(anna)?.removed).toBeNull();
    expect(stage.desk.accounts.retireTarget(gone?.id ?? 0)).toMatchObject({ ok: true });
  });

  it('that are inactive at Yappr are not named to it, and never become "every agent"', async () => {
    const { id, tenant } = await stage.desk.connect('yappr', { agents: ['x', 'y'] });
    const x = stage.desk.store.targets.listOf(id).find(({ remoteId }) => remoteId === 'x')?.id ?? 0;
    stage.sandbox.control.changeAgent({ tenant, agent: 'x', active: false });
    stage.desk.add(anna, { holds: [{ place: x, until: null }] });
    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([]);
    expect(stage.desk.records.rowsFor(toNumber(anna))).toMatchObject([
      { state: 'parked', sentence: expect.stringContaining('active agents') },
    ]);
    stage.sandbox.control.changeAgent({ tenant, agent: 'x', active: true });
    await stage.desk.sync(id);
    expect(numbersAt(tenant)).toEqual([`${anna}@x`]);
  });
});

describe('time', () => {
  it('ends a block where the vendor cannot, and lets Yappr end its own', async () => {
    const osvi = await stage.desk.connect('osvi', { agents: ['a'] });
    const yappr = await stage.desk.connect('yappr');
    const until = new Date(stage.clock.now() + 3_600_000).toISOString() as never;
    stage.desk.add(anna, { holds: [{ place: 'everywhere', until }] });
    await stage.desk.sync(osvi.id);
    await stage.desk.sync(yappr.id);
    expect(numbersAt(osvi.tenant)).toEqual([`${anna}@a`]);
    expect(stage.sandbox.control.records({ tenant: yappr.tenant })[0]?.expiresAt).toBe(Date.parse(until));
    stage.clock.forward(3_700_000);
    expect(await stage.desk.sync(osvi.id)).toMatchObject({ removed: 1, conflicts: 0, waiting: 0 });
    expect(await stage.desk.sync(yappr.id)).toMatchObject({ writes: 0, conflicts: 0, waiting: 0 });
    expect(numbersAt(osvi.tenant)).toEqual([]);
    // Blocked anew while the old record still stands there with its time over.
    stage.desk.edit(anna, { holds: [{ place: 'everywhere', until: null }] });
    await stage.desk.sync(osvi.id);
    await stage.desk.sync(yappr.id);
    expect(stage.sandbox.control.records({ tenant: yappr.tenant })[0]?.expiresAt).toBeNull();
    expect(await stage.desk.sync(yappr.id)).toMatchObject({ writes: 0, waiting: 0 });
  });
});
