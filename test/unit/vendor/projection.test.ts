// What an entry asks for at each vendor, and what a vendor's record says in our words.
import { describe, expect, it } from 'vitest';
import {
  absenceOf,
  describeLosses,
  project,
  toComparable,
  toHolds,
  withoutRecord,
} from '../../../shared/domain/vendor/projection.ts';
import type { AccountView } from '../../../shared/domain/vendor/remote.ts';
import { toHold, toScope } from '../../../shared/domain/entry/scope.ts';
import { day, entryOf, noon, viewOf } from '../../support/syncViews.ts';

const osvi = viewOf('osvi', {
  id: 1,
  agents: [
    ['a', 'active'],
    ['b', 'inactive'],
    ['c', 'gone'],
    ['d', 'retired'],
  ],
});
const fluents = viewOf('fluents', { id: 2 });
const weya = viewOf('weya', { id: 3 });
const yappr = viewOf('yappr', {
  id: 4,
  agents: [
    ['x', 'active'],
    ['y', 'active'],
    ['z', 'inactive'],
  ],
});
const summary = (entry: Parameters<typeof project>[0], account: AccountView) =>
  project(entry, account, noon).map(({ scope, fields }) => ({ scope, ...fields }));

const vendorHasLists = ({ capabilities }: AccountView) => capabilities.agents === 'record';

describe('an entry that holds everywhere', () => {
  it('is one record for each agent that OSVI may still run, and none for those that are gone', () => {
    expect(summary(entryOf(), osvi)).toEqual([
      { scope: 'a', reason: 'asked on the phone', until: null, agents: null },
      { scope: 'b', reason: 'asked on the phone', until: null, agents: null },
    ]);
  });

  it('is one record without agents on Yappr and Fluents, and one without a reason on Weya', () => {
    expect(summary(entryOf(), yappr)).toEqual([{ scope: '', reason: 'asked on the phone', until: null, agents: null }]);
    expect(summary(entryOf(), fluents)).toHaveLength(1);
    expect(summary(entryOf(), weya)).toEqual([{ scope: '', reason: null, until: null, agents: null }]);
  });
});

describe('an account with thousands of agents', () => {
  const agents = Array.from({ length: 5000 }, (_, n) => [`agent${n}`, 'active'] as const);

  it.each(['osvi', 'yappr'])(
    '%s: its targets are looked through a few times, and not once for each agent',
    (vendor) => {
      const { targets, ...rest } = viewOf(vendor, { id: 1, agents });
      let looks = 0;
      const account: AccountView = {
        ...rest,
        get targets() {
          looks += 1;
          return targets;
        },
      };
      expect(summary(entryOf(), account)).toHaveLength(vendorHasLists(account) ? agents.length : 1);
      expect(looks).toBeLessThan(10);
    },
  );
});

describe('an entry that holds for agents', () => {
  it('reaches only its agent on a vendor with a list for each', () => {
    expect(summary(entryOf({ holds: [{ place: 101, until: null }] }), osvi).map(({ scope }) => scope)).toEqual(['a']);
  });

  it('is a set of agents on Yappr, inactive ones too', () => {
    const holds = toScope([
      { place: 403, until: null },
      { place: 401, until: null },
    ]);
    expect(summary(entryOf({ holds }), yappr)[0]?.agents).toEqual(['x', 'z']);
  });

  it('asks other accounts for nothing', () => {
    const entry = entryOf({ holds: [{ place: 101, until: null }] });
    for (const account of [fluents, weya, yappr]) expect(project(entry, account, noon)).toEqual([]);
  });
});

