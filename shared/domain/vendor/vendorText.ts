/**
 * Texts as vendors keep them. A vendor may compose Unicode (NFC), fold white space, write `&` as `&amp;`, or cut a text that
 * is too long for it: none of this is another text.
 */

/** A cut text tells less than this many characters only by chance: then it counts as another text. */
const shortestCut = 20;

const entities: Readonly<Record<string, string>> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

/** Whether two texts differ in nothing but the way in which they are written. Null says nothing, and equals only null. */
export function isSameText(a: string | null, b: string | null): boolean {
  return a === b || (a !== null && b !== null && toPlain(a) === toPlain(b));
}

/** Whether `came` is what a vendor without room for all of `sent` keeps of it: its beginning, perhaps with dots after it. */
export function isCutOf(sent: string, came: string): boolean {
  const whole = toPlain(sent);
  // A cut may leave half an entity or half a character.
  const kept = toPlain(came.replace(/(&#?\w*|[\ud800-\udbff\ufffd])$/u, '').replace(/\s*(…|\.\.\.)$/, ''));
  return kept.length >= shortestCut && kept.length < whole.length && whole.startsWith(kept);
}

function toPlain(text: string): string {
  let plain = text;
  // Written twice, it was escaped twice.
  for (let time = 0; time < 3 && plain.includes('&'); time += 1) plain = unescape(plain);
  return plain.normalize('NFC').replace(/\s+/g, ' ').trim();
}

function unescape(text: string): string {
  return text.replace(/&(?:#(\d{1,7})|#x([\da-f]{1,6})|(\w{2,4}));/gi, (whole, decimal, hex, name) => {
    const named = typeof name === 'string' ? entities[name.toLowerCase()] : undefined;
    if (named !== undefined) return named;
    const code =
      typeof decimal === 'string' ? Number(decimal) : typeof hex === 'string' ? Number.parseInt(hex, 16) : -1;
    return code > 0 && code <= 0x10ffff ? String.fromCodePoint(code) : whole;
  });
}
