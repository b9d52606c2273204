/**
 * Applies a previewed file as one batch, in chunks. Each chunk is one transaction through the list's writer, so that
 * everything else stays responsive. When the work is cancelled or killed, what it wrote is taken back
 * (list/batches/longBatch.ts).
 */
import type { ImportResult } from '../../../../shared/contract/intake.ts';
import type { Act } from '../../../../shared/domain/entry/entry.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { Checkpoints } from '../../db/checkpointBeside.ts';
import type { JobControl } from '../../desk/jobs.ts';
import { type LongStep, runLongBatch } from '../../list/batches/longBatch.ts';
import type { NewEntries } from '../../list/write/newEntries.ts';
import type { PreparedEntries } from '../../list/write/writeNew.ts';
import type { RejectCells } from '../../files/write/rejectsCsv.ts';
import type { Clock } from '../../ports.ts';
import { type BatchCounts, countLines, countNumbers, eachReject } from './lineCounts.ts';
import {
  createStagedPlan,
  type ImportChoices,
  type ListView,
  type PlannedChunk,
  type StagedPlan,
} from './planStaged.ts';
import type { Reject, Staging } from '../staging/staging.ts';
import { applyStagedWords as say } from '../../../../shared/words/core/intake.ts';

/**
 * Numbers per transaction. One of `busy` takes some ten milliseconds, so that other callers are answered within fifty. Where nobody
 * asks for anything, twice as many take a tenth less time each, as every transaction ends on the disk.
 */
const applyChunk = { busy: 4_500, quiet: 9_000 };

/** Turns of the event loop between two transactions: a request for a page needs several until it is answered. */
const turnsBetween = 4;
/** Milliseconds. Where these turns take longer, somebody else had something to do in them. */
const turnsAlone = 1;
/** With fewer numbers there are few checkpoints, and the thread that makes them costs more than it saves. */
const checkpointedBeside = 100_000;

/** What the list gives an import to write with. Every method that writes is one transaction. */
export type Applier = ListView & {
  /**
   * Whether any entry on the list was released, or has ended: only then is a file compared with the list before it is
   * applied.
   */
  readonly hasReleased: (now: Instant) => boolean;
  /** Makes a fresh backup, unless there is a recent one; answers why, if it could not be made. */
  readonly backUp: () => Promise<string | undefined>;
  /** Makes the batch row, in state "applying". */
  readonly begin: (batch: {
    readonly label: string;
    readonly act: Omit<Act, 'batchId'>;
    readonly details: Readonly<Record<string, unknown>>;
  }) => number;
  /** Prepares new entries for writing, mostly on another thread. */
  readonly prepare: (added: NewEntries, act: Act) => Promise<PreparedEntries>;
  /** Makes the checkpoints on another thread until it is closed. */
  readonly checkpointBeside: () => Checkpoints;
  /**
   * Takes note of the numbers that a large import adds, in order; `save` brings the copy of the list's numbers up to date with
   * them. `pause` lets others in.
   */
  readonly noteNumbers: (batch: number) => NotedNumbers;
  /** Changes whenever anything is written to the database, by any writer. */
  readonly mark: () => number;
  readonly write: (
    chunk: Pick<PlannedChunk, 'changes' | 'asked'> & { readonly added: PreparedEntries | NewEntries | undefined },
    act: Act,
  ) => void;
  /** Saves the rejected lines of the batch, some thousand per step. */
  readonly saveRejects: (batch: number, rejects: Iterable<Reject>) => Generator<void>;
  /** The rejected lines that were saved with a batch. */
  readonly savedRejects: (batch: number) => Iterable<RejectCells>;
  /** Closes the batch: saves its counts together with its state "applied". */
  readonly finish: (batch: number, counts: BatchCounts) => void;
  /** Takes back what the batch wrote, and closes it as "cancelled". */
  readonly takeBack: (batch: number) => Promise<void>;
};

export type NotedNumbers = {
  readonly add: (chunk: Pick<PlannedChunk, 'added' | 'changes'>) => void;
  readonly save: (pause: () => Promise<void>) => Promise<void>;
};

