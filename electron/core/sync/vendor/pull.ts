/**
 * Reads the vendor's whole list, one page per transaction, and merges what it holds. A scan counts only when it came to
 * its end. Only then does a record's absence mean anything, and only after a second look: a look-up, or a second scan
 * where there is none. A scan that would take too many records for gone stops and waits for a person.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { oursOf } from '../../../../shared/domain/vendor/ours.ts';
import type { RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import { countOf, toCount } from '../../../../shared/words/counts.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { Suspicion } from '../../db/sync/syncRunRows.ts';
import type { ScanPage, VendorFailure, VendorResult } from '../../vendors/adapter.ts';
import { toAbsence, toObservation, toObservations } from '../record/observation.ts';
import { nameRecord } from '../record/records.ts';
import { createFormMatcher } from './otherForms.ts';
import type { RunContext } from './runContext.ts';
import { createSeenNumbers, markMissed, type SeenNumbers } from './seenNumbers.ts';
import { markGone, withRoom } from '../record/targets.ts';

/** `problem`: why the list, or part of it, could not be read; what was read is merged in any case. */
export type PullResult = {
  readonly problem: string | null;
  readonly suspicion: Suspicion | null;
  /** How many records have a number that no numbering plan has. */
  readonly inNoPlan?: number;
};

const absentPage = 500;
const heldPage = 500;
/** So many absences are looked up one by one; beyond it the scan's word is taken. Either way they stay blocked. */
const mostLookups = 200;

/** Scans every remote list of the account, then follows up what is no longer there. */
export async function pull(context: RunContext): Promise<PullResult> {
  const { store, requests, view } = context;
  const account = view();
  const scan = store.inTransaction(() => store.accounts.nextScan(account.id));
  const agreed = store.remotes.countAgreedNumbers(account.id);
  const scopes = remoteLists(context);
  const seenBefore = new Map(scopes.map((scope) => [scope, store.remotes.countSeen(account.id, scope)]));
  const found = new Map<string, number>();
  let inNoPlan = 0;
  let problem: string | null = null;
  for (const scope of scopes) {
    const seen = createSeenNumbers();
    const result = await scanList(context, scope, scan, seen, true);
    if (result.kind === 'complete') {
      context.complete.set(scope, scan);
      found.set(scope, result.records);
      inNoPlan += result.inNoPlan;
      markMissed(store, { account: account.id, scope, scan }, seen);
    }
    if (result.kind === 'failed') problem = result.message;
    if (requests.halted() !== null) return { problem: requests.halted()?.message ?? problem, suspicion: null };
  }
  const again = account.capabilities.lookup
    ? []
    : [...context.complete.keys()].filter((scope) => isInDoubt(context, scope, scan));
  for (const scope of again) {
    // A record that either of the two scans shows is there: the second look removes marks and makes none.
    const result = await scanList(context, scope, scan, createSeenNumbers(), false);
    if (result.kind === 'complete') continue;
    context.complete.delete(scope);
    if (result.kind === 'failed') problem = result.message;
    if (requests.halted() !== null) return { problem, suspicion: null };
  }
  const suspicion = suspect(context, scan, agreed, seenBefore, found);
  if (suspicion !== null) return { problem, suspicion };
  for (const scope of context.complete.keys()) await followAbsent(context, scope, scan);
  return { problem: requests.halted()?.message ?? problem, suspicion: null, inNoPlan };
}

/** Merges the absences of scans that a person confirmed. Nothing is asked of the vendor. */
export function applyAbsent(
  { store, reconciler, view }: Pick<RunContext, 'store' | 'reconciler' | 'view'>,
  scans: Readonly<Record<string, number>>,
): void {
  for (const [scope, scan] of Object.entries(scans))
    for (const page of absentPages({ store, view }, scope, scan))
      reconciler.apply(
        scope,
        page.map((gone) => toAbsence(gone)),
        null,
      );
}

