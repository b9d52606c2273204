/**
 * Applies a previewed file as one batch: in chunks, each one transaction through the list's writer, so that everything
 * else stays responsive. Cancelled, it takes back what it wrote; killed, the next start finds the batch "applying" and
 * does the same (list/batches/takeBack.ts).
 */
import type { ImportResult } from '../../../../shared/contract/intake.ts';
import type { Act } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toInstant } from '../../../../shared/domain/time/instant.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { toCount } from '../../../../shared/words/counts.ts';
import type { Checkpoints } from '../../db/checkpointBeside.ts';
import type { NewEntries } from '../../list/write/newEntries.ts';
import type { PreparedEntries } from '../../list/write/writeNew.ts';
import type { EntryChange } from '../../list/write/writer.ts';
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

/** Numbers a transaction: some ten milliseconds, so that whoever asks meanwhile is answered within fifty. */
const applyChunk = 4_500;

/** Turns of the event loop between two transactions: who asks for a page needs several until it is there. */
const turnsBetween = 4;
/** With fewer numbers there are few checkpoints, and the thread that makes them costs more. */
const checkpointedBeside = 100_000;

/** What the list gives an import to write with. Every method that writes is one transaction. */
export type Applier = ListView & {
  /** Whether anything on the list was released, or has ended: only then is a file compared with it before it is applied. */
  readonly hasReleased: (now: Instant) => boolean;
  /** A fresh backup, unless there is a recent one; if it could not be made, why. */
  readonly backUp: () => Promise<string | undefined>;
  /** Makes the batch row, in state "applying". */
  readonly begin: (batch: {
    readonly label: string;
    readonly act: Omit<Act, 'batchId'>;
    readonly details: Readonly<Record<string, unknown>>;
  }) => number;
  /** Makes new entries ready to be written, mostly on another thread. */
  readonly prepare: (added: NewEntries, act: Act) => Promise<PreparedEntries>;
  /** Makes the checkpoints on another thread until it is closed. */
  readonly checkpointBeside: () => Checkpoints;
  /** Moves whenever anything is written to the database, by whomever. */
  readonly mark: () => number;
  readonly write: (changes: readonly EntryChange[], added: PreparedEntries | NewEntries | undefined, act: Act) => void;
  /** Saves the rejected lines of the batch, some thousand each time it is asked for the next. */
  readonly saveRejects: (batch: number, rejects: Iterable<Reject>) => Generator<void>;
  /** Closes the batch: its counts with its state "applied". */
  readonly finish: (batch: number, counts: BatchCounts) => void;
  /** Takes back whatever the batch wrote, and closes it as "cancelled". */
  readonly takeBack: (batch: number) => Promise<void>;
};

export type ApplyControl = {
  readonly signal: AbortSignal;
  readonly progress: (done: number, total: number | null, message: string) => void;
};

/** Applies the staged lines. Throws what the writer throws, after taking back what was written. */
export async function applyStaged(
  staging: Staging,
  choices: ImportChoices,
  about: { readonly label: string; readonly author: string; readonly details: Readonly<Record<string, unknown>> },
  applier: Applier,
  targets: TargetIndex,
  clock: Clock,
  { signal, progress }: ApplyControl,
): Promise<ImportResult> {
  progress(0, staging.numbers(), 'Backing up the list first.');
  const failure = await applier.backUp();
  const warnings = failure === undefined ? [] : [toNoBackup(failure)];
  signal.throwIfAborted();
  const started = { at: toInstant(clock.now()), author: about.author };
  const batch = applier.begin({ label: about.label, act: started, details: about.details });
  const act: Act = { ...started, batchId: batch };
  const breathe = async (): Promise<void> => {
    for (let turn = 0; turn < turnsBetween; turn++) await clock.breathe();
  };
  const tell = (done: number): void => {
    const [wrote, total] = [done, staging.numbers()].map((count) => toCount(count));
    progress(done, staging.numbers(), `Wrote ${wrote} of ${total} numbers.`);
  };
  const checkpoints = staging.numbers() < checkpointedBeside ? undefined : applier.checkpointBeside();
  try {
    const plan = createStagedPlan(staging, choices, act, targets, applier, applyChunk);
    await writeChunks(plan, act, applier, async ({ from, to, ranks }) => {
      staging.settle(from, ranks);
      tell(to);
      await checkpoints?.committed();
      await breathe();
      return !signal.aborted;
    });
    for (const _ of signal.aborted ? [] : applier.saveRejects(batch, eachReject(staging))) {
      await clock.breathe();
      if (signal.aborted) break;
    }
    if (signal.aborted) {
      await checkpoints?.close();
      await applier.takeBack(batch);
      return { batch, ...countLines(staging), numbers: countNumbers(staging), state: 'cancelled', warnings };
    }
    const counts = countLines(staging);
    applier.finish(batch, counts);
    return { batch, ...counts, numbers: countNumbers(staging), state: 'applied', warnings };
  } catch (error) {
    await checkpoints?.close();
    await applier.takeBack(batch);
    throw error;
  } finally {
    await checkpoints?.close();
  }
}

/**
 * Writes chunk after chunk, while the next one is planned and made ready. What was planned ahead stands only as long as nobody
 * else has written anything; otherwise it is planned anew, by the list as it is. `next` is told of every chunk that was
 * written and answers whether to go on.
 */
async function writeChunks(
  plan: StagedPlan,
  act: Act,
  applier: Applier,
  next: (written: PlannedChunk) => Promise<boolean>,
): Promise<void> {
  const makeReady = (chunk: PlannedChunk | undefined) => {
    const added = chunk?.added && applier.prepare(chunk.added, act);
    // Whoever stops meanwhile no longer waits for it.
    added?.catch(() => undefined);
    return chunk && { chunk, added };
  };
  let ready = makeReady(plan(0));
  let mark = applier.mark();
  while (ready !== undefined) {
    let added: PreparedEntries | NewEntries | undefined = await ready.added;
    let { chunk } = ready;
    // From here to the writing nothing else runs.
    if (applier.mark() !== mark) {
      chunk = plan(chunk.from) ?? chunk;
      ({ added } = chunk);
    }
    ready = makeReady(plan(chunk.to));
    if (chunk.changes.length > 0 || added !== undefined) applier.write(chunk.changes, added, act);
    mark = applier.mark();
    if (!(await next(chunk))) return;
  }
}

/** The import goes on without a backup, as it can be undone by its batch; the person is told. */
const toNoBackup = (failure: string): string =>
  `No backup was made before this import: ${failure} The import itself can be undone; make a backup as soon as you can.`;
