/** Home: whether it is safe to dial, what needs a person, requests against the clock, and the week. */
import { z } from 'zod';
import { base, instantOut, written } from './common.ts';

const day = z.string();

const need = z.object({
  key: z.string(),
  weight: z.enum(['lost', 'person']),
  sentence: z.string(),
  verb: z.string(),
  /** Where it is answered. */
  place: z.object({
    screen: z.enum(['list', 'conflicts', 'accounts', 'runs', 'settings']),
    rest: z.array(z.string()),
    params: z.record(z.string(), z.string()),
  }),
  why: z.string(),
  canWait: z.boolean(),
});

export const homeState = z.object({
  at: instantOut,
  /** First steps that were not taken yet. */
  doors: z.array(z.enum(['list', 'vendor', 'sample'])),
  /** The sentence of state; `since`: when the account was last read that was read longest ago, where it is about that. */
  standing: z.object({
    tone: z.enum(['safe', 'unknown', 'unsafe', 'alone']),
    sentence: z.string(),
    since: instantOut.nullable(),
  }),
  /** Worst first, without what is put off until tomorrow. */
  needs: z.array(need),
  /** How many lines are put off. */
  waiting: z.number().int(),
  clock: z.object({
    /** "10 business days", and where that is written; null: the company's own. */
    deadline: z.string(),
    source: z.string().nullable(),
    /** Requests that are not yet at every vendor that they concern, or that a vendor has not confirmed. */
    open: z.number().int(),
    overdue: z.number().int(),
    dueToday: z.number().int(),
    /** The days of the desk, oldest first: what came in, and how much of that is still open. */
    days: z.array(z.object({ day, came: z.number().int(), open: z.number().int() })),
    /** Open ones that came in before these days. */
    earlier: z.number().int(),
  }),
  week: z.object({
    added: z.object({
      manual: z.number().int(),
      import: z.number().int(),
      vendor: z.number().int(),
      api: z.number().int(),
    }),
    released: z.number().int(),
  }),
  /** The sample list, while it is on the list. */
  sample: z.object({ batch: z.number().int(), count: z.number().int() }).nullable(),
});

export const home = {
  state: base.output(homeState),
  /** Puts a line off until tomorrow, in the desk's zone. NEEDS_PERSON for what cannot wait. */
  putOff: base.input(z.object({ key: z.string().max(200) })).output(z.object({ until: instantOut })),
  /** Shows again what was put off. */
  takeUp: base.output(z.object({ lines: z.number().int() })),
  /** The presets of the deadline, with their sources. */
  deadlines: base.output(
    z.array(
      z.object({
        country: z.string(),
        days: z.number().int(),
        counting: z.enum(['businessDays', 'days']),
        rule: z.string(),
        source: z.string(),
      }),
    ),
  ),
  /** Puts a list of numbers that nobody has on an empty list, as one batch. NEEDS_PERSON where there is something on it. */
  addSample: base.output(written),
  /** Takes the sample list off again. */
  clearSample: base.output(written),
};

export type HomeState = z.output<typeof homeState>;
