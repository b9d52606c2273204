// How a vendor's own writing of numbers is matched with ours: without a plus, as people write them at home, or as digits
// that no numbering plan has. A number is added once, is in step, and is removed when it is released.
import { describe, expect, it } from 'vitest';
import { valueOf } from '../../support/desk.ts';
import { useChangedVendor } from '../../support/changedVendor.ts';
import { toNumber } from '../../support/syncDesk.ts';
import { useSyncStage } from '../../support/syncStage.ts';
import { agentsFor, capabilitiesOf, vendors } from '../../support/vendors.ts';

const dana = '+972501234567';
const noor = '+972502345678';

const stage = useSyncStage();
const changed = useChangedVendor();

const writesAt = (tenant: string) => stage.sandbox.control.countWrites({ tenant, sinceSeq: 0 }).writes;
const numbersAt = (tenant: string) =>
  stage.sandbox.control
    .records({ tenant })
    .map(({ number }) => number)
    .toSorted();
const states = (e164: string) => stage.desk.records.rowsFor(toNumber(e164)).map(({ state }) => state);

/** Every number in an answer as `write` writes it; a search finds what holds its digits in that writing. */
function rewrite(body: string, search: string | null, write: (e164: string) => string): string {
  const visit = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(visit).filter((item) => search === null || holds(item, search));
    if (typeof value !== 'object' || value === null) return value;
    return Object.fromEntries(
      Object.entries(value).map(([key, inner]) => [
        key,
        /^(phone|phoneNumber|phone_number)$/.test(key) && typeof inner === 'string' ? write(inner) : visit(inner),
      ]),
    );
  };
  return JSON.stringify(visit(JSON.parse(body)));
}

function holds(item: unknown, search: string): boolean {
  if (typeof item !== 'object' || item === null) return true;
  const phone = Object.entries(item).find(([key]) => /^(phone|phoneNumber|phone_number)$/.test(key))?.[1];
  return typeof phone !== 'string' || phone.replace(/\D/g, '').includes(search);
}

async function connectWriting(
  vendor: string,
  write: (e164: string) => string,
  settings: Readonly<Record<string, string>> = {},
) {
  const account = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a', 'b']) });
  stage.sandbox.control.addCallReferences({
    tenant: account.tenant,
    callReferences: [{ batchId: 'b1', requestUUID: 'u1' }],
  });
  valueOf(await stage.desk.accounts.update(account.id, { settings }));
  await changed(stage.desk, account.id, ({ url }, reply) => {
    if (!reply.body.startsWith('{') && !reply.body.startsWith('[')) return;
    reply.body = rewrite(reply.body, new URL(url, 'http://x').searchParams.get('search'), write);
  });
  return account;
}

const callReference = { batchId: 'b1', requestUuid: 'u1' };
const lists = (vendor: string) => Math.max(1, agentsFor(vendor, ['a', 'b']).length);

async function expectOneLife(vendor: string, { id, tenant }: { id: number; tenant: string }) {
  stage.desk.add(dana, { callReference });
  stage.desk.add(noor, { callReference });
  for (let run = 0; run < 4; run += 1) await stage.desk.sync(id);
  expect(numbersAt(tenant)).toEqual(
    Array.from({ length: lists(vendor) }, () => [dana, noor])
      .flat()
      .toSorted(),
  );
  const adds = capabilitiesOf(vendor).addMany > 1 ? 1 : 2 * lists(vendor);
  expect(writesAt(tenant)).toBe(adds);
  for (const number of [dana, noor])
    expect(states(number)).toEqual(Array.from({ length: lists(vendor) }, () => 'inStep'));
  stage.desk.remove(dana);
  await stage.desk.sync(id);
  await stage.desk.sync(id);
  if (capabilitiesOf(vendor).remove === 'manual') expect(states(dana)).toEqual(['removeByHand']);
  else expect(numbersAt(tenant)).toEqual(Array.from({ length: lists(vendor) }, () => noor));
}

describe.each(vendors)('%s shows numbers', (vendor) => {
  it('without their plus', async () => {
    await expectOneLife(vendor, await connectWriting(vendor, (text) => text.replace('+', '')));
  });

  it('as they are written at home, and the account names its country', async () => {
    const home = (text: string) => text.replace(/^\+?972/, '0');
    await expectOneLife(vendor, await connectWriting(vendor, home, { country: 'IL' }));
  });

  it('as they are written at home, and nobody named the country: they are compared by digits with what was sent', async () => {
    await expectOneLife(
      vendor,
      await connectWriting(vendor, (text) => text.replace(/^\+?972/, '0').replace(/(...)$/, '-$1')),
    );
  });

  it('as at home, of which one was not sent: without its country it is not guessed at, and with it it is adopted', async () => {
    const { id, tenant } = await connectWriting(vendor, (text) => text.replace(/^\+?972/, '0'));
    stage.sandbox.control.addRecords({ tenant, records: [{ number: noor, agents: [...agentsFor(vendor, ['a'])] }] });
    const said = await stage.desk.sync(id);
    expect(said.error).toContain('1 record');
    expect(stage.desk.entry(noor)).toBeUndefined();
    valueOf(await stage.desk.accounts.update(id, { settings: { country: 'IL' } }));
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', error: null, added: 1 });
    expect(stage.desk.entry(noor)).toMatchObject({ removed: null });
  });

  it('that no numbering plan has: they are kept by their digits, said, and removed when they are released', async () => {
    const example = '+1234567890';
    const { id, tenant } = await stage.desk.connect(vendor, { agents: agentsFor(vendor, ['a']) });
    stage.sandbox.control.addRecords({ tenant, records: [{ number: example, agents: [...agentsFor(vendor, ['a'])] }] });
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 1, writes: 0 });
    expect(stage.desk.entry(example)).toMatchObject({ removed: null, source: { kind: 'vendor' } });
    expect(states(example)).toEqual(['inStep']);
    expect(await stage.desk.sync(id)).toMatchObject({ outcome: 'done', added: 0, writes: 0 });
    const [account] = await stage.desk.status.listAccounts();
    expect(account?.notes).toEqual([expect.stringContaining('1 number there is in no numbering plan')]);
    stage.desk.remove(example);
    await stage.desk.sync(id);
    if (capabilitiesOf(vendor).remove === 'manual') expect(states(example)).toEqual(['removeByHand']);
    else expect(numbersAt(tenant)).toEqual([]);
  });
});

it('a country that is none is refused where it is entered', async () => {
  const { id } = await stage.desk.connect('yappr');
  expect(await stage.desk.accounts.update(id, { settings: { country: 'Israel' } })).toMatchObject({
    ok: false,
    message: expect.stringContaining('two letters'),
  });
  valueOf(await stage.desk.accounts.update(id, { settings: { country: ' il ' } }));
  expect(stage.desk.store.accounts.load(id)?.settings).toEqual({ country: 'IL' });
});
