/**
 * Entries that were never on the list, column by column, as an import of millions of lines plans them. There is no
 * object per number, and what many lines have in common is held once. The writer takes them by the thousand.
 */
import type { Source, Statement } from '../../../../shared/domain/entry/entry.ts';

export type NewEntries = {
  /** Ascending, each once. */
  readonly numbers: Float64Array;
  /** The line of its file on which each number stands. */
  readonly lines: Float64Array;
  /** The index of the statement that each number has. */
  readonly statementOf: Uint32Array;
  readonly statements: readonly Statement[];
  readonly source: Source;
};

/** Gathers new entries in order of number. */
export type NewEntriesBuilder = {
  readonly add: (number: number, line: number, statement: Statement) => void;
  /** What was added since the last call; undefined when that is nothing. */
  readonly take: () => NewEntries | undefined;
};

/** @param most how many entries can be added before they must be taken */
export function createNewEntriesBuilder(source: Source, most: number): NewEntriesBuilder {
  const numbers = new Float64Array(most);
  const lines = new Float64Array(most);
  const statementOf = new Uint32Array(most);
  let places = new Map<Statement, number>();
  let count = 0;
  return {
    add(number, line, statement) {
      let place = places.get(statement);
      if (place === undefined) {
        place = places.size;
        places.set(statement, place);
      }
      numbers[count] = number;
      lines[count] = line;
      statementOf[count] = place;
      count++;
    },
    take() {
      if (count === 0) return undefined;
      const taken = {
        numbers: numbers.slice(0, count),
        lines: lines.slice(0, count),
        statementOf: statementOf.slice(0, count),
        statements: [...places.keys()],
        source,
      };
      places = new Map();
      count = 0;
      return taken;
    },
  };
}
