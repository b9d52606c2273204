/** The list: search, one number's details, check, and every change that a person makes to entries. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import {
  base,
  e164,
  hold,
  instantOut,
  moment,
  namedHold,
  pathUnder,
  region,
  scope,
  statementPatch,
  written,
} from './common.ts';
import { comparison } from './backups.ts';
import { detailsFilter, detailsGiven, detailsSaid } from './details.ts';
import { doubt } from './doubt.ts';
import { registryAnswer } from './registries.ts';
import { recordState } from './sync.ts';

const entryState = z.enum(['blocked', 'expired', 'removed', 'conflict']);

/** Which entries: all conditions hold at once. Empty: every entry that is not removed. */
export const entryFilter = z.object({
  /** Digits match numbers from the start (with or without +) or their end; other text matches the texts of an entry, its author and its source. */
  search: z.string().trim().max(200).optional(),
  states: z.array(entryState).optional(),
  /** With a hold at this place; everywhere with exceptions is everywhere too. */
  where: z.union([z.literal('everywhere'), z.number().int()]).optional(),
  /** With a hold that excepts this target. */
  except: z.number().int().optional(),
  account: z.number().int().optional(),
  sources: z.array(z.enum(['manual', 'import', 'api', 'vendor'])).optional(),
  /** A day counts from its start and to its end. */
  addedFrom: moment.optional(),
  addedTo: moment.optional(),
  batch: z.number().int().optional(),
  /**
   * Blocked here, while a vendor may call it as last seen there, or has not confirmed it: any, or this account; `overdue` and
   * `today`: past the day that the deadline gives, or on it.
   */
  open: z.union([z.enum(['any', 'overdue', 'today']), z.number().int()]).optional(),
  ...detailsFilter,
});

const source = z.object({ kind: z.enum(['manual', 'import', 'api', 'vendor']), label: z.string().nullable() });

/** One row of the list. */
export const entryRow = z.object({
  number: e164,
  international: z.string(),
  country: z.string().nullable(),
  state: entryState,
  holds: z.array(namedHold),
  ...detailsSaid,
  createdAt: instantOut,
  createdBy: z.string(),
  source,
  batch: z.number().int().nullable(),
  line: z.number().int().nullable(),
  removed: z.object({ at: instantOut, why: z.string(), by: z.string() }).nullable(),
  /** What the database cannot read of it any more, and what to do, in a sentence: it then counts as blocked everywhere. */
  damage: z.string().optional(),
  /**
   * How many of the vendors' records that the entry asks for are in step, and the state of the worst. `mayCall`: at how many
   * the number may be called now, apart from those that are told, or asked, with the next sync.
   */
  vendors: z.object({
    total: z.number().int(),
    inStep: z.number().int(),
    worst: recordState.nullable(),
    mayCall: z.number().int(),
  }),
});

/** One account or agent in the grid of a number. */
export const vendorRow = z.object({
  account: z.number().int(),
  accountName: z.string(),
  vendorName: z.string(),
  /** The remote list of the record: '' or the vendor's agent id. Give it back to `checkNow` and `confirmRemoved`. */
  scope: z.string(),
  targetName: z.string(),
  state: recordState,
  /** What the state means here, in one sentence. */
  sentence: z.string(),
  /**
   * "Yappr may call this number now.": it is blocked here, and not there as last seen, or as it was sent where that is not confirmed;
   * null where that is not so.
   */
  mayCall: z.string().nullable(),
  lastSeenAt: instantOut.nullable(),
  lastSentAt: instantOut.nullable(),
  lastAnswer: z.string().nullable(),
  actions: z.array(z.enum(['addReference', 'checkNow', 'retry', 'confirmRemoved', 'review'])),
  conflict: z.number().int().nullable(),
});

const historyItem = z.object({
  at: instantOut,
  author: z.string(),
  /** One sentence: "Blocked everywhere by Dana (row 17 of calls.csv)". */
  sentence: z.string(),
  batch: z.number().int().nullable(),
  journal: z.number().int(),
});

