/**
 * What the supervisor has chosen for one import so far, as the fields of the page hold it, and its way to the contract's
 * options and back. Pure: the same draft always gives the same options, which is how a preview is known to be current.
 */
import type { DoubtChoice, UnreadColumn } from '../../../shared/contract/fileQuestions.ts';
import type { ColumnField } from '../../../shared/contract/files.ts';
import type { IntakeFound, IntakeOptions, IntakeOptionsInput } from '../../../shared/contract/intake.ts';
import type { MeaningAnswers } from '../../ui/file/meaningAnswers.ts';
import { giveField } from '../../../shared/domain/columns/mostColumns.ts';
import { isWordColumn } from '../../../shared/fields.ts';
import { toDetailForm } from '../../ui/entry/detailForm.ts';
import { emptyStatement, type StatementForm, toStatementInput } from '../../ui/entry/statementForm.ts';
import { draftWords as say } from '../../../shared/words/page/import.ts';

type Answers = MeaningAnswers | Pick<IntakeFound, 'requestValues' | 'otherValues' | 'columnAnswers'>;

export type ImportDraft = MeaningAnswers & {
  /** The field of every column, by its place in the file. */
  readonly fields: readonly ColumnField[];
  /** For numbers without a country code; null: the desk has no default country, and none was chosen. */
  readonly region: string | null;
  /** What every line says that does not say otherwise itself. */
  readonly statement: StatementForm;
  readonly onDuplicate: 'keep' | 'update';
  /** What the entries name as their source; '' for the file's name. */
  readonly sourceLabel: string;
  /** Columns that the person left out. */
  readonly leftOut: readonly number[];
  /** What becomes of numbers in doubt, by what the doubt is. */
  readonly doubtful: Readonly<Record<string, DoubtChoice>>;
  /** What becomes of numbers that are possible but not valid, and of released ones; null: it is asked. */
  readonly invalid: 'block' | 'leave' | null;
  readonly released: 'revive' | 'keep' | null;
};

/** What is known of the words of columns, without what is not. */
function toAnswers(known: Answers): Pick<IntakeOptions, 'requestValues' | 'otherValues' | 'columnAnswers'> {
  const { requestValues, otherValues, columnAnswers } = known;
  return {
    ...(requestValues == null ? {} : { requestValues: [...requestValues] }),
    ...(otherValues == null ? {} : { otherValues: [...otherValues] }),
    columnAnswers: [...columnAnswers],
  };
}

/** The draft of a file as it was found, or of the options with which its preview was made. */
export function toDraft(found: IntakeFound, options: IntakeOptions | null, defaultRegion: string | null): ImportDraft {
  const guessed = options === null ? found.columns : options.mapping;
  const fields = found.columns.map(
    ({ column }) => guessed.find((entry) => entry.column === column)?.field ?? ('ignore' as const),
  );
  // A file with one column can only be phone numbers.
  if (options === null && fields.length === 1 && fields[0] === 'ignore') fields[0] = 'phone';
  return {
    fields,
    region: options?.region ?? defaultRegion,
    statement: {
      holds: options?.holds ?? emptyStatement.holds,
      ...toDetailForm(options ?? {}),
    },
    onDuplicate: options?.onDuplicate ?? 'keep',
    sourceLabel: options?.sourceLabel ?? '',
    ...toAnswers(options ?? found),
    leftOut: options === null ? found.leftOut : options.leftOut,
    doubtful: options?.doubtfulKinds ?? {},
    invalid: options?.confirmInvalid === true ? 'block' : options?.leaveInvalid === true ? 'leave' : null,
    released: options?.revive === true ? 'revive' : options?.keepReleased === true ? 'keep' : null,
  };
}

export function toOptions(draft: ImportDraft): IntakeOptionsInput {
  return {
    mapping: draft.fields.map((field, column) => ({ column, field })).filter(({ field }) => field !== 'ignore'),
    ...(draft.region === null ? {} : { region: draft.region }),
    ...toStatementInput(draft.statement),
    onDuplicate: draft.onDuplicate,
    revive: draft.released === 'revive',
    keepReleased: draft.released === 'keep',
    leftOut: [...draft.leftOut],
    ...(draft.sourceLabel.trim() === '' ? {} : { sourceLabel: draft.sourceLabel.trim() }),
    ...toAnswers(draft),
    doubtfulKinds: { ...draft.doubtful },
    confirmInvalid: draft.invalid === 'block',
    leaveInvalid: draft.invalid === 'leave',
  };
}

/**
 * What becomes of a column that is not read: its numbers are blocked too, its words decide which rows are, or it is not
 * looked at.
 */
export function answerUnread(
  draft: ImportDraft,
  { column, holds }: Pick<UnreadColumn, 'column' | 'holds'>,
  answer: 'block' | 'leave',
): ImportDraft {
  if (answer === 'block') return withField(draft, column, holds === 'numbers' ? 'phone' : 'disposition');
  const field = draft.fields[column];
  // Words stay what they are: only the numbers among them are left alone.
  return field !== undefined && isWordColumn(field)
    ? { ...draft, leftOut: [...draft.leftOut.filter((out) => out !== column), column] }
    : withField(draft, column, 'leftOut');
}

/** The answer to that; null: none. */
export function answerOfUnread(draft: ImportDraft, column: number): 'block' | 'leave' | null {
  const field = draft.fields[column];
  if (field === 'phone' || field === 'disposition') return 'block';
  return draft.leftOut.includes(column) ? 'leave' : null;
}

/** Why the draft cannot be previewed yet, in a sentence; undefined when it can. */
export function findGap(draft: ImportDraft): string | undefined {
  if (!draft.fields.includes('phone')) return say.noColumnIsMarked;
  if (draft.statement.holds.length === 0) return say.chooseWhereTheNumbers;
  return undefined;
}

/**
 * What the person chooses for a column: a field, or that it is left out, which differs from a column that is simply not
 * read.
 */
export type ChosenField = ColumnField | 'leftOut';

/** The field that was chosen for a column. */
export function toChosenField(draft: ImportDraft, column: number): ChosenField {
  const field = draft.fields[column] ?? 'ignore';
  return field === 'ignore' && draft.leftOut.includes(column) ? 'leftOut' : field;
}

/** Gives a column another field. A field that only one column can have moves there. */
export function withField(draft: ImportDraft, column: number, chosen: ChosenField): ImportDraft {
  const field = chosen === 'leftOut' ? 'ignore' : chosen;
  const fields = giveField(draft.fields, column, field);
  // What a person leaves out is not looked at; what she reads again is.
  const others = draft.leftOut.filter((out) => out !== column);
  return { ...draft, fields, leftOut: chosen === 'leftOut' ? [...others, column] : others };
}
