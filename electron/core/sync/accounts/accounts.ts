/**
 * The accounts a person connects: checked before anything is stored, their tokens in the secret store alone. Connecting
 * one owes it everything that covers it, in the transaction that makes it; nothing is sent until a sync runs.
 */
import type { TargetRow } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { AdoptPolicy } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { Account, AccountSettings } from '../../db/sync/accountRows.ts';
import type { Events } from '../../desk/events.ts';
import { type Answer, needsPerson, notFound, refuse } from '../../answer.ts';
import type { Ports } from '../../ports.ts';
import type { VendorAdapter } from '../../vendors/adapter.ts';
import { parseBaseUrl } from '../../vendors/baseUrl.ts';
import { openAside, secretName } from '../vendor/connection.ts';
import type { Paces } from '../vendor/requests.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { applyTargets, oweAccount } from '../record/targets.ts';

export type NewAccount = {
  readonly vendor: string;
  readonly name: string;
  readonly baseUrl?: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly token: string;
  readonly adopt: AdoptPolicy;
  readonly everyMinutes: number;
  /** False: nothing that causes an e-mail is sent before a person allowed it. */
  readonly mailsAllowed?: boolean;
};

export type AccountChange = Partial<AccountSettings> & { readonly token?: string | undefined };

export type Accounts = {
  readonly add: (input: NewAccount) => Promise<Answer<{ id: AccountId }>>;
  readonly update: (id: AccountId, change: AccountChange) => Promise<Answer<{ id: AccountId }>>;
  readonly remove: (id: AccountId) => Promise<Answer<{ id: AccountId }>>;
  readonly test: (id: AccountId) => Promise<Answer<{ ok: boolean; sentence: string }>>;
  /** Reads the agents from the vendor where it can, and answers all that are known. */
  readonly targets: (id: AccountId, refresh: boolean) => Promise<Answer<TargetRow[]>>;
  readonly retireTarget: (id: TargetId) => Answer<{ id: TargetId }>;
};

export type AccountsParts = {
  readonly store: SyncStore;
  readonly paces: Paces;
  readonly ports: Pick<Ports, 'clock' | 'secrets' | 'dispatcher' | 'log'>;
  readonly events: Events;
  /** Called when an account is removed: ends its runs. */
  readonly stopRuns: (id: AccountId) => void;
};

const notThere = notFound('There is no such account.');

