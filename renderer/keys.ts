/** The keys of the desk, as the help shows them, and when a key belongs to what has the focus instead. */
type Key = { readonly keys: readonly string[]; readonly does: string };

export const keyHelp: readonly { readonly where: string; readonly keys: readonly Key[] }[] = [
  {
    where: 'Everywhere',
    keys: [
      { keys: ['N'], does: 'Block numbers' },
      { keys: ['Ctrl K', '⌘ K'], does: 'Look up a number or type a command' },
      { keys: ['Ctrl Enter'], does: 'Do what the open panel is for' },
      { keys: ['Esc'], does: 'Close what is open' },
      { keys: ['?'], does: 'All keys' },
    ],
  },
  {
    where: 'List',
    keys: [
      { keys: ['/'], does: 'Search the list' },
      { keys: ['J', 'K'], does: 'Next number, previous' },
      { keys: ['X'], does: 'Select it' },
      { keys: ['Enter'], does: 'Open it' },
      { keys: ['E'], does: 'Edit it' },
      { keys: ['Del'], does: 'Remove it, or what is selected' },
    ],
  },
  {
    where: 'Conflicts',
    keys: [
      { keys: ['J', 'K'], does: 'Next conflict, previous' },
      { keys: ['1', '2', '3'], does: 'Keep ours, take theirs, edit' },
      { keys: ['X'], does: 'Select it, to decide many at once' },
      { keys: ['U'], does: 'Undo the last decision' },
    ],
  },
  {
    where: 'Runs',
    keys: [{ keys: ['J', 'K'], does: 'Next run, previous; Enter opens it' }],
  },
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
