/**
 * Decides conflicts through the core, shows what was done with Undo, and remembers the decisions of this visit for the
 * `U` key.
 */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { getAction } from '../../../shared/actions.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { countOf } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useToast, useUndoToast } from '../../ui/useUndoToast.tsx';

export type Resolution = DeskInputs['conflicts']['resolve'];
export type ChoiceKind = Resolution['choice'];

/** `onRefused`: nothing was decided, perhaps because a question has changed: what is shown has to be loaded again. */
export function useResolve(onDone: (ids: readonly number[]) => void, onRefused: () => void) {
  const { client, queries } = useDesk();
  const tell = useToast();
  const tellUndo = useUndoToast();
  const [batches, setBatches] = useState<readonly number[]>([]);
  const resolve = useMutation(
    queries.conflicts.resolve.mutationOptions({
      onSuccess: ({ batch, resolved }, { questions, choice }) => {
        if (batch !== null) setBatches((now) => [...now, batch]);
        tellUndo(`${countOf(resolved, 'conflict')} decided: ${done[choice]}.`, batch);
        onDone(questions.map(({ id }) => id));
      },
      onError: (error) => {
        tell(toSentence(error), true);
        onRefused();
      },
    }),
  );
  const undo = useMutation({
    mutationFn: async () => {
      const batch = batches.at(-1);
      if (batch === undefined) return tell('There is no decision of this visit to undo.');
      setBatches(batches.slice(0, -1));
      const { changed, leftCount } = await client.batches.undo({ batch });
      return tell(
        leftCount === 0
          ? `Undone: ${countOf(changed, 'number')} as before.`
          : `Undone: ${countOf(changed, 'number')} as before. ${countOf(leftCount, 'number')} changed since and stayed as they are.`,
      );
    },
    onError: (error) => tell(toSentence(error), true),
  });
  return {
    isPending: resolve.isPending || undo.isPending,
    resolve: (resolution: Resolution) => {
      if (!resolve.isPending) resolve.mutate(resolution);
    },
    undo: () => undo.mutate(),
  };
}

const done = {
  keepOurs: 'ours is kept',
  takeTheirs: 'theirs is taken',
  edit: 'edited and kept',
} as const satisfies Record<ChoiceKind, string>;

/** The name of a choice, for its button, its command and its key. */
export function nameChoice(choice: ChoiceKind): string {
  return getAction(`conflicts.${choice}`).words;
}