export const checkResult = z.object({
  /** The likeliest reading of the text. */
  number: e164,
  /** Nothing blocks it, nothing is in doubt, and the registries that apply say clear: ask for this before a call. */
  callable: z.boolean(),
  /**
   * Blocked by a hold, or because a registry lists it: under any reading, and under any form of the same subscriber's
   * number.
   */
  blocked: z.boolean(),
  /** Every hold in force that applies to the question, the deciding one first. */
  holds: z.array(namedHold),
  /** What the registries say; absent when none of the number's country is loaded, or they were not asked. */
  registry: registryAnswer.optional(),
  /** Absent: the text is one number, without a doubt. */
  doubt: doubt.optional(),
  /**
   * While a question about a blocked number is open: the vendors that may call it all the same, a sentence each. Absent
   * where there is none.
   */
  notes: z.array(z.string()).optional(),
  /** Says why it is blocked, that nothing blocks it, or that this is not known. The list comes first. */
  why: z.string(),
});

/** What became of one number of an `add`. */
export const addOutcome = z.object({
  raw: z.string(),
  /** Null where the text has no reading, or several. */
  number: e164.nullable(),
  outcome: z.enum(['added', 'changed', 'revived', 'alreadyThere', 'rejected', 'needsConfirmation']),
  sentence: z.string(),
  /** What has to be confirmed: give one of the readings as the number, or `confirmInvalid` where it is `notInUse`. */
  doubt: doubt.optional(),
});

/** A number that the call named, and the other forms of the same subscriber's number under which it is on the list. */
const alsoAs = z.object({ number: e164, forms: z.array(e164) });

const numbers = z.array(e164).min(1).max(10_000);
/** An entry that a batch left as it was, or that somebody asked for since it was blocked. */
export const leftEntry = z.object({
  number: e164,
  /** Who changed it last, or asked for it, and when. */
  at: instantOut,
  by: z.string(),
  /** "Changed on 3 May 2026 by Dana." */
  sentence: z.string(),
});

/** A redaction is about people, one by one. */
const numbersToRedact = z.array(e164).min(1).max(100);

/** Of a release: one sentence or more per vendor, and the numbers that block on while a question about them is open. */
const foreseen = { vendors: z.array(z.string()), stillBlocked: z.array(e164) };

/** The first of the numbers that somebody asked for although they were blocked already, with who and when; how many there are. */
const askedSince = { asked: z.array(leftEntry), askedCount: z.number().int() };

