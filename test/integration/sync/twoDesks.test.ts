// Two desks on one account of a vendor, each with people of its own: 200 edits on both at random. Nobody's block gets lost, and
// the two come to rest: after the last edit a record at the vendor changes at most twice (one side's request, and the other
// side's answer to it).
import { expect, test } from 'vitest';
import { createTestClock } from '../../support/desk.ts';
import { openSyncDesk, startSandbox, type SyncDesk, toNumber } from '../../support/syncDesk.ts';
import { seededRandom } from '../../../electron/sandbox/randomness.ts';
import { vendorNames } from '../../../electron/sandbox/sandboxVendors.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { agentsFor, capabilitiesOf } from '../../support/vendors.ts';

const numbers = Array.from({ length: 12 }, (_, at) => `+1212555${String(1200 + at)}`);
const reasons = ['asked on the phone', 'wrote a letter', 'complained', null] as const;
const day = 86_400_000;
const edits = 200;

test.each(vendorNames)('two desks on one account of %s neither fight nor lose a block', async (vendor) => {
  const clock = createTestClock();
  const sandbox = await startSandbox(clock);
  const callReference = { batchId: 'b1', requestUuid: 'r1' };
  const { id: tenant } = sandbox.control.createTenant({
    vendor,
    agents: capabilitiesOf(vendor).agents === 'none' ? [] : [{ name: 'Sales' }, { name: 'Renewals' }],
    callReferences: [{ batchId: 'b1', requestUUID: 'r1' }],
    rateLimit: null,
  });
  const desks: { desk: SyncDesk; account: number; blocked: Set<string> }[] = [];
  for (const name of ['east', 'west']) {
    const desk = openSyncDesk({ sandbox, clock });
    const { id } = await desk.connect(vendor, { name, tenant });
    desks.push({ desk, account: id, blocked: new Set() });
  }
  const dice = seededRandom(20_260_503);
  const roll = (sides: number): number => Math.floor(dice() * sides);
  const syncAll = async (): Promise<void> => {
    for (const { desk, account } of desks) await desk.sync(account);
  };

  for (let at = 0; at < edits; at += 1) {
    const { desk, account, blocked } = desks[roll(2)] ?? desks[0]!;
    const number = numbers[roll(numbers.length)] ?? '';
    const statement = {
      reason: reasons[roll(reasons.length)] ?? null,
      callReference,
      ...(roll(4) === 0
        ? { holds: [{ place: 'everywhere' as const, until: toInstant(clock.now() + 400 * day) }] }
        : {}),
    };
    const isListed = desk.entry(number)?.removed === null;
    if (isListed && roll(3) === 0) {
      desk.remove(number);
      blocked.delete(number);
    } else {
      if (isListed && roll(2) === 0) desk.edit(number, statement);
      else desk.add(number, statement);
      blocked.add(number);
    }
    clock.forward(60_000);
    if (roll(8) === 0) await desk.sync(account);
  }

  const { version } = sandbox.control.tenant({ tenant });
  for (let round = 0; round < 4; round += 1) await syncAll();
  const after = sandbox.control.tenant({ tenant }).version - version;
  const changes = after === 0 ? [] : sandbox.control.changes({ tenant }).slice(-after);
  const byRecord = Map.groupBy(changes, ({ before, after: now }) => {
    const record = now ?? before;
    return `${record?.number ?? ''} ${agentsFor(vendor, record?.agents ?? []).join()}`;
  });
  for (const [record, made] of byRecord) expect([record, made.length > 2]).toEqual([record, false]);
  const there = new Set(sandbox.control.records({ tenant }).map(({ number }) => number));
  for (const { desk, blocked } of desks)
    for (const number of blocked) {
      expect([number, desk.entry(number)?.removed]).toEqual([number, null]);
      const states = desk.records.rowsFor(toNumber(number)).map(({ state }) => state);
      // What only one of the two has been asked to block is there, or this desk says what is the matter.
      if (!there.has(number)) expect([number, states.includes('inStep')]).toEqual([number, false]);
    }
  const seq = sandbox.control.lastSeq().seq;
  await syncAll();
  expect(sandbox.control.countWrites({ tenant, sinceSeq: seq }).writes).toBe(0);

  for (const { desk } of desks) await desk.close();
  await sandbox.close();
});
