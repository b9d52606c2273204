// The laws of scopes with exceptions, judged by who may call: every agent that there is, one that an account gets later, and
// one of an account that is connected later.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { toHoldsText, toScopeOfText } from '../../electron/core/db/entries/scopeRows.ts';
import {
  coversScope,
  decidingHold,
  type Hold,
  type Place,
  sameScope,
  type Scope,
  type Target,
  toHold,
  toScope,
  unionScopes,
} from '../../shared/domain/entry/scope.ts';
import { createScopeWriter, parseScopeText } from '../../shared/domain/entry/scopeText.ts';
import type { NamedTarget } from '../../shared/domain/entry/targetText.ts';
import { projectScope, toHolds, withoutRecord } from '../../shared/domain/vendor/projection.ts';
import { day, noon, viewOf } from '../support/syncViews.ts';

const accounts = [
  viewOf('osvi', {
    id: 1,
    agents: [
      ['a', 'active'],
      ['b', 'inactive'],
      ['c', 'gone'],
    ],
  }),
  viewOf('weya', { id: 2 }),
  viewOf('yappr', {
    id: 3,
    agents: [
      ['x', 'active'],
      ['y', 'active'],
      ['z', 'gone'],
    ],
  }),
] as const;
const all: readonly Target[] = accounts.flatMap((account) => account.targets);
const targets = new Map(all.map((target) => [target.id, target]));
const named = new Map(
  all.map((target): [number, NamedTarget] => [
    target.id,
    { ...target, accountName: accounts.find(({ id }) => id === target.accountId)?.name ?? '' },
  ]),
);

/** Who may place a call: an agent by its target, or one that nobody knows yet (of an account, or of none that is here). */
type Caller = { readonly account: number; readonly agent: number | null };
const callers: readonly Caller[] = [
  ...all.flatMap(({ id, accountId, kind }) => (kind === 'account' ? [] : [{ account: accountId, agent: id }])),
  ...accounts.map(({ id }) => ({ account: id, agent: null })),
  { account: 99, agent: null },
];

/** The rule in its plainest form: inside the place, and inside nothing that is excepted. */
function blocks(scope: Scope, { account, agent }: Caller, at: string): boolean {
  const isIn = (place: Place): boolean => place === 'everywhere' || place === agent || place === account * 100;
  return scope.some(
    ({ place, until, except = [] }) => (until === null || until > at) && isIn(place) && !except.some(isIn),
  );
}

const times = [noon, day(1), day(2), day(3)];
const until = fc.constantFrom(null, day(-1), day(1), day(2), day(3));
const insideOf = (place: Place): readonly number[] =>
  all.flatMap(({ id, accountId, kind }) =>
    place === 'everywhere' || (kind !== 'account' && place === accountId * 100) ? [id] : [],
  );
const hold: fc.Arbitrary<Hold> = fc
  .tuple(fc.constantFrom<Place[]>('everywhere', 'everywhere', ...all.map(({ id }) => id)), until)
  .chain(([place, end]) =>
    fc
      .subarray([...insideOf(place)], { maxLength: Math.min(3, insideOf(place).length) })
      .map((except) => toHold(place, end, except)),
  );
const scope = fc.array(hold, { minLength: 1, maxLength: 4 }).map(toScope);

const sameFor = (a: Scope, b: Scope): void => {
  for (const caller of callers) for (const at of times) expect(blocks(a, caller, at)).toBe(blocks(b, caller, at));
};