export const entries = {
  /** A window of the list in the order asked for. `next` continues after the last row (order by number only). */
  list: base
    .input(
      z.object({
        filter: entryFilter.default({}),
        sort: z
          .object({ by: z.enum(['number', 'createdAt']), descending: z.boolean() })
          .default({ by: 'number', descending: false }),
        offset: z.number().int().nonnegative().optional(),
        after: e164.optional(),
        limit: z.number().int().min(1).max(1000).default(100),
      }),
    )
    .output(
      z.object({
        entries: z.array(entryRow),
        next: e164.nullable(),
        matching: z.number().int(),
        total: z.number().int(),
      }),
    ),
  /** Everything about one number, whether or not it has an entry. The number may be written in any common way. */
  get: base.input(z.object({ number: z.string(), region: region.optional() })).output(
    z.object({
      number: e164,
      international: z.string(),
      country: z.string().nullable(),
      lineType: z.string().nullable(),
      valid: z.boolean(),
      entry: entryRow.extend({ seq: z.number().int() }).nullable(),
      /** "Blocked everywhere since 3 May 2026, because the customer asked on the phone (Dana)." */
      sentence: z.string(),
      /** What the registries say; absent when none of the number's country is loaded. */
      registry: registryAnswer.optional(),
      /** As in `check`. The rest of the answer is about the likeliest reading. */
      doubt: doubt.optional(),
      /** Other forms of the same subscriber's number that are on the list: "Blocked everywhere since …". */
      forms: z.array(z.object({ number: e164, international: z.string(), state: entryState, sentence: z.string() })),
      vendors: z.array(vendorRow),
      /** What vendors have shown of its records: whose they are, and when and by whom they were made. Part of its history. */
      shown: z.array(z.object({ at: instantOut, sentence: z.string() })),
      history: z.array(historyItem),
    }),
  ),
  /**
   * Blocked, callable, or neither for sure, for a target and at a time. Numbers may be written in any common way and are read
   * in every plausible one; texts that hold no number at all are BAD_INPUT, which names them.
   */
  check: base
    .route({ method: 'POST', path: '/check' })
    .input(
      z.object({
        numbers: z.array(z.string()).min(1).max(10_000),
        region: region.optional(),
        /** `account` or `account/agent`, by name or id. */
        target: z.string().optional(),
        /** A day means its start. */
        at: moment.optional(),
        /** False: the list alone answers, as for a person whose consent stands above a registry. */
        registries: z.boolean().default(true),
      }),
    )
    .output(z.array(checkResult)),
  /**
   * Blocks numbers. Idempotent: a number that is already blocked says so. `scope` names targets as text or gives holds.
   * A text that holds several numbers has an outcome for each; what is in doubt is not blocked, and says how it can be
   * read.
   */
  add: base
    .input(
      z.object({
        numbers: z.array(z.string()).min(1).max(10_000),
        region: region.optional(),
        holds: scope.optional(),
        /** Instead of `holds`: target texts; `expires` then is the expiry of each. */
        targets: z.array(z.string()).optional(),
        expires: moment.nullable().optional(),
        ...detailsGiven,
        /** Keep numbers that are possible but not valid. */
        confirmInvalid: z.boolean().default(false),
        /** What becomes of the fields of an entry that is there: `fill` gives one that names no call the one that is given here. */
        onDuplicate: z.enum(['keep', 'fill', 'update']).default('keep'),
        source: z.enum(['manual', 'api']).default('manual'),
      }),
    )
    .output(written.extend({ outcomes: z.array(addOutcome) })),
  /** Changes the given fields of entries. */
  edit: base
    .input(
      z.object({
        numbers,
        patch: statementPatch,
        targets: z.array(z.string()).optional(),
        expires: moment.nullable().optional(),
        /** The `seq` of the one entry as it was when it was decided how to change it: refused where it is another now. */
        seen: z.number().int().optional(),
      }),
    )
    .output(written.extend({ missing: z.array(e164), alsoAs: z.array(alsoAs).optional() })),
  /** Releases numbers, with the reason why. */
  remove: base
    .input(z.object({ numbers, why: z.string().trim().min(1, 'Say why the numbers are released.').max(2000) }))
    .output(
      written.extend({
        missing: z.array(e164),
        alsoAs: z.array(alsoAs).optional(),
        /** Numbers that only a lead of the shared list may release: one is asked, and they stay blocked until then. */
        asked: z.array(e164).optional(),
        ...foreseen,
      }),
    ),
  /** What each vendor is told, and may then do, if these numbers are released; nothing is changed. */
  foreseeRemoval: base.input(z.object({ numbers })).output(z.object({ ...foreseen, ...askedSince })),
  /**
   * Takes what entries say of a person (reason, call reference, source, why they were released) out of the list and its history;
   * the blocks stay. There is no undo. `told`: what it means at vendors, as sentences.
   */
  redact: base
    .input(z.object({ numbers: numbersToRedact }))
    .output(z.object({ redacted: z.number().int(), missing: z.array(e164), told: z.array(z.string()) })),
  /** What redacting these takes out and what it leaves, as sentences; nothing is changed. */
  foreseeRedaction: base
    .input(z.object({ numbers: numbersToRedact }))
    .output(z.object({ sentences: z.array(z.string()) })),
  /** How another database of this desk differs from this list, before this one takes its place. Nothing is changed. */
  lacking: base
    .meta(pathUnder('path', 'Restore on the command line: dnc-desk restore.'))
    .input(
      z.object({
        path: z.string(),
        release: z.array(e164).max(100_000).default([]),
        limit: z.number().int().min(0).max(100_000).default(1000),
      }),
    )
    .output(comparison),
  /** Redacts here what that has redacted and this list has not; `left`: not those about which a question is open here. */
  redactAgain: base
    .meta(pathUnder('path', 'Restore on the command line: dnc-desk restore.'))
    .input(z.object({ path: z.string() }))
    .output(z.object({ redacted: z.number().int(), left: z.array(e164) })),
  /** Blocks here too what that blocks and this list does not, apart from the numbers in `release`, as one batch. */
  keepBlocked: base
    .meta(pathUnder('path', 'Restore on the command line: dnc-desk restore.'))
    .input(z.object({ path: z.string(), release: z.array(e164).max(100_000).default([]), label: z.string().max(200) }))
    .output(written),
  /**
   * The list, what a filter shows, or chosen numbers as a file, in order of number. CSV and JSON come as text, the same
   * bytes for the same list; a workbook comes as base64, each chunk by itself.
   */
  export: base
    .input(
      z.object({
        filter: entryFilter.optional(),
        numbers: z.array(e164).optional(),
        format: z.enum(['csv', 'json', 'xlsx']).default('csv'),
      }),
    )
    .output(eventIterator(z.string())),
};

