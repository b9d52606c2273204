/**
 * The connection over which a desk exchanges: opened when it is first needed, and one, however many ask for it meanwhile. One that broke
 * while nothing was asked is let go, and the next is opened at once.
 */
import type { HubSession } from './hubPort.ts';

export type OneSession = {
  /** Whether one is open, as far as is known. */
  readonly isOpen: () => boolean;
  /** @throws HubProblem where it cannot be opened */
  readonly connect: () => Promise<HubSession>;
  /** Closes it; one that is just being opened is not waited for. */
  readonly disconnect: () => Promise<void>;
  /** Resolves when none is being opened. */
  readonly settled: () => Promise<unknown>;
};

/** `open`: opens a connection. @throws HubProblem from `connect` */
export function createOneSession(open: () => Promise<HubSession>): OneSession {
  let session: HubSession | undefined;
  let opening: Promise<HubSession> | undefined;

  async function disconnect(): Promise<void> {
    const closing = session;
    session = undefined;
    await closing?.close();
  }

  return {
    isOpen: () => session?.isBroken() === false,
    async connect() {
      if (session?.isBroken() === true) await disconnect();
      if (session !== undefined) return session;
      opening ??= open().finally(() => (opening = undefined));
      session = await opening;
      return session;
    },
    disconnect,
    settled: () => opening?.catch(() => undefined) ?? Promise.resolve(),
  };
}
