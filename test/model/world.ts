/**
 * One scenario's world: a sandbox with an account for each set-up, a core connected to them, and the notes that the
 * checks need. Everything random comes from the scenario's seed.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { seededRandom } from '../../electron/sandbox/randomness.ts';
import type { CallReference, VendorModel, VendorName } from '../../electron/sandbox/sandboxTypes.ts';
import { findVendor } from '../../electron/sandbox/sandboxVendors.ts';
import type { LoggedRequest } from '../../electron/sandbox/requestLog.ts';
import type { Arena } from './arena.ts';
import type { Boundary } from './gate.ts';
import { createMemorySecrets } from '../support/memorySecrets.ts';
import { type Life, startLife } from './life.ts';
import { type AccountSetup, listNumbers, reasons, type Scenario, toNumber } from './scenario.ts';
import type { Snapshot } from './statements.ts';
import { createVirtualClock, type VirtualClock } from './virtualClock.ts';
import type { WalCommits } from './walFile.ts';

/** 3 May 2026, 12:00 UTC. */
const startOfTime = Date.UTC(2026, 4, 3, 12);

export type Account = {
  /** The desk's id. */
  /** Another one after it was connected again. */
  id: number;
  readonly tenant: string;
  readonly token: string;
  readonly vendor: VendorName;
  /** What the vendor's documents say of it. */
  readonly model: VendorModel;
  readonly setup: AccountSetup;
  /** The vendor answered reads with something that was never true: what follows from that is nobody's fault. */
  lied: boolean;
  /** The account's token opens another organisation's list at the moment. */
  isAmongStrangers: boolean;
  /** Agents that have been at rest: a request cannot name them meanwhile. */
  readonly rested: Set<string>;
  /** Numbers that somebody added at the vendor between the reading of its list and our add: no desk could know. */
  readonly raced: Set<string>;
  /** Agents that were deleted at some time. */
  readonly deleted: Set<string>;
  /** After how many requests the desk took an export of the vendor for a scan. */
  readonly exports: number[];
  /** After how many requests each run began. */
  readonly runs: number[];
  /** Whole readings without trouble: after how many requests they began and ended. */
  readonly reads: { readonly start: number; readonly end: number }[];
  /** What the last whole reading without trouble has shown, and when: records by number (and agent). */
  read: { readonly seq: number; readonly version: number; readonly keys: ReadonlyMap<string, string> } | undefined;
};

/** What was shown by this name: in which life, after which commit, and when. */
export type Look = {
  readonly of: unknown;
  readonly version: number;
  readonly at: number;
  readonly shown: Promise<unknown>;
};

/** What a person did that may end or narrow a block of this number, after so many requests. */
export type Act = { readonly number: string; readonly seq: number };

/** A person asked for a number: as part of a batch, or, where nothing changed, after one (0: before the first). */
export type Wish = { readonly number: string; readonly batch: number | null; readonly after: number };

/** What a person's command did to the list. */
export type BatchNote = { readonly batch: number; readonly before: Snapshot; readonly after: Snapshot };

export type World = {
  readonly scenario: Scenario;
  readonly arena: Arena;
  readonly clock: VirtualClock;
  readonly accounts: readonly Account[];
  /** The numbers that it is about. */
  readonly numbers: readonly string[];
  readonly violations: string[];
  readonly trace: string[];
  readonly batches: BatchNote[];
  readonly wishes: Wish[];
  life: Life;
  /** What the desk showed last. */
  readonly looks: Map<string, Look>;
  /** The list as it was last seen and acknowledged. */
  known: Snapshot;
  /** What a run's interruption does; set by the command that runs. */
  atBoundary: (boundary: Boundary) => Promise<void>;
  /** After how many requests the last run was interrupted. */
  interruptedAt: number;
  /** Whether this run will be killed between two commits: only then they are counted, which costs. */
  dropsCommits: boolean;
  /** Commits when the last answer had arrived. */
  commitsBefore: WalCommits;
  /** Numbers that a person, or an expiry that a person or a vendor set, may have released. */
  readonly released: Set<string>;
  /** What open questions have blocked since a person last decided: for which target, and until when. */
  readonly held: Map<string, { readonly number: string; readonly target: number; readonly until: string | null }>;
  /** What people did that may end or narrow a block. */
  readonly acts: Act[];
  /** Agents of one name that are two, by their targets: they were there at once, or a person said so. */
  readonly apart: Set<string>;
  /** Those that a person has called one, as "id/id": the later one first. */
  readonly saidSame: Set<string>;
  /** How many requests each run of the scenario made. */
  readonly requestsOfRuns: number[];
  /** The directory that a kill left behind: the next life starts there. */
  killedInto: string | undefined;
  readonly violate: (message: string) => void;
  readonly now: () => string;
  /** Opens the next life, after a kill in what it left. */
  readonly reopen: () => Promise<void>;
  readonly close: () => Promise<void>;
};

export const callReferences: readonly CallReference[] = Array.from({ length: 4 }, (_, at) => ({
  batchId: '64e5f12345abcdef98765432',
  requestUUID: `550e8400-e29b-41d4-a716-44665544000${at}`,
}));

