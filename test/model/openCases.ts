/**
 * A case that waits for a person: until it is decided, whoever either side blocks is blocked, as long as that side says;
 * agents at rest too, which no comparison of the two sides sees.
 */
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import { isInForce, isLater, mustBlock, type Snapshot, type TargetRow } from './statements.ts';
import type { Account, World } from './world.ts';

type Case = DeskOutputs['conflicts']['list']['conflicts'][number];

export async function checkOpenCases(world: World, targets: readonly TargetRow[], during: string): Promise<void> {
  const { client } = world.life;
  const { conflicts } = await client.conflicts.list({ limit: 1000 });
  await checkHeld(world, targets, during);
  for (const open of conflicts)
    for (const target of disputedTargets(world, open, targets)) {
      noteHeld(world, open, target);
      const [answer] = await client.entries.check({
        numbers: [open.number],
        ...(target === undefined ? {} : { target: nameOf(target) }),
      });
      if (answer?.blocked === false)
        world.violate(
          `${open.number} is callable for ${target?.label ?? 'anybody'} while a conflict about it is open (${open.kind}, ${during})`,
        );
    }
}

/** What a question about a number that only the vendor has blocks for somebody, as long as the vendor says so now. */
function noteHeld({ held }: World, { number, kind, theirs }: Case, target: TargetRow | undefined): void {
  if (kind !== 'onlyThere' || theirs === null || target === undefined) return;
  const key = `${number} ${target.id}`;
  const before = held.get(key)?.until;
  const until = before === undefined || isLater(theirs.until, before) ? theirs.until : before;
  held.set(key, { number, target: target.id, until });
}

/** Whatever the vendor makes of its record since: what the question has blocked is blocked until a person decides. */
async function checkHeld(world: World, targets: readonly TargetRow[], during: string): Promise<void> {
  for (const { number, target: id, until } of world.held.values()) {
    const target = targets.find((one) => one.id === id && (one.state === 'active' || one.state === 'inactive'));
    if (target === undefined || !isInForce(until, world.now())) continue;
    const [answer] = await world.life.client.entries.check({ numbers: [number], target: nameOf(target) });
    if (answer?.blocked === false)
      world.violate(`${number} is callable for ${target.label}: a question blocked it, and nobody decided (${during})`);
  }
}

/** A person has decided about this number, or (undefined) about whatever it may be. */
export function forgetHeld({ held }: World, numbers?: readonly string[]): void {
  for (const [key, { number }] of held) if (numbers === undefined || numbers.includes(number)) held.delete(key);
}

/** Who must be blocked while it is open; undefined: anybody at all. */
function disputedTargets(
  world: World,
  { account, accountName, scopes, ours, theirs }: Case,
  targets: readonly TargetRow[],
): readonly (TargetRow | undefined)[] {
  const sides = [ours, theirs].filter((side) => side !== null);
  const inForce = sides.filter(({ until }) => isInForce(until, world.now()));
  if (sides.length > 0 && inForce.length === 0) return [];
  const own = targets.filter((target) => target.account === account);
  const named = scopes.includes('')
    ? listAgents(own).filter(
        (agent) => !hasNamesake(agent, own) && inForce.some((side) => isNamed(side, accountName, agent)),
      )
    : own.filter((target) => target.state !== 'retired' && scopes.includes(target.remoteId ?? ''));
  // Nobody knows which agent of an account will call, so a case about one of them blocks the account.
  return [undefined, ...own.filter(({ kind }) => kind === 'account'), ...named];
}

/** Whoever edited something else than where it holds releases nobody whom the case kept blocked. */
export async function checkKept(world: World, decided: Case, targets: readonly TargetRow[]): Promise<void> {
  for (const target of disputedTargets(world, decided, targets)) {
    const [answer] = await world.life.client.entries.check({
      numbers: [decided.number],
      ...(target === undefined ? {} : { target: nameOf(target) }),
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

/** A side names agents by their names: where two have one, nobody can tell of which it speaks. */
function hasNamesake({ id, name }: TargetRow, own: readonly TargetRow[]): boolean {
  return own.some((other) => other.name === name && other.id !== id);
}

/** How a person names a target: agents by their id, for two of them may have one name. */
export function nameOf(target: TargetRow): string {
  const { kind, accountName, name } = target;
  return kind === 'account' ? accountName : `${accountName}/${target.remoteId ?? name}`;
}

/** The vendor's id of an agent; '' for a whole account, and for a stranger's agent, which this vendor never had. */
export function agentIdOf(world: World, { tenant }: Account, { remoteId }: TargetRow): string {
  const { agents } = world.arena.sandbox.control.tenant({ tenant });
  return agents.some(({ id }) => id === remoteId) ? (remoteId ?? '') : '';
}
