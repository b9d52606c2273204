/**
 * What the desk says of a vendor in words: the sentences about open questions, the notes of `check`, and the count on the
 * account, judged as the grid is. Each claim is told by its words, and is true of the vendor's own records.
 */
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import type { SandboxRecord } from '../../electron/sandbox/sandboxRecord.ts';
import type { Grid, GridRow } from './grid.ts';
import { isUnreadable, livingRecords } from './invariants.ts';
import type { Account, World } from './world.ts';

type Conflict = DeskOutputs['conflicts']['list']['conflicts'][number];

/** Words that say of the vendor, as `NAME`, that it blocks the number now (true), or does not (false). */
const claims: readonly (readonly [string, boolean])[] = [
  ['NAME no longer blocks this number', false],
  ['NAME blocked this number and no longer does', false],
  ['and is gone there now', false],
  ['NAME does not block it.', false],
  ['NAME blocks this number', true],
  ['NAME blocks it.', true],
  ['NAME blocks it, because it was put there again', true],
  ['but NAME changed its block since, so', true],
];

/** After a run of this account that read all of its lists without trouble. */
export async function checkWords(world: World, account: Account, grid: Grid): Promise<void> {
  const { client } = world.life;
  const { conflicts } = await client.conflicts.list({ account: account.id, limit: 1000 });
  const records = livingRecords(world, account);
  for (const conflict of conflicts.flatMap((one) => one.scopes.map((scope) => ({ ...one, scope })))) {
    if (isUnreadable(account, conflict.number)) continue;
    const own = records.filter(
      ({ number, agents }) => number === conflict.number && (conflict.scope === '' || agents.includes(conflict.scope)),
    );
    checkConflict(world, account, conflict, own);
    const row = rowsOf(grid, account, conflict.number).find(({ scope }) => scope === conflict.scope);
    // What is gone as a whole is said to be gone; the question stays.
    if (row?.state === 'gone') continue;
    if (row === undefined || row.state !== 'conflict')
      world.violate(`a question about ${conflict.number} is open, and the grid says ${row?.state ?? 'nothing'} of it`);
    else checkClaims(world, conflict.accountName, { of: `the grid of ${row.targetName}`, said: row.sentence }, own);
  }
  await checkNotes(world, account, grid, conflicts);
  const free = new Set(
    conflicts
      .filter(({ number, scopes }) =>
        rowsOf(grid, account, number).some((row) => scopes.includes(row.scope) && row.mayCall !== null),
      )
      .map(({ number }) => number),
  );
  const said = (await client.accounts.list()).find(({ id }) => id === account.id)?.mayCall;
  if (said !== free.size)
    world.violate(`${account.vendor} is said to call ${said} numbers in question, and the grids say ${free.size}`);
}

function checkConflict(world: World, account: Account, conflict: Conflict, own: readonly SandboxRecord[]): void {
  const { number, accountName, kind, sentence, theirs } = conflict;
  // A question about several lists names them, and is true of each.
  const name = conflict.scopes.length === 1 ? accountName : conflict.targetName;
  checkClaims(world, name, { of: `the question about ${number}`, said: sentence }, own);
  // The last word of an agent's list that is gone with the agent.
  if (/no longer knows this agent/.test(sentence)) return;
  // What was put there meanwhile is in force, and is no word of the vendor's.
  if (/put (back )?there/.test(sentence)) return;
  const inForce = theirs !== null && (theirs.until === null || theirs.until > world.now()) ? theirs : null;
  if ((inForce === null) !== (own.length === 0))
    world.violate(
      `the question about ${number} (${kind}) says that ${account.vendor} ${theirs === null ? 'has nothing' : 'has a block'}, and it has ${own.length}`,
    );
}

function checkClaims(
  world: World,
  name: string,
  { of, said }: { readonly of: string; readonly said: string },
  own: readonly SandboxRecord[],
): void {
  for (const [words, isThere] of claims)
    if (said.includes(words.replace('NAME', name)) && isThere !== own.length > 0)
      world.violate(`${of} says "${said}", and ${name} ${own.length > 0 ? 'blocks it' : 'does not block it'}`);
}

/** `check` of a number in question names the vendors that may call it, as the grid does. */
async function checkNotes(world: World, account: Account, grid: Grid, conflicts: readonly Conflict[]): Promise<void> {
  const [first] = conflicts;
  if (first === undefined) return;
  const numbers = [...new Set(conflicts.map(({ number }) => number))];
  for (const { number, blocked, notes = [] } of await world.life.client.entries.check({ numbers })) {
    if (!blocked) continue;
    const own = notes.filter((note) => note.startsWith(`${first.accountName} `)).toSorted();
    const shown = rowsOf(grid, account, number).flatMap(({ mayCall }) => mayCall ?? []);
    if (own.join(' ') !== shown.toSorted().join(' '))
      world.violate(`check says of ${number}: "${own.join(' ')}", and the grid: "${shown.join(' ')}"`);
  }
}

function rowsOf(grid: Grid, account: Account, number: string): readonly GridRow[] {
  return (grid.get(number) ?? []).filter((row) => row.account === account.id);
}
