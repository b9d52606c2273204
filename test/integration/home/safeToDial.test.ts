// "Safe to dial" is said of no vendor that may call a number which is blocked here: whatever became of a request, told against
// the vendor's own records.
import * as fc from 'fast-check';
import { expect, it } from 'vitest';
import { assertNever } from '../../../shared/assertNever.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createTestClock, type TestClock } from '../../support/desk.ts';
import { openSyncDesk, startSandbox, toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';

const [anna, ben, carl] = ['+12125550301', '+12125550302', '+12125550303'] as const;
const numbers = [anna, ben, carl];
const agents = ['x', 'y'] as const;
const stage = useSyncStage();

const faults = {
  'a status of 503': { do: 'status', status: 503 },
  'a status of 502': { do: 'status', status: 502 },
  'a text that breaks off': { do: 'truncatedJson', commit: false },
  'a page to sign in': { do: 'htmlLogin' },
  'a success that is none': { do: 'successFalse' },
  'a line that drops before': { do: 'dropBeforeCommit' },
  'a line that drops after': { do: 'dropAfterCommit' },
  'no answer': { do: 'hang', ms: 5000, commit: 'never' },
} as const;

async function connect() {
  const account = await stage.desk.connect('yappr', { agents });
  for (const number of numbers) stage.desk.add(number);
  await stage.desk.sync(account.id);
  expect((await stage.desk.home.state()).standing.tone).toBe('safe');
  const fail = (method: string, action: (typeof faults)[keyof typeof faults]) =>
    stage.sandbox.control.setFaults({ tenant: account.tenant, plan: { rules: [{ method, action }] } });
  return { ...account, fail, sync: () => stage.desk.sync(account.id) };
}

it.each(Object.entries(faults))(
  'a block that is gone there, and is put back with %s, is not safe',
  async (_, action) => {
    const { id, tenant, fail, sync } = await connect();
    stage.sandbox.control.removeRecords({ tenant, number: anna });
    fail('POST', action);
    await sync();
    const { standing, needs, clock } = await stage.desk.home.state();
    const row = stage.desk.records.rowsFor(toNumber(anna))[0];
    if (row?.mayCall === null) {
      // The run looked once more, and found it there.
      expect(stage.sandbox.control.records({ tenant, number: anna })).toHaveLength(1);
      return;
    }
    expect(row?.mayCall).toBe('yappr may call this number now: it has not confirmed what it was sent.');
    expect(standing).toMatchObject({ tone: 'unsafe', sentence: '1 number is blocked here and may be called by yappr' });
    expect(needs).toMatchObject([{ key: `mayCall:${id}`, canWait: false }, { key: `conflicts:${id}` }]);
    expect(clock.open).toBe(1);
    expect(stage.desk.conflicts.list({ limit: 10 }).conflicts[0]?.vendors).toMatchObject([{ mayCall: row?.mayCall }]);
    stage.sandbox.control.setFaults({ tenant, plan: null });
    stage.clock.forward(3_600_000);
    await sync();
    expect((await stage.desk.home.state()).standing.tone).toBe('safe');
  },
);

it('a block that was to hold for longer, and is over there, is not safe; each such number is counted', async () => {
  const { fail, sync } = await connect();
  const soon = toInstant(stage.clock.now() + 60_000);
  for (const number of [anna, ben]) stage.desk.edit(number, { holds: [{ place: 'everywhere', until: soon }] });
  await sync();
  stage.clock.forward(61_000);
  for (const number of [anna, ben]) stage.desk.edit(number, { holds: [{ place: 'everywhere', until: null }] });
  fail('PATCH', faults['a status of 502']);
  await sync();
  expect(await stage.desk.home.state()).toMatchObject({
    standing: { tone: 'unsafe', sentence: '2 numbers are blocked here and not yet at yappr, which may call' },
    clock: { open: 2 },
  });
});

it('is not known to be safe where the vendor does not show for whom, or until when, it blocks', async () => {
  const { id, tenant, sync } = await connect();
  stage.sandbox.control.changeSettings({ tenant, settings: { listsLeaveOut: ['expiresAt', 'agents'] } });
  for (const { id: record } of stage.sandbox.control.records({ tenant, number: anna }))
    stage.sandbox.control.changeRecord({ tenant, id: record, agents: ['x'] });
  await sync();
  expect((await stage.desk.home.state()).standing).toMatchObject({
    tone: 'unknown',
    sentence: 'Sent to all, and 3 at yappr cannot be verified',
  });
  const account = (await stage.desk.status.listAccounts()).find((row) => row.id === id);
  expect(account).toMatchObject({
    inStep: 0,
    cannotVerify: 3,
    sentence: 'In step with yappr: 0 records. 3 more records cannot be verified.',
  });
  stage.sandbox.control.changeSettings({ tenant, settings: { listsLeaveOut: [] } });
  await sync();
  expect((await stage.desk.home.state()).standing.tone).not.toBe('unknown');
});

/** What others do at the vendor. */
type Change = 'loses' | 'narrows' | 'ends';
type Step =
  | { readonly do: 'block' | 'edit'; readonly number: string; readonly whom: 'all' | 'x'; readonly isShort: boolean }
  | { readonly do: 'release' | Change; readonly number: string }
  | { readonly do: 'fails'; readonly method: string; readonly action: (typeof faults)[keyof typeof faults] }
  | { readonly do: 'works' | 'waits' }
  | { readonly do: 'sync' };

const number = fc.constantFrom(...numbers);
const step: fc.Arbitrary<Step> = fc.oneof(
  fc.record({
    do: fc.constantFrom('block' as const, 'edit' as const),
    number,
    whom: fc.constantFrom('all' as const, 'x' as const),
    isShort: fc.boolean(),
  }),
  fc.record({ do: fc.constantFrom('release', 'loses', 'narrows', 'ends'), number }),
  fc.record({
    do: fc.constant('fails' as const),
    method: fc.constantFrom('POST', 'PATCH', 'DELETE'),
    action: fc.constantFrom(...Object.values(faults).filter(({ do: kind }) => kind !== 'hang')),
  }),
  fc.record({ do: fc.constantFrom('works' as const, 'waits' as const) }),
  { arbitrary: fc.record({ do: fc.constant('sync' as const) }), weight: 2 },
);

it('is never said while the vendor may call a number that is blocked here, whatever became of the requests', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(step, { minLength: 4, maxLength: 14 }), async (steps) => {
      const clock = createTestClock();
      const sandbox = await startSandbox(clock);
      const desk = openSyncDesk({ sandbox, clock });
      try {
        const { id, tenant } = await desk.connect('yappr', { agents });
        for (const one of numbers) desk.add(one);
        await desk.sync(id);
        // What others change at the vendor is known with the next whole reading.
        let isRead = true;
        for (const one of [...steps, { do: 'sync' as const }]) {
          if (one.do === 'sync') isRead = (await desk.sync(id)).outcome === 'done' || isRead;
          else isRead = perform(desk, sandbox, { tenant, clock }, one) && isRead;
          if (!isRead || (await desk.home.state()).standing.tone !== 'safe') continue;
          const free = numbers.flatMap((e164) =>
            agents.filter((agent) => desk.isBlocked(e164, `yappr/Agent ${agent}`) && !blocks(e164, agent)),
          );
          expect(free, `after ${JSON.stringify(one)}`).toEqual([]);
        }
        function blocks(e164: string, agent: string): boolean {
          return sandbox.control
            .records({ tenant, number: e164 })
            .some(
              ({ expiresAt, agents: own }) =>
                (expiresAt === null || expiresAt > clock.now()) && (own.length === 0 || own.includes(agent)),
            );
        }
      } finally {
        await desk.close();
        await sandbox.close();
      }
    }),
    { numRuns: 12 },
  );
});

