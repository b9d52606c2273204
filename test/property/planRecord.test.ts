// The laws of the room that decides about a remote record, for any entry, account and state of affairs: it always answers, it
// removes only what was released, what it learns fits the outbox, and the grid of the number shows its reason.
import fc from 'fast-check';
import { toPhoneNumber } from '../../shared/domain/numbers/number.ts';
import { describe, expect, it } from 'vitest';
import type { ErrorClass, VendorFailure, VendorResult } from '../../electron/core/vendors/adapter.ts';
import type { Owed } from '../../electron/core/db/sync/outboxRows.ts';
import {
  afterAnswer,
  afterFailedBulk,
  afterSight,
  type RecordRequest,
} from '../../electron/core/sync/record/afterAnswer.ts';
import type { RecordFacts } from '../../electron/core/sync/record/recordFacts.ts';
import { nextActionOf, toRecordVerdict } from '../../electron/core/sync/record/recordState.ts';
import { vendorAdapters } from '../../electron/core/vendors/registry.ts';
import { type Claim, mayRemove } from '../../shared/domain/vendor/claim.ts';
import { blocksAsMuch, unlessOver } from '../../shared/domain/vendor/merge.ts';
import { oursOf } from '../../shared/domain/vendor/ours.ts';
import { nextState, type OutboxState, outboxStates } from '../../shared/domain/vendor/outboxTable.ts';
import { openGates, type PlanInput, planRecord } from '../../shared/domain/vendor/planRecord.ts';
import { toComparable, toHolds } from '../../shared/domain/vendor/projection.ts';
import type { RemoteFields, RemoteRecord } from '../../shared/domain/vendor/remote.ts';
import { day, entryOf, noon, viewOf } from '../support/syncViews.ts';

const accounts = vendorAdapters.map(({ id }) =>
  viewOf(id, {
    agents: [
      ['a', 'active'],
      ['b', 'inactive'],
      ['c', 'gone'],
    ],
  }),
);
const account = fc.constantFrom(...accounts);
const until = fc.constantFrom(null, day(-1), day(1), day(2));
const fields: fc.Arbitrary<RemoteFields> = fc.record({
  reason: fc.constantFrom(null, 'one', 'two'),
  until,
  agents: fc.constantFrom(null, ['a'], ['b'], ['a', 'b']),
});
const call = { batchId: 'b', requestUuid: 'u' };
const seen = fc.record({
  fields: fc.option(fields),
  remoteId: fc.constantFrom(null, 'r1'),
  claim: fc.constantFrom<Claim>('ours', 'named', 'another', 'none'),
  call: fc.constantFrom(null, call),
  keepsLess: fc.boolean(),
  isPartly: fc.boolean(),
});
const places = fc.constantFrom<'everywhere' | number>('everywhere', 100, 101, 102, 103, 700);
const entry = fc.option(
  fc
    .record({
      holds: fc.uniqueArray(fc.record({ place: places, until }), {
        minLength: 1,
        maxLength: 3,
        selector: (one) => one.place,
      }),
      reason: fc.constantFrom(null, 'one'),
      callReference: fc.constantFrom(null, call),
      removed: fc.constantFrom(null, { at: noon, why: 'wrong', by: 'Dana' }),
    })
    .map(entryOf),
  { nil: undefined },
);
const listOf = (view: (typeof accounts)[number], agent: string) => (view.capabilities.agents === 'record' ? agent : '');
const input: fc.Arbitrary<PlanInput> = fc
  .record({
    entry,
    account,
    agent: fc.constantFrom('a', 'b', 'c'),
    seen,
    unsettled: fc.oneof(fc.constant(undefined), fc.constant(null), fields),
    question: fc.option(fc.record({ put: fc.option(fields) })),
    gates: fc.record({
      mailsAllowed: fc.boolean(),
      isListRead: fc.boolean(),
      addsOnly: fc.boolean(),
      otherForm: fc.constantFrom(null, null, toPhoneNumber(5_215_512_345_678)).map((form) => () => form),
      clockAgrees: fc.boolean(),
      readsFirst: fc.boolean(),
      isReading: fc.boolean(),
      isRead: fc.boolean(),
    }),
  })
  .map(({ entry: of, agent, ...rest }) => ({
    ...rest,
    ours: oursOf(of, rest.account, listOf(rest.account, agent), noon),
    at: noon,
  }));
