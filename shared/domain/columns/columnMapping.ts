// Mappings that people type: `--map phone="Phone",reason="Notes"` of the command line, checked against the file.

import { matchAliases } from './columnAliases.ts';
import { type ColumnField, type ColumnMapping, COLUMN_FIELDS, foldHeader } from './columns.ts';
import { type DecidingField, isDecidingField } from './meanings.ts';
import { mostOf } from './mostColumns.ts';
import { columnMappingWords as say } from '../../words/domain/columns.ts';

export type ParsedMapping =
  | { readonly ok: true; readonly mapping: ColumnMapping }
  | {
      readonly ok: false;
      readonly code: 'syntax' | 'unknownField' | 'unknownColumn' | 'severalColumns' | 'usedTwice' | 'noPhone';
      readonly message: string;
    };

const PAIR = /^\s*([\p{L}_-]+)\s*=\s*(?:"((?:[^"]|"")*)"|'([^']*)'|([^,]*))\s*(?:,|$)/u;

/** Other words for the fields, as the command line's own options call them. */
const FIELD_WORDS: ReadonlyMap<string, ColumnField> = new Map<string, ColumnField>([
  ['requested', 'date'],
  ['requestedat', 'date'],
  ['expires', 'expiry'],
  ['number', 'phone'],
  ['requestuuid', 'requestUuid'],
  ...COLUMN_FIELDS.map((field): [string, ColumnField] => [foldHeader(field), field]),
]);

/**
 * Reads `field=column` pairs, separated by commas. A column is given by its header (spelled as freely as headers are
 * recognised) or by its number, counted from 1; if both fit, the header wins. Columns that are not named are ignored.
 * @param header the file's header cells, or null if it has none
 * @param width how many columns the file has
 */
export function parseMapping(text: string, header: readonly string[] | null, width: number): ParsedMapping {
  const mapping: { column: number; field: ColumnField }[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const pair = PAIR.exec(rest);
    if (pair === null) return refuse('syntax', say.cannotReadTheColumn(rest.slice(0, 40)));
    rest = rest.slice(pair[0].length);
    const [, word = '', double, single, bare] = pair;
    const field = FIELD_WORDS.get(foldHeader(word));
    if (field === undefined) return refuse('unknownField', say.thereIsNoFieldUse(word, COLUMN_FIELDS.join(', ')));
    const name = double?.replaceAll('""', '"') ?? single ?? bare?.trim() ?? '';
    const column = findColumn(name, header, width);
    if (typeof column !== 'number') return column;
    if (mapping.some((other) => other.column === column)) return refuse('usedTwice', say.theColumnIsMapped(name));
    mapping.push({ column, field });
  }
  return checkMapping(mapping, width);
}

/** Checks a mapping that came as data (from the screen or a remembered one) against the width of the file. */
export function checkMapping(mapping: ColumnMapping, width: number): ParsedMapping {
  const stray = mapping.find(({ column }) => !Number.isInteger(column) || column < 0 || column >= width);
  if (stray !== undefined) return refuse('unknownColumn', say.thereIsNoColumnThe(stray.column + 1, width));
  const fields = mapping.filter(({ field }) => field !== 'ignore');
  if (new Set(fields.map(({ column }) => column)).size < fields.length)
    return refuse('usedTwice', say.aColumnIsMappedTwice);
  const countOf = (wanted: ColumnField) => fields.filter(({ field }) => field === wanted).length;
  const repeated = fields.find(({ field }) => countOf(field) > mostOf(field, countOf('phone')))?.field;
  if (repeated !== undefined) return refuse('usedTwice', say.onlyOneColumnCanBe(repeated));
  if (!fields.some(({ field }) => field === 'phone')) return refuse('noPhone', say.noColumnHoldsThe);
  return { ok: true, mapping: fields };
}

/** The column with this name or number (from 1), or why there is none. */
export function findColumn(
  name: string,
  header: readonly string[] | null,
  width: number,
): number | (ParsedMapping & { ok: false }) {
  const folded = foldHeader(name);
  const exact = matchingColumns(header, (cell) => cell.trim() === name);
  const matches =
    exact.length > 0 ? exact : matchingColumns(header, (cell) => folded !== '' && foldHeader(cell) === folded);
  if (matches.length > 1) {
    return refuse('severalColumns', say.columnsAreCalled(matches.length, name, (matches[0] ?? 0) + 1));
  }
  const place = /^[1-9]\d{0,4}$/.test(name) ? Number(name) - 1 : -1;
  const column = matches[0] ?? place;
  if (column >= 0 && column < width) return column;
  const known = header === null ? say.itHasNoHeaderSo(width) : say.itHas(listNames(header));
  return refuse('unknownColumn', say.theFileHasNoColumn(name, known));
}

/**
 * What is typed to name a column, so that `findColumn` finds this one: its name in quotation marks, or its place from 1
 * where it has no name, shares it with another, or has signs in it that a shell reads as something else.
 */
export function toColumnWord(header: readonly (string | null)[], column: number): string {
  const name = header[column]?.trim() ?? '';
  const names = header.map((cell) => cell ?? '');
  const isPlain = name !== '' && !/["$`\\!%\p{Cc}]/u.test(name);
  return isPlain && findColumn(name, names, names.length) === column ? `"${name}"` : String(column + 1);
}

/** A column in a sentence: its name in quotation marks, with its place where it shares the name; else its place. */
export function toColumnTitle(header: readonly (string | null)[], column: number): string {
  const name = header[column]?.trim() ?? '';
  if (name === '') return `"${column + 1}"`;
  const isShared = header.filter((cell) => foldHeader(cell ?? '') === foldHeader(name)).length > 1;
  return isShared ? say.columnAt(name, column + 1) : `"${name}"`;
}

/**
 * The field of a column of which a person says that it decides: the one that it has, if that decides, or the one that its
 * name names; any other is read as a status, whose words she explains.
 */
export function toDecidingField(name: string, field: ColumnField): DecidingField {
  if (isDecidingField(field)) return field;
  const named = matchAliases(name).map((match) => match.field);
  return named.find(isDecidingField) ?? 'disposition';
}

function matchingColumns(header: readonly string[] | null, matches: (cell: string) => boolean): number[] {
  return (header ?? []).flatMap((cell, column) => (matches(cell) ? [column] : []));
}

function listNames(header: readonly string[]): string {
  const shown = header.slice(0, 20).map((cell) => `"${cell.trim()}"`);
  return header.length > shown.length ? say.andMore(shown.join(', '), header.length - shown.length) : shown.join(', ');
}

function refuse(code: (ParsedMapping & { ok: false })['code'], message: string): ParsedMapping & { ok: false } {
  return { ok: false, code, message };
}
