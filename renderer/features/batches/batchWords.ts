/** The words of a batch: its kind, its state, and what it did. Pure. */
import type { BatchRow } from '../../../shared/contract/entries.ts';
import { toCount } from '../../../shared/words/counts.ts';
import type { Mark } from '../../ui/StateMark.tsx';
import { batchWords as say } from '../../../shared/words/page/batches.ts';

export const kindWords = {
  import: 'import',
  add: 'block',
  edit: 'change',
  remove: 'removal',
  undo: 'undo',
  resolve: 'decision',
  pull: say.fromAVendor,
} as const satisfies Record<BatchRow['kind'], string>;

export function isKind(text: string | undefined): text is BatchRow['kind'] {
  return text !== undefined && Object.hasOwn(kindWords, text);
}

/** The state of a batch; undefined for the usual state, so that the others stand out. */
export function toBatchMark({ state, takenBack }: BatchRow): Mark | undefined {
  if (takenBack) return { word: say.stoppedHalfWayTakenBack, shape: 'triangle', tone: 'person' };
  const marks = {
    applied: undefined,
    applying: { word: say.underWay, shape: 'spin', tone: 'plain' },
    cancelled: { word: say.cancelledTakenBack, shape: 'dash', tone: 'plain' },
    undone: { word: say.undone, shape: 'dash', tone: 'plain' },
  } as const satisfies Record<BatchRow['state'], Mark | undefined>;
  return marks[state];
}

/** "1,204 blocked, 3 changed, 12 rejected". */
export function toDid(batch: BatchRow): string {
  if (batch.state === 'cancelled') return say.nothing;
  const counts: readonly (readonly [number, string])[] = [
    [batch.added, say.blocked],
    [batch.changed, say.changed],
    [batch.removed, say.released],
    [batch.alreadyThere, say.soAlready],
    [batch.rejected, say.rejected],
  ];
  const told = counts.filter(([count]) => count > 0).map(([count, word]) => `${toCount(count)} ${word}`);
  return told.length === 0 ? say.nothing : told.join(', ');
}

/** What the undo of a batch is called; null where it cannot be undone. */
export function toUndoWord({ state, kind }: BatchRow): string | null {
  if (state !== 'applied') return null;
  return kind === 'undo' ? say.bringBack : say.undo;
}

/** The result of an undo. */
export function toUndone(changed: number, leftCount: number): string {
  const left = leftCount === 0 ? '' : say.numbersChangedSinceAndStayed(leftCount);
  return changed === 0 ? say.nothingWasUndone(left) : say.undoneOf(changed, left);
}
