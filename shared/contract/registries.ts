/**
 * Registries as they cross to the caller: what they say of a number, which versions are loaded, and the loading of
 * their files.
 */
import { z } from 'zod';
import { isRegistryList, type RegistryList } from '../domain/registries/registry.ts';
import { base, fromPath, instantOut } from './common.ts';
import { fileFrom } from './files.ts';

const registryList = z.custom<RegistryList>(
  (text) => typeof text === 'string' && isRegistryList(text),
  'Name the list as us, ca, gb-tps, gb-ctps, au, or a state such as us-tx.',
);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/, 'Write the day as 2026-05-03.');
const areaCode = z.string().regex(/^[2-9]\d{2}$/, 'Write an area code as three digits, such as 212.');
const areaName = z.string().regex(/^(\d{3}|all)$/);

/**
 * What the registries say of one number. `listed` blocks; `clear` is no obstacle. The others say that it is not known:
 * a version that is too old, an area that is not loaded, a file that cannot be read.
 */
export const registryAnswer = z.object({
  state: z.enum(['listed', 'clear', 'stale', 'notCovered', 'damaged']),
  list: registryList,
  /** The day of the version that answered, `2026-11-01`; null where none did. */
  version: z.string().nullable(),
  sentence: z.string(),
});

/** Which columns of a registry's file mean what, counted from 0. */
export const registryColumns = z.object({
  number: z.number().int().nonnegative(),
  /** Null: there is no such column, because the number is whole. */
  areaCode: z.number().int().nonnegative().nullable(),
  /** The column that says "added" or "removed", or "on the register" or not; null: every line is listed. */
  flag: z.number().int().nonnegative().nullable(),
  /** Its values that mean listed. */
  add: z.array(z.string().max(100)).max(20),
  /** Its values that mean not listed; those that say so by themselves ("D", "deleted", "no") need no mention. */
  remove: z.array(z.string().max(100)).max(20).optional(),
  /**
   * Whether its values change what is loaded, or answer for single numbers; absent: as the values themselves say. Values
   * that say neither need it.
   */
  says: z.enum(['changes', 'answers']).optional(),
  /**
   * The column with the country of each row; null: there is none; absent: the column with such a name. Rows of other
   * countries are refused.
   */
  country: z.number().int().nonnegative().nullable().optional(),
  /** The column that says when the register answered; null: there is none; absent: the column with such a name. */
  date: z.number().int().nonnegative().nullable().optional(),
});

const registryRow = z.object({
  list: registryList,
  area: areaName,
  listName: z.string(),
  country: z.enum(['US', 'CA', 'GB', 'AU']),
  version: day,
  loadedAt: instantOut,
  loadedBy: z.string(),
  count: z.number().int(),
  file: z.string(),
  sha256: z.string(),
  /** `damaged`: its numbers cannot be read, so it covers nothing. */
  state: z.enum(['current', 'due', 'stale', 'damaged']),
  days: z.number().int(),
  /** Days until the version is stale; below zero it is stale. */
  left: z.number().int(),
  /** True for an area code that no subscription (SAN) covers, although the list has some. */
  uncovered: z.boolean(),
});

/** A subscription to a registry: who may use which area codes, and until when. */
const subscription = z.object({
  /** The number that the registry gave, such as a SAN. */
  number: z.string().trim().min(1, 'Give the number of the subscription.').max(64),
  list: registryList,
  holder: z.string().trim().max(120),
  expires: day.nullable(),
  /** Empty: all area codes. */
  areaCodes: z.array(areaCode).max(1000),
});

/** One line of the log of loads, which is kept as evidence of the versions that were used. */
const registryLoad = z.object({
  id: z.string(),
  at: instantOut,
  author: z.string(),
  kind: z.enum(['full', 'change', 'wash', 'remove']),
  list: registryList,
  areas: z.array(areaName),
  version: day,
  rows: z.number().int(),
  file: z.string(),
  bytes: z.number(),
  sha256: z.string(),
});

