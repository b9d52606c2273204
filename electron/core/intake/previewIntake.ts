/**
 * From an open intake to its preview: every line is read into a staging area, and then compared with the list as it is
 * now. Changes by file use the same reading of lines. It runs inside a job, reports progress to it and stops when it is
 * cancelled. Nothing is written to the list.
 */
import type { IntakeFound, IntakeOptions } from '../../../shared/contract/intake.ts';
import type { Statement } from '../../../shared/domain/entry/entry.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { ColumnAnswer, MeaningColumn, UnreadColumn } from '../../../shared/contract/fileQuestions.ts';
import type { PhoneNumber, Region } from '../../../shared/domain/numbers/number.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { type JobControl, JobFailure, type Jobs } from '../desk/jobs.ts';
import { type Answer, refuse } from '../answer.ts';
import type { Clock } from '../ports.ts';
import type { DeskTime } from '../desk/deskTime.ts';
import type { Applier } from './plan/applyStaged.ts';
import type { Intake, OpenIntakes } from './openIntakes.ts';
import type { Staged } from './plan/stagedLines.ts';
import { ReadingError } from '../files/readingError.ts';
import { createStagedPlan, type ImportChoices, planAll } from './plan/planStaged.ts';
import { asLargeContainer, stageBeside } from './staging/stageBeside.ts';
import { createStager, type Noticed, type StagerOptions } from './staging/stageFile.ts';
import { createStaging, type Staging } from './staging/staging.ts';
import { previewIntakeWords as say } from '../../../shared/words/core/intake.ts';

const previewChunk = 10_000;

type ReadOptions = Pick<IntakeOptions, 'mapping' | 'region' | 'confirmInvalid' | 'leftOut'> &
  Pick<StagerOptions, 'meanings' | 'doubts' | 'purpose' | 'isRelease' | 'phones'>;

/** What a person answered about the lines of a file that is imported. */
function toReadOptions(options: IntakeOptions): ReadOptions {
  const { requestValues, otherValues, columnAnswers, doubtful, doubtfulBeside, doubtfulKinds } = options;
  return {
    ...options,
    meanings: { requestValues, otherValues, columnAnswers },
    doubts: { all: doubtful, beside: doubtfulBeside, byKind: doubtfulKinds },
    purpose: 'block',
    isRelease: false,
    phones: [],
  };
}

/** How to read the lines of a file that names numbers to change or release. */
export type NamingOptions = Pick<IntakeOptions, 'mapping' | 'region' | 'leftOut' | 'otherValues'> & {
  /** The values of the deciding columns that say so; absent: those that are known to. */
  readonly releaseValues?: readonly string[] | undefined;
  /** The same, for single columns. */
  readonly columnAnswers?: readonly ColumnAnswer[] | undefined;
  /** Numbers may be released by it, so that every column that may say which of them is asked about. */
  readonly isRelease: boolean;
  /** Columns of numbers that the person named; of others, some may have to be asked about. */
  readonly phones?: readonly number[] | undefined;
};

/** Reads the lines as part of a job: what they name, and what their deciding columns say. */
export type NamingReader = (job: JobControl) => Promise<NamedNumbers>;

export type NamedNumbers = {
  readonly staging: Staging;
  /** The names of the file's columns. */
  readonly names: readonly (string | null)[];
  readonly meanings: readonly MeaningColumn[];
  /** Numbers against which a row speaks: they are not named, whatever other rows say. */
  readonly objected: ReadonlySet<PhoneNumber>;
  /** Columns that are not read and may say which rows are meant. */
  readonly undecided: readonly MeaningColumn[];
  /** Columns of numbers that may be other people's. */
  readonly otherPhones: readonly UnreadColumn[];
  /** No number is named before a person has said which columns, or which words, decide. */
  readonly waits: boolean;
};

export type PreviewDeps = {
  readonly clock: Clock;
  /** By which the ends that a file gives are over. */
  readonly time: Pick<DeskTime, 'passed'>;
  readonly jobs: Jobs;
  readonly applier: Applier;
  readonly targets: () => TargetIndex;
  readonly author: () => string;
  readonly region: () => Region | undefined;
  /** The countries of the numbers on the list. */
  readonly others: () => readonly Region[];
  readonly zone: () => Zone;
};

