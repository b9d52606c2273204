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
import { countOf, toCount } from '../../../../shared/words/counts.ts';

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
  if (open.doubts.length > 0) questions.push(askDoubts(open.doubts));
  if (open.invalid > 0 && !answers.confirmInvalid && !answers.leaveInvalid)
    questions.push({
      kind: 'invalid',
      sentence: `${countOf(open.invalid, 'number is', 'numbers are')} possible but in no range that is in use: ${open.invalid === 1 ? 'is it' : 'are they'} blocked all the same, or left out?`,
      option: '--confirm-invalid or --leave-invalid',
    });
  if (open.released > 0 && !answers.revive && !answers.keepReleased)
    questions.push({
      kind: 'released',
      sentence: `${countOf(open.released, 'number was', 'numbers were')} released by a person, or the block has ended: is this a new request, or is it left as it is?`,
      option: '--revive or --keep-released',
    });
  return questions;
}

function askMeanings(columns: readonly MeaningColumn[], lines: number): IntakeQuestion {
  const unknown = columns.flatMap(({ column, header, values }) => {
    const asked = values.filter(({ means }) => means === 'unknown');
    if (asked.length === 0) return [];
    const shown = asked.slice(0, shownValues).map((each) => `"${each.value}" (${toCount(each.count)})`);
    const more = asked.length > shown.length ? ', …' : '';
    return [`${shown.join(', ')}${more} in the column ${nameColumn(header, column)}`];
  });
  return {
    kind: 'meanings',
    sentence: `Which of these mean do not call: ${unknown.join('; ')}? ${countOf(lines, 'line waits', 'lines wait')} for the answer.`,
    option: '--dnc-values A,B (the others then do not), with --not-dnc-values C,D only these do not',
  };
}

function askUnread({ holds, column, header, count: cells, line, samples }: UnreadColumn): IntakeQuestion {
  const name = nameColumn(header, column);
  if (holds === 'requests')
    return {
      kind: 'unread',
      sentence: `The column ${name} is not read and says do-not-call of ${countOf(cells, 'line')}, the first is line ${toCount(line)} (${samples[0] ?? ''}): are only such lines blocked, or is the column left out and every line blocked?`,
      option: `--decides ${quote(header, column)} or --leave-out ${quote(header, column)}`,
    };
  return {
    kind: 'unread',
    sentence: `The column ${name} is not read and holds ${countOf(cells, 'number')}, the first in line ${toCount(line)} (${samples[0] ?? ''}): are they blocked too, or is the column left out?`,
    option: `--also ${quote(header, column)} or --leave-out ${quote(header, column)}`,
  };
}

function askDoubts(doubts: readonly DoubtKind[]): IntakeQuestion {
  const cells = doubts.reduce((sum, kind) => sum + kind.count, 0);
  const [first] = doubts;
  const sample = first?.samples[0];
  const readings = sample?.readings.map(({ words }) => words).join(' · ') ?? '';
  return {
    kind: 'doubts',
    sentence: `${countOf(cells, 'number is', 'numbers are')} in doubt, such as "${sample?.text ?? ''}" in line ${toCount(sample?.line ?? 0)} (${readings}): ${first?.sentence ?? ''}`,
    option: '--doubtful all (each reading is blocked), first (the likeliest) or leave (none)',
  };
}

const nameColumn = (header: string | null, column: number): string =>
  header?.trim() ? `"${header.trim()}"` : toCount(column + 1);

const quote = (header: string | null, column: number): string =>
  header?.trim() ? `"${header.trim().replaceAll('"', '""')}"` : String(column + 1);
