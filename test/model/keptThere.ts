/**
 * What the list blocks, by the true time, no request takes off a vendor's list or weakens there: whoever made the record, and
 * whatever the desk's own clock says.
 */
import type { RecordChange } from '../../electron/sandbox/recordTable.ts';
import type { SandboxRecord } from '../../electron/sandbox/sandboxRecord.ts';
import { isHeld } from './beyond.ts';
import { loadTargets } from './grid.ts';
import { endNow } from './invariants.ts';
import { agentIdOf } from './openCases.ts';
import { isLater, sameHolds, type SeenEntry, type Snapshot, type TargetRow } from './statements.ts';
import type { Account, World } from './world.ts';

/** After a run that began after `since` requests: `before` and `after` are the list as it was and is. */
export async function checkKeptThere(
  world: World,
  account: Account,
  { before, after, since }: { readonly before: Snapshot; readonly after: Snapshot; readonly since: number },
): Promise<void> {
  if (!isHeld('rule: kept there')) return;
  const { control } = world.arena.sandbox;
  const made = control
    .changes({ tenant: account.tenant })
    .filter((change) => change.by === 'request' && change.seq > since && change.before !== null);
  if (made.length === 0) return;
  const targets = (await loadTargets(world)).filter((target) => target.account === account.id);
  const requests = control.requests({ tenant: account.tenant, sinceSeq: since });
  for (const change of made) {
    const number = change.before?.number ?? '';
    const [was, is] = [before.get(number), after.get(number)];
    // Who changes the list in the middle of a run may mean what was sent.
    if (was === undefined || is === undefined || is.isRemoved || was.isRemoved || !sameHolds(was.holds, is.holds))
      continue;
    const at = requests.find(({ seq }) => seq === change.seq)?.at ?? world.clock.now();
    for (const target of targets)
      if (isUncovered(world, account, { change, target, entry: is, targets, at }))
        world.violate(
          `the desk ${change.after === null ? 'removed' : 'weakened'} ${number} at ${target.label}, where the list blocks it`,
        );
  }
}

type Question = {
  readonly change: RecordChange;
  readonly target: TargetRow;
  readonly entry: SeenEntry;
  readonly targets: readonly TargetRow[];
  readonly at: number;
};

/** Whether the record blocked for this target as the list asks, and no longer does. */
function isUncovered(world: World, account: Account, { change, target, entry, targets, at }: Question): boolean {
  const { before, after } = change;
  if (before === null || target.state === 'gone' || target.state === 'retired') return false;
  const isWhole = target.kind === 'account';
  if (isWhole !== (account.model.agents === 'none')) return false;
  const end = endNow(entry, target, targets, new Date(at).toISOString());
  if (end === undefined) return false;
  const id = isWhole ? '' : agentIdOf(world, account, target);
  if (!blocks(before, id, at)) return false;
  // A vendor takes only active agents in a request: one that blocks for somebody more takes those at rest off the record.
  if (target.state === 'inactive' && after !== null && isForMore(after, before)) return false;
  if (after === null || !blocks(after, id, at)) return true;
  // What a vendor makes of an end in its own steps is its own doing; the number's grid says so.
  const { expiryStepMs } = world.arena.sandbox.control.tenant({ tenant: account.tenant }).settings;
  const isShorter = after.expiresAt !== null && (before.expiresAt === null || after.expiresAt < before.expiresAt);
  return isShorter && !isLater(new Date((after.expiresAt ?? 0) + expiryStepMs).toISOString(), end);
}

function isForMore(after: SandboxRecord, before: SandboxRecord): boolean {
  return before.agents.length > 0 && after.agents.some((id) => !before.agents.includes(id));
}

function blocks({ agents, expiresAt }: SandboxRecord, agent: string, at: number): boolean {
  return (expiresAt === null || expiresAt > at) && (agents.length === 0 || agents.includes(agent));
}
