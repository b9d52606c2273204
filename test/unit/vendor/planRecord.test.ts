// What is sent next for one record, and why.
import { describe, expect, it } from 'vitest';
import { oursOnLists } from '../../../shared/domain/vendor/ours.ts';
import { type Gates, openGates, type PlanInput, planRecord } from '../../../shared/domain/vendor/planRecord.ts';
import type { AccountView, RemoteFields } from '../../../shared/domain/vendor/remote.ts';
import { settledBase } from '../../../shared/domain/vendor/settledBase.ts';
import { day, entryOf, noon, viewOf } from '../../support/syncViews.ts';

const record: RemoteFields = { reason: 'asked on the phone', until: null, agents: null };
const plan = (account: AccountView, entry: ReturnType<typeof entryOf> | undefined, more: Partial<PlanInput> = {}) => {
  const ours = oursOnLists(entry, account, noon);
  return planRecord({
    ours: ours.of(ours.lists[0] ?? ''),
    seen: { fields: null, remoteId: null, claim: 'none', call: null, keepsLess: false, isPartly: false },
    unsettled: undefined,
    question: null,
    gates: openGates,
    account,
    at: noon,
    ...more,
  });
};
const yappr = viewOf('yappr', {
  agents: [
    ['x', 'active'],
    ['z', 'inactive'],
  ],
});
const fluents = viewOf('fluents');
const weya = viewOf('weya');
const there = { fields: record, remoteId: 'r1', claim: 'ours', call: null, keepsLess: false, isPartly: false } as const;

