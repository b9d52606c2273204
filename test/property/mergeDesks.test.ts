// The merge between two desks of a shared list: nothing is released or narrowed but by a release that stood alone, and both end alike.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isSameShared, mergeDesks, type SharedEntry, takeBackDesk } from '../../shared/domain/entry/mergeDesks.ts';
import { isWeaker } from '../../shared/domain/entry/weaker.ts';
import { toScope } from '../../shared/domain/entry/scope.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { noDetails } from '../../shared/domain/entry/details.ts';

const at = toInstant(Date.UTC(2026, 0, 1));
const targets = new Map();

const until = fc.option(fc.integer({ min: 1, max: 4 }).map((month) => toInstant(Date.UTC(2027, month, 1))));
const place = fc.oneof(fc.constant('everywhere' as const), fc.integer({ min: 1, max: 3 }));
const holds = fc.array(fc.record({ place, until }), { minLength: 1, maxLength: 3 }).map(toScope);
const side: fc.Arbitrary<SharedEntry> = fc
  .record({
    holds,
    reason: fc.option(fc.constantFrom('asked', 'wrote')),
    category: fc.option(fc.constantFrom('legal', 'complaint')),
    isRemoved: fc.boolean(),
    who: fc.constantFrom('Mia', 'Tom'),
  })
  .map(({ isRemoved, who, ...said }) => ({
    ...noDetails,
    ...said,
    removed: isRemoved ? { at, why: 'a mistake', by: who } : null,
    source: { kind: 'manual', label: null } as const,
    line: null,
    createdAt: at,
    createdBy: 'Mia',
    changedAt: at,
    changedBy: who,
  }));
const maybe = fc.option(side, { nil: undefined });

describe('takeBackDesk', () => {
  it('blocks all that the shared list blocks, and of a change that blocks all that it blocks too', () => {
    fc.assert(
      fc.property(side, side, (ours, theirs) => {
        const { result } = takeBackDesk(ours, theirs);
        expect(isWeaker(theirs, result, at, targets)).toBe(false);
        expect(isWeaker(ours, result, at, targets)).toBe(false);
      }),
    );
  });
});

describe('mergeDesks', () => {
  it('what this desk blocks is weakened only where it changed nothing itself and the shared list did', () => {
    fc.assert(
      fc.property(maybe, side, side, (base, ours, theirs) => {
        const { result } = mergeDesks({ base, ours, theirs }, at, targets);
        if (!isWeaker(ours, result, at, targets)) return;
        expect(base !== undefined && isSameShared(ours, base)).toBe(true);
      }),
    );
  });

  it('what the shared list blocks is weakened only where it changed nothing and this desk did', () => {
    fc.assert(
      fc.property(maybe, side, side, (base, ours, theirs) => {
        const { result } = mergeDesks({ base, ours, theirs }, at, targets);
        if (!isWeaker(theirs, result, at, targets)) return;
        expect(base !== undefined && isSameShared(theirs, base)).toBe(true);
      }),
    );
  });

  it('where one side weakened what the other changed, it blocks as much as both did before, and asks', () => {
    fc.assert(
      fc.property(side, side, side, (base, ours, theirs) => {
        const { result, question } = mergeDesks({ base, ours, theirs }, at, targets);
        if (question === null) return;
        for (const one of [base, ours, theirs]) expect(isWeaker(one, result, at, targets)).toBe(false);
      }),
    );
  });

  it('the other desk, which has what the shared list had, takes the result as it is: both end alike', () => {
    fc.assert(
      fc.property(maybe, side, side, (base, ours, theirs) => {
        const { result } = mergeDesks({ base, ours, theirs }, at, targets);
        const there = mergeDesks({ base: theirs, ours: theirs, theirs: result }, at, targets);
        expect(there.result).toEqual(result);
        expect(there.question).toBeNull();
        // And here nothing more comes of it.
        expect(
          isSameShared(mergeDesks({ base: result, ours: result, theirs: result }, at, targets).result, result),
        ).toBe(true);
      }),
    );
  });
});
