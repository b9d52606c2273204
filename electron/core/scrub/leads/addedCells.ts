/**
 * The cells that a scrub adds to a blocked row, as bytes in the file's own way of writing: its delimiter, quoting and
 * encoding. A spreadsheet must not take what we add for a formula. The file's own cells are never touched.
 */
import { guardFormulas } from '../../../../shared/domain/columns/formulaGuard.ts';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { Dialect, Encoding } from '../../files/text/dialect.ts';
import type { BlockWords } from '../ask/question.ts';

const names = ['why', 'since', 'hold', 'list'] as const;
const rememberedRows = 20_000;

export type AddedCells = {
  /** The bytes that follow the header. A name that the file has already gets `dnc_` in front. */
  readonly header: (known: readonly string[]) => Uint8Array;
  /** The bytes that follow a blocked row that lacks `missing` cells of its own. */
  readonly row: (words: BlockWords, missing: number) => Uint8Array;
  /** An empty cell as the file writes one, to replace a cell that is blanked. */
  readonly blank: Uint8Array;
};

/** `quotesAll`: the file quotes every cell, so the added cells are quoted too. */
export function createAddedCells(
  dialect: Pick<Dialect, 'delimiter' | 'quote' | 'encoding'>,
  quotesAll: boolean,
): AddedCells {
  const separator = dialect.delimiter === 'none' ? ',' : dialect.delimiter;
  const encode = createEncoder(dialect.encoding);
  const quotes = dialect.quote === '"';
  // Rows that are blocked alike share one object of words.
  const remembered = new Map<BlockWords, Uint8Array>();

  function toCell(text: string): string {
    // One line per row, whatever a reason says; and like every export, nothing that a spreadsheet would calculate.
    const line = text.replace(/[\r\n\0]+/g, ' ');
    const safe = guardFormulas(line);
    if (!quotes) return safe.replaceAll(separator, ' ');
    const mustQuote = quotesAll || safe.includes('"') || safe.includes(separator) || /^\s|\s$/.test(safe);
    return mustQuote ? `"${safe.replaceAll('"', '""')}"` : safe;
  }

  const toBytes = (cells: readonly string[], missing: number): Uint8Array =>
    encode(separator.repeat(missing) + cells.map((cell) => separator + toCell(cell)).join(''));

  return {
    header(known) {
      const taken = new Set(known.map((name) => name.trim().toLowerCase()));
      return toBytes(
        names.map((name) => (taken.has(name) ? `dnc_${name}` : name)),
        0,
      );
    },
    row(words, missing) {
      const known = missing === 0 ? remembered.get(words) : undefined;
      if (known !== undefined) return known;
      const bytes = toBytes([words.why, words.since, words.hold, words.list], missing);
      if (remembered.size >= rememberedRows) remembered.clear();
      if (missing === 0) remembered.set(words, bytes);
      return bytes;
    },
    blank: encode(quotes && quotesAll ? '""' : ''),
  };
}

/** Converts text to the bytes of an encoding; a character that a code page lacks becomes a question mark. */
function createEncoder(encoding: Encoding): (text: string) => Uint8Array {
  switch (encoding) {
    case 'utf-8':
      return (text) => Buffer.from(text, 'utf8');
    case 'utf-16le':
      return (text) => Buffer.from(text, 'utf16le');
    case 'utf-16be':
      return (text) => Buffer.from(text, 'utf16le').swap16();
    case 'windows-1251':
    case 'windows-1252':
    case 'windows-1255':
    case 'windows-1256': {
      const bytes = Uint8Array.from({ length: 256 }, (_, byte) => byte);
      const letters = Array.from(new TextDecoder(encoding).decode(bytes));
      const byteOf = new Map(letters.map((letter, byte) => [letter, byte]));
      return (text) => Uint8Array.from(Array.from(text), (letter) => byteOf.get(letter) ?? 0x3f);
    }
    default:
      return assertNever(encoding);
  }
}
