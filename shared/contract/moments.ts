/** Times on the wire: what a person gives may be a day or a time of the desk besides an instant. */
import { z } from 'zod';
import type { Instant } from '../domain/time/instant.ts';
import { type Moment, parseMoment } from '../domain/time/moment.ts';

/**
 * When something is, in ISO 8601: a day (`2026-12-31`), a time of the desk (`2026-12-31T14:30`), or one with a zone, which
 * comes out as a UTC instant with milliseconds. What a day means is for the core: of an end its end, else its start.
 */
export const moment = z.string().transform((text, context): Moment => {
  const parsed = parseMoment(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({
    code: 'custom',
    message: `"${text}" is not a day (2026-05-03), a time of the desk (2026-05-03T14:30) or a time with a zone (2026-05-03T14:30Z).`,
  });
  return z.NEVER;
});

/** An instant on its way out. */
export const instantOut = z.custom<Instant>((value) => typeof value === 'string');
