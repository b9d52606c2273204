// Every row of the merge table (docs/sync.md), in its words.
import { describe, expect, it } from 'vitest';
import { merge, type MergeAction, type MergeInput, type Ours } from '../../../shared/domain/vendor/merge.ts';
import type { RemoteFields } from '../../../shared/domain/vendor/remote.ts';
import { day, noon } from '../../support/syncViews.ts';

const record = (fields: Partial<RemoteFields> = {}): RemoteFields => ({
  reason: 'asked',
  until: null,
  agents: null,
  ...fields,
});
const wanted = (fields: Partial<RemoteFields> = {}): Ours => ({ kind: 'wanted', fields: record(fields) });
const removed: Ours = { kind: 'absent', because: 'person' };
const expired: Ours = { kind: 'absent', because: 'expired' };

function mergeOf(
  base: RemoteFields | null,
  ours: Ours,
  theirs: RemoteFields | null,
  more: Partial<MergeInput> = {},
): MergeAction {
  return merge({
    base,
    ours,
    theirs,
    at: noon,
    comparable: ['reason', 'until', 'agents'],
    adopt: 'target',
    isEcho: false,
    outlastsOurs: false,
    isNamed: false,
    claim: 'ours',
    own: null,
    ...more,
  });
}

describe('the merge table', () => {
  it('same, same: nothing', () => {
    expect(mergeOf(record(), wanted(), record()).kind).toBe('agreed');
    expect(mergeOf(null, removed, null).kind).toBe('agreed');
  });

  it('changed, same: push ours', () => {
    expect(mergeOf(record(), wanted({ until: day(5) }), record()).kind).toBe('push');
    expect(mergeOf(null, wanted(), null).kind).toBe('push');
  });

  it.each([
    ['a wider scope', record({ agents: ['a'] }), record({ agents: ['a', 'b'] })],
    ['every agent', record({ agents: ['a'] }), record()],
    ['a later expiry', record({ until: day(1) }), record({ until: day(2) })],
    ['no expiry', record({ until: day(1) }), record()],
    ['a new reason', record(), record({ reason: 'told us so' })],
  ])('same, stronger by %s: take theirs', (_name, base, theirs) => {
    expect(mergeOf(base, { kind: 'wanted', fields: base }, theirs)).toMatchObject({
      kind: 'take',
      push: false,
      fields: theirs,
    });
  });

  it.each([
    ['gone', record(), null, 'goneThere'],
    ['fewer agents', record(), record({ agents: ['a'] }), 'weakerThere'],
    ['other agents', record({ agents: ['a'] }), record({ agents: ['b'] }), 'weakerThere'],
    ['an earlier expiry', record(), record({ until: day(1) }), 'weakerThere'],
    ['an expiry that has passed', record(), record({ until: day(-1) }), 'goneThere'],
  ] as const)('same, weaker by %s: conflict, and it stays blocked', (_name, base, theirs, conflict) => {
    const action = mergeOf(base, { kind: 'wanted', fields: base }, theirs);
    expect(action).toMatchObject({ kind: 'conflict', conflict });
    expect(action.kind === 'conflict' && action.strongest).toMatchObject({ until: null });
  });

  it('changed, changed in different fields: take both, push what they lack', () => {
    const action = mergeOf(record({ until: day(1) }), wanted({ until: day(1), reason: 'new here' }), record());
    expect(action).toMatchObject({ kind: 'take', push: true, fields: { reason: 'new here', until: null } });
  });

  it('changed, changed to the same value: agreed', () => {
    expect(mergeOf(record(), wanted({ until: day(2) }), record({ until: day(2) })).kind).toBe('agreed');
  });

  it('changed, changed to another value: conflict, meanwhile the stronger holds', () => {
    const action = mergeOf(record(), wanted({ until: day(2) }), record({ until: day(3) }));
    expect(action).toMatchObject({ kind: 'conflict', conflict: 'bothChanged', strongest: { until: day(3) } });
  });

  it('removed by a person, same: remove there', () => {
    expect(mergeOf(record(), removed, record()).kind).toBe('push');
  });

  it('removed by a person, changed: conflict, and it stays blocked', () => {
    const action = mergeOf(record({ until: day(1) }), removed, record({ until: day(2) }));
    expect(action).toMatchObject({
      kind: 'conflict',
      conflict: 'removedHereChangedThere',
      strongest: { until: day(2) },
    });
  });

  it('none, only there: adopt as the account says', () => {
    expect(mergeOf(null, removed, record())).toMatchObject({ kind: 'adopt', everywhere: false });
    expect(mergeOf(null, removed, record(), { adopt: 'everywhere' })).toMatchObject({
      kind: 'adopt',
      everywhere: true,
    });
    expect(mergeOf(null, removed, record(), { adopt: 'ask' })).toMatchObject({
      kind: 'conflict',
      conflict: 'onlyThere',
    });
  });

  it('first contact, different: the stronger of both, our reason unless it is empty, no conflict', () => {
    expect(
      mergeOf(null, wanted({ until: day(1), agents: ['a'] }), record({ reason: 'x', agents: ['b'] })),
    ).toMatchObject({ kind: 'take', push: true, fields: { reason: 'asked', until: null, agents: ['a', 'b'] } });
    expect(mergeOf(null, wanted({ reason: null }), record({ reason: 'x' }))).toMatchObject({
      kind: 'take',
      push: false,
      fields: { reason: 'x' },
    });
    expect(mergeOf(null, wanted(), record({ until: day(1) })).kind).toBe('push');
  });

  it('first contact with a vendor that keeps no ends: its own record outlasts a block of ours that has one', () => {
    expect(mergeOf(null, wanted(), record(), { comparable: [], outlastsOurs: true })).toMatchObject({
      kind: 'take',
      push: false,
      fields: { until: null },
    });
    expect(mergeOf(null, wanted(), record(), { comparable: [] }).kind).toBe('agreed');
  });

  it('what the vendor comes to say as we do is taken where the entry says less than its record; what it does not change is not', () => {
    const wider = mergeOf(record({ agents: ['a'] }), wanted(), record(), { outlastsOurs: true });
    expect(wider).toMatchObject({ kind: 'take', push: false, fields: { agents: null, until: null } });
    expect(mergeOf(record(), wanted(), record(), { outlastsOurs: true }).kind).toBe('agreed');
  });

  it('what the vendor restates is taken as it stands, also what an end or an undo took of ours; a person has decided about that', () => {
    const [both, mine] = [{ agents: ['a', 'b'] }, wanted({ agents: ['a'] })];
    const merged = (isNamed: boolean) =>
      mergeOf(record(both), mine, record({ ...both, reason: 'by letter' }), { outlastsOurs: true, isNamed });
    expect(merged(false)).toMatchObject({
      kind: 'take',
      push: false,
      fields: { agents: ['a', 'b'], reason: 'by letter' },
    });
    expect(merged(true)).toMatchObject({ kind: 'take', push: true, fields: { agents: ['a'], reason: 'by letter' } });
  });
});

