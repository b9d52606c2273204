/**
 * Decides conflicts through the core, shows what was done with Undo, and remembers the decisions of this visit for the
 * `U` key.
 */
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { getAction } from '../../../shared/actions.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { useTell, useTellUndo, useUndo } from '../../ui/useTell.ts';
import { resolveWords as say } from '../../../shared/words/page/conflicts.ts';

export type Resolution = DeskInputs['conflicts']['resolve'];
export type ChoiceKind = Resolution['choice'];

/** `onRefused`: nothing was decided, perhaps because a question has changed: what is shown has to be loaded again. */
export function useResolve(onDone: (ids: readonly number[]) => void, onRefused: () => void) {
  const { queries } = useDesk();
  const tell = useTell();
  const tellUndo = useTellUndo();
  const undo = useUndo();
  const [batches, setBatches] = useState<readonly number[]>([]);
  const resolve = useMutation(
    queries.conflicts.resolve.mutationOptions({
      onSuccess: ({ batch, resolved }, { questions, choice }) => {
        if (batch !== null) setBatches((now) => [...now, batch]);
        tellUndo(say.conflictsDecided(resolved, done[choice]), batch, () =>
          setBatches((now) => now.filter((other) => other !== batch)),
        );
        onDone(questions.map(({ id }) => id));
      },
      onError: (error) => {
        tell(toSentence(error), true);
        onRefused();
      },
    }),
  );
  const undoLast = useMutation({
    mutationFn: async () => {
      const batch = batches.at(-1);
      if (batch === undefined) return tell(say.thereIsNoDecision);
      setBatches(batches.slice(0, -1));
      return undo(batch);
    },
  });
  return {
    isPending: resolve.isPending || undoLast.isPending,
    resolve: (resolution: Resolution) => {
      if (!resolve.isPending) resolve.mutate(resolution);
    },
    undo: () => undoLast.mutate(),
  };
}

const done = {
  keepOurs: say.oursIsKept,
  takeTheirs: say.theirsIsTaken,
  edit: say.editedAndKept,
} as const satisfies Record<ChoiceKind, string>;

/** The name of a choice, for its button, its command and its key. */
export function nameChoice(choice: ChoiceKind): string {
  return getAction(`conflicts.${choice}`).words;
}
