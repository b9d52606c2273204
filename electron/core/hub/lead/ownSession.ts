/** A connection of the leader's own, over which one thing is asked after the other: that of exchanges may be busy for long. */
import type { HubSession } from '../hubPort.ts';

export type OwnSession = {
  /** Does the work when its turn comes; a problem closes the connection, and the next work opens another. @throws HubProblem */
  readonly inTurn: <T>(work: (session: HubSession) => Promise<T>) => Promise<T>;
  /** Resolves when the work that was asked for until now is done. */
  readonly settled: () => Promise<unknown>;
  readonly close: () => Promise<void>;
};

/** Opens nothing before there is work. */
export function createOwnSession(open: () => Promise<HubSession>): OwnSession {
  let session: HubSession | undefined;
  let last: Promise<unknown> = Promise.resolve();

  async function close(): Promise<void> {
    const closing = session;
    session = undefined;
    await closing?.close();
  }

  return {
    inTurn(work) {
      const next = last.then(async () => {
        try {
          // Nothing was under way over it.
          if (session?.isBroken() === true) await close();
          session ??= await open();
          return await work(session);
        } catch (error) {
          await close();
          throw error;
        }
      });
      last = next.catch(() => undefined);
      return next;
    },
    settled: () => last,
    close,
  };
}
