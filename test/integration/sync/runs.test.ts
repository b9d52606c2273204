// What a supervisor can read about a sync afterwards, and while it runs: the figures, the reason in words, and the log of
// requests, which never holds a token or a full number.
import { call } from '@orpc/server';
import { describe, expect, it } from 'vitest';
import { createSyncProcedures } from '../../../electron/core/sync/procedures.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, vendors } from '../../support/vendors.ts';

const anna = '+12125551234';

const stage = useSyncStage();

const context = { context: { host: 'cli' } } as const;
const calls = () =>
  createSyncProcedures({
    ...stage.desk,
    preview: stage.desk.preview,
    listRunnable: () => stage.desk.store.accounts.list(),
    jobs: stage.desk.jobs,
  }).runs;
const list = async (query: Partial<Parameters<(typeof stage.desk.runs)['list']>[0]> = {}) =>
  await call(calls().list, { limit: 100, ...query }, context);
const open = async (run: number, more: { show?: 'writes' | 'problems'; offset?: number; limit?: number } = {}) =>
  await call(calls().get, { run, ...more }, context);
const newest = async () => {
  const [run] = (await list({ limit: 1 })).runs;
  if (run === undefined) throw new Error('there is no run');
  return run;
};

describe('a run', () => {
  it('tells what it read and sent, why it ran, and each request in its order', async () => {
    const { id } = await stage.desk.connect('yappr', { name: 'Yappr' });
    stage.desk.add(anna);
    await stage.desk.sync(id);
    const run = await newest();
    expect(run).toMatchObject({
      account: id,
      accountName: 'Yappr',
      vendorName: 'Yappr',
      trigger: 'manual',
      startedAt: '2026-05-03T14:00:00.000Z',
      outcome: 'done',
      scanComplete: true,
      writes: 1,
      added: 1,
      conflicts: 0,
      retries: 0,
      error: null,
      suspicion: null,
    });
    const { requests, total, areRequestsKept } = await open(run.id);
    expect(areRequestsKept).toBe(true);
    expect(requests.map(({ n }) => n)).toEqual(Array.from({ length: total }, (_, index) => index + 1));
    expect(requests.every(({ problem }) => problem === null)).toBe(true);
    expect(await open(run.id, { show: 'writes' })).toMatchObject({
      total: 1,
      requests: [{ method: 'POST', status: 201 }],
    });
    expect(await open(run.id, { show: 'problems' })).toMatchObject({ total: 0, requests: [] });
    expect((await stage.desk.status.listAccounts())[0]).toMatchObject({ lastRun: { id: run.id, outcome: 'done' } });
  });

  it('counts its retries, and the log says what each of them was about', async () => {
    const { id, tenant } = await stage.desk.connect('fluents');
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ method: 'GET', nth: [1, 2], action: { do: 'status', status: 503 } }] },
    });
    await stage.desk.sync(id);
    const run = await newest();
    expect(run).toMatchObject({ outcome: 'done', retries: 2, error: null });
    const { requests, total } = await open(run.id, { show: 'problems' });
    expect(total).toBe(2);
    for (const request of requests) {
      expect(request).toMatchObject({ status: 503, isWrite: false });
      expect(request.problem).toMatch(/failed on its side \(HTTP 503\)\.$/);
    }
  });

  it('that failed says why in a sentence, and carries no token', async () => {
    const { id, tenant, token } = await stage.desk.connect('osvi', { agents: ['a'] });
    stage.sandbox.control.revokeToken({ tenant, token });
    await stage.desk.sync(id);
    const run = await newest();
    expect(run).toMatchObject({ outcome: 'failed', writes: 0, scanComplete: false });
    expect(run.error).toMatch(/token/i);
    const { requests } = await open(run.id, { show: 'problems' });
    expect(requests).toMatchObject([{ status: 401, problem: expect.stringContaining('OSVI refused the token') }]);
    expect(JSON.stringify([run, requests])).not.toContain(token);
  });

  it('that found a list suspiciously empty keeps its sentence, and says that it waits for a person until it is answered', async () => {
    const { id, tenant } = await stage.desk.connect('yappr');
    for (let n = 10; n < 30; n += 1) stage.desk.add(`+121255512${n}`);
    await stage.desk.sync(id);
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [{ action: { do: 'emptyList' } }] } });
    await stage.desk.sync(id);
    const run = await newest();
    expect(run).toMatchObject({ outcome: 'suspicious', removed: 0 });
    expect(run.suspicion).toBe(run.error);
    await stage.desk.actions.answerSuspicion(id, run.id, false);
    expect(await newest()).toMatchObject({ outcome: 'suspicious', suspicion: null, error: run.error });
  });

  it('of an account that was removed is still there under its name', async () => {
    const { id } = await stage.desk.connect('fluents', { name: 'Old dialer' });
    await stage.desk.sync(id);
    await stage.desk.accounts.remove(id);
    expect(await newest()).toMatchObject({ accountName: 'Old dialer', outcome: 'done' });
  });

  it('that is not known is answered with a sentence', async () => {
    await expect(open(4711)).rejects.toMatchObject({
      code: 'NOT_FOUND',
      message: expect.stringMatching(/no such run/),
    });
    await expect(call(calls().stop, { run: 4711 }, context)).rejects.toMatchObject({ code: 'NOT_FOUND' });
  });
});

