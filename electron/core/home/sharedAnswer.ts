/**
 * One answer for all who ask while it waits to be made. Nobody is told of a time before the question: who asks while an answer is
 * being made gets the next one. After one that took long there is a rest, as an import tells of a change four times a second.
 */
import type { Clock } from '../ports.ts';

/** An answer that took at most this long to make is followed by no rest, in milliseconds. */
const quickMs = 200;
/** The rest after a longer one, in times of what it took. */
const restTimes = 3;

/** Makes the function that asks. A failure is that of the callers who shared the answer. */
export function createSharedAnswer<T>(make: () => Promise<T>, clock: Pick<Clock, 'now' | 'sleep'>): () => Promise<T> {
  let before: Promise<unknown> = Promise.resolve();
  let waiting: Promise<T> | undefined;
  let restUntil = 0;

  async function makeNext(): Promise<T> {
    await before;
    const rest = restUntil - clock.now();
    if (rest > 0) await clock.sleep(rest);
    waiting = undefined;
    const began = clock.now();
    const answer = make();
    before = answer.then(
      () => undefined,
      () => undefined,
    );
    const made = await answer;
    const took = clock.now() - began;
    restUntil = took <= quickMs ? 0 : clock.now() + restTimes * took;
    return made;
  }

  return () => (waiting ??= makeNext());
}
