/**
 * The hub's revs of numbers that came together: packed, a thousand in a row of the table, as a row for each of millions would take
 * longer to write than what the hub says of it. A number that comes again gets a row of its own (hub_entry), which then counts. All
 * writes happen in the caller's transaction.
 */
import type { WritableDb } from '../handles.ts';

export type HubKnownRows = {
  /** Notes the revs of numbers, ascending, of which none is known. */
  readonly add: (numbers: Float64Array, revs: Float64Array) => void;
  /** The revs of those of these numbers, in any order, that are known. */
  readonly find: (numbers: readonly number[]) => ReadonlyMap<number, number>;
  /** Forgets the numbers whose rev is after this one, and those of `also`; answers the first, in no order. */
  readonly forgetAfter: (rev: number, also: ReadonlySet<number>) => readonly number[];
};

type Piece = { readonly id: number; readonly numbers: Buffer; readonly revs: Buffer };
type Bounds = { readonly id: number; readonly first: number; readonly last: number };

const numbersInPiece = 1000;

/** Prepares the statements. */
export function createHubKnownRows(db: WritableDb): HubKnownRows {
  const insert = db.prepare('INSERT INTO hub_known (first, last, numbers, revs) VALUES (?, ?, ?, ?)');
  const between = db.prepare<[number, number], Bounds>(
    'SELECT id, first, last FROM hub_known WHERE last >= ? AND first <= ? ORDER BY last',
  );
  const one = db.prepare<[number], Piece>('SELECT id, numbers, revs FROM hub_known WHERE id = ?');
  const ids = db.prepare<[], number>('SELECT id FROM hub_known').pluck();
  const remove = db.prepare<[number]>('DELETE FROM hub_known WHERE id = ?');

  function add(numbers: Float64Array, revs: Float64Array): void {
    for (let at = 0; at < numbers.length; at += numbersInPiece) {
      const some = numbers.subarray(at, at + numbersInPiece);
      insert.run(some[0], some.at(-1), toBytes(some), toBytes(revs.subarray(at, at + numbersInPiece)));
    }
  }

  return {
    add,
    find(numbers) {
      const found = new Map<number, number>();
      let [first, last] = [Infinity, -Infinity];
      for (const number of numbers) {
        if (number < first) first = number;
        if (number > last) last = number;
      }
      const pieces = numbers.length === 0 ? [] : between.all(first, last);
      if (pieces.length === 0) return found;
      const sorted = Float64Array.from(numbers).toSorted();
      for (const bounds of pieces) {
        let at = findFrom(sorted, bounds.first);
        if ((sorted[at] ?? Infinity) > bounds.last) continue;
        const piece = one.get(bounds.id);
        if (piece === undefined) continue;
        const [known, revs] = [fromBytes(piece.numbers), fromBytes(piece.revs)];
        for (let number = sorted[at]; number !== undefined && number <= bounds.last; number = sorted[(at += 1)]) {
          const place = findFrom(known, number);
          if (known[place] === number) found.set(number, revs[place] ?? 0);
        }
      }
      return found;
    },
    forgetAfter(rev, also) {
      const forgotten: number[] = [];
      for (const id of ids.all()) {
        const piece = one.get(id);
        if (piece === undefined) continue;
        const [known, revs] = [fromBytes(piece.numbers), fromBytes(piece.revs)];
        const stays = (_: number, at: number) => (revs[at] ?? 0) <= rev && !also.has(known[at] ?? 0);
        const numbers = known.filter(stays);
        if (numbers.length === known.length) continue;
        for (const [at, number] of known.entries()) if ((revs[at] ?? 0) > rev) forgotten.push(number);
        remove.run(id);
        add(numbers, revs.filter(stays));
      }
      return forgotten;
    },
  };
}

/** The place of the first that is not less. `sorted`: ascending. */
function findFrom(sorted: Float64Array, value: number): number {
  let [from, to] = [0, sorted.length];
  while (from < to) {
    const middle = (from + to) >>> 1;
    if ((sorted[middle] ?? 0) < value) from = middle + 1;
    else to = middle;
  }
  return from;
}

function toBytes(values: Float64Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

/** A copy, as a buffer of the database need not begin where a number may. */
function fromBytes(bytes: Buffer): Float64Array {
  return new Float64Array(Uint8Array.from(bytes).buffer);
}
