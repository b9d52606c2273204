/** The keys of the runs; they rest while something is typed or a panel is open. Enter is the focused link's own. */
import { useWindowEvent } from '@mantine/hooks';
import { isPlainKey } from '../../keys.ts';

export function useRunKeys(on: {
  readonly move: (by: 1 | -1) => void;
  /** Undefined where Esc has nothing to close here. */
  readonly close: (() => void) | undefined;
}): void {
  useWindowEvent('keydown', (event) => {
    if (!isPlainKey(event)) return;
    const key = event.key.toLowerCase();
    if (key === 'j') on.move(1);
    else if (key === 'k') on.move(-1);
    else if (key === 'escape' && on.close !== undefined) on.close();
    else return;
    event.preventDefault();
  });
}
