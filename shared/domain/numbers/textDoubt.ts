// Why a single text, to be looked up or blocked, is not one number beyond doubt, in words for the person who typed it.
// Readings come from readings.ts. Files have their own words, because in a file a doubt belongs to a column, not to one
// text.

import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import type { Mention } from './mention.ts';
import { nameRegion } from './numberProblem.ts';
import { isGuess, type NumberReading } from './numberReading.ts';
import { type PhoneNumber, type Region, toE164, toShownNumber } from './numberValue.ts';
import { toPlausible } from './readings.ts';
import { textDoubtWords } from '../../words/domain/numbers.ts';

/**
 * - `severalNumbers`: more than one number stands in the text; `severalReadings`: one that can be read in several ways;
 * - `elsewhere`: no number in use in the country asked, and one of another country;
 * - `guessed`: one, if a 0 is put back or the 9 for an outside line taken away;
 * - `amongWords`: found among words, or in a structure of its own; `notInUse`: possible, and in no range that is in use.
 */
export const doubtKinds = [
  'severalNumbers',
  'severalReadings',
  'elsewhere',
  'guessed',
  'amongWords',
  'notInUse',
] as const;
export type DoubtKind = (typeof doubtKinds)[number];

/** `sentence` names the numbers: it is for the person who gave the text, not for a log. */
export type TextDoubt = { readonly kind: DoubtKind; readonly sentence: string };

/**
 * The doubt about the mentions of one text (`readCell`); undefined where it is surely one number.
 * @param region the country in which it was read
 */
export function findDoubt(mentions: readonly Mention[], region: Region | undefined): TextDoubt | undefined {
  const [mention, ...more] = mentions;
  if (mention === undefined) return undefined;
  if (mention.unsure !== null) return say('amongWords', textDoubtWords.holdsAmongOtherWords(nameAll(mentions)));
  if (more.length > 0) return say('severalNumbers', textDoubtWords.holdsMoreThanOne(nameAll(mentions)));
  return findMentionDoubt(mention, region);
}

function findMentionDoubt(mention: Mention, region: Region | undefined): TextDoubt | undefined {
  const readings = toPlausible(mention);
  const [first, ...others] = readings;
  if (first === undefined) return undefined;
  if (isElsewhere(readings)) {
    const here = region === undefined ? '' : textDoubtWords.in(nameRegion(region));
    return say('elsewhere', textDoubtWords.noSuchNumberIsIn(here));
  }
  if (others.length > 0) {
    const names = readings.map(({ number }) => nameNumber(number));
    return say('severalReadings', textDoubtWords.couldBeWriteItWith(join(names)));
  }
  if (!first.valid) return say('notInUse', textDoubtWords.theNumberHasAPossible);
  if (!isGuess(first)) return undefined;
  const how = first.why === 'lostZero' ? textDoubtWords.ifA0InFront : textDoubtWords.behindA9ForAn;
  return say('guessed', textDoubtWords.isWriteItWithAnd(nameNumber(first.number), how));
}

/** Not valid where it was asked, so that only numbers of other countries are left. */
function isElsewhere([first, ...others]: readonly NumberReading[]): boolean {
  if (first === undefined) return false;
  if (first.why === 'elsewhere') return true;
  return !first.valid && others.length > 0 && others.every(({ why }) => why === 'elsewhere');
}

/** "+972 50 234 5678 (Israel)"; the number alone where its country is not known. */
export function nameNumber(number: PhoneNumber): string {
  const { international, country } = toShownNumber(number);
  const place = country ?? findSoleCountry(number);
  return place === undefined ? international : `${international} (${nameRegion(place).replace(/^the /, '')})`;
}

/** The country of a number in no range in use, if no other country has its calling code. */
function findSoleCountry(number: PhoneNumber): Region | undefined {
  const countries = parsePhoneNumberFromString(toE164(number), { extract: false })?.getPossibleCountries() ?? [];
  return countries.length === 1 ? countries[0] : undefined;
}

function nameAll(mentions: readonly Mention[]): string {
  const names = mentions.map(({ readings, text }) => {
    const likeliest = readings.find(({ valid }) => valid) ?? readings[0];
    return likeliest === undefined ? `"${text}"` : nameNumber(likeliest.number);
  });
  return names.length < 3 ? names.join(' and ') : textDoubtWords.and(names.slice(0, -1).join(', '), names.at(-1) ?? '');
}

const join = (names: readonly string[]): string => names.join(' or ');
const say = (kind: DoubtKind, sentence: string): TextDoubt => ({ kind, sentence });
