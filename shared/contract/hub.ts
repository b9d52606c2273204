/** The list that several desks share: whether this desk is part of one, how far it is, and what the hub did not take. */
import { z } from 'zod';
import { base, e164, instantOut } from './common.ts';

/** What a login may do: a reader looks, a desk adds and changes, a lead may release and narrow as well. */
const hubRole = z.enum(['reader', 'desk', 'lead', 'admin']);

/** A number about which a lead is asked, which stays blocked until one answers. */
const hubRequest = z.object({
  id: z.string(),
  number: e164,
  kind: z.enum(['release', 'releasedHereChangedThere', 'releasedThereChangedHere']),
  why: z.string(),
  askedBy: z.string(),
  at: instantOut,
  sentence: z.string(),
  /** Of the block that is asked about, as this desk has it: it grows with every change of it. */
  version: z.number().int(),
});

/** How this desk shares its list. */
export const hubView = z.object({
  /** Host, port and database: `list.example.com:5432/dnc`. */
  place: z.string(),
  login: z.string(),
  /** Who the login is, and what it may do, as the hub said last. */
  name: z.string(),
  role: hubRole,
  /** `copying`: the list was not read whole yet, and no number is callable. */
  state: z.enum(['copying', 'inStep', 'waiting', 'problem']),
  sentence: z.string(),
  /** Why it went no further at the last exchange; null: it did. */
  problem: z.string().nullable(),
  /** So much was released elsewhere that a person has to say that it is meant (`accept`). */
  isStopped: z.boolean(),
  /** When the hub was last read to its end; null: not yet. */
  readAt: instantOut.nullable(),
  /** How many numbers wait to be shared. */
  waiting: z.number().int(),
  /** Numbers that the hub does not take, which keep blocking here: at most a hundred, and how many there are. */
  refused: z.array(z.object({ number: e164, why: z.string() })),
  refusedCount: z.number().int(),
  /** What a lead is asked and has not answered: at most a hundred, oldest first, and how many there are. */
  requests: z.array(hubRequest),
  requestCount: z.number().int(),
  /** Whether this desk's login may answer them. */
  mayAnswer: z.boolean(),
  /** Who holds the vendors' accounts, where that is another desk: then this one tells vendors nothing. */
  vendorsAt: z.string().nullable(),
  /** What else is so and asks nobody at this desk for anything, a sentence each. */
  notes: z.array(z.string()),
  /** After so many hours without a reading no number is callable; null: however long. */
  openHours: z.number().int().nullable(),
});

/** What one exchange with the hub did: entries that changed here, and numbers that the hub took. */
export const hubRound = z.object({ received: z.number().int(), sent: z.number().int(), hub: hubView });

export const hub = {
  /** Null: this desk shares no list. */
  state: base.output(hubView.nullable()),
  /** Joins by the line that an admin made (`dnc-desk hub invite`). What is here already is shared with the next exchange. */
  join: base.input(z.object({ line: z.string().max(20_000) })).output(hubView),
  /** Forgets the hub; the list stays as it is. */
  leave: base.output(z.object({ left: z.boolean() })),
  /** Exchanges now what is new on both sides. */
  sync: base.output(hubRound),
  /**
   * A person says that the many releases which wait are meant. `saw`: the question (`problem`) as the person saw it; where it is
   * another one by now, nothing is accepted and it is put again.
   */
  accept: base.input(z.object({ saw: z.string().optional() }).default({})).output(hubView),
  /**
   * This desk asks to lead the vendors' accounts whose tokens it has: it leads as soon as whoever does has given them back. `prefer`:
   * from now on wherever that is possible, or (false) no more than others.
   */
  lead: base.input(z.object({ prefer: z.boolean().optional() }).default({})).output(hubView),
  /**
   * A lead answers a request. NEEDS_PERSON for anybody else, where it is answered, and where the block is another one than was seen.
   * `version`: of the block that was seen; without one, a block that was changed after somebody asked is not released.
   */
  answer: base
    .input(z.object({ id: z.string(), answer: z.enum(['release', 'keep']), version: z.number().int().optional() }))
    .output(hubView),
  saveSettings: base.input(z.object({ openHours: z.number().int().min(1).max(8760).nullable() })).output(hubView),
};

export type HubView = z.output<typeof hubView>;
export type HubRequestView = z.output<typeof hubRequest>;
export type HubRound = z.output<typeof hubRound>;
