/** The first look of an exchange at the hub, which only reads: by it a connection that broke without a word is found out. */
import type { Clock } from '../ports.ts';
import { HubProblem, type HubSession } from './hubPort.ts';
import type { OneSession } from './oneSession.ts';
import type { FirstLook } from './share/round.ts';

type Looked = FirstLook & { readonly session: HubSession };

/**
 * Looks over the connection that is open. Where that broke since it was last asked, it is asked once more over a new one: nothing is under way
 * yet whose outcome could be unknown. Not once `within` is aborted, which may end the login. @throws HubProblem
 */
export async function lookFirst(
  { isOpen, connect, disconnect }: OneSession,
  clock: Pick<Clock, 'now'>,
  within: AbortSignal,
): Promise<Looked> {
  const look = async (): Promise<Looked> => {
    const session = await connect();
    const askedAt = clock.now();
    return { session, askedAt, head: await session.head() };
  };
  const wasOpen = isOpen();
  try {
    return await look();
  } catch (error) {
    const isBroken = error instanceof HubProblem && error.kind === 'unreachable';
    if (!wasOpen || !isBroken || within.aborted) throw error;
    await disconnect();
    return await look();
  }
}
