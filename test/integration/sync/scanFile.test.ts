// A vendor's own export in the place of a scan: real files, a real database, the sandbox as the vendor that is not asked.
import { appendFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { SyncResult } from '../../../shared/contract/sync.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createZone } from '../../../shared/domain/time/zone.ts';
import { openExport } from '../../../electron/core/sync/vendor/exportFile.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor } from '../../support/vendors.ts';

const anna = '+12125551234';
const ben = '+12125551235';
const carl = '+12125551236';
const never = new AbortController().signal;

const stage = useSyncStage();

function write(lines: readonly string[], name = 'export.csv'): string {
  const path = join(stage.desk.dir, name);
  writeFileSync(path, `${lines.join('\n')}\n`);
  return path;
}

const requestOf = (path: string) => ({ from: { kind: 'path', path }, region: undefined, mapping: undefined }) as const;

async function scan(account: number, lines: readonly string[]): Promise<SyncResult> {
  const started = await stage.desk.scanFiles.start(account, requestOf(write(lines)));
  if (!started.ok) throw new Error(started.message);
  expect(await stage.desk.jobs.wait(started.value.job)).toMatchObject({ state: 'done' });
  const [result] = stage.desk.jobs.result(started.value.job) as SyncResult[];
  if (result === undefined) throw new Error('the scan has no result');
  return result;
}

async function refusal(account: number, lines: readonly string[]): Promise<string> {
  const started = await stage.desk.scanFiles.start(account, requestOf(write(lines)));
  expect(started.ok).toBe(false);
  return started.ok ? '' : started.message;
}

const inStep = async (vendor: string, numbers: readonly string[], agents: readonly string[] = []) => {
  const account = await stage.desk.connect(vendor, { agents });
  for (const number of numbers) stage.desk.add(number);
  await stage.desk.sync(account.id);
  expect(stage.desk.store.remotes.countInStep(account.id)).toBe(
    numbers.length * Math.max(1, agentsFor(vendor, agents).length),
  );
  return account;
};
const openOf = (account: number) =>
  stage.desk.conflicts.list({ account, limit: 100 }).conflicts.map(({ number, kind }) => [number, kind]);

describe('an export as the scan', () => {
  it('takes over what only the vendor has, asks about what is gone, and sends nothing', async () => {
    const { id, tenant } = await inStep('fluents', [anna, ben]);
    const { seq: sinceSeq } = stage.sandbox.control.lastSeq({});

    const result = await scan(id, ['Phone Number,Reason', `${anna},asked`, `${carl},hung up`]);

    expect(result).toMatchObject({ outcome: 'done', error: null, scanned: 2, added: 1, conflicts: 1, writes: 0 });
    expect(stage.desk.entry(carl)).toMatchObject({ removed: null, reason: 'hung up', source: { kind: 'vendor' } });
    expect(openOf(id)).toEqual([[ben, 'goneThere']]);
    expect(stage.desk.entry(ben)?.removed).toBeNull();
    expect(stage.sandbox.control.requests({ tenant, sinceSeq })).toEqual([]);
    expect(stage.desk.store.runs.loadNewest(id)).toMatchObject({ trigger: 'scanFile', scanComplete: true, scanned: 2 });
    expect(stage.desk.store.accounts.load(id)?.lastScanAt).toBe(stage.clock.now());
  });

  it('owes what the export lacks and the list asks for to the next run, which sends it', async () => {
    const { id } = await inStep('fluents', [anna]);
    stage.desk.add(ben);
    expect(await scan(id, ['Phone,Reason', `${anna},asked`])).toMatchObject({ outcome: 'done', writes: 0, waiting: 1 });
    expect(await stage.desk.sync(id)).toMatchObject({ writes: 1, waiting: 0 });
  });

  it('says nothing against a field that the file has no column for', async () => {
    const until = toInstant(stage.clock.now() + 9 * 86_400_000);
    const account = await stage.desk.connect('yappr');
    stage.desk.add(anna, { reason: 'a long story', holds: [{ place: 'everywhere', until }] });
    await stage.desk.sync(account.id);
    const before = stage.desk.entry(anna);
    expect(await scan(account.id, ['Phone', anna])).toMatchObject({ conflicts: 0, added: 0, changed: 0 });
    expect(stage.desk.entry(anna)).toEqual(before);
    expect(stage.desk.store.remotes.countInStep(account.id)).toBe(1);
  });

  it('takes an expiry for what the vendor has, also one that has passed', async () => {
    const account = await stage.desk.connect('yappr');
    const [past, future] = [toInstant(stage.clock.now() - 86_400_000), toInstant(stage.clock.now() + 86_400_000)];
    const rows = ['phone_number,reason,expires_at', `${anna},x,${past}`, `${ben},x,${future}`, `${carl},x,`];
    expect(await scan(account.id, rows)).toMatchObject({ outcome: 'done', error: null, scanned: 3 });
    expect(stage.desk.entry(anna)).toBeUndefined();
    expect(stage.desk.entry(ben)?.holds).toMatchObject([{ until: future }]);
    expect(stage.desk.entry(carl)?.holds).toMatchObject([{ until: null }]);
  });

  it('stops when it would take too much for gone, until a person says so', async () => {
    const numbers = Array.from({ length: 10 }, (_, n) => `+1212555${1300 + n}`);
    const { id } = await inStep('fluents', numbers);
    expect(await scan(id, ['Phone', numbers[0] ?? ''])).toMatchObject({ outcome: 'suspicious', conflicts: 0 });
    const run = stage.desk.store.runs.loadSuspicious(id)?.id ?? 0;
    expect(await stage.desk.actions.answerSuspicion(id, run, true)).toMatchObject({ ok: true });
    expect(openOf(id)).toHaveLength(9);
    for (const number of numbers) expect(stage.desk.entry(number)?.removed).toBeNull();
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
      /^1 row of "export\.csv" could not be read \(line 3: .+\), so nothing counts as gone\.$/,
    );
    expect(stage.desk.entry(carl)).toBeUndefined();
    expect(stage.desk.store.runs.loadNewest(id)).toMatchObject({ scanComplete: false, unreadable: 1 });
  });
});