describe('scopes with exceptions', () => {
  it('taken together block just for whom one of them does, in any order and however often', () => {
    fc.assert(
      fc.property(scope, scope, scope, (a, b, c) => {
        const both = unionScopes(a, b);
        for (const caller of callers)
          for (const at of times) expect(blocks(both, caller, at)).toBe(blocks(a, caller, at) || blocks(b, caller, at));
        expect(unionScopes(b, a)).toEqual(both);
        expect(unionScopes(both, c)).toEqual(unionScopes(a, unionScopes(b, c)));
        expect(unionScopes(both, a)).toEqual(both);
        expect(toScope(both)).toEqual(both);
        expect(sameScope(both, unionScopes(b, a))).toBe(true);
      }),
    );
  });

  it('cover another only if they block whomever it blocks, and always cover what they were made of', () => {
    fc.assert(
      fc.property(scope, scope, (a, b) => {
        const both = unionScopes(a, b);
        expect(coversScope(a, a, targets)).toBe(true);
        expect(coversScope(both, a, targets) && coversScope(both, b, targets)).toBe(true);
        if (!coversScope(a, b, targets)) return;
        for (const caller of callers)
          for (const at of times) if (blocks(b, caller, at)) expect(blocks(a, caller, at)).toBe(true);
      }),
      { numRuns: 500 },
    );
  });

  it('cover what one of them excepts by another', () => {
    const yappr = 300;
    const but = toHold('everywhere', null, [yappr]);
    expect(coversScope([but], [toHold('everywhere', null)], targets)).toBe(false);
    expect(coversScope([but, toHold(yappr, null)], [toHold('everywhere', null)], targets)).toBe(true);
    expect(coversScope([but, toHold(yappr, day(1))], [toHold('everywhere', null)], targets)).toBe(false);
    expect(coversScope([but], [toHold('everywhere', null, [yappr, 100])], targets)).toBe(true);
    expect(coversScope([but], [toHold(301, null)], targets)).toBe(false);
    expect(coversScope([toHold('everywhere', null, [301])], [toHold(yappr, null)], targets)).toBe(false);
    expect(coversScope([toHold('everywhere', null, [301])], [toHold(yappr, null, [301])], targets)).toBe(true);
  });

  it('are answered by check as the rule says: an agent by name, and an account for any of its agents', () => {
    fc.assert(
      fc.property(scope, (a) => {
        for (const at of times)
          for (const target of all) {
            const isBlocked = decidingHold(a, at, target, targets) !== undefined;
            const asked = callers.filter(({ account, agent }) =>
              target.kind === 'account' ? account === target.accountId : agent === target.id,
            );
            if (asked.some((caller) => blocks(a, caller, at))) expect(isBlocked).toBe(true);
            else if (target.kind !== 'account') expect(isBlocked).toBe(false);
          }
      }),
    );
  });

  it('are kept as a text that says all of it, and to a reader who forgets exceptions says too much', () => {
    fc.assert(
      fc.property(scope, (a) => {
        const text = toHoldsText(a);
        expect(toScopeOfText(text)).toEqual(a);
        const older = (JSON.parse(text) as [number, number | null][]).map(([place, end]) =>
          JSON.stringify([place, end]),
        );
        const forgetful = toScopeOfText(`[${older.join(',')}]`);
        for (const caller of callers)
          for (const at of times) if (blocks(a, caller, at)) expect(blocks(forgetful, caller, at)).toBe(true);
      }),
    );
  });

  it('come back from a cell of a file as they were', () => {
    const write = createScopeWriter(named);
    fc.assert(
      fc.property(scope, (a) => {
        const { where, until: end } = write(a);
        expect(parseScopeText(where, end, named)).toEqual(a);
      }),
    );
  });
});

describe('records of scopes with exceptions', () => {
  it('leave out nobody whom the scope blocks, and nobody else is named', () => {
    fc.assert(
      fc.property(scope, fc.constantFrom(...accounts), fc.constantFrom(...times), (a, account, at) => {
        const shapes = projectScope(a, account, at);
        if (account.capabilities.agents === 'none') {
          expect(shapes.length > 0).toBe(blocks(a, { account: account.id, agent: null }, at));
          return;
        }
        const isAsked = (agent: string): boolean =>
          shapes.some(
            ({ scope: list, agents }) => list === agent || (list === '' && (agents?.includes(agent) ?? true)),
          );
        for (const { id, remoteId, kind, state } of account.targets) {
          if (kind === 'account' || state === 'gone' || remoteId === null) continue;
          expect(isAsked(remoteId)).toBe(blocks(a, { account: account.id, agent: id }, at));
        }
        for (const { agents } of shapes) expect(agents).not.toEqual([]);
      }),
    );
  });

  it('can be cut out: nothing is asked for there, and everybody else stays blocked, whoever comes later too', () => {
    fc.assert(
      fc.property(scope, fc.constantFrom(...accounts), (a, account) => {
        const isPerAgent = account.capabilities.agents === 'record';
        const list = isPerAgent ? 'a' : '';
        const left = withoutRecord(a, account, list);
        expect(projectScope(left, account, noon).some((shape) => shape.scope === list)).toBe(false);
        for (const caller of callers) {
          const isCut = caller.account === account.id && (!isPerAgent || caller.agent === 101);
          for (const at of times) expect(blocks(left, caller, at)).toBe(!isCut && blocks(a, caller, at));
        }
        const back = unionScopes(left, toHolds(account, list, { reason: null, until: null, agents: null }));
        expect(projectScope(back, account, noon).some((shape) => shape.scope === list)).toBe(true);
        sameFor(toScope(left), toScope(toScope(left)));
      }),
    );
  });
});
