/** Forgets the log of runs after the days that a person has set: a little at a time, so that nobody waits for it. */
import { toAgedOut } from '../../../../shared/domain/time/agedOut.ts';
import type { OldRunRows } from '../../db/sync/oldRunRows.ts';
import type { Clock } from '../../ports.ts';

const dayMs = 24 * 60 * 60 * 1000;
const rowsAtOnce = 500;
/** A clock that jumps makes what is there older by no more than this. */
const longestSilenceMs = 60 * dayMs;

/** Deletes runs, with their requests, that ended more than `days` ago; answers how many rows went. Others work in between. */
export async function forgetOldRuns(
  { rows, clock }: { readonly rows: OldRunRows; readonly clock: Pick<Clock, 'now' | 'breathe'> },
  days: number,
): Promise<number> {
  const before = toAgedOut(
    rows.listDays().map((day) => day * dayMs),
    {
      now: clock.now(),
      keep: days * dayMs,
      silence: longestSilenceMs,
    },
  );
  if (before === undefined) return 0;
  let all = 0;
  for (;;) {
    const dropped = rows.drop(before, rowsAtOnce);
    all += dropped;
    if (dropped === 0) return all;
    await clock.breathe();
  }
}