const owed: fc.Arbitrary<Owed> = fc.record({
  account: fc.constant(1),
  scope: fc.constant(''),
  number: fc.constant(entryOf().number),
  id: fc.constant(1),
  seq: fc.constant(1),
  state: fc.constantFrom<OutboxState>(...outboxStates),
  sent: fc.oneof(fc.constant(undefined), fc.constant(null), fields),
  attempts: fc.nat(5),
  nextAt: fc.constant(null),
  problem: fc.constantFrom(null, 'alreadyThere', 'retry'),
  message: fc.constantFrom(null, 'The vendor said so.'),
  createdAt: fc.constant(0),
});

describe('the plan for a record', () => {
  it('always answers, and says why', () => {
    fc.assert(
      fc.property(input, (given) => {
        expect(planRecord(given).why).toMatch(/^.+\.$/);
      }),
      { numRuns: 2000 },
    );
  });

  it('removes there only what a person or its time released, and nothing whose state is in doubt', () => {
    fc.assert(
      fc.property(input, (given) => {
        const { kind } = planRecord(given);
        if (kind !== 'removeThere' && kind !== 'removeByHand') return;
        expect(given.ours).toMatchObject({ kind: 'absent' });
        expect(mayRemove(given.seen.claim)).toBe(true);
        if (kind === 'removeThere') expect(given.gates.isRead || !given.account.capabilities.lookup).toBe(true);
        expect(given.ours).not.toMatchObject({ because: 'gone' });
        expect(unlessOver(given.seen.fields, noon)).not.toBeNull();
        expect(given.unsettled).toBeUndefined();
        expect(given.question).toBeNull();
        expect(given.gates.addsOnly || given.gates.isReading).toBe(false);
      }),
      { numRuns: 2000 },
    );
  });

  it('adds and changes only what is wanted, never for no agents, and passes no gate that is shut', () => {
    fc.assert(
      fc.property(input, (given) => {
        const action = planRecord(given);
        const {
          gates,
          account: { capabilities },
        } = given;
        if (given.question !== null && action.kind === 'update' && unlessOver(given.seen.fields, noon) !== null) {
          const before = toComparable(given.seen.fields as RemoteFields, given.account);
          expect(blocksAsMuch({ ...before, ...action.fields }, before)).toBe(true);
          expect(action.fields).not.toHaveProperty('reason');
        }
        if (action.kind === 'add' || action.kind === 'update') expect(given.ours.kind).toBe('wanted');
        if (action.kind === 'add') {
          expect(action.record.fields.agents).not.toEqual([]);
          expect(capabilities.mailsOnAdd && !gates.mailsAllowed).toBe(false);
          expect(capabilities.needsCallReference && action.record.callReference === null).toBe(false);
        }
        if (action.kind === 'update') expect(action.fields.agents).not.toEqual([]);
        if (action.kind === 'update' || action.kind === 'removeThere') {
          expect(gates.addsOnly).toBe(false);
          expect(!gates.readsFirst || gates.isRead || !capabilities.lookup).toBe(true);
        }
        // The gates hold back; they never make something else of it.
        const open = planRecord({ ...given, gates: openGates });
        expect([open.kind, 'wait', 'readBack']).toContain(action.kind);
      }),
      { numRuns: 2000 },
    );
  });

  it('has nothing more to do once what it asked for is there', () => {
    fc.assert(
      fc.property(input, (given) => {
        const settled = { ...given, unsettled: undefined, question: null, gates: openGates };
        const action = planRecord(settled);
        const there =
          action.kind === 'add'
            ? action.record.fields
            : action.kind === 'update'
              ? { ...given.seen.fields, ...action.fields }
              : null;
        if (action.kind !== 'add' && action.kind !== 'update' && action.kind !== 'removeThere') return;
        const after = { ...settled.seen, fields: there as RemoteFields | null, remoteId: 'r1' };
        expect(planRecord({ ...settled, seen: after }).kind).toBe('nothing');
      }),
      { numRuns: 2000 },
    );
  });
});

