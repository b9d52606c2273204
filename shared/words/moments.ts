/** When something was or will be, in sentences that are read at this computer. Papers and what programs read keep instants as they are. */
import { createMoments } from './locale.ts';
import { once } from './once.ts';

const moments = once(() => createMoments());

/** A moment as this computer's clock shows it, to the minute: "30 Nov 2026, 14:02". @param instant `2026-11-30T14:02:07.000Z` */
export function toMoment(instant: string): string {
  return moments()(Date.parse(instant));
}
