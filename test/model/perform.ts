/**
 * Carries out commands on a world and judges each by what it may do to the list: a person's command what it says, all
 * others nothing that weakens.
 */
import { assertNever } from '../../shared/assertNever.ts';
import { ask, observe, pick } from './ask.ts';
import { checkBlocksFirst } from './blocksFirst.ts';
import { checkClaims, checkDisagreements, listClaims, listLost, movesTwice } from './disagreements.ts';
import { isLie } from './faults.ts';
import { loadGrid } from './grid.ts';
import { checkTaken, checkVendors } from './invariants.ts';
import { checkKeptThere } from './keptThere.ts';
import { performScanFile } from './performScanFile.ts';
import { canTell, checkStrangers } from './strangers.ts';
import { checkSuspicion } from './suspicions.ts';
import { act, checkRemovals, countTries, listRecords, runSync } from './runSync.ts';
import { checkTruth } from './truth.ts';
import { type Command, type Interruption, type PlannedFault, toNumber } from './scenario.ts';
import type { Account, World } from './world.ts';

export async function perform(world: World, command: Command): Promise<void> {
  switch (command.do) {
    case 'sync':
      return performSync(world, command.account, command.faults, command.interruption);
    case 'syncAll':
      return performSyncAll(world, command.faults);
    case 'checkNow':
    case 'testAccount':
      return performAside(world, command);
    case 'scanFile':
      return performScanFile(world, command.account, command.columns);
    case 'kill':
      world.killedInto = world.life.kill(0, world.commitsBefore);
      await world.reopen();
      return void (await observe(world, 'a kill'));
    case 'wrongClock':
      return performWithWrongClock(world, command.account, command.ms);
    case 'jump':
      world.clock.advance(command.ms);
      return void (await observe(world, 'a jump of the clock'));
    case 'add':
    case 'edit':
    case 'remove':
    case 'import':
    case 'undo':
    case 'resolve':
    case 'answerSame':
    case 'reconnect':
    case 'answerSuspicion':
    case 'retire':
    case 'remoteAdd':
    case 'remoteChange':
    case 'remoteReplace':
    case 'remoteDuplicate':
    case 'remoteRemove':
    case 'remoteClear':
    case 'remoteExpire':
    case 'agentAppears':
    case 'agentGoes':
    case 'agentReturns':
    case 'agentRemade':
    case 'forbid':
    case 'agentRests':
    case 'revokeToken':
    case 'restoreToken':
    case 'moveToken':
      return act(world, command);
    default:
      return assertNever(command);
  }
}

function setFaults(world: World, account: Account, faults: readonly PlannedFault[]): void {
  const { control } = world.arena.sandbox;
  if (faults.some(({ action }) => isLie(action))) account.lied = true;
  // What changes its page in both looks of a reading is missed in both, and put back while somebody is asked about it.
  if (movesTwice({ faults, interruption: null }))
    for (const { number } of control.records({ tenant: account.tenant })) account.raced.add(number);
  const rules = faults.map(({ nth, on, only, action }) => ({
    ...(on ? { from: nth } : { nth }),
    ...(only === null ? {} : { method: only === 'reads' ? 'GET' : ['POST', 'PATCH', 'DELETE'] }),
    action,
  }));
  control.setFaults({
    tenant: account.tenant,
    plan: faults.length === 0 ? null : { seed: world.scenario.seed, rules },
  });
}

