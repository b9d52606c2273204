/**
 * What the screen says of a vendor is true at that moment: that it may call a number which is blocked here, and that it may
 * not. Judged after a whole reading without trouble, from the vendor's own records.
 */
import type { SandboxRecord } from '../../electron/sandbox/sandboxRecord.ts';
import { isHeld } from './beyond.ts';
import { type Grid, type GridRow, loadTargets } from './grid.ts';
import { endNow, livingRecords } from './invariants.ts';
import { agentIdOf } from './openCases.ts';
import type { SeenEntry, TargetRow } from './statements.ts';
import { twinsOf } from './twins.ts';
import { checkWords } from './words.ts';
import type { Account, World } from './world.ts';

/** After a run of this account that read all of its lists. */
export async function checkTruth(world: World, account: Account, grid: Grid): Promise<void> {
  if (!isHeld('rule: truth') || account.lied) return;
  const { settings } = world.arena.sandbox.control.tenant({ tenant: account.tenant });
  // What a vendor does not show, no desk can say.
  if (settings.listsLeaveOut.length > 0 || settings.forbidsAgents.length > 0) return;
  const targets = (await loadTargets(world)).filter((target) => target.account === account.id);
  const records = livingRecords(world, account);
  for (const [number, rows] of grid)
    for (const row of rows.filter((one) => one.account === account.id)) {
      const askers = whomOf(world, account, row, targets);
      const own = records.filter((record) => record.number === number);
      const isFree = ({ id }: Asker): boolean => !own.some((record) => blocksFor(account, record, id));
      const said = row.mayCall !== null;
      // What was sent and not confirmed may be there by now.
      const isSure = said && row.mayCall?.includes('has not confirmed') !== true;
      if (isSure && askers.length > 0 && !askers.some(isFree))
        world.violate(`${number}: "${row.mayCall}", and ${account.vendor} blocks it`);
      const entry = world.known.get(number);
      const isBlockedHere = ({ target }: Asker): boolean =>
        [target, ...twinsOf(world, target, targets)].some((one) => isInForceFor(world, entry, targets, one));
      if (!said && askers.some((one) => isFree(one) && isBlockedHere(one)))
        world.violate(
          `${number} may be called at ${account.vendor}, and the grid says only: ${row.state} (${row.sentence})`,
        );
    }
  await checkWords(world, account, grid);
}

type Asker = { readonly id: string; readonly target: TargetRow };

/** Who may call under this row: each active agent of whom it speaks, or the account where there are no agents. */
function whomOf(world: World, account: Account, { scope }: GridRow, targets: readonly TargetRow[]): readonly Asker[] {
  return targets.flatMap((target) => {
    if ((target.kind === 'account') !== (account.model.agents === 'none')) return [];
    const id = target.kind === 'account' ? '' : agentIdOf(world, account, target);
    return target.state === 'active' && (scope === '' || scope === id) ? [{ id, target }] : [];
  });
}

function blocksFor({ model }: Account, { agents }: SandboxRecord, id: string): boolean {
  return model.agents === 'none' || agents.includes(id) || (model.agents === 'set' && agents.length === 0);
}

function isInForceFor(
  world: World,
  entry: SeenEntry | undefined,
  own: readonly TargetRow[],
  target: TargetRow,
): boolean {
  return entry !== undefined && endNow(entry, target, own, world.now()) !== undefined;
}
