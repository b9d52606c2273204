/** The connection over which a desk exchanges: opened when it is first needed, and one, however many ask for it meanwhile. */
import type { HubSession } from './hubPort.ts';

export type OneSession = {
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
  return {
    async connect() {
      if (session !== undefined) return session;
      opening ??= open().finally(() => (opening = undefined));
      session = await opening;
      return session;
    },
    async disconnect() {
      const closing = session;
      session = undefined;
      await closing?.close();
    },
    settled: () => opening?.catch(() => undefined) ?? Promise.resolve(),
  };
}
