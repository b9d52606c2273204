// The preview as a diff, over a real database: each line in one group, what changes told field by field, what was released
// asked about, what a file is said, and what its columns meant remembered.
import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { databaseName } from '../../../electron/core/db/openDatabase.ts';
import type { IntakeFound, IntakeOptionsInput } from '../../../shared/contract/intake.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;

beforeEach(async () => {
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir);
});
afterEach(async () => {
  await desk.close();
  await folder.remove();
});

async function open(name: string, content: string): Promise<IntakeFound> {
  const path = join(folder.dataDir, name);
  await writeFile(path, content);
  return desk.client.intake.open({ from: { kind: 'path', path }, region: 'US' });
}

async function preview(found: IntakeFound, options: Partial<IntakeOptionsInput> = {}) {
  const mapping = found.columns.map(({ column, field }) => ({ column, field }));
  const requestValues = found.requestValues === null ? {} : { requestValues: found.requestValues };
  const all = { mapping, region: 'US', ...requestValues, ...options };
  const { job } = await desk.client.intake.preview({ intake: found.intake, options: all });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  return desk.client.intake.summary({ intake: found.intake });
}

async function apply({ intake }: IntakeFound, confirmed: IntakeFound['asks'][number]['kind'][] = []) {
  const { job } = await desk.client.intake.apply({ intake, confirmed });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  return desk.client.intake.result({ intake });
}

const isBlocked = async (number: string) => (await desk.client.entries.check({ numbers: [number] }))[0]?.blocked;
const sumOf = (groups: Readonly<Record<string, number>>) =>
  Object.values(groups).reduce((sum, count) => sum + count, 0);

