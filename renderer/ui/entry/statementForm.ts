/** The fields of an entry as a form holds them (text), and as the contract takes them. Pure, and tested without React. */
import type { HoldInput } from '../../../shared/contract/entries.ts';

export type StatementForm = {
  readonly holds: readonly HoldInput[];
  readonly reason: string;
  readonly category: string;
  /** A day, a time of the desk or an instant (ISO 8601); '' when not known. */
  readonly requestedAt: string;
  readonly batchId: string;
  readonly requestUuid: string;
};

export const emptyStatement: StatementForm = {
  holds: [{ place: 'everywhere', until: null }],
  reason: '',
  category: '',
  requestedAt: '',
  batchId: '',
  requestUuid: '',
};

/** The sentence about what is wrong in the form, or undefined. */
export function findProblem(form: StatementForm): string | undefined {
  if (form.holds.length === 0) return 'Choose at least one place where the block holds.';
  if ((form.batchId.trim() === '') !== (form.requestUuid.trim() === '')) {
    return 'A call reference needs both the batch and the request id.';
  }
  return undefined;
}

/** The form as the contract takes it: empty text is null. */
export function toStatementInput(form: StatementForm) {
  const batchId = form.batchId.trim();
  const requestUuid = form.requestUuid.trim();
  return {
    holds: [...form.holds],
    reason: form.reason.trim() === '' ? null : form.reason.trim(),
    category: form.category.trim() === '' ? null : form.category.trim(),
    requestedAt: form.requestedAt === '' ? null : form.requestedAt,
    callReference: batchId === '' || requestUuid === '' ? null : { batchId, requestUuid },
  };
}

export const reasonSuggestions: readonly string[] = [
  'asked on the phone',
  'asked by e-mail',
  'asked in writing',
  'complained',
  'wrong number',
  'threatened legal action',
];

export const categorySuggestions: readonly string[] = ['customer request', 'complaint', 'wrong number', 'legal'];

/** The fields in which two forms differ, as a patch: what was not touched is not sent. */
export function toPatch(before: StatementForm, after: StatementForm): Partial<ReturnType<typeof toStatementInput>> {
  const input = toStatementInput(after);
  const changed = (field: keyof StatementForm) => before[field] !== after[field];
  return {
    ...(JSON.stringify(before.holds) === JSON.stringify(after.holds) ? {} : { holds: input.holds }),
    ...(changed('reason') ? { reason: input.reason } : {}),
    ...(changed('category') ? { category: input.category } : {}),
    ...(changed('requestedAt') ? { requestedAt: input.requestedAt } : {}),
    ...(changed('batchId') || changed('requestUuid') ? { callReference: input.callReference } : {}),
  };
}
