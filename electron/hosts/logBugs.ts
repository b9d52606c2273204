/**
 * Logs bugs. A call that fails with anything but an error of the contract is a bug: its caller gets an opaque
 * "internal", and the log gets all of it.
 */
import { ORPCError } from '@orpc/client';
import type { Log } from '../core/ports.ts';

/** For oRPC's `onError`, on every handler and client of the router. */
export function logBugs(log: Log): (error: unknown) => void {
  return (error) => {
    const isExpected = error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR';
    if (!isExpected) log.error('call.failed', { error });
  };
}