describe('while it runs', () => {
  it('a run has no result yet, shows how far it is, and can be stopped', async () => {
    const { id, tenant } = await stage.desk.connect('fluents');
    await stage.desk.sync(id);
    stage.desk.add(anna);
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ method: 'POST', action: { do: 'hang', ms: 60_000, commit: 'first' } }] },
    });
    const running = stage.desk.sync(id);
    await expect
      .poll(() => stage.sandbox.control.requests({ tenant }).some(({ method }) => method === 'POST'))
      .toBe(true);
    const run = await newest();
    expect(run).toMatchObject({ outcome: null, tookMs: null });
    expect((await list({ result: 'running' })).runs).toHaveLength(1);
    expect(await open(run.id)).toMatchObject({ areRequestsKept: true });

    expect(await call(calls().stop, { run: run.id }, context)).toEqual({ ok: true });
    await running;
    expect(await newest()).toMatchObject({ id: run.id, outcome: 'cancelled' });
    expect(await call(calls().stop, { run: run.id }, context)).toEqual({ ok: false });
    expect((await list({ result: 'running' })).runs).toEqual([]);
  });

  it('its requests come into the log within about a second, however few they are', async () => {
    const { id, tenant } = await stage.desk.connect('fluents');
    stage.sandbox.control.setFaults({
      tenant,
      plan: {
        rules: [
          { method: 'GET', nth: 1, action: { do: 'rateLimited', retryAfter: 2 } },
          { method: 'GET', nth: 2, action: { do: 'status', status: 503 } },
          { method: 'GET', nth: 3, action: { do: 'hang', ms: 60_000 } },
        ],
      },
    });
    const running = stage.desk.sync(id);
    await expect.poll(() => stage.sandbox.control.requests({ tenant }).length).toBe(3);
    const run = await newest();
    expect(run.outcome).toBeNull();
    expect((await open(run.id)).requests).toMatchObject([{ status: 429 }, { status: 503 }]);
    await call(calls().stop, { run: run.id }, context);
    await running;
  });
});

