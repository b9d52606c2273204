/**
 * The vendors' side of numbers, for the list and the number drawer: every record that an entry asks for or that a
 * vendor has, and its state.
 */
import type { VendorRow } from '../../../../shared/contract/entries.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { redacted } from '../../../../shared/domain/entry/redaction.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { oursOnLists } from '../../../../shared/domain/vendor/ours.ts';
import type { RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { RecordState } from '../../../../shared/contract/sync.ts';
import { isSameQuestion } from '../../db/sync/conflictRows.ts';
import { byKey, type RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { RecordSummary, VendorRecords } from '../../list/commands/listDeps.ts';
import type { Clock } from '../../ports.ts';
import type { ClockTrust } from './clockTrust.ts';
import { describeRecord } from './evidenceWords.ts';
import { createForesee } from './foresee.ts';
import { createRedactRecords } from './redactRecords.ts';
import { findOtherEntry } from './otherEntry.ts';
import type { RecordFacts } from './recordFacts.ts';
import { bySeverity, nextActionOf, type RecordVerdict, toActions, toRecordVerdict } from './recordState.ts';
import { alone, type Lead } from './lead.ts';
import type { SyncStore } from './syncStore.ts';
import { recordsWords as say } from '../../../../shared/words/core/sync/record.ts';

/** `question`: the id of the open question about the record, which may be about other lists of the account too. */
type Standing = RecordVerdict & { readonly record: RecordFacts; readonly question: number | null };

/** A block that no vendor's list has and that nothing will put there. */
export type Neglected = { readonly number: PhoneNumber; readonly account: string };

/** What a sync would do about a record that is owed. `owed`: the id of its row. */
export type PlannedRecord = {
  readonly owed: number;
  readonly number: PhoneNumber;
  readonly place: string;
  readonly action: RecordAction;
};

/** What the list shows of the vendors' side, what `verify` asks of it, and what a preview of a sync does. */
export type Records = VendorRecords & {
  /**
   * Those of these numbers whose block a vendor has never had, though nothing is owed and no question is open. A change owes what
   * it concerns in its own transaction, so the row that owed it was taken away past the desk.
   */
  readonly neglected: (numbers: readonly PhoneNumber[]) => readonly Neglected[];
  /** What a sync of the account would do about each record of these numbers that it is owed, by the planner that it asks. */
  readonly planOwed: (account: AccountId, numbers: readonly PhoneNumber[]) => readonly PlannedRecord[];
};

export type RecordsParts = {
  readonly store: SyncStore;
  readonly clock: Clock;
  readonly trust: Pick<ClockTrust, 'judge'>;
  /** Of the desks that share a list one tells each vendor. */
  readonly lead?: Pick<Lead, 'refuse'>;
};

/** The vendors' side of numbers over the sync store. */
export function createRecords({ store, clock, trust, lead = alone }: RecordsParts): Records {
  /** Every record of these numbers, by number; those of one number in order of account. */
  function standings(numbers: readonly PhoneNumber[]): Map<PhoneNumber, Standing[]> {
    const views = store.loadViews();
    if (views.length === 0) return new Map();
    const entries = store.entries.loadMany(numbers);
    const facts = byKey(store.remotes.listOfNumbers(numbers));
    const owed = byKey(store.outbox.listOfNumbers(numbers));
    const conflicts = byKey(store.conflicts.listOpenOfNumbers(numbers));
    const suspicions = new Map(views.map(({ id }) => [id, store.runs.loadSuspicious(id)?.suspicion?.scans]));
    const wrongClock = new Set(views.flatMap(({ id, name }) => (trust.judge(id, name).agrees ? [] : [id])));
    const asking = new Set(store.accounts.list().flatMap(({ id, mailsAllowed }) => (mailsAllowed ? [] : [id])));
    const at = toInstant(clock.now());
    const scopesOf = (number: PhoneNumber, account: AccountView, entry: Entry | undefined) => {
      const ours = oursOnLists(entry, account, at);
      const known = [facts, owed, conflicts].flatMap((rows) => [
        ...(rows.get(`${account.id}/${number}`)?.keys() ?? []),
      ]);
      return { ours, scopes: new Set([...ours.lists, ...known]) };
    };
    return new Map(
      numbers.map((number) => {
        const rows = views.flatMap((account) => {
          const suspicious = suspicions.get(account.id);
          const { ours, scopes } = scopesOf(number, account, entries.get(number));
          const key = `${account.id}/${number}`;
          return [...scopes].flatMap((scope): Standing[] => {
            const record = {
              ours: ours.of(scope),
              facts: facts.get(key)?.get(scope),
              owed: owed.get(key)?.get(scope),
              conflict: conflicts.get(key)?.get(scope),
              account,
              scope,
              suspiciousScan: suspicious?.[scope],
              mailsAllowed: !asking.has(account.id),
              clockAgrees: !wrongClock.has(account.id),
              otherForm: () => findOtherEntry(store, { number, account, list: scope, at }, store.entries.load),
              at,
            };
            const verdict = toRecordVerdict(record);
            if (verdict === undefined) return [];
            const { conflict } = record;
            const group = [...(conflicts.get(key)?.values() ?? [])].filter((one) =>
              conflict === undefined ? false : isSameQuestion(one, conflict),
            );
            const question = group.length === 0 ? null : Math.min(...group.map(({ id }) => id));
            return [{ ...verdict, record, question }];
          });
        });
        return [number, rows];
      }),
    );
  }

  function rowsOf(numbers: readonly PhoneNumber[]): ReadonlyMap<PhoneNumber, readonly VendorRow[]> {
    const found = standings(numbers);
    return new Map([...found].map(([number, rows]) => [number, rows.map((row) => toVendorRow(row, store, lead))]));
  }

  return {
    summarise: (numbers) => new Map([...standings(numbers)].map(([number, rows]) => [number, toSummary(rows)])),
    rowsFor: (number) => rowsOf([number]).get(number) ?? [],
    rowsOf,
    neglected: (numbers) =>
      [...standings(numbers)].flatMap(([number, rows]) =>
        rows
          .filter(({ state, record }) => state === 'missingThere' && isNeverOwed(record))
          .map(({ record }) => ({ number, account: record.account.name })),
      ),
    planOwed: (account, numbers) =>
      [...standings(numbers)].flatMap(([number, rows]) =>
        rows.flatMap(({ record }) => (record.account.id === account ? toPlanned(number, record) : [])),
      ),
    historyOf: (number) =>
      store.remotes.listOfNumbers([number]).flatMap(({ account, scope, records, seenAt }) => {
        const view = store.loadView(account);
        if (view === undefined) return [];
        const place = nameRecord(view, scope, null);
        return records.map((record) => ({
          at: toInstant(record.firstSeenAt ?? seenAt ?? 0),
          sentence: describeRecord(place, record),
        }));
      }),
    foresee: createForesee({ store, clock }),
    ...createRedactRecords(store),
  };
}

function toPlanned(number: PhoneNumber, record: RecordFacts): readonly PlannedRecord[] {
  const { owed, ours, suspiciousScan, account, scope } = record;
  if (owed === undefined) return [];
  const agents = ours.kind === 'wanted' ? ours.record.fields.agents : (record.facts?.seen?.agents ?? null);
  const action = nextActionOf(record, { addsOnly: suspiciousScan !== undefined });
  return [{ owed: owed.id, number, place: nameRecord(account, scope, agents ?? null), action }];
}

function isNeverOwed({ owed, conflict, facts }: RecordFacts): boolean {
  const isKnown = facts !== undefined && (facts.base !== null || facts.seen !== null || facts.missedScan !== null);
  return owed === undefined && conflict === undefined && !isKnown;
}

function toSummary(rows: readonly Standing[]): RecordSummary {
  const counted = rows.filter(({ state }) => state !== 'gone');
  const inStep = counted.filter(({ state }) => state === 'inStep').length;
  const worst = bySeverity.find((state) => counted.some((row) => row.state === state)) ?? null;
  const late = counted.filter(({ state }) => state !== 'waiting' && state !== 'unconfirmed');
  const mayCall = late.filter((row) => row.mayCall !== null).length;
  return { total: counted.length, inStep, worst, mayCall };
}

function toVendorRow(
  { state, sentence, mayCall, record, question }: Standing,
  store: SyncStore,
  lead: Pick<Lead, 'refuse'>,
): VendorRow {
  const { account, scope, facts, ours } = record;
  const wanted = ours.kind === 'wanted' ? ours.record : null;
  const stored = store.accounts.load(account.id);
  const vendor = stored?.vendor ?? '';
  const led = lead.refuse(account.id);
  const told = [sentence, ...(facts?.seen?.reason === redacted ? [say.itMayStillHoldWhat] : [])];
  const toText = (epochMs: number | null | undefined) =>
    epochMs === null || epochMs === undefined ? null : toInstant(epochMs);
  return {
    account: account.id,
    accountName: account.name,
    vendorName: store.findAdapter(vendor)?.name ?? vendor,
    scope,
    targetName: nameRecord(account, scope, wanted?.fields.agents ?? facts?.seen?.agents ?? null),
    state,
    sentence: [...told, ...(led === null ? [] : [led])].join(' '),
    mayCall,
    lastSeenAt: toText(lastSeenAt(facts, state, stored?.lastScanAt ?? null)),
    lastSentAt: toText(facts?.sentAt),
    lastAnswer: facts?.sentAnswer ?? null,
    // What can be done about a record is done at the desk that tells its vendor.
    actions: led === null ? toActions(state, account) : [],
    conflict: question,
  };
}

/**
 * A scan notes nothing about a record that it finds unchanged, so every complete scan since has seen the record too.
 */
function lastSeenAt(facts: RemoteFacts | undefined, state: RecordState, lastScanAt: number | null): number | null {
  const seenAt = facts?.seenAt ?? null;
  const isNoted = seenAt === null || facts?.seen === null || facts?.missedScan !== null || state === 'gone';
  return isNoted ? seenAt : Math.max(seenAt, lastScanAt ?? 0);
}

/** The lists of one account that a question is about, by name: at most four, and how many more. */
export function nameLists(account: AccountView, lists: readonly string[], agents: readonly string[] | null): string {
  const [first] = lists;
  if (first === undefined || lists.length === 1) return nameRecord(account, first ?? '', agents);
  const shown = lists.length > 5 ? lists.slice(0, 4) : lists;
  const names = shown.map((list) => account.targets.find(({ remoteId }) => remoteId === list)?.name ?? list);
  const more = lists.length - shown.length;
  return `${account.name} / ${names.join(', ')}${more === 0 ? '' : say.andMore(more)}`;
}

/** "OSVI / Outbound 1", "Yappr / Sales, Support", or the account's name for the whole account (agents null). */
export function nameRecord(account: AccountView, scope: string, agents: readonly string[] | null): string {
  const ids = scope === '' ? agents : [scope];
  if (ids === null) return account.name;
  // Agents at rest are left out where records are compared: none is left, and it is not for all.
  if (ids.length === 0) return say.agentsAtRest(account.name);
  const names = ids.map((id) => account.targets.find(({ remoteId }) => remoteId === id)?.name ?? id);
  return `${account.name} / ${names.join(', ')}`;
}
