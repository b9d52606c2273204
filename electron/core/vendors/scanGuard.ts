/**
 * Keeps a paged scan honest. The cursor is a short text that survives a restart (it is stored beside the page), so
 * everything that the guard remembers is in it. A scan ends only where the vendor says so or where nothing new comes. A
 * list that repeats itself, never ends or breaks off early is a failure, and then the scan does not count.
 */
import { createHash } from 'node:crypto';
import { z } from 'zod';
import type { ScanPage, VendorFailure, VendorResult } from './adapter.ts';
import { toFailure } from './failure.ts';
import { scanGuardWords as say } from '../../../shared/words/core/vendors.ts';

const cursorSchema = z.object({
  /** The page number or offset to ask for next. */
  at: z.number().int().nonnegative(),
  /** How many records the pages so far were asked for; 0: as many as the vendor documents, as readings of before did. */
  size: z.number().int().nonnegative().default(0),
  pages: z.number().int().nonnegative(),
  read: z.number().int().nonnegative(),
  firstTotal: z.number().nullable(),
  firstId: z.string().nullable(),
  /**
   * The digest of the page whose index is the last power of two: Brent's way to find any cycle while remembering one
   * page.
   */
  checkpoint: z.string(),
  /** The second page was the first again: the next request asks for one record, to learn whether the list has pages. */
  isProbe: z.boolean().default(false),
});

export type ScanCursor = z.infer<typeof cursorSchema>;

// 1 M records at 100 per page, for a vendor that states no total to compare with.
const MOST_PAGES = 10_000;
// A list may grow while it is read; one that grows by more than this is no list.
const SLACK = 1000;

/** The state of a scan: a fresh one for null, else as `finishPage` wrote it. */
export function readCursor(cursor: string | null, start: number): ScanCursor {
  if (cursor === null)
    return { at: start, size: 0, pages: 0, read: 0, firstTotal: null, firstId: null, checkpoint: '', isProbe: false };
  return cursorSchema.parse(JSON.parse(cursor));
}

export type PageFacts = {
  readonly vendor: string;
  readonly cursor: ScanCursor;
  /** The vendor's ids of everything on the page, readable or not, in the vendor's order. */
  readonly ids: readonly string[];
  readonly total: number | null;
  /**
   * Whether more follows, as the vendor said; null where it does not say: then the scan asks on until nothing new
   * comes.
   */
  readonly more: boolean | null;
  /** How many records were asked for. */
  readonly size: number;
  /** What to ask for next. */
  readonly nextAt: number;
};

/** The page as the engine gets it, or the failure that ends the scan. */
export function finishPage(
  facts: PageFacts,
  content: Pick<ScanPage, 'records' | 'unreadable'>,
  status: number,
): VendorResult<ScanPage> {
  const { vendor, cursor, ids, total, more, size } = facts;
  const fail = (message: string): VendorFailure =>
    toFailure('retry', say.thisReadingDoesNot(message), { status, isOtherList: true });
  const pages = cursor.pages + 1;
  const read = cursor.read + ids.length;
  const firstTotal = cursor.firstTotal ?? total;
  const digest = createHash('sha256').update(JSON.stringify(ids)).digest('base64url').slice(0, 16);
  const repeatsPage = ids.length > 0 && digest === cursor.checkpoint;
  const page = (next: string | null): VendorResult<ScanPage> => ({
    ok: true,
    value: { ...content, next, total, ids },
    status,
  });

  const nothing = (next: string | null): VendorResult<ScanPage> => ({
    ok: true,
    value: { records: [], unreadable: [], next, total, ids: [] },
    status,
  });

  // A vendor without paging answers the whole list to every page. One that has pages may answer the same page twice by a
  // fault, and then the rest of its list would be missed: a request for a single record tells the two apart.
  if (cursor.isProbe && repeatsPage) return nothing(null);
  if (more === null && cursor.pages === 1 && repeatsPage) {
    return ids.length > size
      ? nothing(null)
      : nothing(JSON.stringify({ ...cursor, at: facts.nextAt, size, isProbe: true }));
  }
  const repeats =
    repeatsPage ||
    cursor.isProbe ||
    (cursor.firstId !== null && ids.includes(cursor.firstId)) ||
    new Set(ids).size < ids.length;
  if (repeats) return fail(say.sListRepeatsItself(vendor));
  if (more === true && ids.length === 0) return fail(say.sentAnEmptyPageAnd(vendor));
  if (more === false || (more === null && ids.length === 0)) {
    if (total !== null && read < total) return fail(say.sListEndedAfterOf(vendor, read, total));
    return page(null);
  }
  const most = firstTotal === null ? Infinity : 2 * firstTotal + SLACK;
  if (read > most || pages > MOST_PAGES) return fail(say.sListDoesNotEnd(vendor, read));
  const isPowerOfTwo = (pages & (pages - 1)) === 0;
  const firstId = cursor.firstId ?? ids[0] ?? null;
  const checkpoint = isPowerOfTwo ? digest : cursor.checkpoint;
  return page(
    JSON.stringify({
      at: facts.nextAt,
      size,
      pages,
      read,
      firstTotal,
      firstId,
      checkpoint,
      isProbe: false,
    } satisfies ScanCursor),
  );
}
