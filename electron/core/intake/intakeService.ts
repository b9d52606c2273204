/**
 * What can be done with an intake, which is an opened file or pasted text (openIntakes.ts): its preview
 * (previewIntake.ts), what the preview says line by line, and the apply. Nothing is written to the list before `apply`.
 */
import type {
  ImportResult,
  IntakeAsk,
  IntakeLine,
  IntakeOptions,
  IntakeSummary,
} from '../../../shared/contract/intake.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { type Answer, needsPerson, refuse } from '../answer.ts';
import type { MappingRows } from '../db/desk/mappingRows.ts';
import type { DeskTime } from '../desk/deskTime.ts';
import { type JobControl, JobFailure, type Jobs } from '../desk/jobs.ts';
import type { RejectCells } from '../files/write/rejectsCsv.ts';
import type { Clock } from '../ports.ts';
import { type AppliedBefore, createIntakeMemory, type IntakeMemory, toParts } from './intakeMemory.ts';
import { createOpenIntakes, type Intake, type OpenIntakes } from './openIntakes.ts';
import { type Applier, applyStaged } from './plan/applyStaged.ts';
import { eachReject } from './plan/lineCounts.ts';
import type { LineFilter } from './plan/listLines.ts';
import { createStagedLines, type Staged } from './plan/stagedLines.ts';
import { createIntakePreview } from './previewIntake.ts';
import { intakeServiceWords as say } from '../../../shared/words/core/intake.ts';

