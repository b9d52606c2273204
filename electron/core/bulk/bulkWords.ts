/** The words of a bulk: what its batch is called, the fields of an entry as text, and what becomes of each number. */
import { assertNever } from '../../../shared/assertNever.ts';
import type { BulkGroup, BulkItem, BulkSummary } from '../../../shared/contract/bulk.ts';
import type { EntryFilter } from '../../../shared/contract/entries.ts';
import type { MeaningColumn } from '../../../shared/contract/fileQuestions.ts';
import { toColumnTitle, toColumnWord } from '../../../shared/domain/columns/columnMapping.ts';
import { fields, type FieldRow, type FilterField, filterFields } from '../../../shared/fields.ts';
import { toDetailText } from '../../../shared/domain/entry/details.ts';
import type { Entry, Statement, StatementField } from '../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { toE164, toInternational } from '../../../shared/domain/numbers/number.ts';
import { nameHolds } from '../../../shared/domain/entry/scopeWords.ts';
import { namePlace, type TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { toCount } from '../../../shared/words/counts.ts';
import type { NamedNumbers } from '../intake/previewIntake.ts';
import { toAddedSpan } from '../list/pages/listFilter.ts';
import type { BulkRow } from './bulkSet.ts';
import { type BulkPlan, toBulkChange, planOne } from './planBulk.ts';
import { bulkWords as say } from '../../../shared/words/core/bulk.ts';

export type WordContext = { readonly targets: TargetIndex; readonly toDay: DayWriter };
type FilterWords = WordContext & { readonly zone: Zone };

const sourceWords = {
  manual: say.enteredByHand,
  import: say.fromAFile,
  api: say.fromAScript,
  vendor: say.fromAVendor,
} as const satisfies Record<NonNullable<EntryFilter['sources']>[number], string>;

/** "12 numbers (“555”, expired)". */
export function nameFilter(count: number, filter: EntryFilter, { targets, toDay, zone }: FilterWords): string {
  const { from, to } = toAddedSpan(filter, zone);
  const account = [...targets.values()].find(({ accountId }) => accountId === filter.account);
  const parts = [
    filter.search === undefined || filter.search === '' ? undefined : `“${filter.search}”`,
    ...(filter.states ?? []),
    filter.where === undefined ? undefined : say.holding(describePlace(filter.where, targets)),
    filter.except === undefined ? undefined : say.exceptFor(namePlace(filter.except, targets)),
    filter.account === undefined ? undefined : say.on(account?.accountName ?? say.anAccount),
    ...(filter.sources ?? []).map((source) => sourceWords[source]),
    from === undefined ? undefined : say.addedSince(toDay(toInstant(from))),
    to === undefined ? undefined : say.addedUntil(toDay(toInstant(to))),
    filter.batch === undefined ? undefined : say.ofBatch(filter.batch),
    nameOpen(filter.open, targets),
    ...filterFields.map((field) => nameDetail(field, filter[field])),
  ].filter((part) => part !== undefined);
  return `${say.numbers(count)} (${parts.length === 0 ? say.theWholeList : parts.join(', ')})`;
}

function nameOpen(open: EntryFilter['open'], targets: TargetIndex): string | undefined {
  if (open === undefined) return undefined;
  if (typeof open === 'string') return openWords[open];
  return say.notYetAt([...targets.values()].find(({ accountId }) => accountId === open)?.accountName ?? say.anAccount);
}

const openWords = {
  any: say.notYetAtEveryVendor,
  overdue: say.overdue,
  today: say.dueToday,
} as const satisfies Record<Extract<EntryFilter['open'], string>, string>;

function nameDetail(field: FilterField, value: string | undefined): string | undefined {
  if (value === undefined) return undefined;
  const row: FieldRow = fields[field];
  return `${row.word} ${row.kind === 'choice' ? (row.words[value] ?? value) : `“${value}”`}`;
}

function describePlace(place: Statement['holds'][number]['place'], targets: TargetIndex): string {
  return place === 'everywhere' ? say.everywhere : say.for(namePlace(place, targets));
}

/** A field of a statement as text; "none" when it says nothing. */
function toFieldText(statement: Statement, field: StatementField, { targets, toDay }: WordContext): string {
  if (field !== 'holds') return toDetailText(statement, field, toDay) ?? 'none';
  return nameHolds(statement.holds, targets, toDay);
}

/** One number of the preview as a person reads it; `entry` is as it stands now. */
export function toBulkItem(
  { number, seq, group }: BulkRow,
  entry: Entry | undefined,
  plan: BulkPlan,
  context: WordContext,
): BulkItem {
  const item = { number: toE164(number), international: toInternational(number), group };
  if (group === 'change' && entry !== undefined && entry.seq !== seq) {
    const by = say.changedByAfterThis(entry.changedBy);
    return { ...item, changes: [], sentence: by };
  }
  const act = { at: entry?.changedAt ?? ('' as Entry['changedAt']), author: '', batchId: null };
  const { after } = entry === undefined ? { after: undefined } : planOne(plan, entry, group === 'conflict', act, '');
  if (entry === undefined || after === undefined)
    return { ...item, changes: [], sentence: describeGroup(group, plan.kind, entry, context) };
  const { fields: touched, isNarrower } = toBulkChange(entry, after, context.targets);
  const changes = touched.map((field) => ({
    field,
    before: toFieldText(entry, field, context),
    after: toFieldText(after, field, context),
  }));
  const held = toFieldText(entry, 'holds', context);
  const because = entry.reason === null ? '' : say.because(entry.reason);
  const sentence =
    after.removed === null
      ? isNarrower
        ? say.willBeBlockedInFewer
        : say.willChange
      : say.willBeReleasedBlocked(held, context.toDay(entry.createdAt), because, entry.createdBy);
  return { ...item, changes, sentence };
}

const shownValues = 12;

type Question = NonNullable<BulkSummary['question']>;

/** What a file leaves open, all at once: other people's numbers, columns that may decide, and words; null: nothing. */
export function askAboutFile(
  kind: BulkPlan['kind'],
  lines: BulkSummary['lines'],
  named: Pick<NamedNumbers, 'names' | 'meanings' | 'undecided' | 'otherPhones'>,
): BulkSummary['question'] {
  const verb = kind === 'remove' ? 'released' : 'changed';
  const columns = [askOtherPhones(verb, named), askUndecided(verb, named)].filter((each) => each !== undefined);
  const words = askMeanings(verb, lines, named, columns.length > 0);
  const questions = words === undefined ? columns : [...columns, words];
  if (questions.length === 0) return null;
  return {
    sentence: questions.map(({ sentence }) => sentence).join(' '),
    option: questions.map(({ option }) => option).join(say.andOption),
  };
}

/** The question about words in a file's rows that are not explained. */
function askMeanings(
  verb: string,
  lines: BulkSummary['lines'],
  { names, meanings }: Pick<NamedNumbers, 'names' | 'meanings'>,
  isOneOfMany: boolean,
): Question | undefined {
  if (lines === null || lines.unclear === 0) return undefined;
  const columns = meanings.filter(({ values }) => values.some(({ means }) => means === 'unknown'));
  // All lines wait where a column is asked about.
  if (columns.length === 0 && isOneOfMany) return undefined;
  const asked = columns.map(({ column, values }) => {
    const unknown = values.filter(({ means }) => means === 'unknown');
    const shown = unknown.slice(0, shownValues).map(({ value, count }) => `"${value}" (${toCount(count)})`);
    return say.inTheColumn(shown.join(', '), toColumnTitle(names, column));
  });
  const isDoubtful = ({ field }: MeaningColumn) => field === 'doubtfulFlag';
  const words = columns.filter((each) => !isDoubtful(each)).map(({ column }) => toColumnWord(names, column));
  const options = [
    ...columns.filter(isDoubtful).map(({ column }) => say.flagOrPermission(toColumnWord(names, column))),
    ...(words.length > 0 || columns.length === 0 ? [say.releaseValuesABThe(words)] : []),
  ];
  return {
    sentence: say.whichOfTheseMean(verb, asked.join('; '), say.linesWait(lines.unclear)),
    option: options.join(say.andOption),
  };
}

/** The question about columns that are not read and may say which rows are meant. */
function askUndecided(
  verb: string,
  { names, undecided }: Pick<NamedNumbers, 'names' | 'undecided'>,
): Question | undefined {
  if (undecided.length === 0) return undefined;
  const asked = undecided.map(({ column, values, hasMore }) => {
    const shown = values.slice(0, shownValues).map(({ value, count }) => `"${value}" (${toCount(count)})`);
    const more = hasMore || values.length > shown.length ? ', …' : '';
    return say.inTheColumn(`${shown.join(', ')}${more}`, toColumnTitle(names, column));
  });
  const words = undecided.map(({ column }) => toColumnWord(names, column));
  return { sentence: say.maySayWhich(verb, asked.join('; ')), option: say.decidesOrLeaveOut(words) };
}

/** The question about columns of numbers that may be other people's. */
function askOtherPhones(
  verb: string,
  { names, otherPhones }: Pick<NamedNumbers, 'names' | 'otherPhones'>,
): Question | undefined {
  if (otherPhones.length === 0) return undefined;
  const asked = otherPhones.map(({ column, count, line, samples }) =>
    say.holdsOthers(toColumnTitle(names, column), count, line, samples[0] ?? ''),
  );
  const words = otherPhones.map(({ column }) => toColumnWord(names, column));
  return { sentence: say.areTheyMeant(verb, asked.join('; ')), option: say.alsoOrLeaveOut(words) };
}

function describeGroup(
  group: BulkGroup,
  kind: BulkPlan['kind'],
  entry: Entry | undefined,
  { toDay }: WordContext,
): string {
  switch (group) {
    case 'change':
      return kind === 'remove' ? say.wasReleasedAfter : say.isSoByNow;
    case 'same':
      return say.isSoAlready;
    case 'notOnList':
      return entry?.removed == null
        ? say.isNotOnTheList
        : say.wasReleasedOnBy(toDay(entry.removed.at), entry.removed.by);
    case 'conflict':
      return say.aConflictWithAVendor;
    case 'leadOnly':
      return say.onlyALeadMay;
    default:
      return assertNever(group);
  }
}
