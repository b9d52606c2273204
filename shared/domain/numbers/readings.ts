// What a cell means: which numbers it has, and every plausible way to read each, with the reason. It is one pure
// function for all callers: the number box and `check`, imports and bulk changes by file, scrubs, registries and
// vendors' records. The rules at the end of this file say what each purpose makes of several readings.

import { findPieces, findRuns, leaveOffLabels, splitEndings, splitNumbers } from './cellParts.ts';
import { toPlainCell } from './formulaText.ts';
import type { KnownCountry, Mention, Unsure } from './mention.ts';
import { completeEndings, readEndings } from './numberEndings.ts';
import { describeProblem, nameRegion } from './numberProblem.ts';
import {
  describeAmbiguous,
  type DigitReadings,
  isGuess,
  type NumberReading,
  readDigits,
  readElsewhere,
  type ReadingReason,
  type Refusal,
} from './numberReading.ts';
import { foldCharacters, type NumberText, reduceNumberText } from './numberText.ts';
import { callingCodeOf, describeNumber, type PhoneNumber, type Region, toInternational } from './numberValue.ts';
import { sameSubscriber } from './sameSubscriber.ts';
import { readingsWords as say } from '../../words/domain/numbers.ts';

export type { KnownCountry, Mention } from './mention.ts';
export type { NumberReading, ReadingReason } from './numberReading.ts';

/** A longer cell is searched for numbers, and never counts as one. */
const longestCell = 250;

/** The numbers in a cell, in their order; none in an empty one. Pure and total: never throws. */
export function readCell(raw: string, known: Searched): readonly Mention[] {
  return readThroughout(raw, known).mentions;
}

/** As `readCell`; `isSearched`: the cell was searched for numbers among its words, so that `findNumbers` finds no others. */
export function readThroughout(
  raw: string,
  known: Searched,
): { readonly mentions: readonly Mention[]; readonly isSearched: boolean } {
  const plain = toPlainCell(raw);
  const text = foldCharacters(plain);
  if (text === '') return { mentions: [], isSearched: false };
  const isLong = text.length > longestCell;
  const ended = isLong ? undefined : splitEndings(text);
  const withEndings = ended === undefined ? [] : readParts(ended, known);
  if (withEndings.length > 1 && withEndings.every(({ readings }) => readings.some(({ valid }) => valid)))
    return { mentions: withEndings, isSearched: false };
  const mentions = readParts(isLong ? [text] : splitNumbers(text, raw), known);
  const [only] = mentions;
  // A text that is no number as a whole may still hold one, among words or in a structure of its own.
  if (mentions.length === 1 && only?.refusal != null && mayHoldRuns.has(only.refusal.code)) {
    const found = findNumbers(text, known);
    const isSearched = plain === raw;
    if (found.length === 0) return { mentions, isSearched };
    return { mentions: found.map((mention) => ({ ...mention, refusal: only.refusal })), isSearched };
  }
  return { mentions, isSearched: false };
}

const mayHoldRuns: ReadonlySet<Refusal['code']> = new Set(['letters', 'unreadable', 'amongWords', 'severalNumbers']);

/** The numbers among the words of a longer text; only those with a valid reading. */
export function findNumbers(raw: string, known: KnownCountry): readonly Mention[] {
  const text = foldCharacters(raw);
  const seen = new Set<PhoneNumber>();
  const read = (pieces: readonly string[]) =>
    pieces
      .flatMap((piece) => readPart(piece, { ...known, isSearched: true }))
      .filter(({ readings }) => readings.some(({ valid }) => valid))
      .map((mention) => ({ ...mention, unsure: 'words' as const }));
  const found = read(findRuns(text));
  for (const { readings } of found) for (const { number } of readings) seen.add(number);
  for (const mention of read(findPieces(text))) {
    if (mention.readings.some(({ number }) => seen.has(number))) continue;
    for (const { number } of mention.readings) seen.add(number);
    found.push(mention);
  }
  return found;
}

function readParts(parts: readonly string[], known: Searched): readonly Mention[] {
  const mentions = parts.flatMap((part) => readPart(part, known));
  return mentions.length > 1 ? completeEndings(mentions, (piece) => readPiece(piece, known)) : mentions;
}

function readPart(part: string, known: Searched): readonly Mention[] {
  const text = leaveOffLabels(part);
  const isNorthAmerican = known.region === undefined ? false : callingCodeOf(known.region) === '1';
  const several = readEndings(text, isNorthAmerican || /^\+\s?1\D/.test(text), (piece) => readPiece(piece, known));
  return several.map((mention) => ({ ...mention, text: several.length === 1 ? part : mention.text }));
}

/** `isSearched`: the text is searched for numbers, and nobody asks why digits in it are none. */
export type Searched = KnownCountry & { readonly isSearched?: boolean };