/** What a file holds, and what loading it would do. Nothing counts before `apply`. */
const registryPreview = z.object({
  load: z.string(),
  name: z.string(),
  bytes: z.number(),
  sha256: z.string(),
  kind: z.enum(['full', 'change', 'wash']),
  /** The day of the version, and where it was found; null: a person has to give it. */
  version: day.nullable(),
  versionFrom: z.enum(['given', 'column', 'name', 'fileDate', 'none']),
  /** How many lines or records held a number, and how many of them repeated one. */
  rows: z.number().int(),
  duplicates: z.number().int(),
  areas: z.array(
    z.object({
      list: registryList,
      area: areaName,
      listName: z.string(),
      /** Numbers that the file lists, or adds. */
      listed: z.number().int(),
      /** Numbers that the file takes off the list (change), or that came back as not listed (wash). */
      unlisted: z.number().int(),
      replaces: z.object({ version: day, count: z.number().int() }).nullable(),
    }),
  ),
  notes: z.array(z.string()),
  /** Why a person has to look again before the file is loaded: such as fewer numbers than before, or an older version. */
  doubts: z.array(z.string()),
});

/** What a person has to say before a file with columns can be read. */
const columnsAsked = z.object({
  name: z.string(),
  /** Why the answer of an earlier file does not do for this one; null: nobody was asked yet. */
  why: z.string().nullable(),
  columns: z.array(
    z.object({
      header: z.string().nullable(),
      samples: z.array(z.string()),
      /** All values of the first lines, where there are few. */
      values: z.array(z.string()),
    }),
  ),
  guess: registryColumns.nullable(),
});

export const registries = {
  /** Everything about registries except the numbers in them. */
  list: base.output(
    z.object({
      areas: z.array(registryRow),
      subscriptions: z.array(
        subscription.extend({ state: z.enum(['current', 'due', 'expired']), listName: z.string() }),
      ),
      /** Newest first, at most a hundred. */
      log: z.array(registryLoad),
      /** What is wrong with all registries together; null: nothing. */
      problem: z.string().nullable(),
    }),
  ),
  /** Reads a file to its end, as a job; `preview` then says what it holds. */
  open: base
    .meta(fromPath)
    .input(
      z.object({
        from: fileFrom,
        /** Without it, the area codes in the file decide. */
        list: registryList.optional(),
        version: day.optional(),
        columns: registryColumns.optional(),
        /** Ask for the columns, also where they are remembered or plain. */
        askColumns: z.boolean().default(false),
      }),
    )
    .output(z.object({ job: z.string(), load: z.string() })),
  /** What the file holds, or, where that is not clear, which columns it has. */
  preview: base
    .input(z.object({ load: z.string() }))
    .output(
      z.discriminatedUnion('state', [
        z.object({ state: z.literal('found'), preview: registryPreview }),
        z.object({ state: z.literal('asks'), asks: columnsAsked }),
      ]),
    ),
  /**
   * Takes the file over, as a job: each area has either the new version or the old one. `sure`: even if there are
   * doubts.
   */
  apply: base
    .input(z.object({ load: z.string(), version: day.optional(), sure: z.boolean().default(false) }))
    .output(z.object({ job: z.string() })),
  discard: base.input(z.object({ load: z.string() })).output(z.object({ ok: z.boolean() })),
  /** Unloads areas of a list; all of them without `area`. Their numbers are then no longer covered. */
  remove: base
    .input(z.object({ list: registryList, area: areaName.optional() }))
    .output(z.object({ removed: z.array(areaName) })),
  /** Saves a subscription; it replaces one with the same list and number. */
  saveSubscription: base.input(subscription).output(z.object({ ok: z.boolean() })),
  removeSubscription: base.input(subscription.pick({ list: true, number: true })).output(z.object({ ok: z.boolean() })),
};

export type RegistryAnswer = z.output<typeof registryAnswer>;
export type RegistryColumns = z.output<typeof registryColumns>;
export type RegistryRow = z.output<typeof registryRow>;
export type RegistrySubscription = z.output<typeof subscription>;
export type RegistryLoad = z.output<typeof registryLoad>;
export type RegistryPreview = z.output<typeof registryPreview>;
export type ColumnsAsked = z.output<typeof columnsAsked>;
