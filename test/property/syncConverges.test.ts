// Whatever happens on both sides and on the wire: no block is lost, and three quiet syncs later everything is in step or
// visibly waits for a person. Real database, real HTTP; the seed is printed with a failure and reproduces it.
import { toQuestion } from '../support/questions.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { createOpenConflicts } from '../../electron/core/list/pages/openConflicts.ts';
import type { FaultPlanInput } from '../../electron/sandbox/faultPlan.ts';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import { isInForce, type Scope } from '../../shared/domain/entry/scope.ts';
import { createTestClock, type TestClock } from '../support/desk.ts';
import { openSyncDesk, type SyncDesk, toNumber } from '../support/syncDesk.ts';
import type { Capabilities } from '../../shared/domain/vendor/remote.ts';
import { agentsFor, capabilitiesOf, vendors } from '../support/vendors.ts';
import { runs } from '../support/runs.ts';

const numbers = Array.from({ length: 6 }, (_, n) => `+1212555000${n}`);
const reference = { batchId: 'b', requestUuid: 'u' };

type Accounts = readonly { id: number; tenant: string; vendor: string }[];
type World = { desk: SyncDesk; sandbox: Sandbox; clock: TestClock; accounts: Accounts; acknowledged: Set<string> };
type Step = {
  readonly name: string;
  readonly [fc.toStringMethod]: () => string;
  readonly run: (world: World) => Promise<void> | void;
};

const number = fc.constantFrom(...numbers);
const which = fc.nat(vendors.length - 1);
const hours = fc.constantFrom(null, null, 1, 500);

const untilOf = (clock: TestClock, after: number | null) =>
  after === null ? null : toInstant(clock.now() + after * 3_600_000);
const accountThat = (accounts: Accounts, can: (capabilities: Capabilities) => boolean) =>
  accounts.find(({ vendor }) => can(capabilitiesOf(vendor))) ?? never();
const step = (name: string, run: Step['run']): Step => ({ name, run, [fc.toStringMethod]: () => name });