const batchKind = z.enum(['add', 'edit', 'remove', 'import', 'undo', 'resolve', 'pull']);
export const batchRow = z.object({
  id: z.number().int(),
  kind: batchKind,
  label: z.string(),
  author: z.string(),
  at: instantOut,
  state: z.enum(['applying', 'applied', 'cancelled', 'undone']),
  lines: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  alreadyThere: z.number().int(),
  rejected: z.number().int(),
  removed: z.number().int(),
  /** The batch that this one undid, or null. */
  undoes: z.number().int().nullable(),
  /** The reason that was given for a bulk edit or removal. */
  why: z.string().nullable(),
  /** How many entries it left as they were, because they had been changed since. */
  left: z.number().int(),
  /** A crash stopped it half way, and the next start took back what it had written. */
  takenBack: z.boolean(),
});

export const batches = {
  /** Newest first; `before` continues after the last batch of a page. */
  list: base
    .input(
      z.object({
        kinds: z.array(batchKind).optional(),
        /** Words that must all be in its id, label, author or reason. */
        search: z.string().trim().max(200).optional(),
        before: z.number().int().optional(),
        limit: z.number().int().max(1000).default(50),
      }),
    )
    .output(z.array(batchRow)),
  /**
   * Takes back exactly what the batch changed and nobody changed since; what somebody else asked for since stays blocked. The rest
   * stays: `left` has the first thousand of it, `leftCount` counts all, and `batches.left` lists them. `asked`: how many numbers the
   * batch had asked for that were blocked already; it no longer counts as a request for them. When nothing was taken back, no batch is
   * made.
   */
  undo: base
    .input(z.object({ batch: z.number().int() }))
    .output(written.extend({ left: z.array(leftEntry), leftCount: z.number().int(), asked: z.number().int() })),
  /**
   * What each vendor is told, and may then do, if the batch is undone; nothing is changed. `vendors` speaks of the batch's
   * newest changes, up to 10,000; `more`: how many others there are. `asked`: the first of those that stay blocked because
   * somebody asked for them since; `askedCount`: how many there are.
   */
  foreseeUndo: base.input(z.object({ batch: z.number().int() })).output(
    z.object({
      vendors: z.array(z.string()),
      more: z.number().int(),
      ...askedSince,
    }),
  ),
  /** What a batch (an undo, a bulk edit or removal) left as it was, in order of number. */
  left: base
    .input(
      z.object({
        batch: z.number().int(),
        after: e164.optional(),
        limit: z.number().int().min(1).max(1000).default(100),
      }),
    )
    .output(z.object({ left: z.array(leftEntry), total: z.number().int() })),
  /** The rejected lines and cells as a CSV file: line, column, reason, text. */
  rejects: base.input(z.object({ batch: z.number().int() })).output(eventIterator(z.string())),
};

export type HoldInput = z.input<typeof hold>;
export type EntryFilter = z.output<typeof entryFilter>;
export type EntryRow = z.output<typeof entryRow>;
export type VendorRow = z.output<typeof vendorRow>;
export type CheckResult = z.output<typeof checkResult>;
export type AddOutcome = z.output<typeof addOutcome>;
export type LeftEntry = z.output<typeof leftEntry>;
export type BatchRow = z.output<typeof batchRow>;
