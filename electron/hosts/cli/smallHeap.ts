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
  // Such a heap is always near its limit. What V8 compiles on a thread of its own then waits for the main thread to collect, which
  // may be waiting for that thread to end: the command would never end (https://github.com/nodejs/node/issues/54918).
  setFlagsFromString('--no-concurrent-sparkplug');
  setFlagsFromString('--no-concurrent-recompilation');
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('globalThis.gc') as Collect | undefined;
  collect?.({ type: 'major', execution: 'sync', flavor: 'last-resort' });
}
