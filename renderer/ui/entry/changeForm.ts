/**
 * What a bulk change is to change, as its fields hold it, and as the contract takes it. A field that is not chosen stays as it
 * is in every entry; one that is chosen and empty is taken away. Pure.
 */
import type { HoldInput } from '../../../shared/contract/entries.ts';
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { type Field, fieldNames } from '../../../shared/fields.ts';
import { type DetailForm, emptyDetails, findHalf, pickDetails } from './detailForm.ts';
import { emptyStatement } from './statementForm.ts';
import { changeFormWords as say } from '../../../shared/words/page/entryForm.ts';

export type ChangeField = 'where' | 'until' | Field;
export const changeFields: readonly ChangeField[] = ['where', 'until', ...fieldNames];

/** Until when: for ever, or to the end of a day (`2026-06-30`) or a time of the desk; '' while none is chosen. */
export type Ends = { readonly kind: 'never' | 'on'; readonly end: string };

export type ChangeForm = DetailForm & {
  readonly chosen: readonly ChangeField[];
  readonly holds: readonly HoldInput[];
  readonly ends: Ends;
};

type Act = Extract<DeskInputs['bulk']['preview']['act'], { kind: 'edit' }>;

export function startChange(chosen: readonly ChangeField[]): ChangeForm {
  return {
    ...emptyDetails,
    chosen,
    holds: emptyStatement.holds,
    ends: { kind: 'never', end: '' },
  };
}

/** The end as the contract takes it; null: never; undefined: the day is not chosen yet. */
function toExpires({ kind, end }: Ends): string | null | undefined {
  return kind === 'never' ? null : end === '' ? undefined : end;
}

/** The same form with a field chosen, or not. Where and until exclude each other: a place brings its own end. */
export function withChosen(form: ChangeForm, field: ChangeField, isChosen: boolean): ChangeForm {
  const excluded = field === 'where' ? 'until' : field === 'until' ? 'where' : undefined;
  const others = form.chosen.filter((other) => other !== field && (!isChosen || other !== excluded));
  return { ...form, chosen: isChosen ? [...others, field] : others };
}

/** The sentence about what is missing, or undefined. */
export function findChangeGap(form: ChangeForm): string | undefined {
  const { chosen, holds, ends } = form;
  if (chosen.length === 0) return say.chooseAtLeastOneField;
  if (chosen.includes('where') && holds.length === 0) return say.chooseAtLeastOnePlace;
  if (chosen.includes('until') && toExpires(ends) === undefined) return say.chooseTheLastBlockedDay;
  return findHalf(
    form,
    fieldNames.filter((field) => chosen.includes(field)),
  );
}

/** What is asked of the core; undefined while something is missing. */
export function toAct(form: ChangeForm): Act | undefined {
  if (findChangeGap(form) !== undefined) return undefined;
  const { chosen, holds, ends } = form;
  const has = (field: ChangeField) => chosen.includes(field);
  return {
    kind: 'edit',
    patch: {
      ...(has('where') ? { holds: [...holds] } : {}),
      ...pickDetails(form, has),
    },
    ...(has('until') ? { expires: toExpires(ends) ?? null } : {}),
  };
}
