/**
 * The count of a whole list in an answer whose documents name none: vendors give it all the same, under one of a few names.
 */
import { z } from 'zod';

const wireCount = z.number().int().nonnegative().nullish().catch(null);
const place = z.object({ total: wireCount, total_count: wireCount }).nullish().catch(null);

/** The fields under which an answer may say how many records its list holds. None of them makes an answer unreadable. */
export const countWire = { total: wireCount, total_count: wireCount, pagination: place, meta: place };

type Counts = z.infer<z.ZodObject<typeof countWire>>;

/** How many records the list holds, as the answer says; null where it says nothing. */
export function readCount({ total, total_count: count, pagination, meta }: Partial<Counts>): number | null {
  return total ?? count ?? pagination?.total ?? pagination?.total_count ?? meta?.total ?? meta?.total_count ?? null;
}
