/**
 * What can be done with an intake, a file or pasted text that somebody opened (openIntakes.ts): its preview
 * (previewIntake.ts), what the preview says line by line, and the apply. Nothing is written to the list before `apply`.
 */
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { PhoneNumber, Region } from '../../../shared/domain/numbers/number.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import type { MeaningColumn } from '../../../shared/contract/fileQuestions.ts';
import type {
  ImportResult,
  IntakeAsk,
  IntakeLine,
  IntakeOptions,
  IntakeSummary,
} from '../../../shared/contract/intake.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { type Answer, needsPerson, refuse } from '../answer.ts';
import type { MappingRows } from '../db/desk/mappingRows.ts';
import { type Jobs, JobFailure } from '../desk/jobs.ts';
import type { Clock } from '../ports.ts';
import { type Applier, applyStaged } from './plan/applyStaged.ts';
import { explainLines } from './plan/explainLines.ts';
import { type AppliedBefore, createIntakeMemory, toParts } from './intakeMemory.ts';
import { eachReject } from './plan/lineCounts.ts';
import { exportLines, type LineFilter, listLines } from './plan/listLines.ts';
import { createOpenIntakes, type Intake, type Staged } from './openIntakes.ts';
import type { ImportChoices } from './plan/planStaged.ts';
import { checkMapping, createIntakePreview, type JobControl } from './previewIntake.ts';
import type { Reject, Staging } from './staging/staging.ts';
import { summarise } from './plan/summary.ts';

export type IntakeDeps = {
  readonly clock: Clock;
  readonly newId: () => string;
  readonly jobs: Jobs;
  readonly applier: Applier;
  readonly mappings: MappingRows;
  readonly findApplied: (sha256: string, parts: readonly string[]) => AppliedBefore | undefined;
  readonly targets: () => TargetIndex;
  readonly author: () => string;
  readonly region: () => Region | undefined;
  /** The countries of the numbers on the list. */
  readonly others: () => readonly Region[];
  readonly zone: () => Zone;
  readonly toDay: DayWriter;
  /** Where the web host puts uploads; a name outside it is refused. */
  readonly uploadsDir: string;
  readonly changed: () => void;
};

export type IntakeService = ReturnType<typeof createIntakeService>;

/** How the lines of a file are read that name numbers to be changed or released. */
export type NamingOptions = Pick<IntakeOptions, 'mapping' | 'region' | 'leftOut' | 'otherValues'> & {
  /** The values of the deciding columns that say so; absent: those that are known to. */
  readonly releaseValues?: readonly string[] | undefined;
};

/** Reads the lines as part of a job: what they name, and what their deciding columns say. */
export type NamingReader = (job: JobControl) => Promise<NamedNumbers>;

export type NamedNumbers = {
  readonly staging: Staging;
  readonly meanings: readonly MeaningColumn[];
  /** Numbers that a row speaks against: they are not named, whatever other rows say. */
  readonly objected: ReadonlySet<PhoneNumber>;
};

