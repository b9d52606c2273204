/**
 * Keys as the table of actions writes them (shared/actions.ts): which of them a key press means, whatever the layout
 * and Caps Lock are; when a key belongs to the focused element instead; and how a key is written for a person.
 */

/** The parts of a KeyboardEvent that say which key was pressed. */
export type Press = {
  readonly key: string;
  /** The position of the key on the keyboard, named after the US layout. */
  readonly code: string;
  readonly shiftKey: boolean;
  readonly ctrlKey: boolean;
  readonly metaKey: boolean;
  readonly altKey: boolean;
};

const latin = /^[a-z]$/i;

/**
 * The keys that a press can mean, the closest first. A letter counts in lower case, so that Caps Lock changes nothing;
 * with Shift it is first the key with Shift. On a layout with other than Latin letters (Hebrew, Russian), the position
 * of the key gives the letter; where digits need Shift (French), it gives the digit.
 */
export function toKeys(press: Press): readonly string[] {
  if (press.altKey) return [];
  const mod = press.ctrlKey || press.metaKey ? 'Mod+' : '';
  const letter = toLetter(press);
  if (letter !== undefined) return press.shiftKey ? [`${mod}Shift+${letter}`, `${mod}${letter}`] : [`${mod}${letter}`];
  const digit = press.shiftKey ? undefined : /^Digit(\d)$/.exec(press.code)?.[1];
  const named = [`${mod}${press.key}`];
  return digit === undefined || digit === press.key ? named : [...named, `${mod}${digit}`];
}

function toLetter({ key, code }: Press): string | undefined {
  if (latin.test(key)) return key.toLowerCase();
  // A single character outside ASCII is a letter of another script; the key's position gives the Latin letter.
  const isForeign = key.length === 1 && key > '\u007f';
  return isForeign ? /^Key([A-Z])$/.exec(code)?.[1]?.toLowerCase() : undefined;
}

/** Whether typing goes into the element: then single keys are text. */
function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement)
    return true;
  return target instanceof HTMLInputElement && !['checkbox', 'radio', 'button'].includes(target.type);
}

/** Whether a modal panel, a question or an open menu is there, to which all keys then belong. */
export function isModalOpen(): boolean {
  const found = document.querySelectorAll(
    '[aria-modal="true"], [role="menu"], [role="listbox"], .mantine-Popover-dropdown',
  );
  return Array.from(found).some((element) => element.checkVisibility());
}

/** Whether a plain key of the desk applies now: no modifier, no typing, no modal. */
export function isPlainKey(event: KeyboardEvent): boolean {
  return (
    !event.ctrlKey &&
    !event.metaKey &&
    !event.altKey &&
    !event.defaultPrevented &&
    !event.isComposing &&
    !isTyping(event.target) &&
    !isModalOpen()
  );
}

/** Whether this machine is a Mac, on which ⌘ stands for Ctrl. */
export function isMac(): boolean {
  return navigator.userAgent.includes('Mac');
}

const written: Readonly<Record<string, string>> = { Delete: 'Del', Escape: 'Esc' };

/**
 * A key as a person reads it: `Mod+k` is "Ctrl K", or "⌘ K" on a Mac; `Delete` is "Del". Electron's accelerators are
 * read too.
 */
export function writeKey(key: string, mac: boolean): string {
  return key
    .split('+')
    .map((part) => {
      if (part === 'Mod' || part === 'CmdOrCtrl') return mac ? '⌘' : 'Ctrl';
      return written[part] ?? (part.length === 1 ? part.toUpperCase() : part);
    })
    .join(' ');
}
