/**
 * Reads the vendor's lists (readLists.ts), and judges what is no longer there. A scan counts only when it came to
 * its end. Only then does a record's absence mean anything, and only after a second look: a look-up, or a second scan
 * where there is none. A scan that would take too many records for gone stops and waits for a person.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { oursOf } from '../../../../shared/domain/vendor/ours.ts';
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { Suspicion } from '../../db/sync/syncRunRows.ts';
import { toAbsence, toObservation } from '../record/observation.ts';
import { forgetReadings } from './keptReading.ts';
import { readLists, remoteLists } from './readLists.ts';
import type { RunContext } from './runContext.ts';
import { markMissed } from './seenNumbers.ts';
import { pullWords as say } from '../../../../shared/words/core/sync/vendor.ts';

/** `problem`: why the list, or part of it, could not be read; what was read is merged in any case. */
export type PullResult = {
  readonly problem: string | null;
  readonly suspicion: Suspicion | null;
  /** How many records have a number that no numbering plan has. */
  readonly inNoPlan?: number;
  /** When (epoch ms) a reading began that an earlier run broke off and this one has finished. */
  readonly wentOnFrom?: number | undefined;
};

const absentPage = 500;
/** So many absences are looked up one by one; beyond it the scan's word is taken. Either way they stay blocked. */
const mostLookups = 200;

/**
 * Scans every remote list of the account, then follows up what is no longer there. `meanwhile`: sends what is more urgent,
 * before each page and each look-up.
 */
export async function pull(context: RunContext, meanwhile: () => Promise<void>): Promise<PullResult> {
  const { store, requests, view } = context;
  const account = view();
  const scan = store.inTransaction(() => store.accounts.nextScan(account.id));
  const agreed = store.remotes.countAgreedNumbers(account.id);
  const scopes = remoteLists(context);
  const seenBefore = new Map(scopes.map((scope) => [scope, store.remotes.countSeen(account.id, scope)]));
  const found = new Map<RemoteList, number>();
  let inNoPlan = 0;
  let problem: string | null = null;
  const begun: number[] = [];
  const read = await readLists(context, scopes, { scan, isFirst: true, meanwhile });
  const strange = [...read].flatMap(([scope, { kind }]) => (kind === 'strange' ? [scope] : []));
  if (strange.length > 0 && !context.isOwnerKnown())
    return { problem, suspicion: { sentence: describeStrange(account.name, agreed), scans: {}, isOfStrangers: true } };
  // Another list has told meanwhile whose token it is.
  const proven = await readLists(context, strange, { scan, isFirst: true, meanwhile });
  for (const [scope, result] of [...read, ...proven]) {
    if (result.kind === 'failed') problem = result.message;
    if (result.kind !== 'complete') continue;
    context.complete.set(scope, scan);
    found.set(scope, result.records);
    inNoPlan += result.inNoPlan;
    if (result.wentOnFrom !== null) begun.push(result.wentOnFrom);
    markMissed(store, { account: account.id, scope, scan }, result.seen);
  }
  context.reading.clear();
  if (requests.halted() !== null) return { problem: requests.halted()?.message ?? problem, suspicion: null };
  if (scopes.every((scope) => context.complete.has(scope))) context.pages.end();
  const again = account.capabilities.lookup
    ? []
    : [...context.complete.keys()].filter((scope) => isInDoubt(context, scope, scan));
  // A record that either of the two scans shows is there: the second look removes marks and makes none.
  const second = await readLists(context, again, { scan, isFirst: false, meanwhile });
  for (const scope of again) {
    const result = second.get(scope);
    if (result?.kind === 'complete') continue;
    context.complete.delete(scope);
    if (result?.kind === 'failed') problem = result.message;
  }
  if (requests.halted() !== null) return { problem, suspicion: null };
  const suspicion = suspect(context, scan, agreed, seenBefore, found);
  if (suspicion === null)
    for (const scope of context.complete.keys()) await followAbsent(context, scope, scan, meanwhile);
  if (requests.halted() !== null) return { problem: requests.halted()?.message ?? problem, suspicion };
  forgetReadings(context, context.complete.keys());
  const wentOnFrom = begun.length === 0 ? undefined : Math.min(...begun);
  return suspicion === null ? { problem, suspicion, inNoPlan, wentOnFrom } : { problem, suspicion };
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
  context: Pick<RunContext, 'store' | 'view' | 'now' | 'complete' | 'tally'>,
  scan: number,
  agreed: number,
  seenBefore: ReadonlyMap<string, number>,
  found: ReadonlyMap<string, number>,
): Suspicion | null {
  const gone = new Set<PhoneNumber>();
  let emptied = false;
  const shown = [...found.values()].reduce((sum, count) => sum + count, 0);
  // What this run has just put on the lists says nothing about what was on them.
  const others = Math.max(0, shown - context.tally.writes);
  for (const scope of context.complete.keys()) {
    let here = 0;
    for (const page of absentPages(context, scope, scan)) {
      const missing = missed(context, page);
      here += missing.length;
      for (const { number } of missing) gone.add(number);
    }
    const isBare = found.get(scope) === 0 || others === 0;
    if (here > 0 && isBare && (seenBefore.get(scope) ?? 0) > 0) emptied = true;
  }
  if (gone.size === 0 || (!emptied && gone.size <= Math.max(5, agreed * 0.01))) return null;
  const { name } = context.view();
  const sentence = say.sListNoLongerHas(name, gone.size, agreed);
  const scans = Object.fromEntries(context.complete);
  if (gone.size < agreed || others === 0) return { sentence, scans };
  return { sentence: describeStrange(name, agreed), scans, isOfStrangers: true };
}

function describeStrange(name: string, agreed: number): string {
  return say.noneOfTheNumbers(agreed, name);
}

async function followAbsent(
  context: RunContext,
  scope: RemoteList,
  scan: number,
  meanwhile: () => Promise<void>,
): Promise<void> {
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
      await meanwhile();
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
