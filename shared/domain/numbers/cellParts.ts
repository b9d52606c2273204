// Splits the text of a cell into texts that each seem to be one number: it removes labels and schemes, and separates
// several numbers. It looks only at characters; readings.ts decides which digits are a number.

import { isLabelWord, WORD_BETWEEN } from './labelWords.ts';
import { countDigits } from './numberText.ts';

/** A subscriber's number has at least this many digits: a text with fewer is no number of its own beside another. */
const LEAST_DIGITS = 7;
/** No number stands in a longer run of digits and separators. */
const MOST_DIGITS = 17;

const SEPARATOR = /[,;|&\\]|:::?|\s\/\s|\s(?=\+)|(?<=\d)(?=\+)|\s{3,}/;
/**
 * The texts of a folded cell (`foldCharacters`) that each seem to be one number; the cell itself where it seems to be one.
 * @param original the cell before it was folded, whose line breaks tell two numbers apart
 */
export function splitNumbers(text: string, original: string): readonly string[] {
  // Words come first: the blank behind one may be a separator too.
  const parts = text.split(WORD_BETWEEN).flatMap((part) => part.split(SEPARATOR));
  if (parts.filter(isLongEnough).length > 1)
    return parts.filter((part) => countDigits(part) > 0).map((part) => part.trim());
  const lines = original.split(/[\r\n]+/);
  if (lines.length > 1 && lines.filter(isLongEnough).length > 1) return lines.filter((line) => countDigits(line) > 0);
  return splitHalves(text) ?? [text];
}

/** `212-555-0103 or 0102`: a number, and behind a separator or a word what may be further endings of it. */
export function splitEndings(text: string): readonly string[] | undefined {
  if (DECIMALS.test(text)) return undefined;
  const [first = '', ...rest] = text.split(WORD_BETWEEN).flatMap((part) => part.split(/[,;&]/));
  const areEndings = rest.length > 0 && rest.every((part) => ENDING.test(part) && countDigits(part) <= LEAST_DIGITS);
  return areEndings && isLongEnough(first) ? [first.trim(), ...rest.map((part) => part.trim())] : undefined;
}

const ENDING = /^\s*\d[\d\s-]*$/;
/** What a spreadsheet puts behind a number. */
const DECIMALS = /^\+?\d[\d .]*,0{1,3}$/;

const isLongEnough = (part: string): boolean => countDigits(part) >= LEAST_DIGITS;

/** `2125551234 2125551235`: too many digits for one number, in halves that could each be one. */
function splitHalves(text: string): readonly string[] | undefined {
  // A slash separates two numbers, or a number from a second ending; numberEndings.ts decides which.
  if (text.includes('/') || countDigits(text.replace(/^\s*0(?:0|11)/, '')) <= 15) return undefined;
  const cuts = [...text.matchAll(/\s+/g)].map(({ index }) => [text.slice(0, index), text.slice(index).trim()] as const);
  const halves = cuts.filter((cut) => cut.every(isLongEnough));
  const unevenness = ([first, second]: readonly [string, string]) => Math.abs(countDigits(first) - countDigits(second));
  return halves.toSorted((a, b) => unevenness(a) - unevenness(b))[0];
}

