/** The hub on PostgreSQL. Its client is loaded when it is asked for: most commands never ask the hub. */
import type { OpenHub } from '../hubPort.ts';

/** Opens a session. @throws HubProblem */
export const openPgHub: OpenHub = async (place, password) =>
  (await import('./session.ts')).openPgSession(place, password);
