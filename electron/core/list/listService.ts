/**
 * The list as its callers see it: block, change, release, check, look up, page through and export numbers. Each answer is
 * a value or one sentence; all that changes something goes through the one write path as a batch.
 */
import { createDayWriter } from '../../../shared/domain/entrySentence.ts';
import { type AddInput, type AddResult, addEntries } from './addEntries.ts';
import { type CheckInput, checkNumbers } from './checkNumbers.ts';
import { createDecide, type Decide } from './decide.ts';
import { type EditInput, type EditResult, editEntries, removeEntries } from './editEntries.ts';
import type { Answer, ListDeps } from './listDeps.ts';
import { loadNumberDetails, type NumberDetails } from './numberDetails.ts';
import { createOpenConflicts } from './openConflicts.ts';
import type { CheckResult } from '../../../shared/contract/entries.ts';

export type ListService = {
  readonly add: (input: AddInput) => Answer<AddResult>;
  readonly edit: (input: EditInput) => Answer<EditResult>;
  readonly remove: (input: { numbers: readonly string[]; why: string }) => Answer<EditResult>;
  readonly check: (input: CheckInput) => Answer<CheckResult[]>;
  /** The question behind `check` for one number that is known to be one. */
  readonly decide: Decide;
  readonly get: (input: { number: string; region?: string | undefined }) => Answer<NumberDetails>;
};

/** `timeZone`: in which sentences write days; without it, the machine's. */
export function createListService(
  parts: Omit<ListDeps, 'conflicts' | 'toDay'> & { readonly timeZone?: string },
): ListService {
  const conflicts = createOpenConflicts(parts.store.db);
  const deps: ListDeps = { ...parts, conflicts, toDay: createDayWriter(parts.timeZone) };
  const decide = createDecide(parts.store.db, conflicts);
  return {
    add: (input) => addEntries(deps, input),
    edit: (input) => editEntries(deps, input),
    remove: (input) => removeEntries(deps, input),
    check: (input) => checkNumbers(deps, decide, input),
    decide,
    get: (input) => loadNumberDetails(deps, input),
  };
}
