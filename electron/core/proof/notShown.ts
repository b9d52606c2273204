/** What a proof cannot show, in sentences: its maker prints them, and who verifies it makes them again from the rest of the file. */
import type { ProofDocument } from '../../../shared/contract/proof.ts';
import { gatherProofWords as say } from '../../../shared/words/core/proof.ts';

/** More syncs than these are not told one by one. */
export const mostRuns = 1000;

/** What of a proof decides about it. */
export type Told = Pick<ProofDocument, 'rows' | 'changes' | 'runs' | 'answers'> & {
  readonly about: Pick<ProofDocument['about'], 'kind'>;
};

/** The sentences, in the order of the paper. */
export function describeNotShown({ about, rows, changes, runs, answers }: Told): string[] {
  const kept = rows.filter(({ payload }) => payload === null).length;
  return [
    say.whenSomethingWas,
    ...(kept === 0 ? [] : [say.theNumbersOfOther(kept)]),
    ...(about.kind === 'number'
      ? [say.thatNoOtherRowOf, say.ofEachRecordAtA, say.aCertificateOfALead]
      : [
          say.howSingleNumbers,
          ...(changes === null ? [say.thereWereTooMany] : []),
          ...(runs.length < mostRuns ? [] : [say.onlyTheNewestSyncs(mostRuns)]),
          ...(answers.isWhole ? [] : [say.thereWereTooManyAnswers]),
        ]),
    ...(answers.unknown === undefined ? [] : [say.whatProgramsWereToldByAnother(answers.unknown)]),
    ...(answers.knownAs.length === 0 || answers.records.length === 0 ? [] : [say.inTheLogOfAnswers]),
  ];
}
