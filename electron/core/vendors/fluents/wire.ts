/** Fluents' answers as its documents describe them; fields that are not named here are dropped on reading. */
import { z } from 'zod';

export const fluentsRecordWire = z.object({
  id: z.string(),
  phoneNumber: z.string(),
  userId: z.string().nullish(),
  reason: z.string().nullish(),
  createdAt: z.string().nullish().catch(null),
});

export type FluentsRecordWire = z.infer<typeof fluentsRecordWire>;

/** The documents do not say how a list is wrapped: bare, `{items}` or `{data}`, with or without `has_more`. */
export const fluentsListWire = z
  .union([
    z.array(z.unknown()).transform((items) => ({ items })),
    z.object({ items: z.array(z.unknown()), page: z.number().nullish(), has_more: z.boolean().nullish() }),
    z
      .object({ data: z.array(z.unknown()), page: z.number().nullish(), has_more: z.boolean().nullish() })
      .transform(({ data, ...rest }) => ({ items: data, ...rest })),
  ])
  .transform((list) => ({ page: null, has_more: null, ...list }));

export type FluentsListWire = z.infer<typeof fluentsListWire>;

export const fluentsBulkWire = z.array(z.unknown());

const errorWire = z.object({ message: z.union([z.string(), z.array(z.string())]) });

/** The text of Fluents' error body; undefined for any other body. */
export function readFluentsError(json: unknown): string | undefined {
  const parsed = errorWire.safeParse(json);
  return parsed.success ? [parsed.data.message].flat().join('; ') : undefined;
}