/** Reads one number, after everything around it was removed. */
function readPiece(text: string, { region, isUnsure = false, also, others, isSearched = false }: Searched): Mention {
  const reduced = reduceNumberText(text);
  if (!reduced.ok) {
    const { code, message } = reduced;
    return { text, readings: [], extension: null, unsure: null, refusal: { code, message } };
  }
  const { readings: here, refuse }: DigitReadings = readDigits(reduced, region);
  const readings = also === undefined || reduced.plus ? here : addNew(here, readAlso(reduced, also));
  const isHome = readings.some(({ valid }) => valid);
  const abroad =
    others === undefined || isHome || reduced.digits.length < shortestAbroad ? [] : readElsewhere(reduced, others);
  const all = addNew(readings, abroad);
  return {
    text,
    readings: all,
    extension: reduced.extension,
    unsure: isUnsure && !reduced.plus ? 'country' : null,
    refusal: all.length > 0 || refuse === null || isSearched ? null : refuse(),
  };
}

/** National numbers of any country mostly have more digits; fewer would match too many countries. */
const shortestAbroad = 7;

/** The readings about which a person is asked: a number of another country in no range in use is left out. */
export function toPlausible({ readings }: Mention): readonly NumberReading[] {
  return readings.filter(({ valid, why }, place) => place === 0 || valid || why !== 'elsewhere');
}

/** For blocking: the number, where there is no doubt about it. */
export function toSure(mention: Mention): NumberReading | undefined {
  const [reading, ...others] = toPlausible(mention);
  if (reading === undefined || others.length > 0 || mention.unsure !== null) return undefined;
  return reading.valid && !isGuess(reading) ? reading : undefined;
}

/** Possible, but in no range in use, and nothing else: a person may still say that it is to be blocked. */
export function isOnlyInvalid(mention: Mention): boolean {
  const [reading, ...others] = toPlausible(mention);
  return others.length === 0 && mention.unsure === null && reading?.valid === false;
}
/** What digits are in the other country of their row: never sure, as they stand in question. */
function readAlso(text: NumberText, also: Region): readonly NumberReading[] {
  return readDigits(text, also).readings.map((reading) => ({ ...reading, why: 'elsewhere' }));
}

function addNew(readings: readonly NumberReading[], more: readonly NumberReading[]): readonly NumberReading[] {
  return [...readings, ...more.filter(({ number }) => !readings.some((known) => known.number === number))];
}

/** For looking up: every number that a cell could mean, with the other forms of the same subscriber. */
export function toLookedUp(mentions: readonly Mention[]): readonly PhoneNumber[] {
  const numbers = new Set<PhoneNumber>();
  for (const { readings } of mentions)
    for (const { number } of readings) {
      numbers.add(number);
      for (const other of sameSubscriber(number)) numbers.add(other);
    }
  return [...numbers];
}

/** For releasing: the one number that a cell means, or why it releases none. */
export function toReleased(mentions: readonly Mention[]): { readonly number: PhoneNumber } | Refusal {
  const [mention, ...more] = mentions;
  if (mention === undefined) return { code: 'empty', message: describeProblem('empty') };
  if (more.length > 0) return { code: 'severalNumbers', message: describeProblem('severalNumbers') };
  const [reading, ...others] = toPlausible(mention);
  if (reading === undefined) return mention.refusal ?? { code: 'notPossible', message: describeProblem('notPossible') };
  if (others.length > 0 || isGuess(reading)) return { code: 'ambiguous', message: describeAmbiguous(mention.readings) };
  if (mention.unsure !== null) return { code: 'amongWords', message: describeUnsure(mention.unsure) };
  return { number: reading.number };
}

/** Why a mention is not sure, in a sentence without the number; undefined when there is no doubt. */
export function describeDoubt(mention: Mention): string | undefined {
  const readings = toPlausible(mention);
  if (readings.length === 0) return mention.refusal?.message;
  if (readings.length > 1 || readings.some(isGuess)) return describeAmbiguous(readings);
  if (readings[0]?.valid === false) return say.aPossibleNumberThat;
  return mention.unsure === null ? undefined : describeUnsure(mention.unsure);
}

function describeUnsure(unsure: Unsure): string {
  if (unsure === 'country') return say.itsRowNamesACountry;
  return unsure === 'ending' ? say.itMayBeAnotherEnding : describeProblem('amongWords');
}

/** A reading as it is shown beside others: "+972 50 234 5678, Israel: as a number there". */
export function describeReading({ number, why }: NumberReading): string {
  const { country } = describeNumber(number);
  const place = country === null ? '' : `, ${nameRegion(country)}`;
  return `${toInternational(number)}${place}: ${describeReason(why)}`;
}

/** "with its + put back": why digits are read this way. */
export function describeReason(why: ReadingReason): string {
  return reasonWords[why];
}

const reasonWords = {
  international: say.asItIsWritten,
  national: say.asANumberOfThe,
  withoutPlus: say.withItsPutBack,
  outsideLine: say.behindA9ForAn,
  lostZero: say.withIts0PutBack,
  oldForm: say.inAFormThatHas,
  elsewhere: say.asANumberOfAnother,
} as const satisfies Record<NumberReading['why'], string>;
