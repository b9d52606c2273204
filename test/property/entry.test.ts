// The pure plans of a change: adding never weakens, repeats change nothing, and every change grows the seq by one.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type Act,
  type Entry,
  planAdd,
  planEdit,
  planRemove,
  type Statement,
  toStatement,
} from '../../shared/domain/entry/entry.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import {
  coversScope,
  decidingHold,
  type Hold,
  type Place,
  type Scope,
  toHold,
  toScope,
} from '../../shared/domain/entry/scope.ts';
import { someTargets } from '../support/desk.ts';
import { anyDetail } from '../support/someDetails.ts';

const targets = new Map(someTargets.map((target) => [target.id, target]));
const number = toPhoneNumber(12_125_551_234);
const start = Date.parse('2026-05-03T14:00:00.000Z');
const instant = fc.integer({ min: 0, max: 50 }).map((days) => toInstant(start + days * 86_400_000));
const place: fc.Arbitrary<Place> = fc.constantFrom<Place[]>('everywhere', 1, 2, 3, 4);
/** What may be excepted of each place: everywhere any target, of an account its agents. */
const inside: ReadonlyMap<Place, readonly number[]> = new Map<Place, number[]>([
  ['everywhere', [1, 2, 3, 4]],
  [1, [2, 3]],
]);
const hold: fc.Arbitrary<Hold> = fc
  .tuple(place, fc.option(instant, { nil: null }))
  .chain(([at, until]) => fc.subarray([...(inside.get(at) ?? [])]).map((except) => toHold(at, until, except)));
const scope: fc.Arbitrary<Scope> = fc.array(hold, { minLength: 1, maxLength: 4 }).map(toScope);
const statement: fc.Arbitrary<Statement> = fc.record({ ...anyDetail, holds: scope });
const act: Act = { at: toInstant(start), author: 'Dana', batchId: 1 };
const origin = { source: { kind: 'manual', label: null }, line: null } as const;
const onDuplicate = fc.constantFrom('keep' as const, 'update' as const);
const entry: fc.Arbitrary<Entry> = fc
  .tuple(statement, fc.boolean(), fc.integer({ min: 1, max: 9 }))
  .map(([said, isRemoved, seq]) => ({
    ...said,
    ...origin,
    number,
    seq,
    createdAt: act.at,
    createdBy: 'Noa',
    changedAt: act.at,
    changedBy: 'Noa',
    batchId: 7,
    removed: isRemoved ? { at: act.at, why: 'asked back', by: 'Noa' } : null,
  }));

/** Every question that can be asked of a scope: no target or one, at every time that matters. */
const questions = [undefined, ...someTargets].flatMap((target) =>
  Array.from({ length: 52 }, (_, days) => ({ target, at: toInstant(start + days * 86_400_000 - 1) })),
);

test('adding never takes away: what was blocked stays blocked, what was asked for is blocked', () => {
  fc.assert(
    fc.property(entry, statement, onDuplicate, (existing, request, mode) => {
      const plan = planAdd(existing, number, { ...request, ...origin }, act, { onDuplicate: mode, targets });
      const { holds } = plan.kind === 'alreadyThere' ? plan.entry : plan.after;
      expect(coversScope(holds, request.holds, targets)).toBe(true);
      if (existing.removed === null) expect(coversScope(holds, existing.holds, targets)).toBe(true);
      for (const { target, at } of questions) {
        const asked = (of: Scope) => decidingHold(of, at, target, targets) !== undefined;
        if (asked(request.holds)) expect(asked(holds)).toBe(true);
        if (existing.removed === null && asked(existing.holds)) expect(asked(holds)).toBe(true);
      }
    }),
    { numRuns: 300 },
  );
});

test('the same request twice changes nothing the second time', () => {
  fc.assert(
    fc.property(fc.option(entry, { nil: undefined }), statement, onDuplicate, (existing, request, mode) => {
      const first = planAdd(existing, number, { ...request, ...origin }, act, { onDuplicate: mode, targets });
      const then = first.kind === 'alreadyThere' ? first.entry : first.after;
      expect(planAdd(then, number, { ...request, ...origin }, act, { onDuplicate: mode, targets }).kind).toBe(
        'alreadyThere',
      );
    }),
  );
});

test('each change grows the seq by one and keeps who created the entry', () => {
  fc.assert(
    fc.property(entry, statement, onDuplicate, (existing, request, mode) => {
      const added = planAdd(existing, number, { ...request, ...origin }, act, { onDuplicate: mode, targets });
      for (const after of [
        added.kind === 'alreadyThere' ? undefined : added.after,
        planEdit(existing, request, act),
        planRemove(existing, 'asked back', act),
      ]) {
        if (after === undefined) continue;
        expect(after.seq).toBe(existing.seq + 1);
        expect(after).toMatchObject({ number, changedAt: act.at, changedBy: act.author });
        if (existing.removed === null)
          expect(after).toMatchObject({ createdAt: existing.createdAt, createdBy: 'Noa', batchId: 7 });
      }
    }),
  );
});

test('a removed entry is released only once, is not edited, and is revived with what is asked for', () => {
  fc.assert(
    fc.property(entry, statement, (existing, request) => {
      const removed = planRemove(existing, 'asked back', act) ?? existing;
      expect(removed.removed).not.toBeNull();
      expect(toStatement(removed)).toEqual(toStatement(existing));
      expect(planRemove(removed, 'again', act)).toBeUndefined();
      expect(planEdit(removed, request, act)).toBeUndefined();
      const plan = planAdd(removed, number, { ...request, ...origin }, act, { onDuplicate: 'keep', targets });
      expect(plan.kind).toBe('revived');
      if (plan.kind === 'revived') expect(toStatement(plan.after)).toEqual(request);
    }),
  );
});

test('an edit gives the entry exactly what it names', () => {
  fc.assert(
    fc.property(entry, statement, (existing, patch) => {
      const after = planEdit(existing, patch, act);
      if (existing.removed === null && after !== undefined) expect(toStatement(after)).toEqual(patch);
      if (existing.removed === null && after === undefined) expect(toStatement(existing)).toEqual(patch);
    }),
  );
});
