/** What a person's command must have made of the list: what it says, and nothing else. */
import type { DeskOutputs } from '../../shared/contract/contract.ts';
import {
  endFor,
  findWeakened,
  type Holds,
  isLater,
  sameHolds,
  type SeenEntry,
  show,
  type Snapshot,
  type TargetRow,
} from './statements.ts';
import type { World } from './world.ts';

/** What was acknowledged is on the list. */
export function mustHold(
  world: World,
  numbers: readonly string[],
  holds: Holds,
  after: Snapshot,
  targets: readonly TargetRow[],
  how: string,
): void {
  const asked: Snapshot = new Map(numbers.map((number) => [number, { holds, isRemoved: false, reason: null }]));
  for (const weaker of findWeakened(asked, after, targets)) world.violate(`${weaker} (${how})`);
}

/** Whoever takes the side of a vendor that has nothing releases the number there, and for nobody else who may ever call. */
export function judgeTaking(
  world: World,
  { number, account, scope, theirs }: DeskOutputs['conflicts']['list']['conflicts'][number],
  was: SeenEntry | undefined,
  is: SeenEntry | undefined,
  targets: readonly TargetRow[],
): void {
  if (theirs !== null || was === undefined || was.isRemoved || is === undefined) return;
  const others = targets.filter((target) => target.account !== account || (scope !== '' && target.kind === 'account'));
  for (const caller of [null, ...others]) {
    const end = endFor(was.holds, caller, targets);
    const still = is.isRemoved ? undefined : endFor(is.holds, caller, targets);
    if (end !== undefined && (still === undefined || !isLater(still, end)))
      world.violate(
        `${number} was given up at one vendor, and is released for ${caller?.label ?? 'whoever is connected later'}: ${show(was.holds)} became ${is.isRemoved ? 'a release' : show(is.holds)}`,
      );
  }
}

/** An undo takes back what its batch did, number by number or not at all, and nothing that came after it. */
export function judgeUndo(
  world: World,
  batchBefore: Snapshot,
  batchAfter: Snapshot,
  before: Snapshot,
  after: Snapshot,
  left: readonly string[],
): void {
  for (const [number, is] of after) {
    const [was, became, stood] = [batchBefore.get(number), batchAfter.get(number), before.get(number)];
    const isOf =
      became !== undefined &&
      (was === undefined || was.isRemoved !== became.isRemoved || !sameHolds(was.holds, became.holds));
    if (!isOf || left.includes(number) || stood === undefined) continue;
    const isBack = was === undefined || was.isRemoved ? is.isRemoved : !is.isRemoved && sameHolds(is.holds, was.holds);
    const isChangedSince = stood.isRemoved !== became.isRemoved || !sameHolds(stood.holds, became.holds);
    const isUntouched = is.isRemoved === stood.isRemoved && sameHolds(is.holds, stood.holds);
    if (isChangedSince && !isUntouched)
      world.violate(`${number} was changed since the batch, and its undo took that back too: ${show(is.holds)}`);
    if (!isBack && !isUntouched)
      world.violate(`${number} is neither as before its batch nor as before the undo: ${show(is.holds)}`);
  }
  for (const number of left) {
    const [was, is] = [before.get(number), after.get(number)];
    if (was !== undefined && is !== undefined && !sameHolds(was.holds, is.holds))
      world.violate(`${number} was left alone by the undo and changed all the same`);
  }
}

/** An undo takes nothing away that a person asked for after the batch, and that was not taken back itself. `undone`: batches. */
export function judgeWishes(
  world: World,
  batch: number,
  before: Snapshot,
  after: Snapshot,
  undone: ReadonlySet<number>,
): void {
  for (const wish of world.wishes) {
    const isAfter = wish.batch === null ? wish.after >= batch : wish.batch > batch;
    if (!isAfter || (wish.batch !== null && undone.has(wish.batch))) continue;
    const [was, is] = [before.get(wish.number), after.get(wish.number)];
    if (was?.isRemoved === false && is?.isRemoved !== false)
      world.violate(`${wish.number} was asked for after batch ${batch}, whose undo released it`);
  }
}
