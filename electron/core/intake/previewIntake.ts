/**
 * From an open intake to its preview: every line is read into a staging area, and then compared with the list as it is
 * now. Runs inside a job, whose progress it tells and whose cancelling it heeds. Nothing is written to the list.
 */
import type { IntakeFound, IntakeOptions } from '../../../shared/contract/intake.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { JobFailure, type JobWork } from '../desk/jobs.ts';
import type { Clock } from '../ports.ts';
import type { Applier } from './plan/applyStaged.ts';
import type { Intake, Staged } from './openIntakes.ts';
import { ReadingError } from '../files/readingError.ts';
import { createStagedPlan, type ImportChoices, planAll } from './plan/planStaged.ts';
import { asLargeContainer, stageBeside } from './staging/stageBeside.ts';
import { createStager, type StagerOptions } from './staging/stageFile.ts';
import { createStaging } from './staging/staging.ts';

const previewChunk = 10_000;

export type JobControl = Parameters<JobWork<unknown>>[0];

type ReadOptions = Pick<IntakeOptions, 'mapping' | 'region' | 'confirmInvalid' | 'leftOut'> &
  Pick<StagerOptions, 'meanings' | 'doubts' | 'purpose'>;

/** What a person answered about the lines of a file that is imported. */
function toReadOptions(options: IntakeOptions): ReadOptions {
  const { requestValues, otherValues, doubtful, doubtfulKinds } = options;
  return {
    ...options,
    meanings: { requestValues, otherValues },
    doubts: { all: doubtful, byKind: doubtfulKinds },
    purpose: 'block',
  };
}

export function createIntakePreview(deps: {
  readonly clock: Clock;
  readonly applier: Applier;
  readonly targets: () => TargetIndex;
  readonly author: () => string;
  readonly region: () => Region | undefined;
  /** The countries of the numbers on the list. */
  readonly others: () => readonly Region[];
  readonly zone: () => Zone;
}) {
  const { clock, applier } = deps;

  /** Reads every line of an intake into a fresh staging area. Throws a JobFailure for a file that cannot be read. */
  async function readLines(
    intake: Intake,
    { mapping, region, confirmInvalid, leftOut, meanings, doubts, purpose }: ReadOptions,
    job: JobControl,
  ): Promise<Pick<Staged, 'staging' | 'noticed'>> {
    const options: StagerOptions = {
      mapping,
      names: intake.source.found.columns.map(({ header }) => header ?? ''),
      region: (region as Region | undefined) ?? intake.region ?? deps.region(),
      others: deps.others(),
      confirmInvalid,
      leftOut,
      meanings,
      doubts,
      purpose,
      now: toInstant(clock.now()),
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

  /** Plain text, and what is small: its rows come here. */
  async function readHere(
    { source }: Intake,
    options: StagerOptions,
    { signal, progress }: JobControl,
  ): Promise<Pick<Staged, 'staging' | 'noticed'>> {
    const staging = createStaging();
    const stager = createStager(staging, options);
    for await (const chunk of source.rows(signal)) {
      if (!chunk.ok) throw new JobFailure(chunk.message);
      for (const row of chunk.rows) stager.stage(row);
      const tooMuch = staging.tooMuch(source.found.name);
      if (tooMuch !== undefined) throw new JobFailure(tooMuch);
      progress(chunk.bytesRead, chunk.totalBytes, toReadSentence(staging.lines()));
      await clock.breathe();
      signal.throwIfAborted();
    }
    for (const _ of staging.putInOrder()) await clock.breathe();
    return { staging, noticed: stager.noticed() };
  }

  /** Reads every line and, unless that is left to the apply, plans it against the list of now. */
  async function preview(
    intake: Intake,
    choices: ImportChoices,
    options: IntakeOptions,
    compare: boolean,
    job: JobControl,
  ): Promise<void> {
    const { staging, noticed } = await readLines(intake, toReadOptions(options), job);
    const now = toInstant(clock.now());
    // What was released is asked about before anything is written.
    const asks = !options.revive && !options.keepReleased && applier.hasReleased(now);
    const act = { at: now, author: deps.author(), batchId: null };
    const plans =
      compare || asks
        ? planAll(staging, createStagedPlan(staging, choices, act, deps.targets(), applier, previewChunk))
        : [];
    for (const { to } of plans) {
      job.progress(to, staging.numbers(), `Compared ${toCount(to)} numbers with the list.`);
      await clock.breathe();
      job.signal.throwIfAborted();
    }
    intake.staged = { staging, choices, options, noticed };
    intake.step = 'previewed';
  }

  return { readLines, preview };
}

const toReadSentence = (lines: number): string => `Read ${toCount(lines)} lines.`;

/** Why the columns cannot be read as chosen, in a sentence; undefined: they can. */
export function checkMapping(
  options: Pick<IntakeOptions, 'mapping'> & Partial<Pick<IntakeOptions, 'leftOut'>>,
  found: Omit<IntakeFound, 'intake'>,
): string | undefined {
  if (found.refused !== null) return found.refused;
  if (!options.mapping.some(({ field }) => field === 'phone'))
    return 'No column is marked as the phone number. Choose the column that holds it.';
  const beyond = [...options.mapping, ...(options.leftOut ?? []).map((column) => ({ column }))].find(
    ({ column }) => column >= found.columns.length,
  );
  if (beyond) return `The file has ${found.columns.length} columns; column ${beyond.column + 1} does not exist.`;
  return undefined;
}
