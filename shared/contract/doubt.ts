/** A text that is not one number beyond doubt, as it crosses to the caller: why, and what it could mean. */
import { z } from 'zod';
import type { ReadingReason } from '../domain/numbers/readings.ts';
import { doubtKinds } from '../domain/numbers/textDoubt.ts';
import { e164 } from './common.ts';

const readingReason = z.enum([
  'international',
  'national',
  'withoutPlus',
  'outsideLine',
  'lostZero',
  'oldForm',
  'elsewhere',
] as const satisfies readonly ReadingReason[]);

/** Why a text is not one number beyond doubt, and every plausible way to read it, likeliest first. */
export const doubt = z.object({
  kind: z.enum(doubtKinds),
  /** Names the readings, and those of them that are on the list. */
  sentence: z.string(),
  readings: z.array(
    z.object({
      number: e164,
      international: z.string(),
      country: z.string().nullable(),
      /** `elsewhere`: the number is not in use in the country asked, but is one of another country. */
      why: readingReason,
      /** Whether the number, or another form of the same subscriber's number, is blocked. */
      blocked: z.boolean(),
    }),
  ),
});

export type Doubt = z.output<typeof doubt>;
