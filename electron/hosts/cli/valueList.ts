/** Values that a person names in an option: `DNC,DNCL`, with quotation marks around one that has a comma, as CSV has them. */
import type { MeaningColumn } from '../../../shared/contract/fileQuestions.ts';
import { foldMeaningValue } from '../../../shared/domain/columns/meanings.ts';

const VALUE = /\s*(?:"((?:[^"]|"")*)"\s*|([^,]*)),/g;

/** The values of one text after another: `A,"B, C"`. A quotation mark inside a value stays one. */
export function toValues(texts: readonly string[]): string[] {
  return texts.flatMap((text) =>
    [...`${text},`.matchAll(VALUE)].map(([, quoted, plain = '']) => quoted?.replaceAll('""', '"') ?? plain.trim()),
  );
}

/** The named values that stand in no deciding column of the file. */
export function findStrange(named: readonly string[], columns: readonly MeaningColumn[]): string[] {
  const known = new Set(columns.flatMap(({ values }) => values.map(({ value }) => foldMeaningValue(value))));
  return named.filter((value) => !known.has(foldMeaningValue(value)));
}
