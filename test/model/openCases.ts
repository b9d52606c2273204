/**
 * A case that waits for a person: until it is decided, whoever either side blocks is blocked, as long as that side says;
 * agents at rest too, which no comparison of the two sides sees.
 */
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import { isInForce, mustBlock, type Snapshot, type TargetRow } from './statements.ts';
import type { Account, World } from './world.ts';

type Case = DeskOutputs['conflicts']['list']['conflicts'][number];

export async function checkOpenCases(world: World, targets: readonly TargetRow[], during: string): Promise<void> {
  const { client } = world.life;
  const { conflicts } = await client.conflicts.list({ limit: 1000 });
  for (const open of conflicts)
    for (const target of disputedTargets(world, open, targets)) {
      const [answer] = await client.entries.check({
        numbers: [open.number],
        ...(target === undefined ? {} : { target: nameOf(world, target) }),
      });
      if (answer?.blocked === false)
        world.violate(
          `${open.number} is callable for ${target?.label ?? 'anybody'} while a conflict about it is open (${open.kind}, ${during})`,
        );
    }
}

/** Who must be blocked while it is open; undefined: anybody at all. */
function disputedTargets(
  world: World,
  { account, accountName, scope, ours, theirs }: Case,
  targets: readonly TargetRow[],
): readonly (TargetRow | undefined)[] {
  const sides = [ours, theirs].filter((side) => side !== null);
  const inForce = sides.filter(({ until }) => isInForce(until, world.now()));
  if (sides.length > 0 && inForce.length === 0) return [];
  const owner = world.accounts.find(({ id }) => id === account);
  const own = targets.filter((target) => target.account === account);
  const named =
    scope === ''
      ? listAgents(own).filter((agent) => inForce.some((side) => isNamed(side, accountName, agent)))
      : own.filter(
          (target) => target.state !== 'retired' && owner !== undefined && agentIdOf(world, owner, target) === scope,
        );
  // Nobody knows which agent of an account will call, so a case about one of them blocks the account.
  return [undefined, ...own.filter(({ kind }) => kind === 'account'), ...named];
}

/** Whoever edited something else than where it holds releases nobody whom the case kept blocked. */
export async function checkKept(world: World, decided: Case, targets: readonly TargetRow[]): Promise<void> {
  for (const target of disputedTargets(world, decided, targets)) {
    const [answer] = await world.life.client.entries.check({
      numbers: [decided.number],
      ...(target === undefined ? {} : { target: nameOf(world, target) }),
    });
    if (answer?.blocked === false)
      world.violate(`${decided.number} is callable for ${target?.label ?? 'anybody'} since its reason was edited`);
  }
}

/** Whoever took the vendor's side has all that the vendor blocks on the list, agents at rest included. */
export function checkTaking(
  world: World,
  { number, account, accountName, scope, theirs }: Case,
  after: Snapshot,
  targets: readonly TargetRow[],
): void {
  if (theirs === null || scope !== '' || !isInForce(theirs.until, world.now())) return;
  const entry = after.get(number);
  for (const agent of listAgents(targets.filter((target) => target.account === account)))
    if (isNamed(theirs, accountName, agent) && (entry === undefined || !mustBlock(entry, agent, targets, world.now())))
      world.violate(`${agent.label}'s block of ${number} was taken over from ${accountName} and is not on the list`);
}

function listAgents(own: readonly TargetRow[]): readonly TargetRow[] {
  return own.filter(({ kind, state }) => kind !== 'account' && (state === 'active' || state === 'inactive'));
}

/** Whether what a side says speaks of this agent: by its name, or of the whole account. */
function isNamed({ where }: { where: string }, accountName: string, { name }: TargetRow): boolean {
  return where === accountName || where.split(/ [/] |, /).includes(name);
}

/** How a person names a target: agents by their id, for two of them may have one name. */
export function nameOf(world: World, target: TargetRow): string {
  const { kind, accountName, account, name } = target;
  const owner = world.accounts.find(({ id }) => id === account);
  return kind === 'account' || owner === undefined
    ? accountName
    : `${accountName}/${agentIdOf(world, owner, target) || name}`;
}

export function agentIdOf(world: World, account: Account, target: TargetRow): string {
  const { agents } = world.arena.sandbox.control.tenant({ tenant: account.tenant });
  const named = agents.filter(({ name, id }) => name === target.name || id === target.name);
  // One that was made again under its name is another one.
  const isGone = target.state === 'gone' || target.state === 'retired';
  return (named.find(({ deleted }) => deleted === isGone) ?? named[0])?.id ?? '';
}
