/**
 * From when on what is kept for a time is too old, where one wrong clock must not make everything old: time that passed without anything being
 * noted counts up to a limit. Pure; all times in one unit.
 */

/**
 * What is before the answer may be deleted; undefined: nothing. `noted`: the times of what is kept, newest first; `keep`: for how long;
 * `silence`: as much of a gap between two of them, or to `now`, counts.
 */
export function toAgedOut(
  noted: readonly number[],
  { now, keep, silence }: { readonly now: number; readonly keep: number; readonly silence: number },
): number | undefined {
  let [later, uncounted] = [now, 0];
  for (const at of noted) {
    uncounted += Math.max(0, later - at - silence);
    later = Math.min(later, at);
    if (now - uncounted - at > keep) return now - uncounted - keep;
  }
  return undefined;
}
