/** Files for the benchmarks: generated from a seed, so that every run and every machine measures the same rows. */
import { createWriteStream } from 'node:fs';
import { once } from 'node:events';

/** mulberry32: a small seeded generator of numbers in [0, 1). */
export function createRandom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const areaCodes = [
  '212',
  '213',
  '305',
  '312',
  '404',
  '415',
  '512',
  '617',
  '702',
  '713',
  '718',
  '773',
  '818',
  '917',
  '949',
];

const spellings: readonly ((area: string, exchange: string, line: string) => string)[] = [
  (a, b, c) => `(${a}) ${b}-${c}`,
  (a, b, c) => `${a}-${b}-${c}`,
  (a, b, c) => `${a}${b}${c}`,
  (a, b, c) => `+1${a}${b}${c}`,
  (a, b, c) => `1-${a}-${b}-${c}`,
  (a, b, c) => `${a}.${b}.${c}`,
];

/** One of six spellings of a US number, by its index. */
export function spellNumber(place: number, area: string, exchange: string, line: string): string {
  return spellings[place % spellings.length]?.(area, exchange, line) ?? '';
}

const reasons = ['asked on the phone', 'customer request', 'complaint', 'wrong number', 'opted out by text'];

/** US numbers in mixed spellings, as in the file of `writeMixedCsv`. */
export function* eachMixedNumber(count: number, seed: number): Generator<string> {
  const random = createRandom(seed);
  for (let i = 0; i < count; i++) yield makeNumber(random);
}

function makeNumber(random: () => number): string {
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const exchange = String(200 + Math.floor(random() * 800));
  const safeExchange = exchange.endsWith('11') ? `${exchange.slice(0, 2)}2` : exchange;
  const line = String(Math.floor(random() * 10_000)).padStart(4, '0');
  return pick(spellings)(pick(areaCodes), safeExchange, line);
}

/** Writes a CSV of `rows` US numbers in mixed spellings, with reason and date columns. About 3 % of the numbers repeat. */
export async function writeMixedCsv(path: string, rows: number, seed: number): Promise<void> {
  const random = createRandom(seed);
  const pick = <T>(values: readonly T[]): T => values[Math.floor(random() * values.length)] as T;
  const out = createWriteStream(path);
  out.write('Phone,Reason,Date\n');
  let chunk = '';
  for (let row = 0; row < rows; row++) {
    const number = makeNumber(random);
    const day = String(1 + Math.floor(random() * 28)).padStart(2, '0');
    chunk += `${number},${pick(reasons)},2026-0${1 + Math.floor(random() * 9)}-${day}\n`;
    if (chunk.length > 1 << 20) {
      if (!out.write(chunk)) await once(out, 'drain');
      chunk = '';
    }
  }
  out.end(chunk);
  await once(out, 'close');
}
