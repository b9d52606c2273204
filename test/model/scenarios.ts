/** Scenarios at random. Weights lean towards what the product is for: blocks, syncs, and trouble in the middle of them. */
import fc from 'fast-check';
import { isHeld } from './beyond.ts';
import { namedFaults } from './faults.ts';
import type {
  AccountSetup,
  Command,
  Interruption,
  PersonCommand,
  PlaceSpec,
  PlannedFault,
  RemoteCommand,
  Scenario,
  Until,
} from './scenario.ts';
import { vendorNames } from '../../electron/sandbox/sandboxVendors.ts';
import { temperaments, toSettings } from './temperaments.ts';

const hour = 3_600_000;
const day = 24 * hour;

const account = fc.nat(3);
const agent = fc.nat(4);
const number = fc.nat(9);
const numbers = fc.array(number, { minLength: 1, maxLength: 4 });
const maybeReason = fc.option(fc.nat(3), { nil: null });
const until: fc.Arbitrary<Until> = fc.oneof(
  { weight: 4, arbitrary: fc.constant(null) },
  { weight: 1, arbitrary: fc.constantFrom(2 * hour, 3 * day, 400 * day) },
);

const place: fc.Arbitrary<PlaceSpec> = fc.oneof(
  { weight: 3, arbitrary: fc.constant({ kind: 'everywhere' as const }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('account' as const), account }) },
  { weight: 2, arbitrary: fc.record({ kind: fc.constant('agent' as const), account, agent }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('exceptAccount' as const), account }) },
  { weight: 1, arbitrary: fc.record({ kind: fc.constant('exceptAgent' as const), account, agent }) },
);
const places = fc.array(place, { minLength: 1, maxLength: 2 });

const person: fc.Arbitrary<PersonCommand> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      numbers,
      places,
      until,
      reason: maybeReason,
      reference: fc.boolean(),
      update: fc.boolean(),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      numbers,
      places: fc.option(places, { nil: null }),
      until,
      reason: maybeReason,
      reference: fc.boolean(),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remove' as const), numbers }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('import' as const), numbers, places, until, update: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('undo' as const), back: fc.nat(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('resolve' as const),
      conflict: fc.nat(5),
      choice: fc.constantFrom('keepOurs' as const, 'takeTheirs' as const, 'edit' as const),
      places: fc.option(places, { nil: null }),
      until,
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('retire' as const), account }) },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('answerSuspicion' as const), account, confirm: fc.boolean() }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('answerSame' as const), question: fc.nat(2), isSame: fc.boolean() }),
  },
);

function held<T>(name: string, one: T): readonly T[] {
  return isHeld(name) ? [one] : [];
}

const remote: fc.Arbitrary<RemoteCommand> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('remoteAdd' as const),
      account,
      number,
      agents: fc.array(agent, { maxLength: 2 }),
      until,
      reason: maybeReason,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('remoteChange' as const),
      account,
      number,
      what: fc.constantFrom('reason' as const, 'until' as const, 'agents' as const),
      to: fc.nat(14),
    }),
  },
  { weight: 3, arbitrary: fc.record({ do: fc.constant('remoteRemove' as const), account, number }) },
  ...held('remoteReplace', {
    weight: 2,
    arbitrary: fc.record({ do: fc.constant('remoteReplace' as const), account, number }),
  }),
  ...held('remoteDuplicate', {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('remoteDuplicate' as const), account, number }),
  }),
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remoteClear' as const), account }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('remoteExpire' as const), account, number }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('agentAppears' as const), account }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('agentGoes' as const), account, agent }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('agentReturns' as const), account }) },
  ...held('agentRemade', {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('agentRemade' as const), account, agent }),
  }),
  ...held('forbid', {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('forbid' as const),
      account,
      agent: fc.option(agent, { nil: null }),
      isOver: fc.boolean(),
    }),
  }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('agentRests' as const),
      account,
      agent,
      active: fc.constantFrom(false, false, true),
    }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('revokeToken' as const), account }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('restoreToken' as const), account }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('moveToken' as const),
      account,
      isBack: fc.constantFrom(false, false, true),
    }),
  },
);

const fault: fc.Arbitrary<PlannedFault> = fc.record({
  nth: fc.integer({ min: 1, max: 9 }),
  on: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  only: fc.constantFrom(null, null, 'reads' as const, 'writes' as const),
  action: fc.oneof(
    ...namedFaults.map(({ name, action }) => ({ weight: name === '50 MB' ? 1 : 4, arbitrary: fc.constant(action) })),
  ),
});
/** A vendor that takes what it is sent, and whose list cannot be read to its end. */
const blindness = fault.map(({ nth, action }): readonly PlannedFault[] => [
  { nth: 1 + (nth % 3), on: true, only: 'reads', action },
]);
const faults: fc.Arbitrary<readonly PlannedFault[]> = fc.oneof(
  { weight: 4, arbitrary: fc.constant([]) },
  { weight: 6, arbitrary: fc.array(fault, { minLength: 1, maxLength: 3 }) },
  { weight: 1, arbitrary: blindness },
);

const interruption: fc.Arbitrary<Interruption> = fc.record({
  nth: fc.integer({ min: 1, max: 9 }),
  when: fc.constantFrom('before' as const, 'after' as const),
  what: fc.oneof(
    { weight: 1, arbitrary: fc.constant({ do: 'cancel' as const }) },
    { weight: 3, arbitrary: fc.record({ do: fc.constant('kill' as const), drop: fc.nat(3) }) },
    { weight: 2, arbitrary: person },
    { weight: 2, arbitrary: remote },
  ),
});

