/** The fields of an entry and where it holds, as a form holds them (text), and as the contract takes them. Pure, and tested without React. */
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import type { HoldInput } from '../../../shared/contract/entries.ts';
import { fieldNames } from '../../../shared/fields.ts';
import {
  type DetailForm,
  type DetailInput,
  emptyDetails,
  findHalf,
  partsOf,
  pickDetails,
  toDetailInput,
} from './detailForm.ts';
import { statementFormWords as say } from '../../../shared/words/page/entryForm.ts';

export type StatementForm = DetailForm & { readonly holds: readonly HoldInput[] };
export type StatementInput = DetailInput & { readonly holds: HoldInput[] };

export const emptyStatement: StatementForm = { ...emptyDetails, holds: [{ place: 'everywhere', until: null }] };

/** Holds as they are shown, as a form begins with them. */
export function toHoldInputs(holds: DeskOutputs['conflicts']['list']['conflicts'][number]['holds']): HoldInput[] {
  return holds.map(({ place, until, except }) => ({ place, until, ...(except && { except: [...except] }) }));
}

/** The sentence about what is wrong in the form, or undefined. */
export function findProblem(form: StatementForm): string | undefined {
  if (form.holds.length === 0) return say.chooseAtLeastOnePlace;
  return findHalf(form, fieldNames);
}

/** The form as the contract takes it: empty text is null. */
export function toStatementInput(form: StatementForm): StatementInput {
  return { ...toDetailInput(form), holds: [...form.holds] };
}

/** The fields in which two forms differ, as a patch: what was not touched is not sent. */
export function toPatch(before: StatementForm, after: StatementForm): Partial<StatementInput> {
  const isSame = JSON.stringify(before.holds) === JSON.stringify(after.holds);
  return {
    ...(isSame ? {} : { holds: [...after.holds] }),
    ...pickDetails(after, (field) => partsOf(field).some(({ part }) => before[part] !== after[part])),
  };
}
