/**
 * A filter of the list as SQL over `entry e`: conditions that any walk of the table can use, and the parts that tell which
 * walk is cheap. States depend on the time and on open conflicts (docs/sync.md): while one is open, an entry is in
 * the state `conflict` and in no other, a tombstone included. Not so the tombstone of what only an undo took back, where the
 * number is in question because the vendor alone has it: as before the batch, there is no such entry in the usual list.
 */
import type { EntryFilter } from '../../../../shared/contract/entries.ts';
import { fieldNames, fields, type FilterField, filterFields } from '../../../../shared/fields.ts';
import { takenBack } from '../../../../shared/domain/entry/entry.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { isDay } from '../../../../shared/domain/time/moment.ts';
import { toEnd, toStart, type Zone } from '../../../../shared/domain/time/zone.ts';
import type { EntryState } from '../../../../shared/domain/entry/entrySentence.ts';
import { columnOf } from '../../db/entries/storedDetails.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { DigitSearch } from './digitSearch.ts';
import type { OpenNumbers } from './openNumbers.ts';
import { parseDigitSearch } from './digitSearch.ts';

export type SqlValue = string | number | null;
/** A condition and its parameters, in order. */
export type Sql = { readonly text: string; readonly values: readonly SqlValue[] };

export type ListFilter = {
  /** Which of the four states; `null` is the usual list: all that is not removed. */
  readonly states: ReadonlySet<EntryState> | null;
  /** On the scope's holds: `scope.id IN (…)`; undefined when the filter does not ask. */
  readonly scope: Sql | undefined;
  /** On source, date and batch: a condition on `origin`. */
  readonly origin: Sql | undefined;
  readonly digits: DigitSearch | undefined;
  /** On the fields of the entry, which no index knows. */
  readonly text: Sql | undefined;
  /** Only these numbers, ascending: those whose request is open. */
  readonly only: readonly number[] | undefined;
  readonly now: number;
};

/** The columns of the fields that hold a person's words. */
const textColumns = fieldNames.filter((field) => fields[field].kind === 'text').map(columnOf);

const expiredScopes = 'SELECT id FROM scope WHERE ends_at <= ?';
const disputedNumbers = 'SELECT number FROM conflict INDEXED BY conflict_open WHERE resolved_at IS NULL';

/** The condition on `entry e` of the state `conflict`. */
export const isDisputed = `(e.number IN (${disputedNumbers}) AND (e.removed_why IS NULL
  OR e.removed_why NOT GLOB '${takenBack}*' OR e.number IN (${disputedNumbers} AND kind <> 'onlyThere')))`;
const usualStates: ReadonlySet<EntryState> = new Set(['blocked', 'expired', 'conflict']);

/** What a filter cannot say by itself. */
export type FilterContext = {
  /** The targets of an account that it names. */
  readonly accountTargets: (account: number) => readonly number[];
  /** A target, and those that it stands for. */
  readonly placesOf: (target: number) => readonly number[];
  /** The calling code of the desk's own country. */
  readonly homeCode: () => string | undefined;
  /** The desk's, in whose days `addedFrom` and `addedTo` may be given. */
  readonly zone: () => Zone;
  /** Absent where no filter asks for open requests. */
  readonly open?: OpenNumbers;
};

/**
 * Reads a filter. `only`: the numbers of open requests, where they were found already.
 * @throws Error, which is a bug, where open requests are asked for and nobody knows them
 */
export function toListFilter(
  filter: EntryFilter,
  context: FilterContext,
  now: number,
  only = findOpen(filter, context),
): ListFilter {
  const digits = filter.search === undefined ? undefined : parseDigitSearch(filter.search, context.homeCode());
  return {
    states: isUsual(filter.states) ? null : new Set(filter.states),
    scope: toScopeCondition(filter, context),
    origin: toOriginCondition(filter, context.zone()),
    digits,
    text: joinConditions([
      filter.search === undefined || filter.search === '' || digits !== undefined ? undefined : toText(filter.search),
      ...filterFields.map((field) => toDetailCondition(field, filter[field])),
      only && { text: 'e.number IN (SELECT value FROM json_each(?))', values: [JSON.stringify(only)] },
    ]),
    only,
    now,
  };
}

function findOpen({ open }: EntryFilter, context: FilterContext): readonly number[] | undefined {
  if (open === undefined) return undefined;
  if (context.open === undefined) throw new Error('Open requests are not known here');
  return context.open.list(open);
}

/** An empty choice restricts nothing, as an empty filter does. */
function isUsual(states: EntryFilter['states']): boolean {
  if (states === undefined || states.length === 0) return true;
  return new Set(states).size === usualStates.size && states.every((state) => usualStates.has(state));
}

