/**
 * What a person asked for may fail after the panel that would have said so is closed (Escape while the desk still works, another
 * screen, the browser's way back). Such a failure is told at the foot of the window: a block that was not made must not pass for one
 * that was. A success is told there anyway.
 */
import type { MutationCache } from '@tanstack/react-query';
import { unheardWords as say } from '../shared/words/page/app.ts';

/**
 * Calls `tell` with each failure that nothing on the page could show, and with what it was about ("+12125550101", "3 numbers"), where
 * that is numbers. The returned function ends it.
 */
export function followUnheard(cache: MutationCache, tell: (error: unknown, about: string | null) => void): () => void {
  const left = new WeakSet<object>();
  return cache.subscribe((event) => {
    if (event.type === 'observerAdded') left.delete(event.mutation);
    if (event.type === 'observerRemoved') left.add(event.mutation);
    if (event.type === 'updated' && event.action.type === 'error' && left.has(event.mutation))
      tell(event.action.error, toAbout(event.mutation.state.variables));
  });
}

function toAbout(asked: unknown): string | null {
  if (typeof asked !== 'object' || asked === null || !('numbers' in asked) || !Array.isArray(asked.numbers))
    return null;
  const [first]: readonly unknown[] = asked.numbers;
  return asked.numbers.length === 1 ? String(first) : say.numbers(asked.numbers.length);
}
