// Reduces the text of one number to bare ASCII digits, a plus or not, and an extension. It knows wrappers, scripts and
// separators but no numbering plan. It refuses what it cannot explain, and drops no character that could have a
// meaning. cellParts.ts tells which texts of a cell are one number each.

import { describeProblem, type NumberProblem } from './numberProblem.ts';
import { numberTextWords as say } from '../../words/domain/numbers.ts';

/** The digits of one number as they were written, in order. */
export interface NumberText {
  readonly ok: true;
  /** Written with a leading `+` (or a `tel:` context that has one). */
  readonly plus: boolean;
  /** ASCII digits, at least one. */
  readonly digits: string;
  /** The digits between separators, in order; null if brackets show that the text starts with an area code. */
  readonly groups: readonly string[] | null;
  readonly extension: string | null;
}

export type NumberTextResult =
  | NumberText
  | { readonly ok: false; readonly code: NumberProblem; readonly message: string };

/** A longer text is no phone number in any spelling; the cap bounds the work on hostile cells. */
const LONGEST_TEXT = 250;

const PLAIN = /^\+?\d+$/;
const SPREADSHEET_EXPONENT = /^[+-]?(\d+)(?:[.,](\d+))?E\+?(-?\d+)$/i;
const SPREADSHEET_ERROR = /^#(?:N\/A|NAME\?|NULL!|NUM!|REF!|VALUE!|DIV\/0!|#+)$/i;
const THOUSANDS = /^[+-]?[1-9]\d{0,2}(?:,\d{3})+(?:\.0*)?$/;
const WHOLE_WITH_DECIMALS = /^(\+?\d{5,15})[.,]0{1,2}$/;
const EXTENSION =
  /(?:;ext=|,,|\s*(?:(?<!\p{L})(?:ext(?:ension|n)?|extensi[oó]n|ext[eé]rno|int(?:erno)?|ramal|x(?:tn?)?|שלוחה|विस्तार)|#)\s*[.:=]?)\s*(\d{1,7})\s*#?$/iu;
const ALLOWED = /^[\d\s()[\]./~-]*$/;

/**
 * Reduces the text of one number, folded by `foldCharacters` and without its label, to the digits that are to be read. Pure
 * and total: never throws.
 */
export function reduceNumberText(text: string): NumberTextResult {
  if (text.length > LONGEST_TEXT) return refuse('unreadable', say.farTooLongForA);
  if (PLAIN.test(text)) return reduced(text, null);
  if (text === '') return refuse('empty');
  const exponent = SPREADSHEET_EXPONENT.exec(text);
  if (exponent !== null) return readExponent(exponent);
  if (SPREADSHEET_ERROR.test(text) || THOUSANDS.test(text)) return refuse('spreadsheetDamage');
  if (text.startsWith('=')) return refuse('formula');
  const whole = WHOLE_WITH_DECIMALS.exec(text);
  if (whole?.[1] !== undefined) return reduced(whole[1], null);
  if (/^[*#]/.test(text)) {
    return refuse('shortCode', say.startsWithOrAService);
  }
  return readSeparators(text);
}

/** `2.125550101E9` has every digit; `2.12555E+09` may have lost digits. */
function readExponent([, whole = '', fraction = '', power = '']: RegExpExecArray): NumberTextResult {
  const digits = whole + fraction;
  const isWhole = digits.length === whole.length + Number(power) && digits.length <= 15 && !digits.startsWith('0');
  return isWhole ? reduced(digits, null) : refuse('spreadsheetDamage');
}

function readSeparators(text: string): NumberTextResult {
  const found = EXTENSION.exec(text);
  // A tail is an extension only if it leaves enough digits before it: in `x 5551234` nothing would be left to call.
  const isExtension = found !== null && countDigits(text.slice(0, found.index)) >= 4;
  const body = (isExtension ? text.slice(0, found.index) : text).replace(/[\s.,;:]+$/, '');
  const extension = isExtension ? (found[1] ?? null) : null;

  if (/\p{L}/u.test(body)) return refuse('letters');
  const compact = body.replace(/^[\s([]*\+[\s+]*/, '+');
  const plus = compact.startsWith('+');
  const rest = plus ? compact.slice(1) : compact;
  if (!ALLOWED.test(rest)) return refuse('unreadable', nameStranger(rest));
  if (countDigits(rest) === 0) return refuse(/[^\s./~-]/.test(rest) || plus ? 'unreadable' : 'empty');
  if (rest.startsWith('-')) return refuse('unreadable', say.startsWithAMinus);
  return reduced((plus ? '+' : '') + rest, extension);
}

function reduced(text: string, extension: string | null): NumberText {
  const plus = text.startsWith('+');
  const rest = plus ? text.slice(1) : text;
  const groups = /[()[\]]/.test(rest) ? null : (rest.match(/\d+/g) ?? []);
  return { ok: true, plus, digits: rest.replace(/\D/g, ''), groups, extension };
}

function refuse(code: NumberProblem, message = describeProblem(code)): NumberTextResult {
  return { ok: false, code, message };
}

/**
 * Writes characters that mean the same in one way. Every Unicode decimal digit becomes ASCII, and so do full-width
 * punctuation, dashes and raised dots. Invisible marks (direction marks, zero-width spaces, BOM, soft hyphens, the frames of
 * keycap emoji) are dropped, and all white space becomes a space. What spreadsheets and exports put around a number to keep it text is removed.
 */
export function foldCharacters(raw: string): string {
  const text = raw
    .replace(/[\p{Cf}\u034F\uFE0E\uFE0F\u20E3]/gu, '')
    .replace(/[\uFF01-\uFF5E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\p{Nd}/gu, toAsciiDigit)
    .replace(/[\u00B7\u0387\u2022\u2024\u2027\u2219\u22C5\u30FB\uFF65]/g, '.')
    .replace(/[\u2010-\u2015\u2043\u2212\u30FC\uFE58\uFE63]/g, '-')
    .replace(/[\u2018\u2019\u201B\u2032\u00B4]/g, "'")
    .replace(/[\u201C\u201D\u2033]/g, '"')
    .replace(/[\u2053\u223C]/g, '~')
    .replace(/\s/g, ' ')
    .trim();
  return unwrap(text);
}

/**
 * Decimal digits stand in runs of ten in code point order (Unicode, section 4.6); the mathematical ones in five runs.
 */
function toAsciiDigit(character: string): string {
  const point = character.codePointAt(0) ?? 0;
  if (point < 0x80) return character;
  if (point >= 0x1d7ce && point <= 0x1d7ff) return String((point - 0x1d7ce) % 10);
  let zero = point;
  while (point - zero < 9 && /\p{Nd}/u.test(String.fromCodePoint(zero - 1))) zero -= 1;
  return String(point - zero);
}

/** Removes what spreadsheets and exports put around a number to keep it text: `="…"`, `'…`, quotes. */
function unwrap(text: string): string {
  let inner = text;
  for (;;) {
    const formula = /^="([^"]*)"$/.exec(inner) ?? /^"([^"]*)"$/.exec(inner) ?? /^'([^']*)'?$/.exec(inner);
    const plain = formula ?? /^=(\+?\d[\d\s().-]*)$/.exec(inner);
    if (plain?.[1] === undefined) return inner;
    inner = plain[1].trim();
  }
}

/** How many ASCII digits a text has. */
export function countDigits(text: string): number {
  return text.replace(/\D/g, '').length;
}

function nameStranger(rest: string): string {
  if (rest.includes('+')) return say.hasAInTheMiddle;
  const stranger = /[^\d\s()[\]./~-]/u.exec(rest)?.[0] ?? '';
  const shown = /^[\p{P}\p{S}]$/u.test(stranger)
    ? stranger
    : `U+${(stranger.codePointAt(0) ?? 0).toString(16).toUpperCase().padStart(4, '0')}`;
  return say.containsACharacter(shown);
}
