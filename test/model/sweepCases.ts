/**
 * The exhaustive sweep: a fixed story for each vendor, with every fault at every one of its requests (once, and from
 * there on), a kill at every request boundary, with and without the commits just before it, and a record taken off the
 * vendor's list after every request, which moves all that follow it to another page.
 */
import type { VendorName } from '../../electron/sandbox/sandboxTypes.ts';
import { vendorNames } from '../../electron/sandbox/sandboxVendors.ts';
import type { Arena } from './arena.ts';
import { namedFaults } from './faults.ts';
import { runScenario } from './runScenario.ts';
import type { Command, FaultAction, Scenario } from './scenario.ts';

export type SweepCase = { readonly name: string; readonly scenario: Scenario };

const noTrouble = { do: 'sync' as const, account: 0, faults: [], interruption: null };

/** What the vendor lists when the second run begins, oldest first. */
const listed = [2, 4, 6, 0];

/** About eight requests: blocks of both kinds go out, others come in, one is changed and one released. */
function story(vendor: VendorName): Scenario {
  const forAll = { places: [{ kind: 'everywhere' as const }], until: null, reason: 0, reference: true, update: false };
  const commands: readonly Command[] = [
    { do: 'add', numbers: [0, 1], ...forAll },
    { do: 'add', numbers: [3], ...forAll, places: [{ kind: 'agent', account: 0, agent: 0 }] },
    noTrouble,
    { do: 'remoteAdd', account: 0, number: 5, agents: [1], until: null, reason: 1 },
    { do: 'remoteRemove', account: 0, number: 1 },
    { do: 'edit', numbers: [3], places: [{ kind: 'account', account: 0 }], until: null, reason: 2, reference: true },
    { do: 'remove', numbers: [0] },
    noTrouble,
  ];
  const settings = {
    maxPageSize: 2,
    pageShape: 'data' as const,
    order: 'oldestFirst' as const,
    onDuplicate: 'create' as const,
  };
  const records = [
    { number: 2, agents: [0], reason: true },
    { number: 4, agents: [1], reason: false },
    { number: 6, agents: [0], reason: true },
  ];
  return {
    seed: 1,
    accounts: [{ vendor, adopt: 'target', settings, records, rests: false }],
    commands,
    decisions: ['keepOurs', 'takeTheirs'],
  };
}

function withRuns(scenario: Scenario, change: (run: typeof noTrouble, at: number) => Command): Scenario {
  let at = -1;
  const commands = scenario.commands.map((command) => (command === noTrouble ? change(noTrouble, (at += 1)) : command));
  return { ...scenario, commands };
}

function withFault(scenario: Scenario, run: number, nth: number, action: FaultAction, on: boolean): Scenario {
  return withRuns(scenario, (command, at) => {
    if (at === run) return { ...command, faults: [{ nth, on, only: null, action }] };
    return on && at > run ? { ...command, faults: [{ nth: 1, on, only: null, action }] } : command;
  });
}

/** Runs the stories once to count their requests, and answers every case there is. */
export async function listSweepCases(arena: Arena): Promise<readonly SweepCase[]> {
  const cases: SweepCase[] = [];
  for (const vendor of vendorNames) {
    const plain = story(vendor);
    const { violations, requestsOfRuns } = await runScenario(arena, plain);
    if (violations.length > 0) throw new Error(`The story of ${vendor} fails without faults: ${violations.join(' ')}`);
    for (const [run, requests] of requestsOfRuns.entries())
      for (let nth = 1; nth <= requests; nth += 1) {
        const at = `${vendor}, run ${run + 1}, request ${nth}`;
        for (const { name, action } of namedFaults)
          for (const on of [false, true])
            cases.push({
              name: `${at}: ${name}${on ? ' from then on' : ''}`,
              scenario: withFault(plain, run, nth, action, on),
            });
        for (const when of ['before', 'after'] as const)
          for (const drop of [0, 1, 2])
            cases.push({
              name: `${at}: killed ${when} it${drop > 0 ? `, the last ${drop} commits lost` : ''}`,
              scenario: withRuns(plain, (command, which) =>
                which === run ? { ...command, interruption: { nth, when, what: { do: 'kill', drop } } } : command,
              ),
            });
        for (const number of listed)
          cases.push({
            name: `${at}: number ${number} is taken off the list after it`,
            scenario: withRuns(plain, (command, which) => {
              const what = { do: 'remoteRemove' as const, account: 0, number };
              return which === run ? { ...command, interruption: { nth, when: 'after', what } } : command;
            }),
          });
      }
  }
  return cases;
}
