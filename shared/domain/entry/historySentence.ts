/** What one change did to a number, in one sentence: a line of its history. */
import { assertNever } from '../../assertNever.ts';
import { fields, type FieldRow } from '../../fields.ts';
import { toDetailText } from './details.ts';
import { changedFields, type Entry, type StatementField } from './entry.ts';
import { nameScope, toBlockedWhere } from './scopeWords.ts';
import type { TargetIndex } from './targetText.ts';
import type { DayWriter } from '../time/dayWriter.ts';

/** The part of a journal change that a sentence needs; `kind` is the journal's. */
export type HistoryChange = {
  readonly kind: 'add' | 'edit' | 'remove' | 'import' | 'undo' | 'resolve' | 'pull' | 'share' | 'expired' | 'redact';
  readonly author: string;
  readonly before: Entry | undefined;
  readonly after: Entry;
};

/** "Blocked everywhere by Dana (row 17 of calls.csv)." */
export function describeChange(change: HistoryChange, context: { targets: TargetIndex; toDay: DayWriter }): string {
  const { kind, author, before, after } = change;
  if (kind === 'expired') return 'A block ended: its date has passed.';
  if (kind === 'redact') return `What it said of the person was taken out by ${author}.`;
  const by = describeAuthor(change);
  if (after.removed !== null)
    return before?.removed === null
      ? `Released ${by}: ${after.removed.why.replace(/[.\s]+$/, '')}.`
      : `The release was changed ${by}.`;
  const where = describeScope(after, context);
  if (before === undefined) return `Blocked ${where} ${by}${describeOrigin(kind, after)}.`;
  if (before.removed !== null) return `Blocked again ${where} ${by}${describeOrigin(kind, after)}.`;
  const changed = changedFields(before, after);
  if (changed.length === 0) return `Confirmed ${by}.`;
  const details = changed.map((field) => describeField(field, after, context)).join(', ');
  return `Changed ${by}${describeReasonOfChange(kind)}: ${details}.`;
}

function describeAuthor({ kind, author, after }: HistoryChange): string {
  // The journal names the shared list; the person is named by the entry.
  if (kind === 'share') return `by ${after.removed?.by ?? after.changedBy}, at another desk`;
  return kind === 'undo' ? `by ${author}, who undid an earlier change` : `by ${author}`;
}

function describeScope(entry: Entry, { targets, toDay }: { targets: TargetIndex; toDay: DayWriter }): string {
  const until = entry.holds[0]?.until ?? null;
  const end = until !== null && entry.holds.every((hold) => hold.until === until) ? ` until ${toDay.end(until)}` : '';
  return `${toBlockedWhere(nameScope(entry.holds, targets))}${end}`;
}

function describeOrigin(kind: HistoryChange['kind'], after: Entry): string {
  const { label } = after.source;
  if (kind === 'import')
    return after.line === null ? ` (${label ?? 'import'})` : ` (row ${after.line} of ${label ?? 'the file'})`;
  return kind === 'pull' && label !== null ? ` (found at ${label})` : '';
}

function describeReasonOfChange(kind: HistoryChange['kind']): string {
  switch (kind) {
    case 'import':
      return ' (import)';
    case 'pull':
      return ' (from a vendor)';
    case 'resolve':
      return ' (conflict decided)';
    case 'add':
    case 'edit':
    case 'remove':
    case 'undo':
    case 'share':
    case 'expired':
    case 'redact':
      return '';
    default:
      return assertNever(kind);
  }
}

function describeField(
  field: StatementField,
  after: Entry,
  context: { targets: TargetIndex; toDay: DayWriter },
): string {
  if (field === 'holds') return `it now holds ${describeScope(after, context)}`;
  const { kind, word }: FieldRow = fields[field];
  const text = toDetailText(after, field, context.toDay);
  if (text === null) return `the ${word} was taken out`;
  // Ids say nothing to a person.
  if (kind === 'reference') return `the ${word} was given`;
  return `the ${word} is now ${kind === 'text' ? `"${text}"` : text}`;
}
