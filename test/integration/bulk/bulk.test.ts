// Bulk edits and removals through the real router on a real database: the set that is changed is the set that was previewed,
// with its reason, its confirmation and its undo.
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';

type Preview = DeskInputs['bulk']['preview'];

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;

beforeEach(async () => {
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir);
  await desk.client.app.saveSettings({ region: 'US', author: 'Dana' });
});
afterEach(async () => {
  expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });
  await desk.close();
  await folder.remove();
});

const numberOf = (index: number) => `+1212555${1000 + index}`;
const numbersOf = (from: number, to: number) => Array.from({ length: to - from }, (_, index) => numberOf(from + index));
const exported = async () => readAll(await desk.client.entries.export({ format: 'csv' }));

async function preview(input: Preview) {
  const { bulk, job } = await desk.client.bulk.preview(input);
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  return desk.client.bulk.summary({ bulk });
}

async function apply(bulk: string, why: string, confirm?: number) {
  const { job } = await desk.client.bulk.apply({ bulk, why, ...(confirm === undefined ? {} : { confirm }) });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  return desk.client.bulk.result({ bulk });
}

describe('a bulk removal', () => {
  it('by filter: previewed, confirmed by its count, applied as one batch, undone to the byte', async () => {
    await desk.client.entries.add({ numbers: numbersOf(0, 80), reason: 'asked on the phone' });
    await desk.client.entries.add({ numbers: numbersOf(80, 100), reason: 'trade fair' });
    const before = await exported();
    const summary = await preview({
      of: { kind: 'filter', filter: { search: 'trade fair' } },
      act: { kind: 'remove' },
    });
    expect(summary).toMatchObject({
      kind: 'remove',
      groups: { change: 20, same: 0, notOnList: 0, conflict: 0, leadOnly: 0 },
      narrower: 20,
      asked: 0,
      total: 100,
      confirm: 20,
      label: '20 numbers (“trade fair”)',
      lines: null,
    });
    const { items, total } = await desk.client.bulk.items({ bulk: summary.bulk, limit: 1 });
    expect([items[0]?.number, total]).toEqual([numberOf(80), 20]);
    expect(items[0]?.sentence).toMatch(
      /^Will be released\. Blocked everywhere since .*, because: trade fair \(Dana\)\.$/,
    );
    expect(await exported()).toBe(before);

    await expect(desk.client.bulk.apply({ bulk: summary.bulk, why: 'wrong list' })).rejects.toMatchObject({
      code: 'NEEDS_PERSON',
      message: 'This would remove 20 numbers of 100: confirm it by giving the count 20.',
    });
    const result = await apply(summary.bulk, 'wrong list', 20);
    expect(result).toMatchObject({ changed: 20, leftCount: 0, state: 'applied' });
    expect((await desk.client.batches.list({ limit: 1 }))[0]).toMatchObject({
      id: result.batch,
      kind: 'remove',
      state: 'applied',
      removed: 20,
      why: 'wrong list',
    });
    expect((await desk.client.entries.list({})).matching).toBe(80);
    await expect(desk.client.bulk.apply({ bulk: summary.bulk, why: 'again', confirm: 20 })).rejects.toThrow(/already/);

    expect(await desk.client.batches.undo({ batch: result.batch ?? 0 })).toMatchObject({ changed: 20, leftCount: 0 });
    expect(await exported()).toBe(before);
  });

  it('by file: every line is accounted for', async () => {
    await desk.client.entries.add({ numbers: numbersOf(0, 100) });
    await desk.client.entries.remove({ numbers: [numberOf(3)], why: 'moved' });
    const path = join(folder.dataDir, 'gone.csv');
    await writeFile(path, 'Phone\n(212) 555-1001\n212-555-1002\n2125551001\n212 555 1003\n(646) 555-1001\nnobody\n');
    const found = await desk.client.intake.open({ from: { kind: 'path', path } });
    const of: Preview['of'] = { kind: 'file', intake: found.intake, mapping: [{ column: 0, field: 'phone' }] };
    const summary = await preview({ of, act: { kind: 'remove' } });
    expect(summary).toMatchObject({
      groups: { change: 2, same: 0, notOnList: 2, conflict: 0, leadOnly: 0 },
      confirm: null,
      label: '2 numbers of gone.csv',
      lines: { total: 6, change: 2, same: 0, notOnList: 2, conflict: 0, leadOnly: 0, twiceInFile: 1, rejected: 1 },
    });
    const { items } = await desk.client.bulk.items({ bulk: summary.bulk, group: 'notOnList' });
    expect(items.map(({ sentence }) => sentence.replace(/ on .* by/, ' by'))).toEqual([
      'Was released by Dana.',
      'Is not on the list.',
    ]);
    expect((await readAll(await desk.client.bulk.rejects({ bulk: summary.bulk }))).split('\r\n')[1]).toMatch(
      /^7,.*,nobody$/,
    );
    expect(await apply(summary.bulk, 'they came back')).toMatchObject({ changed: 2, notOnList: 2 });
  });
});