function toScopeCondition(
  filter: EntryFilter,
  { accountTargets, placesOf }: Pick<FilterContext, 'accountTargets' | 'placesOf'>,
): Sql | undefined {
  const parts: Sql[] = [];
  if (filter.where !== undefined)
    parts.push({
      text: 'id IN (SELECT scope_id FROM scope_hold WHERE place IN (SELECT value FROM json_each(?)))',
      values: [JSON.stringify(filter.where === 'everywhere' ? [0] : placesOf(filter.where))],
    });
  if (filter.except !== undefined)
    parts.push({
      text: `id IN (SELECT s.id FROM scope s, json_each(s.holds) h, json_each(h.value, '$[2]') x WHERE x.value = ?)`,
      values: [filter.except],
    });
  if (filter.account !== undefined)
    parts.push({
      text: 'id IN (SELECT scope_id FROM scope_hold WHERE place IN (SELECT value FROM json_each(?)))',
      values: [JSON.stringify(accountTargets(filter.account))],
    });
  return joinConditions(parts);
}

/** The span in which entries were added (epoch ms, both included): a day counts from its start and to its end. */
export function toAddedSpan(
  { addedFrom, addedTo }: Pick<EntryFilter, 'addedFrom' | 'addedTo'>,
  zone: Zone,
): { readonly from: number | undefined; readonly to: number | undefined } {
  return {
    from: addedFrom === undefined ? undefined : toEpochMs(toStart(addedFrom, zone, 'earlier')),
    to: addedTo === undefined ? undefined : toEpochMs(toEnd(addedTo, zone)) - (isDay(addedTo) ? 1 : 0),
  };
}

function toOriginCondition(filter: EntryFilter, zone: Zone): Sql | undefined {
  const parts: Sql[] = [];
  const { from, to } = toAddedSpan(filter, zone);
  if (filter.batch !== undefined) parts.push({ text: 'batch_id = ?', values: [filter.batch] });
  if (from !== undefined) parts.push({ text: 'at >= ?', values: [from] });
  if (to !== undefined) parts.push({ text: 'at <= ?', values: [to] });
  if (filter.sources !== undefined && filter.sources.length > 0)
    parts.push({ text: 'source_kind IN (SELECT value FROM json_each(?))', values: [JSON.stringify(filter.sources)] });
  return joinConditions(parts);
}

function toText(search: string): Sql {
  const pattern = `%${search.replace(/[\\%_]/g, (special) => `\\${special}`)}%`;
  const own = textColumns.map((column) => `e.${column} LIKE ? ESCAPE '\\'`);
  return {
    text: `(${own.join(' OR ')} OR e.origin_id IN
      (SELECT id FROM origin WHERE author LIKE ? ESCAPE '\\' OR source_label LIKE ? ESCAPE '\\'))`,
    values: Array.from({ length: own.length + 2 }, () => pattern),
  };
}

/** A field says just this; capitals do not matter. */
function toDetailCondition(field: FilterField, value: string | undefined): Sql | undefined {
  const column = columnOf(field);
  return value === undefined ? undefined : { text: `e.${column} = ? COLLATE NOCASE`, values: [value] };
}

/** All conditions at once; undefined: there is none. */
export function joinConditions(parts: readonly (Sql | undefined)[]): Sql | undefined {
  const given = parts.filter((part) => part !== undefined);
  if (given.length === 0) return undefined;
  return { text: given.map(({ text }) => text).join(' AND '), values: given.flatMap(({ values }) => values) };
}

/** Whether any conflict is open: without one, states are simpler. */
export function hasOpenConflicts(db: ReadableDb): boolean {
  return (
    db
      .prepare('SELECT EXISTS (SELECT 1 FROM conflict INDEXED BY conflict_open WHERE resolved_at IS NULL)')
      .pluck()
      .get() === 1
  );
}

/** The filter's condition on a row of `entry e`, digits apart; `disputes: false` ignores open conflicts. */
export function toEntryCondition(filter: ListFilter, disputes: boolean): Sql | undefined {
  const { scope, origin, text } = filter;
  return joinConditions([
    toStateCondition(filter, disputes),
    scope && { text: `+e.scope_id IN (SELECT id FROM scope WHERE ${scope.text})`, values: scope.values },
    origin && { text: `+e.origin_id IN (SELECT id FROM origin WHERE ${origin.text})`, values: origin.values },
    text,
  ]);
}

function toStateCondition({ states, now }: ListFilter, disputes: boolean): Sql | undefined {
  if (states === null)
    return {
      text: disputes ? `(e.removed_at IS NULL OR ${isDisputed})` : 'e.removed_at IS NULL',
      values: [],
    };
  const undisputed = disputes ? ` AND NOT ${isDisputed}` : '';
  const parts: Sql[] = [];
  if (states.has('conflict') && disputes) parts.push({ text: isDisputed, values: [] });
  if (states.has('removed')) parts.push({ text: `(e.removed_at IS NOT NULL${undisputed})`, values: [] });
  const live = `e.removed_at IS NULL${undisputed}`;
  if (states.has('blocked') && states.has('expired')) parts.push({ text: `(${live})`, values: [] });
  else if (states.has('blocked'))
    parts.push({ text: `(${live} AND +e.scope_id NOT IN (${expiredScopes}))`, values: [now] });
  else if (states.has('expired'))
    parts.push({ text: `(${live} AND +e.scope_id IN (${expiredScopes}))`, values: [now] });
  // Never true, and not a constant: SQLite finds no plan for a named index under a constant.
  if (parts.length === 0) return { text: 'e.seq < 0', values: [] };
  return { text: `(${parts.map(({ text }) => text).join(' OR ')})`, values: parts.flatMap(({ values }) => values) };
}
