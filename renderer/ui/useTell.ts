/** Says in the bar at the foot of the window what was done, or what went wrong. */
import { toSentence, useDesk } from '../desk.tsx';
import { addResult } from '../stores/results.ts';
import { tellWords as say } from '../../shared/words/page/ui.ts';

/** A plain sentence. `isFailure` keeps it until it is closed. */
export function useTell(): (sentence: string, isFailure?: boolean) => void {
  const { results } = useDesk();
  return (sentence, isFailure = false) => addResult(results, { sentence, isFailure, undo: null });
}

/** Takes a batch back and says what came of it; a failure is told, never thrown. */
export function useUndo(): (batch: number) => Promise<void> {
  const { client } = useDesk();
  const tell = useTell();
  return async (batch) => {
    try {
      const { changed, leftCount } = await client.batches.undo({ batch });
      const kept = leftCount === 0 ? '' : say.numbersChangedSinceAndStayed(leftCount);
      tell(say.undone(changed, kept));
    } catch (error) {
      tell(toSentence(error), true);
    }
  };
}

/**
 * The outcome of a command that changed the list, with Undo of exactly that batch. `batch` is null when nothing changed:
 * then there is nothing to undo. `onUndo` is called when a person asks for it.
 */
export function useTellUndo(): (sentence: string, batch: number | null, onUndo?: () => void) => void {
  const { results } = useDesk();
  const undo = useUndo();
  return (sentence, batch, onUndo) =>
    addResult(results, {
      sentence,
      isFailure: false,
      undo:
        batch === null
          ? null
          : () => {
              onUndo?.();
              void undo(batch);
            },
    });
}
