/** The cells of a column that holds one of a field's few values, as the languages write them: "SMS", "phone and text". */
import { type ColumnOf, fields, type FieldOf, type FieldRow, fieldParts } from '../../fields.ts';
import { foldHeader } from '../../words/foldHeader.ts';
import { LANGUAGES, listEntries } from '../../words/languages/lookups.ts';
import type { LanguageWords } from '../../words/languages/wordShape.ts';
import { once } from '../../words/once.ts';

export type ChoiceColumn = ColumnOf<FieldOf<'choice'>>;
type Words = Readonly<Record<string, string>>;

/** The values by column, and within it by the folded word. */
const valuesOf = once(
  (): ReadonlyMap<string, ReadonlyMap<string, string>> =>
    new Map(
      fieldParts.flatMap(({ field, column }) => {
        const row: FieldRow = fields[field];
        return row.kind === 'choice' ? [[column, listValues(field, row.words)] as const] : [];
      }),
    ),
);

/** The value itself, its words here, and those of every language; compared like headers, without capitals and marks. */
function listValues(field: string, words: Words): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [value, own] of Object.entries(words)) {
    const others = Object.values<LanguageWords>(LANGUAGES).flatMap(({ choices }) => {
      const named: Readonly<Record<string, Words | undefined>> = choices;
      return listEntries(named[field]?.[value] ?? '');
    });
    for (const word of [value, own, ...others]) found.set(foldHeader(word), value);
  }
  return found;
}

/** Whether a column holds one of a few values. */
export function isChoiceColumn(column: string): column is ChoiceColumn {
  return valuesOf().has(column);
}

/** The value that a cell of the column means; undefined when it is not known. */
export function readChoice(column: ChoiceColumn, cell: string): string | undefined {
  return valuesOf().get(column)?.get(foldHeader(cell));
}
