/**
 * Intakes: a file or pasted text that somebody opened, from "what we found" over the preview to the applied batch. They
 * live here and not in the page, so a reload finds them again. Nothing is written to the list before `apply`.
 */
import { toInstant } from '../../../shared/domain/instant.ts';
import type { Region } from '../../../shared/domain/number.ts';
import type { TargetIndex } from '../../../shared/domain/targetText.ts';
import type {
  ImportResult,
  IntakeAsk,
  IntakeFound,
  IntakeLine,
  IntakeOptions,
  IntakeSummary,
} from '../../../shared/contract/intake.ts';
import type { MappingRows } from '../db/mappingRows.ts';
import { type Jobs, JobFailure, type JobWork } from '../jobs.ts';
import type { Clock } from '../ports.ts';
import { type Applier, applyStaged } from './applyStaged.ts';
import { explainLines } from './explainLines.ts';
import { type AppliedBefore, createIntakeMemory, toParts } from './intakeMemory.ts';
import { eachReject } from './lineCounts.ts';
import { exportLines, type LineFilter, listLines } from './listLines.ts';
import { type ImportChoices, planStaged } from './planStaged.ts';
import { type OpenedSource, openSource, type ReadSettings, type SourceRef } from './source.ts';
import { createStager, type Stager } from './stageFile.ts';
import { createStaging, type Reject, type Staging } from './staging.ts';
import { summarise } from './summary.ts';

const previewChunk = 10_000;

/** A failure that is the file's or the person's, in a sentence. `confirm`: what a person may confirm to go on. */
export type IntakeFailure = { readonly ok: false; readonly message: string; readonly confirm?: IntakeAsk['kind'] };
export type IntakeResult<T> = { readonly ok: true; readonly value: T } | IntakeFailure;

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
  /** Where the web host puts uploads; a name outside it is refused. */
  readonly uploadsDir: string;
  readonly changed: () => void;
};

type JobControl = Parameters<JobWork<unknown>>[0];

type Intake = {
  readonly id: string;
  source: OpenedSource;
  /** What was found in it, with what is remembered of files like it. */
  found: OpenedSource['found'];
  readonly region: Region | undefined;
  step: 'found' | 'previewed' | 'applied';
  busy: boolean;
  staged?: Staged;
  result?: ImportResult;
};

type ReadOptions = Pick<IntakeOptions, 'mapping' | 'region' | 'confirmInvalid' | 'requestValues'>;

type Staged = {
  readonly staging: Staging;
  readonly choices: ImportChoices;
  readonly options: IntakeOptions;
  readonly seen: Pick<Stager, 'dispositions'> & { readonly remarks: readonly string[] };
};

export type IntakeService = ReturnType<typeof createIntakeService>;

