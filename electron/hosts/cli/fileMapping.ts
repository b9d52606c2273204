/** What the columns of a file mean, as `--map` says or as they were recognised. */
import type { ColumnAnswer } from '../../../shared/contract/fileQuestions.ts';
import { isWordColumn } from '../../../shared/fields.ts';
import type { ColumnField, ColumnGuess } from '../../../shared/contract/files.ts';
import { leadFileWords } from '../../../shared/words/core/scrub.ts';
import { noPhoneNote } from '../../core/intake/source.ts';
import { findColumn, parseMapping, toDecidingField } from '../../../shared/domain/columns/columnMapping.ts';
import { CommandFailure } from './commandFailure.ts';
import type { CommandContext } from './runCommand.ts';
import { toValues } from './valueList.ts';
import { fileMappingWords as say } from '../../../shared/words/cli/errors.ts';

/** Reads a typed mapping against the columns of a file. */
export async function readMapping(
  { client }: CommandContext,
  from: { readonly kind: 'path'; readonly path: string },
  region: string | undefined,
  map: string,
) {
  const found = await client.intake.open({ from, region });
  try {
    return toMapping(found, map);
  } finally {
    await client.intake.discard({ intake: found.intake }).catch(() => {});
  }
}

type FoundColumns = {
  readonly name: string;
  readonly headerRow: number | null;
  readonly columns: readonly ColumnGuess[];
};

/** What the options besides `--map` say about columns. */
export type ColumnOptions = {
  readonly map?: string;
  /** Columns that also hold numbers. */
  readonly also?: readonly string[];
  /** Columns that say which rows are meant. */
  readonly decides?: readonly string[];
  /** Columns whose yes means do-not-call, and those whose yes means that the person may be called. */
  readonly flag?: readonly string[];
  readonly permission?: readonly string[];
  /** Columns that are not looked at. */
  readonly leaveOut?: readonly string[];
};

/**
 * The mapping and the columns to leave out, as the options say, or as they were found or remembered.
 * @param keepsWords columns of words (reason, category, campaign) that are left out stay words of the entries: only the
 * numbers and requests among them are not looked at
 * @throws CommandFailure (2) for a column that is not there, or that is given two meanings
 */
export function toColumns(
  found: FoundColumns & { readonly leftOut: readonly number[] },
  { map, also = [], decides = [], flag = [], permission = [], leaveOut = [] }: ColumnOptions,
  keepsWords = false,
) {
  const toFields = <Field extends ColumnField>(names: readonly string[], field: Field) =>
    names.map((name) => ({ column: toColumn(found, name), field }));
  const decided = decides.map((name) => toColumn(found, name));
  const added = [
    ...toFields(also, 'phone'),
    ...toFields(flag, 'flag'),
    ...toFields(permission, 'permission'),
    ...decided.map((column) => toDeciding(found, column)),
  ];
  const extra = added.map(({ column }) => column);
  const twice = extra.find((column, at) => extra.indexOf(column) !== at);
  if (twice !== undefined)
    throw new CommandFailure(2, say.columnIsNamedTwice(found.columns[twice]?.header ?? String(twice + 1)));
  const leftOut = [...new Set([...found.leftOut, ...leaveOut.map((name) => toColumn(found, name))])];
  const isOpen = ({ column, field }: { readonly column: number; readonly field: ColumnField }) =>
    !extra.includes(column) && (!leftOut.includes(column) || (keepsWords && isWordColumn(field)));
  const said =
    map === undefined && extra.length > 0
      ? found.columns.filter(({ field }) => field !== 'ignore').map(toPair)
      : toMapping(found, map);
  return {
    mapping: [...said.filter(isOpen), ...added],
    leftOut: leftOut.filter((column) => !extra.includes(column)),
    /** The columns that were named to decide: values that are named belong to them. */
    decided,
    /** The columns of numbers that were named, and not only found. */
    phones: [...(map === undefined ? [] : said), ...added]
      .filter(({ field }) => field === 'phone')
      .map(({ column }) => column),
  };
}

function toDeciding({ columns }: FoundColumns, column: number) {
  const { header, field } = columns[column] ?? { header: null, field: 'ignore' as const };
  return { column, field: toDecidingField(header ?? '', field) };
}

type Words = { requestValues?: string[]; otherValues?: string[] };

/** What `--dnc-values` and the like say: of the columns that were named to decide, or of all where none was. */
export function toAnswers(
  decided: readonly number[],
  given: { readonly requests?: readonly string[] | undefined; readonly others?: readonly string[] | undefined },
): Words & { readonly columnAnswers: ColumnAnswer[] } {
  const { requests, others } = given;
  if (requests === undefined && others === undefined) return { columnAnswers: [] };
  const values = {
    requestValues: toValues(requests ?? []),
    ...(others === undefined ? {} : { otherValues: toValues(others) }),
  };
  return decided.length === 0
    ? { ...values, columnAnswers: [] }
    : { columnAnswers: decided.map((column) => ({ column, ...values })) };
}

const toPair = ({ column, field }: ColumnGuess) => ({ column, field });

function toColumn({ headerRow, columns }: FoundColumns, name: string): number {
  const header = headerRow === null ? null : columns.map((column) => column.header ?? '');
  const column = findColumn(name, header, columns.length);
  if (typeof column !== 'number') throw new CommandFailure(2, column.message);
  return column;
}

/** The mapping to import with. A column that is not there, or that has no numbers, is bad usage. */
function toMapping(found: FoundColumns, map: string | undefined) {
  if (map === undefined) {
    if (!found.columns.some(({ field }) => field === 'phone')) throw new CommandFailure(2, toColumnsSentence(found));
    return found.columns.filter(({ field }) => field !== 'ignore').map(({ column, field }) => ({ column, field }));
  }
  const header = found.headerRow === null ? null : found.columns.map((column) => column.header ?? '');
  const parsed = parseMapping(map, header, found.columns.length);
  if (!parsed.ok) throw new CommandFailure(2, parsed.message);
  return parsed.mapping.map(({ column, field }) => ({ column, field }));
}

const noPhoneNotes = [noPhoneNote, leadFileWords.noColumnOfPhoneNumbers];

/**
 * Tells what was noticed about the file. Where `--map` names the columns, it does not matter that none was recognised.
 */
export function tellNotes({ terminal }: CommandContext, notes: readonly string[], map: string | undefined): void {
  for (const note of notes) if (map === undefined || !noPhoneNotes.includes(note)) terminal.err(note);
}

/** Which columns there are to choose from; a file without a header has column numbers. */
function toColumnsSentence({ name, headerRow, columns }: FoundColumns): string {
  const shown = columns
    .slice(0, 12)
    .map(({ header, column }) => `"${headerRow === null ? column + 1 : (header ?? '')}"`);
  const more = columns.length > shown.length ? ', …' : '';
  const example = headerRow === null ? 'phone=1' : 'phone="Column"';
  return say.noColumnOfWasRecognised(name, example, shown.join(', '), more);
}