export type ApplyDeps = {
  readonly applier: Applier;
  readonly targets: TargetIndex;
  readonly clock: Clock;
};

/** The name of the batch, its author, and what it keeps of the file. */
export type ApplyAbout = {
  readonly label: string;
  readonly author: string;
  readonly details: Readonly<Record<string, unknown>>;
};

/** Applies the staged lines. @throws what the writer throws, after taking back what was written */
export async function applyStaged(
  staged: { readonly staging: Staging; readonly choices: ImportChoices },
  { label, author, details }: ApplyAbout,
  { applier, targets, clock }: ApplyDeps,
  control: JobControl,
): Promise<ImportResult> {
  const { staging } = staged;
  const { batch, state, warnings } = await runLongBatch(
    {
      author,
      total: staging.numbers(),
      begin: (act) => applier.begin({ label, act, details }),
      chunks: (act) => writeAll(staged, act, { applier, targets, clock }, control.signal),
      finish: (id) => applier.finish(id, countLines(staging)),
    },
    { clock, control, backup: { make: applier.backUp, before: 'import' }, onCancel: applier.takeBack },
  );
  return { batch, ...countLines(staging), numbers: countNumbers(staging), state, warnings: [...warnings] };
}

/**
 * Writes the numbers chunk by chunk, then the rejected lines. When it is cancelled, it stops after the current chunk.
 */
async function* writeAll(
  { staging, choices }: { readonly staging: Staging; readonly choices: ImportChoices },
  act: Act & { readonly batchId: number },
  { applier, targets, clock }: ApplyDeps,
  signal: AbortSignal,
): AsyncGenerator<LongStep> {
  const total = staging.numbers();
  const tell = (done: number): LongStep => ({
    done,
    message: say.wroteOfNumbers(done, total),
  });
  const isLarge = total >= checkpointedBeside;
  const checkpoints = isLarge ? applier.checkpointBeside() : undefined;
  const noted = isLarge ? applier.noteNumbers(act.batchId) : undefined;
  let size = applyChunk.busy;
  try {
    const staged = { staging, choices, act, targets, list: applier };
    const plan = createStagedPlan(staged, applyChunk.quiet, () => size);
    for await (const chunk of writeChunks(plan, act, applier)) {
      staging.settle(chunk);
      noted?.add(chunk);
      yield tell(chunk.to);
      await checkpoints?.committed();
      const before = clock.monotonic();
      for (let turn = 1; turn < turnsBetween; turn++) await clock.breathe();
      size = clock.monotonic() - before > turnsAlone ? applyChunk.busy : applyChunk.quiet;
      if (signal.aborted) return;
    }
    for (const _ of applier.saveRejects(act.batchId, eachReject(staging))) yield tell(total);
    await noted?.save(clock.breathe);
  } finally {
    await checkpoints?.close();
  }
}

/**
 * Writes chunk after chunk, while the next one is planned and prepared. A plan made ahead is valid only as long as
 * nothing else was written; otherwise the chunk is planned again, by the list as it is. Yields every chunk that was
 * written.
 */
async function* writeChunks(plan: StagedPlan, act: Act, applier: Applier): AsyncGenerator<PlannedChunk> {
  const makeReady = (chunk: PlannedChunk | undefined) => {
    const added = chunk?.added && applier.prepare(chunk.added, act);
    // If the caller stops meanwhile, nothing waits for it any more: this avoids an unhandled rejection.
    added?.catch(() => undefined);
    return chunk && { chunk, added };
  };
  let ready = makeReady(plan(0));
  let mark = applier.mark();
  while (ready !== undefined) {
    let added: PreparedEntries | NewEntries | undefined = await ready.added;
    let { chunk } = ready;
    // From here until the write, no other code runs.
    if (applier.mark() !== mark) {
      chunk = plan(chunk.from) ?? chunk;
      ({ added } = chunk);
    }
    ready = makeReady(plan(chunk.to));
    const { changes, asked } = chunk;
    if (changes.length + asked.length > 0 || added !== undefined) applier.write({ changes, asked, added }, act);
    mark = applier.mark();
    yield chunk;
  }
}
