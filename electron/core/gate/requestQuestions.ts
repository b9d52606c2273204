/** What programs handed in and nobody could be sure of, as people see and answer it: one question for each word, and one for each number. */
import type { RequestQuestionView } from '../../../shared/contract/callForms.ts';
import { redacted } from '../../../shared/domain/entry/redaction.ts';
import { type Answer, notFound, refuse } from '../answer.ts';
import type { AnsweredQuestion, RequestQuestion, RequestQuestionRows } from '../db/desk/requestQuestionRows.ts';
import type { BatchService } from '../list/batches/batchService.ts';
import type { ListService } from '../list/listService.ts';
import type { Clock } from '../ports.ts';
import type { CallForms } from './callForms.ts';
import { isSameWord, stillBlocked, toViews } from './questionViews.ts';
import { toNames } from './takeRequest.ts';
import { requestQuestionsWords as say } from '../../../shared/words/core/gate.ts';

type Told = { readonly sentence: string };

export type RequestQuestions = {
  /** Oldest first. */
  readonly list: () => RequestQuestionView[];
  readonly answerWord: (id: number, means: 'stop' | 'nothing') => Promise<Answer<Told>>;
  /** `number`: the one that was meant; null: there is none. */
  readonly answerNumber: (id: number, number: string | null) => Answer<Told>;
  /**
   * Takes the answer to a question back, which is open again: what was released by it is blocked as it was, a form forgets the word,
   * and a number that was blocked by it is as before.
   */
  readonly takeBack: (id: number) => Promise<Answer<Told>>;
};

export type RequestQuestionDeps = {
  readonly rows: RequestQuestionRows;
  readonly forms: CallForms;
  readonly list: Pick<ListService, 'add' | 'check'>;
  readonly batches: Pick<BatchService, 'undo'>;
  /** The newest batch that undid this one. */
  readonly undoOf: (batch: number) => number | undefined;
  readonly clock: Clock;
  readonly author: () => string;
  readonly changed: () => void;
};

const gone = say.thisQuestionWasAnswered;

/** The questions over their rows. */
export function createRequestQuestions(deps: RequestQuestionDeps): RequestQuestions {
  const { rows, forms, clock, author, changed } = deps;

  function close(questions: readonly RequestQuestion[], answer: string, batch: number | null = null): void {
    const how = { answer, at: clock.now(), by: author(), batch };
    for (const { id } of questions) rows.answer(id, how);
    changed();
  }

  function reopen(questions: readonly RequestQuestion[]): void {
    for (const { id } of questions) rows.reopen(id);
    changed();
  }

  return {
    list: () => toViews(deps.list, rows.listOpen()),
    async answerWord(id, means) {
      const questions = findSameWord(rows, id);
      const [first] = questions;
      if (first === undefined) return notFound(gone);
      learn(forms, first, means);
      const unlearned = forms.findUnread(first.form) === undefined ? '' : say.theFormLearnsNothing(first.form);
      const numbers = say.numbers(questions.length);
      if (means === 'stop') {
        close(questions, 'stop');
        const how = { at: clock.now(), by: author() };
        for (const { number } of questions) if (number !== null) rows.settleWords(number, how);
        return {
          ok: true,
          value: {
            sentence: say.meansStopBlocked(first.word, numbers, questions.length) + unlearned,
          },
        };
      }
      const released = await undoAll(deps, toHeld(rows, findReleased(rows, questions)));
      close(questions, 'nothing');
      const left = questions.length - released;
      const rest = left === 0 ? '' : say.blockedBeforeOrChanged(left);
      return {
        ok: true,
        value: {
          sentence: say.meansNothingAsBefore(first.word, released, rest) + unlearned,
        },
      };
    },
    answerNumber(id, number) {
      const question = rows.listOpen().find((each) => each.id === id && each.kind === 'number');
      if (question === undefined) return notFound(gone);
      if (number === null) {
        close([question], 'none');
        return { ok: true, value: { sentence: say.notedThereIsNoNumber(toNames(stillBlocked(deps.list, question))) } };
      }
      const added = deps.list.add({
        numbers: [number],
        confirmInvalid: true,
        reason: question.word === '' ? say.askedAProgramNot : say.saidToAVoiceAgent(question.word),
        source: 'api',
        sourceLabel: question.form === '' ? question.by : question.form,
      });
      if (!added.ok) return added;
      const [outcome] = added.value.outcomes;
      if (
        outcome === undefined ||
        outcome.number === null ||
        outcome.outcome === 'rejected' ||
        outcome.outcome === 'needsConfirmation'
      )
        return refuse(outcome?.sentence ?? say.writeOneNumber, 'number');
      close([question], outcome.number, added.value.batch);
      return { ok: true, value: { sentence: say.isBlocked(outcome.number) } };
    },
    async takeBack(id) {
      const together = rows.listAnsweredWith(id);
      const one = together.find((each) => each.id === id);
      if (one === undefined) return notFound(say.thisQuestionIsOpen);
      if (one.kind === 'number') {
        reopen([one]);
        const released = await undoAll(deps, one.answerBatch === null ? [] : [one.answerBatch]);
        return { ok: true, value: { sentence: say.isOpenAgain(released === 0 ? null : one.answer) } };
      }
      const questions = together.filter((each) => mayBeSameWord(each, one));
      // Blocked again first: whatever stops this, nobody is called because of an answer that was taken back.
      const isReleased = one.answer === 'nothing';
      const undone = isReleased ? toHeld(rows, questions).flatMap((batch) => deps.undoOf(batch) ?? []) : [];
      const again = await undoAll(deps, undone);
      forget(forms, one);
      reopen(questions);
      return { ok: true, value: { sentence: say.isAskedAgain(one.word, isReleased ? again : null) } };
    },
  };
}

