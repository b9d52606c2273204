// Every adapter under every fault that the sandbox can make: a write in doubt is never called done or not done, a broken
// reading never passes for a whole one, and no token follows a redirect.
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../../electron/sandbox/createSandbox.ts';
import type { FaultPlanInput } from '../../../electron/sandbox/faultPlan.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { type AnswerServer, startAnswerServer } from '../../support/answerServer.ts';
import {
  type ConnectedVendor,
  connectVendor,
  never,
  num,
  remote,
  scanAll,
  valueOf,
  wanted,
} from '../../support/connectVendor.ts';
import { canRemove, capabilitiesOf, listFor, noRateLimits, vendors } from '../../support/vendors.ts';

const NOW = Date.UTC(2026, 4, 3, 14);
type Action = FaultPlanInput['rules'][number]['action'];

let sandbox: Sandbox;
let elsewhere: AnswerServer;
const open: ConnectedVendor[] = [];
beforeAll(async () => {
  sandbox = await createSandbox({ clock: () => NOW, rateLimits: noRateLimits });
  elsewhere = await startAnswerServer();
  elsewhere.answers({ status: 200, json: {} });
});
afterAll(async () => {
  await sandbox.close();
  await elsewhere.close();
});
afterEach(async () => {
  await Promise.all(open.splice(0).map((vendor) => vendor.close()));
});

const CALL = { batchId: 'batch-1', requestUuid: 'call-1' };

function start(vendor: string, count = 0) {
  const scope = listFor(vendor, 'agent_one');
  const tenant = sandbox.control.createTenant({
    vendor,
    agents: scope === '' ? [] : [{ id: scope, name: 'One' }],
    callReferences: [{ batchId: CALL.batchId, requestUUID: CALL.requestUuid }],
  });
  const numbers = Array.from({ length: count }, (_, at) => `+1212556${String(at).padStart(4, '0')}`);
  const agents = scope === '' ? [] : [scope];
  sandbox.control.addRecords({ tenant: tenant.id, records: numbers.map((number) => ({ number, agents })) });
  const connected = connectVendor({
    vendor,
    baseUrl: tenant.baseUrl,
    token: tenant.token,
    timeoutMs: 300,
    now: () => NOW,
  });
  open.push(connected);
  const { connection } = connected;
  return {
    tenant,
    connection,
    scope,
    held: () => sandbox.control.records({ tenant: tenant.id }),
    faults: (action: Action, rule: Partial<FaultPlanInput['rules'][number]> = {}) =>
      sandbox.control.setFaults({ tenant: tenant.id, plan: { rules: [{ times: 1, ...rule, action }] } }),
    add: (e164 = '+12125551234') => connection.add({ ...wanted(e164, { callReference: CALL }), scope }, never),
    scan: () => scanAll(connection, scope),
  };
}

const IN_DOUBT: readonly Action[] = [
  { do: 'dropBeforeCommit' },
  { do: 'dropAfterCommit' },
  { do: 'dropMidBody' },
  { do: 'status', status: 500, when: 'after' },
  { do: 'status', status: 500, when: 'before' },
  { do: 'status', status: 502, when: 'after' },
  { do: 'status', status: 504, when: 'after' },
  { do: 'hang', ms: 2000, commit: 'first' },
  { do: 'truncatedJson' },
  { do: 'htmlLogin', commit: true },
  { do: 'htmlLogin', commit: false },
  { do: 'successFalse', commit: true },
  { do: 'successFalse', commit: false },
  { do: 'hugeBody' },
];

