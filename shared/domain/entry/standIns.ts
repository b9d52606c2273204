/**
 * Which targets count for each other, because a person has said that they are one, or has not yet said that they are not: an
 * agent that was made again under its name, two accounts of one list, and an account that was connected again. What holds for the
 * one holds for the other too, so that no block is lost while nobody has answered, and none that names the old one after. Pure.
 */
import type { AccountId, StandIn, Target, TargetId } from './scope.ts';

/** A question whether `target` is `other`, unless it was answered with no. `isOpen`: nobody has answered. */
export type SamePair = { readonly target: TargetId; readonly other: TargetId; readonly isOpen: boolean };

type Place = Pick<Target, 'id' | 'accountId' | 'kind' | 'remoteId' | 'name'>;

/**
 * For each target those that it stands for. An agent stands for the gone one of its name, and for those that this one stood
 * for. Of two accounts each stands for the other, and so do their twins. An agent that has none there stands for the whole other
 * account, which may have blocked it without knowing it.
 */
export function findStandIns(
  pairs: readonly SamePair[],
  targets: readonly Place[],
): ReadonlyMap<TargetId, readonly StandIn[]> {
  if (pairs.length === 0) return new Map();
  const byId = new Map(targets.map((target) => [target.id, target]));
  const byAccount = Map.groupBy(targets, ({ accountId }) => accountId);
  const wholes = new Map(targets.flatMap(({ kind, id, accountId }) => (kind === 'account' ? [[accountId, id]] : [])));
  const next = new Map<TargetId, { readonly id: TargetId; readonly isOpen: boolean }[]>();
  const link = (from: TargetId, id: TargetId, isOpen: boolean): void => {
    const known = next.get(from);
    if (known === undefined) next.set(from, [{ id, isOpen }]);
    else known.push({ id, isOpen });
  };
  for (const { target, other, isOpen } of pairs) {
    const [one, two] = [byId.get(target), byId.get(other)];
    if (one?.kind !== 'account' || two?.kind !== 'account') {
      link(target, other, isOpen);
      continue;
    }
    const [mine, theirs] = [ofAccount(one.accountId), ofAccount(two.accountId)];
    const twins = findTwins(mine, theirs);
    for (const [from, to] of twins) {
      link(from, to, isOpen);
      link(to, from, isOpen);
    }
    const found = new Set(twins.flat());
    for (const { id } of mine) if (!found.has(id)) link(id, two.id, isOpen);
    for (const { id } of theirs) if (!found.has(id)) link(id, one.id, isOpen);
  }
  return new Map([...next.keys()].map((from) => [from, collect(from)]));

  function ofAccount(account: AccountId): readonly Place[] {
    return byAccount.get(account) ?? [];
  }

  function collect(from: TargetId): readonly StandIn[] {
    const found = new Map<TargetId, StandIn>();
    const walk = (at: TargetId, wasOpen: boolean): void => {
      for (const { id, isOpen } of next.get(at) ?? []) {
        const account = wholes.get(byId.get(id)?.accountId ?? 0);
        if (id === from || found.has(id) || account === undefined) continue;
        found.set(id, { id, account, isOpen: wasOpen || isOpen });
        walk(id, wasOpen || isOpen);
      }
    };
    walk(from, false);
    return [...found.values()];
  }
}

/**
 * Which targets of another account these are, if the accounts are one: the whole account, the agent with its id, and, where
 * neither account has the id of the other's, every agent of its name.
 */
export function findTwins(
  mine: readonly Place[],
  theirs: readonly Place[],
): readonly (readonly [TargetId, TargetId])[] {
  const byRemote = new Map(theirs.map(({ remoteId, id }) => [remoteId, id]));
  const ids = new Set(mine.map(({ remoteId }) => remoteId));
  const byName = Map.groupBy(
    theirs.filter(({ remoteId }) => !ids.has(remoteId)),
    ({ name }) => toPlainName(name),
  );
  return mine.flatMap(({ id, remoteId, name }) => {
    const twin = byRemote.get(remoteId);
    if (twin !== undefined) return [[id, twin] as const];
    return (byName.get(toPlainName(name)) ?? []).map((one) => [id, one.id] as const);
  });
}

/** A name as it is compared. */
export function toPlainName(name: string): string {
  return name.trim().toLowerCase();
}
