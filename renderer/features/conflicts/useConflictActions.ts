/** The actions of the conflict review, by key or by name. */
import type { ActionOf } from '../../../shared/actions.ts';
import type { Run } from '../../stores/actions.ts';
import { useActions } from '../../useActions.ts';
import type { ChoiceKind } from './useResolve.ts';

export function useConflictActions(on: {
  readonly move: (by: 1 | -1) => void;
  readonly select: () => void;
  readonly choose: (choice: ChoiceKind) => void;
  readonly undo: () => void;
}): void {
  useActions({
    'conflicts.next': () => on.move(1),
    'conflicts.previous': () => on.move(-1),
    'conflicts.select': on.select,
    'conflicts.keepOurs': () => on.choose('keepOurs'),
    'conflicts.takeTheirs': () => on.choose('takeTheirs'),
    'conflicts.edit': () => on.choose('edit'),
    undo: on.undo,
  } satisfies Record<Exclude<ActionOf<'conflicts'>, `conflicts.means${string}`> | 'undo', Run>);
}
