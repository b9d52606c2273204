/** The keys of the conflict review; they rest while something is typed or a panel is open. */
import { useWindowEvent } from '@mantine/hooks';
import { isPlainKey } from '../../keys.ts';
import type { Choice } from './useResolve.ts';

export function useConflictKeys(on: {
  readonly next: () => void;
  readonly previous: () => void;
  readonly select: () => void;
  readonly choose: (choice: Choice) => void;
  readonly undo: () => void;
}): void {
  const actions: Readonly<Record<string, () => void>> = {
    j: on.next,
    k: on.previous,
    x: on.select,
    u: on.undo,
    '1': () => on.choose('keepOurs'),
    '2': () => on.choose('takeTheirs'),
    '3': () => on.choose('edit'),
  };
  useWindowEvent('keydown', (event) => {
    const action = isPlainKey(event) && !event.repeat ? actions[event.key.toLowerCase()] : undefined;
    if (action === undefined) return;
    event.preventDefault();
    action();
  });
}
