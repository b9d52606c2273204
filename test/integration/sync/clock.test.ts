// The computer's clock is wrong: set ahead, a temporary block looks as if it were over; set back, a wait looks as if it took a
// year. Neither may change what a vendor blocks, or when it is asked.
import { describe, expect, it } from 'vitest';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, blocksForGood, vendors, vendorsThat } from '../../support/vendors.ts';

const anna = '+12125551234';
const ben = '+12125551235';
const hour = 3_600_000;
const year = 365 * 86_400_000;
const callReference = { batchId: 'b1', requestUuid: 'u1' };

const stage = useSyncStage();

const numbersAt = (tenant: string) =>
  stage.sandbox.control
    .records({ tenant })
    .map(({ number }) => number)
    .toSorted();
const accountRow = async () => (await stage.desk.status.listAccounts())[0];

async function connect(vendor: string) {
  const account = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
  stage.sandbox.control.addCallReferences({
    tenant: account.tenant,
    callReferences: [{ batchId: 'b1', requestUUID: 'u1' }],
  });
  return account;
}

/** The desk's clock is ahead of the vendor's, which keeps its own time. */
function setAhead(tenant: string, ms: number) {
  stage.clock.setBy(ms);
  const { settings } = stage.sandbox.control.tenant({ tenant });
  stage.sandbox.control.changeSettings({ tenant, settings: { clockSkewMs: settings.clockSkewMs - ms } });
}

describe.each(vendorsThat((can) => blocksForGood(can) && can.remove === 'api'))(
  '%s, with a clock two years ahead',
  (vendor) => {
    it.each(['manual', 'change'] as const)(
      'no block is removed because it seems to be over (%s), the account says so, and it ends at its time',
      async (trigger) => {
        const { id, tenant } = await connect(vendor);
        const until = toInstant(stage.clock.now() + 30 * 24 * hour);
        stage.desk.add(anna, { holds: [{ place: 'everywhere', until }], callReference });
        stage.desk.add(ben, { callReference });
        await stage.desk.sync(id);
        expect(numbersAt(tenant)).toEqual([anna, ben]);

        setAhead(tenant, 2 * year);
        for (let run = 0; run < 2; run += 1) {
          await stage.desk.sync(id, trigger);
          expect(numbersAt(tenant)).toEqual([anna, ben]);
        }
        expect((await accountRow())?.notes).toEqual([expect.stringContaining('2 years ahead of')]);

        setAhead(tenant, -2 * year);
        expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0 });
        expect((await accountRow())?.notes).toEqual([]);
        expect(numbersAt(tenant)).toEqual([anna, ben]);

        stage.clock.forward(31 * 24 * hour);
        expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', waiting: 0 });
        expect(numbersAt(tenant)).toEqual([ben]);
      },
    );
  },
);

it.each(vendors)('%s: a clock that is five minutes wrong agrees', async (vendor) => {
  const { id, tenant } = await connect(vendor);
  setAhead(tenant, 5 * 60_000);
  stage.desk.add(anna, { callReference });
  await stage.desk.sync(id);
  expect((await accountRow())?.notes).toEqual([]);
  expect(numbersAt(tenant)).toEqual([anna]);
});

it('without a word of the vendor about the time, what the desk has noted of the time has to agree', async () => {
  const { id, tenant } = await connect('osvi');
  const until = toInstant(stage.clock.now() + 30 * 24 * hour);
  stage.desk.add(anna, { holds: [{ place: 'everywhere', until }] });
  stage.desk.add(ben);
  stage.sandbox.control.changeSettings({ tenant, settings: { saysDate: false } });
  await stage.desk.sync(id);
  await stage.desk.close(true);
  stage.reopen();
  stage.clock.setBy(2 * year);
  await stage.desk.sync(id);
  expect(numbersAt(tenant)).toEqual([anna, ben]);
  expect((await accountRow())?.notes).toEqual([expect.stringContaining('that this desk has noted')]);
});

describe('a clock that is set back a year', () => {
  it('makes no wait longer: neither what the vendor asked for, nor the next run', async () => {
    const { id, tenant } = await connect('weya');
    await stage.desk.sync(id);
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ times: 1, action: { do: 'rateLimited', retryAfter: 3600 } }] },
    });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed' });
    setAhead(tenant, -year);
    expect(await stage.desk.sync(id)).toMatchObject({
      outcome: 'failed',
      error: expect.stringContaining('asks to wait'),
    });
    const next = Date.parse((await accountRow())?.nextRunAt ?? '');
    expect(next - stage.clock.now()).toBeLessThanOrEqual(hour);
    stage.clock.forward(hour + 60_000);
    expect(await stage.desk.sync(id, 'schedule')).toMatchObject({ outcome: 'done' });
  });

  it('holds over a restart', async () => {
    const { id, tenant } = await connect('weya');
    stage.sandbox.control.setFaults({
      tenant,
      plan: { rules: [{ times: 1, action: { do: 'rateLimited', retryAfter: 3600 } }] },
    });
    await stage.desk.sync(id);
    await stage.desk.close(true);
    setAhead(tenant, -year);
    stage.reopen();
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'failed' });
    stage.clock.forward(hour + 60_000);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done' });
  });
});

describe('a wait of more than a day', () => {
  const inDays = (days: number) => new Date(stage.clock.now() + days * 24 * hour);
  it.each([
    ['seconds', () => 40 * 86_400],
    ['a date', () => inDays(400).toUTCString()],
    ['an instant since 1970', () => String(Math.round(inDays(400).getTime() / 1000))],
  ])('(%s) is a question: nothing is sent by itself, and a person may try at once', async (_form, toValue) => {
    const { id, tenant } = await connect('osvi');
    const rule = { times: 1, action: { do: 'rateLimited' as const, retryAfter: toValue() } };
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [rule] } });
    await stage.desk.sync(id);
    expect(await accountRow()).toMatchObject({
      state: 'needsYou',
      sentence: expect.stringContaining('more than a day'),
    });
    expect((await accountRow())?.longWaitUntil).not.toBeNull();
    const { seq: sinceSeq } = stage.sandbox.control.lastSeq({});
    expect(await stage.desk.sync(id, 'schedule')).toMatchObject({ outcome: 'failed' });
    expect(stage.sandbox.control.requests({ tenant, sinceSeq })).toEqual([]);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done' });
    expect(await accountRow()).toMatchObject({ state: 'inStep', longWaitUntil: null });
  });

  it('an instant since 1970 that is soon is a wait until then, and no question', async () => {
    const { id, tenant } = await connect('osvi');
    const soon = String(Math.round((stage.clock.now() + hour) / 1000));
    const rule = { times: 1, action: { do: 'rateLimited' as const, retryAfter: soon } };
    stage.sandbox.control.setFaults({ tenant, plan: { rules: [rule] } });
    await stage.desk.sync(id);
    expect(await accountRow()).toMatchObject({ state: 'waiting', longWaitUntil: null });
    stage.clock.forward(hour + 1000);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done' });
  });
});