const classes: readonly ErrorClass[] = [
  'retry',
  'rateLimited',
  'auth',
  'forbidden',
  'rejected',
  'alreadyThere',
  'notFound',
  'needsInput',
  'unsupported',
  'bug',
];
const failure: fc.Arbitrary<VendorFailure> = fc.record({
  ok: fc.constant(false),
  class: fc.constantFrom(...classes),
  effect: fc.constantFrom<VendorFailure['effect']>('notDone', 'unknown'),
  message: fc.constant('No.'),
  status: fc.constant(null),
  retryAt: fc.constant(null),
  listGone: fc.boolean(),
});
const shownRecord: fc.Arbitrary<RemoteRecord> = fields.map((shown) => ({
  scope: '',
  number: entryOf().number,
  remoteId: 'r1',
  fields: shown,
  createdAt: null,
}));
const answer: fc.Arbitrary<VendorResult<RemoteRecord | null>> = fc.oneof(
  failure,
  fc.record({ ok: fc.constant(true), value: fc.option(shownRecord), status: fc.constant(200) }),
);
const request: fc.Arbitrary<RecordRequest> = fc.oneof(
  fc.constant<RecordRequest>({ kind: 'readBack' }),
  fields.map((sent): RecordRequest => ({ kind: 'add', sent, call: null })),
  fc
    .tuple(shownRecord, fields)
    .map(([was, sent]): RecordRequest => ({ kind: 'update', record: was, sent, changes: { until: sent.until } })),
  fc.constant<RecordRequest>({ kind: 'removeThere', rest: null }),
);

describe('what follows from an answer', () => {
  const sendable = owed.map((row) => ({ ...row, state: row.state === 'unknown' ? row.state : ('waiting' as const) }));
  it('fits the row as it is by then, and takes no doubtful outcome for known', () => {
    fc.assert(
      fc.property(request, answer, sendable, (asked, said, row) => {
        const after = afterAnswer(asked, said, row);
        const state = asked.kind === 'readBack' ? row.state : nextState(row.state, 'sent');
        const isDoubtful = !said.ok && said.effect === 'unknown' && said.class !== 'notFound' && said.listGone !== true;
        if (asked.kind !== 'readBack' && isDoubtful) expect(after).toMatchObject({ kind: 'note', event: 'unanswered' });
        if (after.kind === 'note') nextState(state, after.event);
        if (after.kind === 'merge' && after.isClaim) expect(nextState(state, 'claimed')).toBe('waiting');
        if (!said.ok && said.class === 'retry') expect(after.kind).not.toBe('merge');
      }),
      { numRuns: 2000 },
    );
    fc.assert(
      fc.property(failure, (said) => {
        const after = afterFailedBulk(said);
        if (after.kind === 'note') nextState('unknown', after.event);
      }),
    );
  });

  it('shows of a write what it asked for, or what the vendor answered, or nothing', () => {
    fc.assert(
      fc.property(request, answer, sendable, (asked, said, row) => {
        const after = afterAnswer(asked, said, row);
        if (after.kind !== 'merge') return;
        const shown = said.ok ? (said.value?.fields ?? null) : null;
        const sent = 'sent' in asked ? asked.sent : null;
        expect([shown, sent, null]).toContainEqual(after.sight.theirs);
        if (asked.kind === 'removeThere') expect(after.sight.theirs).toBeNull();
      }),
      { numRuns: 2000 },
    );
  });

  it('a sight makes of what is owed only what can happen to it, and leaves nothing unknown', () => {
    fc.assert(
      fc.property(input, fc.option(owed, { nil: undefined }), fc.boolean(), (given, row, isDisproved) => {
        const action = planRecord({ ...given, unsettled: undefined, gates: openGates });
        const event = afterSight(action, row, isDisproved);
        const state = row?.state ?? 'none';
        const next = event === null ? state : nextState(state, event);
        expect(next).not.toBe('unknown');
        if (action.kind === 'nothing') expect(next).toBe('none');
        else if (action.kind !== 'wait') expect(next).not.toBe('none');
      }),
      { numRuns: 2000 },
    );
  });
});

