/** The bar of results: what stays, what gives way, and what Undo takes back. */
import { expect, it } from 'vitest';
import { addResult, closeResult, createResultsStore, findUndoable } from '../../../renderer/stores/results.ts';

const done = (sentence: string, undo: (() => void) | null = null) => ({ sentence, isFailure: false, undo });
const failed = (sentence: string) => ({ sentence, isFailure: true, undo: null });
const sentences = (store: ReturnType<typeof createResultsStore>) =>
  store.getState().shown.map(({ sentence }) => sentence);

it('shows the last result alone, and takes back what is shown and nothing else', () => {
  const store = createResultsStore();
  const undone: string[] = [];
  addResult(
    store,
    done('Blocked 1 number.', () => undone.push('first')),
  );
  addResult(
    store,
    done('Blocked 2 numbers.', () => undone.push('second')),
  );
  expect(sentences(store)).toEqual(['Blocked 2 numbers.']);
  findUndoable(store.getState())?.undo?.();
  expect(undone).toEqual(['second']);
  addResult(store, done('Settings saved.'));
  expect(findUndoable(store.getState())).toBeUndefined();
});

it('keeps a failure until it is closed, once, beside the result that came after it', () => {
  const store = createResultsStore();
  addResult(store, done('Blocked 1 number.'));
  addResult(store, failed('The disk is full.'));
  expect(sentences(store)).toEqual(['The disk is full.', 'Blocked 1 number.']);
  addResult(store, failed('The disk is full.'));
  addResult(store, done('Settings saved.'));
  expect(sentences(store)).toEqual(['The disk is full.', 'Settings saved.']);
  closeResult(store, store.getState().shown[0]?.id ?? -1);
  expect(sentences(store)).toEqual(['Settings saved.']);
});
