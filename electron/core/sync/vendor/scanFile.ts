/**
 * Uses an export as a scan. A record in it counts as seen, one page per transaction. A record that it lacks counts as
 * absent, if every row could be read. An export that would take too many records for gone stops and waits for a person.
 * The vendor gets no request.
 */
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { ExportContents } from './exportFile.ts';
import type { ExportedFields } from './exportRows.ts';
import type { Observation } from '../record/observation.ts';
import { createFormMatcher } from './otherForms.ts';
import { forgetReadings } from './keptReading.ts';
import { applyAbsent, type PullResult, suspect } from './pull.ts';
import { remoteLists } from './readLists.ts';
import type { RunContext } from './runContext.ts';
import { createSeenNumbers, markMissed } from './seenNumbers.ts';
import { scanFileWords as say } from '../../../../shared/words/core/sync/vendor.ts';

type FileContext = Pick<RunContext, 'store' | 'reconciler' | 'view' | 'now' | 'tally' | 'progress' | 'complete'>;

export type FileScan = PullResult & {
  /** Whether the file had every list of the account, whole. */
  readonly isWhole: boolean;
};

type ExportedRow = { readonly number: PhoneNumber; readonly remoteId: null; readonly fields: ExportedFields };

const pageSize = 500;

/**
 * Merges what a file says that was read to its end. When it is cancelled, it stops between pages with the signal's
 * reason.
 */
export async function scanContents(
  context: FileContext,
  name: string,
  { scopes: read, unreadable, firstDoubt }: ExportContents,
  signal: AbortSignal,
): Promise<FileScan> {
  const { store, reconciler, view, tally, progress, complete } = context;
  const account = view();
  const scopes = new Map([...read].map(([scope, records]) => [scope, toOurForms(context, scope, records)]));
  const scan = store.inTransaction(() => store.accounts.nextScan(account.id));
  const agreed = store.remotes.countAgreedNumbers(account.id);
  const seenBefore = new Map([...scopes.keys()].map((scope) => [scope, store.remotes.countSeen(account.id, scope)]));
  const found = new Map([...scopes].map(([scope, records]) => [scope, records.size]));
  const all = [...found.values()].reduce((sum, count) => sum + count, 0);
  tally.unreadable = unreadable;
  for (const [scope, records] of scopes) {
    for (const page of pagesOf(records)) {
      reconciler.apply(scope, toObservations(context, scope, page), scan);
      tally.scanned += page.length;
      progress(say.comparingWithThe(name, tally.scanned), tally.scanned, all);
      await new Promise((resolve) => setImmediate(resolve));
      signal.throwIfAborted();
    }
    if (unreadable > 0) continue;
    complete.set(scope, scan);
    const seen = createSeenNumbers();
    for (const number of records.keys()) seen.add(number);
    markMissed(store, { account: account.id, scope, scan }, seen);
  }
  if (unreadable > 0) {
    const problem = say.ofCouldNotBeRead(unreadable, name, firstDoubt ?? '');
    return { problem, suspicion: null, isWhole: false };
  }
  // What was read of the lists before is older than this.
  forgetReadings(context, scopes.keys());
  const suspicion = suspect(context, scan, agreed, seenBefore, found);
  if (suspicion === null) applyAbsent(context, Object.fromEntries(complete));
  const isWhole = suspicion === null && remoteLists(context).every((scope) => complete.has(scope));
  return { problem: null, suspicion, isWhole };
}

/** The records under the numbers that are kept here: an export may also write them in another form. */
function toOurForms(
  { store, view }: FileContext,
  scope: RemoteList,
  records: ReadonlyMap<PhoneNumber, ExportedFields>,
): ReadonlyMap<PhoneNumber, ExportedFields> {
  const matcher = createFormMatcher<ExportedRow>({ store, account: view().id, scope });
  const ours = new Map<PhoneNumber, ExportedFields>();
  for (const page of pagesOf(records)) {
    const rows = page.map(([number, fields]) => ({ number, fields, remoteId: null }));
    for (const { number, fields } of matcher.take(rows)) ours.set(number, fields);
  }
  for (const { number, fields } of matcher.settle()) ours.set(number, fields);
  return ours;
}

function* pagesOf(records: ReadonlyMap<PhoneNumber, ExportedFields>) {
  let page: [PhoneNumber, ExportedFields][] = [];
  for (const record of records) {
    page.push(record);
    if (page.length < pageSize) continue;
    yield page;
    page = [];
  }
  if (page.length > 0) yield page;
}

/** A field without a column in the file is absent: the file says nothing of it. */
function toObservations(
  { store, view }: FileContext,
  scope: RemoteList,
  page: readonly [PhoneNumber, ExportedFields][],
): readonly Observation[] {
  const known = store.remotes.loadMany(
    view().id,
    scope,
    page.map(([number]) => number),
  );
  return page.map(([number, fields]) => toObservation(number, fields, known.get(number)));
}

function toObservation(number: PhoneNumber, fields: ExportedFields, facts: RemoteFacts | undefined): Observation {
  const seen = facts?.seen ?? null;
  const { reason = null, until = null, agents = null } = fields;
  const absent = (['reason', 'until', 'agents'] as const).filter((field) => fields[field] === undefined);
  // An export names no ids; the known id belongs to the record that was last seen there.
  const remoteId = seen === null ? null : (facts?.remoteId ?? null);
  const theirs = { reason, until, agents };
  return {
    number,
    theirs,
    remoteId,
    createdAt: null,
    evidence: undefined,
    by: 'file',
    absent,
    twins: [],
    isWhole: false,
  };
}
