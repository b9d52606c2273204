/** Accounts, their targets, sync runs and the conflicts that they raise. */
import { z } from 'zod';
import { ofEach, wordFields } from '../fields.ts';
import {
  base,
  e164,
  fromPath,
  holdOut,
  instantOut,
  moment,
  givenName,
  region,
  statementPatch,
  written,
} from './common.ts';
import { fileFrom, mapping } from './files.ts';

/** Where one remote record stands. The word shown and the shape beside it come from it. */
export const recordState = z.enum([
  'inStep',
  'waiting',
  'unconfirmed',
  'missingThere',
  'lessThere',
  'onlyThere',
  'parked',
  'cannotVerify',
  'needsCallReference',
  'removeByHand',
  'conflict',
  'gone',
]);

/** How a sync run ended. */
export const runOutcome = z.enum(['done', 'failed', 'cancelled', 'suspicious', 'interrupted']);

const keeping = z.object({ how: z.enum(['kept', 'emulated', 'lost']), note: z.string() });

/** A vendor that accounts can be made for. */
export const vendor = z.object({
  id: z.string(),
  name: z.string(),
  defaultBaseUrl: z.string().nullable(),
  tokenLabel: z.string(),
  settings: z.array(z.object({ key: z.string(), label: z.string(), help: z.string(), required: z.boolean() })),
  keeps: z.object({
    ...ofEach(wordFields, () => keeping),
    expiry: keeping,
    agents: keeping,
    remove: keeping,
    list: keeping,
  }),
  needsCallReference: z.boolean(),
  mailsOnAdd: z.boolean(),
  requestsPerMinute: z.number().nullable(),
  warnings: z.array(z.string()),
});

export const target = z.object({
  id: z.number().int(),
  account: z.number().int(),
  accountName: z.string(),
  /** "Yappr" or "Yappr / Sales agent". */
  label: z.string(),
  name: z.string(),
  /** The vendor's id of the agent or user; null for the whole account. */
  remoteId: z.string().nullable(),
  kind: z.enum(['account', 'agent', 'user']),
  state: z.enum(['active', 'inactive', 'gone', 'retired']),
});

/** Which of the desks that share a list tells a vendor. */
export const accountLead = z.object({
  /** Whose desk it is, or was last; null: nobody's yet. */
  name: z.string().nullable(),
  since: instantOut.nullable(),
  isHere: z.boolean(),
  /** As told by another desk, and what is known here of when that was; null where this desk tells the vendor itself. */
  state: z.enum(['inStep', 'waiting', 'syncing', 'needsYou', 'offline', 'paused', 'never']).nullable(),
  sentence: z.string().nullable(),
});

