/**
 * Tells by its first lines what kind of registry file this is: one of the two documented forms of the US and Canada, or
 * a table whose columns a person may have to explain. Pure.
 */
import type { ColumnsAsked, RegistryColumns } from '../../../../shared/contract/registries.ts';
import { isFlag, saysListed, saysNotListed } from './flagWords.ts';
import type { HomeCountry } from './homeNumber.ts';
import { splitCells } from './tableReader.ts';

export type RegistryForm =
  | { readonly kind: 'xml' }
  | { readonly kind: 'flat' }
  | {
      readonly kind: 'table';
      readonly country: HomeCountry;
      readonly delimiter: string;
      readonly hasHeader: boolean;
      readonly columns: ColumnsAsked['columns'];
      /** The columns, where there is no doubt about them. */
      readonly plain: RegistryColumns | null;
      readonly guess: RegistryColumns | null;
      /** The same for files of the same kind, to remember the answer under it. */
      readonly signature: string;
    }
  | { readonly kind: 'unknown' };

const lookedAt = 200;
const shownSamples = 5;
const fewValues = 6;

/**
 * `head` is the beginning of the text; its last line may be cut. `country`: the country of the list that the person
 * named.
 */
export function recogniseRegistry(head: string, country: HomeCountry | undefined): RegistryForm {
  const text = head.replace(/^\uFEFF/, '');
  if (/^\s*</.test(text)) return { kind: 'xml' };
  if (text.includes('\0')) return { kind: 'unknown' };
  const lines = text
    .split(/\r\n|\n|\r/)
    .slice(0, lookedAt)
    .filter((line) => line.trim() !== '');
  if (lines.length === 0) return { kind: 'unknown' };
  const [first = '', second] = lines;
  // One line is enough: the reader refuses what else is in such a file, with the number of the line.
  const isByCode = isFlat(first) || (!/\d{3}/.test(first) && isFlat(second));
  if (country !== 'GB' && country !== 'AU' && isByCode) return { kind: 'flat' };
  if (!lines.some((line) => line.replaceAll(/\D/g, '').length >= 7)) return { kind: 'unknown' };
  const delimiter = [',', ';', '\t', '|'].find((mark) => lines.every((line) => line.includes(mark))) ?? '';
  const rows = lines.map((line) => (delimiter === '' ? [line] : [...splitCells(line, delimiter)]));
  const hasHeader = rows.length > 1 && !(rows[0] ?? []).some((cell) => /\d{3}/.test(cell));
  return toTable(rows, delimiter, hasHeader, country);
}

function isFlat(line: string | undefined): boolean {
  return line !== undefined && /^"?[2-9]\d{2}"?,\s?"?\d{7}"?\s*$|^"?1?[2-9]\d{9}"?\s*$/.test(line);
}

function toTable(
  rows: readonly (readonly string[])[],
  delimiter: string,
  hasHeader: boolean,
  named: HomeCountry | undefined,
): RegistryForm {
  const header = hasHeader ? (rows[0] ?? []) : null;
  const body = hasHeader ? rows.slice(1) : rows;
  const width = Math.max(...rows.map((row) => row.length));
  const valuesOf = (column: number): string[] => body.map((row) => row[column]?.trim() ?? '');
  const columns = Array.from({ length: Math.min(width, 50) }, (_, column) => {
    const values = valuesOf(column);
    const distinct = [...new Set(values.filter((value) => value !== ''))];
    return {
      header: header?.[column]?.trim() ?? null,
      samples: values.filter((value) => value !== '').slice(0, shownSamples),
      values: distinct.length <= fewValues ? distinct.map((value) => value.slice(0, 100)) : [],
    };
  });
  const country = named ?? guessCountry(columns.map((_, column) => valuesOf(column)));
  const guess = guessColumns(columns, (column) => valuesOf(column));
  const isPlain = guess !== null && width === 1;
  return {
    kind: 'table',
    country,
    delimiter,
    hasHeader,
    columns,
    plain: isPlain ? guess : null,
    guess,
    signature: `${country}:${delimiter}:${header?.map((name) => name.trim().toLowerCase()).join('\u0001') ?? width}`,
  };
}

/**
 * A register of Australia has ten digits with a leading zero, one of the UK mostly eleven; in North America there is no
 * leading zero.
 */
function guessCountry(columns: readonly (readonly string[])[]): HomeCountry {
  const cells = columns
    .flat()
    .map((cell) => withoutLabel(cell).replaceAll(/[\s().-]/g, ''))
    .filter((cell) => /^\+?\d{9,15}$/.test(cell));
  const count = (pattern: RegExp): number => cells.filter((cell) => pattern.test(cell)).length;
  const british = count(/^(0|\+?44|0044)[1-9]\d{8,9}$/);
  const australian = count(/^(0|\+?61|0061)[2-478]\d{8}$/);
  if (cells.length === 0 || Math.max(british, australian) * 2 <= cells.length) return 'nanp';
  return australian >= british ? 'AU' : 'GB';
}

function guessColumns(
  columns: ColumnsAsked['columns'],
  valuesOf: (column: number) => readonly string[],
): RegistryColumns | null {
  const all = (column: number, pattern: RegExp): boolean => {
    const values = valuesOf(column);
    return values.length > 0 && values.every((value) => pattern.test(value));
  };
  const indexes = columns.map((_, column) => column);
  const areaCode = indexes.find((column) => all(column, /^[2-9]\d{2}$/)) ?? null;
  const seven = indexes.find((column) => all(column, /^\d{7}$|^\d{3}-\d{4}$/));
  const isWhole = (value: string): boolean => /^\+?[\d\s().-]{9,20}$/.test(withoutLabel(value));
  const whole = indexes.find((column) => valuesOf(column).length > 0 && valuesOf(column).every(isWhole));
  const number = areaCode !== null && seven !== undefined ? seven : whole;
  if (number === undefined) return null;
  const flag = indexes.find(
    (column) => column !== number && column !== areaCode && isFlag(columns[column]?.values ?? []),
  );
  const values = flag === undefined ? [] : (columns[flag]?.values ?? []);
  return {
    number,
    areaCode: number === seven ? areaCode : null,
    flag: flag ?? null,
    add: values.filter(saysListed),
    ...(flag === undefined ? {} : { remove: values.filter(saysNotListed) }),
    country: findHeader(columns, countryHeaders),
    date: findHeader(columns, dateHeaders),
  };
}

/** `tel:+44 …` and `Phone: 020 …`: the label before a number says nothing of its form. */
const withoutLabel = (cell: string): string => cell.trim().replace(/^[\p{L}][\p{L}\s.]*:\s*/u, '');

// These files come from regulators and washing services of the US, Canada, the UK and Australia.
const countryHeaders = /^(country|country ?(code|name)|pays|code (de )?pays|phone code|calling code)$/;
const dateHeaders =
  /^(date|(wash|washed|check|checked|scrub|scrubbed|result|response|processed) ?(date|on|at)|date (of wash|of check|washed|checked|processed)|as (at|of))$/;

function findHeader(columns: ColumnsAsked['columns'], names: RegExp): number | null {
  const found = columns.findIndex(({ header }) =>
    names.test(
      (header ?? '')
        .toLowerCase()
        .replaceAll(/[\s_-]+/g, ' ')
        .trim(),
    ),
  );
  return found < 0 ? null : found;
}

/** The columns that a header names, where the person said nothing about them. */
export function withNamedColumns(said: RegistryColumns, guess: RegistryColumns | null): RegistryColumns {
  const { country = guess?.country ?? null, date = guess?.date ?? null } = said;
  return { ...said, country, date };
}
