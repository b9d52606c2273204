// The queries that must stay fast at ten million entries, held to their plan: no walk of a whole table, no sort.
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { EntryFilter } from '../../../shared/contract/entries.ts';
import { createDecide } from '../../../electron/core/list/commands/decide.ts';
import { createListPager } from '../../../electron/core/list/pages/listPager.ts';
import { createOpenConflicts } from '../../../electron/core/list/pages/openConflicts.ts';
import { createTestDesk, type TestDesk, valueOf } from '../../support/desk.ts';

describe('the plans of hot queries', () => {
  let desk: TestDesk;
  beforeEach(() => {
    desk = createTestDesk();
    const numbers = Array.from({ length: 300 }, (_, index) => `+1212555${String(index).padStart(4, '0')}`);
    valueOf(desk.list.add({ numbers, confirmInvalid: true }));
    valueOf(desk.list.add({ numbers: ['+13105550001'], targets: ['Yappr'] }));
    valueOf(desk.list.remove({ numbers: ['+12125550005'], why: 'x' }));
  });
  afterEach(() => desk.close());

  /** The plans of all statements on the entry table that `work` prepares. */
  function plansOf(work: (db: TestDesk['db']) => void): readonly string[] {
    const plans: string[] = [];
    const spied = new Proxy(desk.db, {
      get(db, name) {
        if (name !== 'prepare') return Reflect.get(db, name, db) as unknown;
        return (sql: string) => {
          if (/\bentry e\b|\bFROM entry\b|\bconflict\b/.test(sql)) {
            const statement = db.prepare<unknown[], { detail: string }>(`EXPLAIN QUERY PLAN ${sql}`);
            const blanks = Array.from({ length: (sql.match(/\?/g) ?? []).length }, () => 0);
            const named = /@number/.test(sql) ? [{ number: 0 }] : blanks;
            plans.push(
              statement
                .all(...named)
                .map(({ detail }) => detail)
                .join('\n'),
            );
          }
          return db.prepare(sql);
        };
      },
    });
    work(spied);
    return plans;
  }

  const pagePlans = (filter: EntryFilter, by: 'number' | 'createdAt' = 'number', offset = 0) =>
    plansOf((db) => {
      const pager = createListPager(db, {
        accountTargets: () => [1, 2, 3],
        placesOf: (target) => [target],
        homeCode: () => '1',
        zone: desk.settings.zone,
      });
      pager.page({ filter, sort: { by, descending: false }, offset, limit: 100 }, desk.clock.now());
    }).join('\n');

  test('the first page, any position and a start of a number walk the primary key', () => {
    for (const plan of [pagePlans({}), pagePlans({}, 'number', 200), pagePlans({ search: '+1212' })]) {
      expect(plan).toMatch(/(SCAN e$|SEARCH e USING INTEGER PRIMARY KEY)/m);
      expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/);
    }
    // The count of the usual list looks at entries only at the edges of a range.
    expect(pagePlans({ search: '+1212' })).toMatch(/SEARCH entry USING INTEGER PRIMARY KEY \(rowid>\? AND rowid<\?\)/);
  });

  test('newest first walks the origins in order', () => {
    const plan = pagePlans({}, 'createdAt');
    expect(plan).toMatch(/(SCAN|SEARCH) o USING COVERING INDEX origin_at/);
    expect(plan).toMatch(/SEARCH e USING COVERING INDEX entry_origin \(origin_id=\? AND removed_at=\?\)/);
    expect(plan).not.toMatch(/TEMP B-TREE FOR ORDER BY/);
  });

  test('a batch, a target and the tombstones are found by their index', () => {
    expect(pagePlans({ batch: 2 })).toMatch(/SEARCH e USING (COVERING )?INDEX entry_origin/);
    expect(pagePlans({ where: 1 })).toMatch(/SEARCH e USING (COVERING )?INDEX entry_scope/);
    expect(pagePlans({ states: ['removed'] })).toMatch(/USING (COVERING )?INDEX entry_removed/);
    expect(pagePlans({ batch: 2 })).not.toMatch(/TEMP B-TREE FOR ORDER BY/);
  });

  test('a check is two look-ups', () => {
    const [plan = ''] = plansOf((db) => {
      createDecide(db, createOpenConflicts(desk.db));
    });
    expect(plan).toMatch(/SEARCH entry USING INTEGER PRIMARY KEY/);
    expect(plan).toMatch(/SEARCH conflict USING INDEX conflict_open \(number=\?\)/);
  });

  test('the history of a number is found by its range', () => {
    const plan = desk.db
      .prepare<[number, number, number], { detail: string }>(
        `EXPLAIN QUERY PLAN SELECT id FROM journal WHERE changes = 1 AND first_number = ?
         UNION ALL SELECT id FROM journal WHERE changes > 1 AND first_number <= ? AND last_number >= ?`,
      )
      .all(0, 0, 0)
      .map(({ detail }) => detail)
      .join('\n');
    expect(plan).toMatch(/INDEX journal_single/);
    expect(plan).toMatch(/INDEX journal_many/);
  });
});
