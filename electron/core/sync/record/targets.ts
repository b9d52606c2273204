/**
 * Keeps an account's targets as the vendor lists them. A new agent is owed every block that covers it, in the
 * transaction that makes it known; an agent that is gone is marked as a whole.
 */
import { type Instant, toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { AccountView, RemoteList, RemoteRecord, RemoteTarget } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId, Place, Target, TargetId } from '../../../../shared/domain/entry/scope.ts';
import { missingCall } from '../../../../shared/domain/vendor/ours.ts';
import { mayBeAgain, sharesAgents } from '../../../../shared/domain/vendor/connectedAgain.ts';
import { mostTargets, planTargets } from '../../../../shared/domain/vendor/targetPlan.ts';
import type { SyncStore } from './syncStore.ts';

/** Saves a complete list of agents. */
export function applyTargets(
  store: SyncStore,
  account: AccountView,
  listed: readonly RemoteTarget[],
  at: Instant,
): void {
  const plan = planTargets(account, listed);
  const ms = toEpochMs(at);
  store.inTransaction(() => {
    for (const { remoteId, kind, name, active } of plan.added)
      store.targets.insert({ accountId: account.id, remoteId, kind, name, state: active ? 'active' : 'inactive' }, ms);
    for (const { target, name, state } of plan.changed)
      store.targets.save(target.id, { name, state }, state === 'gone' ? null : ms);
    askMadeAgain(store, account, plan.madeAgain, ms);
    if (plan.added.length > 0) askConnectedAgain(store, account.id, at);
    if (plan.appeared.length > 0) oweAgents(store, account, plan.appeared, ms);
  });
}

/** Asks whether agents that appeared are the ones of their name that are gone. Until somebody says, they stand for those. */
function askMadeAgain(
  store: SyncStore,
  account: AccountView,
  madeAgain: ReturnType<typeof planTargets>['madeAgain'],
  ms: number,
): void {
  if (madeAgain.length === 0) return;
  const known = new Map(store.targets.listOf(account.id).map(({ remoteId, id }) => [remoteId, id]));
  for (const { remoteId, gone } of madeAgain)
    for (const other of gone) {
      const target = known.get(remoteId);
      if (target !== undefined) store.sameQuestions.ask({ target, other: other.id, foundBy: 'name', askedAt: ms });
    }
}

/**
 * Asks whether a connected account is one that was removed before. Until somebody says that it is not, it stands for that one, and
 * is told what holds for it. In the caller's transaction.
 */
export function askConnectedAgain(store: SyncStore, account: AccountId, at: Instant): void {
  const { targets, sameAccounts, sameQuestions, findAdapter } = store;
  const own = targets.listOf(account).find(({ kind }) => kind === 'account')?.id;
  if (own === undefined) return;
  const removed = sameAccounts
    .listRemoved(account)
    .filter((one) => mayBeAgain(one, findAdapter(one.vendor)?.capabilities.agents !== 'none'));
  const byAgents = new Set(removed.filter(sharesAgents).map(({ whole }) => whole));
  const found = sameAccounts.listStoodFor(
    own,
    removed.map(({ whole }) => whole),
  );
  for (const other of found) {
    const foundBy = byAgents.has(other) ? 'agents' : 'name';
    if (sameQuestions.ask({ target: own, other, foundBy, askedAt: toEpochMs(at) })) oweStandIn(store, own, other, at);
  }
}

/** The vendor no longer knows an agent: its list gets nothing any more, and its holds stay. */
export function markGone(store: SyncStore, account: AccountView, remoteId: string): void {
  const target = account.targets.find((candidate) => candidate.remoteId === remoteId);
  if (target === undefined) return;
  store.inTransaction(() => {
    store.targets.save(target.id, { name: target.name, state: 'gone' }, null);
    store.outbox.removeOf(account.id, remoteId);
  });
}

/**
 * The records of a page without those that name more unheard-of agents than the account has room for: what such a record
 * says could not be kept.
 */
export function withRoom(
  account: AccountView,
  records: readonly RemoteRecord[],
): { readonly kept: readonly RemoteRecord[]; readonly left: readonly RemoteRecord[] } {
  const known = new Set(account.targets.map(({ remoteId }) => remoteId));
  const left: RemoteRecord[] = [];
  const kept = records.filter((record) => {
    const unheardOf = new Set(record.fields.agents?.filter((agent) => !known.has(agent)));
    if (unheardOf.size === 0) return true;
    if (known.size + unheardOf.size > mostTargets) {
      left.push(record);
      return false;
    }
    for (const agent of unheardOf) known.add(agent);
    return true;
  });
  return { kept, left };
}

/** Owes everything that covers the account, after it was connected. Agents are owed when they become known. */
export function oweAccount(store: SyncStore, account: AccountView, at: Instant): void {
  if (account.capabilities.agents === 'record') return;
  const places: Place[] = ['everywhere', ...account.targets.map(({ id }) => id)];
  store.outbox.oweAll(
    { account: account.id, scope: '', places, but: wholeOf(account.targets) },
    owingOf(account, toEpochMs(at)),
  );
}

const stretch = 20_000;

/**
 * After a complete reading: owes what is wanted on a remote list and was not seen there, for whatever reason. One
 * stretch of numbers per transaction, so that a long list holds nothing else up. The account may be removed between two
 * stretches, so each one looks at the account again and stops when it is no longer connected.
 */
