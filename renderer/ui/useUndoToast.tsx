/** Says what was done and offers Undo, which takes back exactly that batch. `useToast` does so without Undo. */
import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { toSentence, useDesk } from '../desk.tsx';
import { countOf } from '../../shared/words/counts.ts';

const shownMs = 12_000;

/** A plain message. `failed` keeps it until it is closed. */
export function useToast(): (sentence: string, failed?: boolean) => void {
  return (sentence, failed = false) => {
    notifications.show({
      message: sentence,
      autoClose: failed ? false : 6_000,
      ...(failed ? { color: 'red', role: 'alert' } : {}),
      closeButtonProps: { 'aria-label': 'Close this message' },
    });
  };
}

/** The outcome of a command that changed the list. `batch` is null when nothing changed: then there is nothing to undo. */
export function useUndoToast(): (sentence: string, batch: number | null) => void {
  const { client } = useDesk();
  const tell = useToast();
  return (sentence, batch) => {
    if (batch === null) {
      tell(sentence);
      return;
    }
    const id = `batch-${batch}`;
    const undo = async () => {
      notifications.hide(id);
      try {
        const { changed, leftCount } = await client.batches.undo({ batch });
        const kept = leftCount === 0 ? '' : ` ${countOf(leftCount, 'number')} changed since and stayed as they are.`;
        tell(`Undone: ${countOf(changed, 'number')} as before.${kept}`);
      } catch (error) {
        tell(toSentence(error), true);
      }
    };
    notifications.show({
      id,
      autoClose: shownMs,
      closeButtonProps: { 'aria-label': 'Close this message' },
      message: (
        <span style={{ display: 'flex', alignItems: 'center', justifyContent: 'space-between', gap: 12 }}>
          {sentence}
          <Button variant="default" size="compact-sm" onClick={() => void undo()}>
            Undo
          </Button>
        </span>
      ),
    });
  };
}
