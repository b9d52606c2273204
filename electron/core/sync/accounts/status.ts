/** Where each account stands, as the sync line and the accounts screen show it: counts, one word, one sentence. */
import type { AccountRow, Vendor } from '../../../../shared/contract/sync.ts';
import { keepingOf } from '../../../../shared/domain/vendor/remote.ts';
import { ofEach, wordFields } from '../../../../shared/fields.ts';
import { type Instant, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { QuietNow } from '../../../../shared/domain/time/quietHours.ts';
import type { AccountId, Target } from '../../../../shared/domain/entry/scope.ts';
import type { Account } from '../../db/sync/accountRows.ts';
import type { SyncRun } from '../../db/sync/syncRunRows.ts';
import type { Clock, SecretStore } from '../../ports.ts';
import type { VendorAdapter } from '../../vendors/adapter.ts';
import { toTargetRow } from './accountTargets.ts';
import type { ClockTrust } from '../record/clockTrust.ts';
import { describeToken, loadToken, type TokenState } from '../vendor/accountToken.ts';
import { describeHeld } from '../vendor/sameAccount.ts';
import { isLongWait } from '../vendor/turnstile.ts';
import type { Runner } from '../run/runner.ts';
import { nextRunAt } from '../run/scheduler.ts';
import type { VendorRecords } from '../../list/commands/listDeps.ts';
import { describeNotes } from './accountNotes.ts';
import { type AtVendor, countAtVendor } from './countAtVendor.ts';
import type { Lead } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { statusWords } from '../../../../shared/words/core/sync/accounts.ts';

/** Seconds for one request where the vendor documents no rate. */
const secondsPerRequest = 0.2;

type Counts = Pick<
  AccountRow,
  | 'inStep'
  | 'waiting'
  | 'unconfirmed'
  | 'parked'
  | 'needsCallReference'
  | 'removeByHand'
  | 'conflicts'
  | 'mayCall'
  | 'lessThere'
  | 'cannotVerify'
>;

export type Status = {
  readonly listAccounts: () => Promise<AccountRow[]>;
  /** What this desk itself says of an account that it tells; undefined: there is no such account. */
  readonly say: (account: AccountId) => Promise<Pick<AccountRow, 'state' | 'sentence'> | undefined>;
  /** Whether the account's token can be used here. */
  readonly hasToken: (account: AccountId) => Promise<boolean>;
  readonly listVendors: () => Vendor[];
};

/** The state of every account, counted again with each call. */
export function createStatus(parts: {
  store: SyncStore;
  records: Pick<VendorRecords, 'rowsOf'>;
  clock: Clock;
  trust: Pick<ClockTrust, 'judge'>;
  secrets: SecretStore;
  adapters: readonly VendorAdapter[];
  runner: Pick<Runner, 'isRunning' | 'progressOf'>;
  /** The quiet hours that are on now, or null. */
  quiet: () => QuietNow | null;
  lead: Pick<Lead, 'tell'>;
}): Status {
  const { store, records, clock, trust, secrets, adapters, runner, quiet, lead } = parts;

  async function toRow(account: Account, hush: QuietNow | null): Promise<AccountRow> {
    const { id, vendor, name, baseUrl, settings, adopt, everyMinutes, paused, lastTest, lastScanAt } = account;
    const adapter = store.findAdapter(vendor);
    const atVendor = countAtVendor({ store, records }, id, toInstant(clock.now()));
    const counts = countRecords(store, account, adapter, atVendor);
    const token = (await loadToken(secrets, account)).state;
    const suspicious = store.runs.loadSuspicious(id);
    const last = store.runs.loadLast(id);
    const newest = store.runs.loadNewest(id);
    const owed = counts.waiting + counts.unconfirmed;
    const rate = adapter?.capabilities.requestsPerMinute ?? null;
    const next = nextRunAt(store, account, clock.now());
    const mails = adapter?.capabilities.mailsOnAdd === true ? owed : 0;
    const targets = store.targets.listOf(id);
    return {
      id,
      vendor,
      vendorName: adapter?.name ?? vendor,
      name,
      baseUrl,
      settings: { ...settings },
      hasToken: token === 'there',
      isAddressConfirmed: account.isAddressConfirmed,
      adopt,
      everyMinutes,
      paused,
      mailsAllowed: account.mailsAllowed,
      putsBack: account.putsBack,
      ...describeState({
        account,
        mails,
        counts,
        lessMayCall: atVendor.lessMayCall,
        unread: atVendor.unread,
        asked: listAsked(store, targets),
        last,
        suspicious,
        token,
        held: describeHeld({ store, account: id }),
        isRunning: runner.isRunning(id),
        doing: runner.progressOf(id),
        now: clock.now(),
        hush,
      }),
      ...counts,
      lastTest: lastTest === null ? null : { ...lastTest, at: toInstant(lastTest.at) },
      lastScanAt: lastScanAt === null ? null : toInstant(lastScanAt),
      nextRunAt: next === null ? null : toInstant(Math.max(next, hush?.until ?? clock.now(), clock.now())),
      lastRun:
        newest === undefined ? null : { id: newest.id, at: toInstant(newest.startedAt), outcome: newest.outcome },
      pushSeconds: Math.ceil(owed * (rate === null ? secondsPerRequest : 60 / rate)),
      mails,
      suspicion: suspicious?.suspicion
        ? {
            run: suspicious.id,
            sentence: suspicious.suspicion.sentence,
            about: suspicious.suspicion.agents === undefined ? 'records' : 'agents',
          }
        : null,
      longWaitUntil: describeLongWait(account, clock.now()),
      notes: describeNotes(account, targets, trust),
      lead: null,
      targets: targets.map((target) => toTargetRow(target, name)),
    };
  }

  return {
    async listAccounts() {
      const hush = quiet();
      return await Promise.all(
        store.accounts.list().map(async (account) => toShownRow(await toRow(account, hush), lead)),
      );
    },
    async say(id) {
      const account = store.accounts.load(id);
      if (account === undefined) return undefined;
      const { state, sentence } = await toRow(account, quiet());
      return { state, sentence };
    },
    async hasToken(id) {
      const account = store.accounts.load(id);
      return account !== undefined && (await loadToken(secrets, account)).state === 'there';
    },
    listVendors: () => adapters.map(toVendor),
  };
}

/** As the account stands, or as another desk tells it, where that one tells its vendor. */
function toShownRow(row: AccountRow, { tell }: Pick<Lead, 'tell'>): AccountRow {
  const lead = tell(row.id);
  if (lead === null) return row;
  const { state, sentence } = lead;
  if (state === null || sentence === null) return { ...row, lead };
  return { ...row, lead, state, sentence, nextRunAt: null, suspicion: null, longWaitUntil: null };
}

/** The targets of the account about which it is asked whether they are others that were there before, by what they are. */
function listAsked({ sameQuestions }: SyncStore, targets: readonly Target[]): readonly Target['kind'][] {
  const own = new Map(targets.map(({ id, kind }) => [id, kind]));
  return sameQuestions.listOpen().flatMap(({ target }) => own.get(target) ?? []);
}

/** Until when the vendor wants to be left alone, where that is more than a day: a question to a person. */
function describeLongWait({ notBefore }: Account, now: number): Instant | null {
  return notBefore !== null && isLongWait(notBefore - now) ? toInstant(notBefore) : null;
}

function countRecords(
  store: SyncStore,
  { id }: Account,
  adapter: VendorAdapter | undefined,
  { mayCall, less, unverified }: AtVendor,
): Counts {
  const owed = store.outbox.counts(id);
  const isBlind = adapter?.capabilities.list === 'none' && !adapter.capabilities.lookup;
  const settled = Math.max(0, store.remotes.countInStep(id) - less);
  return {
    inStep: isBlind ? 0 : Math.max(0, settled - unverified.agreed),
    cannotVerify: isBlind ? settled : unverified.all,
    waiting: owed.waiting,
    unconfirmed: owed.unknown,
    parked: owed.parked,
    needsCallReference: owed.needsInput,
    removeByHand: owed.manual,
    conflicts: store.conflicts.countOpen(id),
    mayCall,
    lessThere: less,
  };
}

/** The first that applies, from what needs a person most. */
function describeState(facts: {
  account: Account;
  counts: Counts;
  /** How many numbers the vendor may call because it keeps less than it was told. */
  lessMayCall: number;
  /** How many records there cannot be read. */
  unread: number;
  /** How many questions are open whether an agent is one that was made again. */
  asked: readonly Target['kind'][];
  /** How many e-mails sending what waits would cause. */
  mails: number;
  last: SyncRun | undefined;
  suspicious: SyncRun | undefined;
  token: TokenState['state'];
  /** Why nothing is read or sent, while it is asked whether this is another account; null: it is not asked. */
  held: string | null;
  isRunning: boolean;
  /** What its run says that it is doing. */
  doing: string | null;
  now: number;
  hush: QuietNow | null;
}): Pick<AccountRow, 'state' | 'sentence'> {
  const { account, counts, last, suspicious, token, isRunning, now } = facts;
  const { name } = account;
  // Quiet hours concern only what runs by itself.
  const hush = account.everyMinutes === 0 ? null : facts.hush;
  if (facts.held !== null) return { state: 'needsYou', sentence: facts.held };
  if (isRunning) return { state: 'syncing', sentence: statusWords.syncingWithNow(name, facts.doing) };
  if (token !== 'there') return { state: 'needsYou', sentence: describeToken(token, name, account.baseUrl) };
  if (account.paused) return { state: 'paused', sentence: statusWords.pausedNothingIsSent(name) };
  const longWait = describeLongWait(account, now);
  if (longWait !== null)
    return {
      state: 'needsYou',
      sentence: statusWords.asksToWaitUntilMore(name, longWait),
    };
  const isOffline = account.backOffUntil !== null;
  const failed =
    last?.outcome === 'failed' && !isOffline ? (last.error ?? statusWords.theLastSyncWithFailed(name)) : null;
  // What keeps it from being read is said before what the last reading asks, which has a line of its own.
  if (suspicious?.suspicion) return { state: 'needsYou', sentence: failed ?? suspicious.suspicion.sentence };
  if (account.notBefore !== null && account.notBefore > now)
    return {
      state: 'waiting',
      sentence: statusWords.asksToWaitUntilNothing(name, toInstant(account.notBefore)),
    };
  if (failed !== null) return { state: 'needsYou', sentence: failed };
  if (facts.mails > 0 && !account.mailsAllowed)
    return {
      state: 'needsYou',
      sentence: statusWords.eMailsYourOrganisations(name, facts.mails),
    };
  const needed = describeNeeds(facts);
  if (needed !== null) return { state: 'needsYou', sentence: needed };
  if (isOffline) return { state: 'offline', sentence: statusWords.couldNotBeReached(name, last?.error ?? '').trim() };
  const owed = counts.waiting + counts.unconfirmed;
  if (owed > 0)
    return {
      state: 'waiting',
      sentence: statusWords.toBeSentTo(owed, hush?.to ?? null, name),
    };
  const next = hush === null ? '' : statusWords.theNextSyncWaits(hush.to);
  if (account.lastScanAt === null) return { state: 'never', sentence: statusWords.notSyncedWithYet(name, next) };
  return { state: 'inStep', sentence: statusWords.inStepWith(name, counts, next) };
}

function describeNeeds(facts: {
  readonly account: Account;
  readonly counts: Counts;
  readonly lessMayCall: number;
  readonly unread: number;
  readonly asked: readonly Target['kind'][];
}): string | null {
  const { account, counts, lessMayCall, unread, asked } = facts;
  const agents = asked.filter((kind) => kind !== 'account').length;
  const needs = [
    asked.includes('account') ? statusWords.sayWhetherTheAccount : null,
    agents > 0 ? statusWords.sayWhetherTheSame(agents) : null,
    counts.conflicts > 0 ? statusWords.toDecide(counts.conflicts) : null,
    counts.parked > 0 ? statusWords.refusedByTheVendor(counts.parked) : null,
    counts.removeByHand > 0 ? statusWords.toRemoveByHand(counts.removeByHand) : null,
    counts.needsCallReference > 0 ? statusWords.aCallReference(counts.needsCallReference) : null,
    lessMayCall > 0 ? statusWords.keptForLess(counts.lessThere) : null,
    unread > 0 ? statusWords.cannotBeRead(unread) : null,
  ].filter((need) => need !== null);
  const callable = counts.mayCall + lessMayCall;
  const free = callable === 0 ? '' : statusWords.mayCallOfTheseNow(account.name, callable);
  return needs.length === 0 ? null : statusWords.needsYou(needs.join(', '), free);
}

function toVendor({ id, name, defaultBaseUrl, tokenLabel, settings, capabilities }: VendorAdapter): Vendor {
  const { keeps, needsCallReference, mailsOnAdd, requestsPerMinute, warnings } = capabilities;
  return {
    id,
    name,
    defaultBaseUrl,
    tokenLabel,
    settings: settings.map((setting) => ({ ...setting })),
    keeps: { ...keeps, ...ofEach(wordFields, (field) => keepingOf(capabilities, field, name)) },
    needsCallReference,
    mailsOnAdd,
    requestsPerMinute,
    warnings: [...warnings],
  };
}