const steps: fc.Arbitrary<Step> = fc.oneof(
  fc.tuple(number, hours).map(([n, h]) =>
    step(`add ${n} for ${h}`, ({ desk, clock, acknowledged }) => {
      desk.add(n, { holds: [{ place: 'everywhere', until: untilOf(clock, h) }], callReference: reference });
      acknowledged.add(n);
    }),
  ),
  fc.tuple(number, hours, fc.constantFrom('one', 'two')).map(([n, h, reason]) =>
    step(`edit ${n} for ${h}, ${reason}`, ({ desk, clock }) => {
      if (desk.entry(n)?.removed === null)
        desk.edit(n, { reason, holds: [{ place: 'everywhere', until: untilOf(clock, h) }] });
    }),
  ),
  number.map((n) =>
    step(`remove ${n}`, ({ desk, acknowledged }) => {
      desk.remove(n);
      acknowledged.delete(n);
    }),
  ),
  fc.tuple(which, number, hours).map(([at, n, h]) =>
    step(`add ${n} at ${vendors[at]} for ${h}`, ({ sandbox, clock, accounts }) => {
      const { tenant, vendor } = accounts[at] ?? never();
      if (sandbox.control.records({ tenant, number: n }).length > 0) return;
      const expiresAt =
        capabilitiesOf(vendor).keeps.expiry.how === 'kept' && h !== null ? clock.now() + h * 3_600_000 : null;
      sandbox.control.addRecords({
        tenant,
        records: [{ number: n, reason: 'there', expiresAt, agents: [...agentsFor(vendor, ['a'])] }],
      });
    }),
  ),
  fc.tuple(which, number).map(([at, n]) =>
    step(`remove ${n} at ${vendors[at]}`, ({ sandbox, accounts }) => {
      sandbox.control.removeRecords({ tenant: (accounts[at] ?? never()).tenant, number: n });
    }),
  ),
  fc.tuple(number, hours, fc.constantFrom('two', 'three')).map(([n, h, reason]) =>
    step(`change ${n} where it has an end to ${h}, ${reason}`, ({ sandbox, clock, accounts }) => {
      const { tenant } = accountThat(accounts, ({ keeps }) => keeps.expiry.how === 'kept');
      if (sandbox.control.records({ tenant, number: n }).length === 0) return;
      sandbox.control.changeRecord({
        tenant,
        number: n,
        reason,
        expiresAt: h === null ? null : clock.now() + h * 3_600_000,
      });
    }),
  ),
  fc.constantFrom(1, 3600, 366 * 86_400).map((s) => step(`${s} seconds pass`, ({ clock }) => clock.forward(s * 1000))),
  {
    weight: 4,
    arbitrary: which.map((at) =>
      step(`sync ${vendors[at]}`, async ({ desk, accounts }) => void (await desk.sync((accounts[at] ?? never()).id))),
    ),
  },
  which.map((at) =>
    step(
      `send to ${vendors[at]}`,
      async ({ desk, accounts }) => void (await desk.sync((accounts[at] ?? never()).id, 'change')),
    ),
  ),
  fc.constantFrom('keepOurs' as const, 'takeTheirs' as const).map((kind) =>
    step(`resolve all: ${kind}`, ({ desk, acknowledged }) => {
      const open = desk.conflicts.list({ limit: 100 }).conflicts;
      if (open.length === 0) return;
      desk.conflicts.resolve(open.map(toQuestion), { kind });
      // Deciding is an explicit act: it may release.
      for (const conflict of open)
        if (desk.entry(conflict.number)?.removed !== null) acknowledged.delete(conflict.number);
    }),
  ),
  fc.constant(
    step('agent c appears', ({ sandbox, accounts }) => {
      const { tenant } = accountThat(accounts, ({ agents }) => agents === 'record');
      sandbox.control.addAgent({ tenant, id: `c${sandbox.control.lastSeq().seq}`, name: 'C' });
    }),
  ),
  fc.constant(
    step('restart', async (world) => {
      const { desk, sandbox, clock } = world;
      await desk.close(true);
      world.desk = openSyncDesk({ sandbox, clock, dir: desk.dir, secrets: desk.secrets, timeoutMs: 60 });
    }),
  ),
);

const action: fc.Arbitrary<FaultPlanInput['rules'][number]['action']> = fc.constantFrom(
  { do: 'dropBeforeCommit' },
  { do: 'dropAfterCommit' },
  { do: 'dropMidBody' },
  { do: 'status', status: 500, when: 'after' },
  { do: 'status', status: 504, when: 'after' },
  { do: 'rateLimited', retryAfter: 5 },
  { do: 'rateLimited' },
  { do: 'rateLimited', retryAfter: 'soon' },
  { do: 'hang', ms: 100 },
  { do: 'repeatPreviousAnswer' },
  { do: 'truncatedJson' },
  { do: 'htmlLogin' },
  { do: 'successFalse' },
  { do: 'unauthorized' },
  { do: 'shiftPages' },
  { do: 'staleReads', writes: 2 },
  { do: 'emptyList' },
);
const faults: fc.Arbitrary<FaultPlanInput> = fc.record({
  seed: fc.nat(),
  rules: fc.array(fc.record({ action, probability: fc.constantFrom(0.05, 0.2) }), { maxLength: 4 }),
});

function never(): never {
  throw new Error('unreachable');
}

/** What blocks a number in the desk now: its entry, and its open conflicts. */
function blocksNow({ desk, clock }: World, n: string): Scope {
  const entry = desk.entry(n);
  const own = entry?.removed === null ? entry.holds : [];
  const held = createOpenConflicts(desk.db).loadHolds(toNumber(n));
  return [...own, ...held].filter((hold) => isInForce(hold, toInstant(clock.now())));
}

