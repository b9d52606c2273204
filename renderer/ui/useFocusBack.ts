/**
 * For a question that a screen shows and takes away again: when it goes, the focus goes back to the button that asked it; if that is
 * gone by then, to the screen. (Mantine gives it back only where a dialog stays and is closed.)
 */
import { useEffect, useState } from 'react';

export function useFocusBack(): void {
  // Taken while the question is drawn for the first time: afterwards the focus is inside of it.
  const [from] = useState(() => document.activeElement);
  useEffect(
    () => () => {
      // Waits until the question is gone from the page and has released the focus.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const isThere = from instanceof HTMLElement && from.isConnected && from !== document.body;
        const to = isThere ? from : document.getElementById('screen');
        to?.focus({ preventScroll: true });
      });
    },
    [from],
  );
}
