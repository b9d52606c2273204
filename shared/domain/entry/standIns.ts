/**
 * Which targets count for each other, because a person has said that they are one, or has not yet said that they are not: an
 * agent that was made again under its name, and two accounts of one list. What holds for the one holds for the other too, so
 * that no block is lost while nobody has answered, and none that names the old one after. Pure.
 */
import type { AccountId, StandIn, Target, TargetId } from './scope.ts';

/** A question whether `target` is `other`, unless it was answered with no. `isOpen`: nobody has answered. */
export type SamePair = { readonly target: TargetId; readonly other: TargetId; readonly isOpen: boolean };

type Place = Pick<Target, 'id' | 'accountId' | 'kind' | 'remoteId'>;

/**
 * For each target those that it stands for. An agent stands for the gone one of its name, and for those that this one stood
 * for. Of two accounts each stands for the other, and so do their agents with one id.
 */
export function findStandIns(
  pairs: readonly SamePair[],
  targets: readonly Place[],
): ReadonlyMap<TargetId, readonly StandIn[]> {
  if (pairs.length === 0) return new Map();
  const byId = new Map(targets.map((target) => [target.id, target]));
  const wholes = new Map(targets.flatMap(({ kind, id, accountId }) => (kind === 'account' ? [[accountId, id]] : [])));
  const next = new Map<TargetId, { readonly id: TargetId; readonly isOpen: boolean }[]>();
  const link = (from: TargetId, id: TargetId, isOpen: boolean): void => {
    next.set(from, [...(next.get(from) ?? []), { id, isOpen }]);
  };
  for (const { target, other, isOpen } of pairs) {
    const [one, two] = [byId.get(target), byId.get(other)];
    if (one?.kind !== 'account' || two?.kind !== 'account') {
      link(target, other, isOpen);
      continue;
    }
    const theirs = new Map(byAccount(two.accountId).map((place) => [place.remoteId, place]));
    for (const mine of byAccount(one.accountId)) {
      const twin = theirs.get(mine.remoteId);
      if (twin === undefined) continue;
      link(mine.id, twin.id, isOpen);
      link(twin.id, mine.id, isOpen);
    }
  }
  return new Map([...next.keys()].map((from) => [from, collect(from)]));

  function byAccount(account: AccountId): readonly Place[] {
    return targets.filter(({ accountId }) => accountId === account);
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
