/**
 * Letters in the form in which they are compared, for every script in files: texts that are written differently but
 * mean the same word become the same text. Spaces and punctuation stay; the caller decides about them.
 */

/**
 * Marks that may be left out in writing: accents, Hebrew points, Arabic vowel signs, hamza and tatweel, the dot of
 * Hindi's borrowed sounds, the mark that turns a sign into an emoji; and invisible marks. Vowel signs of Hindi and the
 * voicing marks of Japanese tell words apart and stay.
 */
const OPTIONAL =
  /[\u0300-\u036F\u0591-\u05BD\u05BF\u05C1\u05C2\u05C4\u05C5\u05C7\u0610-\u061A\u064B-\u065F\u0670\u06D6-\u06DC\u06DF-\u06E8\u06EA-\u06ED\u093C\u20E3\uFE00-\uFE0F]|\u0640|\p{Cf}/gu;

/**
 * One letter for letters that people type for each other, and for digits of other scripts; no decomposition joins them.
 */
const SAME_LETTERS: ReadonlyMap<string, string> = new Map([
  ...Object.entries({ ß: 'ss', æ: 'ae', œ: 'oe', ø: 'o', ł: 'l', đ: 'd', ð: 'd', ı: 'i' }),
  ...Object.entries({ ى: 'ي', ی: 'ي', ک: 'ك', ة: 'ه', '\u0901': '\u0902' }),
  ...['٠١٢٣٤٥٦٧٨٩', '۰۱۲۳۴۵۶۷۸۹', '०१२३४५६७८९'].flatMap((digits) =>
    Array.from(digits, (digit, value): [string, string] => [digit, String(value)]),
  ),
]);
const SAME = new RegExp(`[${[...SAME_LETTERS.keys()].join('')}]`, 'gu');

const ASCII = /^[ -~]*$/;
const LOWER_WORDS = /^[a-z ]*$/;
const LATIN_BESIDE_JAPANESE =
  /(?<=\p{Script=Latin})(?=[\u3040-\u30FF\u4E00-\u9FFF])|(?<=[\u3040-\u30FF\u4E00-\u9FFF])(?=\p{Script=Latin})/gu;

/** Lower case, one width, without optional marks, ASCII digits. Total; the text may become longer or shorter. */
export function foldLetters(text: string): string {
  if (ASCII.test(text)) return text.toLowerCase();
  return text
    .normalize('NFKD')
    .toLowerCase()
    .replace(OPTIONAL, '')
    .replace(SAME, (letter) => SAME_LETTERS.get(letter) ?? letter);
}

/**
 * The words of a text, folded, in order: `DoNotCall__c` and `do-not-call (c)` are both do, not, call, c. Every
 * character that is no letter, digit or mark separates words, so `don't` is two.
 */
export function splitWords(text: string): readonly string[] {
  const folded = LOWER_WORDS.test(text) ? text : foldLetters(partWords(text));
  return folded.split(/[^\p{L}\p{Nd}\p{M}]+/u).filter((word) => word !== '');
}

/** Puts spaces where case, digits or script begin a new word. */
function partWords(text: string): string {
  const even = ASCII.test(text) ? text : text.normalize('NFKC').replace(LATIN_BESIDE_JAPANESE, ' ');
  if (!/[\p{Lu}\p{Nd}]/u.test(even)) return even;
  return even
    .replace(/(\p{Ll})(\p{Lu})/gu, '$1 $2')
    .replace(/(\p{Lu})(\p{Lu}\p{Ll})/gu, '$1 $2')
    .replace(/(?<=\p{L})(?=\p{Nd})|(?<=\p{Nd})(?=\p{L})/gu, ' ');
}