export function createIntakeService(deps: IntakeDeps) {
  const { clock, jobs, applier } = deps;
  const intakes = new Map<string, Intake>();
  const memory = createIntakeMemory(deps);

  const find = (id: string): IntakeResult<Intake> => {
    const intake = intakes.get(id);
    return intake
      ? { ok: true, value: intake }
      : { ok: false, message: 'This import is no longer open. Drop the file again.' };
  };

  const idle = (id: string): IntakeResult<Intake> => {
    const found = find(id);
    if (!found.ok || !found.value.busy) return found;
    return { ok: false, message: 'This import is still being worked on. Wait for it, or cancel it first.' };
  };

  /** Reads every line of an intake into a fresh staging area. Throws a JobFailure for a file that cannot be read. */
  async function readLines(
    intake: Intake,
    { mapping, region, confirmInvalid, requestValues }: ReadOptions,
    job: JobControl,
  ): Promise<Pick<Staged, 'staging' | 'seen'>> {
    const staging = createStaging();
    const stager = createStager(staging, {
      mapping,
      region: (region as Region | undefined) ?? intake.region ?? deps.region(),
      confirmInvalid,
      requestValues,
      now: toInstant(clock.now()),
    });
    for await (const chunk of intake.source.rows(job.signal)) {
      if (!chunk.ok) throw new JobFailure(chunk.message);
      for (const row of chunk.rows) stager.stage(row);
      const tooMuch = staging.tooMuch(intake.source.found.name);
      if (tooMuch !== undefined) throw new JobFailure(tooMuch);
      job.progress(chunk.bytesRead, chunk.totalBytes, `Read ${staging.lines().toLocaleString('en')} lines.`);
      await clock.sleep(0);
      job.signal.throwIfAborted();
    }
    return { staging, seen: { dispositions: stager.dispositions, remarks: stager.remarks() } };
  }

  /** Reads every line and, unless that is left to the apply, plans it against the list of now. */
  async function preview(
    intake: Intake,
    choices: ImportChoices,
    options: IntakeOptions,
    compare: boolean,
    job: JobControl,
  ): Promise<void> {
    const { staging, seen } = await readLines(intake, options, job);
    const now = toInstant(clock.now());
    const act = { at: now, author: deps.author(), batchId: null };
    const plans = compare ? planStaged(staging, choices, act, deps.targets(), applier, previewChunk) : [];
    for (const { done } of plans) {
      job.progress(done, staging.numbers(), `Compared ${done.toLocaleString('en')} numbers with the list.`);
      await clock.sleep(0);
      job.signal.throwIfAborted();
    }
    intake.staged = { staging, choices, options, seen };
    intake.step = 'previewed';
  }

  /** Opens a source as an intake of this id. */
  async function begin(
    id: string,
    ref: SourceRef,
    settings: ReadSettings,
    region: Region | undefined,
  ): Promise<IntakeResult<IntakeFound>> {
    const context = { uploadsDir: deps.uploadsDir, region: region ?? deps.region() };
    const first = await openSource(ref, settings, context);
    if (!first.ok) return first;
    // A header of words that nobody knows may be taken for data; one that was a header before is one again.
    const again =
      settings.hasHeader === undefined && memory.isHeader(first.value.found)
        ? await openSource(ref, { ...settings, hasHeader: true }, context)
        : first;
    if (!again.ok) return again;
    const source = again.value;
    const intake: Intake = { id, source, found: memory.recall(source.found), region, step: 'found', busy: false };
    intakes.set(id, intake);
    return { ok: true, value: await describe(intake) };
  }

  const describe = async ({ id, source, found }: Intake): Promise<IntakeFound> => ({
    ...found,
    intake: id,
    asks: await memory.findAsks(source),
  });

  const findStaged = (id: string): IntakeResult<Staged> => {
    const found = find(id);
    if (!found.ok) return found;
    const { staged } = found.value;
    return staged === undefined
      ? { ok: false, message: 'There is no preview of this import yet.' }
      : { ok: true, value: staged };
  };

  const createExplain =
    ({ staging, choices }: Staged) =>
    (rows: readonly number[]) => {
      const act = { at: toInstant(clock.now()), author: deps.author(), batchId: null };
      return explainLines(staging, rows, choices, act, deps.targets(), applier);
    };
  const breathe = () => clock.sleep(0);

  return {
    async open(ref: SourceRef, settings: ReadSettings, region: Region | undefined): Promise<IntakeResult<IntakeFound>> {
      const opened = await begin(deps.newId(), ref, settings, region);
      if (opened.ok) deps.changed();
      return opened;
    },

    async reread(id: string, settings: ReadSettings): Promise<IntakeResult<IntakeFound>> {
      const found = idle(id);
      return found.ok ? begin(id, found.value.source.ref, settings, found.value.region) : found;
    },

    /** Forgets what such a header meant before, and guesses anew. */
    async forgetMapping(id: string): Promise<IntakeResult<IntakeFound>> {
      const found = idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      memory.forget(intake.source.found);
      intake.found = intake.source.found;
      delete intake.staged;
      intake.step = 'found';
      deps.changed();
      return { ok: true, value: await describe(intake) };
    },

    async get(
      id: string,
    ): Promise<IntakeResult<{ found: IntakeFound; step: Intake['step']; options: IntakeOptions | null }>> {
      const open = find(id);
      if (!open.ok) return open;
      const { step, staged } = open.value;
      // While a preview is worked out anew, the one before it is gone.
      const stands = staged === undefined && step === 'previewed' ? 'found' : step;
      return {
        ok: true,
        value: { found: await describe(open.value), step: stands, options: staged?.options ?? null },
      };
    },

    /** Starts the preview as a job. `choices.holds` have been checked by the caller. */
    startPreview(
      id: string,
      options: IntakeOptions,
      holds: ImportChoices['holds'],
      compare: boolean,
    ): IntakeResult<string> {
      const found = idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      const problem = checkMapping(options, intake.source.found);
      if (problem !== undefined) return { ok: false, message: problem };
      intake.busy = true;
      delete intake.staged;
      const choices: ImportChoices = {
        holds,
        reason: options.reason ?? null,
        category: options.category ?? null,
        requestedAt: options.requestedAt ?? null,
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

    /** The file's name and a reader of its lines, for work other than an import: a bulk edit or removal by file. */
    reader(
      id: string,
      options: Pick<IntakeOptions, 'mapping' | 'region' | 'confirmInvalid'>,
    ): IntakeResult<{ readonly name: string; readonly read: (job: JobControl) => Promise<Staging> }> {
      const found = idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      const problem = checkMapping(options, intake.source.found);
      if (problem !== undefined) return { ok: false, message: problem };
      const read = async (job: JobControl) => {
        intake.busy = true;
        try {
          // Which rows are meant is said by the person who chose the file, not by how a call ended.
          const mapping = options.mapping.filter(({ field }) => field !== 'disposition');
          return (await readLines(intake, { ...options, mapping }, job)).staging;
        } finally {
          intake.busy = false;
        }
      };
      return { ok: true, value: { name: intake.source.found.name, read } };
    },

    summary(id: string): IntakeResult<IntakeSummary> {
      const staged = findStaged(id);
      if (!staged.ok) return staged;
      return { ok: true, value: summarise(id, staged.value.staging, staged.value.seen) };
    },

    async lines(
      id: string,
      filter: LineFilter,
      offset: number,
      limit: number,
    ): Promise<IntakeResult<{ lines: IntakeLine[]; total: number }>> {
      const staged = findStaged(id);
      if (!staged.ok) return staged;
      const { staging } = staged.value;
      const value = await listLines(staging, filter, offset, limit, createExplain(staged.value), breathe);
      return { ok: true, value };
    },

    exportLines(id: string, filter: LineFilter): IntakeResult<AsyncGenerator<string>> {
      const staged = findStaged(id);
      if (!staged.ok) return staged;
      const { staging } = staged.value;
      return { ok: true, value: exportLines(staging, filter, createExplain(staged.value), breathe) };
    },

    rejects(id: string): IntakeResult<Iterable<Reject>> {
      const found = find(id);
      if (!found.ok) return found;
      const { staged } = found.value;
      return { ok: true, value: staged === undefined ? [] : eachReject(staged.staging) };
    },

    /** Starts the apply as a job: a file that changed since the preview is refused before anything is written. */
    async startApply(id: string, confirmed: readonly IntakeAsk['kind'][]): Promise<IntakeResult<string>> {
      const asked = find(id);
      const asks = asked.ok ? await memory.findAsks(asked.value.source) : [];
      const open = asks.find(({ kind }) => !confirmed.includes(kind));
      if (open !== undefined) return { ok: false, message: open.sentence, confirm: open.kind };
      const found = idle(id);
      if (!found.ok) return found;
      const intake = found.value;
      const { staged } = intake;
      if (staged === undefined) return { ok: false, message: 'Preview the import before you apply it.' };
      if (intake.step === 'applied')
        return { ok: false, message: 'This import has been applied already. Undo it from its batch.' };
      const { name } = intake.source.found;
      if (staged.staging.numbers() === 0)
        return { ok: false, message: toNothingSentence(name, staged.seen.dispositions !== undefined) };
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
            memory.remember(intake.source.found, staged.options);
          }
          return { result, message: toEnding(result) };
        } finally {
          intake.busy = false;
          deps.changed();
        }
      });
      return { ok: true, value: job };
    },

    result(id: string): IntakeResult<ImportResult> {
      const found = find(id);
      if (!found.ok) return found;
      const { result } = found.value;
      return result ? { ok: true, value: result } : { ok: false, message: 'This import has not been applied.' };
    },

    list: () => [...intakes.values()].map(({ id, source, step }) => ({ intake: id, name: source.found.name, step })),

    async discard(id: string): Promise<IntakeResult<null>> {
      const found = idle(id);
      if (!found.ok) return found;
      intakes.delete(id);
      await found.value.source.close();
      deps.changed();
      return { ok: true, value: null };
    },
  };
}

