/**
 * What a person has to answer before a file is applied: an import with an open question writes nothing. Each question
 * names its subject, and the option of the command line that answers it. Pure.
 */
import type {
  DoubtKind,
  IntakeQuestion,
  MeaningColumn,
  UnreadColumn,
} from '../../../../shared/contract/fileQuestions.ts';
import type { IntakeOptions } from '../../../../shared/contract/intake.ts';
import { toColumnTitle, toColumnWord } from '../../../../shared/domain/columns/columnMapping.ts';
import { isDecidingField } from '../../../../shared/domain/columns/meanings.ts';
import { toCount } from '../../../../shared/words/counts.ts';
import { questionsWords as say } from '../../../../shared/words/core/intake.ts';
import { isBesideKind } from '../staging/doubts.ts';

export type Unanswered = {
  /** The names of the file's columns. */
  readonly names: readonly (string | null)[];
  readonly meanings: readonly MeaningColumn[];
  /** Lines that wait until a word is explained. */
  readonly unclear: number;
  readonly unread: readonly UnreadColumn[];
  readonly doubts: readonly DoubtKind[];
  /** Cells with a number that is possible but not valid. */
  readonly invalid: number;
  /** Numbers that were released, or whose block has ended. */
  readonly released: number;
};

type Answers = Pick<
  IntakeOptions,
  'mapping' | 'columnAnswers' | 'confirmInvalid' | 'leaveInvalid' | 'revive' | 'keepReleased'
>;

const shownValues = 12;

/** The open questions, the most harmful first. Empty: the file can be applied. */
export function listQuestions(open: Unanswered, answers: Answers): readonly IntakeQuestion[] {
  const questions: IntakeQuestion[] = [];
  if (open.unclear > 0) questions.push(askMeanings(open, answers));
  for (const column of open.unread) questions.push(askUnread(column, open.names));
  for (const isBeside of [false, true]) {
    const doubts = open.doubts.filter(({ kind }) => isBesideKind(kind) === isBeside);
    if (doubts.length > 0) questions.push(askDoubts(doubts, isBeside));
  }
  if (open.invalid > 0 && !answers.confirmInvalid && !answers.leaveInvalid)
    questions.push({
      kind: 'invalid',
      sentence: say.possibleButInNoRange(open.invalid),
      option: say.confirmInvalidOr,
    });
  if (open.released > 0 && !answers.revive && !answers.keepReleased)
    questions.push({
      kind: 'released',
      sentence: say.releasedByAPerson(open.released),
      option: say.reviveOrKeepReleased,
    });
  return questions;
}

function askMeanings({ meanings, unclear, names }: Unanswered, answers: Answers): IntakeQuestion {
  const asked = meanings.filter(({ values }) => values.some(({ means }) => means === 'unknown'));
  const told = asked.map(({ column, values }) => {
    const unknown = values.filter(({ means }) => means === 'unknown');
    const shown = unknown.slice(0, shownValues).map((each) => `"${each.value}" (${toCount(each.count)})`);
    const more = unknown.length > shown.length ? ', …' : '';
    return say.inTheColumn(shown.join(', '), more, toColumnTitle(names, column));
  });
  const isDoubtful = ({ field }: MeaningColumn) => field === 'doubtfulFlag';
  // Values that are named without a column are of all columns, and of those that were named to decide where some were.
  const isDeciding = ({ column }: MeaningColumn) =>
    answers.columnAnswers.length > 0 &&
    answers.mapping.some((each) => each.column === column && isDecidingField(each.field));
  const deciding = asked.filter((each) => !isDoubtful(each) && isDeciding(each));
  const options = [
    ...asked.filter(isDoubtful).map(({ column }) => say.flagOrPermission(toColumnWord(names, column))),
    ...(asked.length > 0 && asked.every(isDoubtful)
      ? []
      : [[...deciding.map(({ column }) => say.decides(toColumnWord(names, column))), say.dncValuesABThe].join(' ')]),
  ];
  return {
    kind: 'meanings',
    sentence: say.whichOfTheseMean(told.join('; '), unclear),
    option: options.join(say.andOption),
  };
}

function askUnread(
  { holds, column, count: cells, line, samples }: UnreadColumn,
  names: readonly (string | null)[],
): IntakeQuestion {
  const [title, word] = [toColumnTitle(names, column), toColumnWord(names, column)];
  const sample = samples[0] ?? '';
  return holds === 'requests'
    ? {
        kind: 'unread',
        sentence: say.theColumnIsNotRead(title, cells, line, sample),
        option: say.decidesOrLeaveOut(word),
      }
    : {
        kind: 'unread',
        sentence: say.theColumnIsNotReadAnd(title, cells, line, sample),
        option: say.alsoOrLeaveOut(word),
      };
}

/** Numbers above the rows, and among the words of a status, are answered apart from those of the rows. */
function askDoubts(doubts: readonly DoubtKind[], isBeside: boolean): IntakeQuestion {
  const cells = doubts.reduce((sum, kind) => sum + kind.count, 0);
  const [first] = doubts;
  const sample = first?.samples[0];
  const readings = sample?.readings.map(({ words }) => words).join(' · ') ?? '';
  const tell = isBeside ? say.besideThePhones : say.inDoubtSuchAsIn;
  return {
    kind: 'doubts',
    sentence: tell(cells, sample?.text ?? '', sample?.line ?? 0, readings, first?.sentence ?? ''),
    option: isBeside ? say.doubtfulBesideOption : say.doubtfulOption,
  };
}
