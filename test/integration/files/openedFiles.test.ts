// What a desk keeps of opened files: few of each kind; of an import that was applied what there is to say of it, and none of
// its lines; and long work that goes on without a backup says so, whatever work it is.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;
const numberOf = (index: number) => `+1212555${1000 + index}`;

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

function write(name: string, text: string): { readonly kind: 'path'; readonly path: string } {
  const path = join(folder.dataDir, name);
  writeFileSync(path, text);
  return { kind: 'path', path };
}

async function finish(job: string): Promise<string> {
  const ended = await desk.client.jobs.wait({ job });
  expect(ended).toMatchObject({ state: 'done' });
  return ended.message;
}

async function open(name: string, text: string) {
  const { intake, columns } = await desk.client.intake.open({ from: write(name, text) });
  const mapping = columns.map(({ column, field }) => ({ column, field }));
  return { intake, mapping };
}

async function preview(name: string, text: string): Promise<string> {
  const { intake, mapping } = await open(name, text);
  await finish((await desk.client.intake.preview({ intake, options: { mapping } })).job);
  return intake;
}

async function apply(intake: string): Promise<string> {
  return finish((await desk.client.intake.apply({ intake, confirmed: ['appliedBefore'] })).job);
}

describe('opened files', () => {
  it('are kept while they are few; of more, the one used longest ago is let go and has to be dropped again', async () => {
    const first = await preview('first.csv', `Phone\n${numberOf(0)}\n`);
    const second = await preview('second.csv', `Phone\n${numberOf(1)}\n`);
    for (let more = 0; more < 6; more++) await open(`more${more}.csv`, `Phone\n${numberOf(more)}\n`);
    expect(await desk.client.intake.list()).toHaveLength(8);
    await desk.client.intake.summary({ intake: first });
    await open('last.csv', `Phone\n${numberOf(9)}\n`);
    expect((await desk.client.intake.list()).map(({ intake }) => intake)).not.toContain(second);
    await expect(desk.client.intake.get({ intake: second })).rejects.toThrow(
      'This import is no longer open. Drop the file again.',
    );
    await apply(first);
  });

  it('of lead files and changes by file are few too', async () => {
    const leads = write('leads.csv', `Phone\n${numberOf(0)}\n`);
    const scrubs = [];
    for (let more = 0; more < 9; more++) scrubs.push((await desk.client.scrub.open({ from: leads })).scrub);
    expect((await desk.client.scrub.list()).map(({ scrub }) => scrub)).toEqual(scrubs.slice(1));
    await expect(desk.client.scrub.get({ scrub: scrubs[0] ?? '' })).rejects.toThrow(/no longer open/);

    await desk.client.entries.add({ numbers: [numberOf(0)] });
    const of = { kind: 'numbers' as const, numbers: [numberOf(0)] };
    const bulks = [];
    for (let more = 0; more < 9; more++) {
      const { bulk, job } = await desk.client.bulk.preview({ of, act: { kind: 'remove' } });
      await finish(job);
      bulks.push(bulk);
    }
    expect((await desk.client.bulk.list()).map(({ bulk }) => bulk)).toEqual(bulks.slice(1));
    await expect(desk.client.bulk.summary({ bulk: bulks[0] ?? '' })).rejects.toThrow(/no longer open/);
  });

  it('that were applied say what was done and what was rejected, and hold no line any more', async () => {
    const intake = await preview('calls.csv', `Phone\n${numberOf(0)}\n12\n${numberOf(0)}\n`);
    const before = await desk.client.intake.summary({ intake });
    const rejects = await readAll(await desk.client.intake.rejects({ intake }));
    expect(rejects.split('\r\n')).toHaveLength(3);
    await apply(intake);
    expect(await desk.client.intake.result({ intake })).toMatchObject({ lines: 3, added: 1, rejected: 1 });
    expect(await desk.client.intake.summary({ intake })).toEqual(before);
    expect(await desk.client.intake.get({ intake })).toMatchObject({
      step: 'applied',
      options: { onDuplicate: 'keep' },
    });
    expect(await readAll(await desk.client.intake.rejects({ intake }))).toBe(rejects);
    await expect(desk.client.intake.lines({ intake })).rejects.toThrow(/This import was applied; .* is in its batch\./);
    await expect(desk.client.intake.apply({ intake, confirmed: ['appliedBefore'] })).rejects.toThrow(/already/);
    // The same file once more.
    await desk.client.intake.reread({ intake });
    expect(await desk.client.intake.get({ intake })).toMatchObject({ step: 'found', options: null });
  });
});

describe('without a backup of before', () => {
  const warning = (work: string) =>
    new RegExp(`^No backup was made before this ${work}: .* The ${work} itself can be undone`);

  /** What stands in the place of the folder of backups. */
  function blockBackups(): void {
    const place = join(folder.dataDir, 'backups');
    rmSync(place, { recursive: true, force: true });
    writeFileSync(place, 'not a folder');
  }

  it('an import, a removal and a change go on, and say so in the job and in their result', async () => {
    await desk.client.entries.add({ numbers: [numberOf(0), numberOf(1), numberOf(2)] });
    blockBackups();
    const intake = await preview('calls.csv', `Phone\n${numberOf(3)}\n`);
    expect(await apply(intake)).toMatch(/No backup was made before this import/);
    const imported = await desk.client.intake.result({ intake });
    expect(imported.warnings).toEqual([expect.stringMatching(warning('import'))]);

    const acts = [
      [{ kind: 'edit', patch: { reason: 'asked' } }, 'change'],
      [{ kind: 'remove' }, 'removal'],
    ] as const;
    for (const [act, work] of acts) {
      const of = { kind: 'numbers' as const, numbers: [numberOf(0), numberOf(1)] };
      const { bulk, job } = await desk.client.bulk.preview({ of, act });
      await finish(job);
      const { confirm } = await desk.client.bulk.summary({ bulk });
      const applied = await desk.client.bulk.apply({
        bulk,
        why: 'they came back',
        ...(confirm === null ? {} : { confirm }),
      });
      expect(await finish(applied.job)).toMatch(new RegExp(`No backup was made before this ${work}`));
      const { batch, changed, warnings } = await desk.client.bulk.result({ bulk });
      expect([changed, warnings]).toEqual([2, [expect.stringMatching(warning(work))]]);
      await desk.client.batches.undo({ batch: batch ?? 0 });
    }
    expect((await desk.client.entries.list({ filter: { states: ['blocked'] } })).matching).toBe(4);
  });

  it('nothing is said where there is one', async () => {
    const intake = await preview('calls.csv', `Phone\n${numberOf(0)}\n`);
    expect(await apply(intake)).not.toMatch(/backup/);
    expect((await desk.client.intake.result({ intake })).warnings).toEqual([]);
  });
});
