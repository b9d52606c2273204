/** The list's filters: kept as text in the address, given to the core as an `EntryFilter`. Pure. */
import type { DeskInputs } from '../../../shared/contract/contract.ts';
import { type FieldRow, fields, type FilterField, filterFields } from '../../../shared/fields.ts';
import { toLongDay } from '../../ui/timeWords.ts';
import { addDays, type Day, parseDay } from '../../../shared/domain/time/moment.ts';
import { entryMarks } from '../../ui/marks.ts';
import { listFilterWords as say } from '../../../shared/words/page/list.ts';

export type FilterInput = NonNullable<DeskInputs['entries']['list']['filter']>;
export type FilterParams = Readonly<Record<string, string>>;
const filterNames = [
  'search',
  'state',
  'where',
  'except',
  'account',
  'source',
  'added',
  'batch',
  'open',
  ...filterFields,
] as const;
export type FilterName = (typeof filterNames)[number];

const sources = ['manual', 'import', 'api', 'vendor'] as const;
const states = ['blocked', 'expired', 'removed', 'conflict'] as const satisfies readonly (keyof typeof entryMarks)[];
const opens = ['any', 'overdue', 'today'] as const;
const spans = ['1', '7', '30', '365'] as const;

/** The longest text that the core searches for. */
const longestSearch = 200;

export type FilterOption = { readonly value: string; readonly label: string };

export const stateChoices: readonly FilterOption[] = states.map((value) => ({ value, label: entryMarks[value].word }));
export const sourceChoices: readonly FilterOption[] = [
  { value: 'manual', label: say.enteredByHand },
  { value: 'import', label: say.aFile },
  { value: 'api', label: say.aScriptApi },
  { value: 'vendor', label: say.aVendor },
];
export const openChoices: readonly FilterOption[] = [
  { value: 'any', label: say.anyVendor },
  { value: 'overdue', label: say.anyVendorOverdue },
  { value: 'today', label: say.anyVendorDueToday },
];
const addedChoices: readonly FilterOption[] = [
  { value: '1', label: say.today },
  { value: '7', label: say.theLast7Days },
  { value: '30', label: say.theLast30Days },
  { value: '365', label: say.theLastYear },
];

function pick<T extends string>(text: string | undefined, allowed: readonly T[]): T[] {
  const given = text?.split(',') ?? [];
  return allowed.filter((value) => given.includes(value));
}

function toId(text: string | undefined): number | undefined {
  return text !== undefined && /^\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** What the address asks for. What it does not understand is left out. `added` counts whole days of the desk back from `today`. */
export function toFilter(params: FilterParams, today: Day): FilterInput {
  const typed = params['search']?.trim() ?? '';
  const search = typed.length > longestSearch ? '' : typed;
  const chosenStates = pick(params['state'], states);
  const chosenSources = pick(params['source'], sources);
  const added = toAdded(params['added'], today);
  const where = params['where'] === 'everywhere' ? 'everywhere' : toId(params['where']);
  const except = toId(params['except']);
  const account = toId(params['account']);
  const batch = toId(params['batch']);
  const open = pick(params['open'], opens)[0] ?? toId(params['open']);
  return {
    ...(search === '' ? {} : { search }),
    ...(chosenStates.length === 0 ? {} : { states: chosenStates }),
    ...(where === undefined ? {} : { where }),
    ...(except === undefined ? {} : { except }),
    ...(account === undefined ? {} : { account }),
    ...(chosenSources.length === 0 ? {} : { sources: chosenSources }),
    ...added,
    ...(batch === undefined ? {} : { batch }),
    ...(open === undefined ? {} : { open }),
    ...Object.fromEntries(filterFields.flatMap((field) => toDetail(field, params[field]))),
  };
}

/** The parameters without those that say nothing to `toFilter`: what is shown as a filter is one. */
export function keepUnderstood(params: FilterParams, today: Day): FilterParams {
  const isFilter = (name: string) => filterNames.some((known) => known === name);
  const isUnderstood = (name: string, text: string) => isFiltered(toFilter({ [name]: text }, today));
  return Object.fromEntries(
    Object.entries(params).filter(([name, text]) => !isFilter(name) || isUnderstood(name, text)),
  );
}

/** `added` names whole days back from today, or one day. */
function toAdded(text: string | undefined, today: Day): Pick<FilterInput, 'addedFrom' | 'addedTo'> {
  const [span] = pick(text, spans);
  if (span !== undefined) return { addedFrom: addDays(today, 1 - Number(span)) };
  const day = text === undefined ? undefined : parseDay(text);
  return day === undefined ? {} : { addedFrom: day, addedTo: day };
}

/** The choices for when it was added, with the one day that the address asks for. */
export function toAddedChoices(text: string | undefined): readonly FilterOption[] {
  const day = text === undefined ? undefined : parseDay(text);
  return day === undefined ? addedChoices : [...addedChoices, { value: day, label: toLongDay(day) }];
}

/** The choices of a field that has only a few values; undefined: it may be any text. */
export function detailChoices(field: FilterField): readonly FilterOption[] | undefined {
  const row: FieldRow = fields[field];
  return row.kind === 'choice' ? Object.entries(row.words).map(([value, label]) => ({ value, label })) : undefined;
}

/** The longest text that a field can be. */
export function longestOf(field: FilterField): number {
  const row: FieldRow = fields[field];
  return row.kind === 'text' ? row.most : 0;
}

function toDetail(field: FilterField, text = ''): readonly (readonly [FilterField, string])[] {
  const choices = detailChoices(field);
  const value = text.trim();
  const fits = choices === undefined ? value.length <= longestOf(field) : choices.some((one) => one.value === value);
  return value !== '' && fits ? [[field, value]] : [];
}

/** The parameters with one of them set, or taken out by ''. */
export function withParam(params: FilterParams, name: FilterName, value: string): Record<string, string> {
  const { [name]: _, ...others } = params;
  return value === '' ? others : { ...others, [name]: value };
}

/** Whether anything is filtered. */
export function isFiltered(filter: FilterInput): boolean {
  return Object.keys(filter).length > 0;
}
