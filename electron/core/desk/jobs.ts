/**
 * Long work: started by a call that answers at once, followed by progress events, cancelled by id. A job belongs to the
 * core, not to the page that started it, so it survives a reload; the last ended ones stay listed.
 */
import type { JobRow } from '../../../shared/contract/app.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { Refused } from '../answer.ts';
import { databaseName } from '../db/openDatabase.ts';
import { toStorageProblem } from '../db/storageProblem.ts';
import type { Events } from './events.ts';
import { createPaceMeter, type PaceMeter } from './paceMeter.ts';
import type { Clock, Log } from '../ports.ts';
import { jobsWords as say } from '../../../shared/words/core/desk.ts';

const keptEnded = 50;
const progressEveryMs = 100;

/** What a job gives its work. */
export type JobControl = {
  readonly signal: AbortSignal;
  /** Tells how far the job is; events are thinned out, so call it as often as you like. */
  readonly progress: (done: number, total: number | null, message: string) => void;
};

export type JobWork<T> = (job: JobControl) => Promise<{ readonly result: T; readonly message: string }>;

export type Jobs = {
  readonly start: <T>(
    job: { kind: JobRow['kind']; label: string; subject: string | null },
    work: JobWork<T>,
  ) => { id: string; done: Promise<T | undefined> };
  readonly list: () => readonly JobRow[];
  /** Resolves with the job when it has ended; undefined for an unknown id. */
  readonly wait: (id: string) => Promise<JobRow | undefined>;
  readonly cancel: (id: string) => boolean;
  readonly result: (id: string) => unknown;
  /** Cancels everything and resolves when all of it has stopped. */
  readonly close: () => Promise<void>;
};

/** An expected failure of a job, to be shown as it is; any other error is a bug and is shown as "unexpected". */
export class JobFailure extends Error {
  override readonly name = 'JobFailure';
}

type JobPorts = {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly log: Log;
  readonly events: Events;
};

type Held = {
  row: JobRow;
  readonly abort: AbortController;
  readonly settled: Promise<void>;
  result: unknown;
  lastEvent: number;
  /** Whether an event that was held back is still to come. */
  isDue: boolean;
  readonly pace: PaceMeter;
};

/** The long work of one desk: started, followed, cancelled, and remembered for as long as its page may ask. */
export function createJobs(ports: JobPorts): Jobs {
  const { clock, newId } = ports;
  const held = new Map<string, Held>();
  const reports = createReports(ports);

  function forgetOld(): void {
    const ended = [...held.values()].filter((job) => job.row.state !== 'running');
    for (const job of ended.slice(0, Math.max(0, ended.length - keptEnded))) held.delete(job.row.id);
  }

  return {
    start(about, work) {
      const { job, finish } = toHeld({ ...about, id: newId() }, clock.now());
      held.set(job.row.id, job);
      reports.update(job, {}, true);
      const run = async () => {
        try {
          return await runWork(job, work, reports, ports);
        } finally {
          finish();
          forgetOld();
        }
      };
      return { id: job.row.id, done: run() };
    },
    list: () => [...held.values()].map((job) => job.row),
    async wait(id) {
      const job = held.get(id);
      await job?.settled;
      return job?.row;
    },
    cancel(id) {
      const job = held.get(id);
      if (job?.row.state !== 'running') return false;
      job.abort.abort();
      return true;
    },
    result: (id) => held.get(id)?.result,
    async close() {
      for (const job of held.values()) job.abort.abort();
      await Promise.all([...held.values()].map((job) => job.settled));
    },
  };
}

/** A job that has not begun. `finish` settles it. */
function toHeld(about: Pick<JobRow, 'id' | 'kind' | 'label' | 'subject'>, now: number) {
  const { promise: settled, resolve: finish } = Promise.withResolvers<void>();
  const row: JobRow = {
    ...about,
    state: 'running',
    done: 0,
    total: null,
    message: 'Starting.',
    rate: null,
    secondsLeft: null,
    startedAt: toInstant(now),
    endedAt: null,
  };
  const job: Held = {
    row,
    abort: new AbortController(),
    settled,
    result: undefined,
    lastEvent: 0,
    isDue: false,
    pace: createPaceMeter(0),
  };
  return { job, finish };
}

/** Carries out the work of a job and says how it ended; undefined where it did not come to its end. */
async function runWork<T>(
  job: Held,
  work: JobWork<T>,
  reports: Reports,
  { clock, log }: JobPorts,
): Promise<T | undefined> {
  const { signal } = job.abort;
  const end = (state: JobRow['state'], message: string): void =>
    reports.update(job, { state, message, endedAt: toInstant(clock.now()) }, true);
  try {
    const { result, message } = await work({
      signal,
      progress: (done, total, text) => reports.tell(job, done, total, text),
    });
    job.result = result;
    end(signal.aborted ? 'cancelled' : 'done', message);
    return result;
  } catch (error) {
    const known =
      error instanceof JobFailure || error instanceof Refused ? error : toStorageProblem(error, databaseName);
    if (signal.aborted) end('cancelled', 'Cancelled.');
    else if (known !== undefined) end('failed', known.message);
    else {
      log.error('job.failed', {
        kind: job.row.kind,
        error: error instanceof Error ? (error.stack ?? error.message) : String(error),
      });
      end('failed', say.stoppedByAnUnexpected);
    }
    return undefined;
  }
}

type Reports = {
  /** Changes a job's row. `force`: tells it at once; else it may be held back for a moment. */
  readonly update: (job: Held, change: Partial<JobRow>, force: boolean) => void;
  /** Tells how far a job is, how fast it goes and how long it still takes. */
  readonly tell: (job: Held, done: number, total: number | null, message: string) => void;
};

/** Tells those who watch how the jobs stand, each at most ten times a second. */
function createReports({ clock, events }: Pick<JobPorts, 'clock' | 'events'>): Reports {
  function update(job: Held, change: Partial<JobRow>, force: boolean): void {
    job.row = { ...job.row, ...change };
    if (!force && clock.now() - job.lastEvent < progressEveryMs) return void publishLater(job);
    job.lastEvent = clock.now();
    events.publish({ type: 'job', job: job.row });
  }

  /** Publishes what was held back once the pause is over: people look at the last message before a long wait. */
  async function publishLater(job: Held): Promise<void> {
    if (job.isDue) return;
    job.isDue = true;
    const { lastEvent } = job;
    await clock.sleep(progressEveryMs, job.abort.signal).catch(() => undefined);
    job.isDue = false;
    if (job.row.state === 'running' && job.lastEvent === lastEvent) update(job, {}, true);
  }

  return {
    update,
    tell(job, done, total, message) {
      const { rate, secondsLeft } = job.pace.tell(done, total, clock.now());
      update(job, { done, total, message, rate, secondsLeft }, false);
    },
  };
}
