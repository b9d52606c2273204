/**
 * One scenario's room: desks that share a list, each with a way to the hub of its own that can break, one vendor, and what the checks
 * need to know. A desk does nothing by itself: what happens, happens at a command.
 */
import { cpSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { ORPCError } from '@orpc/client';
import type pg from 'pg';
import { seededRandom } from '../../../electron/sandbox/randomness.ts';
import type { Clock, SecretStore } from '../../../electron/core/ports.ts';
import type { DeskClient } from '../../../shared/contract/contract.ts';
import type { CuttingProxy } from '../../support/cuttingProxy.ts';
import { createMemorySecrets } from '../../support/memorySecrets.ts';
import { type Life, startLife } from '../life.ts';
import type { Boundary } from '../gate.ts';
import { createVirtualClock, type VirtualClock } from '../virtualClock.ts';
import { type HubArena, makeTenant, startOfTime, toTenant } from './hubArena.ts';
import type { VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { type HubScenario, people, type Person, type Role } from './hubScenario.ts';
import { createKnowledge, type Knowledge, type KnowledgeCopy } from './knowledge.ts';

export type RoomDesk = {
  readonly name: string;
  /** Whose login it has. */
  readonly person: Person;
  /** The roles that it may believe to have: what the hub says of its login, and what it has not heard of yet. */
  readonly roles: Set<Role>;
  life: Life;
  readonly way: CuttingProxy;
  isUnplugged: boolean;
  /** How far its clock is ahead; negative: behind. */
  skew: number;
  /** Batches of its person, oldest first. */
  readonly batches: number[];
  /** A run of this desk is under way. */
  isRunning: boolean;
  /** The folder that a kill in the middle of a run left behind. */
  killedInto: string | undefined;
  /** When it last asked the hub, by the true time. */
  exchangedAt: number;
  /** What it said of each number when it last exchanged to the end. */
  shared: ReadonlyMap<string, string>;
  /** What takes the place of its data directory when that is put back. */
  copy: DeskCopy;
  atBoundary: (boundary: Boundary) => Promise<void>;
};

/** A data directory, and what the model knew of its desk at that moment. */
export type DeskCopy = Pick<RoomDesk, 'exchangedAt' | 'shared'> & {
  readonly folder: string;
  readonly known: KnowledgeCopy;
  readonly batches: readonly number[];
  readonly roles: RoomDesk['roles'];
};

/** What the model knew of the hub when its tables were copied. */
type HubCopy = { readonly known: KnowledgeCopy; readonly atHub: ReadonlyMap<string, AtHub> };

/** What the hub says of a number. `until`: when its block ends. */
export type AtHub = { readonly isReleased: boolean; readonly until: number };

const emptyHub: HubCopy = { known: { of: new Map(), unshared: new Set() }, atHub: new Map() };

/** `shutAfter`: the newest push of the hub when it was shut out; null: it is let in. */
export type Login = { readonly role: Role; readonly shutAfter: number | null };

/** What looks at a desk's writes to the vendor, right before one leaves and right after it was answered. */
export type WriteWatch = { readonly leaves: () => Promise<void>; readonly answered: () => Promise<void> };

export type Room = {
  readonly scenario: HubScenario;
  readonly arena: HubArena;
  readonly vendor: VendorName;
  readonly tenant: string;
  readonly clock: VirtualClock;
  readonly desks: RoomDesk[];
  /** The admin's connection to the hub. */
  readonly hub: pg.Client;
  /** What the hub says of each person's login. */
  readonly logins: Map<Person, Login>;
  readonly knowledge: Knowledge;
  readonly violations: string[];
  readonly violate: (message: string) => void;
  /** The numbers of the hub, as it was last looked at. */
  readonly atHub: Map<string, AtHub>;
  hubCopy: HubCopy;
  /** When a copy of the hub was last put back. */
  putBackAt: number;
  /** Numbers of which a person has changed where they are blocked, or said that the vendor is right. */
  readonly narrowed: Set<string>;
  /** After how many changes of the vendor's records the last look was. */
  changesSeen: number;
  readonly watches: Map<RoomDesk, WriteWatch>;
  /** Closes the desk, and opens it again. */
  readonly reopen: (desk: RoomDesk) => Promise<void>;
  /** Begins a life of the desk on a copy of this folder. */
  readonly openIn: (desk: RoomDesk, folder: string) => Promise<void>;
  /** Ends the desk as `kill -9` does; the next life begins with `revive`. */
  readonly kill: (desk: RoomDesk) => void;
  readonly revive: (desk: RoomDesk) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** The answer, or undefined when the desk refused in words. Anything else that it throws is a violation. */
export async function askDesk<T>(
  room: Room,
  desk: RoomDesk,
  call: (client: DeskClient) => Promise<T>,
): Promise<T | undefined> {
  try {
    return await room.clock.inForeground(() => call(desk.life.client));
  } catch (error) {
    if (error instanceof ORPCError && error.defined) return undefined;
    const text = error instanceof Error ? (error.stack ?? error.message) : String(error);
    if (!desk.life.gate.isDead) room.violate(`a call of ${desk.name} failed unexpectedly: ${text}`);
    return undefined;
  }
}

export async function openRoom(arena: HubArena, scenario: HubScenario): Promise<Room> {
  const { vendor, seed } = scenario;
  const { hub, folders } = await arena.makeList(vendor);
  const violations: string[] = [];
  const violate = (message: string): void => void violations.push(message);
  const clock = createVirtualClock(startOfTime, arena.setServerClock);
  arena.setServerClock(startOfTime);
  const root = mkdtempSync(join(arena.vendors.dir, 'room-'));
  const desks: RoomDesk[] = [];
  arena.vendors.use({
    now: clock.now,
    random: seededRandom(seed),
    later(run, ms) {
      clock.later(run, ms);
      // The client's patience: thirty seconds, all of them spent on this one request.
      clock.advance(Math.min(ms, 30_000));
      if (ms > 30_000) for (const { life } of desks) life.gate.timeOut();
    },
    log: () => {},
  });
  makeTenant(arena, vendor);
  let ids = 0;

  const keychains = new Map(people.map(({ name }) => [name, copySecrets(arena, name)]));

  async function start(desk: Omit<RoomDesk, 'life'>, dataDir: string): Promise<Life> {
    desk.way.cut({ when: desk.isUnplugged ? 'always' : 'never' });
    const skewed: VirtualClock = {
      ...clock,
      forLife(isDead): Clock {
        const right = clock.forLife(isDead);
        return { ...right, now: () => right.now() + desk.skew };
      },
    };
    return await startLife({
      inner: arena.vendors.agent,
      dataDir,
      clock: skewed,
      origin: arena.sandbox.url,
      violate: (message) => violate(`${desk.name}: ${message}`),
      silence: new Map(),
      secrets: keychains.get(desk.person) ?? missing(),
      random: seededRandom(seed + 1),
      newId: () => toUuid(seed, (ids += 1)),
      trace: () => {},
      atBoundary: (boundary) => desk.atBoundary(boundary),
    });
  }

  for (const { name, role } of people.slice(0, scenario.desks)) {
    const dataDir = join(root, name);
    const folder = folders.get(name) ?? missing();
    cpSync(folder, dataDir, { recursive: true });
    const shared: ReadonlyMap<string, string> = new Map();
    const roles = new Set<Role>([role]);
    const known = { of: new Map(), unshared: new Set<string>() };
    const desk = {
      name,
      way: arena.ways.get(name) ?? missing(),
      person: name,
      roles,
      isUnplugged: false,
      skew: 0,
      batches: [],
      isRunning: false,
      killedInto: undefined,
      exchangedAt: startOfTime,
      shared,
      copy: { folder, known, batches: [], exchangedAt: startOfTime, shared, roles: new Set(roles) },
      atBoundary: () => Promise.resolve(),
    };
    desks.push(Object.assign(desk, { life: await start(desk, dataDir) }));
  }

  return {
    scenario,
    arena,
    vendor,
    tenant: toTenant(vendor).id,
    clock,
    desks,
    hub,
    logins: new Map(people.map(({ name, role }) => [name, { role, shutAfter: null }])),
    knowledge: createKnowledge(),
    violations,
    violate,
    atHub: new Map(),
    hubCopy: emptyHub,
    putBackAt: -Infinity,
    narrowed: new Set(),
    changesSeen: 0,
    watches: new Map(),
    async reopen(desk) {
      await desk.life.close(true);
      desk.life = await start(desk, desk.life.dir);
    },
    async openIn(desk, folder) {
      const dataDir = mkdtempSync(join(root, 'back-'));
      cpSync(folder, dataDir, { recursive: true });
      desk.life = await start(desk, dataDir);
    },
    kill(desk) {
      desk.way.cut({ when: 'always' });
      desk.killedInto = desk.life.kill(0, desk.life.commits());
    },
    async revive(desk) {
      const next = desk.killedInto;
      if (next === undefined) throw new Error('Nothing was killed');
      desk.killedInto = undefined;
      // Its way is back only when nothing is left of it that could use it.
      await desk.life.close();
      desk.life = await start(desk, next);
    },
    async close() {
      for (const { life } of desks) await life.close();
      await hub.end();
      await arena.dropList();
      rmSync(root, { recursive: true, force: true });
    },
  };
}

/** What a desk keeps in a keychain outlives it. */
function copySecrets({ secrets }: HubArena, name: Person): SecretStore {
  const store = createMemorySecrets();
  for (const [key, secret] of secrets.get(name)?.held ?? missing()) store.held.set(key, secret);
  return store;
}

function missing(): never {
  throw new Error('The arena has no such desk');
}

/** Ids in the shape of UUIDs, the same in every run. */
function toUuid(seed: number, n: number): string {
  return `00000000-0000-4000-8${(seed % 4096).toString(16).padStart(3, '0')}-${n.toString(16).padStart(12, '0')}`;
}
