// The laws of merge and projection, for any records and scopes: no block is ever weakened by a machine.
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { coversAgents, merge, type MergeInput, type Ours, strongestOf } from '../../shared/domain/vendor/merge.ts';
import { project, projectScope, toComparable, toHolds, withoutRecord } from '../../shared/domain/vendor/projection.ts';
import type { RemoteFields } from '../../shared/domain/vendor/remote.ts';
import { laterUntil, toScope, unionScopes } from '../../shared/domain/entry/scope.ts';
import { day, entryOf, noon, viewOf } from '../support/syncViews.ts';

const until = fc.constantFrom(null, day(-2), day(1), day(2), day(3));
const agentIds = fc.constantFrom(null, ['a'], ['b'], ['a', 'b'], ['a', 'b', 'c']);
const fields: fc.Arbitrary<RemoteFields> = fc.record({
  reason: fc.constantFrom(null, 'one', 'two', 'three'),
  until,
  agents: agentIds,
});
const alive = fields.filter((record) => record.until === null || record.until > noon);
const ours: fc.Arbitrary<Ours> = fc.oneof(
  { weight: 3, arbitrary: alive.map((record): Ours => ({ kind: 'wanted', fields: record })) },
  {
    weight: 1,
    arbitrary: fc.constantFrom('person', 'expired', 'gone').map((because): Ours => ({ kind: 'absent', because })),
  },
);
const input: fc.Arbitrary<MergeInput> = fc.record({
  base: fc.option(fields),
  ours,
  theirs: fc.option(fields),
  at: fc.constant(noon),
  comparable: fc.constantFrom<MergeInput['comparable']>([], ['reason', 'until', 'agents']),
  adopt: fc.constantFrom('target', 'everywhere', 'ask'),
  isEcho: fc.constant(false),
  outlastsOurs: fc.boolean(),
  isNamed: fc.boolean(),
  claim: fc.constantFrom<MergeInput['claim']>('ours', 'named', 'another', 'none'),
  own: fc.option(fields),
});

const covers = (outer: RemoteFields, inner: RemoteFields): boolean =>
  laterUntil(outer.until, inner.until) === outer.until && coversAgents(outer.agents, inner.agents);

describe('merge', () => {
  it('never asks for less than we do', () => {
    fc.assert(
      fc.property(input, (given) => {
        const action = merge(given);
        if (given.ours.kind !== 'wanted') return;
        if (action.kind === 'take') expect(covers(action.fields, given.ours.fields)).toBe(true);
        if (action.kind === 'conflict') expect(covers(action.strongest, given.ours.fields)).toBe(true);
        expect(action.kind).not.toBe('adopt');
      }),
    );
  });

  it('never lets a record that the vendor blocks go, unless a person or its time released just that record', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { base, theirs } = given;
        const action = merge(given);
        if (given.ours.kind !== 'absent' || theirs === null || (theirs.until !== null && theirs.until <= noon)) return;
        // What we made of the vendor's own record is taken back; its own word stays.
        if (action.kind === 'adopt') expect([theirs, given.own]).toContainEqual(action.fields);
        else if (action.kind === 'conflict') expect(covers(action.strongest, theirs)).toBe(true);
        else if (given.comparable.length > 0) expect(base).toEqual(theirs);
        else expect(base).not.toBeNull();
        if (action.kind === 'push') expect(['ours', 'named']).toContain(given.claim);
      }),
    );
  });

  it('is at rest once what it decided is done', () => {
    fc.assert(
      fc.property(input, (given) => {
        const action = merge(given);
        const again = { ...given, base: given.theirs };
        if (action.kind === 'agreed' && given.ours.kind === 'wanted') expect(merge(again).kind).toBe('agreed');
        if (action.kind === 'take') {
          const taken: Ours = { kind: 'wanted', fields: action.fields };
          expect(merge({ ...again, ours: taken }).kind).toBe(action.push ? 'push' : 'agreed');
          expect(merge({ ...again, ours: taken, base: action.fields, theirs: action.fields }).kind).toBe('agreed');
        }
        if (action.kind === 'push' && given.ours.kind === 'wanted') {
          const there = given.ours.fields;
          expect(merge({ ...given, base: there, theirs: there }).kind).toBe('agreed');
        }
      }),
    );
  });

  it('at first contact raises no conflict, and loses nothing of either side', () => {
    fc.assert(
      fc.property(alive, alive, (mine, theirs) => {
        const action = merge({
          base: null,
          ours: { kind: 'wanted', fields: mine },
          theirs,
          at: noon,
          comparable: ['reason', 'until', 'agents'],
          adopt: 'target',
          isEcho: false,
          outlastsOurs: false,
          isNamed: false,
          claim: 'none',
          own: null,
        });
        expect(action.kind).not.toBe('conflict');
        const result = action.kind === 'take' ? action.fields : mine;
        expect(covers(result, mine) && covers(result, theirs)).toBe(true);
        expect(result.reason).toBe(mine.reason ?? theirs.reason);
      }),
    );
  });

  it('finds the same strongest record from either side', () => {
    fc.assert(
      fc.property(fields, fields, (a, b) => {
        const [one, two] = [strongestOf(a, b), strongestOf(b, a)];
        expect({ ...one, reason: null }).toEqual({ ...two, reason: null });
        expect(strongestOf(one, one)).toEqual(one);
      }),
    );
  });
});