async function start(plan: FaultPlanInput): Promise<World> {
  const clock = createTestClock();
  const sandbox = await createSandbox({ clock: clock.now });
  const desk = openSyncDesk({ sandbox, clock, timeoutMs: 60 });
  const accounts: { id: number; tenant: string; vendor: string }[] = [];
  for (const vendor of vendors) {
    const account = await desk.connect(vendor, { agents: agentsFor(vendor, ['a', 'b']) });
    accounts.push({ ...account, vendor });
    sandbox.control.addCallReferences({ tenant: account.tenant, callReferences: [{ batchId: 'b', requestUUID: 'u' }] });
    sandbox.control.setFaults({ tenant: account.tenant, plan });
  }
  return { desk, sandbox, clock, accounts, acknowledged: new Set() };
}

async function check(world: World): Promise<void> {
  const { sandbox, clock, accounts } = world;
  for (const { tenant } of accounts) sandbox.control.setFaults({ tenant, plan: { rules: [] } });
  for (let round = 0; round < 3; round += 1) {
    clock.forward(60_000);
    for (const { id } of accounts) await world.desk.sync(id);
  }
  const { desk } = world;
  const results = [];
  for (const { id } of accounts) results.push(await desk.sync(id));
  for (const n of world.acknowledged) {
    const entry = desk.entry(n);
    expect(entry?.removed, `${n} was released by nobody`).toBeNull();
  }
  for (const [at, { tenant, vendor }] of accounts.entries()) {
    const result = results[at] ?? never();
    expect(result.writes, `${vendor} writes once in step (${JSON.stringify(result)})`).toBe(0);
    expect(result, vendor).toMatchObject({ parked: 0 });
    for (const record of sandbox.control.records({ tenant })) {
      if (record.expiresAt !== null && record.expiresAt <= clock.now()) continue;
      const rows = desk.records.rowsFor(toNumber(record.number)).filter(({ account }) => account === accounts[at]?.id);
      const byHand = rows.some(({ state }) => state === 'removeByHand');
      const suspicious = result.outcome === 'suspicious';
      if (!byHand && !suspicious)
        expect(
          blocksNow(world, record.number).length,
          `${vendor} blocks ${record.number}, which we do not: ${JSON.stringify(rows)}`,
        ).toBeGreaterThan(0);
    }
  }
  for (const n of numbers) {
    for (const row of desk.records.rowsFor(toNumber(n))) {
      const { tenant } = accounts.find(({ id }) => id === row.account) ?? never();
      const isThere = sandbox.control
        .records({ tenant, number: n })
        .some(
          ({ agents, expiresAt }) =>
            (row.scope === '' || agents.includes(row.scope)) && (expiresAt ?? Infinity) > clock.now(),
        );
      if (row.state === 'inStep') expect(isThere, `${n} at ${row.accountName} is said to be in step`).toBe(true);
      const suspicious = results.some(
        ({ outcome, account }) => outcome === 'suspicious' && account === row.accountName,
      );
      if (!suspicious)
        expect(
          ['inStep', 'conflict', 'removeByHand', 'needsCallReference', 'gone'],
          `${n} at ${row.accountName}: ${row.sentence}`,
        ).toContain(row.state);
    }
  }
}

describe('sync', () => {
  it('loses no block and comes to rest, whatever happens', async () => {
    const count = runs(15);
    await fc.assert(
      fc.asyncProperty(fc.array(steps, { minLength: 3, maxLength: 14 }), faults, async (sequence, plan) => {
        const world = await start(plan);
        try {
          for (const { run } of sequence) await run(world);
          await check(world);
        } finally {
          await world.desk.close();
          await world.sandbox.close();
        }
      }),
      {
        numRuns: count,
        ...(process.env['SYNC_SEED'] ? { seed: Number(process.env['SYNC_SEED']) } : {}),
        endOnFailure: false,
      },
    );
  }, 600_000);
});
