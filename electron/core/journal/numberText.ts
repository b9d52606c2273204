/**
 * JSON in which nearly everything is whole numbers, straight into bytes: a text of a hundred thousand digits would be made, measured
 * and copied before it is bytes.
 */
const ZERO = 0x30;
const COMMA = 0x2c;
const OPENING = 0x5b;
const CLOSING = 0x5d;
const nothing = Buffer.from('null');
/** Numbers up to here are divided as integers. */
const largestInteger = 2 ** 31 - 1;

/** Lists of whole numbers from 0 up, in which NaN is null; anything else is a text of JSON. */
export type JsonPiece = string | Float64Array | Uint32Array;

/** The bytes of these pieces, one behind the other: lists are written as JSON writes them. */
export function toJsonBytes(pieces: readonly JsonPiece[]): Buffer {
  let room = 0;
  for (const piece of pieces) room += typeof piece === 'string' ? Buffer.byteLength(piece) : roomOf(piece);
  const bytes = Buffer.allocUnsafe(room);
  let at = 0;
  for (const piece of pieces)
    at = typeof piece === 'string' ? at + bytes.write(piece, at) : writeNumbers(bytes, at, piece);
  return bytes.subarray(0, at);
}

/** As many bytes as the list takes at most: brackets, and for each number its digits and a comma. */
function roomOf(numbers: Float64Array | Uint32Array): number {
  let largest = 0;
  let most = 0;
  for (let at = 0; at < numbers.length; at++) {
    const value = numbers[at] ?? 0;
    if (value > largest) largest = value;
    else if (Number.isNaN(value)) most = nothing.length;
  }
  return 2 + numbers.length * (Math.max(most, countDigits(largest)) + 1);
}

/** Answers where the list ends. */
function writeNumbers(bytes: Uint8Array, from: number, numbers: Float64Array | Uint32Array): number {
  let at = from;
  bytes[at++] = OPENING;
  for (let place = 0; place < numbers.length; place++) {
    if (place > 0) bytes[at++] = COMMA;
    const value = numbers[place] ?? 0;
    if (Number.isNaN(value)) {
      bytes.set(nothing, at);
      at += nothing.length;
      continue;
    }
    const end = at + countDigits(value);
    writeDigits(bytes, end, value);
    at = end;
  }
  bytes[at++] = CLOSING;
  return at;
}

/** Writes a number so that its last digit stands before `end`. */
function writeDigits(bytes: Uint8Array, end: number, value: number): void {
  let at = end - 1;
  let large = value;
  for (; large > largestInteger; at--) {
    const rest = Math.floor(large / 10);
    bytes[at] = ZERO + (large - rest * 10);
    large = rest;
  }
  let small = large | 0;
  for (; small > 9; at--) {
    const rest = (small / 10) | 0;
    bytes[at] = ZERO + small - rest * 10;
    small = rest;
  }
  bytes[at] = ZERO + small;
}

function countDigits(value: number): number {
  let digits = 1;
  for (let bound = 10; bound <= value; bound *= 10) digits++;
  return digits;
}