export function createAccounts({ store, paces, ports, events, stopRuns }: AccountsParts): Accounts {
  const { clock, secrets, log } = ports;
  const changed = () => events.publish({ type: 'changed', topics: ['accounts', 'list'] });

  function checkSettings(
    adapter: VendorAdapter,
    settings: AccountSettings,
    id: AccountId | null,
  ): Answer<AccountSettings> {
    const name = settings.name.trim();
    if (name.includes('/'))
      return refuse('The name must not hold a slash: it separates an account from its agents.', 'name');
    if (name.toLowerCase() === 'everywhere')
      return refuse('The name must not be "everywhere": that means every account.', 'name');
    if (/^\d+$/.test(name)) return refuse('The name must not be a number: numbers mean ids.', 'name');
    if (store.accounts.isNameTaken(name, id)) return refuse(`There is an account named ${name} already.`, 'name');
    const url = parseBaseUrl(settings.baseUrl);
    if (!url.ok) return refuse(url.message, 'baseUrl');
    const known = new Set(adapter.settings.map(({ key }) => key));
    const unknown = Object.keys(settings.settings).find((key) => !known.has(key));
    if (unknown !== undefined) return refuse(`${adapter.name} has no setting named ${unknown}.`, 'settings');
    const missing = adapter.settings.find(({ key, required }) => required && !settings.settings[key]?.trim());
    if (missing !== undefined) return refuse(`${adapter.name} needs the setting "${missing.label}".`, 'settings');
    return { ok: true, value: { ...settings, name, baseUrl: url.baseUrl } };
  }

  /** Why a token could not be kept, or undefined when it was. */
  async function saveToken(id: AccountId, token: string): Promise<string | undefined> {
    const saved = await secrets.save(secretName(id), token.trim());
    return saved.ok ? undefined : saved.message;
  }

  async function refresh(account: Account): Promise<void> {
    const opened = await openAside({ store, account, paces, ports });
    if (!opened.ok || !opened.adapter.capabilities.listTargets) return;
    const listed = await opened.connection.listTargets(AbortSignal.timeout(30_000));
    const view = store.loadView(account.id);
    if (listed.ok && view !== undefined) applyTargets(store, view, listed.value, toInstant(clock.now()));
    else if (!listed.ok) log.info('account.agentsUnread', { account: account.id, class: listed.class });
  }

  return {
    async add({ vendor, name, baseUrl, settings, token, adopt, everyMinutes, mailsAllowed = true }) {
      const adapter = store.findAdapter(vendor);
      if (adapter === undefined) return refuse(`There is no vendor named ${vendor}.`, 'vendor');
      const url = baseUrl || adapter.defaultBaseUrl;
      if (url === null)
        return refuse(`${adapter.name} documents no address: enter the base URL you were given.`, 'baseUrl');
      const wanted = { name, baseUrl: url, settings, adopt, everyMinutes, paused: false, mailsAllowed };
      const checked = checkSettings(adapter, wanted, null);
      if (!checked.ok) return checked;
      const now = clock.now();
      const id = store.inTransaction(() => {
        const made = store.accounts.insert(vendor, checked.value, now);
        const own = {
          accountId: made,
          kind: 'account',
          remoteId: null,
          name: checked.value.name,
          state: 'active',
        } as const;
        store.targets.insert(own, now);
        const view = store.loadView(made);
        if (view !== undefined) oweAccount(store, view, toInstant(now));
        return made;
      });
      const problem = await saveToken(id, token);
      if (problem !== undefined) {
        store.inTransaction(() => forget(store, id, clock.now()));
        return refuse(problem, 'token');
      }
      const account = store.accounts.load(id);
      if (account !== undefined) await refresh(account);
      changed();
      return { ok: true, value: { id } };
    },
    async update(id, { token, ...change }) {
      const account = store.accounts.load(id);
      const adapter = account === undefined ? undefined : store.findAdapter(account.vendor);
      if (account === undefined || adapter === undefined) return notThere;
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const checked = checkSettings(adapter, { ...account, ...given }, id);
      if (!checked.ok) return checked;
      if (token !== undefined) {
        const problem = await saveToken(id, token);
        if (problem !== undefined) return refuse(problem, 'token');
      }
      store.inTransaction(() => {
        store.accounts.save(id, checked.value);
        const own = store.targets.listOf(id).find(({ kind }) => kind === 'account');
        if (own !== undefined) store.targets.save(own.id, { name: checked.value.name, state: own.state }, null);
        if (token !== undefined || change.baseUrl !== undefined) store.accounts.saveFailures(id, 0, null);
      });
      changed();
      return { ok: true, value: { id } };
    },
    async remove(id) {
      const account = store.accounts.load(id);
      if (account === undefined) return notThere;
      const open = store.conflicts.countOpen(id);
      if (open > 0) {
        const message = `${account.name} has ${open === 1 ? 'an open conflict' : `${open} open conflicts`}, which block until they are decided. Decide them first.`;
        return needsPerson(message);
      }
      stopRuns(id);
      store.inTransaction(() => forget(store, id, clock.now()));
      const removed = await secrets.remove(secretName(id));
      if (!removed.ok) log.warn('account.tokenLeft', { account: id, why: removed.message });
      changed();
      return { ok: true, value: { id } };
    },
    async test(id) {
      const account = store.accounts.load(id);
      if (account === undefined) return notThere;
      const opened = await openAside({ store, account, paces, ports });
      const verdict = opened.ok ? await opened.connection.test(AbortSignal.timeout(60_000)) : opened;
      const result = verdict.ok
        ? { ok: true, sentence: verdict.value.sentence }
        : { ok: false, sentence: verdict.message };
      store.accounts.saveTest(id, { at: clock.now(), ...result });
      if (verdict.ok) await refresh(account);
      changed();
      return { ok: true, value: result };
    },
    async targets(id, wantsRefresh) {
      const account = store.accounts.load(id);
      if (account === undefined) return notThere;
      if (wantsRefresh) await refresh(account);
      return { ok: true, value: store.targets.listOf(id).map((target) => toTargetRow(target, account.name)) };
    },
    retireTarget(id) {
      const target = store.targets.load(id);
      if (target === undefined || store.accounts.load(target.accountId) === undefined)
        return notFound('There is no such agent.');
      if (target.state !== 'gone' && target.state !== 'retired')
        return refuse(`${target.name} is still known to the vendor: only what is gone there can be retired.`);
      store.targets.save(id, { name: target.name, state: 'retired' }, null);
      changed();
      return { ok: true, value: { id } };
    },
  };
}

/** A target as the contract shows it. */
export function toTargetRow(
  target: Omit<TargetRow, 'account' | 'accountName' | 'label'> & { accountId: number },
  accountName: string,
): TargetRow {
  const { id, accountId, kind, name, state } = target;
  const label = kind === 'account' ? accountName : `${accountName} / ${name}`;
  return { id, account: accountId, accountName, label, name, kind, state };
}

/** Nothing is removed at the vendor; the targets stay, because holds and history name them. */
function forget(store: SyncStore, id: AccountId, at: number): void {
  store.outbox.removeOf(id, null);
  store.remotes.removeOf(id);
  store.accounts.markRemoved(id, at);
}
