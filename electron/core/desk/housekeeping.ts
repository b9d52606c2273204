/**
 * What a host that stays open does beside its callers: it continues undos that were stopped, backs up once a day, and forgets
 * logs that are old.
 */
import type { Clock, Log } from '../ports.ts';
import type { DeskTime } from './deskTime.ts';

const hourMs = 60 * 60 * 1000;

export type Housekeeping = {
  readonly start: () => void;
  /** Resolves when none of this work is running any more. */
  readonly close: () => Promise<void>;
};

/** Nothing runs before `start`. A failure is logged, and the work is tried again an hour later. */
export function createHousekeeping(parts: {
  readonly clock: Clock;
  readonly log: Log;
  /** Notes that the clock goes on, when it is asked. */
  readonly time: Pick<DeskTime, 'passed'>;
  readonly resumeUndos: () => Promise<readonly number[]>;
  /** Does nothing when there already is a backup of today. */
  readonly dailyBackup: () => Promise<unknown>;
  /** Deletes the logs of runs that are older than they are kept. */
  readonly forgetOldRuns: () => Promise<unknown>;
}): Housekeeping {
  const { clock, log } = parts;
  const abort = new AbortController();
  let running: Promise<void> | undefined;

  async function attempt(name: string, work: () => Promise<unknown>): Promise<void> {
    try {
      await work();
    } catch (error) {
      log.error('housekeeping.failed', { name, error: error instanceof Error ? error.message : String(error) });
    }
  }

  async function run(): Promise<void> {
    await attempt('resumeUndos', parts.resumeUndos);
    while (!abort.signal.aborted) {
      parts.time.passed();
      await attempt('dailyBackup', parts.dailyBackup);
      await attempt('forgetOldRuns', parts.forgetOldRuns);
      await clock.sleep(hourMs, abort.signal).catch(() => undefined);
    }
  }

  return {
    start() {
      running ??= run();
    },
    async close() {
      abort.abort();
      await running;
    },
  };
}
