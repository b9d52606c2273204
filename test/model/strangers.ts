/**
 * A token that opens another organisation of the vendor for a while, as when somebody pastes the wrong one. Where the desk
 * knows the account's agents it finds out before it sends or takes over anything.
 */
import { sameHolds, type Snapshot } from './statements.ts';
import type { Account, World } from './world.ts';

/** The agents without which nobody could tell another organisation from this one. */
const fewestAgents = 2;

/** The token opens the strangers' list from now on, or the account's own again. */
export function moveToken({ arena }: World, account: Account, isBack: boolean): void {
  const { control } = arena.sandbox;
  const { tenant, vendor, model } = account;
  // Without agents only many numbers could tell, and the scenarios have few.
  if (account.isAmongStrangers !== isBack || model.agents === 'none') return;
  const strangers = `${tenant}-strangers`;
  if (!control.tenants({}).some(({ id }) => id === strangers)) {
    const agents = [0, 1].map((at) => ({ id: `51ab91c1-0000-4c11-9a00-00000000000${at}`, name: `Stranger ${at}` }));
    control.createTenant({ vendor, id: strangers, agents, settings: account.setup.settings });
    const records = [{ number: '+12125550142', agents: [agents[0]?.id ?? ''] }];
    control.addRecords({ tenant: strangers, records });
  }
  const [from, to] = isBack ? [strangers, tenant] : [tenant, strangers];
  control.moveToken({ tenant: from, token: account.token, to });
  account.isAmongStrangers = !isBack;
}

/** Whether the token opens a strangers' list, and the desk knows enough agents of the account to tell. */
export async function canTell({ life }: World, { id, isAmongStrangers, lied }: Account): Promise<boolean> {
  if (!isAmongStrangers || lied) return false;
  const targets = (await life.client.accounts.list()).find((row) => row.id === id)?.targets ?? [];
  const known = targets.filter(({ kind, state }) => kind !== 'account' && (state === 'active' || state === 'inactive'));
  return known.length >= fewestAgents;
}

/** After a run with a stranger's token, begun after `since` requests: nothing was sent, and nothing was taken over. */
export function checkStrangers(
  world: World,
  account: Account,
  { before, after, since, outcome }: { before: Snapshot; after: Snapshot; since: number; outcome: string | undefined },
): void {
  const tenant = `${account.tenant}-strangers`;
  const { writes } = world.arena.sandbox.control.countWrites({ tenant, sinceSeq: since });
  if (writes > 0) world.violate(`${writes} writes were sent to ${account.vendor} with a stranger's token`);
  if (outcome === 'done') world.violate(`a run of ${account.vendor} with a stranger's token ended as any other`);
  for (const [number, is] of after) {
    const was = before.get(number);
    if (was === undefined || was.isRemoved !== is.isRemoved || !sameHolds(was.holds, is.holds))
      world.violate(`${number} was changed by a run of ${account.vendor} with a stranger's token`);
  }
}
