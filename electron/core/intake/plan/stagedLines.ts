/** What a preview says in total and about single lines, to be shown or saved. */
import type { IntakeLine, IntakeOptions, IntakeSummary } from '../../../../shared/contract/intake.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import type { Clock } from '../../ports.ts';
import type { Noticed } from '../staging/stageFile.ts';
import type { Staging } from '../staging/staging.ts';
import { explainLines } from './explainLines.ts';
import { exportLines, type LineFilter, type LineWork, listLines } from './listLines.ts';
import type { ImportChoices, ListView } from './planStaged.ts';
import { summarise } from './summary.ts';

/** Every line of a source as it was read, and what will become of it. */
export type Staged = {
  readonly staging: Staging;
  readonly choices: ImportChoices;
  readonly options: IntakeOptions;
  readonly noticed: Noticed;
};

type Deps = {
  readonly list: ListView;
  readonly clock: Clock;
  readonly author: () => string;
  readonly targets: () => TargetIndex;
  readonly toDay: DayWriter;
};

/** Reads staged lines, each compared with the list as it is at that moment. */
export function createStagedLines({ list, clock, author, targets, toDay }: Deps) {
  const workOf = ({ staging, choices }: Staged): LineWork => ({
    explain: (rows) => {
      const act = { at: toInstant(clock.now()), author: author(), batchId: null };
      return explainLines({ staging, choices, act, targets: targets(), list }, rows, toDay);
    },
    breathe: () => clock.breathe(),
  });
  return {
    /** @param names the headers of the columns, null where there is none */
    summarise: (
      intake: string,
      { staging, noticed, options }: Staged,
      names: readonly (string | null)[],
    ): IntakeSummary => summarise(intake, staging, noticed, names, options),
    list: (
      staged: Staged,
      filter: LineFilter,
      window: { readonly offset: number; readonly limit: number },
    ): Promise<{ lines: IntakeLine[]; total: number }> => listLines(staged.staging, filter, window, workOf(staged)),
    /** CSV in chunks. */
    export: (staged: Staged, filter: LineFilter): AsyncGenerator<string> =>
      exportLines(staged.staging, filter, workOf(staged)),
  };
}
