/**
 * The accounts that a person connects. Input is checked before anything is stored, and tokens are only in the secret
 * store. The transaction that connects an account also owes it everything that covers it; nothing is sent until a sync
 * runs.
 */
import type { TargetRow } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { AdoptPolicy } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { Account, AccountSettings } from '../../db/sync/accountRows.ts';
import type { Events } from '../../desk/events.ts';
import { type Answer, needsPerson, notFound, refuse, type Refusal } from '../../answer.ts';
import type { Ports, SecretStore } from '../../ports.ts';
import { refuseLacking, type Standing } from '../../desk/standing.ts';
import { checkSettings } from './accountChecks.ts';
import { createAccountTargets } from './accountTargets.ts';
import { removeToken, saveToken, type TokenHolder, toOrigin } from '../vendor/accountToken.ts';
import { openAside } from '../vendor/connection.ts';
import { askAboutNew } from './askAboutNew.ts';
import type { ClockTrust } from '../record/clockTrust.ts';
import type { Paces } from '../vendor/turnstile.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { alone, type Lead, refuseFollowing } from '../record/lead.ts';
import { askConnectedAgain, oweAccount } from '../record/targets.ts';
import { accountsWords as say } from '../../../../shared/words/core/sync/accounts.ts';

export type NewAccount = {
  readonly vendor: string;
  readonly name: string;
  readonly baseUrl?: string | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly token: string;
  readonly adopt: AdoptPolicy;
  readonly everyMinutes: number;
  /** False: nothing that causes an e-mail is sent before a person allows it. */
  readonly mailsAllowed?: boolean;
  /** False: what is gone there is not put back while the question about it is open. */
  readonly putsBack?: boolean;
};

export type AccountChange = Partial<AccountSettings> & { readonly token?: string | undefined };

export type Accounts = {
  readonly add: (input: NewAccount) => Promise<Answer<{ id: AccountId }>>;
  readonly update: (id: AccountId, change: AccountChange) => Promise<Answer<{ id: AccountId }>>;
  /** A person says that the address of an account that came with a backup is right. */
  readonly confirmAddress: (id: AccountId) => Answer<{ id: AccountId }>;
  readonly remove: (id: AccountId) => Promise<Answer<{ id: AccountId }>>;
  readonly test: (id: AccountId) => Promise<Answer<{ ok: boolean; sentence: string }>>;
  /** Reads the agents from the vendor where it can list them, and answers all that are known. */
  readonly targets: (id: AccountId, refresh: boolean) => Promise<Answer<TargetRow[]>>;
  readonly retireTarget: (id: TargetId) => Answer<{ id: TargetId }>;
};

export type AccountsParts = {
  readonly store: SyncStore;
  readonly paces: Paces;
  readonly trust: ClockTrust;
  readonly ports: Pick<Ports, 'clock' | 'secrets' | 'dispatcher' | 'log'>;
  readonly events: Events;
  readonly standing: Standing;
  readonly lead: Pick<Lead, 'refuse' | 'reach'>;
  /** Whether this desk may connect a vendor. */
  readonly mayConnect: () => Promise<Answer<null>>;
  /** Called when an account is removed: ends its runs. */
  readonly stopRuns: (id: AccountId) => void;
};

const notThere = notFound(say.thereIsNoSuchAccount);
/** A test makes only harmless reads, and says what that leaves open. */
const onlyRead = say.thisWasReadOnlyWhether;

