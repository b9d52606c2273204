/**
 * What the records of one block say, in columns. Each phone cell has its number or the reason why it has none. Beside
 * them are the rarer numbers: second numbers of a cell, what a cell may mean besides, and numbers in other columns. The
 * columns are reused from block to block.
 */

/** The kind of one of the rarer numbers: from a phone cell, or (from `looked` on) from a cell in another column. */
export const extraKinds = {
  /** Another number in the cell. */
  another: 0,
  /** A number that the cell may mean besides. */
  maybe: 1,
  /** Another number of the same subscriber. */
  form: 2,
  /** The same for columns that are looked at besides; `looked` is every number in their cells. */
  looked: 4,
  lookedMaybe: 5,
  lookedForm: 6,
} as const;

/** Added to the kind of a number in a column whose name speaks of other numbers: only the own list is asked. */
export const ofOtherNumbers = 8;

export type LeadNumbers = {
  /**
   * First one value per record and phone column: above 0 a number; 0 empty; below 0 unreadable, for the reason at index
   * `-value - 1`. Behind them (from `places` on) the rarer numbers, in the order of their records.
   */
  numbers: Float64Array;
  places: number;
  /** For each of the first values: which doubt there is about it, counted from 1; 0: none. */
  doubts: Uint16Array;
  /** For each record: what its deciding columns say, counted from 1; 0: nothing. */
  flags: Uint32Array;
  extras: number;
  extraRecords: Int32Array;
  /** The index of the phone column among the phone columns, or the column of the file. */
  extraColumns: Int32Array;
  extraKinds: Uint8Array;
};

/** Room for no records; it grows with the blocks. */
export function createLeadNumbers(): LeadNumbers {
  return {
    numbers: new Float64Array(0),
    places: 0,
    doubts: new Uint16Array(0),
    flags: new Uint32Array(0),
    extras: 0,
    extraRecords: new Int32Array(0),
    extraColumns: new Int32Array(0),
    extraKinds: new Uint8Array(0),
  };
}

/** Makes room for a block of this many records. */
export function startBlock(into: LeadNumbers, records: number, width: number): void {
  into.places = records * width;
  into.extras = 0;
  if (into.numbers.length < into.places) into.numbers = new Float64Array(into.places + leastExtras);
  if (into.doubts.length < into.places) into.doubts = new Uint16Array(into.places);
  else into.doubts.fill(0, 0, into.places);
  if (into.flags.length < records) into.flags = new Uint32Array(records);
  else into.flags.fill(0, 0, records);
}

const leastExtras = 1024;

/** Adds a number beside the phone cells. `kind`: one of `extraKinds`; records come in order. */
export function addExtra(into: LeadNumbers, record: number, column: number, kind: number, number: number): void {
  const at = into.extras;
  if (at === into.extraRecords.length) {
    const room = Math.max(leastExtras, at * 2);
    into.extraRecords = grow(into.extraRecords, new Int32Array(room));
    into.extraColumns = grow(into.extraColumns, new Int32Array(room));
    into.extraKinds = grow(into.extraKinds, new Uint8Array(room));
  }
  const place = into.places + at;
  if (place >= into.numbers.length)
    into.numbers = grow(into.numbers, new Float64Array(place + Math.max(leastExtras, at)));
  into.numbers[place] = number;
  into.extraRecords[at] = record;
  into.extraColumns[at] = column;
  into.extraKinds[at] = kind;
  into.extras = at + 1;
}

function grow<T extends Float64Array | Int32Array | Uint8Array>(known: T, larger: T): T {
  larger.set(known);
  return larger;
}