describe('the log of requests', () => {
  it.each(vendors)('holds no token and no full number (%s)', async (vendor) => {
    const { id, tenant, token } = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
    stage.sandbox.control.addCallReferences({ tenant, callReferences: [{ batchId: 'b', requestUUID: 'u' }] });
    const numbers = [10, 11, 12, 13].map((n) => `+121255512${n}`);
    for (const number of numbers) stage.desk.add(number, { callReference: { batchId: 'b', requestUuid: 'u' } });
    stage.sandbox.control.setFaults({
      tenant,
      plan: {
        rules: [
          { method: 'POST', nth: 1, action: { do: 'dropAfterCommit' } },
          { method: 'POST', nth: 2, action: { do: 'status', status: 400 } },
        ],
      },
    });
    await stage.desk.sync(id);
    await stage.desk.sync(id, 'change');
    for (const number of numbers) stage.desk.remove(number);
    await stage.desk.sync(id);

    const kept = JSON.stringify([
      stage.desk.db.prepare('SELECT * FROM sync_run').all(),
      stage.desk.db.prepare('SELECT * FROM sync_request').all(),
    ]);
    expect(kept).not.toContain(token);
    for (const number of numbers) expect(kept).not.toContain(number.slice(1));
    for (const number of numbers) expect(kept).not.toContain(number.slice(2));
  });

  it('is read page by page', async () => {
    const { id } = await stage.desk.connect('osvi', { agents: ['a'] });
    for (let n = 10; n < 35; n += 1) stage.desk.add(`+121255512${n}`);
    await stage.desk.sync(id);
    const run = await newest();
    const all = await open(run.id, { limit: 500 });
    expect(all.total).toBeGreaterThan(20);
    const second = await open(run.id, { offset: 10, limit: 10 });
    expect(second).toMatchObject({ total: all.total });
    expect(second.requests).toEqual(all.requests.slice(10, 20));
  });

  it('is kept for the newest 200 runs of each account; older runs keep their figures', async () => {
    const other = await stage.desk.connect('fluents', { name: 'other' });
    await stage.desk.sync(other.id);
    const { id } = await stage.desk.connect('yappr');
    stage.desk.add(anna);
    for (let n = 0; n < 203; n += 1) await stage.desk.sync(id, 'schedule');

    const counted = stage.desk.db
      .prepare(
        'SELECT account_id AS account, count(DISTINCT run_id) AS runs FROM sync_request JOIN sync_run ON id = run_id GROUP BY 1',
      )
      .all();
    expect(counted).toEqual([
      { account: other.id, runs: 1 },
      { account: id, runs: 200 },
    ]);
    const first = (await list({ account: id, limit: 500 })).runs.at(-1);
    expect(first).toMatchObject({ writes: 1, added: 1, outcome: 'done' });
    expect(await open(first?.id ?? 0)).toMatchObject({ requests: [], total: 0, areRequestsKept: false });
    expect(await open((await newest()).id)).toMatchObject({ areRequestsKept: true });
  });
});

describe('the runs', () => {
  it('are listed newest first, page by page, of one account or one result', async () => {
    const good = await stage.desk.connect('fluents');
    const bad = await stage.desk.connect('yappr');
    stage.sandbox.control.revokeToken({ tenant: bad.tenant, token: bad.token });
    for (let n = 0; n < 3; n += 1) {
      await stage.desk.sync(good.id, 'schedule');
      await stage.desk.sync(bad.id);
    }
    const { runs, next } = await list();
    expect(next).toBeNull();
    expect(runs.map(({ account }) => account)).toEqual([bad.id, good.id, bad.id, good.id, bad.id, good.id]);
    const first = await list({ limit: 4 });
    const rest = await list({ limit: 4, before: first.next ?? 0 });
    expect([...first.runs, ...rest.runs]).toEqual(runs);
    expect(rest.next).toBeNull();
    expect((await list({ account: good.id })).runs.map(({ trigger }) => trigger)).toEqual(
      Array.from({ length: 3 }, () => 'schedule'),
    );
    expect((await list({ result: 'failed' })).runs.map(({ account }) => account)).toEqual([bad.id, bad.id, bad.id]);
    expect((await list({ account: good.id, result: 'failed' })).runs).toEqual([]);
  });

  it('that a crash left open are told as interrupted after the next start', async () => {
    const { id } = await stage.desk.connect('fluents');
    stage.desk.store.runs.start(id, 'manual', stage.clock.now());
    await stage.desk.close(true);
    stage.reopen();
    const [run] = (await list({ result: 'interrupted' })).runs;
    expect(run).toMatchObject({ outcome: 'interrupted', error: 'The desk was closed while this ran.' });
  });
});
