/**
 * Numbers of a file that can be read in more than one way, gathered by their kind of doubt: one choice answers all that
 * are alike. Every such cell is kept until it is answered; before that, none is blocked or left out.
 */
import type { RowDoubt } from '../../../../shared/domain/columns/importRow.ts';
import type { NumberReading } from '../../../../shared/domain/numbers/readings.ts';
import { callingCodeOfNumber } from '../../../../shared/domain/numbers/numberValue.ts';

/**
 * `all`: every reading is blocked. `leave`: none is blocked, and the cell is among the rejects. A number: the reading
 * at this index is blocked.
 */
export type DoubtChoice = 'all' | 'leave' | number;

export type DoubtAnswers = {
  /** The answer for every doubt about a phone cell without one of its own; undefined: the doubt is asked. */
  readonly all: DoubtChoice | undefined;
  /** The same for numbers beside the phone cells. */
  readonly beside: DoubtChoice | undefined;
  readonly byKind: Readonly<Record<string, DoubtChoice>>;
};

/** A cell in doubt, with its line. */
export type StagedDoubt = {
  readonly line: number;
  /** The column by its name or its number. */
  readonly column: string;
  readonly text: string;
  readonly kind: string;
  readonly readings: readonly NumberReading[];
  readonly sentence: string;
};

/** What doubts that are answered alike have in common: the reasons of their readings, and the countries. */
export function kindOf({ readings }: Pick<RowDoubt, 'readings'>): string {
  const ways = readings.map(({ number, why, valid }) => `${why}${valid ? '' : '?'}+${callingCodeOfNumber(number)}`);
  return readings.length === 1 ? `alone:${ways.join('')}` : ways.join('|');
}

/** Where a number may stand beside the phone cells: above the rows, or among the words that say what a row means. */
export type BesidePlace = 'above' | 'status';
const BESIDE = /^(?:above|status):/;

/** The kind of a doubt about a number beside the phone cells: no answer about these is one for it. */
export function besideKind(place: BesidePlace, doubt: Pick<RowDoubt, 'readings'>): string {
  return `${place}:${kindOf(doubt)}`;
}

/** Whether doubts of a kind are about numbers beside the phone cells. */
export function isBesideKind(kind: string): boolean {
  return BESIDE.test(kind);
}

/** The answer to a doubt; undefined when it has none. An index without a reading counts as none. */
export function answerOf(
  kind: string,
  { all, beside, byKind }: DoubtAnswers,
  readings: number,
): DoubtChoice | undefined {
  const choice = Object.hasOwn(byKind, kind) ? byKind[kind] : isBesideKind(kind) ? beside : all;
  return typeof choice === 'number' && choice >= readings ? undefined : choice;
}

/** The readings that are blocked by a choice. */
export function chosenReadings(readings: readonly NumberReading[], choice: DoubtChoice): readonly NumberReading[] {
  if (choice === 'all') return readings;
  if (choice === 'leave') return [];
  const one = readings[choice];
  return one === undefined ? [] : [one];
}
