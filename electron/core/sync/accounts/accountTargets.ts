/**
 * The agents of an account, as a person sees them: read again from the vendor on request, and retired when they are
 * gone.
 */
import type { TargetRow } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { isOfStrangers } from '../../../../shared/domain/vendor/targetPlan.ts';
import type { AccountId, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import { type Answer, notFound, refuse } from '../../answer.ts';
import type { Ports } from '../../ports.ts';
import type { Standing } from '../../desk/standing.ts';
import { openAside } from '../vendor/connection.ts';
import type { ClockTrust } from '../record/clockTrust.ts';
import { watchSameAccount } from '../vendor/sameAccount.ts';
import type { Paces } from '../vendor/turnstile.ts';
import type { Lead } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { applyTargets } from '../record/targets.ts';
import { accountTargetsWords as say } from '../../../../shared/words/core/sync/accounts.ts';

export type AccountTargets = {
  /** Reads the agents from the vendor, where it lists them; a failure is noted in the log. */
  readonly refresh: (account: Account) => Promise<void>;
  /** Looks at the first records of a new account, where another one of the vendor is connected: they may be one. */
  readonly peek: (account: Account) => Promise<void>;
  /** Every known target of the account. */
  readonly list: (account: Account) => TargetRow[];
  readonly retire: (id: TargetId) => Answer<{ id: TargetId }>;
};

/** The targets of the accounts over the sync store. */
export function createAccountTargets(parts: {
  store: SyncStore;
  paces: Paces;
  trust: ClockTrust;
  ports: Pick<Ports, 'clock' | 'secrets' | 'dispatcher' | 'log'>;
  standing: Pick<Standing, 'lack'>;
  lead: Pick<Lead, 'refuse'>;
}): AccountTargets {
  const { store, ports } = parts;
  return {
    async refresh(account) {
      const opened = await openAside({ ...parts, account });
      if (!opened.ok || !opened.adapter.capabilities.listTargets) return;
      const connection = watchSameAccount(opened.connection, { store, account: account.id, clock: ports.clock });
      const listed = await connection.listTargets(AbortSignal.timeout(30_000));
      const view = store.loadView(account.id);
      // Another organisation's agents are a question, which the next run asks.
      if (listed.ok && view !== undefined && isOfStrangers(view, listed.value)) return;
      if (listed.ok && view !== undefined) applyTargets(store, view, listed.value, toInstant(ports.clock.now()));
      else if (!listed.ok) ports.log.info('account.agentsUnread', { account: account.id, class: listed.class });
    },
    async peek(account) {
      if (!store.sameAccounts.hasSiblings(account.id)) return;
      const opened = await openAside({ ...parts, account });
      // Where each agent has a list of its own, the agents have told already.
      if (!opened.ok || opened.adapter.capabilities.list === 'none' || opened.adapter.capabilities.agents === 'record')
        return;
      const connection = watchSameAccount(opened.connection, { store, account: account.id, clock: ports.clock });
      await connection.scan('', null, AbortSignal.timeout(30_000));
    },
    list: ({ id, name }) => store.targets.listOf(id).map((target) => toTargetRow(target, name)),
    retire(id) {
      const target = store.targets.load(id);
      if (target === undefined || store.accounts.load(target.accountId) === undefined)
        return notFound(say.thereIsNoSuchAgent);
      if (target.state !== 'gone' && target.state !== 'retired') return refuse(say.isStillKnownToThe(target.name));
      store.targets.save(id, { name: target.name, state: 'retired' }, null);
      return { ok: true, value: { id } };
    },
  };
}

/** A target as the contract shows it. */
export function toTargetRow(
  target: Omit<TargetRow, 'account' | 'accountName' | 'label'> & { accountId: AccountId },
  accountName: string,
): TargetRow {
  const { id, accountId, kind, name, state, remoteId } = target;
  const label = kind === 'account' ? accountName : `${accountName} / ${name}`;
  return { id, account: accountId, accountName, label, name, remoteId, kind, state };
}