export async function openWorld(arena: Arena, scenario: Scenario): Promise<World> {
  const clock = createVirtualClock(startOfTime);
  const vendorDice = seededRandom(scenario.seed);
  const deskDice = seededRandom(scenario.seed + 1);
  const violations: string[] = [];
  const trace: string[] = [];
  const secrets = createMemorySecrets();
  const silence = new Map<string, number>();
  let ids = 0;
  const root = mkdtempSync(join(arena.dir, 'world-'));
  const violate = (message: string): void => void violations.push(message);
  const state: { world?: World } = {};

  arena.use({
    now: clock.now,
    random: vendorDice,
    later(run, ms) {
      clock.later(run, ms);
      // The client's patience: thirty seconds, all of them spent on this one request.
      clock.advance(Math.min(ms, 30_000));
      if (ms > 30_000) state.world?.life.gate.timeOut();
    },
    log: (line: LoggedRequest) => void line,
  });

  const startAt = (dataDir: string): Promise<Life> =>
    startLife({
      inner: arena.agent,
      dataDir,
      clock,
      origin: arena.sandbox.url,
      violate,
      silence,
      secrets,
      random: deskDice,
      newId: () => `id-${(ids += 1)}`,
      trace: (line) => void trace.push(line),
      atBoundary: async (boundary) => {
        const { world } = state;
        if (world === undefined) return;
        await world.atBoundary(boundary);
        const isWatched = world.dropsCommits && boundary.when === 'after' && world.killedInto === undefined;
        if (isWatched) world.commitsBefore = world.life.commits();
      },
    });

  const life = await startAt(mkdtempSync(join(root, 'data-')));
  await life.client.app.saveSettings({ region: 'US', author: 'Dana' });
  const accounts: Account[] = [];
  for (const [index, setup] of scenario.accounts.entries()) accounts.push(await connect(arena, life, setup, index));

  const world: World = {
    scenario,
    arena,
    clock,
    accounts,
    numbers: listNumbers(scenario),
    violations,
    trace,
    batches: [],
    wishes: [],
    released: new Set(),
    held: new Map(),
    acts: [],
    apart: new Set(),
    saidSame: new Set(),
    requestsOfRuns: [],
    looks: new Map(),
    life,
    known: new Map(),
    atBoundary: () => Promise.resolve(),
    interruptedAt: 0,
    dropsCommits: false,
    commitsBefore: life.commits(),
    killedInto: undefined,
    violate,
    now: () => new Date(clock.now()).toISOString(),
    async reopen() {
      const dead = world.life;
      const next = world.killedInto;
      world.killedInto = undefined;
      if (next === undefined) throw new Error('Nothing was killed');
      await dead.close();
      world.life = await startAt(next);
    },
    async close() {
      await world.life.close();
      rmSync(root, { recursive: true, force: true });
    },
  };
  state.world = world;
  return world;
}

async function connect(arena: Arena, life: Life, setup: AccountSetup, index: number): Promise<Account> {
  const { control } = arena.sandbox;
  const { vendor } = setup;
  const { model } = findVendor(vendor);
  const hasAgents = model.agents !== 'none';
  const tenant = control.createTenant({
    vendor,
    id: `${vendor}-${index}`,
    token: `token_of_${vendor}_${index}`,
    agents: hasAgents ? [0, 1].map((agent) => ({ id: toAgentId(index, agent), name: `Agent ${index}.${agent}` })) : [],
    callReferences: model.asksForCall ? [...callReferences] : [],
    settings: setup.settings,
  });
  const known = new Set<string>();
  for (const record of setup.records) {
    const number = toNumber(record.number);
    if (known.has(number)) continue;
    known.add(number);
    const agents = model.agents === 'one' && record.agents.length === 0 ? [0] : record.agents;
    control.addRecords({
      tenant: tenant.id,
      records: [
        {
          number,
          agents: hasAgents ? [...new Set(agents.map((agent) => toAgentId(index, agent % 2)))] : [],
          reason: record.reason && model.keeps.includes('reason') ? reasons[0] : null,
        },
      ],
    });
  }
  // Who keeps a list for each agent may list active agents alone: no desk could know of one that never was active.
  if (setup.rests && model.agents === 'set')
    control.changeAgent({ tenant: tenant.id, agent: toAgentId(index, 1), active: false });
  const { id } = await life.client.accounts.add(toNewAccount(setup, index, tenant));
  return {
    id,
    tenant: tenant.id,
    token: tenant.token,
    vendor,
    model,
    setup,
    lied: false,
    isAmongStrangers: false,
    rested: new Set(setup.rests ? [toAgentId(index, 1)] : []),
    raced: new Set(),
    deleted: new Set(),
    exports: [],
    runs: [],
    reads: [],
    read: undefined,
  };
}

/** What a person enters to connect the account. */
export function toNewAccount(
  { vendor, adopt }: AccountSetup,
  index: number,
  { baseUrl, token }: { readonly baseUrl: string; readonly token: string },
) {
  return { vendor, name: `${vendor} ${index}`, baseUrl, token, adopt, everyMinutes: 0 };
}

/** Ids in the shape of UUIDs, the same in every run. */
export function toAgentId(account: number, agent: number): string {
  return `7e8a91c1-0000-4c11-9a0${account}-00000000000${agent}`;
}