describe('an entry that holds everywhere except', () => {
  const except = (...ids: number[]) => entryOf({ holds: toScope([toHold('everywhere', null, ids)]) });

  it('an agent that another hold blocks asks for one record for everybody', () => {
    const both = entryOf({ holds: toScope([toHold('everywhere', null, [401]), toHold(401, null)]) });
    expect(summary(both, yappr)).toEqual(summary(entryOf(), yappr));
  });

  it('an account asks it for nothing, because a person said so, and the others for what they were asked', () => {
    expect(project(except(400), yappr, noon)).toEqual([]);
    expect(absenceOf(except(400), yappr, '', noon)).toBe('person');
    expect(project(except(400), osvi, noon)).toEqual(project(entryOf(), osvi, noon));
  });

  it('an agent names all others where a record has agents, and leaves out its list where each has one', () => {
    expect(summary(except(401), yappr)[0]?.agents).toEqual(['y', 'z']);
    expect(describeLosses(except(401), yappr, noon)).toContainEqual(expect.stringContaining('no exceptions'));
    expect(summary(except(101), osvi).map(({ scope }) => scope)).toEqual(['b']);
    expect(absenceOf(except(101), osvi, 'a', noon)).toBe('person');
  });

  it('every agent that there is asks for no record, and never for one without agents, which would be all of them', () => {
    expect(project(except(401, 402, 403), yappr, noon)).toEqual([]);
    expect(absenceOf(except(401, 402, 403), yappr, '', noon)).toBe('person');
  });

  it('an agent that is gone blocks the whole account: there is nobody left to except', () => {
    expect(summary(except(103), osvi)).toEqual(summary(entryOf(), osvi));
    const lost = viewOf('yappr', {
      id: 4,
      agents: [
        ['x', 'gone'],
        ['y', 'active'],
      ],
    });
    expect(project(except(401), lost, noon)[0]?.fields.agents).toBeNull();
  });
});

describe('holds that end', () => {
  it('are kept by Yappr and left out elsewhere, and nothing is asked once they are over', () => {
    const entry = entryOf({ holds: [{ place: 'everywhere', until: day(3) }] });
    expect(summary(entry, yappr)[0]?.until).toBe(day(3));
    expect(summary(entry, fluents)[0]?.until).toBeNull();
    expect(project(entry, yappr, day(3))).toEqual([]);
    expect(absenceOf(entry, yappr, '', day(3))).toBe('expired');
  });

  it('never make one record block less than any of them', () => {
    const holds = toScope([
      { place: 'everywhere', until: day(3) },
      { place: 401, until: day(9) },
    ]);
    const entry = entryOf({ holds });
    expect(summary(entry, yappr)[0]).toMatchObject({ agents: null, until: day(9) });
    expect(describeLosses(entry, yappr, noon)).toContainEqual(expect.stringContaining('keeps one record for a number'));
    // When the first is over, the record narrows to what is left.
    expect(project(entry, yappr, day(3))[0]?.fields).toMatchObject({ agents: ['x'], until: day(9) });
  });
});

describe('why nothing is asked for', () => {
  it('tells a removal, an end and a deleted agent apart', () => {
    expect(absenceOf(undefined, yappr, '', noon)).toBe('person');
    expect(absenceOf(entryOf({ removed: { at: noon, why: 'wrong', by: 'Dana' } }), yappr, '', noon)).toBe('person');
    expect(absenceOf(entryOf({ holds: [{ place: 101, until: null }] }), osvi, 'b', noon)).toBe('person');
    expect(absenceOf(entryOf(), osvi, 'c', noon)).toBe('gone');
    const alone = viewOf('yappr', { id: 5, agents: [['q', 'gone']] });
    expect(absenceOf(entryOf({ holds: [{ place: 501, until: null }] }), alone, '', noon)).toBe('gone');
  });
});

describe('a remote record in our words', () => {
  it('is a hold on the whole account, on its agents, or on the agent whose list it is on', () => {
    const fields = { reason: null, until: day(1), agents: null };
    expect(toHolds(yappr, '', fields)).toEqual([{ place: 400, until: day(1) }]);
    expect(toHolds(yappr, '', { ...fields, agents: ['y', 'x', 'unheard of'] })).toEqual([
      { place: 401, until: day(1) },
      { place: 402, until: day(1) },
    ]);
    expect(toHolds(osvi, 'b', { ...fields, until: null })).toEqual([{ place: 102, until: null }]);
  });

  it('can be cut out of a hold that reaches further, which then holds everywhere else, whatever comes later', () => {
    expect(withoutRecord(entryOf().holds, yappr, '')).toEqual([{ place: 'everywhere', until: null, except: [400] }]);
    const other = withoutRecord([{ place: 100, until: null }], osvi, 'a');
    expect(other).toEqual([{ place: 100, until: null, except: [101] }]);
    expect(withoutRecord(withoutRecord(entryOf().holds, osvi, 'b'), osvi, 'a')).toEqual([
      { place: 'everywhere', until: null, except: [101, 102] },
    ]);
    expect(withoutRecord([{ place: 401, until: null }], yappr, '')).toEqual([]);
  });

  it('does not differ by agents that do not run, and never turns into "every agent" by that', () => {
    const fields = { reason: null, until: null, agents: ['z'] };
    expect(toComparable(fields, yappr).agents).toEqual([]);
    expect(toComparable({ ...fields, agents: null }, yappr).agents).toBeNull();
  });
});
