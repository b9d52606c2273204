/**
 * The order of staged numbers: by number, equal ones as they stand in the file. A radix sort, because a comparing sort of
 * a million rows takes as long as reading them; writing in order of number is what makes the database fast.
 */
const radixBits = 13;
const radix = 2 ** radixBits;

/** Indices into `values` (whole numbers from 0 up) such that the values ascend; stable. */
export function orderByNumber(values: Float64Array): Uint32Array {
  let smallest = Infinity;
  let largest = 0;
  for (const value of values) {
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  let from = Uint32Array.from(values, (_, index) => index);
  let to = new Uint32Array(values.length);
  const starts = new Uint32Array(radix + 1);
  for (let unit = 1; unit <= largest - smallest; unit *= radix) {
    starts.fill(0);
    for (const value of values) {
      const slot = digit(value - smallest, unit) + 1;
      starts[slot] = (starts[slot] ?? 0) + 1;
    }
    for (let slot = 1; slot <= radix; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
    for (const index of from) {
      const slot = digit((values[index] ?? 0) - smallest, unit);
      const place = starts[slot] ?? 0;
      to[place] = index;
      starts[slot] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}

/** Numbers have up to 50 bits, too many for bit operators. */
function digit(value: number, unit: number): number {
  return Math.floor(value / unit) % radix;
}
