// A vendor's own export in the place of a scan: real files, a real database, the sandbox as the vendor that is not asked.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { SyncResult } from '../../shared/contract/sync.ts';
import { toInstant } from '../../shared/domain/instant.ts';
import { openExport } from '../../electron/core/sync/exportFile.ts';
import type { Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { createTestClock, type TestClock } from '../support/desk.ts';
import { openSyncDesk, startSandbox, type SyncDesk, toNumber } from '../support/syncDesk.ts';

const anna = '+12125551234';
const ben = '+12125551235';
const carl = '+12125551236';
const never = new AbortController().signal;

let clock: TestClock;
let sandbox: Sandbox;
let desk: SyncDesk;

beforeEach(async () => {
  clock = createTestClock();
  sandbox = await startSandbox(clock);
  desk = openSyncDesk({ sandbox, clock });
});
afterEach(async () => {
  await desk.close();
  await sandbox.close();
});

function write(lines: readonly string[], name = 'export.csv'): string {
  const path = join(desk.dir, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const requestOf = (path: string) => ({ from: { kind: 'path', path }, region: undefined, mapping: undefined }) as const;

async function scan(account: number, lines: readonly string[]): Promise<SyncResult> {
  const started = await desk.scanFiles.start(account, requestOf(write(lines)));
  if (!started.ok) throw new Error(started.message);
  expect(await desk.jobs.wait(started.value.job)).toMatchObject({ state: 'done' });
  const [result] = desk.jobs.result(started.value.job) as SyncResult[];
  if (result === undefined) throw new Error('the scan has no result');
  return result;
}

async function refusal(account: number, lines: readonly string[]): Promise<string> {
  const started = await desk.scanFiles.start(account, requestOf(write(lines)));
  expect(started.ok).toBe(false);
  return started.ok ? '' : started.message;
}

const inStep = async (
  vendor: 'fluents' | 'yappr' | 'osvi',
  numbers: readonly string[],
  agents: readonly string[] = [],
) => {
  const account = await desk.connect(vendor, { agents });
  for (const number of numbers) desk.add(number);
  await desk.sync(account.id);
  expect(desk.store.remotes.countInStep(account.id)).toBe(
    numbers.length * Math.max(1, vendor === 'osvi' ? agents.length : 1),
  );
  return account;
};
const openOf = (account: number) =>
  desk.conflicts.list({ account, limit: 100 }).conflicts.map(({ number, kind }) => [number, kind]);

describe('an export as the scan', () => {
  it('takes over what only the vendor has, asks about what is gone, and sends nothing', async () => {
    const { id, tenant } = await inStep('fluents', [anna, ben]);
    const { seq: sinceSeq } = sandbox.control.lastSeq({});

    const result = await scan(id, ['Phone Number,Reason', `${anna},asked`, `${carl},hung up`]);

    expect(result).toMatchObject({ outcome: 'done', error: null, scanned: 2, added: 1, conflicts: 1, writes: 0 });
    expect(desk.entry(carl)).toMatchObject({ removed: null, reason: 'hung up', source: { kind: 'vendor' } });
    expect(openOf(id)).toEqual([[ben, 'goneThere']]);
    expect(desk.entry(ben)?.removed).toBeNull();
    expect(sandbox.control.requests({ tenant, sinceSeq })).toEqual([]);
    expect(desk.store.runs.loadNewest(id)).toMatchObject({ trigger: 'scanFile', scanComplete: true, scanned: 2 });
    expect(desk.store.accounts.load(id)?.lastScanAt).toBe(clock.now());
  });

  it('owes what the export lacks and the list asks for to the next run, which sends it', async () => {
    const { id } = await inStep('fluents', [anna]);
    desk.add(ben);
    expect(await scan(id, ['Phone,Reason', `${anna},asked`])).toMatchObject({ outcome: 'done', writes: 0, waiting: 1 });
    expect(await desk.sync(id)).toMatchObject({ writes: 1, waiting: 0 });
  });

  it('says nothing against a field that the file has no column for', async () => {
    const until = toInstant(clock.now() + 9 * 86_400_000);
    const account = await desk.connect('yappr');
    desk.add(anna, { reason: 'a long story', holds: [{ place: 'everywhere', until }] });
    await desk.sync(account.id);
    const before = desk.entry(anna);
    expect(await scan(account.id, ['Phone', anna])).toMatchObject({ conflicts: 0, added: 0, changed: 0 });
    expect(desk.entry(anna)).toEqual(before);
    expect(desk.store.remotes.countInStep(account.id)).toBe(1);
  });

  it('takes an expiry for what the vendor has, also one that has passed', async () => {
    const account = await desk.connect('yappr');
    const [past, future] = [toInstant(clock.now() - 86_400_000), toInstant(clock.now() + 86_400_000)];
    const rows = ['phone_number,reason,expires_at', `${anna},x,${past}`, `${ben},x,${future}`, `${carl},x,`];
    expect(await scan(account.id, rows)).toMatchObject({ outcome: 'done', error: null, scanned: 3 });
    expect(desk.entry(anna)).toBeUndefined();
    expect(desk.entry(ben)?.holds).toMatchObject([{ until: future }]);
    expect(desk.entry(carl)?.holds).toMatchObject([{ until: null }]);
  });

  it('stops when it would take too much for gone, until a person says so', async () => {
    const numbers = Array.from({ length: 10 }, (_, n) => `+1212555${1300 + n}`);
    const { id } = await inStep('fluents', numbers);
    expect(await scan(id, ['Phone', numbers[0] ?? ''])).toMatchObject({ outcome: 'suspicious', conflicts: 0 });
    const run = desk.store.runs.loadSuspicious(id)?.id ?? 0;
    expect(await desk.actions.answerSuspicion(id, run, true)).toMatchObject({ ok: true });
    expect(openOf(id)).toHaveLength(9);
    for (const number of numbers) expect(desk.entry(number)?.removed).toBeNull();
  });
});

describe('a row that cannot be read', () => {
  it.each([
    ['no number', 'not a number,x,'],
    ['an expiry in no known form', `${carl},x,some day`],
    ['cells that have slipped', `${carl},x,,surplus`],
  ])('(%s) leaves the rest seen and proves no absence', async (_, row) => {
    const { id } = await inStep('yappr', [anna, ben]);
    const result = await scan(id, ['phone,reason,expires_at', `${anna},asked,`, row]);
    expect(result).toMatchObject({ outcome: 'done', conflicts: 0, scanned: 1 });
    expect(result.error).toMatch(
      /^One row of "export\.csv" could not be read \(line 3: .+\), so nothing counts as gone\.$/,
    );
    expect(desk.entry(carl)).toBeUndefined();
    expect(desk.store.runs.loadNewest(id)).toMatchObject({ scanComplete: false, unreadable: 1 });
  });
});

describe('a vendor that blocks by agent', () => {
  it('has each row on the list of its agent, by id or by name; an agent without rows proves nothing', async () => {
    const { id } = await inStep('osvi', [anna, ben], ['a', 'b', 'c']);
    const result = await scan(id, ['agent_uuid,phone', `a,${anna}`, `a,${ben}`, `Agent b,${anna}`]);
    expect(result).toMatchObject({ outcome: 'done', error: null, scanned: 3, conflicts: 1 });
    expect(desk.conflicts.list({ account: id, limit: 9 }).conflicts).toMatchObject([{ number: ben, scope: 'b' }]);
    expect(desk.store.runs.loadNewest(id)).toMatchObject({ scanComplete: false });
  });

  it('refuses a file that does not say for which, and a row that names an agent nobody knows', async () => {
    const { id } = await inStep('osvi', [anna], ['a']);
    expect(await refusal(id, ['phone', anna])).toMatch(/blocks by agent.+add a column "agent"/);
    expect((await scan(id, ['agent,phone', `a,${anna}`, `zz,${ben}`])).error).toMatch(/line 3: no agent "zz" is known/);
    expect((await scan(id, ['agent,phone', `a,${anna}`, `,${ben}`])).error).toMatch(/line 3: it names no agent/);
  });

  it('reads the agents that a record is limited to, in one cell or over several rows', async () => {
    const { id } = await inStep('yappr', [], ['x', 'y', 'z']);
    await desk.accounts.targets(id, true);
    const rows = ['phone,agents', `${anna},"x, Agent y"`, `${ben},x`, `${ben},z`, `${carl},`];
    expect(await scan(id, rows)).toMatchObject({ outcome: 'done', error: null, added: 3 });
    const seen = (number: string) =>
      desk.store.remotes.load({ account: id, scope: '', number: toNumber(number) })?.seen;
    expect([anna, ben, carl].map((number) => seen(number)?.agents)).toEqual([['x', 'y'], ['x', 'z'], null]);
  });
});

describe('a file that is no export', () => {
  it('is refused with a sentence, and no run is made', async () => {
    const { id } = await desk.connect('fluents');
    expect(await refusal(id, ['Name,City', 'Anna,Rome'])).toMatch(/phone/);
    expect(await refusal(id, ['Phone,Reason'])).toMatch(/header but no rows/);
    expect(await desk.scanFiles.start(id, requestOf(join(desk.dir, 'none.csv')))).toMatchObject({ code: 'BAD_INPUT' });
    expect(await desk.scanFiles.start(99, requestOf(write(['Phone', anna])))).toMatchObject({ code: 'NOT_FOUND' });
    expect(desk.store.runs.loadNewest(id)).toBeUndefined();
  });

  it('counts for nothing when it changed while it was read', async () => {
    const { id } = await inStep('fluents', [anna]);
    const path = write(['Phone', carl]);
    const account = desk.store.loadView(id);
    if (account === undefined) throw new Error('the account is there');
    const opened = await openExport(requestOf(path), account, desk.dir);
    if (!opened.ok) throw new Error(opened.message);
    appendFileSync(path, `${ben}\n`);
    const result = await desk.runner.scanFile(id, opened.value, never, () => {});
    expect(result).toMatchObject({
      outcome: 'failed',
      scanned: 0,
      added: 0,
      error: expect.stringContaining('changed'),
    });
    expect([desk.entry(carl), desk.entry(ben)]).toEqual([undefined, undefined]);
    expect(desk.entry(anna)?.removed).toBeNull();
  });
});