/** The accounts of one desk over the sync store. */
export function createAccounts(parts: AccountsParts): Accounts {
  const { store, ports, events, standing, lead, stopRuns } = parts;
  const { clock, secrets, log } = ports;
  const targets = createAccountTargets(parts);
  const changed = () => events.publish({ type: 'changed', topics: ['accounts', 'list'] });

  return {
    async add({ vendor, name, baseUrl, settings, token, adopt, everyMinutes, ...flags }) {
      const adapter = store.findAdapter(vendor);
      if (adapter === undefined) return refuse(say.thereIsNoVendorNamed(vendor), 'vendor');
      const url = baseUrl || adapter.defaultBaseUrl;
      if (url === null) return refuse(say.documentsNoAddress(adapter.name), 'baseUrl');
      const { mailsAllowed = true, putsBack = true } = flags;
      const wanted = { name, baseUrl: url, settings, adopt, everyMinutes, paused: false, mailsAllowed, putsBack };
      const checked = checkSettings(store, adapter, wanted, null);
      if (!checked.ok) return checked;
      const may = await parts.mayConnect();
      if (!may.ok) return may;
      const id = insertAccount(store, vendor, checked.value, clock.now());
      const account = store.accounts.load(id);
      if (account === undefined) return notThere;
      const problem = await keepToken(secrets, account, token);
      if (problem !== undefined) {
        store.inTransaction(() => forget(store, id, clock.now()));
        return refuse(problem, 'token');
      }
      await lead.reach(id);
      await askAboutNew({ store, ports, targets }, account, token.trim());
      changed();
      return { ok: true, value: { id } };
    },
    async update(id, { token, ...change }) {
      const account = store.accounts.load(id);
      const adapter = account === undefined ? undefined : store.findAdapter(account.vendor);
      if (account === undefined || adapter === undefined) return notThere;
      const given = Object.fromEntries(Object.entries(change).filter(([, value]) => value !== undefined));
      const following = refuseFollowing(lead, id);
      if (following !== undefined && isOtherwise(account, given)) return following;
      const checked = checkSettings(store, adapter, { ...account, ...given }, id);
      if (!checked.ok) return checked;
      const { baseUrl } = checked.value;
      if (token === undefined && toOrigin(baseUrl) !== toOrigin(account.baseUrl))
        return refuse(say.aTokenIsGoodFor(toOrigin(baseUrl)), 'token');
      if (token !== undefined) {
        const problem = await keepToken(secrets, { ...account, baseUrl }, token);
        if (problem !== undefined) return refuse(problem, 'token');
      }
      const isOther = token !== undefined || change.baseUrl !== undefined;
      const asksOtherwise = isOther || change.settings !== undefined;
      saveChange(store, id, checked.value, { hasToken: token !== undefined, isOther, asksOtherwise, now: clock.now() });
      changed();
      return { ok: true, value: { id } };
    },
    confirmAddress(id) {
      if (store.accounts.load(id) === undefined) return notThere;
      store.accounts.confirmAddress(id);
      changed();
      return { ok: true, value: { id } };
    },
    async remove(id) {
      const account = store.accounts.load(id);
      if (account === undefined) return notThere;
      const refused = refuseFollowing(lead, id) ?? refuseDisputed(store, account);
      if (refused !== undefined) return refused;
      stopRuns(id);
      store.inTransaction(() => forget(store, id, clock.now()));
      const removed = await removeToken(secrets, account);
      if (!removed.ok) log.warn('account.tokenLeft', { account: id, why: removed.message });
      changed();
      return { ok: true, value: { id } };
    },
    async test(id) {
      const account = store.accounts.load(id);
      if (account === undefined) return notThere;
      const lacking = refuseLacking(standing);
      if (lacking !== undefined) return lacking;
      const result = await testAccount(parts, account);
      if (result.ok && lead.refuse(id) === null) await targets.refresh(account);
      changed();
      return { ok: true, value: result };
    },
    async targets(id, wantsRefresh) {
      const account = store.accounts.load(id);
      if (account === undefined) return notThere;
      const lacking = wantsRefresh ? refuseLacking(standing) : undefined;
      if (lacking !== undefined) return lacking;
      if (wantsRefresh && lead.refuse(id) === null) await targets.refresh(account);
      return { ok: true, value: targets.list(account) };
    },
    retireTarget(id) {
      const following = refuseFollowing(lead, store.targets.load(id)?.accountId ?? 0);
      if (following !== undefined) return following;
      const retired = targets.retire(id);
      if (retired.ok) changed();
      return retired;
    },
  };
}

