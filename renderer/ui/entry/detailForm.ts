/** The fields of an entry (shared/fields.ts) as a form holds them, a text per part, and as the contract takes them. Pure. */
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { type Details, type DetailTexts, fromTexts, noDetails, toTexts } from '../../../shared/domain/entry/details.ts';
import { type Field, fieldNames, type Part, type PartRow, fieldParts } from '../../../shared/fields.ts';
import { detailFormWords as say } from '../../../shared/words/page/entryForm.ts';

/** '' where nothing is said. A moment is a day, a time of the desk or an instant (ISO 8601). */
export type DetailForm = { readonly [P in Part]: string };

/** The fields as an add, an edit or an import takes them: null says nothing. */
export type DetailInput = Required<Pick<DeskInputs['entries']['add'], Field>>;

const fromParts = (read: (part: Part) => string): DetailForm =>
  Object.fromEntries(fieldParts.map(({ part }) => [part, read(part)])) as DetailForm;

export const emptyDetails: DetailForm = fromParts(() => '');

/** The parts of a field. */
export const partsOf = (field: Field): readonly PartRow[] => fieldParts.filter((part) => part.field === field);

/** The form of an entry, or of the options of an import, in which a moment may be a day. */
export function toDetailForm(details: { readonly [F in Field]?: unknown }): DetailForm {
  const texts = toTexts({ ...noDetails, ...(details as Partial<Details>) });
  return fromParts((part) => texts[part] ?? '');
}

/** The form as the contract takes it. */
export function toDetailInput(form: DetailForm): DetailInput {
  return fromTexts(Object.fromEntries(fieldParts.map(({ part }) => [part, form[part].trim() || null])) as DetailTexts);
}

/** The chosen fields of a form. */
export function pickDetails(form: DetailForm, isChosen: (field: Field) => boolean): Partial<DetailInput> {
  const input = toDetailInput(form);
  return Object.fromEntries(fieldNames.filter(isChosen).map((field) => [field, input[field]]));
}

/** Whether a field has anything in it. */
export const isFilled = (form: DetailForm, field: Field): boolean =>
  partsOf(field).some(({ part }) => form[part].trim() !== '');

/** The sentence about a field of which only half is there; undefined: there is none. */
export function findHalf(form: DetailForm, some: readonly Field[]): string | undefined {
  const isHalf = (field: Field) => isFilled(form, field) && partsOf(field).some(({ part }) => form[part].trim() === '');
  return some.some(isHalf) ? say.aCallReferenceNeedsBoth : undefined;
}
