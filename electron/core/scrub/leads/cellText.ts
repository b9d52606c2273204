/** The text of a cell by its position in a block, without its quotation marks. */
import type { Encoding } from '../../files/text/dialect.ts';
import { createUnitDecoder } from './leadReader.ts';
import type { Units } from './units.ts';

const quote = 0x22;

/** Answers '' for a cell that is not there (`from` below 0). */
export type CellText = (units: Units, from: number, to: number) => string;

/** Decodes cells of an encoding. Bytes that are no character come as U+FFFD. */
export function createCellText(encoding: Encoding): CellText {
  const decoder = createUnitDecoder(encoding);
  return (units, from, to) => {
    if (from < 0) return '';
    const isQuoted = to - from >= 2 && units[from] === quote;
    const start = isQuoted ? from + 1 : from;
    const stop = isQuoted ? to - 1 : to;
    let isPlain = units instanceof Buffer;
    for (let at = start; at < stop; at += 1) {
      if ((units[at] ?? 0) < 0x80) continue;
      isPlain = false;
      break;
    }
    const text =
      isPlain && units instanceof Buffer
        ? units.toString('latin1', start, stop)
        : decoder.decode(units.subarray(start, stop));
    return isQuoted && text.includes('"') ? text.replaceAll('""', '"') : text;
  };
}
