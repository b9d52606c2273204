/**
 * What the demo shows: the sandbox's four accounts, a first sync that brings in what the vendors already hold, and a few
 * hundred entries of a call center's year, the same ones in every run. They go out to the vendors while one looks on.
 */
import { setTimeout as wait } from 'node:timers/promises';
import type { DeskClient, DeskInputs } from '../../shared/contract/contract.ts';
import { toInstant } from '../../shared/domain/time/instant.ts';
import type { StartedSandbox } from '../sandbox/startSandbox.ts';
import type { DemoAccount } from '../sandbox/seedDemo.ts';
import { CommandFailure } from './cli/errors.ts';

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

type Group = {
  readonly count: number;
  /** Which range the numbers come from. */
  readonly range: number;
  readonly reason: string | null;
  readonly category: string | null;
  /** The request came in so many days ago. */
  readonly daysAgo: number;
  /** The vendor and, unless for the whole account, the name of its agent; null: everywhere. */
  readonly where: readonly { readonly vendor: DemoAccount['vendor']; readonly agent?: string }[] | null;
  readonly expiresInDays?: number;
  /** Which of Weya's calls the person asked in. */
  readonly call?: number;
};

const groups: readonly Group[] = [
  { count: 42, range: 0, reason: 'asked on the phone', category: 'customer request', daysAgo: 340, where: null },
  { count: 36, range: 1, reason: 'asked by e-mail', category: 'customer request', daysAgo: 281, where: null },
  { count: 31, range: 2, reason: 'complaint', category: 'complaint', daysAgo: 233, where: null },
  { count: 28, range: 4, reason: 'asked on the phone', category: 'customer request', daysAgo: 190, where: null },
  { count: 25, range: 5, reason: 'asked by text message', category: 'customer request', daysAgo: 150, where: null },
  { count: 22, range: 6, reason: 'wrong number', category: 'wrong number', daysAgo: 121, where: [{ vendor: 'osvi' }] },
  {
    count: 19,
    range: 6,
    reason: 'asked on the phone',
    category: 'customer request',
    daysAgo: 96,
    where: [{ vendor: 'osvi', agent: 'Outbound 1' }],
  },
  {
    count: 24,
    range: 3,
    reason: 'renewals still allowed',
    category: 'customer request',
    daysAgo: 72,
    where: [{ vendor: 'yappr', agent: 'Sales agent' }],
  },
  {
    count: 16,
    range: 5,
    reason: 'out of the country',
    category: 'pause',
    daysAgo: 41,
    where: [{ vendor: 'yappr' }],
    expiresInDays: 45,
  },
  {
    count: 21,
    range: 3,
    reason: 'asked on the phone',
    category: 'customer request',
    daysAgo: 23,
    where: [{ vendor: 'fluents' }],
  },
  { count: 14, range: 0, reason: 'lawyer’s letter', category: 'legal', daysAgo: 9, where: null },
  {
    count: 1,
    range: 1,
    reason: 'asked the voice agent',
    category: 'customer request',
    daysAgo: 2,
    where: [{ vendor: 'weya' }],
    call: 2,
  },
  {
    count: 1,
    range: 2,
    reason: 'asked the voice agent',
    category: 'customer request',
    daysAgo: 1,
    where: [{ vendor: 'weya' }],
    call: 3,
  },
];

/** How long the page waits for the vendors' own records; a sync that takes longer goes on behind it. */
const firstSyncMs = 15_000;

/** What somebody removes in a vendor's dashboard once the desk has sent it there: the cases of the Conflicts screen. */
const removedThere = [
  { vendor: 'osvi', number: '+12125550105' },
  { vendor: 'osvi', number: '+13105550103' },
  { vendor: 'fluents', number: '+14155550107' },
] as const;

/** A preparation for `serve`. Refuses a directory that holds anything. `now`: epoch ms. */
export function fillDemo(
  { accounts, control }: Pick<StartedSandbox, 'accounts' | 'control'>,
  now: number,
): (client: DeskClient) => Promise<void> {
  return async (client) => {
    const [{ entries }, known] = await Promise.all([client.app.status(), client.accounts.list()]);
    if (entries > 0 || known.length > 0)
      throw new CommandFailure(
        2,
        'The demo fills an empty data directory, and this one holds a list; give another with --data.',
      );
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
    const used = ranges.map(() => 0);
    for (const group of groups) await client.entries.add(toAdd(group, used, accounts, now));
    for (const { id, account } of connected) {
      const { job: sent } = await client.sync.run({ account: id });
      // Goes on behind the page, each vendor at its own rate; a desk that is closed meanwhile ends it.
      void disagree(client, sent, id, account).catch(() => {});
    }
  };

  async function disagree(
    client: DeskClient,
    sent: string,
    id: number,
    { vendor, tenant }: DemoAccount,
  ): Promise<void> {
    const numbers = removedThere.filter((one) => one.vendor === vendor).map(({ number }) => number);
    if (numbers.length === 0) return;
    await client.jobs.wait({ job: sent });
    for (const number of numbers) control.removeRecords({ tenant, number });
    await client.sync.run({ account: id });
  }
}

function toAdd(
  group: Group,
  used: number[],
  accounts: readonly DemoAccount[],
  now: number,
): DeskInputs['entries']['add'] {
  const { where, call, expiresInDays, reason, category } = group;
  const calls = accounts.flatMap(({ callReferences }) => callReferences);
  const reference = call === undefined ? undefined : calls[call];
  return {
    numbers: takeNumbers(group, used),
    reason,
    category,
    requestedAt: toInstant(now - group.daysAgo * dayMs),
    targets: where?.map(({ vendor, agent }) => {
      const name = accounts.find((account) => account.vendor === vendor)?.name ?? vendor;
      return agent === undefined ? name : `${name}/${agent}`;
    }),
    // A day, as people give one.
    expires: expiresInDays === undefined ? undefined : toInstant(now + expiresInDays * dayMs).slice(0, 10),
    callReference: reference && { batchId: reference.batchId, requestUuid: reference.requestUUID },
    confirmInvalid: true,
  };
}

/** The next numbers of the group's range; `used` counts how many of each range are taken. */
function takeNumbers({ range, count }: Group, used: number[]): string[] {
  const found = ranges[range];
  if (found === undefined) throw new Error(`the demo has no range ${range}`);
  const first = used[range] ?? 0;
  used[range] = first + count;
  return Array.from({ length: count }, (_, index) => {
    const rest = found.from + (first + index) * found.step;
    return `${found.prefix}${String(rest).padStart(found.digits, '0')}`;
  });
}
