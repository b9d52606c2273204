/**
 * Names that stand twice in one object of a JSON text. `JSON.parse` keeps the last and drops what the others said (RFC 8259 leaves
 * it open): of two numbers that somebody hands in, one would be lost, and of two that somebody asks about, one would not be asked.
 */

/** Deeper than any result of a call; what reads results, and what hands them from thread to thread, goes down by calls. */
export const mostLevels = 500;

/** The first name that is repeated, or that it is nested deeper than `mostLevels`, whichever comes first; undefined: neither. */
export type FoundInNames = { readonly twice: string } | 'tooDeep' | undefined;

/**
 * What is wrong with the names and the levels of a text. Linear.
 * @param text JSON that was parsed without an error
 */
export function findRepeatedName(text: string): FoundInNames {
  /** Of each object that is open, its names so far; of each array null. */
  const open: (Set<string> | null)[] = [];
  let isName = false;
  for (let at = 0; at < text.length; at += 1) {
    const mark = text[at];
    if (mark === '"') {
      const end = endOfText(text, at);
      const names = isName ? open.at(-1) : undefined;
      if (names) {
        const name = JSON.parse(text.slice(at, end + 1)) as string;
        if (names.has(name)) return { twice: name };
        names.add(name);
      }
      isName = false;
      at = end;
    } else if (mark === '{' || mark === '[') {
      isName = mark === '{';
      if (open.push(isName ? new Set() : null) > mostLevels) return 'tooDeep';
    } else if (mark === '}' || mark === ']') open.pop();
    else if (mark === ',') isName = open.at(-1) instanceof Set;
  }
  return undefined;
}

/** Where the text that begins at a quotation mark ends. */
function endOfText(text: string, start: number): number {
  for (let end = text.indexOf('"', start + 1); ; end = text.indexOf('"', end + 1)) {
    let escapes = 0;
    while (text[end - 1 - escapes] === '\\') escapes += 1;
    if (escapes % 2 === 0) return end;
  }
}
