/** What one change did to a number, in one sentence: a line of its history. */
import { assertNever } from '../../assertNever.ts';
import { fields, type FieldRow } from '../../fields.ts';
import { toDetailText } from './details.ts';
import { changedFields, type Entry, type StatementField } from './entry.ts';
import { nameScope, toBlockedWhere } from './scopeWords.ts';
import type { TargetIndex } from './targetText.ts';
import type { DayWriter } from '../time/dayWriter.ts';
import { historySentenceWords as say } from '../../words/domain/entry.ts';

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
  if (kind === 'expired') return say.aBlockEndedItsDate;
  if (kind === 'redact') return say.whatItSaidOfThe(author);
  const by = describeAuthor(change);
  if (after.removed !== null)
    return before?.removed === null
      ? say.released(by, after.removed.why.replace(/[.\s]+$/, ''))
      : say.theReleaseWasChanged(by);
  const where = describeScope(after, context);
  if (before === undefined) return say.blocked(where, by, describeOrigin(kind, after));
  if (before.removed !== null) return say.blockedAgain(where, by, describeOrigin(kind, after));
  const changed = changedFields(before, after);
  if (changed.length === 0) return say.confirmed(by);
  const details = changed.map((field) => describeField(field, after, context)).join(', ');
  return say.changed(by, describeReasonOfChange(kind), details);
}

function describeAuthor({ kind, author, after }: HistoryChange): string {
  // The journal names the shared list; the person is named by the entry.
  if (kind === 'share') return say.byAtAnotherDesk(after.removed?.by ?? after.changedBy);
  return kind === 'undo' ? say.byWhoUndidAnEarlier(author) : say.by(author);
}

function describeScope(entry: Entry, { targets, toDay }: { targets: TargetIndex; toDay: DayWriter }): string {
  const until = entry.holds[0]?.until ?? null;
  const end = until !== null && entry.holds.every((hold) => hold.until === until) ? say.until(toDay.end(until)) : '';
  return `${toBlockedWhere(nameScope(entry.holds, targets))}${end}`;
}

function describeOrigin(kind: HistoryChange['kind'], after: Entry): string {
  const { label } = after.source;
  if (kind === 'import')
    return after.line === null ? ` (${label ?? 'import'})` : say.rowOf(after.line, label ?? say.theFile);
  return kind === 'pull' && label !== null ? say.foundAt(label) : '';
}

function describeReasonOfChange(kind: HistoryChange['kind']): string {
  switch (kind) {
    case 'import':
      return ' (import)';
    case 'pull':
      return say.fromAVendor;
    case 'resolve':
      return say.conflictDecided;
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
  if (field === 'holds') return say.itNowHolds(describeScope(after, context));
  const { kind, word }: FieldRow = fields[field];
  const text = toDetailText(after, field, context.toDay);
  if (text === null) return say.theWasTakenOut(word);
  // Ids say nothing to a person.
  if (kind === 'reference') return say.theWasGiven(word);
  return say.theIsNow(word, kind === 'text' ? `"${text}"` : text);
}