/** Reads the lines of an intake as part of a job. */
type LineReader = (
  intake: Intake,
  options: ReadOptions,
  job: JobControl,
) => Promise<Pick<Staged, 'staging' | 'noticed'>>;

function createLineReader(deps: Omit<PreviewDeps, 'jobs' | 'applier' | 'author'>): LineReader {
  const { clock, time } = deps;

  /** Reads every line of an intake into a fresh staging area. Throws a JobFailure for a file that cannot be read. */
  async function readLines(
    intake: Intake,
    { mapping, region, confirmInvalid, leftOut, meanings, doubts, purpose, isRelease, phones }: ReadOptions,
    job: JobControl,
  ): Promise<Pick<Staged, 'staging' | 'noticed'>> {
    const options: StagerOptions = {
      mapping,
      names: intake.source.found.columns.map(({ header }) => header ?? ''),
      head: intake.source.opened.head,
      region: (region as Region | undefined) ?? intake.region ?? deps.region(),
      others: deps.others(),
      confirmInvalid,
      leftOut,
      meanings,
      doubts,
      purpose,
      isRelease,
      phones,
      laidOut: intake.source.found.columns.flatMap(({ column, why }) => (why === 'layout' ? [column] : [])),
      now: toInstant(time.passed()),
      zone: deps.zone().name,
      targets: [...deps.targets().values()],
    };
    const { opened, found } = intake.source;
    const source = asLargeContainer(opened.source);
    if (source === undefined) return readHere(intake, options, job);
    try {
      const file = { source, dialect: opened.dialect, name: found.name };
      return await stageBeside(file, options, job.signal, (inflated, lines) =>
        job.progress(inflated, null, toReadSentence(lines)),
      );
    } catch (error) {
      throw error instanceof ReadingError ? new JobFailure(error.message) : error;
    }
  }

  /** Reads plain text and small files on this thread. */
  async function readHere(
    { source }: Intake,
    options: StagerOptions,
    { signal, progress }: JobControl,
  ): Promise<Pick<Staged, 'staging' | 'noticed'>> {
    const staging = createStaging();
    const { stage, stageLine, noticed } = createStager(staging, options, source.opened.dialect);
    const taker = { row: stage, ...(stageLine === undefined ? {} : { line: stageLine }) };
    for await (const piece of source.pieces(signal)) {
      if (!piece.ok) throw new JobFailure(piece.message);
      piece.visit(taker);
      const tooMuch = staging.tooMuch(source.found.name);
      if (tooMuch !== undefined) throw new JobFailure(tooMuch);
      progress(piece.bytesRead, piece.totalBytes, toReadSentence(staging.lines()));
      await clock.breathe();
      signal.throwIfAborted();
    }
    for (const _ of staging.putInOrder()) await clock.breathe();
    return { staging, noticed: noticed() };
  }

  return readLines;
}

