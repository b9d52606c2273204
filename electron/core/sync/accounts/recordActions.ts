/** What a person can do about one record, and about a scan that stopped: look now, try again, say that it is done. */
import { isOfStrangers } from '../../../../shared/domain/vendor/targetPlan.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { VendorConnection } from '../../vendors/adapter.ts';
import { createOwner } from '../vendor/owner.ts';
import type { Region } from '../../../../shared/domain/numbers/number.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { RemoteKey } from '../../db/sync/remoteRows.ts';
import type { Events } from '../../desk/events.ts';
import { refuseLacking, type Standing } from '../../desk/standing.ts';
import { type Answer, notFound, refuse } from '../../answer.ts';
import type { Ports } from '../../ports.ts';
import { openAside } from '../vendor/connection.ts';
import { askEveryForm } from '../vendor/otherForms.ts';
import type { Engine } from '../run/engine.ts';
import { type Observation, toAbsence, toObservation } from '../record/observation.ts';
import type { VendorRecords } from '../../list/commands/listDeps.ts';
import type { ClockTrust } from '../record/clockTrust.ts';
import type { Paces } from '../vendor/turnstile.ts';
import type { Runner } from '../run/runner.ts';
import { type Lead, refuseFollowing } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { recordActionsWords as say } from '../../../../shared/words/core/sync/accounts.ts';

export type RecordActions = {
  /** Reads one record back from its vendor now. */
  readonly checkNow: (key: RemoteKey) => Promise<Answer<{ sentence: string }>>;
  /** Takes an operation out of parking. */
  readonly retry: (key: RemoteKey) => Answer<{ ok: boolean }>;
  /** A person removed the record in the vendor's dashboard. */
  readonly confirmRemoved: (key: RemoteKey) => Promise<Answer<{ ok: boolean }>>;
  readonly answerSuspicion: (account: AccountId, run: number, confirm: boolean) => Promise<Answer<{ ok: boolean }>>;
};

const notThere = notFound(say.thereIsNoSuchAccount);

/** The actions on single records; those that ask the vendor wait until no run of the account is under way. */
export function createRecordActions(parts: {
  store: SyncStore;
  engine: Engine;
  runner: Runner;
  records: VendorRecords;
  paces: Paces;
  trust: ClockTrust;
  events: Events;
  ports: Pick<Ports, 'clock' | 'secrets' | 'dispatcher'>;
  /** The default country of numbers. */
  region: () => Region | undefined;
  standing: Standing;
  lead: Pick<Lead, 'refuse'>;
}): RecordActions {
  const { store, engine, runner, records, paces, trust, events, ports, region, standing, lead } = parts;
  const changed = () => events.publish({ type: 'changed', topics: ['accounts', 'list', 'conflicts'] });

  function isKnownList({ capabilities, targets }: AccountView, scope: string): boolean {
    if (capabilities.agents !== 'record') return scope === '';
    return targets.some(({ remoteId }) => remoteId === scope);
  }

  async function lookUp(key: RemoteKey): Promise<Answer<Observation>> {
    const account = store.accounts.load(key.account);
    if (account === undefined) return notThere;
    const opened = await openAside({ store, account, paces, trust, ports, standing, lead, region: region() });
    if (!opened.ok) return refuse(opened.message);
    const strange = await describeStranger(store, account, opened.connection);
    if (strange !== null) return refuse(strange);
    const connection = askEveryForm(opened.connection, { store, account: key.account });
    const found = await connection.lookup(key.scope, key.number, AbortSignal.timeout(60_000));
    if (!found.ok) return refuse(found.message);
    return { ok: true, value: found.value === null ? toAbsence(key, 'lookup') : toObservation(found.value, 'lookup') };
  }

  return {
    async checkNow(key) {
      const lacking = refuseLacking(standing) ?? refuseFollowing(lead, key.account);
      if (lacking !== undefined) return lacking;
      const view = store.loadView(key.account);
      if (view === undefined) return notThere;
      if (!isKnownList(view, key.scope)) return refuse(say.hasNoSuchAgent(view.name));
      if (!view.capabilities.lookup) return refuse(say.cannotBeAskedFor(view.name));
      return await runner.exclusive(key.account, async () => {
        const seen = await lookUp(key);
        if (!seen.ok) return seen;
        engine.observe(key.account, key.scope, seen.value);
        changed();
        const row = records
          .rowsFor(key.number)
          .find(({ account, scope }) => account === key.account && scope === key.scope);
        return {
          ok: true,
          value: {
            sentence:
              row === undefined
                ? say.doesNotHaveItAnd(view.name)
                : [row.mayCall, row.sentence].filter((text) => text !== null).join(' '),
          },
        };
      });
    },
    retry(key) {
      const owed = store.outbox.load(key);
      if (owed === undefined) return notFound(say.nothingIsWaiting);
      const following = refuseFollowing(lead, key.account);
      if (following !== undefined) return following;
      if (owed.state !== 'unknown') store.outbox.note(owed.id, 'retried');
      changed();
      return { ok: true, value: { ok: true } };
    },
    async confirmRemoved(key) {
      const owed = store.outbox.load(key);
      if (owed?.state !== 'manual') return notFound(say.nothingIsToBeRemoved);
      const following = refuseFollowing(lead, key.account);
      if (following !== undefined) return following;
      await runner.exclusive(key.account, () => {
        engine.observe(key.account, key.scope, toAbsence(key, 'person'));
        return Promise.resolve();
      });
      changed();
      return { ok: true, value: { ok: true } };
    },
    answerSuspicion: (account, run, confirm) =>
      runner.exclusive(account, async (): Promise<Answer<{ ok: boolean }>> => {
        const found = store.runs.loadSuspicious(account);
        if (found?.suspicion == null || found.id !== run) return notFound(say.aNewerReadingOfThe);
        const following = refuseFollowing(lead, account);
        if (following !== undefined) return following;
        if (confirm) engine.confirmAbsent(account, found.suspicion);
        store.runs.clearSuspicion(account);
        changed();
        return await Promise.resolve({ ok: true, value: { ok: true } });
      }),
  };
}

/**
 * Why what the vendor shows may be another organisation's; null: it is this account's. A run judges by whole lists; a single
 * record tells nothing, so the token has to be known, and the agents, where they can be listed, have to be known ones.
 */
async function describeStranger(
  store: SyncStore,
  account: Account,
  connection: VendorConnection,
): Promise<string | null> {
  const view = () => store.loadView(account.id);
  const before = view();
  if (before === undefined) return null;
  const { name, capabilities } = before;
  const unknown = say.nothingHasShownYet(name);
  const isKnown = account.lastScanAt === null || createOwner(store, () => view() ?? before, account).isOwnerKnown();
  if (!isKnown) return unknown;
  if (!capabilities.listTargets) return null;
  const listed = await connection.listTargets(AbortSignal.timeout(60_000));
  // A token that may not list agents may well look a record up.
  if (!listed.ok) return listed.class === 'forbidden' ? null : listed.message;
  return isOfStrangers(before, listed.value) ? say.noneOfTheAgentsThat(name) : null;
}
