/**
 * The cells of phone columns: each is a number, empty, in doubt, or unreadable with its reason. Plain numbers are read
 * from their bytes. Other cells go the thorough way (cellNumbers.ts); a property test holds both ways to the same
 * answers.
 */
import { nowhere } from '../ask/elsewhere.ts';
import { notInUse, readCellNumbers, unknownCountry } from './cellNumbers.ts';
import type { CellText } from './cellText.ts';
import { type BlockVerdict, toDoubtful } from './verdicts.ts';
import { addExtra, extraKinds } from './leadNumbers.ts';
import { addForms, type LeadRow, startOf, stopOf } from './leadRow.ts';
import { createLooseDigits, takePlainDigits } from './looseDigits.ts';

/**
 * The doubt, as it stands in `LeadNumbers`, about a number that was never given out: which number is meant is not in
 * question.
 */
export const notInUseDoubt = 1;

export type PhoneCells = {
  /** Reads a cell by its position in the block and notes it as that of the row's `phone`th phone column. */
  readonly read: (row: LeadRow, phone: number, place: number, from: number, to: number) => void;
  /** The same for a cell whose text is known. */
  readonly readText: (row: LeadRow, phone: number, place: number, text: string) => void;
  /** The reasons so far, in sentences without any number, and the doubts. */
  readonly problems: readonly string[];
  readonly doubts: readonly BlockVerdict[];
  readonly counts: { notValid: number };
};

const plus = 0x2b;
/** No North American number is shorter. */
const shortestQuick = 10;

/** Reads phone cells, and gathers what is wrong or in doubt about them. */
export function createPhoneCells(toText: CellText): PhoneCells {
  const problems = createNames((message: string) => message);
  const doubts = createNames(toDoubtful);
  doubts.place(notInUse);
  const counts = { notValid: 0 };
  const loose = createLooseDigits();

  function take(row: LeadRow, phone: number, place: number, number: number): void {
    row.into.numbers[place] = number;
    addForms(row, phone, extraKinds.form, number);
  }

  function takeNotValid(row: LeadRow, phone: number, place: number, number: number): void {
    take(row, phone, place, number);
    row.into.doubts[place] = notInUseDoubt;
    counts.notValid += 1;
  }

  function readText(row: LeadRow, phone: number, place: number, text: string): void {
    const { country, into, record } = row;
    const { known, readers, elsewhere } = country;
    const plain = known.isUnsure === true ? undefined : readers.readPlain(text);
    if (plain?.valid === true) {
      take(row, phone, place, plain.number);
      return;
    }
    if (plain !== undefined && (text.startsWith('+') || elsewhere(takePlainDigits(text)).length === 0)) {
      takeNotValid(row, phone, place, plain.number);
      return;
    }
    row.slow += 1;
    const found = readCellNumbers(text, known, elsewhere);
    if (found === undefined) {
      into.numbers[place] = 0;
      return;
    }
    const { own, maybe, forms, problem, doubt } = found;
    const [first, ...more] = own;
    if (own.some(({ valid }) => !valid)) counts.notValid += 1;
    into.numbers[place] = problem === null ? (first?.number ?? 0) : -problems.place(problem) - 1;
    if (doubt !== null) into.doubts[place] = doubts.place(doubt) + 1;
    // Where a part of the cell cannot be read, the numbers in it are still looked up.
    for (const { number } of problem === null ? more : own) addExtra(into, record, phone, extraKinds.another, number);
    for (const number of maybe) addExtra(into, record, phone, extraKinds.maybe, number);
    for (const number of forms) addExtra(into, record, phone, extraKinds.form, number);
  }

  /** Whether digits that are not valid at home are worth reading as a number of another country. */
  function mayBeElsewhere({ units, country }: LeadRow, from: number, to: number): boolean {
    if (country.elsewhere === nowhere || units[from] === plus) return false;
    return country.elsewhere(loose.count(units, from, to) < 0 ? undefined : loose.text()).length > 0;
  }

  return {
    problems: problems.all,
    doubts: doubts.all,
    counts,
    readText,
    read(row, phone, place, from, to) {
      const start = startOf(row, from, to);
      const stop = stopOf(row, from, to);
      if (start >= stop) {
        row.into.numbers[place] = 0;
        return;
      }
      const { units, country } = row;
      const isOne = country.known.also === undefined;
      const quick = stop - start < shortestQuick || !isOne ? 0 : country.readers.readBytes(units, start, stop);
      const isSure = country.known.isUnsure !== true || units[start] === plus;
      if (quick > 0) {
        take(row, phone, place, quick);
        if (!isSure) row.into.doubts[place] = doubts.place(unknownCountry) + 1;
      } else if (quick < 0 && isSure && !mayBeElsewhere(row, start, stop)) takeNotValid(row, phone, place, -quick);
      else readText(row, phone, place, toText(units, from, to).trim());
    },
  };
}

/** Gives each sentence an index, the same one each time. Without numbers in them, the sentences are few. */
function createNames<T>(make: (name: string) => T): {
  readonly all: readonly T[];
  readonly place: (name: string) => number;
} {
  const all: T[] = [];
  const places = new Map<string, number>();
  return {
    all,
    place(name) {
      let place = places.get(name);
      if (place === undefined) {
        place = all.push(make(name)) - 1;
        places.set(name, place);
      }
      return place;
    },
  };
}