const sync: fc.Arbitrary<Command> = fc.record({
  do: fc.constant('sync' as const),
  account,
  faults,
  interruption: fc.option(interruption, { nil: null, freq: 2 }),
});

/** All but runs of several accounts side by side, whose requests come in an order of their own. */
const orderly: fc.Arbitrary<Command> = fc.oneof(
  { weight: 7, arbitrary: person },
  { weight: 5, arbitrary: remote },
  { weight: 8, arbitrary: sync },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('checkNow' as const), account, number, faults }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('testAccount' as const), account, faults }) },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('scanFile' as const),
      account,
      columns: fc.constantFrom('all' as const, 'numbers' as const),
    }),
  },
  { weight: 1, arbitrary: fc.constant({ do: 'kill' as const }) },
  ...held('wrongClock', {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('wrongClock' as const),
      account,
      ms: fc.constantFrom(2 * 365 * day, -365 * day),
    }),
  }),
  { weight: 1, arbitrary: fc.constantFrom({ do: 'jump' as const, ms: hour }, { do: 'jump' as const, ms: 365 * day }) },
);
const syncAll: fc.Arbitrary<Command> = fc.record({ do: fc.constant('syncAll' as const), faults });

/** None, one, or two at once. */
const manners = fc.oneof(
  { weight: 2, arbitrary: fc.constant([]) },
  {
    weight: 3,
    arbitrary: fc.subarray(temperaments.map(({ name }) => name).filter(isHeld), { minLength: 1, maxLength: 2 }),
  },
);

function setupOf(vendor: AccountSetup['vendor']): fc.Arbitrary<AccountSetup> {
  const setup = fc.record({
    vendor: fc.constant(vendor),
    adopt: fc.constantFrom('target' as const, 'everywhere' as const, 'ask' as const),
    settings: fc.record(
      {
        pageShape: fc.constantFrom('items' as const, 'data' as const, 'bare' as const),
        saysHasMore: fc.boolean(),
        order: fc.constantFrom('newestFirst' as const, 'oldestFirst' as const),
        maxPageSize: fc.constantFrom(2, 3, 100),
        onDuplicate: fc.constantFrom('create' as const, 'refuse' as const, 'return' as const),
        onAbsentRemove: fc.constantFrom('notFound' as const, 'ok' as const),
        errorShape: fc.constantFrom('error' as const, 'errors' as const),
        ignoresPaging: fc.boolean(),
        deletedAgents: fc.constantFrom('kept' as const, 'dropped' as const),
      },
      { requiredKeys: [] },
    ),
    records: fc.array(fc.record({ number, agents: fc.array(fc.nat(1), { maxLength: 2 }), reason: fc.boolean() }), {
      maxLength: 6,
    }),
    rests: fc.oneof({ weight: 3, arbitrary: fc.constant(false) }, { weight: 1, arbitrary: fc.constant(true) }),
  });
  return fc
    .tuple(setup, manners)
    .map(([plain, names]) => ({ ...plain, settings: { ...plain.settings, ...toSettings(names) } }));
}

const accounts: fc.Arbitrary<readonly AccountSetup[]> = fc
  .subarray([...vendorNames], { minLength: 1 })
  .chain((vendors) => fc.tuple(...vendors.map(setupOf)));

function scenariosOf(commands: fc.Arbitrary<readonly Command[]>): fc.Arbitrary<Scenario> {
  return fc.record({
    seed: fc.nat(1_000_000),
    accounts,
    commands,
    decisions: fc.array(fc.constantFrom('keepOurs' as const, 'takeTheirs' as const), { minLength: 1, maxLength: 4 }),
  });
}

export const orderlyScenarios = scenariosOf(fc.array(orderly, { minLength: 3, maxLength: 18 }));
export const allScenarios = scenariosOf(
  fc.array(fc.oneof({ weight: 12, arbitrary: orderly }, { weight: 1, arbitrary: syncAll }), {
    minLength: 3,
    maxLength: 18,
  }),
);

/** Adds that only widen, in batches, and a sync of every account: once in order and once the other way round. */
export const calmScenarios: fc.Arbitrary<{ readonly forwards: Scenario; readonly backwards: Scenario }> = fc
  .record({
    seed: fc.nat(1_000_000),
    accounts,
    batches: fc.array(
      fc.record({
        do: fc.constant('add' as const),
        numbers,
        places,
        until,
        reason: fc.constant(null),
        reference: fc.constant(true),
        update: fc.constant(false),
      }),
      { minLength: 1, maxLength: 5 },
    ),
  })
  .map(({ seed, accounts: given, batches }) => {
    // What a vendor adopts everywhere, or asks about, depends on who is read first.
    const setups = given.map((setup) => ({ ...setup, adopt: 'target' as const }));
    const syncs = setups.map((_, at) => ({ do: 'sync' as const, account: at, faults: [], interruption: null }));
    const scenario = (order: <T>(list: readonly T[]) => readonly T[]): Scenario => ({
      seed,
      accounts: setups,
      commands: [...order(batches), ...order(syncs), ...order(syncs)],
      decisions: ['keepOurs'],
    });
    return { forwards: scenario((list) => list), backwards: scenario((list) => list.toReversed()) };
  });