describe('a bulk edit', () => {
  it('shows field by field what changes, and leaves what was changed since the preview', async () => {
    await desk.client.entries.add({ numbers: numbersOf(0, 3), reason: 'asked' });
    await desk.client.entries.add({ numbers: numbersOf(3, 4), reason: 'by mail' });
    const summary = await preview({
      of: { kind: 'filter', filter: {} },
      act: { kind: 'edit', patch: { reason: 'by mail' }, expires: '2099-12-31' },
    });
    expect(summary.groups).toEqual({ change: 4, same: 0, notOnList: 0, conflict: 0, leadOnly: 0 });
    expect(summary.fields).toEqual([
      { field: 'holds', count: 4 },
      { field: 'reason', count: 3 },
    ]);
    expect(summary.narrower).toBe(4);
    const { items } = await desk.client.bulk.items({ bulk: summary.bulk });
    expect(items[0]?.changes).toEqual([
      { field: 'holds', before: 'everywhere', after: expect.stringMatching(/^everywhere until .* 2099$/) as string },
      { field: 'reason', before: 'asked', after: 'by mail' },
    ]);
    expect(
      (await readAll(await desk.client.bulk.export({ bulk: summary.bulk, group: 'change' }))).trimEnd().split('\r\n'),
    ).toHaveLength(8);

    await desk.client.entries.edit({ numbers: [numberOf(1)], patch: { reason: 'meanwhile' } });
    const late = await desk.client.bulk.items({ bulk: summary.bulk, offset: 1, limit: 1 });
    expect(late.items[0]?.sentence).toBe('Changed by Dana after this preview: it will be left as it is.');
    const result = await apply(summary.bulk, 'one year is enough', 4);
    expect(result).toMatchObject({ changed: 3, leftCount: 1, left: [{ number: numberOf(1), by: 'Dana' }] });
    expect(await desk.client.batches.left({ batch: result.batch ?? 0 })).toMatchObject({ total: 1 });
    expect((await desk.client.entries.get({ number: numberOf(1) })).entry?.reason).toBe('meanwhile');
  });

  it('refuses what says nothing, and makes no batch when there is nothing to change', async () => {
    await desk.client.entries.add({ numbers: [numberOf(0)], reason: 'asked' });
    const of = { kind: 'filter', filter: {} } as const;
    await expect(desk.client.bulk.preview({ of, act: { kind: 'edit', patch: {} } })).rejects.toThrow(/what to change/);
    await expect(
      desk.client.bulk.preview({ of, act: { kind: 'edit', patch: {}, expires: '2001-01-01' } }),
    ).rejects.toThrow(/has passed/);
    const summary = await preview({ of, act: { kind: 'edit', patch: { reason: 'asked' } } });
    expect(summary.groups).toMatchObject({ change: 0, same: 1 });
    await expect(desk.client.bulk.apply({ bulk: summary.bulk, why: 'so' })).rejects.toThrow(/nothing to change/);
    expect(await desk.client.batches.list({})).toHaveLength(1);
  });

  it('of thousands is cancelled in the middle and taken back whole', async () => {
    await desk.client.entries.add({ numbers: numbersOf(0, 8000), confirmInvalid: true });
    const before = await exported();
    const summary = await preview({
      of: { kind: 'filter', filter: {} },
      act: { kind: 'edit', patch: { category: 'x' } },
    });
    const { job } = await desk.client.bulk.apply({ bulk: summary.bulk, why: 'trial', confirm: 8000 });
    for await (const event of await desk.client.app.watch()) {
      if (event.type !== 'job' || event.job.id !== job) continue;
      if (event.job.done > 0) await desk.client.jobs.cancel({ job });
      if (event.job.state !== 'running') break;
    }
    expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'cancelled' });
    expect(await exported()).toBe(before);
    expect((await desk.client.batches.list({}))[0]).toMatchObject({ kind: 'edit', state: 'cancelled' });
    await expect(desk.client.bulk.apply({ bulk: summary.bulk, why: 'again', confirm: 8000 })).rejects.toThrow(
      /Look again/,
    );
  });
});
