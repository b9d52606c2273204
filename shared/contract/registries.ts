/** Registries over the wire: what they say of a number, which versions are loaded, and the loading of their files. */
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
 * What the registries say of one number. `listed` blocks; `clear` is no obstacle; the others say that nobody knows:
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
  /** Null: the number is whole. */
  areaCode: z.number().int().nonnegative().nullable(),
  /** What says "added" or "removed", or "on the register" or not; null: every line is listed. */
  flag: z.number().int().nonnegative().nullable(),
  /** Its values that mean listed. */
  add: z.array(z.string().max(100)).max(20),
  /** Its values that mean not listed; without it, the one other value there is. */
  remove: z.array(z.string().max(100)).max(20).optional(),
  /** The country of each row; null: there is none; absent: the column that is named so. Rows of elsewhere are refused. */
  country: z.number().int().nonnegative().nullable().optional(),
  /** When the register answered; null: there is none; absent: the column that is named so. */
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
  /** Days until it is stale; below zero it is. */
  left: z.number().int(),
  /** An area code that none of the subscriptions (SAN) covers, though there are some for the list. */
  uncovered: z.boolean(),
});

/** A subscription to a registry: who may use which area codes, until when. */
const subscription = z.object({
  /** The number that the registry gave, such as a SAN. */
  number: z.string().trim().min(1, 'Give the number of the subscription.').max(64),
  list: registryList,
  holder: z.string().trim().max(120),
  expires: day.nullable(),
  /** Empty: all of them. */
  areaCodes: z.array(areaCode).max(1000),
});

/** One line of the log that is kept as evidence of which versions were used. */
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
  /** The day of the version, with where it was found; null: it has to be given. */
  version: day.nullable(),
  versionFrom: z.enum(['given', 'column', 'name', 'fileDate', 'none']),
  /** Lines or records that held a number, and how many of them stood twice. */
  rows: z.number().int(),
  duplicates: z.number().int(),
  areas: z.array(
    z.object({
      list: registryList,
      area: areaName,
      listName: z.string(),
      /** Numbers that the file lists, or adds. */
      listed: z.number().int(),
      /** Numbers that it takes off (change), or that came back as not listed (wash). */
      unlisted: z.number().int(),
      replaces: z.object({ version: day, count: z.number().int() }).nullable(),
    }),
  ),
  notes: z.array(z.string()),
  /** Why a person has to look twice before it is loaded: far fewer numbers than before, or an older version. */
  doubts: z.array(z.string()),
});

/** What has to be said before a file with columns can be read. */
const columnsAsked = z.object({
  name: z.string(),
  columns: z.array(
    z.object({
      header: z.string().nullable(),
      samples: z.array(z.string()),
      /** Where there are few: all values of the first lines. */
      values: z.array(z.string()),
    }),
  ),
  guess: registryColumns.nullable(),
});

export const registries = {
  /** Everything about registries but the numbers in them. */
  list: base.output(
    z.object({
      areas: z.array(registryRow),
      subscriptions: z.array(
        subscription.extend({ state: z.enum(['current', 'due', 'expired']), listName: z.string() }),
      ),
      /** The latest first, a hundred at most. */
      log: z.array(registryLoad),
      /** What is wrong with all of it; null: nothing. */
      problem: z.string().nullable(),
    }),
  ),
  /** Reads a file to its end, as a job; what it found is then in `preview`. */
  open: base
    .meta(fromPath)
    .input(
      z.object({
        from: fileFrom,
        /** By the area codes in it where it is not given. */
        list: registryList.optional(),
        version: day.optional(),
        columns: registryColumns.optional(),
      }),
    )
    .output(z.object({ job: z.string(), load: z.string() })),
  /** What the file holds; or, where that cannot be told, which columns there are. */
  preview: base
    .input(z.object({ load: z.string() }))
    .output(
      z.discriminatedUnion('state', [
        z.object({ state: z.literal('found'), preview: registryPreview }),
        z.object({ state: z.literal('asks'), asks: columnsAsked }),
      ]),
    ),
  /** Takes the file over, as a job: each area is the new version or the old one. `sure`: also where there are doubts. */
  apply: base
    .input(z.object({ load: z.string(), version: day.optional(), sure: z.boolean().default(false) }))
    .output(z.object({ job: z.string() })),
  discard: base.input(z.object({ load: z.string() })).output(z.object({ ok: z.boolean() })),
  /** Unloads areas of a list; all of them without `area`. Their numbers are not covered any more. */
  remove: base
    .input(z.object({ list: registryList, area: areaName.optional() }))
    .output(z.object({ removed: z.array(areaName) })),
  /** Keeps a subscription; one with the same list and number is replaced. */
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
