/** The fields of an entry as a form holds them (text), and as the contract takes them. Pure, and tested without React. */
import type { HoldInput } from '../../../shared/contract/entries.ts';

export type StatementForm = {
  readonly holds: readonly HoldInput[];
  readonly reason: string;
  readonly category: string;
  /** As a `datetime-local` field writes it: `2026-05-03T14:01`, in the reader's zone; '' when not known. */
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

/** The form as the contract takes it: empty text is null, a local time is an instant. */
export function toStatementInput(form: StatementForm) {
  const batchId = form.batchId.trim();
  const requestUuid = form.requestUuid.trim();
  return {
    holds: [...form.holds],
    reason: form.reason.trim() === '' ? null : form.reason.trim(),
    category: form.category.trim() === '' ? null : form.category.trim(),
    requestedAt: form.requestedAt === '' ? null : new Date(form.requestedAt).toISOString(),
    callReference: batchId === '' || requestUuid === '' ? null : { batchId, requestUuid },
  };
}

/** An instant as a `datetime-local` field takes it. */
export function toLocalField(instant: string | null): string {
  if (instant === null) return '';
  const date = new Date(instant);
  return new Date(date.getTime() - date.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
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

/** The fields in which two forms differ, as a patch: what was not touched is not sent, down to the seconds of a time. */
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
