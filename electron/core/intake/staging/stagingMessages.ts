/** What the staging worker is asked and what it answers: the staged columns as they are, texts by the thousand. */
import type { FileTask } from '../../files/packed/askWorker.ts';
import type { ReadingRefusal } from '../../files/readingError.ts';
import type { Dialect } from '../../files/text/dialect.ts';
import type { StagedDoubt } from './doubts.ts';
import type { Noticed, StagerOptions } from './stageFile.ts';
import type { LineDetails, Reject, StagedData } from './staging.ts';

export type StagingTask = FileTask & {
  /** The names of the file and the sheet that are read. */
  readonly picks: readonly string[];
  readonly dialect: Dialect;
  readonly options: StagerOptions;
};

/** `details` are those after the ones that were sent before. */
export type StagedTexts = {
  readonly details: readonly (LineDetails | undefined)[];
  readonly rejects: readonly Reject[];
  readonly doubts: readonly StagedDoubt[];
  readonly notes: readonly (readonly [number, string])[];
};

export type FromStager =
  /** Still working; `inflated` bytes are unpacked so far. */
  | { readonly type: 'alive'; readonly inflated: number; readonly lines: number }
  | ({ readonly type: 'texts'; readonly waits: true } & StagedTexts)
  | {
      readonly type: 'staged';
      readonly columns: Omit<StagedData, keyof StagedTexts>;
      readonly noticed: Noticed;
    }
  | { readonly type: 'refused'; readonly refusal: ReadingRefusal };