/** The previews of what is on the shelf, and the reader of its lines for other work. */
export function createIntakePreview(deps: PreviewDeps, { shelf }: Pick<OpenIntakes, 'shelf'>) {
  const { clock, jobs, applier } = deps;
  const readLines = createLineReader(deps);

  /** Reads every line and, unless that is left to the apply, plans it against the list of now. */
  async function preview(
    intake: Intake,
    choices: ImportChoices,
    { options, compare }: PreviewRequest,
    job: JobControl,
  ): Promise<void> {
    const { staging, noticed } = await readLines(intake, toReadOptions(options), job);
    const now = toInstant(clock.now());
    // Whether to ask about released numbers before anything is written.
    const asks = !options.revive && !options.keepReleased && applier.hasReleased(now);
    const act = { at: now, author: deps.author(), batchId: null };
    const work = { staging, choices, act, targets: deps.targets(), list: applier };
    const plans = compare || asks ? planAll(staging, createStagedPlan(work, previewChunk)) : [];
    for (const { to } of plans) {
      job.progress(to, staging.numbers(), say.comparedNumbersWith(to));
      await clock.breathe();
      job.signal.throwIfAborted();
    }
    intake.state = { step: 'previewed', staged: { staging, choices, options, noticed } };
  }

  /** An idle intake whose columns can be read as chosen. */
  function findReadable(id: string, options: Pick<IntakeOptions, 'mapping' | 'leftOut'>): Answer<Intake> {
    const found = shelf.idle(id);
    if (!found.ok) return found;
    const problem = checkMapping(options, found.value.source.found);
    return problem === undefined ? found : refuse(problem);
  }

  return {
    /** Starts the preview as a job and answers its id. The block has been checked by the caller. */
    startPreview(id: string, { block, ...request }: PreviewRequest & { readonly block: Statement }): Answer<string> {
      const { options } = request;
      const found = findReadable(id, options);
      if (!found.ok) return found;
      const intake = found.value;
      const { name } = intake.source.found;
      // While a preview is worked out again, the one before it is gone.
      intake.state = { step: 'found' };
      const choices: ImportChoices = {
        ...block,
        onDuplicate: options.onDuplicate,
        revive: options.revive,
        source: { kind: 'import', label: options.sourceLabel ?? name },
      };
      const job = jobs.start({ kind: 'preview', label: name, subject: id }, (control) =>
        shelf.work(intake, async () => {
          await preview(intake, choices, request, control);
          return { result: undefined, message: say.thePreviewIsReady };
        }),
      );
      return { ok: true, value: job.id };
    },

    /**
     * The file's name and a reader of its lines, for work other than an import: a bulk edit or removal by file. A number is
     * named only by a line that says so, in a cell that has one reading.
     */
    reader(id: string, options: NamingOptions): Answer<{ readonly name: string; readonly read: NamingReader }> {
      const found = findReadable(id, options);
      if (!found.ok) return found;
      const intake = found.value;
      const { releaseValues, otherValues, columnAnswers = [], phones = [], ...rest } = options;
      const reading: ReadOptions = {
        ...rest,
        phones,
        // A number that is possible but not valid may be on the list: it is looked up like any other.
        confirmInvalid: true,
        meanings: { requestValues: releaseValues, otherValues, columnAnswers },
        doubts: { all: undefined, beside: undefined, byKind: {} },
        purpose: 'release',
      };
      const read: NamingReader = async (job) => {
        const { staging, noticed } = await shelf.work(intake, () => readLines(intake, reading, job));
        return toNamed(staging, noticed, intake.source.found.columns);
      };
      return { ok: true, value: { name: intake.source.found.name, read } };
    },
  };
}

/** What a file names, with the headers of its columns. */
function toNamed(
  staging: Staging,
  { meanings, undecided, otherPhones, objected, waits }: Noticed,
  columns: IntakeFound['columns'],
): NamedNumbers {
  const headerOf = (column: number) => columns[column]?.header ?? null;
  return {
    staging,
    names: columns.map(({ header }) => header),
    meanings: meanings.map((each) => ({ ...each, values: [...each.values], header: headerOf(each.column) })),
    undecided: undecided.map((each) => ({
      ...each,
      header: headerOf(each.column),
      field: 'ignore',
      values: each.values.map((value) => ({ ...value, means: 'unknown' })),
    })),
    otherPhones: otherPhones.map(({ sample, ...each }) => ({
      ...each,
      holds: 'numbers',
      header: headerOf(each.column),
      samples: [sample],
    })),
    objected,
    waits,
  };
}

type PreviewRequest = {
  readonly options: IntakeOptions;
  /** False: the lines are compared with the list when they are applied. */
  readonly compare: boolean;
};

const toReadSentence = (lines: number): string => say.readLines(lines);

/** Why the columns cannot be read as chosen, in a sentence; undefined: they can. */
function checkMapping(
  options: Pick<IntakeOptions, 'mapping'> & Partial<Pick<IntakeOptions, 'leftOut'>>,
  found: Omit<IntakeFound, 'intake'>,
): string | undefined {
  if (found.refused !== null) return found.refused;
  if (!options.mapping.some(({ field }) => field === 'phone')) return say.noColumnIsMarked;
  const beyond = [...options.mapping, ...(options.leftOut ?? []).map((column) => ({ column }))].find(
    ({ column }) => column >= found.columns.length,
  );
  if (beyond) return say.theFileHasColumns(found.columns.length, beyond.column + 1);
  return undefined;
}
