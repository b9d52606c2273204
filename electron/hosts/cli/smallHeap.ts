/**
 * Keeps the heap of a command small. A command that reads a vendor's whole list makes garbage page by page and keeps
 * nothing of it. By itself V8 lets its heap grow several times over before it collects, and keeps the memory that
 * loading the program took. With these flags it does neither, and takes a fifth more time. They are set in the running
 * process, because a second process would outlive a command that is killed.
 */
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';

type Collect = (how: { type: 'major'; execution: 'sync'; flavor: 'last-resort' }) => void;

/** Frees unused memory and prefers a small heap from here on. Only for a process that ends with its command. */
export function preferSmallHeap(): void {
  // Inside an installed app V8's flags are frozen.
  if (process.versions['electron'] !== undefined) return;
  setFlagsFromString('--optimize-for-size');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('globalThis.gc') as Collect | undefined;
  const freeUnused = () => collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
  freeUnused();
  // Such a heap is always near its limit. What V8 compiles on a thread of its own then waits until the main thread collects, and
  // the main thread, when it ends, waits for that thread: the command would never end (https://github.com/nodejs/node/issues/54918).
  // So it collects once more at its very end, and what is compiled until then has room.
  process.once('exit', () => {
    setFlagsFromString('--no-optimize-for-size');
    freeUnused();
  });
}