/** The lists that the account has at its vendor. */
export function remoteLists({ view }: Pick<RunContext, 'view'>): readonly string[] {
  const { capabilities, targets } = view();
  if (capabilities.agents !== 'record') return [''];
  return targets.flatMap(({ remoteId, state }) =>
    remoteId !== null && (state === 'active' || state === 'inactive') ? [remoteId] : [],
  );
}

type ListScan =
  | { readonly kind: 'complete'; readonly records: number; readonly inNoPlan: number }
  | { readonly kind: 'gone' }
  | { readonly kind: 'failed'; readonly message: string };

async function scanList(
  context: RunContext,
  scope: string,
  scan: number,
  seen: SeenNumbers,
  isFirst: boolean,
): Promise<ListScan> {
  const { connection, requests, reconciler, store, tally, view, progress } = context;
  const matcher = createFormMatcher<RemoteRecord>({ store, account: view().id, scope });
  const merge = (read: readonly RemoteRecord[]): void => {
    reconciler.apply(scope, toObservations(read, 'scan'), scan);
    for (const { number } of read) seen.add(number);
  };
  let cursor: string | null = null;
  let records = 0;
  let inNoPlan = 0;
  let isWhole = true;
  for (;;) {
    const at: string | null = cursor;
    // An agent's list that the token may not read is trouble of that list alone.
    const page: VendorResult<ScanPage> = await requests.read<ScanPage>((signal) => connection.scan(scope, at, signal), {
      mayBeForbidden: scope !== '',
    });
    if (!page.ok) {
      if (page.listGone !== true) return { kind: 'failed', message: describeUnread(context, scope, page) };
      markGone(store, view(), scope);
      return { kind: 'gone' };
    }
    const value: ScanPage = withoutRoom(page.value, withRoom(view(), page.value.records));
    merge(matcher.take(value.records));
    for (const { remoteId } of value.unreadable) {
      if (remoteId === null) isWhole = false;
      else noteUnreadable(context, scope, remoteId, seen);
    }
    records += value.records.length + value.unreadable.length;
    inNoPlan += value.records.filter((record) => record.inNoPlan === true).length;
    if (isFirst) {
      tally.unreadable += value.unreadable.length;
      tally.scanned += value.records.length;
    }
    progress(`Reading ${view().name}'s list: ${tally.scanned} records.`, tally.scanned, null);
    if (value.next === null) break;
    cursor = value.next;
  }
  if (isWhole) {
    const held = matcher.settle();
    for (let at = 0; at < held.length; at += heldPage) merge(held.slice(at, at + heldPage));
    return { kind: 'complete', records, inNoPlan };
  }
  return { kind: 'failed', message: `${view().name} sent records that cannot be told apart; nothing counts as gone.` };
}

/** The page with the records that name too many agents among those that cannot be read. */
function withoutRoom(page: ScanPage, { kept, left }: ReturnType<typeof withRoom>): ScanPage {
  if (left.length === 0) return page;
  const why = 'The record names more agents than this desk keeps for an account.';
  const unreadable = left.map(({ remoteId }) => ({ remoteId, why }));
  return { ...page, records: kept, unreadable: [...page.unreadable, ...unreadable] };
}

/** Why a list could not be read, with the name of its agent where the account has several lists. */
function describeUnread({ view }: RunContext, scope: string, { message }: VendorFailure): string {
  return scope === '' ? message : `${message} So the list of ${nameRecord(view(), scope, null)} was not read.`;
}

/** A record that cannot be read makes its numbers doubtful; it does not prove that they are there. */
function noteUnreadable({ store, view }: RunContext, scope: string, remoteId: string, seen: SeenNumbers): void {
  const numbers = store.remotes.listById(view().id, scope, remoteId);
  for (const number of numbers) seen.add(number);
  if (numbers.length > 0) store.inTransaction(() => store.remotes.markMissed(view().id, scope, numbers, null));
}

function* absentPages(
  { store, view }: Pick<RunContext, 'store' | 'view'>,
  scope: string,
  scan: number,
): Generator<readonly RemoteFacts[]> {
  let after = 0;
  for (;;) {
    const page = store.remotes.listAbsent(view().id, scope, scan, after, absentPage);
    const last = page.at(-1);
    if (last === undefined) return;
    yield page;
    after = last.number;
  }
}

