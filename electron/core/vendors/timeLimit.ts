/** The time that one exchange may take: real time, because it guards a real socket. */
import { timeLimitWords as say } from '../../../shared/words/core/vendors.ts';

export type TimeLimit = {
  /** Something came: the wait for the next piece begins anew. */
  readonly extend: () => void;
  /** What the other side did not do in time, in words after its name; null while it is in time. */
  readonly over: () => string | null;
  readonly end: () => void;
};

/** Calls `stop` when `waitMs` pass without a piece, or `mostMs` in all. */
export function startTimeLimit(waitMs: number, mostMs: number, stop: () => void): TimeLimit {
  let over: string | null = null;
  let isEnded = false;
  const begin = (ms: number, words: string) =>
    setTimeout(() => {
      over = words;
      stop();
    }, ms);
  const wait = begin(waitMs, say.didNotAnswerWithin(describeMs(waitMs)));
  const whole = begin(mostMs, say.wasNotDoneWithIts(describeMs(mostMs)));
  return {
    extend() {
      if (!isEnded && over === null) wait.refresh();
    },
    over: () => over,
    end() {
      isEnded = true;
      clearTimeout(wait);
      clearTimeout(whole);
    },
  };
}

function describeMs(ms: number): string {
  return ms < 1000 ? say.milliseconds(ms) : say.seconds(Math.round(ms / 1000));
}