describe('what is sent for one record', () => {
  it('adds what the vendor does not have, and does nothing about what it has', () => {
    expect(plan(yappr, entryOf()).kind).toBe('add');
    expect(plan(yappr, entryOf(), { seen: there }).kind).toBe('nothing');
    expect(plan(yappr, undefined).kind).toBe('nothing');
  });

  it('updates just the fields that differ and that the vendor can update', () => {
    const entry = entryOf({ holds: [{ place: 'everywhere', until: day(2) }] });
    expect(plan(yappr, entry, { seen: there })).toMatchObject({ kind: 'update', fields: { until: day(2) } });
    expect(plan(fluents, entryOf({ reason: 'other' }), { seen: there }).kind).toBe('nothing');
  });

  it('removes there, or asks a person to where the vendor cannot be told', () => {
    expect(plan(yappr, undefined, { seen: there }).kind).toBe('removeThere');
    expect(plan(fluents, undefined, { seen: there })).toMatchObject({
      kind: 'removeByHand',
      why: expect.stringContaining('dashboard'),
    });
  });

  it('leaves alone what is over there by itself, and what was for agents that are gone', () => {
    expect(plan(yappr, undefined, { seen: { ...there, fields: { ...record, until: day(-1) } } }).kind).toBe('nothing');
    expect(plan(yappr, undefined, { seen: there, ours: { kind: 'absent', because: 'gone' } }).kind).toBe('nothing');
  });

  it('waits for a call reference only where there is something to add', () => {
    expect(plan(weya, entryOf()).kind).toBe('needsCallReference');
    expect(plan(weya, entryOf(), { seen: { ...there, fields: { ...record, reason: null } } }).kind).toBe('nothing');
    expect(plan(weya, entryOf({ callReference: { batchId: 'b', requestUuid: 'u' } })).kind).toBe('add');
  });

  it('never sends an empty set of agents: that would block for all', () => {
    const inactive = entryOf({ holds: [{ place: 102, until: null }] });
    expect(plan(yappr, inactive)).toMatchObject({ kind: 'park', code: 'inactiveAgents' });
    expect(plan(yappr, inactive, { seen: there }).kind).toBe('park');
  });

  it('settles an unknown outcome by reading back, by a repeat that does no harm, or by the next scan', () => {
    const referred = entryOf({ callReference: { batchId: 'b', requestUuid: 'u' } });
    expect(plan(weya, referred, { unsettled: { ...record, reason: null } }).kind).toBe('readBack');
    expect(plan(fluents, entryOf(), { unsettled: record }).kind).toBe('wait');
    expect(plan(yappr, entryOf(), { unsettled: record }).kind).toBe('add');
  });

  it('repeats nothing but the same write: what was wanted since may not be what was done', () => {
    expect(plan(yappr, entryOf(), { unsettled: { ...record, until: day(2) } }).kind).toBe('readBack');
    expect(plan(yappr, entryOf(), { unsettled: null, seen: there }).kind).toBe('readBack');
    expect(plan(yappr, undefined, { unsettled: null, seen: there }).kind).toBe('readBack');
    expect(plan(yappr, undefined, { unsettled: record }).kind).toBe('readBack');
  });

  it('gives a record whose time is over a new time, since a second one could not be added', () => {
    const over = { ...there, fields: { ...record, until: day(-1) } };
    expect(plan(yappr, entryOf(), { seen: over })).toMatchObject({ kind: 'update', fields: { until: null } });
  });

  it('does nothing that the run may not do now, and says what has to come before it', () => {
    const through = (
      account: AccountView,
      isWanted: boolean,
      gates: Partial<Gates>,
      seen = { ...there, fields: null as RemoteFields | null },
    ) =>
      plan(account, isWanted ? entryOf({ callReference: { batchId: 'b', requestUuid: 'u' } }) : undefined, {
        seen,
        gates: { ...openGates, ...gates },
      });
    expect(through(weya, true, { mailsAllowed: false })).toMatchObject({
      kind: 'wait',
      why: expect.stringContaining('e-mail'),
    });
    expect(through(yappr, true, { mailsAllowed: false }).kind).toBe('add');
    expect(through(fluents, true, { isListRead: false })).toMatchObject({
      kind: 'wait',
      why: expect.stringContaining('has to be read'),
    });
    expect(through(yappr, false, { addsOnly: true }, there).kind).toBe('wait');
    expect(through(yappr, true, { addsOnly: true }).kind).toBe('add');
    expect(through(fluents, false, { addsOnly: true }, there).kind).toBe('wait');
    expect(through(yappr, false, { isReading: true }, there)).toMatchObject({
      kind: 'wait',
      why: expect.stringContaining('is being read'),
    });
    expect(through(fluents, false, { isReading: true }, there).kind).toBe('wait');
    expect(through(yappr, true, { isReading: true }).kind).toBe('add');
    const shorter = { ...there, fields: { ...record, until: day(1) } };
    expect(through(yappr, true, { isReading: true }, shorter).kind).toBe('update');
    expect(through(yappr, false, { readsFirst: true, isRead: false }, there)).toMatchObject({
      kind: 'readBack',
      isDue: true,
    });
    expect(through(yappr, false, { readsFirst: true }, there).kind).toBe('removeThere');
  });

  it('while a person is asked, sends nothing but what makes the block there stronger', () => {
    const question = { put: null };
    expect(plan(yappr, undefined, { seen: there, question }).kind).toBe('nothing');
    expect(plan(yappr, entryOf({ reason: 'other' }), { seen: there, question }).kind).toBe('nothing');
    const ending = entryOf({ holds: [{ place: 'everywhere', until: day(2) }] });
    expect(plan(yappr, ending, { seen: there, question }).kind).toBe('nothing');
    const weaker = { ...there, fields: { ...record, reason: 'theirs', until: day(1) } };
    expect(plan(yappr, entryOf(), { seen: weaker, question })).toMatchObject({
      kind: 'update',
      fields: { until: null },
    });
  });

  it('while a person is asked, puts back once what is gone there, if the account says so', () => {
    const question = { put: null };
    expect(plan(yappr, entryOf(), { question }).kind).toBe('add');
    expect(plan(yappr, entryOf(), { question: { put: record } }).kind).toBe('nothing');
    expect(plan(viewOf('yappr', { putsBack: false }), entryOf(), { question }).kind).toBe('nothing');
    expect(plan(yappr, undefined, { question }).kind).toBe('nothing');
    expect(plan(weya, entryOf(), { question }).kind).toBe('needsCallReference');
    // What is more than was put there is sent all the same.
    expect(plan(yappr, entryOf(), { question: { put: { ...record, until: day(2) } } }).kind).toBe('add');
  });
});

describe('what was agreed after an unknown outcome', () => {
  it('is what the request asked for, if that is what is there now', () => {
    const later = { ...record, until: day(2) };
    expect(settledBase(record, later, later, yappr)).toEqual(later);
    expect(settledBase(record, later, record, yappr)).toEqual(record);
    expect(settledBase(record, null, null, yappr)).toBeNull();
    expect(settledBase(record, undefined, null, yappr)).toEqual(record);
  });
});
