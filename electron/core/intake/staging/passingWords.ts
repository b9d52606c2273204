/**
 * Words of a request in columns that decide nothing (notes, tags, names), in rows that otherwise say nothing about one
 * or are to be released: "still DNC" beside a flag that says no. A person has to say which of the two holds.
 */
import { type DecidingField, meaningOf } from '../../../../shared/domain/columns/meanings.ts';
import { matchAliases } from '../../../../shared/domain/columns/columnAliases.ts';
import type { RowMapping } from '../../../../shared/domain/columns/importRow.ts';
import { isOfPeople } from '../../../../shared/domain/columns/leadFile.ts';
import { speaksForKeeping } from '../../../../shared/domain/columns/releaseColumns.ts';
import { canSpeak } from '../../../../shared/domain/columns/speakingColumns.ts';
import { createWordsTest } from '../../../../shared/domain/columns/speechKeys.ts';
import { type Meaning, meaningInPassing } from '../../../../shared/domain/columns/statusMeaning.ts';
import { isWordColumn } from '../../../../shared/fields.ts';
import { COLUMN_FIELDS, type ColumnField } from '../../../../shared/words/columnFields.ts';
import { answersOf, createNamedTest, type FileAnswers, type Purpose } from './purpose.ts';

/** Fields whose cells are words. */
const wordFields: ReadonlySet<ColumnField> = new Set<ColumnField>([
  'ignore',
  'name',
  'author',
  ...COLUMN_FIELDS.filter(isWordColumn),
]);

export type PassingWords = {
  /** Which columns of a row may hold such words. */
  readonly isHeard: (column: number) => boolean;
  /** Whether a cell has to be read at all; this is quick. */
  readonly maySpeak: (column: number, text: string) => boolean;
  /**
   * What a cell says by the person's answers, or `unknown` if the person has to be asked; `nothing` if it is no such
   * word.
   */
  readonly meaningOf: (column: number, value: string) => Meaning;
  readonly field: DecidingField;
};

/**
 * Undefined for an export of the desk: its reasons why a number was blocked are known, and speak against nothing.
 * @param names the header's, as far as there is one
 */
export function createPassingWords(
  mapping: RowMapping,
  { names, leftOut }: { readonly names: readonly string[]; readonly leftOut: readonly number[] },
  answers: FileAnswers,
  purpose: Purpose,
): PassingWords | undefined {
  if (mapping.some(({ field }) => field === 'where')) return undefined;
  const isRequest = createNamedTest(answers, 'requestValues');
  const isOther = createNamedTest(answers, 'otherValues');
  const isAnswered = (column: number) => {
    const { requestValues, otherValues } = answersOf(answers, column);
    return requestValues !== undefined && otherValues === undefined;
  };
  const against = purpose === 'block' ? 'nothing' : 'block';
  const fields = new Map(mapping.map(({ column, field }) => [column, field]));
  const hasWords = createWordsTest();
  const heard: (boolean | undefined)[] = [];
  const nameOf = (column: number) => names[column] ?? '';
  /** A status with words of its own on every row is kept as a reason. */
  const isStatus = (column: number) =>
    purpose === 'release' &&
    fields.get(column) === 'reason' &&
    matchAliases(nameOf(column)).some(({ field }) => field === 'disposition');

  const isForKeeping = (column: number, text: string) =>
    purpose === 'release' && speaksForKeeping(text, isOfPeople(nameOf(column)));

  return {
    field: 'disposition',
    isHeard: (column) =>
      (heard[column] ??=
        wordFields.has(fields.get(column) ?? 'ignore') && !leftOut.includes(column) && canSpeak(nameOf(column))),
    maySpeak: (column, text) => text !== '' && (isStatus(column) || hasWords(text) || isForKeeping(column, text)),
    meaningOf(column, value) {
      // Nobody has to explain it; whoever means the contrary says so of these very words.
      if (isForKeeping(column, value)) return isRequest(column, value) ? purpose : 'block';
      const said = isStatus(column)
        ? meaningOf('disposition', value)
        : meaningInPassing(value, isOfPeople(nameOf(column)));
      const isAsked = purpose === 'block' ? said === 'block' : said === 'block' || said === 'unknown';
      if (!isAsked) return 'nothing';
      if (isRequest(column, value)) return purpose;
      if (isOther(column, value) || isAnswered(column)) return against;
      return 'unknown';
    },
  };
}
