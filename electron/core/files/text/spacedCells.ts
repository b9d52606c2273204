/**
 * Files whose separators are followed by blanks: `Ann, "Smith, Jones", 212-555-0101`. The blanks are not part of the
 * cells, and a quotation mark behind them opens a quoted cell. Pure.
 */

/**
 * Drops the blanks at the beginning of cells, but not within quoted cells; the number of lines stays the same. A quoted
 * cell ends as it does for the parser: with a mark before a separator, a line break or the end.
 * @param text from the beginning of a record, its line breaks `\n`
 */
export function dropBlanks(text: string, separator: string, mark: string): string {
  let kept = '';
  let from = 0;
  for (let at = 0; at < text.length; at += 1) {
    const cell = at;
    while (isBlank(text[at], separator)) at += 1;
    if (at > cell) {
      kept += text.slice(from, cell);
      from = at;
    }
    if (text[at] === mark) at = afterQuoted(text, at, separator, mark);
    while (at < text.length && text[at] !== separator && text[at] !== '\n') at += 1;
  }
  return from === 0 ? text : kept + text.slice(from);
}

/** Whether a cell that was read with its blanks begins with some, and with a quotation mark behind them. */
export function opensBehindBlanks(cell: string): boolean {
  return /^[ \t]+"/.test(cell);
}

function isBlank(character: string | undefined, separator: string): boolean {
  return (character === ' ' || character === '\t') && character !== separator;
}

function afterQuoted(text: string, opening: number, separator: string, mark: string): number {
  for (let at = text.indexOf(mark, opening + 1); at !== -1; at = text.indexOf(mark, at + 1)) {
    if (text[at + 1] === mark) {
      at += 1;
      continue;
    }
    let next = at + 1;
    while (next < text.length && text[next] !== separator && text[next] !== '\n' && text[next]?.trim() === '')
      next += 1;
    if (next === text.length || text[next] === separator || text[next] === '\n') return next;
  }
  return text.length;
}
