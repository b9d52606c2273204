/** The vendor's own export in the place of a scan: nothing is asked or sent, and what it shows counts as what is there. */
import type { SandboxRecord } from '../../electron/sandbox/sandboxRecord.ts';
import { ask, observe, pick } from './ask.ts';
import { checkTaken, livingRecords } from './invariants.ts';
import { loadGrid } from './grid.ts';
import type { Account, World } from './world.ts';

export async function performScanFile(world: World, index: number, columns: 'all' | 'numbers'): Promise<void> {
  const account = pick(world.accounts, index);
  if (account === undefined) return;
  const { client, gate } = world.life;
  await observe(world, 'before an export');
  gate.restart();
  const shown = listShown(world, account);
  const text = writeExport(account, shown, columns);
  const started = await ask(world, () =>
    client.sync.scanFile({ account: account.id, from: { kind: 'text', text, name: 'export.csv' } }),
  );
  if (started === undefined) return;
  const ended = await client.jobs.wait({ job: started.job });
  if (ended.state === 'failed') world.violate(`the reading of an export broke: ${ended.message}`);
  account.exports.push(world.arena.sandbox.control.lastSeq().seq);
  const [result] = (await ask(world, () => client.sync.results({ job: started.job }))) ?? [];
  await observe(world, `an export of ${account.vendor} (${result?.outcome ?? ended.state})`);
  if (gate.count > 0) world.violate(`the reading of an export made ${gate.count} requests`);
  if (result?.outcome !== 'done') return;
  // A row that names an agent which the desk never heard of is not read; then the run says so, and the next sync reads its list.
  if (result.error === null) await checkTaken(world, account, await loadGrid(world), shown);
  else if (!result.error.includes('could not be read')) world.violate(`an export ended with ${result.error}`);
}

/** What an export has: nothing of what is over, or names an agent that the vendor no longer runs. */
function listShown(world: World, account: Account): readonly SandboxRecord[] {
  const { agents } = world.arena.sandbox.control.tenant({ tenant: account.tenant });
  const isRunning = (id: string): boolean => agents.find((agent) => agent.id === id)?.deleted === false;
  return livingRecords(world, account).filter(({ agents: of }) => of.every(isRunning));
}

/** One row a record, as the vendor's lists show it. */
function writeExport({ model }: Account, records: readonly SandboxRecord[], columns: 'all' | 'numbers'): string {
  const hasAgents = model.agents !== 'none';
  const hasReason = columns === 'all' && model.keeps.includes('reason');
  const hasExpiry = columns === 'all' && model.keeps.includes('expiresAt');
  const header = [
    'Phone Number',
    ...(hasAgents ? ['Agent'] : []),
    ...(hasReason ? ['Reason'] : []),
    ...(hasExpiry ? ['Expires'] : []),
  ];
  const toRow = ({ number, agents: of, reason, expiresAt }: SandboxRecord): string =>
    [
      number,
      ...(hasAgents ? [of.join(';')] : []),
      ...(hasReason ? [reason ?? ''] : []),
      ...(hasExpiry ? [expiresAt === null ? '' : new Date(expiresAt).toISOString()] : []),
    ].join(',');
  const rows = records.map(toRow);
  return `${[header.join(','), ...rows].join('\n')}\n`;
}