const facts = fc.record({ seen: fc.option(fields), base: fc.option(fields) }).map(({ seen: there, base }) => ({
  account: 1,
  scope: '',
  number: entryOf().number,
  remoteId: null,
  base,
  baseAt: null,
  seen: there,
  seenAt: 0,
  seenBy: null,
  records: [],
  echo: null,
  named: null,
  assumed: [],
  missedScan: null,
  sentAt: null,
  sentAnswer: null,
}));
const grid: fc.Arbitrary<RecordFacts> = fc
  .record({
    entry,
    account,
    agent: fc.constantFrom('a', 'b'),
    facts: fc.option(facts, { nil: undefined }),
    owed: fc.option(owed, { nil: undefined }),
    mailsAllowed: fc.boolean(),
    clockAgrees: fc.boolean(),
    otherForm: fc.constant(() => null),
  })
  .map(({ entry: of, agent, ...rest }) => {
    const scope = listOf(rest.account, agent);
    return {
      ...rest,
      scope,
      ours: oursOf(of, rest.account, scope, noon),
      conflict: undefined,
      suspiciousScan: undefined,
      at: noon,
    };
  });

describe('the grid of the number', () => {
  it('says of a record what the planner would do, in its words', () => {
    fc.assert(
      fc.property(grid, (record) => {
        const verdict = toRecordVerdict(record);
        const action = nextActionOf(record);
        const isThere = unlessOver(record.facts?.seen ?? null, noon) !== null;
        if (verdict === undefined) {
          // Nothing is said only where nothing is to be done.
          expect(action.kind).toBe('nothing');
          expect(record.owed === undefined && !isThere).toBe(true);
          return;
        }
        const { state, sentence } = verdict;
        if (record.owed === undefined) {
          // What rests and is not on the record is said: that is not in step.
          if (/ at rest: /.test(sentence)) return expect([state, action.kind]).toEqual(['waiting', 'nothing']);
          expect(state === 'inStep').toBe(
            action.kind === 'nothing' && record.ours.kind === 'wanted' && state !== 'cannotVerify',
          );
          // A block for agents alone that the vendor does not list is on no record that it is asked for.
          if (state === 'gone') expect(record.ours.unlisted).not.toEqual([]);
          expect(state === 'onlyThere' || state === 'gone').toBe(record.ours.kind === 'absent');
          if (state !== 'cannotVerify') expect(sentence).toContain(action.why);
          return;
        }
        const words = {
          waiting: 'waiting',
          unknown: 'unconfirmed',
          parked: 'parked',
          needsInput: 'needsCallReference',
          manual: 'removeByHand',
        };
        expect(state).toBe(words[record.owed.state]);
        if (record.owed.message === null && !(record.owed.state === 'unknown' && /^(add|update)$/.test(action.kind)))
          expect(sentence).toContain(action.why);
      }),
      { numRuns: 2000 },
    );
  });

  it('calls in step what blocks there all that is wanted', () => {
    fc.assert(
      fc.property(grid, (record) => {
        if (toRecordVerdict(record)?.state !== 'inStep') return;
        const there = record.facts?.seen;
        expect(there).toBeDefined();
        if (record.account.capabilities.update.includes('agents') && there && record.ours.kind === 'wanted')
          expect(toHolds(record.account, record.scope, there).length).toBeGreaterThan(0);
      }),
    );
  });
});