describe('time', () => {
  it('a record that is gone because its time has passed is as expected', () => {
    expect(mergeOf(record({ until: day(-1) }), expired, null).kind).toBe('agreed');
    expect(mergeOf(record({ until: day(-1) }), wanted({ until: day(9) }), null).kind).toBe('push');
  });

  it('"expired" is a change on our side like a removal that needs no review', () => {
    expect(mergeOf(record(), expired, record()).kind).toBe('push');
    expect(mergeOf(record({ until: day(1) }), expired, record({ until: day(2) })).kind).toBe('adopt');
  });
});

describe('what is no difference', () => {
  it('a reason that the vendor cannot update', () => {
    expect(mergeOf(record(), wanted({ reason: 'new' }), record({ reason: 'x' }), { comparable: [] }).kind).toBe(
      'agreed',
    );
  });

  it('a record whose agents are deleted', () => {
    expect(mergeOf(record(), { kind: 'absent', because: 'gone' }, record()).kind).toBe('agreed');
    expect(mergeOf(record({ agents: ['a'] }), { kind: 'absent', because: 'gone' }, record()).kind).toBe('adopt');
  });

  it('the late echo of a record that was removed there', () => {
    expect(mergeOf(null, removed, record(), { isEcho: true }).kind).toBe('push');
  });

  it('a reason that was wiped there is written back: it is evidence', () => {
    expect(mergeOf(record(), wanted(), record({ reason: null })).kind).toBe('push');
  });
});
