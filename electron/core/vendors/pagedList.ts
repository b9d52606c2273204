/**
 * Reads a vendor's list page by page, the same for every adapter: which page to ask for, whether the answer is about
 * that page, each record by itself, and whether another page follows (scanGuard.ts). An adapter says how its pages
 * look.
 */
import type { RemoteList } from '../../../shared/domain/vendor/remote.ts';
import type { VendorConnection, VendorFailure, VendorResult } from './adapter.ts';
import { withValue } from './answers.ts';
import type { CallRecords } from './caller.ts';
import { otherAnswer, toFailure } from './failure.ts';
import { collectItems, type ItemResult } from './remoteItems.ts';
import { pageAfter, type PagePlace } from '../../../shared/domain/vendor/pageSize.ts';
import { finishPage, readCursor } from './scanGuard.ts';
import { pagedListWords as say } from '../../../shared/words/core/vendors.ts';

/** What an answer says of its page, in the words of every vendor. */
export type PageContent = {
  /** Which page the answer says it is; null where it says nothing. */
  readonly page: number | null;
  /** How many records the list holds, where the vendor documents that its answers say so; else null. */
  readonly total: number | null;
  /** The same where an answer has a count that no document names: it is shown, and no reading is judged by it. */
  readonly hint?: number | null;
  /** Whether another page follows; null where the vendor does not say. */
  readonly more: boolean | null;
};

/** The page of at most `size` records at `at`, a page number or an offset, of a list in the vendor's order or newest first. */
export type AskedPage = { readonly at: number; readonly size: number; readonly isNewestFirst: boolean };

export type PagedList<Page> = {
  readonly vendor: string;
  /** How many records to ask for per page. */
  readonly size: number;
  /** `page`: pages are numbered, from 1. `offset`: a page is asked for by the number of records before it. */
  readonly by: 'page' | 'offset';
  /** `account`: one list, named `''`. `agent`: one list per agent, named by the agent's id. */
  readonly listPer: 'account' | 'agent';
  /** Asks for a page; its records go to `take`. */
  readonly ask: (
    scope: RemoteList,
    page: AskedPage,
    take: CallRecords['take'],
    signal: AbortSignal,
  ) => Promise<VendorResult<Page>>;
  readonly describe: (page: Page) => PageContent;
  readonly toItem: (item: unknown, scope: RemoteList) => ItemResult;
};

/**
 * The `scan` of a connection. It fails with `bug` for a list that the vendor does not have. It fails with `retry` where
 * the answer is about another page, or where the list repeats itself, breaks off or does not end: then the reading does
 * not count.
 */
export function createListScan<Page>(list: PagedList<Page>): VendorConnection['scan'] {
  const { vendor, size, by, listPer } = list;
  return async (scope, text, signal, { order, size: wanted = size } = {}) => {
    if (listPer === 'agent' && scope === '') return missingAgent(vendor);
    if (listPer === 'account' && scope !== '') return toFailure('bug', say.hasOneListAndThe(vendor));
    const known = readCursor(text, by === 'page' ? 1 : 0);
    const { at, asks } = nextPage(by, { ...known, size: known.size || size }, Math.min(wanted, size));
    if (at === null)
      return toFailure('rejected', say.sListHasToBe(vendor), {
        isOtherList: true,
      });
    const cursor = { ...known, at };
    const { take, records, unreadable, ids } = collectItems((item) => list.toItem(item, scope));
    const asked = { at: cursor.at, size: cursor.isProbe ? 1 : asks, isNewestFirst: order === 'newestFirst' };
    const answer = await list.ask(scope, asked, take, signal);
    if (!answer.ok) return isTooLarge(answer.status) ? { ...answer, class: 'retry', isTooMuch: true } : answer;
    const { page, total, hint = null, more } = list.describe(answer.value);
    if (page !== null && page !== cursor.at && !cursor.isProbe) return otherAnswer(vendor, answer.status);
    // Offsets count the records that came, not those asked for: the vendor may return a shorter page.
    const nextAt = by === 'page' ? cursor.at + 1 : cursor.at + ids.length;
    const facts = { vendor, cursor, ids, total, more, size: asks, nextAt };
    const read = finishPage(facts, { records, unreadable }, answer.status);
    return withValue(read, (one) => ({ ...one, total: one.total ?? hint }));
  };
}

/**
 * Which page goes on where a reading is, asked for in this size; numbered pages never get larger on the way. `at: null`: no page of
 * the smaller size begins there.
 */
function nextPage(
  by: 'page' | 'offset',
  place: PagePlace,
  size: number,
): { readonly at: number | null; readonly asks: number } {
  if (by === 'offset') return { at: place.at, asks: size };
  const at = pageAfter(place, size);
  return at === null && size > place.size ? { at: place.at, asks: place.size } : { at, asks: size };
}

/** Content too large, or a gateway that waited in vain. */
const isTooLarge = (status: number | null) => status === 413 || status === 504;

/** Whether a page follows this one, by the count of pages that the vendor gives; null where it gives none. */
export function isMoreAfter(page: number, pages: number | null | undefined): boolean | null {
  return pages === null || pages === undefined ? null : page < pages;
}

/**
 * Whether an answer to a search with so many records may be a part of what was found: there are more pages, or where the
 * vendor does not count them, the page is full.
 */
export function isPartOf(
  records: number,
  { pages, most }: { readonly pages: number | null | undefined; readonly most: number },
): boolean {
  return pages === null || pages === undefined ? records >= most : pages > 1;
}

/** The failure of a request that names no agent, at a vendor that keeps one list per agent. */
export function missingAgent(vendor: string): VendorFailure {
  return toFailure('bug', say.keepsItsListsByAgent(vendor));
}