/** Answers false where the vendor was changed by others. */
function perform(
  desk: ReturnType<typeof openSyncDesk>,
  { control }: Awaited<ReturnType<typeof startSandbox>>,
  { tenant, clock }: { readonly tenant: string; readonly clock: TestClock },
  taken: Exclude<Step, { do: 'sync' }>,
): boolean {
  switch (taken.do) {
    case 'block':
    case 'edit': {
      const agent = [...desk.store.loadTargets().values()].find(({ name }) => name === 'Agent x')?.id ?? 0;
      const until = taken.isShort ? toInstant(clock.now() + 60_000) : null;
      const holds = [{ place: taken.whom === 'all' ? ('everywhere' as const) : agent, until }];
      if (taken.do === 'block') desk.add(taken.number, { holds });
      else desk.edit(taken.number, { holds });
      return true;
    }
    case 'release':
      desk.remove(taken.number);
      return true;
    case 'fails':
      control.setFaults({ tenant, plan: { rules: [{ method: taken.method, action: taken.action }] } });
      return true;
    case 'works':
      control.setFaults({ tenant, plan: null });
      return true;
    case 'waits':
      clock.forward(90_000);
      return true;
    case 'loses':
      control.removeRecords({ tenant, number: taken.number });
      return false;
    case 'narrows':
    case 'ends':
      for (const { id } of control.records({ tenant, number: taken.number }))
        control.changeRecord({
          tenant,
          id,
          ...(taken.do === 'narrows' ? { agents: ['y'] } : { expiresAt: clock.now() + 1000 }),
        });
      return false;
    default:
      return assertNever(taken);
  }
}
