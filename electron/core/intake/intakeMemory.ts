/**
 * What the desk remembers of files: that one was applied before, and what the columns of one with the same header meant.
 * Both are offered to the person; neither does anything by itself.
 */
import type { IntakeAsk, IntakeOptions } from '../../../shared/contract/intake.ts';
import { type Instant, toInstant } from '../../../shared/domain/time/instant.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import type { MappingRows } from '../db/desk/mappingRows.ts';
import type { Clock } from '../ports.ts';
import { noPhoneNote, type OpenedSource } from './source.ts';

export type AppliedBefore = { readonly id: number; readonly at: Instant };
type Found = OpenedSource['found'];

export type IntakeMemory = ReturnType<typeof createIntakeMemory>;

export function createIntakeMemory(deps: {
  readonly mappings: MappingRows;
  readonly findApplied: (sha256: string, parts: readonly string[]) => AppliedBefore | undefined;
  readonly clock: Clock;
  readonly toDay: DayWriter;
}) {
  const { mappings, findApplied, clock, toDay } = deps;
  return {
    /** What a person has to confirm before this source is applied, as things stand. */
    async findAsks({ ref, found, checkUnchanged }: OpenedSource): Promise<IntakeAsk[]> {
      // What is pasted is typed anew each time; only files are dropped twice by mistake.
      const unchanged = ref.kind === 'text' ? undefined : await checkUnchanged();
      const before = unchanged?.ok === true ? findApplied(unchanged.value.sha256, toParts(found)) : undefined;
      if (before === undefined) return [...found.asks];
      const sentence = `"${found.name}" was imported before, on ${toDay(before.at)} (batch ${before.id}), byte for byte the same.`;
      return [...found.asks, { kind: 'appliedBefore', sentence }];
    },

    /** Whether the first row of a file without a header was the header of another file. */
    isHeader({ headerRow, samples }: Found): boolean {
      const [first] = samples;
      return headerRow === null && first !== undefined && mappings.load(first.cells) !== undefined;
    },

    /** The file as found, its columns as the last time where that differs from the guess. */
    recall(found: Found): Found {
      const header = toHeader(found);
      const known = header === undefined ? undefined : mappings.load(header);
      if (known === undefined || known.mapping.some(({ column }) => column >= found.columns.length)) return found;
      const { leftOut } = known;
      const columns = found.columns.map((guess) => {
        const field = known.mapping.find(({ column }) => column === guess.column)?.field ?? 'ignore';
        return field === guess.field ? guess : { ...guess, field, why: 'remembered' as const };
      });
      const requestValues = known.requestValues === null ? found.requestValues : [...known.requestValues];
      const otherValues = known.otherValues === null ? found.otherValues : [...known.otherValues];
      const isAsGuessed =
        columns.every(({ why }) => why !== 'remembered') &&
        leftOut.length === 0 &&
        JSON.stringify([requestValues, otherValues]) === JSON.stringify([found.requestValues, found.otherValues]);
      if (isAsGuessed) return found;
      const notes = found.notes.filter((note) => note !== noPhoneNote);
      return {
        ...found,
        columns,
        notes,
        requestValues,
        otherValues,
        leftOut: [...leftOut],
        remembered: { at: known.at },
      };
    },

    /** @param asked the values that this file had: of those, what was not named do-not-call does not mean it */
    remember(found: Found, options: IntakeOptions, asked: readonly string[]): void {
      const header = toHeader(found);
      if (header === undefined) return;
      const { mapping, leftOut, requestValues } = options;
      const isAnswered = asked.length > 0 && requestValues !== undefined;
      const others = options.otherValues ?? asked.filter((value) => !requestValues?.includes(value));
      mappings.save(header, {
        at: toInstant(clock.now()),
        mapping,
        leftOut,
        requestValues: isAnswered ? requestValues : null,
        otherValues: isAnswered ? others : null,
      });
    },

    forget(found: Found): void {
      const header = toHeader(found);
      if (header !== undefined) mappings.forget(header);
    },
  };
}

/** Which sheet of a workbook, or file of an archive, this is. */
export function toParts({ levels }: Pick<Found, 'levels'>): readonly string[] {
  return levels.map(({ chosen }) => chosen);
}

/** The header's cells; undefined for a file without one. */
function toHeader({ headerRow, columns }: Found): readonly string[] | undefined {
  return headerRow === null ? undefined : columns.map(({ header }) => header ?? '');
}