const SCHEME =
  /^(?:tel|callto|sms|smsto|mms|facetime|facetime-audio|whatsapp|viber|skype|sips?|phone|p):(?:\/\/)?\s*(?=[+(%\d])/i;
const CHAT_LINK = /^(?:https?:\/\/)?(?:wa\.me\/|(?:api|web)\.whatsapp\.com\/send\/?\?phone=)\s*(?=[+%\d])/i;

/**
 * Removes what people and programs write around a number to say what it is: `p:+1…`, `sip:+1…@pbx.example.com`, `Phone:
 * +1…`, `+1… (cell)`. The rest stays as it was; a text without such a label is returned unchanged.
 */
export function leaveOffLabels(text: string): string {
  const link = SCHEME.exec(text) ?? CHAT_LINK.exec(text);
  if (link !== null) return readLink(text.slice(link[0].length));
  let rest = text;
  for (const cut of [cutFront, cutBack]) rest = cut(rest);
  return rest;
}

/** RFC 3966: a `phone-context` that starts with + is the missing beginning of a local number. */
function readLink(link: string): string {
  const plain = link
    .replace(/%20/g, ' ')
    .replace(/%2B/gi, '+')
    .replace(/[@?].*$/, '');
  const [head = '', ...parameters] = plain.split(';');
  const valueOf = (name: string) =>
    parameters.find((parameter) => parameter.toLowerCase().startsWith(`${name}=`))?.slice(name.length + 1);
  const context = valueOf('phone-context');
  const extension = valueOf('ext');
  const front = context?.startsWith('+') === true && !head.startsWith('+') ? context : '';
  return `${front}${head}${extension === undefined ? '' : `;ext=${extension}`}`;
}

const FRONT = /^[([]?([\p{L}\p{M}][\p{L}\p{M}\s.'’"/&-]{0,40}?|[#№☎☏✆📞📱])\s*[.:#=)\]–-]*\s*(?=[+(\d])/u;
const BACK = /[\s([–-]+([\p{L}\p{M}][\p{L}\p{M}\s.'’"/&-]{0,40})[)\].]*$/u;

function cutFront(text: string): string {
  const found = FRONT.exec(text);
  return found !== null && isLabel(found[1] ?? '') ? text.slice(found[0].length) : text;
}

function cutBack(text: string): string {
  const found = BACK.exec(text);
  return found !== null && isLabel(found[1] ?? '') ? text.slice(0, found.index) : text;
}

/** Whether every word of a text only says which kind of number it is. */
function isLabel(text: string): boolean {
  if (/^\P{L}+$/u.test(text)) return true;
  if (isLabelWord(text.trim())) return true;
  const words = text.split(/[\s/&-]+/).filter((word) => word !== '');
  return words.length > 0 && words.every(isLabelWord);
}

const RUN = /\+?\s?\(?\d[\d\s().–/-]*\d/g;
const DATE = /^\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?:\D|$)/;

/**
 * The runs of a longer text that may be numbers: `call 212-555-0102`, `2125550102_1_work!2125550114_61_sister`. Dates are
 * left out. Linear in the text.
 */
export function findRuns(text: string): readonly string[] {
  return [...text.matchAll(RUN)]
    .map(([run]) => run.trim())
    .filter((run) => !DATE.test(run) && countDigits(run) >= LEAST_DIGITS && countDigits(run) <= MOST_DIGITS);
}

/** Groups of digits with a few marks between them, of whatever kind. */
const LOOSE = /\+?\d+(?:[^\p{L}\d]{1,3}\+?\d+)+/gu;
/** `12,125,550,102` and `2125550102.000`: whole numbers as a spreadsheet shows them. */
const GROUPED = /^\+?\d{1,3}(?:([,.' ])\d{3})(?:\1\d{3}){1,3}(?:[.,]0+)?$/;
const WITH_ZEROS = /^\+?\d{7,15}[.,]0+$/;
/** A group with so many digits may be a number without what stands beside it; one with a plus needs fewer. */
const LEAST_ALONE = 9;
/** A number as it is dialled at home, in groups with one kind of mark between them: `06_12_34_56_78`, `079'123'45'67`. */
const TRUNK = /^0[1-9]\d*(?:([_,'])\d+)(?:\1\d+)*$/;
/** It has at most so many digits, and not fewer. */
const TRUNK_DIGITS = { least: 9, most: 12 };
/** A code before a number that is dialled: `*67` hides the caller's own. */
const STAR_CODE = /^\*\d{2}\s?(?=\+?\d{8})/;
/** How North America groups its numbers, as lengths. */
const GROUPINGS = ['3 3 4', '1 3 3 4', '3 7', '1 3 7'];

/**
 * What `findRuns` passes over: the parts of a longer row of groups (`lead-2125550102-2026`), groups with other marks between
 * them (`212_555_0102`, `06_12_34_56_78`), what is dialled behind a code (`*672125550102`), and whole numbers as amounts are written. Each with blanks between its groups, in no order. Linear.
 */
export function findPieces(text: string): readonly string[] {
  const trimmed = text.trim();
  if (GROUPED.test(trimmed) || WITH_ZEROS.test(trimmed)) return [trimmed.replace(/[.,]0+$/, '').replace(/[^\d+]/g, '')];
  const dialled = trimmed.replace(STAR_CODE, '');
  const behindCode = dialled === trimmed ? [] : findRuns(dialled);
  const found = [...text.matchAll(LOOSE)].flatMap(([run]) => {
    const groups = run.match(/\+?\d+/g) ?? [];
    const digits = groups.reduce((sum, group) => sum + group.length, 0);
    const isTrunk = TRUNK.test(run) && digits >= TRUNK_DIGITS.least && digits <= TRUNK_DIGITS.most;
    const alone = groups.filter(
      (group) =>
        countDigits(group) >= (group.startsWith('+') ? LEAST_DIGITS : LEAST_ALONE) && group.length <= MOST_DIGITS,
    );
    const grouped = groups.flatMap((_, from) =>
      [2, 3, 4]
        .map((count) => groups.slice(from, from + count))
        .filter((few) => GROUPINGS.includes(few.map(countDigits).join(' ')))
        .map((few) => few.join(' ')),
    );
    return [...(isTrunk ? [groups.join(' ')] : []), ...alone, ...grouped];
  });
  return [...behindCode, ...found];
}