describe('the preview as a diff', () => {
  /** One number for every group; the file names each once, and the new one twice. */
  async function openEveryGroup(): Promise<IntakeFound> {
    const { client } = desk;
    const soon = new Date(Date.now() + 86_400_000).toISOString();
    await client.entries.add({ numbers: ['+12125550101'] });
    await client.entries.add({ numbers: ['+12125550102'], reason: 'was first', expires: soon });
    await client.entries.add({ numbers: ['+12125550103', '+12125550104', '+12125550105'], reason: 'old' });
    await client.entries.remove({ numbers: ['+12125550104'], why: 'asked to be called again' });
    // A conflict and an ended block, as sync and time leave them.
    const db = new Database(join(folder.dataDir, databaseName));
    db.exec(`INSERT INTO account (id, vendor, name, base_url, created_at) VALUES (1, 'yappr', 'Yappr', 'x', 1);
      INSERT INTO conflict (account_id, scope, number, kind, why, holds, opened_at)
      VALUES (1, '', 12125550106, 'weaker', 'x', '[[0,null]]', 1);
      INSERT INTO scope (id, holds, ends_at) VALUES (99, '[[0,1000]]', 1000);
      UPDATE entry SET scope_id = 99 WHERE number = 12125550105`);
    db.close();
    return open(
      'all.csv',
      `Phone,Reason
+12125550101,
+12125550102,asked
+12125550103,asked again
+12125550104,asked
+12125550105,asked
+12125550106,asked
+12125550107,asked
(212) 555-0107,asked
+12005550100,asked
no number,asked
`,
    );
  }

  it('has each line in one group, tells what changes, and leaves what was released alone', async () => {
    const found = await openEveryGroup();
    const asked = await preview(found, { onDuplicate: 'update' });
    expect(asked.questions.map(({ kind }) => kind)).toEqual(['invalid', 'released']);
    await expect(apply(found)).rejects.toMatchObject({ code: 'NEEDS_PERSON', data: { confirm: 'invalid' } });
    const answers = { leaveInvalid: true, keepReleased: true };
    const summary = await preview(found, { onDuplicate: 'update', ...answers });
    expect(summary.questions).toEqual([]);
    expect(summary.groups).toEqual({
      new: 1,
      wouldChange: 2,
      wouldRevive: 2,
      inConflict: 1,
      alreadyThere: 1,
      twiceInFile: 1,
      doubt: 0,
      unconfirmed: 1,
      rejected: 1,
    });
    expect(sumOf(summary.groups)).toBe(summary.lines);
    expect(summary.result).toEqual({ lines: 10, added: 2, changed: 2, alreadyThere: 2, rejected: 4 });
    const { intake } = found;
    const listed = await desk.client.intake.lines({ intake, group: 'wouldChange' });
    expect(listed).toMatchObject({
      total: 2,
      lines: [
        {
          line: 3,
          number: '+12125550102',
          changes: [
            { field: 'where', from: expect.stringMatching(/^everywhere until /), to: 'everywhere' },
            { field: 'reason', from: 'was first', to: 'asked' },
          ],
        },
        { line: 4, changes: [{ field: 'reason', from: 'old', to: 'asked again' }] },
      ],
    });
    const narrower = await desk.client.intake.lines({ intake, group: 'wouldChange', part: 'narrower' });
    expect(narrower.lines.map(({ line }) => line)).toEqual([3]);
    const byDigits = await desk.client.intake.lines({ intake, search: '0107' });
    expect(byDigits.lines.map(({ line }) => line)).toEqual([8, 9]);
    const byWords = await desk.client.intake.lines({ intake, search: 'letters' });
    expect(byWords.lines.map(({ line }) => line)).toEqual([11]);
    const csv = (await readAll(await desk.client.intake.exportLines({ intake }))).trimEnd().split('\r\n');
    expect(csv).toHaveLength(11);
    expect(csv[2]).toMatch(/^3,\+12125550102,wouldChange,.*reason: was first → asked/);

    const result = await apply(found);
    expect(result).toMatchObject({ ...summary.result, warnings: [] });
    expect(await isBlocked('+12125550104')).toBe(false);
    const rejects = await readAll(await desk.client.batches.rejects({ batch: result.batch }));
    expect(rejects).toMatch(/^5,,The number was released earlier.*\+12125550104\r$/m);
    expect(rejects).toMatch(/^6,,The block of the number has ended/m);
  });

  it('blocks again what was released only when that was chosen, and says since when it changes', async () => {
    const found = await openEveryGroup();
    const summary = await preview(found, { revive: true, leaveInvalid: true });
    expect(summary.groups.wouldRevive).toBe(2);
    expect(summary.result).toMatchObject({ added: 3, rejected: 2 });
    const { lines } = await desk.client.intake.lines({ intake: found.intake, group: 'wouldRevive' });
    expect(lines[0]?.changes[0]).toEqual({ field: 'state', from: 'released', to: 'blocked' });
    await apply(found);
    expect(await isBlocked('+12125550104')).toBe(true);
  });

  it('a row of several numbers says which of them is left as it was released', async () => {
    await desk.client.entries.add({ numbers: ['+12125550110'] });
    await desk.client.entries.remove({ numbers: ['+12125550110'], why: 'asked to be called again' });
    const found = await open('two.csv', 'Home phone,Work phone\n+12125550111,+12125550110\n');
    expect((await preview(found)).result).toMatchObject({ added: 1, rejected: 0 });
    const { lines } = await desk.client.intake.lines({ intake: found.intake });
    expect(lines[0]?.sentence).toContain('+12125550110: The number was released earlier');
  });

  it('what only an undo took back comes again without being asked about', async () => {
    const found = await open('again.csv', 'Phone\n+12125550120\n');
    await preview(found);
    const { batch } = await apply(found);
    await desk.client.batches.undo({ batch });
    const again = await open('again.csv', 'Phone\n+12125550120\n');
    expect(again.asks).toEqual([]);
    expect((await preview(again)).groups.new).toBe(1);
  });
});

