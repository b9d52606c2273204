/** Sections of a long screen that an address names: they come into sight, and the keyboard goes on there. */
import { useEffect } from 'react';
import { takeFocus } from './takeFocus.ts';

/** The id of a section's element. */
export const toSectionId = (id: string): string => `section-${id}`;

/** Brings a section to the top of what is seen, and the focus to its heading; nothing where it is not on the page. */
export function showSection(id: string): void {
  const section = document.getElementById(toSectionId(id));
  section?.scrollIntoView({ block: 'start' });
  takeFocus(section?.querySelector('h2') ?? null);
}

/** Shows the section that is asked for, and keeps it in sight while what stands above it is loaded, until the person moves. */
export function useShownSection(id: string | undefined): void {
  useEffect(() => {
    const section = id === undefined ? null : document.getElementById(toSectionId(id));
    if (id === undefined || section === null) return undefined;
    showSection(id);
    const watch = new ResizeObserver(() => section.scrollIntoView({ block: 'start' }));
    for (const other of document.querySelectorAll(`[id^="${toSectionId('')}"]`)) watch.observe(other);
    const moves = ['wheel', 'keydown', 'pointerdown'] as const;
    const stop = (): void => watch.disconnect();
    for (const move of moves) window.addEventListener(move, stop, { once: true, capture: true });
    return () => {
      stop();
      for (const move of moves) window.removeEventListener(move, stop, { capture: true });
    };
  }, [id]);
}
