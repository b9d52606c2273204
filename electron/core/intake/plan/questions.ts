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
import { toCount } from '../../../../shared/words/counts.ts';
import { questionsWords as say } from '../../../../shared/words/core/intake.ts';
import { isBesideKind } from '../staging/doubts.ts';

export type Unanswered = {
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

type Answers = Pick<IntakeOptions, 'confirmInvalid' | 'leaveInvalid' | 'revive' | 'keepReleased'>;

const shownValues = 12;

/** The open questions, the most harmful first. Empty: the file can be applied. */
export function listQuestions(open: Unanswered, answers: Answers): readonly IntakeQuestion[] {
  const questions: IntakeQuestion[] = [];
  if (open.unclear > 0) questions.push(askMeanings(open.meanings, open.unclear));
  for (const column of open.unread) questions.push(askUnread(column));
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

function askMeanings(columns: readonly MeaningColumn[], lines: number): IntakeQuestion {
  const unknown = columns.flatMap(({ column, header, values }) => {
    const asked = values.filter(({ means }) => means === 'unknown');
    if (asked.length === 0) return [];
    const shown = asked.slice(0, shownValues).map((each) => `"${each.value}" (${toCount(each.count)})`);
    const more = asked.length > shown.length ? ', …' : '';
    return [say.inTheColumn(shown.join(', '), more, nameColumn(header, column))];
  });
  return {
    kind: 'meanings',
    sentence: say.whichOfTheseMean(unknown.join('; '), lines),
    option: say.dncValuesABThe,
  };
}

function askUnread({ holds, column, header, count: cells, line, samples }: UnreadColumn): IntakeQuestion {
  const name = nameColumn(header, column);
  if (holds === 'requests')
    return {
      kind: 'unread',
      sentence: say.theColumnIsNotRead(name, cells, line, samples[0] ?? ''),
      option: say.decidesOrLeaveOut(quote(header, column)),
    };
  return {
    kind: 'unread',
    sentence: say.theColumnIsNotReadAnd(name, cells, line, samples[0] ?? ''),
    option: say.alsoOrLeaveOut(quote(header, column)),
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

const nameColumn = (header: string | null, column: number): string =>
  header?.trim() ? `"${header.trim()}"` : toCount(column + 1);

const quote = (header: string | null, column: number): string =>
  header?.trim() ? `"${header.trim().replaceAll('"', '""')}"` : String(column + 1);
