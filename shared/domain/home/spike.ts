/** Whether somebody adds far more than usual: a slip of the hand, a script that runs wild, or an account that was taken over. */
import type { Day } from '../time/moment.ts';

/** Below this many nobody is asked. */
const least = 100;
/** How many times the busiest earlier day it has to be, and on how many earlier days the author must have added anything. */
const times = 5;
const leastDays = 3;

/** @param added what people and scripts added, by day; files and vendors are not among it */
export function findSpike(
  added: readonly { readonly author: string; readonly day: Day; readonly count: number }[],
  today: Day,
): { readonly author: string; readonly count: number } | null {
  const byAuthor = new Map<string, Map<Day, number>>();
  for (const { author, day, count } of added) {
    const days = byAuthor.get(author) ?? new Map<Day, number>();
    days.set(day, (days.get(day) ?? 0) + count);
    byAuthor.set(author, days);
  }
  let worst: { author: string; count: number } | null = null;
  for (const [author, days] of byAuthor) {
    const count = days.get(today) ?? 0;
    const earlier = [...days].filter(([day]) => day < today).map(([, many]) => many);
    if (count < least || earlier.length < leastDays || count <= times * Math.max(...earlier)) continue;
    if (worst === null || count > worst.count) worst = { author, count };
  }
  return worst;
}
