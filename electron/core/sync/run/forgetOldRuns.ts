/** Forgets the log of runs after the days that a person has set: a little at a time, so that nobody waits for it. */
import type { OldRunRows } from '../../db/sync/oldRunRows.ts';
import type { Clock } from '../../ports.ts';

const dayMs = 24 * 60 * 60 * 1000;
const rowsAtOnce = 500;

/** Deletes runs, with their requests, that ended more than `days` ago; answers how many rows went. Others work in between. */
export async function forgetOldRuns(
  { rows, clock }: { readonly rows: OldRunRows; readonly clock: Pick<Clock, 'now' | 'breathe'> },
  days: number,
): Promise<number> {
  const before = clock.now() - days * dayMs;
  let all = 0;
  for (;;) {
    const dropped = rows.drop(before, rowsAtOnce);
    all += dropped;
    if (dropped === 0) return all;
    await clock.breathe();
  }
}
