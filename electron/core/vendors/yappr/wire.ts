/**
 * Yappr's answers as its documents describe them. Only the id, the name and the active state of an agent are read: the
 * full objects hold the company's prompts, and reading drops every field that is not named here.
 */
import { z } from 'zod';
import { mostTargets } from '../../../../shared/domain/vendor/targetPlan.ts';
import { countWire, readCount } from '../saidCount.ts';
import { wireId, wireNumber, wireTime } from '../wireTexts.ts';

export const yapprRecordWire = z.object({
  id: wireId,
  phone_number: wireNumber,
  reason: z.string().nullish(),
  expires_at: wireTime.nullish(),
  agents: z
    .array(z.object({ id: wireId }))
    .max(mostTargets)
    .nullish(),
  // Evidence: what cannot be read of it makes no record unreadable.
  source: z.string().nullish().catch(null),
  created_by: z.string().nullish().catch(null),
  created_at: wireTime.nullish().catch(null),
});

export type YapprRecordWire = z.infer<typeof yapprRecordWire>;

/**
 * The documents show `{data}`; a bare array and `{items}` are read too, and a count that no document names. What is read is
 * the count.
 */
export const yapprListWire = z.union([
  z.array(z.unknown()).transform(() => null),
  z.object({ data: z.array(z.unknown()), ...countWire }).transform(readCount),
  z.object({ items: z.array(z.unknown()), ...countWire }).transform(readCount),
]);

/** Where the records of a list may stand, and the agents in theirs. */
export const yapprRecordsAt = [[], ['data'], ['items']];

/** The answer to `?phone=`: one record as the vendor's text says, or a list (null) of at most that one. */
export const yapprFoundWire = z.union([yapprListWire.transform(() => null), yapprRecordWire]);

export const yapprAgentWire = z.object({
  id: wireId.min(1),
  name: z.string().nullish(),
  is_active: z.boolean().nullish(),
});

export type YapprAgentWire = z.infer<typeof yapprAgentWire>;

/** Any 2xx body will do for a removal, except one that lists records: that one answers something else. */
export const yapprRemovedWire = z.unknown().refine((json) => !yapprListWire.safeParse(json).success);

export const yapprErrorWire = z.object({ error: z.string(), code: z.string().nullish() });

/** The text of Yappr's error body with its code; undefined for any other body. */
export function readYapprError(json: unknown): string | undefined {
  const parsed = yapprErrorWire.safeParse(json);
  if (!parsed.success) return undefined;
  return parsed.data.code ? `${parsed.data.error} (${parsed.data.code})` : parsed.data.error;
}
