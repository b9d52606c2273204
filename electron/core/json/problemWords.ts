/** An answer that was not read to its end, in words: what the vendor did, after its name, without a full stop. */
import { assertNever } from '../../../shared/assertNever.ts';
import type { ReadAnswer } from './answerReader.ts';
import type { AnswerLimits } from './limits.ts';
import { problemWords as say } from '../../../shared/words/core/vendors.ts';

/** `maxBytes`: those of an answer of its kind. */
export function describeProblem(
  { problem, path }: Extract<ReadAnswer, { ok: false }>,
  limits: AnswerLimits,
  maxBytes: number,
): string {
  const at = path === '' ? '' : say.at(path);
  switch (problem) {
    case 'notJson':
      return say.sentAnAnswerThat(at);
    case 'tooManyBytes':
      return say.answeredWithMore(describeBytes(maxBytes));
    case 'tooDeep':
      return say.sentAnAnswerWith(limits.depth, at);
    case 'longText':
      return say.sentATextOfMore(describeBytes(limits.textBytes), at);
    case 'tooMuch':
      return say.answeredWithMoreThan(describeBytes(limits.built), at);
    case 'tooManyRecords':
      return say.sentMoreThanInOne(limits.records);
    case 'twoLists':
      return say.sentTwoListsOfRecords(at);
    default:
      return assertNever(problem);
  }
}

function describeBytes(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes >= 1 ? `${Math.round(mebibytes)} MB` : say.bytes(bytes);
}