async function performSync(
  world: World,
  index: number,
  faults: readonly PlannedFault[],
  interruption: Interruption | null,
): Promise<void> {
  const account = pick(world.accounts, index);
  if (account === undefined) return;
  setFaults(world, account, faults);
  const isClean = faults.length === 0 && interruption === null && !account.isAmongStrangers;
  const grid = await loadGrid(world);
  const expected = isClean ? listLost(world, account, grid) : undefined;
  const claims = await listClaims(world, account, grid);
  const listed = new Set(world.known.keys());
  world.interruptedAt = Number.MAX_SAFE_INTEGER;
  const wasDoneLate = watchLate(world, account);
  const result = await runSync(world, account, interruption, isClean);
  if (result !== undefined && !account.isAmongStrangers) {
    const after = await loadGrid(world);
    await checkClaims(world, account, claims, { faults, interruption }, after);
    if (faults.length === 0 && interruption?.what.do === 'add')
      checkBlocksFirst(world, account, interruption.what, {
        sinceSeq: world.interruptedAt,
        isNew: (number) => !listed.has(number),
      });
    if (expected !== undefined && result.wentOnFrom === null)
      await checkDisagreements(world, account, expected, result.outcome);
    checkSuspicion(world, account, result.outcome);
    // What an earlier run has read is as old as that run.
    if (isClean && result.outcome === 'done' && result.wentOnFrom === null && !wasDoneLate()) {
      await checkTaken(world, account, after);
      await checkTruth(world, account, after);
      await checkVendors(world, after, { settled: false, accounts: [account] });
    }
  }
  world.requestsOfRuns.push(world.life.gate.count);
  setFaults(world, account, []);
}

/** Answers, when a run is over, whether what an earlier run had asked for was done at the vendor meanwhile: no reading need have shown that. */
function watchLate({ arena }: World, { tenant }: Account): () => boolean {
  const { control } = arena.sandbox;
  const known = control.changes({ tenant }).length;
  const { seq } = control.lastSeq();
  return () =>
    control
      .changes({ tenant })
      .slice(known)
      .some((change) => change.by === 'request' && change.seq <= seq);
}

/** What the desk answers by a wrong clock is judged by nobody: only what it did to a vendor, and what is left of it. */
async function performWithWrongClock(world: World, index: number, ms: number): Promise<void> {
  const account = pick(world.accounts, index);
  world.clock.setAhead(ms);
  if (account !== undefined) await runSync(world, account, null, false);
  world.clock.setAhead(0);
  await observe(world, 'a clock that was wrong');
}

/** What a person asks the vendor outside of a run: it may find something new, and releases nothing. */
async function performAside(
  world: World,
  command: Extract<Command, { do: 'checkNow' | 'testAccount' }>,
): Promise<void> {
  const account = pick(world.accounts, command.account);
  if (account === undefined) return;
  world.life.gate.restart();
  const before = await observe(world, `before ${command.do}`);
  const { seq } = world.arena.sandbox.control.lastSeq();
  const isStrange = command.do === 'checkNow' && account.isAmongStrangers;
  const mayTell = isStrange && (await canTell(world, account));
  setFaults(world, account, command.faults);
  // Without agents nobody could tell one record of strangers from one of the account.
  if (isStrange && !mayTell) account.lied = true;
  if (command.do === 'testAccount') await ask(world, (client) => client.accounts.test({ account: account.id }));
  else {
    const number = toNumber(command.number);
    const { vendors } = await world.life.client.entries.get({ number });
    const scope = vendors.find((row) => row.account === account.id)?.scope ?? '';
    await ask(world, (client) => client.sync.checkNow({ account: account.id, scope, number }));
  }
  setFaults(world, account, []);
  const after = await observe(world, command.do);
  if (mayTell) checkStrangers(world, account, { before, after, since: seq, outcome: undefined });
}

async function performSyncAll(world: World, faults: readonly PlannedFault[]): Promise<void> {
  for (const account of world.accounts) setFaults(world, account, faults);
  const { client, gate } = world.life;
  gate.restart();
  const before = await observe(world, 'before a run of all');
  const { seq } = world.arena.sandbox.control.lastSeq();
  for (const account of world.accounts) account.runs.push(seq);
  const had = world.accounts.map((account) => ({ account, records: listRecords(world, account) }));
  // What a run of all sends with a stranger's token, nobody judges.
  for (const account of world.accounts) if (account.isAmongStrangers) account.lied = true;
  const { job } = await world.clock.inForeground(() => client.sync.run({}));
  const ended = await client.jobs.wait({ job });
  if (ended.state === 'failed') world.violate(`a run of all broke: ${ended.message}`);
  const after = await observe(world, 'a run of all accounts');
  for (const { account, records } of had) {
    countTries(world, account, seq);
    checkRemovals(world, account, records, null);
    await checkKeptThere(world, account, { before, after, since: seq });
  }
  for (const account of world.accounts) setFaults(world, account, []);
}
