/** Every key of the desk, as the help shows them, and when a key belongs to what has the focus instead. */
export const keyHelp: readonly { readonly keys: readonly string[]; readonly does: string }[] = [
  { keys: ['N'], does: 'Block numbers' },
  { keys: ['/'], does: 'Search the list' },
  { keys: ['Ctrl K', '⌘ K'], does: 'Look up a number or type a command' },
  { keys: ['J', 'K'], does: 'Next, previous' },
  { keys: ['X'], does: 'Select' },
  { keys: ['Enter'], does: 'Open' },
  { keys: ['E'], does: 'Edit' },
  { keys: ['Del'], does: 'Remove' },
  { keys: ['Esc'], does: 'Close' },
  { keys: ['?'], does: 'All keys' },
];

/** Whether typing goes into the element: then single keys are text. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

/** Whether a modal panel, question or open menu is there: then the keys are its own. */
export function isModalOpen(): boolean {
  const found = document.querySelectorAll(
    '[aria-modal="true"], [role="menu"], [role="listbox"], .mantine-Popover-dropdown',
  );
  return Array.from(found).some((element) => element.checkVisibility());
}

/** Whether a plain key of the desk applies now: no modifier, nothing being typed, no modal. */
export function isPlainKey(event: KeyboardEvent): boolean {
  return (
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !event.defaultPrevented &&
    !isTyping(event.target) &&
    !isModalOpen()
  );
}
