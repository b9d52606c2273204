/**
 * What the demo shows: the sandbox's accounts, one per vendor; a first sync that brings in what the vendors already
 * hold; and a few hundred entries of a call center's year, the same in every run. The person can watch them go out to
 * the vendors.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { DeskClient, DeskInputs } from '../../shared/contract/contract.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import type { DemoGroup, VendorDemoGroup } from '../sandbox/demoTypes.ts';
import { findVendor } from '../sandbox/sandboxVendors.ts';
import type { DemoAccount } from '../sandbox/seedDemo.ts';
import type { StartedSandbox } from '../sandbox/startSandbox.ts';
import { CommandFailure } from './cli/commandFailure.ts';
import { demoWords as say } from '../../shared/words/hosts.ts';

const dayMs = 86_400_000;

/** Ranges that are kept free for fiction (North American 555-01XX, Ofcom's drama numbers) or read as plausible. */
const ranges = [
  { prefix: '+1212555', from: 100, step: 1, digits: 4 },
  { prefix: '+1310555', from: 100, step: 1, digits: 4 },
  { prefix: '+1415555', from: 100, step: 1, digits: 4 },
  { prefix: '+1646555', from: 100, step: 1, digits: 4 },
  { prefix: '+44207946', from: 0, step: 7, digits: 4 },
  { prefix: '+97250', from: 2_345_601, step: 1117, digits: 7 },
  { prefix: '+9198', from: 45_012_377, step: 10_037, digits: 8 },
] as const;

/** Entries that hold everywhere, oldest first. Those of one vendor are in its folder of the sandbox. */
const groups: readonly DemoGroup[] = [
  { count: 42, range: '+1212555', reason: 'asked on the phone', category: 'customer request', daysAgo: 340 },
  { count: 36, range: '+1310555', reason: 'asked by e-mail', category: 'customer request', daysAgo: 281 },
  { count: 31, range: '+1415555', reason: 'complaint', category: 'complaint', daysAgo: 233 },
  { count: 28, range: '+44207946', reason: 'asked on the phone', category: 'customer request', daysAgo: 190 },
  { count: 25, range: '+97250', reason: 'asked by text message', category: 'customer request', daysAgo: 150 },
  { count: 14, range: '+1212555', reason: 'lawyer’s letter', category: 'legal', daysAgo: 9 },
];

/** How long the page waits for the vendors' own records; a sync that takes longer goes on in the background. */
const firstSyncMs = 15_000;

/** A preparation for `serve`. Refuses a directory that is not empty. `now`: epoch ms. */
export function fillDemo(
  { accounts, control }: Pick<StartedSandbox, 'accounts' | 'control'>,
  now: number,
): (client: DeskClient) => Promise<void> {
  return async (client) => {
    const [{ entries }, known] = await Promise.all([client.app.status(), client.accounts.list()]);
    if (entries > 0 || known.length > 0) throw new CommandFailure(2, say.theDemoFillsAnEmpty);
    await client.app.saveSettings({ author: 'Dana', region: 'US' });
    const connected: { readonly id: number; readonly account: DemoAccount }[] = [];
    for (const account of accounts) {
      const { vendor, name, baseUrl, token } = account;
      const { id } = await client.accounts.add({ vendor, name, baseUrl, token });
      connected.push({ id, account });
      await client.accounts.test({ account: id });
      await client.accounts.targets({ account: id });
    }
    const { job } = await client.sync.run({});
    const patience = new AbortController();
    const { signal } = patience;
    await Promise.race([client.jobs.wait({ job }), wait(firstSyncMs, undefined, { signal }).catch(() => {})]);
    patience.abort();
    const used = new Map<string, number>();
    for (const group of inOrder(accounts)) await client.entries.add(toAdd(group, used, now));
    for (const { id, account } of connected) {
      const { job: sent } = await client.sync.run({ account: id });
      // Goes on in the background, each vendor at its own rate; closing the desk ends it.
      void disagree(client, sent, id, account).catch(() => {});
    }
  };

  async function disagree(
    client: DeskClient,
    sent: string,
    id: number,
    { vendor, tenant }: DemoAccount,
  ): Promise<void> {
    const numbers = findVendor(vendor).demo.removedThere;
    if (numbers.length === 0) return;
    await client.jobs.wait({ job: sent });
    for (const number of numbers) control.removeRecords({ tenant, number });
    await client.sync.run({ account: id });
  }
}

type Group = VendorDemoGroup & { readonly account?: DemoAccount };

/** All groups, oldest first. */
function inOrder(accounts: readonly DemoAccount[]): readonly Group[] {
  const ofVendors = accounts.flatMap((account) =>
    findVendor(account.vendor).demo.groups.map((group) => ({ ...group, account })),
  );
  return [...groups, ...ofVendors].toSorted((left, right) => right.daysAgo - left.daysAgo);
}

function toAdd(group: Group, used: Map<string, number>, now: number): DeskInputs['entries']['add'] {
  const { account, agent, call, expiresInDays, reason, category } = group;
  const reference = call === undefined ? undefined : account?.callReferences[call];
  return {
    numbers: takeNumbers(group, used),
    reason,
    category,
    requestedAt: toInstant(now - group.daysAgo * dayMs),
    targets: account && [agent === undefined ? account.name : `${account.name}/${agent}`],
    // A day, as people give one.
    expires: expiresInDays === undefined ? undefined : toInstant(now + expiresInDays * dayMs).slice(0, 10),
    callReference: reference && { batchId: reference.batchId, requestUuid: reference.requestUUID },
    confirmInvalid: true,
  };
}

/** The next numbers of the group's range; `used` counts how many of each range are taken. */
function takeNumbers({ range, count }: DemoGroup, used: Map<string, number>): string[] {
  const found = ranges.find(({ prefix }) => prefix === range);
  if (found === undefined) throw new Error(`the demo has no range ${range}`);
  const first = used.get(range) ?? 0;
  used.set(range, first + count);
  return Array.from({ length: count }, (_, index) => {
    const rest = found.from + (first + index) * found.step;
    return `${found.prefix}${String(rest).padStart(found.digits, '0')}`;
  });
}
