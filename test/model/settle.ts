/**
 * The end of every scenario: the faults are over, tokens work, a person does what the desk asks for; then the desk must
 * be in step within three syncs, and a further one must send nothing.
 */
import { toQuestion } from '../support/questions.ts';
import { loadGrid, loadTargets, lookAtList } from './grid.ts';
import { checkAdds, checkBlocks, checkReleased, checkTaken, checkVendors } from './invariants.ts';
import { observe } from './ask.ts';
import { checkTruth } from './truth.ts';
import { perform } from './perform.ts';
import { forgetHeld } from './openCases.ts';
import { checkNoSecondAdd, checkOwners, noteActs } from './owners.ts';
import { runSync } from './runSync.ts';
import { numberPool } from './scenario.ts';
import { moveToken } from './strangers.ts';
import { noteAnother, noteSame } from './twins.ts';
import type { Account, World } from './world.ts';

const day = 86_400_000;
/** What a person decides can bring up what was hidden behind it; more often than this it must not. */
const mostRounds = 4;

export async function settle(world: World): Promise<void> {
  const { control } = world.arena.sandbox;
  world.clock.flush();
  for (const account of world.accounts) {
    const { tenant } = account;
    moveToken(world, account, true);
    control.setFaults({ tenant, plan: null });
    control.restoreToken({ tenant });
    control.changeSettings({ tenant, settings: { forbidsWrites: false, forbidsAgents: [] } });
  }
  // The longest Retry-After of the faults is over.
  await perform(world, { do: 'jump', ms: day + 60_000 });
  for (let round = 1; ; round += 1) {
    await syncThrice(world);
    await checkVendors(world, await loadGrid(world), { settled: true, accounts: await listTrusted(world) });
    if (world.violations.length > 0) return;
    if (!(await decide(world))) break;
    if (round === mostRounds) {
      world.violate(`a person has decided everything ${mostRounds} times and is asked again`);
      return;
    }
  }
  await checkQuiet(world);
  const grid = await loadGrid(world);
  await checkVendors(world, grid, { settled: true, accounts: world.accounts });
  for (const account of await listTrusted(world)) await checkTruth(world, account, grid);
  await checkBlocks(world, 'at the end');
  await checkReleased(world);
  for (const account of world.accounts) {
    await checkTaken(world, account, grid);
    checkAdds(world, account);
    checkOwners(world, account);
    checkNoSecondAdd(world, account);
  }
  const { ok, problems } = await world.life.client.app.verify();
  if (!ok) world.violate(`verify: ${problems.join(' ')}`);
}

/** Three syncs of each account; what has nothing left to do after fewer is in step sooner, and a fourth does nothing. */
async function syncThrice(world: World): Promise<void> {
  for (let time = 1; time <= 4;) {
    let isQuiet = true;
    let isWhole = true;
    for (const account of world.accounts) {
      const result = await runSync(world, account);
      if (result === undefined) continue;
      if (result.outcome !== 'done' && result.outcome !== 'suspicious')
        world.violate(`a run without faults ended as ${result.outcome}: ${result.error ?? ''} (${account.vendor})`);
      const isStill = result.writes + result.added + result.changed + result.removed === 0;
      isQuiet &&= isStill;
      if (time === 4 && !isStill)
        world.violate(`a fourth sync of ${account.vendor} still changed something: ${JSON.stringify(result)}`);
      // A reading that an earlier run broke off is finished first; what it read before the break is as old as that.
      isWhole &&= result.wentOnFrom === null;
    }
    if (isWhole) time += 1;
    if (isQuiet && isWhole) return;
  }
}

/** The accounts whose last reading is believed: one that is suspicious says so as a whole. */
async function listTrusted(world: World): Promise<readonly Account[]> {
  const rows = await world.life.client.accounts.list();
  return world.accounts.filter((account) => rows.find(({ id }) => id === account.id)?.suspicion === null);
}

/** Does everything that the desk asks a person for; false when it asks for nothing. */
async function decide(world: World): Promise<boolean> {
  const { client } = world.life;
  let decided = 0;
  forgetHeld(world);
  for (const { id, suspicion } of await client.accounts.list()) {
    if (suspicion === null) continue;
    await client.sync.answerSuspicion({ account: id, run: suspicion.run, confirm: true });
    decided += 1;
  }
  const targets = await loadTargets(world);
  for (const { id, version, mayBeSame, target, other } of await client.accounts.sameQuestions()) {
    const isSame =
      mayBeSame && world.scenario.decisions[decided % Math.max(1, world.scenario.decisions.length)] !== 'takeTheirs';
    if (isSame) noteSame(world, target, other);
    else noteAnother(world, target, other, targets);
    await client.accounts.answerSame({ id, version, answer: isSame ? 'same' : 'another' });
    decided += 1;
  }
  const { conflicts } = await client.conflicts.list({ limit: 1000 });
  for (const { id, number } of conflicts) {
    // As it is now: an earlier decision may have changed the question.
    const now = await client.conflicts.list({ after: id - 1, limit: 1 });
    world.released.add(number);
    noteActs(world, [number]);
    const choice = world.scenario.decisions[decided % Math.max(1, world.scenario.decisions.length)] ?? 'keepOurs';
    // One decision may settle others.
    await client.conflicts.resolve({ questions: now.conflicts.map(toQuestion), choice }).catch(() => undefined);
    decided += 1;
  }
  const grid = await loadGrid(world);
  for (const number of numberPool)
    for (const { account, scope, state } of grid.get(number) ?? []) {
      const owner = world.accounts.find(({ id }) => id === account);
      if (state === 'parked' && !(await isRightlyParked(world, number, account, scope))) {
        await client.sync.retry({ account, scope, number });
        decided += 1;
      }
      if (state === 'removeByHand' && owner !== undefined) {
        world.arena.sandbox.control.removeRecords({ tenant: owner.tenant, number });
        await client.sync.confirmRemoved({ account, scope, number });
        decided += 1;
      }
    }
  world.known = await lookAtList(world);
  return decided > 0;
}

/** Yappr takes a block only for active agents: one for agents that rest waits for them. */
async function isRightlyParked(world: World, number: string, account: number, scope: string): Promise<boolean> {
  const { vendors } = await world.life.client.entries.get({ number });
  const row = vendors.find((one) => one.account === account && one.scope === scope);
  return row !== undefined && /active agents/.test(row.sentence);
}

/** Once in step, a further sync sends no write and finds nothing to do. */
async function checkQuiet(world: World): Promise<void> {
  const { control } = world.arena.sandbox;
  const { seq } = control.lastSeq();
  for (const account of world.accounts) {
    const result = await runSync(world, account);
    const { writes } = control.countWrites({ tenant: account.tenant, sinceSeq: seq });
    if (writes > 0) world.violate(`a sync in step sent ${writes} writes to ${account.vendor}`);
    if (result !== undefined && (result.added > 0 || result.changed > 0 || result.removed > 0))
      world.violate(`a sync in step changed something: ${JSON.stringify(result)}`);
  }
  const { conflicts } = await world.life.client.conflicts.list({ limit: 1000 });
  if (conflicts.length > 0) world.violate(`${conflicts.length} conflicts came up after everything was in step`);
  await observe(world, 'the quiet sync');
}
