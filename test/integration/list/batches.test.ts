// Batches: everything that was done can be taken back, and that too.
import { noDetails } from '../../../shared/domain/entry/details.ts';
import { inTransaction } from '../../../electron/core/db/handles.ts';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everywhere } from '../../../shared/domain/entry/scope.ts';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { EntryChange } from '../../../electron/core/list/write/writer.ts';
import { verify } from '../../../electron/core/journal/verify.ts';
import { createTestDesk, exportOf, refusalOf, type TestDesk, valueOf } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

describe('batches', () => {
  let desk: TestDesk;
  beforeEach(() => {
    desk = createTestDesk();
    desk.settings.save({ region: 'US' });
  });
  afterEach(async () => {
    expect(await verify(desk.file, migrationsDir)).toEqual({ ok: true, problems: [] });
    desk.close();
  });

  const add = (...numbers: string[]) => valueOf(desk.list.add({ numbers })).batch ?? 0;
  const undo = async (batch: number) => valueOf(await desk.batches.undo({ batch }));
  const states = () => desk.batches.list({ limit: 50 }).map(({ id, kind, state }) => `${id} ${kind} ${state}`);

  test('an undo brings the list back, and undoing it brings the change back', async () => {
    add('2125550001');
    const before = await exportOf(desk);
    desk.clock.forward(1000);
    const batch = add('2125550002', '2125550003');
    const after = await exportOf(desk);

    expect(await undo(batch)).toEqual({ batch: 3, changed: 2, left: [], leftCount: 0, asked: 0 });
    expect(await exportOf(desk)).toBe(before);
    expect(valueOf(desk.list.get({ number: '2125550002' })).sentence).toBe(
      'Released on 3 May 2026 by Dana: Undone: block of 2 numbers.',
    );
    expect(refusalOf(await desk.batches.undo({ batch }))).toBe(
      'Batch 2 has been undone. To bring it back, undo batch 3.',
    );

    expect(await undo(3)).toMatchObject({ changed: 2, left: [] });
    expect(await exportOf(desk)).toBe(after);
    expect(states()).toEqual(['4 undo applied', '3 undo undone', '2 add applied', '1 add applied']);

    expect(await undo(batch)).toMatchObject({ changed: 2, left: [] });
    expect(await exportOf(desk)).toBe(before);
    expect(states().slice(0, 4)).toEqual(['5 undo applied', '4 undo applied', '3 undo undone', '2 add undone']);
  });

  test('are found by words of their number, name, author and reason, however many were made since', async () => {
    const batch = add('2125550001');
    valueOf(desk.list.remove({ numbers: ['+12125550001'], why: 'Übergabe an ÄRZTE' }));
    for (let at = 0; at < 520; at += 1) add(`212555${String(1000 + at)}`);
    const found = async (search: string, limit = 10) =>
      (await desk.batches.find({ search, limit })).map(({ id }) => id);
    expect(await found('ärzte übergabe')).toEqual([batch + 1]);
    expect(await found(`${batch + 100} dana`)).toEqual([batch + 100]);
    expect(await found('nobody')).toEqual([]);
    expect(await found('dana number', 2)).toEqual([batch + 521, batch + 520]);
    const older = await desk.batches.find({ search: 'dana', before: batch + 2, limit: 10, kinds: ['remove'] });
    expect(older.map(({ id }) => id)).toEqual([batch + 1]);
  });

  test('what was changed since is listed and left', async () => {
    const batch = add('2125550001', '2125550002');
    valueOf(desk.list.edit({ numbers: ['+12125550002'], patch: { reason: 'since' } }));
    const at = toInstant(desk.clock.now());
    const left = [{ number: '+12125550002', at, by: 'Dana', sentence: 'Changed on 3 May 2026 by Dana.' }];
    expect(await undo(batch)).toEqual({ batch: 3, changed: 1, left, leftCount: 1, asked: 0 });
    expect(desk.batches.left(3, undefined, 10)).toEqual({ left, total: 1 });
    expect(desk.batches.list({ limit: 1 })).toMatchObject([{ id: 3, kind: 'undo', undoes: batch, left: 1 }]);
    const [result] = valueOf(desk.list.check({ numbers: ['2125550002'] }));
    expect(result?.blocked).toBe(true);
  });

  test('when all was changed since, nothing is undone and the batch stays applied', async () => {
    const batch = add('2125550001');
    valueOf(desk.list.edit({ numbers: ['+12125550001'], patch: { reason: 'since' } }));
    desk.clock.forward(86_400_000);
    valueOf(desk.list.remove({ numbers: ['+12125550001'], why: 'wrong number' }));
    expect(await undo(batch)).toMatchObject({
      batch: null,
      changed: 0,
      leftCount: 1,
      left: [{ number: '+12125550001', sentence: 'Removed on 4 May 2026 by Dana.' }],
    });
    expect(states()).toEqual(['3 remove applied', '2 edit applied', '1 add applied']);
  });

  test('an unknown batch is not found', async () => {
    expect(await desk.batches.undo({ batch: 99 })).toEqual({
      ok: false,
      code: 'NOT_FOUND',
      message: 'There is no batch 99.',
    });
  });

  /** An import of many rows, in one transaction per 10,000 as the intake does it. */
  function importNumbers(count: number): number {
    const { store } = desk;
    const at = toInstant(desk.clock.now());
    const id = store.batches.save({ kind: 'import', label: 'calls.csv', author: 'Dana', at, state: 'applied' });
    const act = { at, author: 'Dana', batchId: id, kind: 'import' } as const;
    const changes = Array.from({ length: count }, (_, index): EntryChange => {
      const stamps = {
        createdAt: at,
        createdBy: 'Dana',
        changedAt: at,
        changedBy: 'Dana',
        batchId: id,
        line: index + 2,
      };
      const statement = {
        ...noDetails,
        holds: everywhere,
        reason: `row ${index % 7}`,
        requestedAt: at,
      };
      const source = { kind: 'import', label: 'calls.csv' } as const;
      const number = toPhoneNumber(12_120_000_000 + 3 * index);
      return { before: undefined, after: { ...statement, ...stamps, number, seq: 1, removed: null, source } };
    });
    inTransaction(store.db, (open) => store.writer.write(open, changes, act));
    return id;
  }

  test('a large import is undone as a job, row by row of the journal', async () => {
    add('2125550001');
    const before = await exportOf(desk);
    const batch = importNumbers(25_000);
    expect(desk.store.journal.listOfBatch(batch)).toHaveLength(3);
    expect(await undo(batch)).toMatchObject({ changed: 25_000, left: [] });
    expect(await exportOf(desk)).toBe(before);
    expect(desk.jobs.list()).toMatchObject([{ kind: 'undo', state: 'done', done: 25_000, total: 25_000 }]);
  });

  test('an undo that was stopped goes on at the next start', async () => {
    const before = await exportOf(desk);
    const batch = importNumbers(25_000);
    const stopped = desk.batches.undo({ batch });
    const again = desk.batches.undo({ batch });
    expect(refusalOf(await again)).toBe('Batch 1 is being undone right now.');
    await desk.jobs.close();
    expect(refusalOf(await stopped)).toMatch(/stopped half way/);
    expect(states()).toEqual(['2 undo applying', '1 import applied']);

    expect(await desk.batches.resume()).toEqual([2]);
    expect(await exportOf(desk)).toBe(before);
    expect(states()).toEqual(['2 undo applied', '1 import undone']);
    expect(await desk.batches.resume()).toEqual([]);
  });

  test('rejected lines come as a file, with formulas made harmless', () => {
    const batch = add('2125550001');
    desk.store.batches.saveReject(batch, {
      line: 7,
      column: 'Phone',
      code: 'letters',
      message: 'Contains letters.',
      text: '=1+1,"x"',
    });
    expect([...(desk.batches.rejects({ batch }) ?? [])].join('')).toBe(
      `line,column,reason,text\r\n7,Phone,Contains letters.,"'=1+1,""x"""\r\n`,
    );
    expect(desk.batches.rejects({ batch: 99 })).toBeUndefined();
  });
});
