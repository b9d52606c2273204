/**
 * What the text of a lead's cell means for a scrub: the numbers that stand in it, what else it may mean, and why it is
 * not sure. This is the slow and thorough way, which plain numbers do not take (leadCells.ts). Pure.
 */
import type { ElsewhereTest } from '../ask/elsewhere.ts';
import { takePlainDigits } from './looseDigits.ts';
import { findRuns } from '../../../../shared/domain/numbers/cellParts.ts';
import { foldCharacters } from '../../../../shared/domain/numbers/numberText.ts';
import { isAlternatesCell } from '../../../../shared/domain/columns/cellShapes.ts';
import { describeProblem, type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import {
  describeDoubt,
  findNumbers,
  type KnownCountry,
  type Mention,
  readCell,
  readThroughout,
} from '../../../../shared/domain/numbers/readings.ts';
import { mayHaveOtherForms, sameSubscriber } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import { cellNumbersWords as say } from '../../../../shared/words/core/scrub.ts';

export type CellNumbers = {
  /** The numbers in the cell, each in its likeliest reading. */
  readonly own: readonly { readonly number: PhoneNumber; readonly valid: boolean }[];
  /** What the cell may mean besides: other readings, and numbers of other countries. */
  readonly maybe: readonly PhoneNumber[];
  /** Other numbers of the same subscribers. */
  readonly forms: readonly PhoneNumber[];
  /** Why a number in the cell cannot be read, in a sentence; null: each can. */
  readonly problem: string | null;
  /** Why it is not sure which number is meant, in a sentence; null: it is sure. */
  readonly doubt: string | null;
};

/** The sentence about a number that is possible but was never given out. */
export const notInUse = say.aPossibleNumberThat;
export const unknownCountry = say.itsRowNamesACountry;

/**
 * Reads a cell; undefined when it is empty.
 * @param elsewhere names the countries in which digits are tried that are not valid at home; only for look-ups, never
 * to make a cell clean
 */
export function readCellNumbers(text: string, known: KnownCountry, elsewhere: ElsewhereTest): CellNumbers | undefined {
  const mentions = readMentions(text, known);
  if (mentions.length === 0) return undefined;
  const own = mentions.flatMap(({ readings: [first] }) => (first === undefined ? [] : [first]));
  const maybe = mentions.flatMap(({ readings }) => readings.map(({ number }) => number));
  for (const { readings } of readElsewhere(text, mentions, known, elsewhere))
    maybe.push(...readings.map(({ number }) => number));
  const seen = new Set(own.map(({ number }) => number));
  const takeNew = (numbers: readonly PhoneNumber[]) =>
    numbers.filter((number) => !seen.has(number) && seen.add(number));
  const besides = takeNew(maybe);
  const forms = takeNew([...seen].flatMap(otherForms));
  const unread = mentions.find(({ readings }) => readings.length === 0);
  return {
    own,
    maybe: besides,
    forms,
    problem: unread === undefined ? null : (unread.refusal?.message ?? describeProblem('notPossible')),
    doubt: mentions.map(toDoubt).find((doubt) => doubt !== undefined) ?? null,
  };
}

/** Reads text that is not valid at home as numbers of other countries. */
function readElsewhere(
  text: string,
  mentions: readonly Mention[],
  known: KnownCountry,
  elsewhere: ElsewhereTest,
): readonly Mention[] {
  const isOpen = ({ readings, refusal }: Mention) => !readings.some(({ valid }) => valid) && !isAmongWords(refusal);
  const parts = mentions.filter(isOpen).map((mention) => mention.text);
  // Text that is no number as a whole is searched for numbers.
  const runs = mentions.some(({ refusal }) => isAmongWords(refusal)) ? findRuns(foldCharacters(text)) : [];
  return [...new Set([...parts, ...runs])].flatMap((part) => {
    const folded = foldCharacters(part);
    if (/^\D*\+/.test(folded)) return [];
    const others = elsewhere(takePlainDigits(folded));
    return others.length === 0 ? [] : readCell(part, { ...known, others });
  });
}

const isAmongWords = (refusal: Mention['refusal']): boolean => refusal !== null && mayHoldRuns.has(refusal.code);
const mayHoldRuns: ReadonlySet<string> = new Set(['letters', 'unreadable', 'amongWords', 'severalNumbers']);

/** The other numbers of the same subscriber; nearly every number has none. */
export function otherForms(number: number): readonly PhoneNumber[] {
  // Most leads are here: no number of this plan was ever renumbered (a test holds the table to it).
  if (number >= 1e10 && number < 2e10) return none;
  return mayHaveOtherForms(number) ? sameSubscriber(toPhoneNumber(number)) : none;
}

const none: readonly PhoneNumber[] = [];

function toDoubt(mention: Mention): string | undefined {
  return mention.readings.length === 0 ? undefined : describeDoubt(mention);
}

/** More digits than one number can have. */
const crowd = 15;

/** The numbers of a cell. Where a part of it is no number, the numbers among its words or close to each other. */
function readMentions(text: string, known: KnownCountry): readonly Mention[] {
  if (isAlternatesCell(text)) return readAlternates(text, known);
  const { mentions, isSearched } = readThroughout(text, known);
  if (mentions.every(({ refusal }) => refusal === null)) return mentions;
  const seen = new Set(mentions.flatMap(({ readings }) => readings.map(({ number }) => number)));
  const among = isSearched ? [] : findNumbers(text, known);
  const more = [...among, ...readCrowd(text, known)].filter(({ readings }) => {
    const isNew = readings.some(({ number }) => !seen.has(number));
    for (const { number } of readings) seen.add(number);
    return isNew;
  });
  return [...mentions, ...more];
}

/** The further numbers of a lead as VICIdial lists them: number, dialling code and note, `!` between them. */
function readAlternates(text: string, known: KnownCountry): readonly Mention[] {
  return text.split('!').flatMap((part) => {
    const [digits = '', code = ''] = part.trim().split('_');
    const whole = code === '' || digits.startsWith('+') ? [] : readCell(`+${code}${digits}`, known);
    const isValid = whole.some(({ readings }) => readings.some(({ valid }) => valid));
    return isValid ? whole : readCell(digits, known);
  });
}

/** Groups of digits with only separators between them, too many for one number: `2125550102 2125550114-61`. */
function readCrowd(text: string, known: KnownCountry): readonly Mention[] {
  const found: Mention[] = [];
  for (const [run] of text.matchAll(/[+(]?\d[\d\s().+/-]+/g)) {
    const groups = [...run.matchAll(/\+?\d+/g)].map(([group], place, all) => {
      const at = all[place]?.index ?? 0;
      return { at, end: at + group.length, digits: group.replace('+', '').length };
    });
    if (groups.reduce((sum, { digits }) => sum + digits, 0) <= crowd) continue;
    // A number is written in few groups; in a longer row of groups only whole numbers are looked for.
    const most = groups.length > mostGroups ? 1 : mostInOne;
    for (const [first, { at }] of groups.entries()) {
      let digits = 0;
      for (const { end, digits: more } of groups.slice(first, first + most)) {
        digits += more;
        if (digits > crowd) break;
        if (digits >= 7) found.push(...findNumbers(run.slice(at, end), known));
      }
    }
  }
  return found;
}

const mostGroups = 60;
const mostInOne = 6;
