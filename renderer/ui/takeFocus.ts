/**
 * A ref for what a person is to read or do next: it takes the focus when it comes, unless somebody is typing. Without it the
 * focus would be lost with the button that was pressed, and the keyboard would start over at the top of the page.
 */
export function takeFocus(element: HTMLElement | null): void {
  if (element === null) return;
  const active = document.activeElement;
  if (active instanceof HTMLInputElement || active instanceof HTMLTextAreaElement) return;
  element.focus({ preventScroll: true });
}

/** The same for what may lie below the fold: it comes into sight, also while somebody is typing. */
export function comeIntoSight(element: HTMLElement | null): void {
  element?.scrollIntoView({ block: 'center' });
  takeFocus(element);
}
