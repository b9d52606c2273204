/**
 * Entries that were never on the list, column by column, as an import of millions of lines plans them. There is no
 * object per number, and what many lines have in common is held once. The writer takes them by the thousand.
 */
import type { Act, Source, Statement } from '../../../../shared/domain/entry/entry.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { Stored } from '../../../../shared/fields.ts';
import type { FlatStatement } from '../../db/entries/entryForm.ts';
import { toHoldsText } from '../../db/entries/scopeRows.ts';
import { bitsSaid, namesSaid, nothingStored, store } from '../../db/entries/storedDetails.ts';

/** Where new entries came from. `made`: by whom and when, where that is not the act that writes them. */
export type NewOrigin = { readonly source: Source; readonly made: Pick<Act, 'at' | 'author'> | null };

export type NewEntries = {
  /** Ascending, each once. */
  readonly numbers: Float64Array;
  /** The line of its file on which each number stands; NaN: it stood in none. */
  readonly lines: Float64Array;
  /** The index of the statement that each number has. */
  readonly statementOf: Uint32Array;
  readonly statements: readonly Statement[];
  /** Each of the statements as it is stored. */
  readonly flat: readonly FlatStatement[];
  /** What at least one of the statements says. */
  readonly said: readonly Stored[];
  /** The index of the origin that each number has. */
  readonly originOf: Uint32Array;
  readonly origins: readonly NewOrigin[];
};

/** A statement that a builder knows: what many numbers say costs each of them an index. */
export type KnownStatement = number & { readonly __brand: 'KnownStatement' };

/** Gathers new entries in order of number. */
export type NewEntriesBuilder = {
  /** Takes note of what many numbers may say; it is remembered for as long as the builder is. */
  readonly know: (statement: Statement) => KnownStatement;
  readonly add: (number: number, line: number, known: KnownStatement) => void;
  /** Adds a number with a statement of its own. */
  readonly addOwn: (number: number, line: number, statement: Statement) => void;
  /** What was added since the last call; undefined when that is nothing. */
  readonly take: () => NewEntries | undefined;
};

/** A statement, its stored form, which fields it says (`bitsSaid`), and its place among those of the next `take`; -1: it has none. */
type Form = { readonly statement: Statement; readonly flat: FlatStatement; readonly bits: number; place: number };

/** @param most how many entries can be added before they must be taken */
export function createNewEntriesBuilder(source: Source, most: number): NewEntriesBuilder {
  const numbers = new Float64Array(most);
  const lines = new Float64Array(most);
  const statementOf = new Uint32Array(most);
  const toText = rememberLast(toHoldsText);
  const known: Form[] = [];
  let used: Form[] = [];
  let count = 0;

  function toForm(statement: Statement): Form {
    const flat = store({ ...nothingStored, holds: toText(statement.holds) }, statement, toEpochMs);
    return { statement, flat, bits: bitsSaid(flat), place: -1 };
  }

  function put(number: number, line: number, form: Form): void {
    if (form.place === -1) form.place = used.push(form) - 1;
    numbers[count] = number;
    lines[count] = line;
    statementOf[count] = form.place;
    count++;
  }

  return {
    know: (statement) => (known.push(toForm(statement)) - 1) as KnownStatement,
    add(number, line, index) {
      const form = known[index];
      if (form === undefined) throw new Error('A statement that this builder does not know');
      put(number, line, form);
    },
    addOwn: (number, line, statement) => put(number, line, toForm(statement)),
    take() {
      if (count === 0) return undefined;
      let bits = 0;
      for (const form of used) {
        bits |= form.bits;
        form.place = -1;
      }
      const taken = {
        numbers: numbers.slice(0, count),
        lines: lines.slice(0, count),
        statementOf: statementOf.slice(0, count),
        statements: used.map(({ statement }) => statement),
        flat: used.map(({ flat }) => flat),
        said: namesSaid(bits),
        originOf: new Uint32Array(count),
        origins: [{ source, made: null }],
      };
      used = [];
      count = 0;
      return taken;
    },
  };
}

/** Nearly all statements of a file have the scope that was chosen for it. */
function rememberLast<From extends object, To>(make: (from: From) => To): (from: From) => To {
  let last: { readonly from: From; readonly to: To } | undefined;
  return (from) => {
    if (last?.from !== from) last = { from, to: make(from) };
    return last.to;
  };
}
