// The import's plan: whatever lines a file has for a number, no block gets weaker and every line has an outcome.
import { noDetails } from '../../shared/domain/entry/details.ts';
import { anyDetail } from '../support/someDetails.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Act, Entry, Source } from '../../shared/domain/entry/entry.ts';
import { type LineRequest, planNumber } from '../../shared/domain/entry/importPlan.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import { coversScope, toScope } from '../../shared/domain/entry/scope.ts';

const number = toPhoneNumber(12125551234);
const act: Act = { at: toInstant(Date.UTC(2026, 0, 1)), author: 'Dana', batchId: 7 };
const source: Source = { kind: 'import', label: 'calls.csv' };
const targets = new Map();
const choices = { onDuplicate: 'keep', revive: true } as const;

const until = fc.option(fc.integer({ min: 1, max: 5 }).map((n) => toInstant(Date.UTC(2027, n, 1))));
const place = fc.oneof(fc.constant('everywhere' as const), fc.integer({ min: 1, max: 3 }));
const holds = fc.array(fc.record({ place, until }), { minLength: 1, maxLength: 3 }).map(toScope);
const request: fc.Arbitrary<LineRequest> = fc.record({
  line: fc.integer({ min: 1, max: 1000 }),
  holds,
  ...anyDetail,
  requestedAt: fc.constant(null),
});
const existing: fc.Arbitrary<Entry | undefined> = fc.option(
  fc
    .record({
      holds,
      reason: fc.option(fc.constant('old')),
      removed: fc.boolean(),
      seq: fc.integer({ min: 1, max: 9 }),
    })
    .map(({ removed, ...rest }): Entry => ({
      ...noDetails,
      ...rest,
      number,
      removed: removed ? { at: act.at, why: 'x', by: 'Dana' } : null,
      source,
      createdAt: act.at,
      createdBy: 'Dana',
      changedAt: act.at,
      changedBy: 'Dana',
      batchId: null,
      line: null,
    })),
  { nil: undefined },
);

describe('planning the lines of one number', () => {
  it('gives every line one outcome, never weakens, and writes at most one change', () => {
    fc.assert(
      fc.property(
        existing,
        fc.array(request, { minLength: 1, maxLength: 5 }),
        fc.constantFrom('keep' as const, 'update' as const),
        fc.boolean(),
        (before, lines, mode, disputed) => {
          const plan = planNumber(
            before,
            number,
            lines,
            { source, act, onDuplicate: mode, revive: true, targets },
            disputed,
          );
          expect(plan.outcomes).toHaveLength(lines.length);
          const after = plan.after ?? before;
          expect(after?.removed ?? null).toBeNull();
          for (const line of lines) expect(coversScope(after?.holds ?? [], line.holds, targets)).toBe(true);
          if (before && before.removed === null)
            expect(coversScope(after?.holds ?? [], before.holds, targets)).toBe(true);
          if (plan.after) expect(plan.after.seq).toBe((before?.seq ?? 0) + 1);
        },
      ),
    );
  });

  it('is idempotent: the same lines again change nothing', () => {
    fc.assert(
      fc.property(existing, fc.array(request, { minLength: 1, maxLength: 5 }), (before, lines) => {
        const once = planNumber(before, number, lines, { ...choices, source, act, targets }, false).after ?? before;
        const again = planNumber(once, number, lines, { ...choices, source, act, targets }, false);
        expect(again.after).toBeUndefined();
      }),
    );
  });
});
