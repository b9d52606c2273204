// An undo takes nothing away that somebody else asked for: adding what is blocked already changes nothing, and leaves a trace.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { everywhere } from '../../../shared/domain/entry/scope.ts';
import { noDetails } from '../../../shared/domain/entry/details.ts';
import { inTransaction } from '../../../electron/core/db/handles.ts';
import { verify } from '../../../electron/core/journal/verify.ts';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import type { Day } from '../../../shared/domain/time/moment.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createTestDesk, exportOf, type TestDesk, valueOf } from '../../support/desk.ts';
import { migrationsDir } from '../../support/migrations.ts';

const one = '+12125550001';
const two = '+12125550002';

describe('what somebody asked for although it was blocked already', () => {
  let desk: TestDesk;
  beforeEach(() => {
    desk = createTestDesk();
    desk.settings.save({ region: 'US' });
  });
  afterEach(async () => {
    expect(await verify(desk.file, migrationsDir)).toEqual({ ok: true, problems: [] });
    desk.close();
  });

  const add = (numbers: readonly string[], more: Partial<Parameters<TestDesk['list']['add']>[0]> = {}) => {
    desk.clock.forward(1000);
    return valueOf(desk.list.add({ numbers, ...more })).batch;
  };
  const undo = async (batch: number | null) => {
    desk.clock.forward(1000);
    return valueOf(await desk.batches.undo({ batch: batch ?? 0 }));
  };
  const isBlocked = (number: string) => valueOf(desk.list.check({ numbers: [number] }))[0]?.blocked;
  const sentences = (number: string) => valueOf(desk.list.get({ number })).history.map(({ sentence }) => sentence);
  const rows = () => desk.store.db.prepare<[], number>('SELECT count(*) FROM journal').pluck().get();

  test('stays blocked when the batch that blocked it is undone, which says who asked and when', async () => {
    const batch = add([one, two]);
    expect(add([one], { source: 'api', author: 'dialer' })).toBeNull();
    const at = toInstant(desk.clock.now());
    const asked = {
      number: one,
      at,
      by: 'dialer',
      sentence: 'Asked for again on 3 May 2026 by dialer: it stays blocked.',
    };
    expect(valueOf(desk.batches.foreseeUndo({ batch: batch ?? 0 }))).toMatchObject({ asked: [asked], askedCount: 1 });
    expect(await undo(batch)).toMatchObject({ changed: 1, left: [asked], leftCount: 1 });
    expect([isBlocked(one), isBlocked(two)]).toEqual([true, false]);
    expect(sentences(one)).toEqual([
      'Blocked everywhere by Dana.',
      'Asked for again by dialer; it was blocked already.',
    ]);
  });

  test('changes nothing of the entry, its place in the list or the export', async () => {
    add([one]);
    const before = await exportOf(desk);
    const was = valueOf(desk.list.get({ number: one })).entry?.seq;
    add([one, two]);
    add([one]);
    expect(valueOf(desk.list.get({ number: one })).entry?.seq).toBe(was);
    valueOf(desk.list.remove({ numbers: [two], why: 'only for this test' }));
    expect(await exportOf(desk)).toBe(before);
  });

  test('is taken back with the batch that asked, and asked for again with the undo of that', async () => {
    const first = add([one]);
    const second = add([one, two]);
    expect(await undo(second)).toMatchObject({ changed: 1, asked: 1, left: [] });
    expect(isBlocked(one)).toBe(true);
    const third = await undo(first);
    expect(third).toMatchObject({ changed: 1, left: [] });
    expect(isBlocked(one)).toBe(false);
  });

  test('holds again when the undo of the batch that asked is undone', async () => {
    const first = add([one]);
    const second = add([one, two]);
    const undone = await undo(second);
    await undo(undone.batch);
    expect(await undo(first)).toMatchObject({ changed: 0, leftCount: 1, batch: null });
    expect(isBlocked(one)).toBe(true);
  });

  test('does not keep a person from releasing it, who is told', () => {
    add([one]);
    add([one], { author: 'dialer' });
    const foreseen = valueOf(desk.list.foreseeRemoval({ numbers: [one, two] }));
    expect(foreseen).toMatchObject({
      asked: [{ number: one, by: 'dialer', sentence: 'Asked for again on 3 May 2026 by dialer.' }],
      askedCount: 1,
    });
    valueOf(desk.list.remove({ numbers: [one], why: 'consent' }));
    expect(isBlocked(one)).toBe(false);
    add([one]);
    expect(valueOf(desk.list.foreseeRemoval({ numbers: [one] })).askedCount).toBe(0);
  });

  test('does not stand in the way of an undo that takes nothing away', async () => {
    add([one]);
    desk.clock.forward(1000);
    const edit = valueOf(desk.list.edit({ numbers: [one], patch: { reason: 'wrong' } })).batch;
    add([one]);
    expect(await undo(edit)).toMatchObject({ changed: 1, left: [] });
  });

  test('keeps what an edit made wider', async () => {
    add([one], { expires: '2027-01-01' as Day });
    desk.clock.forward(1000);
    const edit = valueOf(desk.list.edit({ numbers: [one], patch: {}, expires: null })).batch;
    add([one]);
    expect(await undo(edit)).toMatchObject({ changed: 0, leftCount: 1 });
  });

  test('counts from before an undo that was undone, which is undone once more', async () => {
    const batch = add([one]);
    const undone = await undo(batch);
    const again = await undo(undone.batch);
    add([one]);
    expect(await undo(again.batch)).toMatchObject({ changed: 0, leftCount: 1 });
    expect(isBlocked(one)).toBe(true);
  });

  test('is written once, however often a program asks', () => {
    add([one]);
    add([one], { author: 'dialer' });
    const count = rows();
    for (let times = 0; times < 20; times += 1) add([one], { author: 'dialer' });
    expect(rows()).toBe(count);
    add([one], { author: 'another' });
    expect(rows()).toBe((count ?? 0) + 1);
  });

  test('also under another form of the same subscriber', async () => {
    const batch = add(['+525512345678']);
    expect(valueOf(desk.list.add({ numbers: ['+5215512345678'] })).outcomes[0]?.outcome).toBe('alreadyThere');
    expect(await undo(batch)).toMatchObject({ changed: 0, leftCount: 1 });
  });

  test('stays also where many were blocked at once', async () => {
    const act = { at: toInstant(desk.clock.now()), author: 'Dana', batchId: desk.store.batches.nextId() };
    const numbers = Array.from({ length: 12_000 }, (_, at) => toPhoneNumber(12_125_550_000 + at));
    const batch = desk.store.batches.save({
      kind: 'import',
      label: 'a.csv',
      author: 'Dana',
      at: act.at,
      state: 'applied',
    });
    inTransaction(desk.store.db, (open) => {
      const changes = numbers.map((number) => ({
        before: undefined,
        after: {
          ...noDetails,
          holds: everywhere,
          number,
          seq: 1,
          removed: null,
          source: { kind: 'import', label: 'a.csv' } as const,
          createdAt: act.at,
          createdBy: 'Dana',
          changedAt: act.at,
          changedBy: 'Dana',
          batchId: batch,
          line: null,
        },
      }));
      desk.store.writer.write(open, changes, { ...act, kind: 'import' });
      desk.store.batches.count(batch, { added: 12_000 });
    });
    const asked = [3, 5000, 11_999].map((at) => `+${12_125_550_000 + at}`);
    add(asked, { author: 'dialer' });
    expect(await undo(batch)).toMatchObject({ changed: 11_997, leftCount: 3 });
    expect(asked.map(isBlocked)).toEqual([true, true, true]);
    expect(isBlocked('+12125550004')).toBe(false);
  });
});
