/**
 * Short questions that come in the same turn of the event loop look at the desk together, in one transaction: to begin one, to see
 * whether anybody has written, and to end it costs half as much as such a question.
 */
/** Runs `ask` on what is seen at one moment. @throws what `ask` throws, and SQLite's errors */
type Look<Seen> = <T>(ask: (seen: Seen) => T) => T;

/** Asks within a shared look. Rejects with what `ask` throws, and SQLite's errors. */
export type SharedLook<Seen> = <T>(ask: (seen: Seen) => T) => Promise<T>;

type Question<Seen> = {
  /** Asks, and says how its promise is settled once the look is over; `isBroken`: it threw. */
  readonly ask: (seen: Seen) => { readonly settle: () => void; readonly isBroken: boolean };
  readonly reject: (error: unknown) => void;
};

/** Others are answered after so many questions. */
const mostTogether = 32;

/** Makes the shared look of one view. */
export function createSharedLook<Seen>(look: Look<Seen>): SharedLook<Seen> {
  const waiting: Question<Seen>[] = [];

  function answerSome(): void {
    const asked = waiting.splice(0, mostTogether);
    if (waiting.length > 0) setImmediate(answerSome);
    while (asked.length > 0) answerUntilBroken(look, asked);
  }

  return (ask) =>
    new Promise((resolve, reject) => {
      if (waiting.length === 0) setImmediate(answerSome);
      waiting.push({
        ask(seen) {
          try {
            const value = ask(seen);
            return { settle: () => resolve(value), isBroken: false };
          } catch (error) {
            return { settle: () => reject(error), isBroken: true };
          }
        },
        reject,
      });
    });
}

/** Takes questions and answers them. SQLite may have ended the transaction of one that threw: those after it need their own. */
function answerUntilBroken<Seen>(look: Look<Seen>, asked: Question<Seen>[]): void {
  const taken: Question<Seen>[] = [];
  try {
    const answered = look((seen) => {
      const settled: (() => void)[] = [];
      for (let isBroken = false; !isBroken && asked.length > 0;) {
        const [question] = asked.splice(0, 1) as [Question<Seen>];
        taken.push(question);
        const answer = question.ask(seen);
        settled.push(answer.settle);
        ({ isBroken } = answer);
      }
      return settled;
    });
    for (const settle of answered) settle();
  } catch (error) {
    // Where not even a look could begin, none was taken.
    for (const { reject } of taken.length > 0 ? taken : asked.splice(0)) reject(error);
  }
}