describe('projection', () => {
  const accounts = [
    viewOf('osvi', {
      id: 1,
      agents: [
        ['a', 'active'],
        ['b', 'inactive'],
        ['c', 'gone'],
      ],
    }),
    viewOf('fluents', { id: 2 }),
    viewOf('weya', { id: 3 }),
    viewOf('yappr', {
      id: 4,
      agents: [
        ['a', 'active'],
        ['b', 'active'],
        ['c', 'inactive'],
      ],
    }),
  ] as const;
  const targets = accounts.flatMap((account) => account.targets);
  const place = fc.constantFrom('everywhere' as const, ...targets.map(({ id }) => id));
  const holds = fc.array(fc.record({ place, until }), { minLength: 1, maxLength: 5 }).map(toScope);
  const account = fc.constantFrom(...accounts);

  it('asks for at least every hold in force that has a target there', () => {
    fc.assert(
      fc.property(holds, account, (scope, at) => {
        const shapes = projectScope(scope, at, noon);
        for (const hold of scope) {
          if (hold.until !== null && hold.until <= noon) continue;
          const target = at.targets.find(({ id }) => id === hold.place);
          const agent = target?.remoteId ?? null;
          if (hold.place !== 'everywhere' && target === undefined) continue;
          if (target?.state === 'gone') continue;
          if (agent === null && at.capabilities.agents === 'record')
            expect(shapes.map(({ scope: name }) => name)).toEqual(['a', 'b']);
          const covering = shapes.filter(({ scope: name }) => name === '' || agent === null || name === agent);
          expect(covering.length).toBeGreaterThan(0);
          for (const shape of covering) {
            expect(shape.until === null || laterUntil(shape.until, hold.until) === shape.until).toBe(true);
            expect(shape.agents === null || (agent !== null && shape.agents.includes(agent))).toBe(true);
          }
        }
      }),
    );
  });

  it('asks for at least what was taken over from a vendor', () => {
    fc.assert(
      fc.property(holds, account, alive, (scope, at, theirs) => {
        const { agents, keeps } = at.capabilities;
        const there: RemoteFields = {
          reason: null,
          until: keeps.expiry.how === 'kept' ? theirs.until : null,
          agents: agents === 'set' ? theirs.agents : null,
        };
        const name = agents === 'record' ? 'a' : '';
        const after = entryOf({ holds: unionScopes(scope, toHolds(at, name, there)) });
        const record = project(after, at, noon).find((wanted) => wanted.scope === name);
        expect(record && covers(record.fields, there)).toBe(true);
      }),
    );
  });

  it('after a record is cut out asks for nothing there, and elsewhere for what it did', () => {
    fc.assert(
      fc.property(holds, account, (scope, at) => {
        const name = at.capabilities.agents === 'record' ? 'a' : '';
        const left = toScope(withoutRecord(scope, at, name));
        for (const other of accounts) {
          const before = projectScope(scope, other, noon).filter((s) => other.id !== at.id || s.scope !== name);
          expect(projectScope(left, other, noon)).toEqual(before);
        }
      }),
    );
  });

  it('compares equal to itself whatever agents run', () => {
    fc.assert(
      fc.property(fields, (record) => {
        const once = toComparable(record, accounts[3]);
        expect(toComparable(once, accounts[3])).toEqual(once);
        expect(once.agents === null).toBe(record.agents === null);
      }),
    );
  });
});
