/** One run of one account to its end, whatever happens in its middle, and what must be true of every run. */
import { ask, observe, pick } from './ask.ts';
import { checkKeptThere } from './keptThere.ts';
import { noteRead } from './owners.ts';
import { performPerson } from './performPerson.ts';
import { performRemote } from './performRemote.ts';
import { canTell, checkStrangers } from './strangers.ts';
import { type Interruption, type PersonCommand, type RemoteCommand, toNumber } from './scenario.ts';
import type { Account, World } from './world.ts';

/** One run to its end, whatever happens in its middle. Answers its result, unless the core was killed. */
export async function runSync(
  world: World,
  account: Account,
  interruption: Interruption | null = null,
  isClean = true,
) {
  const { life } = world;
  const before = await observe(world, 'before a run');
  const had = listRecords(world, account);
  const { seq } = world.arena.sandbox.control.lastSeq();
  const mayTell = await canTell(world, account);
  account.runs.push(seq);
  life.gate.restart();
  world.dropsCommits = interruption?.what.do === 'kill' && interruption.what.drop > 0;
  if (world.dropsCommits) world.commitsBefore = life.commits();
  const { job } = await world.clock.inForeground(() => life.client.sync.run({ account: account.id }));
  let isDone = false;
  world.atBoundary = async ({ n, when }) => {
    if (interruption === null || isDone || n !== interruption.nth || when !== interruption.when) return;
    isDone = true;
    world.interruptedAt = world.arena.sandbox.control.lastSeq().seq;
    await interrupt(world, job, interruption.what);
  };
  const ended = await life.client.jobs.wait({ job });
  world.atBoundary = () => Promise.resolve();
  if (world.killedInto !== undefined) {
    await world.reopen();
    await observe(world, 'a kill in the middle of a run');
    checkRemovals(world, account, had, interruption);
    return undefined;
  }
  if (ended.state === 'failed') world.violate(`a run broke: ${ended.message}`);
  const [result] =
    ended.state === 'cancelled' ? [] : ((await ask(world, (client) => client.sync.results({ job }))) ?? []);
  const after = await observe(world, `a run of ${account.vendor} (${result?.outcome ?? ended.state})`);
  await checkKeptThere(world, account, { before, after, since: seq });
  countTries(world, account, seq);
  checkRemovals(world, account, had, interruption);
  // One that the vendor has asked to wait makes no request.
  const isRefused = /does not allow the token to write/.test(result?.error ?? '');
  if (isClean && result?.outcome === 'failed' && !isRefused && life.gate.count > 0 && mayRead(world, account))
    world.violate(`a run of ${account.vendor} without trouble failed, though it may read: ${result.error}`);
  if (account.isAmongStrangers) {
    // Who cannot tell takes the strangers' list for the account's.
    if (!mayTell) account.lied = true;
    else if (interruption === null)
      checkStrangers(world, account, { before, after, since: seq, outcome: result?.outcome });
  }
  if (result?.outcome === 'done' && result.wentOnFrom === null && isClean) noteRead(world, account, had);
  return result;
}

/** Whether the token works and no reading is forbidden, so that nothing keeps a run from its end. */
function mayRead({ arena }: World, { tenant, token, model, isAmongStrangers }: Account): boolean {
  const { keys, settings } = arena.sandbox.control.tenant({ tenant });
  const isForbidden = model.agents === 'one' && settings.forbidsAgents.length > 0;
  return !isAmongStrangers && !isForbidden && keys.some((one) => one.token === token && !one.revoked);
}

async function interrupt(world: World, job: string, what: Interruption['what']): Promise<void> {
  if (what.do === 'cancel') return void (await ask(world, (client) => client.jobs.cancel({ job })));
  if (what.do === 'kill') return void (world.killedInto = world.life.kill(what.drop, world.commitsBefore));
  // It waits for its turn, which comes after the run that it would interrupt.
  if (what.do === 'answerSuspicion') return;
  // Half a list of strangers is nothing that anybody could tell from the other half.
  if (what.do === 'moveToken') return;
  if (what.do === 'remoteAdd') pick(world.accounts, what.account)?.raced.add(toNumber(what.number));
  await act(world, what);
}

const personDoes: ReadonlySet<string> = new Set([
  'add',
  'edit',
  'remove',
  'import',
  'undo',
  'resolve',
  'answerSuspicion',
  'retire',
  'reconnect',
] satisfies PersonCommand['do'][]);

function isPersons(command: PersonCommand | RemoteCommand): command is PersonCommand {
  return personDoes.has(command.do);
}

/** What a person does here, or somebody at a vendor. */
export function act(world: World, command: PersonCommand | RemoteCommand): Promise<void> | void {
  return isPersons(command) ? performPerson(world, command) : performRemote(world, command);
}

export function listRecords(world: World, { tenant }: Account): ReadonlyMap<string, string> {
  return new Map(world.arena.sandbox.control.records({ tenant }).map(({ id, number }) => [id, number]));
}

/** The desk takes nothing off a vendor's list that no person released and no expiry ended. */
export function checkRemovals(
  world: World,
  account: Account,
  had: ReadonlyMap<string, string>,
  interruption: Interruption | null,
): void {
  // Somebody at the dashboard took it off meanwhile.
  if (interruption !== null && /^(remote|agent)/.test(interruption.what.do)) return;
  const has = listRecords(world, account);
  for (const [id, number] of had)
    if (!has.has(id) && !world.released.has(number))
      world.violate(`the desk removed ${number} at ${account.vendor}, and nobody had released it`);
}

/** Never more than four tries of one operation in a run. */
export function countTries(world: World, account: Account, sinceSeq: number): void {
  const tries = new Map<string, number>();
  for (const line of world.arena.sandbox.control.requests({ tenant: account.tenant, sinceSeq })) {
    if (!line.isWrite) continue;
    const key = `${line.method} ${line.path} ${JSON.stringify(line.body)}`;
    const count = (tries.get(key) ?? 0) + 1;
    tries.set(key, count);
    if (count === 5) world.violate(`more than four tries in one run: ${key}`);
  }
}
