/** Texts that are longer than there is room for. */

const mark = '…';

/** The text, or its beginning with a mark at the end, together not longer than `most`. */
export function cutText(text: string, most: number): string {
  if (text.length <= most) return text;
  // Half a character is none.
  return `${text.slice(0, most - mark.length).replace(/[\ud800-\udbff]$/, '')}${mark}`;
}