function checkMapping(options: Pick<IntakeOptions, 'mapping'>, found: Omit<IntakeFound, 'intake'>): string | undefined {
  if (!options.mapping.some(({ field }) => field === 'phone'))
    return 'No column is marked as the phone number. Choose the column that holds it.';
  const beyond = options.mapping.find(({ column }) => column >= found.columns.length);
  if (beyond) return `The file has ${found.columns.length} columns; column ${beyond.column + 1} does not exist.`;
  return undefined;
}

/** Every line was rejected: a column that holds no numbers, numbers of another country, or calls that nobody objected to. */
function toNothingSentence(name: string, hasDispositions: boolean): string {
  return hasDispositions
    ? `Nothing of "${name}" can be imported: choose which dispositions mean do-not-call, and check the phone column and the country.`
    : `Nothing of "${name}" can be imported, as every line is rejected: check which column holds the phone number, and the country.`;
}

function toEnding(result: ImportResult): string {
  if (result.state === 'cancelled') return 'Cancelled: what it had written was taken back.';
  return `Blocked ${result.added.toLocaleString('en')} new numbers; ${result.alreadyThere.toLocaleString('en')} were already there, ${result.changed.toLocaleString('en')} changed, ${result.rejected.toLocaleString('en')} lines were rejected.`;
}
