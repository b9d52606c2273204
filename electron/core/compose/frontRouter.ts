/**
 * The router that hosts serve. It passes each call on to the desk that is open at that moment, so that hosts, connections and
 * sessions stay while a restore closes one desk and opens the next. The areas `backups` and `lock` are answered here, also while no
 * desk is open. While the screen is locked, pages are refused everything but `lock`: here, so that nothing goes round it.
 */
import { createProcedureClient, getRouter, implement, isProcedure, ORPCError, type Router } from '@orpc/server';
import { isContractProcedure } from '@orpc/contract';
import { errorStatus } from '../../../shared/contract/common.ts';
import { contract } from '../../../shared/contract/contract.ts';
import type { CallContext } from '../desk/rpc.ts';
import type { OpenDesk } from './composeDesk.ts';
import { frontRouterWords as say } from '../../../shared/words/core/desk.ts';

export type FrontRouter = Router<typeof contract, CallContext>;

export type Front = {
  readonly router: FrontRouter;
  /** Resolves when no call is being answered; one that yields a stream is answered once the stream is there. */
  readonly settled: () => Promise<void>;
};

/** A sentence for the caller. */
export function toFailed(message: string): ORPCError<'FAILED', undefined> {
  return new ORPCError('FAILED', { status: errorStatus.FAILED, message });
}

/** The areas that are answered without a desk. */
export type OwnAreas = Pick<typeof contract, 'backups' | 'lock'>;

function guardLock(isLocked: () => boolean, { host }: CallContext, area: string | undefined): void {
  // The command line is the person of this computer, who could read the files as well.
  if (host === 'cli' || area === 'lock' || !isLocked()) return;
  const message = say.theScreenIsLocked;
  throw new ORPCError('LOCKED', { status: errorStatus.LOCKED, message });
}

/**
 * @param find the desk to ask; it waits while one is being exchanged, and rejects while there is none
 * @param isOpen whether this is still the desk to ask
 * @param own the handlers of the areas that need no desk
 * @param isLocked whether pages are answered nothing now
 */
export function createFront(
  find: () => Promise<OpenDesk>,
  isOpen: (desk: OpenDesk) => boolean,
  own: Router<OwnAreas, CallContext>,
  isLocked: () => boolean,
): Front {
  let running = 0;
  const idle = new Set<() => void>();
  const pass = implement(contract)
    .$context<CallContext>()
    .use(async ({ path, context, signal, lastEventId }, input, output) => {
      guardLock(isLocked, context, path[0]);
      const call = async (router: object) => {
        const procedure = getRouter(router as FrontRouter, path);
        if (!isProcedure(procedure)) throw new Error(`The desk has no ${path.join('.')}`);
        return output(await createProcedureClient(procedure, { context, path })(input, { signal, lastEventId }));
      };
      if (path[0] !== undefined && path[0] in own) return await call(own);
      const desk = await find();
      running += 1;
      try {
        return await call(desk.router);
      } catch (error) {
        if (isOpen(desk) || error instanceof ORPCError) throw error;
        throw toFailed(say.theListWasBeingPut);
      } finally {
        running -= 1;
        if (running === 0) for (const tell of idle) tell();
      }
    });
  return {
    router: toRouter(contract, pass) as FrontRouter,
    settled: () =>
      new Promise((resolve) => {
        const tell = (): void => {
          idle.delete(tell);
          resolve();
        };
        idle.add(tell);
        if (running === 0) tell();
      }),
  };
}

/** Gives every procedure of the contract a handler that is never reached: what is used on `implementer` answers before it. */
function toRouter(at: object, implementer: unknown): unknown {
  if (isContractProcedure(at))
    return (implementer as { handler: (handle: () => never) => unknown }).handler(unreachable);
  const parts = implementer as Readonly<Record<string, unknown>>;
  return Object.fromEntries(Object.entries(at).map(([name, part]) => [name, toRouter(part as object, parts[name])]));
}

function unreachable(): never {
  throw new Error('A call of the front was not passed on');
}
