/**
 * The order of staged numbers: by number, equal ones as they stand in the file. A radix sort, because a comparing sort of
 * a million rows takes as long as reading them; writing in order of number is what makes the database fast.
 */
const radixBits = 11;
const radix = 2 ** radixBits;
const lowest = radix - 1;
/** Numbers have up to 50 bits, too many for bit operators: they are cut into a lower part and the rest. */
const lowerBits = 2 * radixBits;
const lowerRange = 2 ** lowerBits;

/** Indices into `values` (whole numbers from 0 up, below 2^53) such that the values ascend; stable. */
export function orderByNumber(values: Float64Array): Uint32Array {
  const count = values.length;
  let smallest = Infinity;
  let largest = 0;
  for (let index = 0; index < count; index++) {
    const value = values[index] ?? 0;
    if (value < smallest) smallest = value;
    if (value > largest) largest = value;
  }
  const lower = new Uint32Array(count);
  const upper = new Uint32Array(count);
  for (let index = 0; index < count; index++) {
    const value = (values[index] ?? 0) - smallest;
    const rest = Math.floor(value / lowerRange);
    upper[index] = rest;
    lower[index] = value - rest * lowerRange;
  }
  let from = new Uint32Array(count);
  for (let index = 0; index < count; index++) from[index] = index;
  let to = new Uint32Array(count);
  const starts = new Uint32Array(radix + 1);
  const range = largest - smallest;
  for (let bits = 0; range >= 2 ** bits; bits += radixBits) {
    const part = bits < lowerBits ? lower : upper;
    const shift = bits < lowerBits ? bits : bits - lowerBits;
    starts.fill(0);
    for (let index = 0; index < count; index++) {
      const slot = (((part[index] ?? 0) >>> shift) & lowest) + 1;
      starts[slot] = (starts[slot] ?? 0) + 1;
    }
    for (let slot = 1; slot <= radix; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
    for (let at = 0; at < count; at++) {
      const index = from[at] ?? 0;
      const slot = ((part[index] ?? 0) >>> shift) & lowest;
      const place = starts[slot] ?? 0;
      to[place] = index;
      starts[slot] = place + 1;
    }
    [from, to] = [to, from];
  }
  return from;
}
