/**
 * How many blocks hold for agents that a vendor does not list any more, where no record blocks for them: counted by the same
 * functions as the grid of each number says it (shared/domain/vendor/unlisted.ts), once for each scope and not for each number.
 */
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { unlistedOf } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { unlistedToVerify } from '../../../../shared/domain/vendor/unlisted.ts';
import { toScopeOrAll } from '../../db/entries/scopeRows.ts';
import type { UnverifiedRows } from '../../db/sync/unverifiedRows.ts';

type Group = { readonly list: RemoteList; readonly agents: readonly string[]; readonly scopes: number[]; live: number };

/**
 * One record is counted once, whatever number of agents it is for; where a vendor keeps a list for each agent, one for each of them.
 * What is owed is counted as that. `agreed`: those of which a record is agreed.
 */
export function countUnlisted(
  rows: Pick<UnverifiedRows, 'listScopes' | 'countThere'>,
  account: AccountView,
  at: Instant,
): { readonly all: number; readonly agreed: number } {
  let [all, agreed] = [0, 0];
  for (const { list, agents, scopes, live } of groupScopes(rows, account, at)) {
    const found = rows.countThere({ account: account.id, list, scopes, agents, at });
    all += Math.max(0, live - found.there - found.owed);
    agreed += found.agreed;
  }
  return { all, agreed };
}

/** The scopes in force by the list and the agents that they are for there: mostly one, as most entries hold everywhere. */
function groupScopes(rows: Pick<UnverifiedRows, 'listScopes'>, account: AccountView, at: Instant): readonly Group[] {
  if (!account.targets.some(({ kind, state }) => kind !== 'account' && state === 'gone')) return [];
  const groups = new Map<string, Group>();
  for (const { id, holds, live } of rows.listScopes(toEpochMs(at))) {
    const agents = unlistedToVerify(unlistedOf(toScopeOrAll(holds), account, at), account).map(({ agent }) => agent);
    const isPerAgent = account.capabilities.agents === 'record';
    const onLists: readonly (readonly [RemoteList, readonly string[]])[] = isPerAgent
      ? agents.map((agent) => [agent, []])
      : agents.length === 0
        ? []
        : [['', agents.toSorted()]];
    for (const [list, of] of onLists) {
      const key = JSON.stringify([list, of]);
      const group = groups.get(key) ?? { list, agents: of, scopes: [], live: 0 };
      group.scopes.push(id);
      group.live += live;
      groups.set(key, group);
    }
  }
  return [...groups.values()];
}