export const accountRow = z.object({
  id: z.number().int(),
  vendor: z.string(),
  vendorName: z.string(),
  name: z.string(),
  baseUrl: z.string(),
  settings: z.record(z.string(), z.string()),
  hasToken: z.boolean(),
  /** False: the account came with a restored backup, and nothing is sent there before a person confirms its address. */
  isAddressConfirmed: z.boolean(),
  adopt: z.enum(['target', 'everywhere', 'ask']),
  everyMinutes: z.number().int(),
  paused: z.boolean(),
  /** Whether adds may be sent where the vendor sends an e-mail for each one. */
  mailsAllowed: z.boolean(),
  /** Whether what is gone at the vendor is put back there, once, while the question about it is open. */
  putsBack: z.boolean(),
  /** What the sync line says: the state as a word, and the sentence behind it. */
  state: z.enum(['inStep', 'waiting', 'syncing', 'needsYou', 'offline', 'paused', 'never']),
  sentence: z.string(),
  inStep: z.number().int(),
  waiting: z.number().int(),
  unconfirmed: z.number().int(),
  parked: z.number().int(),
  needsCallReference: z.number().int(),
  removeByHand: z.number().int(),
  conflicts: z.number().int(),
  /** Numbers with an open question that the vendor may call now, though they are blocked here. */
  mayCall: z.number().int(),
  /** Records that the vendor keeps for less than it was told, whatever was decided about them. */
  lessThere: z.number().int(),
  cannotVerify: z.number().int(),
  lastTest: z.object({ at: instantOut, ok: z.boolean(), sentence: z.string() }).nullable(),
  lastScanAt: instantOut.nullable(),
  nextRunAt: instantOut.nullable(),
  /** The newest sync run: when it began, and how it ended (null while it runs). `runs.get` has the rest. */
  lastRun: z
    .object({
      id: z.number().int(),
      at: instantOut,
      outcome: runOutcome.nullable(),
    })
    .nullable(),
  /** How long what is waiting takes at the vendor's rate. */
  pushSeconds: z.number(),
  /** E-mails that pushing what waits will cause, where the vendor sends them. */
  mails: z.number().int(),
  /** A scan that stopped because it would remove too much: what it found, to be confirmed or dismissed. */
  suspicion: z.object({ run: z.number().int(), sentence: z.string(), about: z.enum(['records', 'agents']) }).nullable(),
  /** The vendor asks to be left alone for more than a day: until when. A sync that a person starts tries at once. */
  longWaitUntil: instantOut.nullable(),
  /** What is so at the vendor and asks nobody for anything, a sentence each. */
  notes: z.array(z.string()),
  /** Which desk tells the vendor; null: the list is not shared, and this one does. */
  lead: accountLead.nullable(),
  targets: z.array(target),
});

export const syncResult = z.object({
  account: z.string(),
  scanned: z.number().int(),
  writes: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  conflicts: z.number().int(),
  waiting: z.number().int(),
  parked: z.number().int(),
  outcome: runOutcome,
  error: z.string().nullable(),
  /** When the reading began, if an earlier run did and this one went on with it. */
  wentOnFrom: instantOut.nullable(),
});

/** An open question whether an agent is another one that was made again under its name. */
export const sameQuestion = z.object({
  id: z.number().int(),
  kind: z.enum(['agent', 'account']),
  account: z.number().int(),
  accountName: z.string(),
  /** The target that appeared later, the one that was known before, and the name with its account's. */
  target: z.number().int(),
  other: z.number().int(),
  targetName: z.string(),
  /** Which version of the question this is: an answer names it. */
  version: z.number().int(),
  askedAt: instantOut,
  /** What happened, in plain words. */
  sentence: z.string(),
  /** What holds until it is answered. */
  meanwhile: z.string(),
  /** How many numbers have a hold for the one that was known before. */
  held: z.number().int(),
  /** False: it is known that they are two. */
  mayBeSame: z.boolean(),
  /** What each answer does, in plain words. */
  effects: z.object({ same: z.array(z.string()), another: z.array(z.string()) }),
});

const accountId = z.object({ account: z.number().int() });
const adopt = z.enum(['target', 'everywhere', 'ask']);

