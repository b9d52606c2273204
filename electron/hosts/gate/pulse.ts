/** Whether programs ask steadily: a dialer's lines do, a person who tries a token does not. */

/** So many questions in less than a second are steady. */
const steadyQuestions = 10;
const steadyMs = 1_000;
/** Fewer questions than that in this time, and they have ended. */
const calmMs = 5_000;

export type Pulse = {
  /** Call it for every question. */
  readonly beat: () => void;
  readonly close: () => void;
};

/** Calls `tell` when programs begin to ask steadily, and when they no longer do. `monotonic` in ms. */
export function createPulse(monotonic: () => number, tell: (isSteady: boolean) => void): Pulse {
  let asked = 0;
  let since = -Infinity;
  let timer: NodeJS.Timeout | undefined;

  function close(): void {
    clearInterval(timer);
    timer = undefined;
  }

  function lookAgain(): void {
    const isCalm = asked < steadyQuestions;
    asked = 0;
    if (!isCalm) return;
    close();
    tell(false);
  }

  return {
    beat() {
      asked += 1;
      if (timer !== undefined || asked < steadyQuestions) return;
      const now = monotonic();
      const isSteady = now - since < steadyMs;
      since = now;
      asked = 0;
      if (!isSteady) return;
      timer = setInterval(lookAgain, calmMs).unref();
      tell(true);
    },
    close,
  };
}
