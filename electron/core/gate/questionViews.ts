/** What programs handed in and nobody could be sure of, as people read it: what is asked, and who may be called meanwhile. */
import type { RequestQuestionView } from '../../../shared/contract/callForms.ts';
import { toE164, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { RequestQuestion } from '../db/desk/requestQuestionRows.ts';
import type { ListService } from '../list/listService.ts';
import { toNames } from './takeRequest.ts';
import { requestQuestionsWords as say } from '../../../shared/words/core/gate.ts';

const mostNumbers = 20;

/** Two questions about one word of one form, without regard to case. */
export const isSameWord = (a: RequestQuestion, b: RequestQuestion): boolean =>
  a.kind === 'word' && a.form === b.form && a.word.toLowerCase() === b.word.toLowerCase();

/** The open questions as people see them: one for each word, with the numbers that it blocks, and one for each text. */
export function toViews(list: Pick<ListService, 'check'>, open: readonly RequestQuestion[]): RequestQuestionView[] {
  const views: RequestQuestionView[] = [];
  const told = new Set<number>();
  for (const question of open) {
    if (told.has(question.id)) continue;
    const same = question.kind === 'word' ? open.filter((each) => isSameWord(each, question)) : [question];
    for (const { id } of same) told.add(id);
    views.push(question.kind === 'word' ? toWordView(question, same) : toNumberView(list, question));
  }
  return views;
}

function toWordView({ id, at, form, word }: RequestQuestion, same: readonly RequestQuestion[]): RequestQuestionView {
  const many = same.length !== 1;
  return {
    id,
    kind: 'word',
    at: toInstant(at),
    word,
    text: '',
    sentence: say.saysOfDoesItMean(form, word, same.length),
    meanwhile: say.untilThisIsAnswered(many),
    numbers: same
      .slice(0, mostNumbers)
      .flatMap(({ number }) => (number === null ? [] : [toE164(toPhoneNumber(number))])),
    count: same.length,
  };
}

/** Of the numbers that were sure in a text, those that are blocked now: somebody may have released one since. */
export function stillBlocked(list: Pick<ListService, 'check'>, { readAs }: RequestQuestion): readonly number[] {
  if (readAs.numbers.length === 0) return [];
  const numbers = readAs.numbers.map((number) => toE164(toPhoneNumber(number)));
  const checked = list.check({ numbers, registries: false });
  return checked.ok ? readAs.numbers.filter((_, at) => checked.value[at]?.blocked === true) : [];
}

/** Letters of a text that are shown, and pieces of it that nobody could read. */
const [mostShown, mostPieces] = [200, 5];
const toShown = (text: string): string =>
  text.length > mostShown ? say.shortened(text.slice(0, mostShown), text.length) : text;

function toNumberView(list: Pick<ListService, 'check'>, question: RequestQuestion): RequestQuestionView {
  const { id, at, by, form, word, times, readAs } = question;
  const said = form === '' ? say.handedInThatAPerson : `${form}: "${word}"`;
  const text = toShown(question.text);
  const blocked = stillBlocked(list, question);
  const unread = readAs.unread.slice(0, mostPieces).map((piece) => `"${toShown(piece)}"`);
  return {
    id,
    kind: 'number',
    at: toInstant(at),
    word,
    text,
    sentence: say.and(by, form, said, times, text),
    meanwhile:
      blocked.length === 0
        ? say.nothingIsBlocked
        : say.theSureAreBlocked(
            toNames(blocked),
            blocked.length,
            unread.join(', '),
            readAs.unread.length - unread.length,
          ),
    numbers: blocked.slice(0, mostNumbers).map((number) => toE164(toPhoneNumber(number))),
    count: times,
  };
}
