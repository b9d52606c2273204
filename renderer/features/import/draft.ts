/**
 * What the supervisor has chosen for one import so far, as the fields of the page hold it, and its way to the contract's
 * options and back. Pure: the same draft always gives the same options, which is how a preview is known to be current.
 */
import type { ColumnField, IntakeFound, IntakeOptions, IntakeOptionsInput } from '../../../shared/contract/intake.ts';
import { everywhereForEver } from '../../ui/ScopePicker.tsx';
import { type StatementForm, toStatementInput } from '../entry/statementForm.ts';

export type ImportDraft = {
  /** The field of every column, by its place in the file. */
  readonly fields: readonly ColumnField[];
  /** For numbers without a country code; null: the desk has no default country, and none was chosen. */
  readonly region: string | null;
  /** What every line says that does not say otherwise itself. */
  readonly statement: StatementForm;
  readonly onDuplicate: 'keep' | 'update';
  /** Block again what was released, or whose block has ended. */
  readonly revive: boolean;
  /** What the entries name as their source; '' for the file's name. */
  readonly sourceLabel: string;
  /** The dispositions that mean do-not-call; null: those that are known to. */
  readonly requestValues: readonly string[] | null;
  readonly confirmInvalid: boolean;
};

/** The draft of a file as it was found, or of the options that its preview was made with. */
export function toDraft(found: IntakeFound, options: IntakeOptions | null, defaultRegion: string | null): ImportDraft {
  const guessed = options === null ? found.columns : options.mapping;
  const fields = found.columns.map(
    ({ column }) => guessed.find((entry) => entry.column === column)?.field ?? ('ignore' as const),
  );
  // Of a single column nobody wants anything but its numbers, however odd they look.
  if (options === null && fields.length === 1 && fields[0] === 'ignore') fields[0] = 'phone';
  return {
    fields,
    region: options?.region ?? defaultRegion,
    statement: {
      holds: options?.holds ?? everywhereForEver,
      reason: options?.reason ?? '',
      category: options?.category ?? '',
      requestedAt: options?.requestedAt ?? '',
      batchId: options?.callReference?.batchId ?? '',
      requestUuid: options?.callReference?.requestUuid ?? '',
    },
    onDuplicate: options?.onDuplicate ?? 'keep',
    revive: options?.revive ?? false,
    sourceLabel: options?.sourceLabel ?? '',
    requestValues: options === null ? found.requestValues : (options.requestValues ?? null),
    confirmInvalid: options?.confirmInvalid ?? false,
  };
}

export function toOptions(draft: ImportDraft): IntakeOptionsInput {
  return {
    mapping: draft.fields.map((field, column) => ({ column, field })).filter(({ field }) => field !== 'ignore'),
    ...(draft.region === null ? {} : { region: draft.region }),
    ...toStatementInput(draft.statement),
    onDuplicate: draft.onDuplicate,
    revive: draft.revive,
    ...(draft.sourceLabel.trim() === '' ? {} : { sourceLabel: draft.sourceLabel.trim() }),
    ...(draft.requestValues === null ? {} : { requestValues: [...draft.requestValues] }),
    confirmInvalid: draft.confirmInvalid,
  };
}

/** Why the draft cannot be previewed yet, in a sentence; undefined when it can. */
export function findGap(draft: ImportDraft): string | undefined {
  if (!draft.fields.includes('phone'))
    return 'No column is marked as the phone number. Choose the column that holds it.';
  if (draft.statement.holds.length === 0)
    return 'Choose where the numbers are blocked: everywhere, or at least one account or agent.';
  return undefined;
}

/** Gives a column another field. A field that only one column can have moves there. */
export function withField(draft: ImportDraft, column: number, field: ColumnField): ImportDraft {
  const isRepeatable = field === 'phone' || field === 'reason' || field === 'ignore' || field === 'name';
  const fields = draft.fields.map((known, at) => {
    if (at === column) return field;
    return known === field && !isRepeatable ? 'ignore' : known;
  });
  return { ...draft, fields };
}
