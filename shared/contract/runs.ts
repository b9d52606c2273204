/** Sync runs as the Runs screen shows them: what each read, changed and could not do, and the log of its requests. */
import { z } from 'zod';
import { base, instantOut } from './common.ts';
import { runOutcome } from './sync.ts';

/** The results by which runs can be picked; `running` is a run without a result yet. */
const runResult = z.enum(['running', ...runOutcome.options]);

const runRow = z.object({
  id: z.number().int(),
  account: z.number().int(),
  /** Also the name of an account that was removed since. */
  accountName: z.string(),
  vendorName: z.string(),
  /**
   * Why the run started: a person asked, its time had come, the desk started, a change had to be sent, or an export was
   * dropped.
   */
  trigger: z.enum(['manual', 'schedule', 'start', 'change', 'scanFile']),
  startedAt: instantOut,
  /** Null while the run goes on. */
  tookMs: z.number().nullable(),
  /** Null while the run goes on. */
  outcome: runOutcome.nullable(),
  /** Records read from the vendor's list. */
  scanned: z.number().int(),
  /** Whether the list was read to its end, so that an absence counts. */
  scanComplete: z.boolean(),
  /** Write requests sent. */
  writes: z.number().int(),
  added: z.number().int(),
  changed: z.number().int(),
  removed: z.number().int(),
  conflicts: z.number().int(),
  retries: z.number().int(),
  /** Records that the vendor sent and that could not be understood. */
  unreadable: z.number().int(),
  /** What went wrong, as a sentence. */
  error: z.string().nullable(),
  /** What a scan found that a person has yet to confirm or dismiss, as a sentence. */
  suspicion: z.string().nullable(),
});

/** One request of a run: no secrets, no full numbers. */
const runRequest = z.object({
  /** The request's number in the run, from 1. */
  n: z.number().int(),
  /** When its answer came, or when it was given up. */
  at: instantOut,
  method: z.string(),
  path: z.string(),
  isWrite: z.boolean(),
  /** Null where no answer came. */
  status: z.number().int().nullable(),
  tookMs: z.number(),
  /** What went wrong with it, as a sentence. */
  problem: z.string().nullable(),
});

export const runs = {
  /** Newest first. `before`: only runs with a smaller id. */
  list: base
    .input(
      z
        .object({
          account: z.number().int().optional(),
          result: runResult.optional(),
          before: z.number().int().optional(),
          limit: z.number().int().min(1).max(500).default(100),
        })
        .default({ limit: 100 }),
    )
    .output(z.object({ runs: z.array(runRow), next: z.number().int().nullable() })),
  /** One run with a page of its requests, in order; `total` counts all that `show` lets through. */
  get: base
    .input(
      z.object({
        run: z.number().int(),
        show: z.enum(['all', 'writes', 'problems']).default('all'),
        offset: z.number().int().min(0).default(0),
        limit: z.number().int().min(1).max(500).default(100),
      }),
    )
    .output(
      z.object({
        run: runRow,
        requests: z.array(runRequest),
        total: z.number().int(),
        /** False once the run is so old that only its figures are kept. */
        areRequestsKept: z.boolean(),
      }),
    ),
  /** Stops a run; what it has done stays done. `ok: false` when it had already ended. */
  stop: base.input(z.object({ run: z.number().int() })).output(z.object({ ok: z.boolean() })),
};

export type RunRow = z.output<typeof runRow>;
export type RunRequest = z.output<typeof runRequest>;
export type RunResult = z.output<typeof runResult>;
