/** The desk's settings, as they are given and kept. Apart from the calls: what only reads a desk needs no more of the contract. */
import { z } from 'zod';
import { countings } from '../domain/home/deadline.ts';
import { holidayCalendars } from '../domain/time/businessDays.ts';
import { isZone } from '../domain/time/zone.ts';
import { givenName, region } from './texts.ts';

const wallTime = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Write the time as hours and minutes, such as 22:00.');

/** A time zone, by its IANA name. */
const zone = z.string().refine(isZone, {
  error: ({ input }) =>
    `There is no time zone "${String(input)}": write its name as in the IANA tables, such as America/New_York.`,
});

const registryDays = z.number().int().min(1, 'Give at least one day.').max(365, 'Give at most 365 days.');

export const settings = z.object({
  /** The country of numbers written without a country code; null: such numbers are refused. */
  region: region.nullable(),
  /** The person at the desk, who is the author of what is done here. */
  author: givenName.min(1).max(80),
  /** The company whose list it is, as its papers name it; null: not said. */
  company: givenName.min(1).max(120).nullable(),
  /** The desk's zone: for its days, and for every time that is given or shown without a zone. */
  zone,
  /** Between these times of the desk no run starts by schedule; null: no quiet hours. */
  quietFrom: wallTime.nullable(),
  quietTo: wallTime.nullable(),
  /** For how many days a registry's version may be used, by country. */
  registryDays: z.object({ US: registryDays, CA: registryDays, GB: registryDays, AU: registryDays }),
  /** For how many days the log of a sync, with its requests to the vendor, is kept. */
  requestLogDays: z.number().int().min(1, 'Keep at least one day.').max(3650, 'Keep at most 3,650 days.'),
  /** By when a person's request has to be at every vendor, and which holidays are no business days. */
  deadline: z.object({
    days: z.number().int().min(1, 'Give at least one day.').max(90, 'Give at most 90 days.'),
    counting: z.enum(countings),
    holidays: z.enum(holidayCalendars),
  }),
  /** Of which kinds of what needs a person the system tells. */
  notify: z.object({ call: z.boolean(), account: z.boolean(), question: z.boolean(), desk: z.boolean() }),
});

export type Settings = z.output<typeof settings>;
