/**
 * The number formats of workbooks (ECMA-376 part 1, 18.8.31): whether a format stands for a date, and how it shows a
 * whole number. Leading zeros and literals count: `"+"0` shows 6046221234 as +6046221234. Pure.
 */

/** The formats that stand for a date or a time without being written into the workbook (ECMA-376 part 1, 18.8.30). */
const builtInDates = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 32, 33, 34, 35, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55, 56,
  57, 58,
]);
const builtInTimes = new Set([18, 19, 20, 21, 32, 33, 34, 35, 45, 46, 47]);

/** How the cells of one style show numbers. `hasDay` is false for a time of day alone. */
export type NumberStyle =
  | { readonly kind: 'plain' }
  | { readonly kind: 'date'; readonly hasDay: boolean }
  | { readonly kind: 'digits'; readonly sections: readonly Section[] };

/** One part of a format, for numbers that meet its condition. `pieces` is null where it shows no plain digits. */
type Section = {
  readonly condition: ((value: number) => boolean) | null;
  readonly pieces: readonly Piece[] | null;
};

/** A literal, a place for a digit, or all digits (General). */
type Piece = { readonly literal: string } | { readonly place: '0' | '#' | '?' } | { readonly place: 'all' };

const plain: NumberStyle = { kind: 'plain' };

/** With fewer digits it is no phone number, and what stands beside the digits is a unit or a sign. */
const fewestDigits = 7;

/** Reads a number format: its id, and its code where the workbook has one. */
export function toNumberStyle(id: number, code: string | undefined): NumberStyle {
  if (code === undefined) return builtInDates.has(id) ? { kind: 'date', hasDay: !builtInTimes.has(id) } : plain;
  const parts = splitSections(code);
  // Quoted text, escaped characters, colours, locales and padding say nothing about the kind.
  const bare = (parts[0] ?? '').replaceAll(/"[^"]*"|\\.|_.|\*.|\[(?![hms]+\])[^\]]*\]/gi, '');
  if (/[dmyhs]/i.test(bare)) return { kind: 'date', hasDay: /[dy]/i.test(bare) };
  const sections = parts.map(readSection);
  const isTelling = sections.some(({ pieces }) => pieces !== null && !isPlainPlaces(pieces));
  return isTelling ? { kind: 'digits', sections } : plain;
}

/** Shows a whole number as its cell does; undefined where the format shows something other than its digits. */
export function showDigits(digits: string, sections: readonly Section[]): string | undefined {
  const pieces = chooseSection(Number(digits), sections)?.pieces;
  if (!pieces) return undefined;
  const filled = fillPlaces(digits, pieces);
  const shown = filled.map(({ text }) => text).join('');
  if (shown.replaceAll(/\D/g, '').length >= fewestDigits) return shown.replaceAll(/\s+/g, ' ').trim();
  return filled
    .filter(({ isDigits }) => isDigits)
    .map(({ text }) => text.trim())
    .join('');
}

/** The section for a number that is not negative. */
function chooseSection(value: number, sections: readonly Section[]): Section | undefined {
  if (sections.some(({ condition }) => condition !== null))
    return sections.find(({ condition }) => condition === null || condition(value));
  return value === 0 && sections.length > 2 ? sections[2] : sections[0];
}

/** Fills the places with digits from the right; surplus digits stand at the first place. */
function fillPlaces(digits: string, pieces: readonly Piece[]): { readonly text: string; readonly isDigits: boolean }[] {
  const places = pieces.filter((piece) => 'place' in piece && piece.place !== 'all').length;
  let next = digits.length - places;
  let isFirst = true;
  let isFilled = false;
  return pieces.map((piece) => {
    if ('literal' in piece) return { text: piece.literal, isDigits: false };
    if (piece.place === 'all') return { text: digits, isDigits: true };
    const from = isFirst ? 0 : Math.max(0, next);
    const own = next < 0 ? '' : digits.slice(from, next + 1);
    isFirst = false;
    next += 1;
    isFilled ||= own !== '' || piece.place === '0';
    return { text: own === '' ? (isFilled ? '0' : piece.place === '?' ? ' ' : '') : own, isDigits: true };
  });
}

/** Places that show a number as it is stored: `0`, `#`, `General`. */
function isPlainPlaces(pieces: readonly Piece[]): boolean {
  return (
    pieces.every((piece) => 'place' in piece) &&
    pieces.filter((piece) => 'place' in piece && piece.place === '0').length < 2
  );
}

/** Splits at the semicolons outside literals. */
function splitSections(code: string): string[] {
  const sections = [''];
  for (const [piece] of code.matchAll(/"[^"]*"|\\[^]|\[[^\]]*\]|[^]/g)) {
    if (piece === ';') sections.push('');
    else sections.push(`${sections.pop()}${piece}`);
  }
  return sections;
}

const token = /"([^"]*)"|\\([^])|_([^])|\*[^]|\[([^\]]*)\]|(General)|([0#?])|([+\-/() :!^&'~{}<>=$])|([^])/giy;

function readSection(text: string): Section {
  const pieces: Piece[] = [];
  let condition: Section['condition'] = null;
  let isOther = false;
  for (const [, quoted, escaped, space, bracket, general, place, sign, other] of text.matchAll(token)) {
    const literal = quoted ?? escaped ?? (space === undefined ? sign : ' ');
    if (literal !== undefined) pieces.push({ literal });
    else if (general !== undefined) pieces.push({ place: 'all' });
    else if (place === '0' || place === '#' || place === '?') pieces.push({ place });
    else if (bracket !== undefined) {
      condition = readCondition(bracket) ?? condition;
      if (/^DBNum/i.test(bracket)) isOther = true;
      const [, symbol = ''] = /^\$([^-]*)/.exec(bracket) ?? [];
      if (symbol !== '') pieces.push({ literal: symbol });
    } else if (other !== undefined) isOther = true;
    // A slash between places is that of a fraction.
    if (sign === '/') isOther = true;
  }
  const hasPlace = pieces.some((piece) => 'place' in piece);
  return { condition, pieces: isOther || !hasPlace ? null : pieces };
}

function readCondition(bracket: string): Section['condition'] {
  const [, sign, bound] = /^(<=|>=|<>|<|>|=)\s*(-?\d+(?:\.\d+)?)$/.exec(bracket) ?? [];
  const limit = Number(bound);
  switch (sign) {
    case '<=':
      return (value) => value <= limit;
    case '>=':
      return (value) => value >= limit;
    case '<>':
      return (value) => value !== limit;
    case '<':
      return (value) => value < limit;
    case '>':
      return (value) => value > limit;
    case '=':
      return (value) => value === limit;
    case undefined:
    default:
      return null;
  }
}
