/**
 * Orders staged numbers by number, equal ones as they stand in the file. It is a radix sort, because a comparing sort
 * of a million rows takes as long as reading them. Writing in order of number is what makes the database fast.
 */
const radixBits = 11;
const radix = 2 ** radixBits;
const lowest = radix - 1;
/** Numbers have up to 50 bits, too many for bit operators, so they are cut into a lower part and the rest. */
const lowerBits = 2 * radixBits;
const lowerRange = 2 ** lowerBits;

/** How many numbers are looked at between two steps: about a millisecond. */
const stepLength = 200_000;

/** Indices into `values` (whole numbers from 0 up, below 2^53) such that the values ascend; stable. */
export function orderByNumber(values: Float64Array): Uint32Array {
  const steps = orderInSteps(values);
  for (;;) {
    const step = steps.next();
    if (step.done === true) return step.value;
  }
}

/** Does the same in short steps, so that others can be answered in between. */
export function* orderInSteps(values: Float64Array): Generator<undefined, Uint32Array> {
  const count = values.length;
  let smallest = Infinity;
  let largest = 0;
  for (const [start, end] of toStretches(count)) {
    for (let index = start; index < end; index++) {
      const value = values[index] ?? 0;
      if (value < smallest) smallest = value;
      if (value > largest) largest = value;
    }
    yield;
  }
  const lower = new Uint32Array(count);
  const upper = new Uint32Array(count);
  let from = new Uint32Array(count);
  for (const [start, end] of toStretches(count)) {
    for (let index = start; index < end; index++) {
      const value = (values[index] ?? 0) - smallest;
      const rest = Math.floor(value / lowerRange);
      upper[index] = rest;
      lower[index] = value - rest * lowerRange;
      from[index] = index;
    }
    yield;
  }
  let to = new Uint32Array(count);
  const starts = new Uint32Array(radix + 1);
  const range = largest - smallest;
  for (let bits = 0; range >= 2 ** bits; bits += radixBits) {
    const part = bits < lowerBits ? lower : upper;
    const shift = bits < lowerBits ? bits : bits - lowerBits;
    starts.fill(0);
    for (const [start, end] of toStretches(count)) {
      for (let index = start; index < end; index++) {
        const slot = (((part[index] ?? 0) >>> shift) & lowest) + 1;
        starts[slot] = (starts[slot] ?? 0) + 1;
      }
      yield;
    }
    for (let slot = 1; slot <= radix; slot++) starts[slot] = (starts[slot] ?? 0) + (starts[slot - 1] ?? 0);
    for (const [start, end] of toStretches(count)) {
      for (let at = start; at < end; at++) {
        const index = from[at] ?? 0;
        const slot = ((part[index] ?? 0) >>> shift) & lowest;
        const place = starts[slot] ?? 0;
        to[place] = index;
        starts[slot] = place + 1;
      }
      yield;
    }
    [from, to] = [to, from];
  }
  return from;
}

function* toStretches(count: number): Generator<readonly [number, number]> {
  for (let start = 0; start < count; start += stepLength) yield [start, Math.min(count, start + stepLength)];
}