function refuseDisputed({ conflicts }: SyncStore, { id, name }: Account): Refusal | undefined {
  const open = conflicts.countOpen(id);
  if (open === 0) return undefined;
  const what = open === 1 ? say.anOpenConflict : say.openConflicts(open);
  return needsPerson(say.hasWhichBlockUntil(name, what));
}

/** Whether more is changed than the token: a desk that does not tell the vendor may be given that, and so be able to. */
function isOtherwise(account: Account, given: Readonly<Record<string, unknown>>): boolean {
  const before: Readonly<Record<string, unknown>> = { ...account };
  return Object.entries(given).some(([key, value]) => JSON.stringify(value) !== JSON.stringify(before[key]));
}

/** Asks the vendor whether the token works, by harmless reads, and keeps what came of it. */
async function testAccount(parts: AccountsParts, account: Account): Promise<{ ok: boolean; sentence: string }> {
  // Whether its token works a desk may see that does not tell the vendor.
  const opened = await openAside({ ...parts, account, lead: alone });
  const verdict = opened.ok ? await opened.connection.test(AbortSignal.timeout(60_000)) : opened;
  const result = verdict.ok
    ? { ok: true, sentence: `${verdict.value.sentence} ${onlyRead}` }
    : { ok: false, sentence: verdict.message };
  parts.store.accounts.saveTest(account.id, { at: parts.ports.clock.now(), ...result });
  return result;
}

/** Why a token could not be kept, or undefined when it was. */
async function keepToken(secrets: SecretStore, account: TokenHolder, token: string): Promise<string | undefined> {
  const saved = await saveToken(secrets, account, token.trim());
  return saved.ok ? undefined : saved.message;
}

/**
 * Saves what a person set. A token that came with it is for this address, and may do what the one before was forbidden;
 * with another token or address (`isOther`) past failures say nothing.
 */
function saveChange(
  store: SyncStore,
  id: AccountId,
  settings: AccountSettings,
  {
    hasToken,
    isOther,
    asksOtherwise,
    now,
  }: { readonly hasToken: boolean; readonly isOther: boolean; readonly asksOtherwise: boolean; readonly now: number },
): void {
  store.inTransaction(() => {
    store.accounts.save(id, settings);
    if (hasToken) store.accounts.confirmAddress(id);
    const own = store.targets.listOf(id).find(({ kind }) => kind === 'account');
    if (own !== undefined) store.targets.save(own.id, { name: settings.name, state: own.state }, null);
    askConnectedAgain(store, id, toInstant(now));
    if (asksOtherwise) store.accounts.changeAccess(id);
    if (isOther) store.accounts.saveFailures(id, 0, null, now);
    if (hasToken) store.outbox.retryForbidden(id);
  });
}

/**
 * Makes the account at an instant (epoch ms), and owes it everything that covers it, or one that was removed and may be this one;
 * answers its id.
 */
function insertAccount(store: SyncStore, vendor: string, settings: AccountSettings, now: number): AccountId {
  return store.inTransaction(() => {
    const made = store.accounts.insert(vendor, settings, now);
    const own = { accountId: made, kind: 'account', remoteId: null, name: settings.name, state: 'active' } as const;
    store.targets.insert(own, now);
    askConnectedAgain(store, made, toInstant(now));
    const view = store.loadView(made);
    if (view !== undefined) oweAccount(store, view, toInstant(now));
    return made;
  });
}

/**
 * Removes nothing at the vendor. The targets stay, because holds and history name them, and count for the account that may be this
 * one, connected again (`askConnectedAgain`). `at`: epoch ms.
 */
export function forget(store: SyncStore, id: AccountId, at: number): void {
  store.outbox.removeOf(id, null);
  store.remotes.removeOf(id);
  store.readings.remove(id, null);
  store.accounts.markRemoved(id, at);
}
