/**
 * Replays the journal over a stretch of the numbers, column by column: for each entry of the table only the position of
 * its last change is kept, so that millions of entries leave no objects behind.
 */
import { type FlatEntry, flatFields } from '../db/entries/entryForm.ts';
import { type ChangeColumns, readCells, toColumnsBetween } from './journalPayload.ts';

export type Replay = {
  /** Replays one journal row; false: a change in it does not follow from the rows before it. */
  readonly apply: (payload: Uint8Array) => boolean;
  /** How an entry of the table compares with the journal. Ask for the entries in the order of `numbers`, each once. */
  readonly judgeNext: (entry: FlatEntry) => 'same' | 'unknown' | 'different';
  /** Numbers that the journal knows and the table does not. */
  readonly missing: () => Iterable<number>;
};

type FoundChange = { readonly columns: ChangeColumns; readonly at: number };

/** @param numbers the numbers of the table from `first` to `last`, ascending */
export function createReplay(numbers: Float64Array, first: number, last: number): Replay {
  const columnsOf: (ChangeColumns | undefined)[] = Array.from({ length: numbers.length });
  const placeIn = new Uint32Array(numbers.length);
  const missing = new Map<number, FoundChange>();
  let judged = 0;

  function loadChange(slot: number, number: number): FoundChange | undefined {
    if (slot < 0) return missing.get(number);
    const columns = columnsOf[slot];
    return columns && { columns, at: placeIn[slot] ?? 0 };
  }

  return {
    apply(payload) {
      const columns = toColumnsBetween(payload, first, last);
      let isWhole = true;
      let slot = 0;
      for (const [at, number] of columns.numbers.entries()) {
        while (slot < numbers.length && (numbers[slot] ?? 0) < number) slot++;
        const found = numbers[slot] === number ? slot : -1;
        if (!follows(loadChange(found, number), columns, at)) isWhole = false;
        if (found < 0) missing.set(number, { columns, at });
        else {
          columnsOf[found] = columns;
          placeIn[found] = at;
        }
      }
      return isWhole;
    },
    judgeNext(entry) {
      const slot = judged++;
      const columns = columnsOf[slot];
      if (columns === undefined || numbers[slot] !== entry.number) return 'unknown';
      const after = readCells(columns.after, placeIn[slot] ?? 0);
      return flatFields.every((field) => after(field) === entry[field]) ? 'same' : 'different';
    },
    missing: () => missing.keys(),
  };
}

function follows(found: FoundChange | undefined, { before, after }: ChangeColumns, at: number): boolean {
  const isNew = before === null || readCells(before, at)('seq') === 0;
  if (found === undefined || isNew) return found === undefined && isNew;
  const was = readCells(found.columns.after, found.at);
  const [said, unchanged] = [readCells(before, at), readCells(after, at)];
  return flatFields.every((field) => was(field) === (field in before ? said(field) : unchanged(field)));
}
