/** The desk itself: what is running, its settings, long work (jobs), the stream of changes, and the safety of the data. */
import { eventIterator } from '@orpc/contract';
import { z } from 'zod';
import { secondFolder } from './backups.ts';
import { base, instantOut, pathUnder } from './common.ts';
import { settings } from './settings.ts';

export const secretsState = z.object({
  kind: z.enum(['keychain', 'sealedFile', 'memory']),
  /** True: a sealed file waits for its passphrase. */
  locked: z.boolean(),
  sentence: z.string(),
});

export const jobRow = z.object({
  id: z.string(),
  kind: z.enum(['preview', 'import', 'bulk', 'scrub', 'sync', 'undo', 'verify', 'registry', 'proof']),
  label: z.string(),
  state: z.enum(['running', 'done', 'failed', 'cancelled']),
  done: z.number(),
  /** Null while the total is not known. */
  total: z.number().nullable(),
  /** What the job is doing, or how it ended, in one sentence. */
  message: z.string(),
  /**
   * How much of `total` was done per second of late, and how many seconds are left at that rate; null while that is not
   * known.
   */
  rate: z.number().nullable(),
  secondsLeft: z.number().nullable(),
  startedAt: instantOut,
  endedAt: instantOut.nullable(),
  /** What the job is about: an intake or an account. */
  subject: z.string().nullable(),
});

export const topic = z.enum([
  'list',
  'accounts',
  'conflicts',
  'batches',
  'settings',
  'intakes',
  'scrubs',
  'registries',
  'gate',
  'hub',
]);

export const app = {
  info: base.output(
    z.object({
      version: z.string(),
      dataDir: z.string(),
      host: z.enum(['electron', 'web', 'cli']),
      /** Whether `intake.open` may name a path on this machine. */
      canOpenPaths: z.boolean(),
      entries: z.number().int(),
      secrets: secretsState,
      /**
       * What happened at the start that a person should know: an import that was taken back, or a check that failed.
       */
      notices: z.array(z.string()),
      /**
       * What is missing at the end of the database, and what to do; null: nothing is known to be. Meanwhile nothing is sent
       * to vendors, and no number is called callable.
       */
      lack: z.string().nullable(),
      /** Why this computer's clock is not believed, and what to do; null: it is. Meanwhile no block is over because of it. */
      clock: z.string().nullable(),
    }),
  ),
  settings: base.output(settings),
  saveSettings: base.input(settings.partial()).output(settings),
  /** Opens the sealed file of tokens, or makes it the first time. */
  unlock: base
    .input(z.object({ passphrase: z.string().min(8, 'Use at least eight characters.') }))
    .output(secretsState),
  /** What changed, as it happens: the watcher fetches what it shows again. The first item comes at once. */
  watch: base.output(
    eventIterator(
      z.discriminatedUnion('type', [
        z.object({ type: z.literal('changed'), topics: z.array(topic) }),
        z.object({ type: z.literal('job'), job: jobRow }),
      ]),
    ),
  ),
  /** Is the journal chain whole, does it replay to the table, is the database sound? */
  verify: base.output(z.object({ ok: z.boolean(), problems: z.array(z.string()) })),
  /** Makes a verified copy of the database; without a path it goes into the data directory's backups. */
  backup: base
    .meta(pathUnder('path', 'Leave it out, and the backup goes into the data folder.'))
    .input(z.object({ path: z.string().optional() }).default({}))
    .output(z.object({ path: z.string(), entries: z.number().int(), second: secondFolder.nullable() })),
  /** A person goes on without what is missing at the end of the database. */
  goOn: base.output(z.object({ wasLacking: z.boolean() })),
  /** A person says that this computer's clock is right. */
  believeClock: base.output(z.object({ wasDoubted: z.boolean() })),
  status: base.output(
    z.object({
      entries: z.number().int(),
      blocked: z.number().int(),
      removed: z.number().int(),
      conflicts: z.number().int(),
      waiting: z.number().int(),
    }),
  ),
};

export const jobs = {
  list: base.output(z.array(jobRow)),
  /** Answers once the job has ended. */
  wait: base.input(z.object({ job: z.string() })).output(jobRow),
  cancel: base.input(z.object({ job: z.string() })).output(z.object({ ok: z.boolean() })),
};

export type SecretsState = z.output<typeof secretsState>;
export type JobRow = z.output<typeof jobRow>;
export type Topic = z.output<typeof topic>;
