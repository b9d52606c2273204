/**
 * Yappr's answers as its documents describe them. Only the id, the name and the active state of an agent are read: the
 * full objects hold the company's prompts, and reading drops every field that is not named here.
 */
import { z } from 'zod';

export const yapprRecordWire = z.object({
  id: z.string(),
  phone_number: z.string(),
  reason: z.string().nullish(),
  expires_at: z.string().nullish(),
  agents: z.array(z.object({ id: z.string() })).nullish(),
  // Evidence: what cannot be read of it makes no record unreadable.
  source: z.string().nullish().catch(null),
  created_by: z.string().nullish().catch(null),
  created_at: z.string().nullish().catch(null),
});

export type YapprRecordWire = z.infer<typeof yapprRecordWire>;

/** The documents show `{data}`; a bare array and `{items}` are read too. */
export const yapprListWire = z.union([
  z.array(z.unknown()),
  z.object({ data: z.array(z.unknown()) }).transform(({ data }) => data),
  z.object({ items: z.array(z.unknown()) }).transform(({ items }) => items),
]);

/** The answer to `?phone=`: one record as the vendor's text says, or a list of at most that one. */
export const yapprFoundWire = z.union([yapprListWire, yapprRecordWire.transform((record): unknown[] => [record])]);

export const yapprAgentWire = z.object({
  id: z.string().min(1),
  name: z.string().nullish(),
  is_active: z.boolean().nullish(),
});

export type YapprAgentWire = z.infer<typeof yapprAgentWire>;

/** Any 2xx body will do for a removal, except one that lists records: that one answers something else. */
export const yapprRemovedWire = z.unknown().refine((json) => !yapprListWire.safeParse(json).success);

const errorWire = z.object({ error: z.string(), code: z.string().nullish() });

/** The text of Yappr's error body with its code; undefined for any other body. */
export function readYapprError(json: unknown): string | undefined {
  const parsed = errorWire.safeParse(json);
  if (!parsed.success) return undefined;
  return parsed.data.code ? `${parsed.data.error} (${parsed.data.code})` : parsed.data.error;
}
