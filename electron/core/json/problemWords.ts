/** An answer that was not read to its end, in words: what the vendor did, after its name, without a full stop. */
import { assertNever } from '../../../shared/assertNever.ts';
import { countOnPaper, toCountOnPaper } from '../../../shared/words/counts.ts';
import type { ReadAnswer } from './answerReader.ts';
import type { AnswerLimits } from './limits.ts';

/** `maxBytes`: those of an answer of its kind. */
export function describeProblem(
  { problem, path }: Extract<ReadAnswer, { ok: false }>,
  limits: AnswerLimits,
  maxBytes: number,
): string {
  const at = path === '' ? '' : ` (at ${path})`;
  switch (problem) {
    case 'notJson':
      return `sent an answer that is cut off or is not JSON${at}`;
    case 'tooManyBytes':
      return `answered with more than ${describeBytes(maxBytes)}, which is not read`;
    case 'tooDeep':
      return `sent an answer with more than ${toCountOnPaper(limits.depth)} levels, which is not read${at}`;
    case 'longText':
      return `sent a text of more than ${describeBytes(limits.textBytes)}, which is not read${at}`;
    case 'tooMuch':
      return `answered with more than ${describeBytes(limits.built)} beside its records, which is not read${at}`;
    case 'tooManyRecords':
      return `sent more than ${countOnPaper(limits.records, 'record')} in one answer, which is not read`;
    case 'twoLists':
      return `sent two lists of records in one answer, and nothing tells which one counts${at}`;
    default:
      return assertNever(problem);
  }
}

function describeBytes(bytes: number): string {
  const mebibytes = bytes / 1024 / 1024;
  return mebibytes >= 1 ? `${Math.round(mebibytes)} MB` : `${bytes} bytes`;
}
