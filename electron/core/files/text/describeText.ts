// Describes a text by its beginning, wherever it comes from: whether it holds rows at all, and how they are written.

import type { Region } from '../../../../shared/domain/numbers/number.ts';
import { detectDialect, type DialectChoices } from './detectDialect.ts';
import type { Dialect, Encoding, Row } from './dialect.ts';
import type { ReadingProblem } from '../readingError.ts';
import { isMarkup, isRegistryXml, isXmlSpreadsheet } from './sniffBytes.ts';
import { describeTextWords as say } from '../../../../shared/words/core/files.ts';

/** What was found out about the rows of a file. */
export interface RowsFound {
  readonly dialect: Dialect;
  readonly header: readonly string[] | null;
  /** The rows above the first that is read: titles, and the header as the last; none without a header. */
  readonly head: readonly Row[];
  /** The first rows below the header, 50 at most. */
  readonly samples: readonly Row[];
  /** Sentences that a person should read before going on. */
  readonly notes: readonly string[];
}

/** Describes a text by its beginning. `isWhole`: that is all of it. */
export function describeText(
  text: string,
  isWhole: boolean,
  encoding: Encoding,
  choices: DialectChoices & { readonly region?: Region },
): RowsFound | { readonly problem: ReadingProblem } {
  if (text.includes('\0')) return { problem: 'notText' };
  if (isRegistryXml(text)) return { problem: 'registry' };
  if (isXmlSpreadsheet(text)) return { problem: 'xmlSpreadsheet' };
  if (isMarkup(text)) return { problem: 'document' };
  const { dialect, header, head, samples, isTooWide } = detectDialect(text, isWhole, choices);
  if (isTooWide) return { problem: 'tooManyColumns' };
  if (samples.length === 0 && isWhole) return { problem: header === null ? 'empty' : 'headerOnly' };
  const notes = header !== null && dialect.columns > header.length ? [toWiderNote(header.length, dialect.columns)] : [];
  return { dialect: { encoding, ...dialect }, header, head, samples, notes };
}

/** Nearly all rows have cells without a name above them: which of the names are missing cannot be known. */
function toWiderNote(names: number, cells: number): string {
  return say.theHeaderNamesBut(names, cells);
}