describe.each(vendors)('%s', (vendor) => {
  test.each(IN_DOUBT)('an add under %j is in doubt; a reading under it does not count', async (action) => {
    const { add, scan, faults, connection, scope } = start(vendor, 1);
    faults(action);
    expect(await add()).toMatchObject({ ok: false, class: 'retry', effect: 'unknown' });
    faults(action);
    expect(await scan()).toMatchObject({ ok: false, class: 'retry', effect: 'notDone' });
    if (!canRemove(capabilitiesOf(vendor))) return;
    faults(action);
    expect(await connection.remove(remote('+12125560000', { scope, remoteId: null }), never)).toMatchObject({
      ok: false,
      class: 'retry',
    });
  });

  test.each([
    [7, 7000],
    [0, 0],
    [86_400, 86_400_000],
    [{ dateInMs: 90_000 }, 90_000],
    [-5, null],
    ['soon', null],
    [undefined, null],
  ])('429 with Retry-After %j waits %j ms and rules the write out', async (retryAfter, waitMs) => {
    const { add, held, faults } = start(vendor);
    faults({ do: 'rateLimited', retryAfter });
    const retryAt = waitMs === null ? null : toInstant(NOW + waitMs);
    expect(await add()).toMatchObject({ ok: false, class: 'rateLimited', effect: 'notDone', retryAt });
    expect(held()).toEqual([]);
  });

  test('a redirect to another host gets neither token nor number', async () => {
    const { add, scan, faults } = start(vendor);
    for (const status of [301, 302, 303, 307, 308]) {
      faults({ do: 'redirectTo', location: `${elsewhere.baseUrl}/steal`, status });
      expect(await add()).toMatchObject({ ok: false, effect: 'unknown', status });
      faults({ do: 'redirectTo', location: `${elsewhere.baseUrl}/steal`, status });
      expect(await scan()).toMatchObject({ ok: false, effect: 'notDone', status });
    }
    expect(elsewhere.asked).toEqual([]);
  });

  test('the answer to another question is none to this one', async () => {
    const { add, faults, connection, scope } = start(vendor, 1);
    await connection.scan(scope, null, never);
    faults({ do: 'repeatPreviousAnswer' });
    expect(await add()).toMatchObject({ ok: false, class: 'retry', effect: 'unknown' });
    await add('+12125559999');
    faults({ do: 'repeatPreviousAnswer' });
    expect(await connection.scan(scope, null, never)).toMatchObject({ ok: false, class: 'retry' });
  });

  test('a token that is refused in the middle of a scan ends it', async () => {
    const { scan, faults } = start(vendor, 150);
    faults({ do: 'unauthorized' }, { nth: 2 });
    expect(await scan()).toMatchObject({ ok: false, class: 'auth', effect: 'notDone' });
  });

  test.each([1, 3, 100, 120, 250])('a list of %d that never ends is cut, and does not count', async (count) => {
    const { scan, faults } = start(vendor, count);
    faults({ do: 'endlessPages' }, { times: 100_000 });
    expect(await scan()).toMatchObject({ ok: false, class: 'retry', effect: 'notDone' });
  });

  test('a page that comes twice while the list goes on does not count', async () => {
    const { scan, faults } = start(vendor, 250);
    faults({ do: 'repeatPreviousAnswer' }, { nth: 2 });
    expect(await scan()).toMatchObject({ ok: false, class: 'retry' });
  });

  test('an empty list is answered as such: whether to believe it is not the adapter’s question', async () => {
    const { scan, faults } = start(vendor, 3);
    faults({ do: 'emptyList' }, { times: 10 });
    expect(valueOf(await scan()).records).toEqual([]);
  });

  test('a server that is not there took nothing', async () => {
    const { tenant, scope } = start(vendor);
    const connected = connectVendor({ vendor, baseUrl: 'http://127.0.0.1:1', token: tenant.token });
    open.push(connected);
    const ours = { ...wanted('+12125551234', { callReference: CALL }), scope };
    expect(await connected.connection.add(ours, never)).toMatchObject({
      ok: false,
      class: 'retry',
      effect: 'notDone',
      status: null,
    });
  });

  test('a request that is stopped under way is in doubt', async () => {
    const { connection, faults, scope } = start(vendor);
    faults({ do: 'hang', ms: 2000 });
    const stop = new AbortController();
    const answer = connection.add({ ...wanted('+12125551234', { callReference: CALL }), scope }, stop.signal);
    setTimeout(() => stop.abort(), 50);
    expect(await answer).toMatchObject({
      ok: false,
      class: 'retry',
      effect: 'unknown',
      message: expect.stringContaining('stopped') as unknown,
    });
  });
});

describe('the answer to another add', () => {
  test.each(vendors)('%s: is none to this one, or names no number and the next scan shows it', async (vendor) => {
    const { add, faults, scan } = start(vendor);
    const answered = valueOf(await add('+12125559999'));
    faults({ do: 'repeatPreviousAnswer', commit: answered !== null });
    if (answered !== null) {
      expect(await add()).toMatchObject({ ok: false, class: 'retry', effect: 'unknown' });
      return;
    }
    expect(await add()).toMatchObject({ ok: true, value: null });
    expect(valueOf(await scan()).records.map(({ number }) => number)).toEqual([num('+12125559999')]);
  });
});
