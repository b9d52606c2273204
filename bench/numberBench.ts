/** The fast normaliser against libphonenumber-js itself, on the same numbers in mixed spellings. */
import { parsePhoneNumberFromString } from 'libphonenumber-js/max';
import { createNumberParser } from '../shared/domain/numbers/number.ts';
import type { Bench, BenchContext } from './bench.ts';
import { eachMixedNumber } from './data.ts';
import type { BenchRow } from './report.ts';

export const numberBench: Bench = { name: 'numbers', run: async (context) => [benchNumbers(context)] };

function benchNumbers({ scale }: BenchContext): BenchRow {
  const count = 1_000_000 * scale;
  const texts = [...eachMixedNumber(count, 3)];
  const parse = createNumberParser('US', 0);
  const ours = timePerSecond(texts, (text) => parse(text).ok);
  const library = timePerSecond(texts.slice(0, count / 20), (text) => {
    const parsed = parsePhoneNumberFromString(text, { defaultCountry: 'US', extract: false });
    return parsed?.isValid() === true;
  });
  return {
    work: 'normalise and validate mixed numbers',
    ours: `${toMillions(ours)} numbers/s`,
    yardstick: `libphonenumber-js: ${toMillions(library)} numbers/s`,
    ratio: library / ours,
    reach: '<= 0.1 x its time',
    reached: library / ours <= 0.1,
    figures: { perSecond: ours, libraryPerSecond: library },
  };
}

/**
 * The second of two runs counts.
 * @throws when a number is not read: every text is a number
 */
function timePerSecond(texts: readonly string[], read: (text: string) => boolean): number {
  let started = 0;
  for (let run = 0; run < 2; run++) {
    started = performance.now();
    let usable = 0;
    for (const text of texts) if (read(text)) usable++;
    if (usable < texts.length * 0.9) throw new Error('Too few of the numbers were read');
  }
  return texts.length / ((performance.now() - started) / 1000);
}

function toMillions(perSecond: number): string {
  return `${(perSecond / 1_000_000).toFixed(2)} M`;
}