export async function oweMissing(store: SyncStore, id: AccountId, scope: RemoteList, at: Instant): Promise<void> {
  let after: number | null = 0;
  while (after !== null) {
    const from: number = after;
    after = store.inTransaction(() => {
      const account = store.loadView(id);
      if (account === undefined) return null;
      const owed = {
        account: id,
        scope,
        places: placesCovering(account, scope),
        but: exceptionsOf(account.targets, scope),
      };
      return store.outbox.oweMissing(owed, owingOf(account, toEpochMs(at)), { after: from, limit: stretch });
    });
    await new Promise((resolve) => setImmediate(resolve));
  }
}

/** The places whose holds ask for a record on the remote list. */
function placesCovering({ targets, capabilities }: AccountView, scope: RemoteList): readonly Place[] {
  const isCovering = ({ kind, remoteId, state }: Target) =>
    (state === 'active' || state === 'inactive') &&
    (kind === 'account' || capabilities.agents === 'set' || remoteId === scope);
  return ['everywhere', ...placesOf(targets.filter(isCovering))];
}

/** The places whose holds are for one of the targets: these, and those that they stand for. */
function placesOf(targets: readonly Target[]): readonly TargetId[] {
  const all = targets.flatMap(({ id, standsFor = [] }) => [id, ...standsFor.flatMap((one) => [one.id, one.account])]);
  return [...new Set(all)];
}

function oweAgents(store: SyncStore, account: AccountView, remoteIds: readonly string[], ms: number): void {
  const targets = store.targets.listOf(account.id);
  const whole = wholeOf(targets);
  const agents = targets.filter(({ kind }) => kind !== 'account').map(({ id }) => id);
  const owing = owingOf(account, ms);
  const wholes = targets.filter(({ kind }) => kind === 'account');
  const byId = Map.groupBy(targets, (target) => target.remoteId);
  for (const remoteId of remoteIds) {
    const agent = byId.get(remoteId) ?? [];
    const places: Place[] = ['everywhere', ...whole, ...placesOf(agent)];
    const owed = { account: account.id, scope: remoteId, places, but: exceptionsOf([...wholes, ...agent], remoteId) };
    if (account.capabilities.agents === 'record') store.outbox.oweAll(owed, owing);
    else {
      // A record for all agents already covers a new one. One for this agent may have waited for it, and where some are
      // excepted, the record names all the others.
      const own = agent.flatMap(({ id, standsFor = [] }) => [id, ...standsFor.map((one) => one.id)]);
      store.outbox.oweAll({ ...owed, scope: '', places: own, but: [] }, owing);
      store.outbox.oweAll({ ...owed, scope: '', but: whole, excepting: agents }, owing);
    }
  }
}

/**
 * Looks again at every record that may be asked for because one target stands for another, or no longer is: after a person has
 * said whether they are one, or has taken that back.
 */
export function oweStandIn(store: SyncStore, target: TargetId, other: TargetId, at: Instant): void {
  const [made, known] = [store.targets.load(target), store.targets.load(other)];
  if (made === undefined || known === undefined) return;
  if (made.kind === 'account') return oweBoth(store, [made.accountId, known.accountId], at);
  const account = store.loadView(made.accountId);
  if (account === undefined) return;
  const scope = account.capabilities.agents === 'record' ? (made.remoteId ?? '') : '';
  const others = [other, ...(known.standsFor ?? []).map(({ id }) => id)];
  const owed = { account: account.id, scope, but: [] };
  const owing = owingOf(account, toEpochMs(at));
  store.outbox.oweAll({ ...owed, places: others }, owing);
  // Holds that except the one may be for the other.
  const all = ['everywhere', ...wholeOf(account.targets)] as const;
  store.outbox.oweAll({ ...owed, places: all, excepting: [target, ...others] }, owing);
}

/**
 * Owes each of the accounts all that may be asked for on the lists of any of them. Where one is not connected any more, the other was
 * told already what is blocked everywhere.
 */
function oweBoth(store: SyncStore, ids: readonly AccountId[], at: Instant): void {
  const targets = ids.flatMap((id) => store.targets.listOf(id).map((target) => target.id));
  const all = ['everywhere', ...targets] as const;
  const accounts = ids.flatMap((id) => store.loadView(id) ?? []);
  for (const account of accounts) {
    const isPerAgent = account.capabilities.agents === 'record';
    const lists = isPerAgent ? account.targets.flatMap(({ remoteId }) => remoteId ?? []) : [''];
    const owing = owingOf(account, toEpochMs(at));
    for (const scope of lists) {
      const owed = { account: account.id, scope, but: [] };
      store.outbox.oweAll({ ...owed, places: accounts.length > 1 ? all : targets }, owing);
      if (accounts.length === 1) store.outbox.oweAll({ ...owed, places: all, excepting: targets }, owing);
    }
  }
}

function wholeOf(targets: readonly Target[]): readonly TargetId[] {
  return targets.filter(({ kind }) => kind === 'account').map(({ id }) => id);
}

/**
 * The targets of which a hold must except none to ask for a record on the list: the whole account, and the list's agent. None
 * where one of these stands for another: what excepts the one may hold for the other.
 */
function exceptionsOf(targets: readonly Target[], list: RemoteList): readonly TargetId[] {
  const own = targets.filter(({ kind, remoteId }) => kind === 'account' || (list !== '' && remoteId === list));
  return own.some(({ standsFor = [] }) => standsFor.length > 0) ? [] : own.map(({ id }) => id);
}

/** What many entries owe to the account at once. */
function owingOf(account: AccountView, at: number): { readonly at: number; readonly missingCall: string | null } {
  return { at, missingCall: missingCall(account, null) };
}
