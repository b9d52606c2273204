/**
 * Columns of a file of which nobody has said whether they decide which numbers are meant, or whether their own numbers
 * are meant: each is a question, with what the column says. An answered one stays where it is, and can be answered anew.
 */
import type { BulkSummary } from '../../../shared/contract/bulk.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { toDecidingField } from '../../../shared/domain/columns/columnMapping.ts';
import { ChoiceQuestion } from '../../ui/file/ChoiceQuestion.tsx';
import { toColumnName } from '../../ui/file/fileWords.ts';
import { columnQuestionsWords as say } from '../../../shared/words/page/bulk.ts';

type File = Extract<DeskInputs['bulk']['preview']['of'], { kind: 'file' }>;
type Undecided = BulkSummary['undecided'];
type OtherPhones = BulkSummary['otherPhones'];

/** By column: it says which numbers are meant, its own numbers are meant, or it has nothing to do with it. */
export type ColumnAnswers = Readonly<Record<number, 'decides' | 'phones' | 'leftOut'>>;

const shownValues = 6;

export function ColumnQuestions(props: {
  readonly columns: Undecided;
  readonly phones: OtherPhones;
  readonly answers: ColumnAnswers;
  readonly isRemoval: boolean;
  /** Absent while nothing can be changed. */
  readonly onAnswer: ((answers: ColumnAnswers) => void) | undefined;
}) {
  const { columns, phones, answers, isRemoval, onAnswer } = props;
  const toAnswer = (column: number) => ({
    value: answers[column] ?? null,
    isDisabled: onAnswer === undefined,
    onChange: (answer: ColumnAnswers[number]) => onAnswer?.({ ...answers, [column]: answer }),
  });
  return (
    <>
      {phones.map((each) => (
        <ChoiceQuestion
          key={each.column}
          question={
            <>
              <bdi>{toColumnName(each)}</bdi>
              {say.areTheseMeant(isRemoval, each.count, each.line)}
              <bdi>{each.samples[0]}</bdi>
            </>
          }
          choices={[
            { value: 'phones', label: say.theseToo(isRemoval) },
            { value: 'leftOut', label: say.leaveTheColumnOut },
          ]}
          {...toAnswer(each.column)}
        />
      ))}
      {columns.map((each) => (
        <ChoiceQuestion
          key={each.column}
          question={
            <>
              <bdi>{toColumnName(each)}</bdi>
              {say.doesItSayWhich(isRemoval)}
              <bdi>{toValues(each)}</bdi>
            </>
          }
          choices={[
            { value: 'decides', label: say.itDecides },
            { value: 'leftOut', label: say.itHasNothingToDo },
          ]}
          {...toAnswer(each.column)}
        />
      ))}
    </>
  );
}

function toValues({ values, hasMore }: Undecided[number]): string {
  const shown = values.slice(0, shownValues).map(({ value, count }) => say.valueOf(value, count));
  return [...shown, ...(hasMore || values.length > shown.length ? ['…'] : [])].join(', ');
}

/** The columns that were asked about, those of an earlier answer too. */
export function withAsked<Column extends { readonly column: number }>(
  before: readonly Column[],
  now: readonly Column[],
): Column[] {
  return [...before.filter((each) => !now.some(({ column }) => column === each.column)), ...now].toSorted(
    (a, b) => a.column - b.column,
  );
}

/** The file as it is read by these answers. `undecided`: the columns that were asked about. */
export function answerColumns(file: File, answers: ColumnAnswers, undecided: Undecided): File {
  const columnsOf = (answer: ColumnAnswers[number]) =>
    Object.entries(answers).flatMap(([column, each]) => (each === answer ? [Number(column)] : []));
  const leftOut = columnsOf('leftOut');
  const decides = columnsOf('decides');
  return {
    ...file,
    mapping: [
      ...file.mapping.filter(({ column }) => !leftOut.includes(column) && !decides.includes(column)),
      ...decides.map((column) => ({
        column,
        field: toDecidingField(undecided.find((each) => each.column === column)?.header ?? '', 'ignore'),
      })),
    ],
    leftOut,
    phones: columnsOf('phones'),
  };
}