/** Whether a record seems to be gone, or a request's outcome depends on this scan: reason enough for a second one. */
function isInDoubt({ store, view }: RunContext, scope: string, scan: number): boolean {
  const { id } = view();
  return (
    store.remotes.listAbsent(id, scope, scan, 0, 1).length > 0 || store.outbox.listUnknown(id, scope, 0, 1).length > 0
  );
}

/** Records that are wanted and agreed and no longer there: what the scan would take for gone. */
function missed(
  { store, view, now }: Pick<RunContext, 'store' | 'view' | 'now'>,
  page: readonly RemoteFacts[],
): readonly RemoteFacts[] {
  const account = view();
  const entries = store.entries.loadMany(page.map(({ number }) => number));
  return page.filter(({ base, number, scope }) => {
    if (base === null || (base.until !== null && base.until <= now())) return false;
    return oursOf(entries.get(number), account, scope, now()).kind === 'wanted';
  });
}

/**
 * Whether the absences in complete scans are too many to be believed without a person. What counts is how many numbers
 * are missing, on however many lists. `agreed`: how many numbers were.
 */
export function suspect(
  context: Pick<RunContext, 'store' | 'view' | 'now' | 'complete'>,
  scan: number,
  agreed: number,
  seenBefore: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): Suspicion | null {
  const gone = new Set<PhoneNumber>();
  let emptied = false;
  for (const scope of context.complete.keys()) {
    let here = 0;
    for (const page of absentPages(context, scope, scan)) {
      const missing = missed(context, page);
      here += missing.length;
      for (const { number } of missing) gone.add(number);
    }
    if (here > 0 && found.get(scope) === 0 && (seenBefore.get(scope) ?? 0) > 0) emptied = true;
  }
  if (gone.size === 0 || (!emptied && gone.size <= Math.max(5, agreed * 0.01))) return null;
  const { name } = context.view();
  const sentence = `${name}'s list no longer has ${countOf(gone.size, 'number')} of the ${toCount(agreed)} that were agreed. Nothing was taken as removed: is this the right list?`;
  const scans = Object.fromEntries(context.complete);
  const others = [...found.values()].reduce((sum, count) => sum + count, 0);
  if (gone.size < agreed || others === 0) return { sentence, scans };
  const strange = `None of the ${toCount(agreed)} numbers that were agreed is on ${name}'s list any more, and others are. Nothing was sent or taken as removed: does the token belong to another organisation?`;
  return { sentence: strange, scans, isOfStrangers: true };
}

async function followAbsent(context: RunContext, scope: string, scan: number): Promise<void> {
  const { store, requests, reconciler, connection, view } = context;
  const { lookup } = view().capabilities;
  let lookups = 0;
  for (const page of absentPages(context, scope, scan)) {
    const inDoubt = new Set(lookup ? missed(context, page).map(({ number }) => number) : []);
    reconciler.apply(
      scope,
      page.filter(({ number }) => !inDoubt.has(number)).map((gone) => toAbsence(gone)),
      null,
    );
    for (const number of inDoubt) {
      if (lookups >= mostLookups) {
        reconciler.apply(scope, [toAbsence({ number })], null);
        continue;
      }
      lookups += 1;
      const answer = await requests.read((signal) => connection.lookup(scope, number, signal));
      if (requests.halted() !== null) return;
      if (answer.ok)
        reconciler.apply(
          scope,
          [answer.value === null ? toAbsence({ number }, 'lookup') : toObservation(answer.value, 'lookup')],
          scan,
        );
    }
  }
  if (lookup) return;
  // Nothing else can settle these: two scans in a row did not see them.
  let after = 0;
  for (;;) {
    const page = store.outbox.listUnknown(view().id, scope, after, absentPage);
    const last = page.at(-1);
    if (last === undefined) return;
    reconciler.apply(
      scope,
      page.map((gone) => toAbsence(gone)),
      null,
    );
    after = last.id;
  }
}
