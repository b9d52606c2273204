/** Random scenarios of several desks. Commands of people are the most frequent, then exchanges and runs, then what breaks. */
import fc from 'fast-check';
import { namedFaults } from '../faults.ts';
import {
  cutTexts,
  type DeskCommand,
  type HubCommand,
  type HubCut,
  hubNumbers,
  hubReasons,
  type HubScenario,
  hubVendors,
} from './hubScenario.ts';

const minute = 60_000;
const index = (most: number) => fc.nat({ max: most - 1 });
const numbers = fc.uniqueArray(index(hubNumbers.length), { minLength: 1, maxLength: 3 });
const reason = fc.option(index(hubReasons.length));
/** Within a jump or two, and after all of them. */
const endsIn = fc.constantFrom(3 * minute, 40 * minute, 180 * minute, 2 * 24 * 60 * minute);
const ends = fc.option(endsIn, { freq: 2 });

const cut: fc.Arbitrary<HubCut | null> = fc.option(
  fc.record({ when: fc.constantFrom('before' as const, 'after' as const), text: fc.constantFrom(...cutTexts) }),
  { freq: 2 },
);

/** Those that end a run in doubt, or break it off: what a single desk makes of all the others is the other model's. */
const faults = namedFaults.filter(({ name }) =>
  ['drop after commit', 'drop before commit', '502 after commit', 'hang, done at once', 'slow'].includes(name),
);
const fault = fc.option(
  fc.record({
    only: fc.constantFrom('reads' as const, 'writes' as const, 'writes' as const),
    action: fc.constantFrom(...faults.map(({ action }) => action)),
  }),
  { freq: 3 },
);

const acts: fc.Arbitrary<DeskCommand> = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.record({
      do: fc.constant('add' as const),
      numbers,
      everywhere: fc.oneof({ weight: 4, arbitrary: fc.constant(true) }, fc.constant(false)),
      reason,
      update: fc.boolean(),
      ends,
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('edit' as const),
      number: index(hubNumbers.length),
      everywhere: fc.option(fc.boolean()),
      reason,
      ends: fc.oneof({ weight: 2, arbitrary: fc.constant('same' as const) }, { weight: 1, arbitrary: ends }),
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('release' as const), numbers }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('import' as const), numbers, update: fc.boolean(), ends }) },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('undo' as const), back: index(3) }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('answer' as const),
      request: index(3),
      answer: fc.constantFrom('release' as const, 'keep' as const),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('decide' as const),
      question: index(3),
      choice: fc.constantFrom('keepOurs' as const, 'takeTheirs' as const),
    }),
  },
);

const exchange = fc.record({
  do: fc.constant('exchange' as const),
  cut,
  meanwhile: fc.option(
    fc.record({
      before: fc.constantFrom('pushing' as const, 'reading' as const),
      what: fc.oneof({ weight: 4, arbitrary: index(3) }, fc.record({ isSaid: fc.boolean() })),
    }),
    { freq: 2 },
  ),
});

const breaks: fc.Arbitrary<DeskCommand> = fc.oneof(
  fc.record({ do: fc.constant('lead' as const) }),
  fc.record({ do: fc.constant('reopen' as const) }),
  fc.record({ do: fc.constant('kill' as const) }),
  fc.record({ do: fc.constant('copy' as const) }),
  fc.record({ do: fc.constant('putBack' as const), isKilled: fc.boolean() }),
  fc.record({ do: fc.constant('clone' as const) }),
  fc.record({ do: fc.constant('unplug' as const), isBack: fc.boolean() }),
  fc.record({
    do: fc.constant('skew' as const),
    ms: fc.constantFrom(0, -2 * minute, 10 * minute, -24 * 60 * minute, 24 * 60 * minute),
  }),
);

const ofDesk = (command: fc.Arbitrary<DeskCommand>): fc.Arbitrary<HubCommand> =>
  fc.tuple(index(4), command).map(([desk, rest]) => ({ ...rest, desk }));

const others: fc.Arbitrary<HubCommand> = fc.oneof(
  fc.record({ do: fc.constantFrom('remoteAdd' as const, 'remoteRemove' as const), number: index(hubNumbers.length) }),
  fc.record({ do: fc.constant('jump' as const), ms: fc.constantFrom(5000, 40_000, 2 * minute, 60 * minute) }),
);

const admin: fc.Arbitrary<HubCommand> = fc.oneof(
  fc.record({ do: fc.constant('revoke' as const), person: index(3) }),
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('role' as const),
      person: index(3),
      role: fc.constantFrom('desk' as const, 'lead' as const),
    }),
  },
  fc.record({ do: fc.constant('copyHub' as const) }),
  fc.record({ do: fc.constant('putBackHub' as const), isSaid: fc.boolean(), isUnderUs: fc.boolean() }),
);

const plainSync = fc.record({
  do: fc.constant('sync' as const),
  fault: fc.constant(null),
  cut,
  interruption: fc.constant(null),
});

const interruption = fc.option(
  fc.record({
    nth: fc.integer({ min: 1, max: 5 }),
    when: fc.constantFrom('before' as const, 'after' as const),
    what: fc.oneof(ofDesk(acts), ofDesk(exchange), ofDesk(plainSync), ofDesk(breaks), admin, {
      weight: 2,
      arbitrary: others,
    }),
  }),
  { freq: 2 },
);

const sync = fc.record({ do: fc.constant('sync' as const), fault, cut, interruption });

const command: fc.Arbitrary<HubCommand> = fc.oneof(
  { weight: 8, arbitrary: ofDesk(acts) },
  { weight: 6, arbitrary: ofDesk(exchange) },
  { weight: 4, arbitrary: ofDesk(sync) },
  { weight: 3, arbitrary: ofDesk(breaks) },
  { weight: 2, arbitrary: others },
  { weight: 1, arbitrary: admin },
);

export const hubScenarios: fc.Arbitrary<HubScenario> = fc.record({
  seed: fc.nat({ max: 1_000_000 }),
  desks: fc.constantFrom(2 as const, 3 as const),
  vendor: fc.constantFrom(...hubVendors),
  commands: fc.array(command, { minLength: 4, maxLength: 30, size: 'max' }),
  decisions: fc.array(fc.constantFrom('keep' as const, 'release' as const), { minLength: 1, maxLength: 3 }),
});