describe('a file that must be asked about', () => {
  it('was imported before: the batch is named, and nothing happens until it is confirmed', async () => {
    const first = await open('first.csv', 'Phone\n+12125550130\n');
    await preview(first);
    const { batch } = await apply(first);
    const second = await open('renamed.csv', 'Phone\n+12125550130\n');
    expect(second.asks).toMatchObject([{ kind: 'appliedBefore', sentence: expect.stringContaining(`batch ${batch}`) }]);
    await preview(second);
    await expect(desk.client.intake.apply({ intake: second.intake })).rejects.toMatchObject({
      code: 'NEEDS_PERSON',
      data: { confirm: 'appliedBefore' },
    });
    expect(await apply(second, ['appliedBefore'])).toMatchObject({ added: 0, alreadyThere: 1 });
  });

  it('looks like leads, unless a word of it speaks of a request', async () => {
    const leads = 'First name,Phone,Email,City,Company\nAnn,+12125550140,a@b.c,Rome,Acme\n';
    expect((await open('march.csv', leads)).asks).toMatchObject([{ kind: 'leads' }]);
    expect((await open('opt-outs.csv', leads)).asks).toEqual([]);
    expect((await open('calls.csv', 'Phone,Full name,Notes,City\n+12125550141,Ann,asked,Rome\n')).asks).toEqual([]);
  });
});

describe('a disposition export', () => {
  const calls = `call_date,phone_number_dialed,status,user,campaign_id,phone_number,list_id
2026-05-01,2125550150,DNC,ann,X,2125550150,1
2026-05-01,2125550151,SALE,ann,X,2125550151,1
2026-05-01,2125550152,dncl,ann,X,2125550152,1
2026-05-01,2125550153,,ann,X,2125550153,1
`;

  it('is named; only rows that mean do-not-call are imported, the rest is accounted for', async () => {
    const found = await open('calls.csv', calls);
    expect(found).toMatchObject({ layout: 'VICIdial', asks: [] });
    const summary = await preview(found);
    expect(summary.meanings).toMatchObject([
      {
        header: 'status',
        field: 'disposition',
        values: [
          { value: 'DNC', count: 1, means: 'block' },
          { value: 'SALE', count: 1, means: 'nothing' },
          { value: 'dncl', count: 1, means: 'block' },
          { value: '', count: 1, means: 'nothing' },
        ],
      },
    ]);
    expect(summary).toMatchObject({ groups: { new: 2, rejected: 2 }, result: { added: 2, rejected: 2 } });
    const { lines } = await desk.client.intake.lines({ intake: found.intake, group: 'rejected', search: 'sale' });
    expect(lines).toMatchObject([
      { line: 3, raw: 'SALE', sentence: 'The row says "SALE", which does not mean do-not-call.' },
    ]);
    expect(await apply(found)).toMatchObject({ added: 2, rejected: 2 });
    expect(await isBlocked('+12125550151')).toBe(false);
  });

  it('its choice and its columns are remembered for the next one, and can be forgotten', async () => {
    const found = await open('calls.csv', calls);
    const mapping = found.columns.map(({ column, field, header }) => ({
      column,
      field: header === 'user' ? ('reason' as const) : field,
    }));
    await preview(found, { mapping, requestValues: ['SALE'] });
    await apply(found);
    const next = await open('june.csv', calls.replaceAll('21255501', '21255502'));
    expect(next.remembered).not.toBeNull();
    expect(next.columnAnswers).toEqual([{ column: 2, requestValues: ['SALE'], otherValues: ['DNC', 'dncl', ''] }]);
    expect(next.columns[3]).toMatchObject({ header: 'user', field: 'reason', why: 'remembered' });
    const forgotten = await desk.client.intake.forgetMapping({ intake: next.intake });
    expect(forgotten).toMatchObject({ remembered: null, columnAnswers: [] });
    expect((await open('july.csv', calls.replaceAll('21255501', '21255503'))).remembered).toBeNull();
  });
});

it('a backup that cannot be made is told in the result, and the import goes on', async () => {
  await desk.client.entries.add({ numbers: ['+12125550160'] });
  const backups = join(folder.dataDir, 'backups');
  rmSync(backups, { recursive: true, force: true });
  writeFileSync(backups, 'a file in the place of the folder');
  const found = await open('list.csv', 'Phone\n+12125550161\n');
  await preview(found);
  const result = await apply(found);
  expect(result).toMatchObject({ added: 1, warnings: [expect.stringMatching(/^No backup was made/)] });
  rmSync(backups);
  mkdirSync(backups);
});