describe('a vendor that blocks by agent', () => {
  it('has each row on the list of its agent, by id or by name; an agent without rows proves nothing', async () => {
    const { id } = await inStep('osvi', [anna, ben], ['a', 'b', 'c']);
    const result = await scan(id, ['agent_uuid,phone', `a,${anna}`, `a,${ben}`, `Agent b,${anna}`]);
    expect(result).toMatchObject({ outcome: 'done', error: null, scanned: 3, conflicts: 1 });
    expect(stage.desk.conflicts.list({ account: id, limit: 9 }).conflicts).toMatchObject([{ number: ben, scope: 'b' }]);
    expect(stage.desk.store.runs.loadNewest(id)).toMatchObject({ scanComplete: false });
  });

  it('refuses a file that does not say for which, and a row that names an agent nobody knows', async () => {
    const { id } = await inStep('osvi', [anna], ['a']);
    expect(await refusal(id, ['phone', anna])).toMatch(/blocks by agent.+add a column "agent"/);
    expect((await scan(id, ['agent,phone', `a,${anna}`, `zz,${ben}`])).error).toMatch(/line 3: no agent "zz" is known/);
    expect((await scan(id, ['agent,phone', `a,${anna}`, `,${ben}`])).error).toMatch(/line 3: it names no agent/);
  });

  it('blocks for all agents where a record names one that nobody knows, and says that it cannot be verified', async () => {
    const { id } = await stage.desk.connect('yappr', { agents: ['x', 'y'], adopt: 'target' });
    await stage.desk.sync(id);
    const result = await scan(id, ['phone,agents', `${anna},x`, `${ben},zz`, `${carl},"x, zz"`]);
    expect(result).toMatchObject({ outcome: 'done', scanned: 3, added: 3 });
    for (const agent of ['x', 'y'])
      expect([anna, ben, carl].map((number) => stage.desk.isBlocked(number, `${id}/${agent}`))).toEqual([
        agent === 'x',
        true,
        true,
      ]);
    expect(stage.desk.records.rowsFor(toNumber(ben))).toMatchObject([{ state: 'cannotVerify' }]);
  });

  it('reads the agents that a record is limited to, in one cell or over several rows', async () => {
    const { id } = await inStep('yappr', [], ['x', 'y', 'z']);
    await stage.desk.accounts.targets(id, true);
    const rows = ['phone,agents', `${anna},"x, Agent y"`, `${ben},x`, `${ben},z`, `${carl},`];
    expect(await scan(id, rows)).toMatchObject({ outcome: 'done', error: null, added: 3 });
    const seen = (number: string) =>
      stage.desk.store.remotes.load({ account: id, scope: '', number: toNumber(number) })?.seen;
    expect([anna, ben, carl].map((number) => seen(number)?.agents)).toEqual([['x', 'y'], ['x', 'z'], null]);
  });
});

describe('a file that is no export', () => {
  it('is refused with a sentence, and no run is made', async () => {
    const { id } = await stage.desk.connect('fluents');
    expect(await refusal(id, ['Name,City', 'Anna,Rome'])).toMatch(/phone/);
    expect(await refusal(id, ['Phone,Reason'])).toMatch(/header but no rows/);
    expect(await stage.desk.scanFiles.start(id, requestOf(join(stage.desk.dir, 'none.csv')))).toMatchObject({
      code: 'BAD_INPUT',
    });
    expect(await stage.desk.scanFiles.start(99, requestOf(write(['Phone', anna])))).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(stage.desk.store.runs.loadNewest(id)).toBeUndefined();
  });

  it('counts for nothing when it changed while it was read', async () => {
    const { id } = await inStep('fluents', [anna]);
    const path = write(['Phone', carl]);
    const account = stage.desk.store.loadView(id);
    if (account === undefined) throw new Error('the account is there');
    const opened = await openExport(requestOf(path), account, {
      uploadsDir: stage.desk.dir,
      zone: createZone('UTC'),
    });
    if (!opened.ok) throw new Error(opened.message);
    appendFileSync(path, `${ben}\n`);
    const result = await stage.desk.runner.scanFile(id, opened.value, never, () => {});
    expect(result).toMatchObject({
      outcome: 'failed',
      scanned: 0,
      added: 0,
      error: expect.stringContaining('changed'),
    });
    expect([stage.desk.entry(carl), stage.desk.entry(ben)]).toEqual([undefined, undefined]);
    expect(stage.desk.entry(anna)?.removed).toBeNull();
  });
});
