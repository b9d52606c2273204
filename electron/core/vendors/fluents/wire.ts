/** Fluents' answers as its documents describe them; fields that are not named here are dropped on reading. */
import { z } from 'zod';
import { countWire } from '../saidCount.ts';
import { wireId, wireNumber, wireTime } from '../wireTexts.ts';

export const fluentsRecordWire = z.object({
  id: wireId,
  phoneNumber: wireNumber,
  userId: wireId.nullish(),
  reason: z.string().nullish(),
  createdAt: wireTime.nullish().catch(null),
});

export type FluentsRecordWire = z.infer<typeof fluentsRecordWire>;

const aboutPage = { page: z.number().nullish(), has_more: z.boolean().nullish(), ...countWire };

/** The documents do not say how a list is wrapped: bare, `{items}` or `{data}`, with or without `has_more` and a count. */
export const fluentsListWire = z
  .union([
    z.array(z.unknown()).transform(() => ({})),
    z.object({ items: z.array(z.unknown()), ...aboutPage }),
    z.object({ data: z.array(z.unknown()), ...aboutPage }),
  ])
  .transform((list) => ({ page: null, has_more: null, ...list }));

/** Where the records of a list may stand. */
export const fluentsRecordsAt = [[], ['items'], ['data']];

export type FluentsListWire = z.infer<typeof fluentsListWire>;

export const fluentsBulkWire = z.array(z.unknown());

export const fluentsErrorWire = z.object({ message: z.union([z.string(), z.array(z.string())]) });

/** The text of Fluents' error body; undefined for any other body. */
export function readFluentsError(json: unknown): string | undefined {
  const parsed = fluentsErrorWire.safeParse(json);
  return parsed.success ? [parsed.data.message].flat().join('; ') : undefined;
}
