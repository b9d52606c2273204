/** Numbers in cells that are not read as phone cells: what in a cell is written as a number, and what is a day, a link or an id. */
import { foldCharacters } from '../../../../shared/domain/numbers/numberText.ts';
import { findNumbers, type KnownCountry, type Mention } from '../../../../shared/domain/numbers/readings.ts';

const fewestDigits = 7;
/** Digits with nothing between them may be a reference as well. */
export const isBare = /^\d+$/;
/** What may have to be written in one way first. */
const NOT_ASCII = /[^ -~]/;
/** A day, a time, or both, with nothing of a number beside it. */
const MOMENT =
  /(?<![\d+./-])(?:\d{1,4}([-/.])\d{1,2}\1\d{1,4}(?![\d/-])(?:[T ]+\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?)?|\d{1,2}:\d\d(?::\d\d(?:[.,]\d+)?)?)(?:Z|[+-]\d\d:?\d\d)?(?!\d)/g;
/** Links hold ids. */
const WEB = /:\/\/|www\./i;

/** A cell without its days and times, in ASCII where it can be; undefined: it has too few digits for a number. */
export function toWritten(cell: string): string | undefined {
  if (cell.length < fewestDigits || !hasDigits(cell)) return undefined;
  const text = (NOT_ASCII.test(cell) ? foldCharacters(cell) : cell).replace(MOMENT, ' ').trim();
  return hasDigits(text) ? text : undefined;
}

/** The numbers among the words of such a text: each is written as a phone number, or is all that has digits. */
export function findWritten(text: string, known: KnownCountry): readonly Mention[] {
  if (WEB.test(text)) return [];
  const digits = countDigits(text);
  return findNumbers(text, known).filter(
    (mention) => !isBare.test(mention.text) || countDigits(mention.text) === digits,
  );
}

const countDigits = (text: string): number => text.replace(/\P{Nd}/gu, '').length;

/** Whether a cell has enough digits for a number. */
function hasDigits(cell: string): boolean {
  let digits = 0;
  for (let at = 0; at < cell.length; at += 1) {
    const unit = cell.charCodeAt(at);
    // Digits of other scripts lie far above; whether they are some is for the parser to say.
    if ((unit >= 0x30 && unit <= 0x39) || unit > 0x5ff) digits += 1;
  }
  return digits >= fewestDigits;
}