export type IntakeDeps = {
  readonly clock: Clock;
  readonly time: Pick<DeskTime, 'passed'>;
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

/** The imports of one desk. */
export function createIntakeService(deps: IntakeDeps) {
  const { applier } = deps;
  const memory = createIntakeMemory(deps);
  const { shelf, ...opening } = createOpenIntakes({ ...deps, memory });
  const stagedLines = createStagedLines({ ...deps, list: applier });
  const summaryOf = ({ id, source }: Intake, staged: Staged): IntakeSummary =>
    stagedLines.summarise(
      id,
      staged,
      source.found.columns.map(({ header }) => header),
    );

  function findLines(id: string): Answer<{ readonly intake: Intake; readonly staged: Staged }> {
    const found = shelf.find(id);
    if (!found.ok) return found;
    const { state } = found.value;
    if (state.step === 'previewed') return { ok: true, value: { intake: found.value, staged: state.staged } };
    return refuse(state.step === 'found' ? say.thereIsNoPreview : say.thisImportWasApplied);
  }

  return {
    ...opening,
    ...createIntakePreview(deps, { shelf }),
    ...createIntakeApply(deps, { shelf, memory, summaryOf }),

    /** What the preview says in total; after the apply, what was done. */
    summary(id: string): Answer<IntakeSummary> {
      const open = shelf.find(id);
      if (open.ok && open.value.state.step === 'applied') return { ok: true, value: open.value.state.summary };
      const found = findLines(id);
      return found.ok ? { ok: true, value: summaryOf(found.value.intake, found.value.staged) } : found;
    },

    async lines(
      id: string,
      filter: LineFilter,
      window: { readonly offset: number; readonly limit: number },
    ): Promise<Answer<{ lines: IntakeLine[]; total: number }>> {
      const found = findLines(id);
      return found.ok ? { ok: true, value: await stagedLines.list(found.value.staged, filter, window) } : found;
    },

    exportLines(id: string, filter: LineFilter): Answer<AsyncGenerator<string>> {
      const found = findLines(id);
      if (!found.ok) return found;
      const { intake, staged } = found.value;
      return { ok: true, value: shelf.reading(intake, stagedLines.export(staged, filter)) };
    },

    /** What is left out, cell by cell; for an applied import, what its batch keeps. */
    rejects(id: string): Answer<Iterable<RejectCells>> {
      const found = shelf.find(id);
      if (!found.ok) return found;
      const { state, result } = found.value;
      if (state.step === 'previewed') return { ok: true, value: eachReject(state.staged.staging) };
      return {
        ok: true,
        value: state.step === 'found' || result === undefined ? [] : applier.savedRejects(result.batch),
      };
    },

    result(id: string): Answer<ImportResult> {
      const found = shelf.find(id);
      if (!found.ok) return found;
      const { result } = found.value;
      return result ? { ok: true, value: result } : refuse(say.thisImportHasNot);
    },
  };
}

/** The applies of what is on the shelf. */
function createIntakeApply(
  deps: IntakeDeps,
  parts: Pick<OpenIntakes, 'shelf'> & {
    readonly memory: IntakeMemory;
    readonly summaryOf: (intake: Intake, staged: Staged) => IntakeSummary;
  },
) {
  const { clock, jobs, applier } = deps;
  const { shelf, memory, summaryOf } = parts;

  /** An idle intake that can be applied as it was previewed. */
  function findReady(id: string): Answer<{ readonly intake: Intake; readonly staged: Staged }> {
    const found = shelf.idle(id);
    if (!found.ok) return found;
    const intake = found.value;
    const { state } = intake;
    if (state.step === 'applied') return refuse(say.thisImportHasBeen);
    if (state.step === 'found') return refuse(say.previewTheImport);
    const { staged } = state;
    const [question] = summaryOf(intake, staged).questions;
    if (question !== undefined) return needsPerson(question.sentence, question.kind);
    if (staged.staging.numbers() > 0) return { ok: true, value: { intake, staged } };
    return refuse(toNothingSentence(intake.source.found.name, staged.noticed.meanings.length > 0));
  }

  async function apply(
    intake: Intake,
    staged: Staged,
    confirmed: readonly IntakeAsk['kind'][],
    control: JobControl,
  ): Promise<ImportResult> {
    const { found } = intake.source;
    const unchanged = await intake.source.checkUnchanged();
    if (!unchanged.ok) throw new JobFailure(unchanged.message);
    const details = { ...unchanged.value, ...toDetails(staged.options), confirmed, parts: toParts(found) };
    const about = { label: found.name, author: deps.author(), details };
    const result = await applyStaged(staged, about, { applier, targets: deps.targets(), clock }, control);
    intake.result = result;
    // A cancelled import took back what it had written, so that it can be applied again.
    if (result.state === 'cancelled') return result;
    intake.state = { step: 'applied', options: staged.options, summary: summaryOf(intake, staged) };
    memory.remember(found, staged.options, staged.noticed.meanings);
    return result;
  }

  return {
    /** Starts the apply as a job: a file that changed since the preview is refused before anything is written. */
    async startApply(id: string, confirmed: readonly IntakeAsk['kind'][]): Promise<Answer<string>> {
      const opened = shelf.find(id);
      const asks = opened.ok ? await memory.findAsks(opened.value.source) : [];
      const open = asks.find(({ kind }) => !confirmed.includes(kind));
      if (open !== undefined) return needsPerson(open.sentence, open.kind);
      const ready = findReady(id);
      if (!ready.ok) return ready;
      const { intake, staged } = ready.value;
      const job = jobs.start({ kind: 'import', label: intake.source.found.name, subject: id }, (control) =>
        shelf.work(intake, async () => {
          const result = await apply(intake, staged, confirmed, control);
          return { result, message: toEnding(result) };
        }),
      );
      return { ok: true, value: job.id };
    },
  };
}

/** What the batch keeps of the choices. */
function toDetails({ mapping, onDuplicate, revive, requestValues, columnAnswers }: IntakeOptions) {
  return {
    mapping,
    onDuplicate,
    revive,
    ...(requestValues === undefined ? {} : { requestValues }),
    ...(columnAnswers.length === 0 ? {} : { columnAnswers }),
  };
}

/**
 * The sentence when every line was rejected: a column without numbers, numbers of another country, or calls to which no
 * person objected.
 */
function toNothingSentence(name: string, hasDispositions: boolean): string {
  return hasDispositions ? say.nothingOfCanBeImported(name) : say.nothingOfCanBeImportedAs(name);
}

function toEnding(result: ImportResult): string {
  if (result.state === 'cancelled') return say.cancelledWhatItHad;
  const told = say.blockedNewNumbers(result.added, result.alreadyThere, result.changed, result.rejected);
  return [told, ...result.warnings].join(' ');
}