export const accounts = {
  vendors: base.output(z.array(vendor)),
  list: base.output(z.array(accountRow)),
  add: base
    .input(
      z.object({
        vendor: z.string(),
        name: givenName.min(1, 'Give the account a name.').max(80),
        baseUrl: z.string().trim().optional(),
        settings: z.record(z.string(), z.string()).default({}),
        token: z.string().trim().min(1, 'Paste the token.'),
        adopt: adopt.default('target'),
        everyMinutes: z.number().int().min(0).max(1440).default(15),
        /** False: where the vendor sends an e-mail for every add, none is sent before `update` allows it. */
        mailsAllowed: z.boolean().default(true),
        /** False: what is gone at the vendor is not put back while the question about it is open. */
        putsBack: z.boolean().default(true),
      }),
    )
    .output(z.object({ id: z.number().int() })),
  update: base
    .input(
      accountId.extend({
        name: givenName.min(1).max(80).optional(),
        baseUrl: z.string().trim().optional(),
        settings: z.record(z.string(), z.string()).optional(),
        token: z.string().trim().min(1).optional(),
        adopt: adopt.optional(),
        everyMinutes: z.number().int().min(0).max(1440).optional(),
        paused: z.boolean().optional(),
        mailsAllowed: z.boolean().optional(),
        putsBack: z.boolean().optional(),
      }),
    )
    .output(z.object({ id: z.number().int() })),
  /** A person says that the address of an account that came with a backup is right. */
  confirmAddress: base.input(accountId).output(z.object({ id: z.number().int() })),
  /** Forgets the account here. Nothing is removed at the vendor; holds that name only its targets stay as they are. */
  remove: base.input(accountId).output(z.object({ id: z.number().int() })),
  /** Asks the vendor with harmless reads; `ok: false` carries the verdict too. */
  test: base.input(accountId).output(z.object({ ok: z.boolean(), sentence: z.string() })),
  /** Reads the agents from the vendor where it can, and answers all known targets. */
  targets: base.input(accountId.extend({ refresh: z.boolean().default(true) })).output(z.array(target)),
  /** Takes note that the vendor no longer knows a target. */
  retireTarget: base.input(z.object({ target: z.number().int() })).output(z.object({ id: z.number().int() })),
  /** The open questions whether an agent is one that was made again. */
  sameQuestions: base.output(z.array(sameQuestion)),
  /**
   * Answers one of them, as a batch that can be undone. Where many numbers are moved it is a job (`same-ID`) with a backup first,
   * and this answers when it has ended; BAD_INPUT where it was stopped. NEEDS_PERSON where the question has changed since it was
   * shown: then nothing is done.
   */
  answerSame: base
    .input(z.object({ id: z.number().int(), version: z.number().int(), answer: z.enum(['same', 'another']) }))
    .output(written.extend({ warnings: z.array(z.string()) })),
};

/** A side of a conflict, for display: null when there is no record. */
const conflictSide = z
  .object({ reason: z.string().nullable(), until: instantOut.nullable(), where: z.string() })
  .nullable();

const conflictKind = z.enum(['goneThere', 'weakerThere', 'bothChanged', 'removedHereChangedThere', 'onlyThere']);

export const conflictRow = z.object({
  id: z.number().int(),
  number: e164,
  international: z.string(),
  account: z.number().int(),
  accountName: z.string(),
  scope: z.string(),
  /** Every list of the account that it is about: of agents that disagree in the same way there are several. */
  scopes: z.array(z.string()),
  targetName: z.string(),
  kind: conflictKind,
  /** Which version of the question this is: a decision names it. Every change on either side makes another one. */
  version: z.number().int(),
  /** Whether the question has changed since it was opened. */
  hasChanged: z.boolean(),
  /** What happened, in plain words. */
  sentence: z.string(),
  openedAt: instantOut,
  /** Why it is decided at another desk of the shared list, which tells this vendor; null: here. */
  elsewhere: z.string().nullable(),
  base: conflictSide,
  ours: conflictSide,
  theirs: conflictSide,
  /** Whether the vendor was told to block it again while this is open: `theirs` is what was there before. */
  isPut: z.boolean(),
  /** Where and until when it blocks while this is open: the entry's holds and the stronger of both sides. */
  holds: z.array(holdOut),
  /** What is known of the vendor's side: what was agreed, sent, answered, seen and decided, oldest first. */
  there: z.array(z.object({ at: instantOut, sentence: z.string() })),
  /** How the number stands at every vendor now, this one's first; `mayCall`: that it may call the number, or null. */
  vendors: z.array(
    z.object({
      account: z.number().int(),
      scope: z.string(),
      targetName: z.string(),
      state: recordState,
      sentence: z.string(),
      mayCall: z.string().nullable(),
    }),
  ),
  /** What each choice will do at each vendor and here, in plain words. */
  effects: z.object({ keepOurs: z.array(z.string()), takeTheirs: z.array(z.string()) }),
});

/** What would be done about a record that is owed: the planner's kinds of action, those that wait for a person as one. */
const nextKind = z.enum(['add', 'change', 'remove', 'lookUp', 'settled', 'wait', 'person']);

