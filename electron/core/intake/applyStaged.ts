/**
 * Applies a previewed file as one batch: in chunks, each one transaction through the list's writer, so that everything
 * else stays responsive. Cancelled, it takes back what it wrote; killed, the next start finds the batch "applying" and
 * does the same (recoverImports).
 */
import type { ImportResult } from '../../../shared/contract/intake.ts';
import type { Act, Entry } from '../../../shared/domain/entry.ts';
import { toInstant } from '../../../shared/domain/instant.ts';
import type { PhoneNumber } from '../../../shared/domain/number.ts';
import type { Target, TargetId } from '../../../shared/domain/scope.ts';
import type { NewEntries } from '../list/newEntries.ts';
import type { EntryChange } from '../list/writer.ts';
import type { Clock } from '../ports.ts';
import { type ImportChoices, planStaged } from './planStaged.ts';
import type { Reject, Staging } from './staging.ts';

const applyChunk = 10_000;

export type BatchCounts = Pick<ImportResult, 'lines' | 'added' | 'changed' | 'alreadyThere' | 'rejected'>;

/** What the list gives an import to write with. Every method that writes is one transaction. */
export type Applier = {
  /** The entries of these numbers, sorted ascending. */
  readonly load: (numbers: readonly PhoneNumber[]) => ReadonlyMap<PhoneNumber, Entry>;
  /** A fresh backup, unless there is a recent one. */
  readonly backUp: () => Promise<void>;
  /** Makes the batch row, in state "applying". */
  readonly begin: (batch: {
    readonly label: string;
    readonly act: Omit<Act, 'batchId'>;
    readonly details: Readonly<Record<string, unknown>>;
  }) => number;
  readonly write: (changes: readonly EntryChange[], added: NewEntries | undefined, act: Act) => void;
  /** Closes the batch: its counts and rejected lines with its state "applied". */
  readonly finish: (batch: number, counts: BatchCounts, rejects: readonly Reject[]) => void;
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
  targets: ReadonlyMap<TargetId, Target>,
  clock: Clock,
  { signal, progress }: ApplyControl,
): Promise<ImportResult> {
  progress(0, staging.numbers(), 'Backing up the list first.');
  await applier.backUp();
  signal.throwIfAborted();
  const started = { at: toInstant(clock.now()), author: about.author };
  const batch = applier.begin({ label: about.label, act: started, details: about.details });
  const act: Act = { ...started, batchId: batch };
  try {
    for (const { changes, added, done } of planStaged(staging, choices, act, targets, applier.load, applyChunk)) {
      if (changes.length > 0 || added !== undefined) applier.write(changes, added, act);
      progress(
        done,
        staging.numbers(),
        `Wrote ${done.toLocaleString('en')} of ${staging.numbers().toLocaleString('en')} numbers.`,
      );
      await clock.sleep(0);
      if (signal.aborted) {
        await applier.takeBack(batch);
        return { batch, ...countLines(staging), state: 'cancelled' };
      }
    }
    const counts = countLines(staging);
    applier.finish(batch, counts, staging.rejects);
    return { batch, ...counts, state: 'applied' };
  } catch (error) {
    await applier.takeBack(batch);
    throw error;
  }
}

/** The four counts of a batch; they add up to its lines. */
function countLines(staging: Staging): BatchCounts {
  const counts = { lines: staging.lines(), added: 0, changed: 0, alreadyThere: 0, rejected: 0 };
  for (let row = 0; row < counts.lines; row++) {
    const outcome = staging.outcome(row);
    if (outcome === 'new') counts.added++;
    else if (outcome === 'wouldChange') counts.changed++;
    else if (outcome === 'alreadyThere' || outcome === 'twiceInFile') counts.alreadyThere++;
    else counts.rejected++;
  }
  return counts;
}
