/**
 * Lines of a plain text straight from their bytes: where a line says beside its number what a line before said, letter by letter,
 * neither is made a text of. Every other line is cut into cells and staged as a row. A property test holds both to the same result.
 */
import { createByteReader } from '../../../../shared/domain/numbers/numberBytes.ts';
import type { PhoneNumber, Region } from '../../../../shared/domain/numbers/number.ts';
import type { Dialect, Row } from '../../files/text/dialect.ts';
import { createByteTexts } from './byteTexts.ts';
import type { DetailsMemory, SaidBeside } from './stageQuickly.ts';
import type { Staging } from './staging.ts';

const LF = 0x0a;
const CR = 0x0d;
/** A longer line is the reader's, which has the caps. */
const longestLine = 65_536;
/** At most this many different texts beside the number are remembered; in a file with more, they hardly repeat. */
const mostTexts = 20_000;

/** Answers where the next line begins; 0 for one that the record reader has to read (files/text/plainLines.ts). */
export type LineStager = (bytes: Uint8Array, from: number, line: number) => number;

/**
 * @param memory what rows say beside their one phone cell
 * @param stage stages a row of which this is not known
 */
export function createLineStager(
  staging: Staging,
  parts: {
    readonly dialect: Dialect;
    readonly region: Region | undefined;
    readonly memory: DetailsMemory;
    readonly stage: (row: Row) => void;
  },
): LineStager {
  const { memory, stage, region } = parts;
  const { encoding, delimiter, columns } = parts.dialect;
  const { phone } = memory;
  const separator = delimiter === 'none' ? -1 : delimiter.charCodeAt(0);
  const decoder = new TextDecoder(encoding, { ignoreBOM: true });
  const readNumber = createByteReader(region);
  const texts = createByteTexts(mostTexts);
  const known: SaidBeside[] = [];

  function toCells(bytes: Uint8Array, from: number, stop: number): readonly string[] {
    const text = decoder.decode(bytes.subarray(from, stop));
    return delimiter === 'none' ? [text] : text.split(delimiter);
  }

  return (bytes, from, line) => {
    let column = 0;
    let cell = from;
    let hash = 0;
    let phoneFrom = 0;
    let phoneTo = 0;
    let at = from;
    for (; ; at++) {
      const unit = bytes[at] ?? LF;
      if (unit === separator || unit === LF || unit === CR) {
        if (column === phone) {
          phoneFrom = cell;
          phoneTo = at;
        }
        column += 1;
        if (unit !== separator) break;
        cell = at + 1;
      } else if (column !== phone) hash = texts.mix(hash, unit);
    }
    const next = bytes[at] === CR ? at + 2 : at + 1;
    // A CR alone ends a line too. A line of one cell may be one without any text.
    if (column !== columns || column === 1 || bytes[next - 1] !== LF || at - from > longestLine) return 0;
    const place = texts.find(bytes, { from, phoneFrom, phoneTo, to: at }, hash);
    const said = known[place];
    if (said?.isLookedAt === true) {
      const number = readNumber(bytes, phoneFrom, phoneTo);
      if (number > 0) {
        staging.addNumber(staging.addLineOf(line, said.details), number as PhoneNumber);
        if (said.note !== '') staging.addNote(line, said.note);
        return next;
      }
    }
    const cells = toCells(bytes, from, at);
    stage({ line, cells, problem: null });
    if (place === -1) {
      const learned = memory.recall(cells);
      if (learned !== undefined && texts.add(bytes, { from, phoneFrom, phoneTo, to: at }, hash)) known.push(learned);
    }
    return next;
  };
}