export const nextSync = z.object({
  account: z.number().int(),
  /** By kind, in the order in which a sync works; a kind without records is left out. */
  groups: z.array(
    z.object({
      kind: nextKind,
      count: z.number().int(),
      /** The first ones: number, list of the vendor, and the planner's reason. */
      lines: z.array(z.object({ number: e164, international: z.string(), place: z.string(), why: z.string() })),
    }),
  ),
  /** What may change until then, a sentence each. */
  notes: z.array(z.string()),
});

export const sync = {
  /** Starts a run of one or all accounts and answers its job at once; `jobs.wait` tells the end. */
  run: base.input(z.object({ account: z.number().int().optional() }).default({})).output(z.object({ job: z.string() })),
  /**
   * Takes the vendor's own export for a scan of its list, as a job whose result is that of a run of one account. Nothing is
   * sent. `mapping`: what the columns mean, instead of what is recognised.
   */
  scanFile: base
    .meta(fromPath)
    .input(accountId.extend({ from: fileFrom, region: region.optional(), mapping: mapping.optional() }))
    .output(z.object({ job: z.string() })),
  /** What the next sync would send to an account, planned as a sync plans it, from what is known now. Sends nothing. */
  preview: base.input(accountId).output(nextSync),
  /** The results of a finished run. */
  results: base.input(z.object({ job: z.string() })).output(z.array(syncResult)),
  /** Confirms (the absences count) or dismisses what a suspicious scan found. */
  answerSuspicion: base
    .input(accountId.extend({ run: z.number().int(), confirm: z.boolean() }))
    .output(z.object({ ok: z.boolean() })),
  /** Reads one record back from its vendor now. */
  checkNow: base
    .input(z.object({ account: z.number().int(), scope: z.string(), number: e164 }))
    .output(z.object({ sentence: z.string() })),
  /** Takes a parked operation out of parking, to be tried in the next run. */
  retry: base
    .input(z.object({ account: z.number().int(), scope: z.string(), number: e164 }))
    .output(z.object({ ok: z.boolean() })),
  /** A person removed the record in the vendor's dashboard. */
  confirmRemoved: base
    .input(z.object({ account: z.number().int(), scope: z.string(), number: e164 }))
    .output(z.object({ ok: z.boolean() })),
};

export const conflicts = {
  list: base
    .input(
      z
        .object({
          account: z.number().int().optional(),
          number: e164.optional(),
          kind: conflictKind.optional(),
          limit: z.number().int().max(1000).default(200),
          after: z.number().int().optional(),
        })
        .default({ limit: 200 }),
    )
    /** `open`: how many match, on all pages. */
    .output(z.object({ conflicts: z.array(conflictRow), open: z.number().int() })),
  /**
   * An ordinary edit through the one write path; `edit` needs something to change. `targets` and `expires`: as in
   * `entries.edit`. `version`: of the question as it was shown. NEEDS_PERSON when one of them has changed since: then
   * nothing is done, and `list` has them as they are now.
   */
  resolve: base
    .input(
      z.object({
        questions: z
          .array(z.object({ id: z.number().int(), version: z.number().int() }))
          .min(1)
          .max(10_000),
        choice: z.enum(['keepOurs', 'takeTheirs', 'edit']),
        patch: statementPatch.optional(),
        targets: z.array(z.string()).optional(),
        expires: moment.nullable().optional(),
      }),
    )
    .output(written.extend({ resolved: z.number().int() })),
};

export type RecordState = z.output<typeof recordState>;
export type Vendor = z.output<typeof vendor>;
export type TargetRow = z.output<typeof target>;
export type AccountLead = z.output<typeof accountLead>;
export type AccountRow = z.output<typeof accountRow>;
export type SameQuestionRow = z.output<typeof sameQuestion>;
export type SyncResult = z.output<typeof syncResult>;
export type ConflictRow = z.output<typeof conflictRow>;
export type NextSync = z.output<typeof nextSync>;
