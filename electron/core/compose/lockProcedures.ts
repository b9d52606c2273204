/** Handlers of the lock of the screen. They are answered while it is locked, and while no list is open. */
import { unwrap } from '../answer.ts';
import { os } from '../desk/rpc.ts';
import type { ScreenLock } from '../desk/screenLock.ts';

/** Handlers of the area `lock`. The command line is the person of this computer, and need not know the PIN. */
export function createLockProcedures(lock: ScreenLock) {
  return {
    state: os.lock.state.handler(() => lock.state()),
    touch: os.lock.touch.handler(() => {
      lock.touch();
      return lock.state();
    }),
    lock: os.lock.lock.handler(() => unwrap(lock.lock())),
    unlock: os.lock.unlock.handler(async ({ input }) => unwrap(await lock.unlock(input.pin))),
    set: os.lock.set.handler(async ({ input: { pin, minutes, current }, context }) =>
      unwrap(await lock.set({ pin, minutes, current: context.host === 'cli' ? null : current })),
    ),
    remove: os.lock.remove.handler(async ({ input, context }) =>
      unwrap(await lock.remove(context.host === 'cli' ? null : input.current)),
    ),
  };
}
