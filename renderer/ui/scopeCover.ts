/** What the holds of a form cover, for its rows and words: pure, from the accounts and their targets. */
import type { HoldInput } from '../../shared/contract/entries.ts';
import type { AccountRow, TargetRow } from '../../shared/contract/sync.ts';
import { coversScope, isInside, type Scope, type Target, type TargetId } from '../../shared/domain/entry/scope.ts';
import { listNames } from './words.ts';
import { scopeCoverWords as say } from '../../shared/words/page/ui.ts';

/** The targets of the accounts as the rules about scopes know them. */
export function toTargets(accounts: readonly AccountRow[]): ReadonlyMap<TargetId, Target> {
  return new Map(
    accounts
      .flatMap(({ targets }) => targets)
      .map(({ id, account, kind, name, state }) => [
        id,
        { id, accountId: account, kind, name, state, remoteId: kind === 'account' ? null : String(id) },
      ]),
  );
}

/** Whether holds without an end, other than its own, already block for the target. */
export function isCovered(
  value: readonly HoldInput[],
  { id }: Pick<TargetRow, 'id'>,
  targets: ReadonlyMap<TargetId, Target>,
): boolean {
  const endless: Scope = value.flatMap(({ place, until, except }) =>
    until === null && place !== id ? [{ place, until, except }] : [],
  );
  return coversScope(endless, [{ place: id, until: null }], targets);
}

/** Targets that a hold may except, by id, with their names: what lies inside its place and is still there. */
export function listExceptable(
  place: HoldInput['place'],
  accounts: readonly AccountRow[],
): readonly { readonly value: string; readonly label: string }[] {
  const targets = toTargets(accounts);
  return accounts
    .flatMap((account) => account.targets)
    .filter(({ id, state }) => state !== 'gone' && state !== 'retired' && isInside(id, place, targets))
    .map(({ id, label }) => ({ value: String(id), label: label.replace(' / ', ': ') }));
}

/** Where a block without an end holds that is everywhere, but for what it excepts. */
export function describeEverywhere({ except = [] }: HoldInput, accounts: readonly AccountRow[]): string {
  const isExcepted = ({ id }: TargetRow) => except.includes(id);
  const names = accounts.flatMap(({ name, targets }) => {
    if (targets.some((target) => target.kind === 'account' && isExcepted(target))) return [];
    const free = targets.filter(isExcepted).map((target) => target.name);
    return [free.length === 0 ? name : say.butNotFor(name, listNames(free))];
  });
  if (names.length === 0) return say.atEveryAccount;
  return say.atForAllTheirAgents(listNames(names));
}
