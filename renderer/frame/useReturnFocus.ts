/**
 * When a panel closes, the focus goes back to where the panel was opened from; if that is gone by then, to the screen.
 */
import { useEffect } from 'react';
import type { ViewStore } from '../stores/view.ts';

export function useReturnFocus(view: ViewStore): void {
  useEffect(() => {
    let from: Element | null = null;
    return view.subscribe(({ panel }, { panel: before }) => {
      if (before === null && panel !== null) from = document.activeElement;
      if (before === null || panel !== null) return;
      // Waits until the panel is gone from the page and has released the focus.
      requestAnimationFrame(() => {
        if (document.activeElement !== document.body) return;
        const isThere = from instanceof HTMLElement && from.isConnected && from !== document.body;
        const to = isThere ? from : document.getElementById('screen');
        if (to instanceof HTMLElement) to.focus({ preventScroll: true });
      });
    });
  }, [view]);
}
