/**
 * A ref for what a person has to read or do next: it takes the focus when it appears, unless the person is typing.
 * Without it the focus would be lost with the button that was pressed, and the keyboard would start again at the top of
 * the page.
 */
export function takeFocus(element: HTMLElement | null): void {
  if (element === null) return;
  const active = document.activeElement;
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return;
  element.focus({ preventScroll: true });
}

/**
 * The same for an element that may be below the visible part: it scrolls into view, even while the person is typing.
 */
export function comeIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' });
  takeFocus(element);
}
