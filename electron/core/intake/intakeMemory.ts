/**
 * What the desk remembers of files: that one was applied before, and what the columns of one with the same header
 * meant. Both are offered to the person; neither has an effect by itself.
 */
import type { IntakeAsk, IntakeOptions } from '../../../shared/contract/intake.ts';
import { createMeaning, foldMeaningValue, takesAnswer } from '../../../shared/domain/columns/meanings.ts';
import type { Instant } from '../../../shared/domain/time/instant.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import type { MappingRows, RememberedMapping } from '../db/desk/mappingRows.ts';
import { createColumnMemory } from '../desk/columnMemory.ts';
import type { Clock } from '../ports.ts';
import { noPhoneNote, type OpenedSource } from './source.ts';
import { answersOf, type MeaningAnswers } from './staging/purpose.ts';
import type { Noticed } from './staging/stageFile.ts';
import { intakeMemoryWords as say } from '../../../shared/words/core/intake.ts';

export type AppliedBefore = { readonly id: number; readonly at: Instant };
type Found = OpenedSource['found'];
type MeaningColumn = Noticed['meanings'][number];

export type IntakeMemory = ReturnType<typeof createIntakeMemory>;

/** The memory of one desk. `findApplied` answers the newest batch that applied the same bytes of the same part. */
export function createIntakeMemory(deps: {
  readonly mappings: MappingRows;
  readonly findApplied: (sha256: string, parts: readonly string[]) => AppliedBefore | undefined;
  readonly clock: Clock;
  readonly toDay: DayWriter;
}) {
  const { findApplied, toDay } = deps;
  const columns = createColumnMemory(deps, noPhoneNote);
  return {
    /** What the person has to confirm before this source is applied. */
    async findAsks({ from, found, checkUnchanged }: OpenedSource): Promise<IntakeAsk[]> {
      // Pasted text is typed again each time; only files are dropped twice by mistake.
      const unchanged = from.kind === 'text' ? undefined : await checkUnchanged();
      const before = unchanged?.ok === true ? findApplied(unchanged.value.sha256, toParts(found)) : undefined;
      if (before === undefined) return [...found.asks];
      const sentence = say.wasImportedBefore(found.name, toDay(before.at), before.id);
      return [...found.asks, { kind: 'appliedBefore', sentence }];
    },

    /** Whether the first row of a file without a header was the header of another file. */
    isHeader({ headerRow, samples: [first] }: Found): boolean {
      return headerRow === null && first !== undefined && columns.isHeader(first.cells);
    },

    /** The file as found, with its columns as the last time if that differs from the guess. */
    recall(found: Found): Found {
      const recalled = columns.recall(found);
      if (recalled === undefined) return found;
      const { known, isAsGuessed } = recalled;
      const requestValues = known.requestValues === null ? found.requestValues : [...known.requestValues];
      const otherValues = known.otherValues === null ? found.otherValues : [...known.otherValues];
      const columnAnswers = known.columnAnswers.map(({ column, requestValues: words, otherValues: rest }) => ({
        column,
        requestValues: [...words],
        otherValues: [...rest],
      }));
      const isSaidSo =
        JSON.stringify([requestValues, otherValues, columnAnswers]) ===
        JSON.stringify([found.requestValues, found.otherValues, found.columnAnswers]);
      return isAsGuessed && isSaidSo ? found : { ...recalled.found, requestValues, otherValues, columnAnswers };
    },

    /**
     * What was said of columns and of words is kept for each column by itself: a word may mean something else in another.
     * @param asked the deciding columns of this file with their values: those that were not named do-not-call do not mean it
     */
    remember(found: Found, options: IntakeOptions, asked: readonly MeaningColumn[]): void {
      const { mapping, leftOut } = options;
      const columnAnswers = asked.flatMap((each) =>
        toKeptAnswer(each, found.columns[each.column]?.header ?? '', answersOf(options, each.column)),
      );
      columns.remember(found, { mapping, leftOut, requestValues: null, otherValues: null, columnAnswers });
    },

    forget: columns.forget,
  };
}

/** What was said about the words of a column; empty where nothing was, or where none of its words can be explained. */
function toKeptAnswer(
  { column, field, values }: MeaningColumn,
  name: string,
  { requestValues, otherValues }: MeaningAnswers,
): RememberedMapping['columnAnswers'] {
  const meaning = createMeaning(field, name);
  const words = values.map(({ value }) => value).filter((value) => takesAnswer(field, value, meaning(value)));
  if (requestValues === undefined || words.length === 0) return [];
  const named = new Set(requestValues.map(foldMeaningValue));
  const others = otherValues ?? words.filter((value) => !named.has(foldMeaningValue(value)));
  return [{ column, requestValues, otherValues: others }];
}

/** Which sheet of a workbook, or file of an archive, this is. */
export function toParts({ levels }: Pick<Found, 'levels'>): readonly string[] {
  return levels.map(({ chosen }) => chosen);
}