export function createIntakeService(deps: IntakeDeps) {
  const { clock, jobs, applier } = deps;
  const memory = createIntakeMemory(deps);
  const { find, idle, findStaged, ...holding } = createOpenIntakes({ ...deps, memory });
  const { readLines, preview } = createIntakePreview(deps);

  const createExplain =
    ({ staging, choices }: Staged) =>
    (rows: readonly number[]) => {
      const act = { at: toInstant(clock.now()), author: deps.author(), batchId: null };
      return explainLines(staging, rows, choices, act, { targets: deps.targets(), toDay: deps.toDay }, applier);
    };
  const breathe = () => clock.breathe();
  const namesOf = ({ source }: Intake) => source.found.columns.map(({ header }) => header);
  const summaryOf = (intake: Intake, { staging, noticed, options }: Staged): IntakeSummary =>
    summarise(intake.id, staging, noticed, namesOf(intake), options);

  return {
    ...holding,

    /** Starts the preview as a job. The block has been checked by the caller. */
    startPreview(
      id: string,
      options: IntakeOptions,
      block: Pick<ImportChoices, 'holds' | 'requestedAt'>,
      compare: boolean,
    ): Answer<string> {
      const found = idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      const problem = checkMapping(options, intake.source.found);
      if (problem !== undefined) return refuse(problem);
      intake.busy = true;
      delete intake.staged;
      const choices: ImportChoices = {
        ...block,
        reason: options.reason ?? null,
        category: options.category ?? null,
        callReference: options.callReference ?? null,
        onDuplicate: options.onDuplicate,
        revive: options.revive,
        source: { kind: 'import', label: options.sourceLabel ?? intake.source.found.name },
      };
      const { id: job } = jobs.start(
        { kind: 'preview', label: intake.source.found.name, subject: id },
        async (control) => {
          try {
            await preview(intake, choices, options, compare, control);
            return { result: undefined, message: 'The preview is ready.' };
          } finally {
            intake.busy = false;
            deps.changed();
          }
        },
      );
      return { ok: true, value: job };
    },

    /**
     * The file's name and a reader of its lines, for work other than an import: a bulk edit or removal by file. A number is
     * named only by a line that says so, in a cell that has one reading.
     */
    reader(id: string, options: NamingOptions): Answer<{ readonly name: string; readonly read: NamingReader }> {
      const found = idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      const problem = checkMapping(options, intake.source.found);
      if (problem !== undefined) return refuse(problem);
      const read = async (job: JobControl) => {
        intake.busy = true;
        try {
          const { releaseValues, otherValues, ...rest } = options;
          const { staging, noticed } = await readLines(
            intake,
            {
              ...rest,
              // A number that is possible but not valid may be on the list: it is looked up like any other.
              confirmInvalid: true,
              meanings: { requestValues: releaseValues, otherValues },
              doubts: { all: undefined, byKind: {} },
              purpose: 'release',
            },
            job,
          );
          const names = namesOf(intake);
          const meanings = noticed.meanings.map((column): MeaningColumn => ({
            ...column,
            values: [...column.values],
            header: names[column.column] ?? null,
          }));
          return { staging, meanings, objected: noticed.objected };
        } finally {
          intake.busy = false;
        }
      };
      return { ok: true, value: { name: intake.source.found.name, read } };
    },

    summary(id: string): Answer<IntakeSummary> {
      const staged = findStaged(id);
      if (!staged.ok) return staged;
      const found = find(id);
      return found.ok ? { ok: true, value: summaryOf(found.value, staged.value) } : found;
    },

    async lines(
      id: string,
      filter: LineFilter,
      offset: number,
      limit: number,
    ): Promise<Answer<{ lines: IntakeLine[]; total: number }>> {
      const staged = findStaged(id);
      if (!staged.ok) return staged;
      const { staging } = staged.value;
      const value = await listLines(staging, filter, offset, limit, createExplain(staged.value), breathe);
      return { ok: true, value };
    },

    exportLines(id: string, filter: LineFilter): Answer<AsyncGenerator<string>> {
      const staged = findStaged(id);
      if (!staged.ok) return staged;
      const { staging } = staged.value;
      return { ok: true, value: exportLines(staging, filter, createExplain(staged.value), breathe) };
    },

    rejects(id: string): Answer<Iterable<Reject>> {
      const found = find(id);
      if (!found.ok) return found;
      const { staged } = found.value;
      return { ok: true, value: staged === undefined ? [] : eachReject(staged.staging) };
    },

    /** Starts the apply as a job: a file that changed since the preview is refused before anything is written. */
    async startApply(id: string, confirmed: readonly IntakeAsk['kind'][]): Promise<Answer<string>> {
      const opened = find(id);
      const asks = opened.ok ? await memory.findAsks(opened.value.source) : [];
      const open = asks.find(({ kind }) => !confirmed.includes(kind));
      if (open !== undefined) return needsPerson(open.sentence, open.kind);
      const found = idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      const { staged } = intake;
      if (staged === undefined) return refuse('Preview the import before you apply it.');
      if (intake.step === 'applied') return refuse('This import has been applied already. Undo it from its batch.');
      const { name } = intake.source.found;
      const [question] = summaryOf(intake, staged).questions;
      if (question !== undefined) return needsPerson(question.sentence, question.kind);
      if (staged.staging.numbers() === 0) return refuse(toNothingSentence(name, staged.noticed.meanings.length > 0));
      intake.busy = true;
      const { id: job } = jobs.start({ kind: 'import', label: name, subject: id }, async (control) => {
        try {
          const unchanged = await intake.source.checkUnchanged();
          if (!unchanged.ok) throw new JobFailure(unchanged.message);
          const details = {
            ...unchanged.value,
            mapping: staged.options.mapping,
            onDuplicate: staged.options.onDuplicate,
            revive: staged.options.revive,
            confirmed,
            parts: toParts(intake.source.found),
            ...(staged.options.requestValues === undefined ? {} : { requestValues: staged.options.requestValues }),
          };
          const result = await applyStaged(
            staged.staging,
            staged.choices,
            { label: name, author: deps.author(), details },
            applier,
            deps.targets(),
            clock,
            control,
          );
          intake.result = result;
          // A cancelled import took back what it had written, so that it can be applied again.
          if (result.state === 'applied') {
            intake.step = 'applied';
            const values = staged.noticed.meanings.flatMap((column) => column.values.map(({ value }) => value));
            memory.remember(intake.source.found, staged.options, values);
          }
          return { result, message: toEnding(result) };
        } finally {
          intake.busy = false;
          deps.changed();
        }
      });
      return { ok: true, value: job };
    },

    result(id: string): Answer<ImportResult> {
      const found = find(id);
      if (!found.ok) return found;
      const { result } = found.value;
      return result ? { ok: true, value: result } : refuse('This import has not been applied.');
    },
  };
}

/** Every line was rejected: a column that holds no numbers, numbers of another country, or calls that nobody objected to. */
function toNothingSentence(name: string, hasDispositions: boolean): string {
  return hasDispositions
    ? `Nothing of "${name}" can be imported: check which of its words mean do-not-call, the phone column and the country.`
    : `Nothing of "${name}" can be imported, as every line is rejected: check which column holds the phone number, and the country.`;
}

function toEnding(result: ImportResult): string {
  if (result.state === 'cancelled') return 'Cancelled: what it had written was taken back.';
  return `Blocked ${toCount(result.added)} new numbers; ${toCount(result.alreadyThere)} were already there, ${toCount(result.changed)} changed, ${toCount(result.rejected)} lines were rejected.`;
}
