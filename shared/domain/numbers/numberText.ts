// First half of `parseNumber`: from the text of a cell to bare ASCII digits, a plus or not, and an extension. It knows
// wrappers, scripts and separators but no numbering plan; what it cannot explain it refuses, it drops no character
// that could carry meaning.

import { toPlainCell } from './formulaText.ts';
import { describeProblem, type NumberProblem } from './numberProblem.ts';

/** The digits of one number as they were written, in order. */
export interface NumberText {
  readonly ok: true;
  /** Written with a leading `+` (or a `tel:` context that has one). */
  readonly plus: boolean;
  /** ASCII digits, at least one. */
  readonly digits: string;
  /** The digits before the first separator, or null if brackets show that the text starts with an area code. */
  readonly firstGroup: string | null;
  readonly extension: string | null;
}

export type NumberTextResult =
  | NumberText
  | { readonly ok: false; readonly code: NumberProblem; readonly message: string };

/** Longer text is no phone number in any spelling; the cap bounds the work on hostile cells. */
const LONGEST_TEXT = 250;

const PLAIN = /^\+?\d+$/;
const SPREADSHEET_EXPONENT = /^[+-]?\d+(?:[.,]\d+)?E[+-]?\d+$/i;
const SPREADSHEET_ERROR = /^#(?:N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIV\/0!|#+)$/i;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.0*)?$/;
const WHOLE_WITH_DECIMALS = /^(\+?\d{5,15})[.,]0{1,2}$/;
const EXTENSION =
  /(?:;ext=|,,|\s*(?:(?<!\p{L})(?:ext(?:ension|n)?|extensi[oó]n|ext[eé]rno|int(?:erno)?|ramal|x(?:tn?)?|שלוחה|विस्तार)|#)\s*[.:=]?)\s*(\d{1,7})\s*#?$/iu;
const ALLOWED = /^[\d\s()[\]./~-]*$/;
const WORD_BETWEEN = /\s(?:and|or|y|o|ו|או|और|या)\s/iu;

/** Reduces the text of one cell to the digits that are to be read. Pure and total: never throws. */
export function reduceNumberText(cell: string): NumberTextResult {
  if (PLAIN.test(cell) && cell.length <= LONGEST_TEXT) return reduced(cell, null);
  const raw = toPlainCell(cell);
  if (raw.length > LONGEST_TEXT) return refuse('unreadable', 'Far too long for a phone number.');

  const text = unwrap(foldCharacters(raw));
  if (text === '') return refuse('empty');
  if (SPREADSHEET_EXPONENT.test(text) || SPREADSHEET_ERROR.test(text) || THOUSANDS.test(text)) {
    return refuse('spreadsheetDamage');
  }
  const whole = WHOLE_WITH_DECIMALS.exec(text);
  if (whole?.[1] !== undefined) return reduced(whole[1], null);
  if (/^[*#]/.test(text)) {
    return refuse('shortCode', 'Starts with * or #: a service code, not a phone number. Give the full phone number.');
  }
  return readSeparators(readTelLink(text));
}

function readSeparators(text: string): NumberTextResult {
  if (holdsSeveral(text)) return refuse('severalNumbers');
  const found = EXTENSION.exec(text);
  // Only a tail that leaves enough digits before it is an extension: in `x 5551234` nothing would be left to call.
  const isExtension = found !== null && countDigits(text.slice(0, found.index)) >= 4;
  const body = (isExtension ? text.slice(0, found.index) : text).replace(/[\s.,;:]+$/, '');
  const extension = isExtension ? (found[1] ?? null) : null;

  if (/\p{L}/u.test(body)) return refuse('letters');
  const compact = body.replace(/^[\s([]*\+[\s+]*/, '+');
  const plus = compact.startsWith('+');
  const rest = plus ? compact.slice(1) : compact;
  if (!ALLOWED.test(rest)) return refuse('unreadable', nameStranger(rest));
  if (countDigits(rest) === 0) return refuse(/[^\s./~-]/.test(rest) || plus ? 'unreadable' : 'empty');
  if (rest.startsWith('-'))
    return refuse('unreadable', 'Starts with a minus: a spreadsheet may have calculated with it.');
  return reduced((plus ? '+' : '') + rest, extension);
}

function reduced(text: string, extension: string | null): NumberText {
  const plus = text.startsWith('+');
  const rest = plus ? text.slice(1) : text;
  const digits = rest.replace(/\D/g, '');
  const firstGroup = /[()[\]]/.test(rest) ? null : (/\d+/.exec(rest)?.[0] ?? null);
  return { ok: true, plus, digits, firstGroup, extension };
}

function refuse(code: NumberProblem, message = describeProblem(code)): NumberTextResult {
  return { ok: false, code, message };
}

/**
 * One script for what means the same: every Unicode decimal digit becomes ASCII, full-width punctuation and the dashes
 * too; marks that cannot be seen (direction marks, zero-width spaces, BOM, soft hyphens) go, all white space is a space.
 */
function foldCharacters(raw: string): string {
  return raw
    .replace(/\p{Cf}/gu, '')
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/[\u2010-\u2015\u2212\u30FC\uFE58\uFE63]/g, '-')
    .replace(/[\u2018\u2019\u201B\u2032\u00B4]/g, "'")
    .replace(/[\u201C\u201D\u2033]/g, '"')
    .replace(/[\u2053\u223C]/g, '~')
    .replace(/\s/g, ' ')
    .trim();
}

/** Decimal digits stand in runs of ten in code point order (Unicode, section 4.6); the mathematical ones in five runs. */
function toAsciiDigit(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return character;
  if (point >= 0x1d7ce && point <= 0x1d7ff) return String((point - 0x1d7ce) % 10);
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}

/** Takes off what spreadsheets and exports put around a number to keep it text: `="…"`, `'…`, quotes. */
function unwrap(text: string): string {
  let inner = text;
  for (;;) {
    const formula = /^="([^"]*)"$/.exec(inner) ?? /^"([^"]*)"$/.exec(inner) ?? /^'([^']*)'?$/.exec(inner);
    const plain = formula ?? /^=(\+?\d[\d\s().-]*)$/.exec(inner);
    if (plain?.[1] === undefined) return inner;
    inner = plain[1].trim();
  }
}

/** `tel:` links (RFC 3966): a `phone-context` that starts with + is the missing front of a local number. */
function readTelLink(text: string): string {
  const link = /^(?:tel|callto):(?:\/\/)?\s*(.*)$/i.exec(text)?.[1];
  if (link === undefined) return text;
  const [head = '', ...parameters] = link.replace(/%20/g, ' ').replace(/%2B/gi, '+').split(';');
  const valueOf = (name: string) =>
    parameters.find((parameter) => parameter.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const context = valueOf('phone-context');
  const extension = valueOf('ext');
  const front = context?.startsWith('+') === true && !head.startsWith('+') ? context : '';
  return `${front}${head}${extension === undefined ? '' : `;ext=${extension}`}`;
}

/** Two runs that are each long enough to be a subscriber's number, apart by more than a number's own punctuation. */
function holdsSeveral(text: string): boolean {
  const parts = text.split(/[,;/|&\\]|\s\+|(?<=\d)\s*\+|\s{3,}/).flatMap((part) => part.split(WORD_BETWEEN));
  if (parts.filter((part) => countDigits(part) >= 7).length > 1) return true;
  // `2125551234 2125551235`: too many digits for E.164 whatever the country, in halves that could each be a number.
  if (countDigits(text.replace(/^\s*0(?:0|11)/, '')) <= 15) return false;
  return [...text.matchAll(/\s+/g)].some(
    ({ index }) => countDigits(text.slice(0, index)) >= 7 && countDigits(text.slice(index)) >= 7,
  );
}

function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}

function nameStranger(rest: string): string {
  if (rest.includes('+')) return 'Has a + in the middle: is this one number or two?';
  const stranger = /[^\d\s()[\]./~-]/u.exec(rest)?.[0] ?? '';
  const shown = /^[\p{P}\p{S}]$/u.test(stranger)
    ? stranger
    : `U+${(stranger.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return `Contains a character that does not belong in a phone number: ${shown}`;
}
