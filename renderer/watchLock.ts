/**
 * Tells the core that somebody is at the desk, and notices when it has locked. The core decides: it counts the minutes itself and
 * answers a locked page nothing. A locked page begins anew, so that nothing of the list is left in it.
 */
import type { DeskClient } from '../shared/contract/contract.ts';
import { leavePage, type LockStore } from './stores/lock.ts';

const inputs = ['pointerdown', 'pointermove', 'keydown', 'wheel', 'touchstart'] as const;
/** Input is told at most this often, and the lock is looked at as often. */
const everyMs = 5000;

/** Follows the lock as long as the page lives. Without minutes there is nothing to tell. */
export function watchLock(client: DeskClient, lock: LockStore): void {
  let hasInput = false;
  for (const input of inputs)
    window.addEventListener(input, () => void (hasInput = true), { capture: true, passive: true });
  setInterval(() => {
    if (lock.getState().minutes === 0) return;
    const ask = hasInput ? client.lock.touch : client.lock.state;
    hasInput = false;
    // A connection that is down is told elsewhere.
    ask(undefined).then(
      (state) => (state.isLocked ? leavePage() : lock.setState(state)),
      () => undefined,
    );
  }, everyMs);
}
