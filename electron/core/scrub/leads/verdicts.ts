/** What can become of a lead row, and the words for it that do not depend on its number. */
import type { BlockWords } from '../ask/question.ts';
import type { Refusal } from './refusedNumbers.ts';
import { verdictsWords as say } from '../../../../shared/words/core/scrub.ts';

/** Why a row is blocked. When it has several reasons, it counts under the first in this order. */
export const blockKinds = [
  'list',
  'conflict',
  'registry',
  'flagged',
  'unexplained',
  'notANumber',
  'inDoubt',
  'notCovered',
] as const;
export type BlockKind = (typeof blockKinds)[number];

/** A callable number that no loaded registry covers, or that only an outdated version covers. */
export type CoverageDoubt = 'notCovered' | 'stale' | null;

/**
 * What becomes of one record. `blank`: indices of the phone columns (in the order of the choice) to be emptied.
 * `isDoubtful`: it is not sure which of its numbers is meant.
 */
export type LeadVerdict =
  | { readonly kind: 'kept'; readonly coverage: CoverageDoubt; readonly isDoubtful: boolean }
  | {
      readonly kind: 'blanked';
      readonly blank: readonly number[];
      readonly coverage: CoverageDoubt;
      readonly isDoubtful: boolean;
    }
  | BlockVerdict;

/** Why a row, or a number in it, is blocked. All that are blocked alike share one object. */
export type BlockVerdict = {
  readonly kind: 'blocked';
  readonly by: BlockKind;
  readonly words: BlockWords;
  /** The column whose words nobody has explained, of the row that they block. */
  readonly column?: number;
};

const wordless = { since: '', hold: '', list: '' } as const;

const keptRows: readonly LeadVerdict[] = ([null, 'notCovered', 'stale'] as const).flatMap((coverage) =>
  [false, true].map((isDoubtful): LeadVerdict => ({ kind: 'kept', coverage, isDoubtful })),
);

/** A row that stays, with what is open about it. */
export function toKept(coverage: CoverageDoubt, isDoubtful: boolean): LeadVerdict {
  const row = coverage === null ? 0 : coverage === 'notCovered' ? 2 : 4;
  return keptRows[row + (isDoubtful ? 1 : 0)] ?? { kind: 'kept', coverage, isDoubtful };
}

/** The verdict on a number that no loaded registry covers, or that only an outdated version covers. */
export const uncovered: BlockVerdict = {
  kind: 'blocked',
  by: 'notCovered',
  words: { ...wordless, why: say.notCoveredByAnyRegistry },
};

/** The verdict on a number that only an outdated version of this registry covers. */
export function toStale(name: string): BlockVerdict {
  return { kind: 'blocked', by: 'notCovered', words: { ...wordless, why: say.theIsTooOldTo(name) } };
}

/** The verdict on a number against which another row speaks. */
export const refusedElsewhere = {
  sure: { kind: 'blocked', by: 'flagged', words: { ...wordless, why: say.anotherRowSays } },
  open: { kind: 'blocked', by: 'unexplained', words: { ...wordless, why: say.anotherRowMaySay } },
} as const satisfies Record<Refusal, BlockVerdict>;

export const noNumber = toUnreadable(say.theRowHasNoPhone);

/** A cell without a number, with the sentence that says why. */
export function toUnreadable(message: string): BlockVerdict {
  return { kind: 'blocked', by: 'notANumber', words: { ...wordless, why: say.notANumber(toClause(message)) } };
}

/** The verdict on a cell that could mean another number, or one that was never given out. */
export function toDoubtful(message: string): BlockVerdict {
  return { kind: 'blocked', by: 'inDoubt', words: { ...wordless, why: say.inDoubt(toClause(message)) } };
}

function toClause(message: string): string {
  const sentence = message.replace(/\.$/, '');
  return sentence.charAt(0).toLowerCase() + sentence.slice(1);
}
