/**
 * A short look at the head of a list that its vendor shows newest first when asked to: what others add there arrives within
 * minutes, and not with the next whole reading. It only adds. What it does not show is not missing, because absence counts only
 * in a whole reading; and what does not join what is known already is left to that reading too.
 */
import type { RemoteList, RemoteRecord } from '../../../../shared/domain/vendor/remote.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { ScanPage, VendorResult } from '../../vendors/adapter.ts';
import { toObservations } from '../record/observation.ts';
import { withRoom } from '../record/targets.ts';
import { createFormMatcher } from './otherForms.ts';
import { splitOver } from './overRecords.ts';
import type { RunContext } from './runContext.ts';

/** More than these pages are a whole reading's work. */
const mostPages = 3;

export type LookContext = Pick<RunContext, 'store' | 'view' | 'now' | 'connection' | 'reconciler' | 'isOwnerKnown'> & {
  /** Makes one request, if one may be made. */
  readonly ask: (request: (signal: AbortSignal) => Promise<VendorResult<ScanPage>>) => Promise<VendorResult<ScanPage>>;
};

/**
 * Whether a look can tell anything: the vendor sorts its list, it was read as a whole before, and nobody doubts whose it is.
 */
export function mayLook({ store, view, isOwnerKnown }: Pick<LookContext, 'store' | 'view' | 'isOwnerKnown'>): boolean {
  const { id, capabilities } = view();
  const hasRead = store.accounts.load(id)?.lastScanAt != null;
  return capabilities.newestFirst && hasRead && isOwnerKnown() && store.runs.loadSuspicious(id) === undefined;
}

/** Looks at the head of a list and merges what is there. Trouble ends the look; the next reading meets it again. */
export async function lookAtHead(context: LookContext, list: RemoteList): Promise<void> {
  const { store, view, connection, ask } = context;
  const seen = store.remotes.countSeen(view().id, list);
  const records: RemoteRecord[] = [];
  let fresh = 0;
  let joins = seen === 0;
  let cursor: string | null = null;
  for (let pages = 1; pages <= mostPages; pages += 1) {
    const at: string | null = cursor;
    const page: VendorResult<ScanPage> = await ask((signal) =>
      connection.scan(list, at, signal, { order: 'newestFirst' }),
    );
    if (!page.ok) return;
    records.push(...page.value.records);
    if (!isNewestFirst(records)) return;
    const isKnown = knownOf(context, list, page.value.records);
    fresh += page.value.records.filter((record) => !isKnown(record)).length;
    joins ||= page.value.records.some((record) => isKnown(record));
    cursor = page.value.next;
    const last = page.value.records.at(-1);
    if (
      isEnough({ isOver: cursor === null, isLastKnown: last !== undefined && isKnown(last), fresh, seen }, page.value)
    )
      break;
  }
  if (joins) merge(context, list, records);
}

/**
 * Whether what is behind is known: the page ends with a record that is, and the count that the vendor gives, if it gives one, is not
 * higher than what was seen and what is new.
 */
function isEnough(
  at: { readonly isOver: boolean; readonly isLastKnown: boolean; readonly fresh: number; readonly seen: number },
  { total }: Pick<ScanPage, 'total'>,
): boolean {
  return at.isOver || (at.isLastKnown && (total === null || total <= at.seen + at.fresh));
}

/** By the times of creation, as far as the vendor shows them. One that cannot sort, or was not asked rightly, shows its oldest first. */
function isNewestFirst(records: readonly RemoteRecord[]): boolean {
  const times = records.flatMap(({ createdAt }) => (createdAt === null ? [] : [toEpochMs(createdAt)]));
  return times.every((time, at) => time <= (times[at - 1] ?? Infinity));
}

/** Whether a record is one that was seen there before. */
function knownOf(
  { store, view }: LookContext,
  list: RemoteList,
  records: readonly RemoteRecord[],
): (record: RemoteRecord) => boolean {
  const known = store.remotes.loadMany(
    view().id,
    list,
    records.map(({ number }) => number),
  );
  return ({ number, remoteId }) => {
    const facts = known.get(number);
    return facts !== undefined && facts.seen !== null && (remoteId === null || facts.remoteId === remoteId);
  };
}

function merge(context: LookContext, list: RemoteList, read: readonly RemoteRecord[]): void {
  const { store, view, reconciler } = context;
  // Which form of a number stands for which, only a whole reading tells.
  const matcher = createFormMatcher<RemoteRecord>({ store, account: view().id, scope: list });
  const records = matcher.take(withRoom(view(), read).kept);
  reconciler.apply(list, toObservations(splitOver(context, list, records).shown, 'scan'), null);
}
