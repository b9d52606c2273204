// The rows of the outbox in a real file: whatever happens to one, it becomes what the table says, whichever statement writes it.
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createAccountRows } from '../../../electron/core/db/sync/accountRows.ts';
import { createOutboxRows } from '../../../electron/core/db/sync/outboxRows.ts';
import {
  type OutboxEvent,
  outboxEvents,
  outboxStates,
  type RowState,
  transitions,
} from '../../../shared/domain/vendor/outboxTable.ts';
import { toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { createTestDesk, type TestDesk, valueOf } from '../../support/desk.ts';

const number = toPhoneNumber(12125550101);
const states: readonly RowState[] = ['none', ...outboxStates];
const owing: Partial<Record<OutboxEvent, 'owe' | 'oweAll' | 'oweMissing'>> = {
  owed: 'owe',
  owedWithoutCall: 'owe',
  covered: 'oweAll',
  coveredWithoutCall: 'oweAll',
  missed: 'oweMissing',
  missedWithoutCall: 'oweMissing',
};

describe('a row of the outbox', () => {
  let desk: TestDesk;
  let rows: ReturnType<typeof createOutboxRows>;
  let key: { account: number; scope: string; number: typeof number };
  beforeAll(() => {
    desk = createTestDesk();
    valueOf(desk.list.add({ numbers: ['+12125550101'], reason: 'asked' }));
    const settings = {
      baseUrl: 'https://x.test',
      settings: {},
      everyMinutes: 0,
      paused: false,
      mailsAllowed: true,
      putsBack: true,
    };
    const account = createAccountRows(desk.db).insert('weya', { name: 'Weya', adopt: 'target', ...settings }, 1);
    rows = createOutboxRows(desk.db);
    key = { account, scope: '', number };
  });
  afterAll(() => desk.close());

  /** The one row, brought into a state by hand; undefined for none. */
  function stand(state: RowState): number {
    rows.removeOf(key.account, null);
    rows.owe(key, { seq: 1, at: 1, missingCall: null });
    const id = rows.load(key)?.id ?? 0;
    if (state === 'none') rows.removeOf(key.account, null);
    else desk.db.prepare('UPDATE outbox SET state = ? WHERE id = ?').run(state, id);
    return id;
  }

  function happen(id: number, event: OutboxEvent): void {
    const missingCall = event.endsWith('WithoutCall') ? 'needs the call' : null;
    const covering = { account: key.account, scope: '', places: ['everywhere'] as const, but: [] };
    switch (owing[event]) {
      case 'owe':
        return rows.owe(key, { seq: 2, at: 2, missingCall });
      case 'oweAll':
        return rows.oweAll(covering, { at: 2, missingCall });
      case 'oweMissing':
        return void rows.oweMissing(covering, { at: 2, missingCall }, { after: 0, limit: 10 });
      case undefined:
        if (event === 'sent') return rows.markSent(id, 1, null);
        return event === 'dropped' ? rows.removeOf(key.account, '') : rows.note(id, event);
    }
  }

  it.each(states)('that is %s becomes what the table says', (state) => {
    for (const event of Object.keys(outboxEvents) as OutboxEvent[]) {
      const id = stand(state);
      const next = transitions[state][event];
      if (next === 'impossible') expect(() => happen(id, event), event).toThrow('cannot happen');
      else happen(id, event);
      const after = next === 'impossible' ? state : next;
      expect(rows.load(key)?.state ?? 'none', `${state}, ${event}`).toBe(after);
    }
  });

  it('forgets what it had sent once its outcome is known', () => {
    const id = stand('waiting');
    rows.markSent(id, 1, null);
    expect(rows.load(key)).toMatchObject({ sent: null, attempts: 1 });
    rows.note(id, 'unanswered', { problem: 'retry', message: 'Timed out.' });
    expect(rows.load(key)).toMatchObject({ sent: null, problem: 'retry' });
    rows.note(id, 'putOff');
    expect(rows.load(key)).toMatchObject({ sent: undefined, problem: null });
  });
});
