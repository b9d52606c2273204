/** Schemas of texts that every area of the contract, and what is kept, uses. */
import { z } from 'zod';
import { isRegion } from '../domain/numbers/numberProblem.ts';
import { withoutTurns } from '../words/withoutTurns.ts';

/** A name that is put into sentences. */
export const givenName = z.string().overwrite(withoutTurns).trim();

/** E.164 with the plus sign. */
export const e164 = z.string().regex(/^\+[1-9]\d{4,14}$/, 'Write the number as + and its digits.');

/** ISO 3166-1 alpha-2 country code, of a country whose numbers are known. */
export const region = z
  .string()
  .regex(/^[A-Z]{2}$/, 'Write the country as two capital letters, such as US.')
  .refine((text): boolean => isRegion(text), {
    error: ({ input }) =>
      `There is no country "${String(input)}": write its two letters as in ISO 3166, such as US, GB or IL.`,
    abort: true,
  });
