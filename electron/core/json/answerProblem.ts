/** Why an answer was not read to its end. */

export type ProblemKind = 'notJson' | 'tooDeep' | 'longText' | 'tooMuch' | 'tooManyRecords' | 'twoLists';

/** Thrown while an answer is read; answerReader.ts makes a value of it. */
export class AnswerProblem extends Error {
  override readonly name = 'AnswerProblem';
  readonly kind: ProblemKind;
  constructor(kind: ProblemKind) {
    super(kind);
    this.kind = kind;
  }
}