/** All open rows about the word of one. */
function findSameWord(rows: Pick<RequestQuestionRows, 'listOpen'>, id: number): readonly RequestQuestion[] {
  const open = rows.listOpen();
  const first = open.find((each) => each.id === id && each.kind === 'word');
  return first === undefined ? [] : open.filter((each) => isSameWord(each, first));
}

/** Of those that were answered in one go: a word that was taken out by a redaction may have been the same. */
const mayBeSameWord = (a: RequestQuestion, b: RequestQuestion): boolean =>
  isSameWord(a, b) || (a.kind === 'word' && a.form === b.form && [a.word, b.word].includes(redacted));

/** Those whose number no other open question is about: until that is answered too, the number stays blocked. */
function findReleased(
  rows: Pick<RequestQuestionRows, 'listOpen'>,
  questions: readonly RequestQuestion[],
): readonly RequestQuestion[] {
  const ids = new Set(questions.map(({ id }) => id));
  const held = new Set(
    rows.listOpen().flatMap(({ id, kind, number }) => (kind === 'word' && !ids.has(id) ? [number] : [])),
  );
  return questions.filter(({ number }) => !held.has(number));
}

/** What was blocked because of them, and because of words of the same numbers that were found to mean nothing before. */
function toHeld(
  rows: Pick<RequestQuestionRows, 'listNothing'>,
  questions: readonly RequestQuestion[],
): readonly number[] {
  const numbers = new Set(questions.map(({ number }) => number));
  const before = rows.listNothing().flatMap(({ number, batch }) => (numbers.has(number) ? [batch] : []));
  return [...new Set([...toBatches(questions), ...before])];
}

/** From now on the form knows the word. A form that was removed meanwhile learns nothing. */
function learn(forms: CallForms, { form: name, word }: RequestQuestion, means: 'stop' | 'nothing'): void {
  const form = forms.find(name);
  if (form !== undefined && word !== redacted) forms.save({ ...form, [means]: [...form[means], word] });
}

/** The form knows the word no more. */
function forget(forms: CallForms, { form: name, word, answer }: AnsweredQuestion): void {
  const form = forms.find(name);
  if (form === undefined || (answer !== 'stop' && answer !== 'nothing')) return;
  const known = form[answer].filter((each) => each.toLowerCase() !== word.toLowerCase());
  forms.save({ ...form, [answer]: known });
}

/** What was blocked because of them. */
const toBatches = (questions: readonly RequestQuestion[]): readonly number[] =>
  questions.flatMap(({ batch }) => batch ?? []);

/**
 * Undoes batches, the newest first: what one of them asked for must not hold what another one blocked. Answers how many numbers that
 * changed. One that is undone already changes nothing.
 */
async function undoAll({ batches }: Pick<RequestQuestionDeps, 'batches'>, all: readonly number[]): Promise<number> {
  let changed = 0;
  for (const batch of all.toSorted((a, b) => b - a)) {
    const undone = await batches.undo({ batch });
    if (undone.ok) changed += undone.value.changed;
  }
  return changed;
}
