/**
 * The list as a file, in order of number. Equal lists give equal bytes: the file has only what an undo restores (no
 * seq, no time of change, no batch), and nothing that depends on the moment of the export. An import reads it back,
 * even after it went through a spreadsheet (dialerLayouts.ts knows the header).
 */
import { DamagedRow } from '../../db/damagedRow.ts';
import { openSnapshot, type ReadableDb } from '../../db/handles.ts';
import type { EntryFilter } from '../../../../shared/contract/entries.ts';
import { fieldParts } from '../../../../shared/fields.ts';
import { toDetails, toTexts } from '../../../../shared/domain/entry/details.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type PhoneNumber, toE164, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { createScopeWriter, type ScopeText, toPlaceText } from '../../../../shared/domain/entry/scopeText.ts';
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { createEntryLoader } from '../../db/entries/entryRows.ts';
import { toCsv } from '../../files/write/csvCells.ts';
import type { FilterContext } from './listFilter.ts';
import { createListPager } from './listPager.ts';
import { type WorkbookCell, writeWorkbook } from '../../files/write/workbookFile.ts';
import { exportListWords as say } from '../../../../shared/words/core/list.ts';

export type ExportRequest = {
  /** A database file; it is read on a connection of its own, as it is when the export begins. */
  readonly file: string;
  readonly filter: EntryFilter;
  /** Only these numbers, whatever the filter says. */
  readonly numbers: readonly PhoneNumber[] | undefined;
  readonly format: 'csv' | 'json' | 'xlsx';
  readonly targets: TargetIndex;
  readonly context: FilterContext;
  readonly now: number;
};

const rowsAtOnce = 2000;

const columns = [
  'number',
  'where',
  'expires',
  ...fieldParts.map(({ stored }) => stored),
  'source',
  'sourceLabel',
  'line',
  'createdAt',
  'createdBy',
  'removedAt',
  'removedBy',
  'removedWhy',
  // The number once more, as a text that a spreadsheet does not take for a number: it would turn `+6046221234` into
  // 6046221234.
  'link',
] as const;

/**
 * The file in chunks; of a workbook, base64 of its bytes. Ending the iteration early closes the connection.
 * @throws DamagedRow where the list's table does not find what it has
 */
export async function* exportList(request: ExportRequest): AsyncGenerator<string> {
  const { db, close } = openSnapshot(request.file);
  try {
    if (request.format === 'xlsx') {
      for await (const bytes of writeWorkbook(say.doNotCall, columns, eachRow(db, request)))
        yield Buffer.from(bytes).toString('base64');
    } else yield* exportText(db, request);
  } finally {
    close();
  }
}

async function* exportText(db: ReadableDb, request: ExportRequest): AsyncGenerator<string> {
  const json = request.format === 'json';
  const toScopeText = createScopeWriter(request.targets);
  yield json ? '[' : toCsv([columns]);
  let separator = json ? '\n' : '';
  for await (const entries of eachPage(db, request)) {
    const rows = json
      ? entries.map((entry) => JSON.stringify(toRecord(entry, request.targets))).join(',\n')
      : toCsv(entries.map((entry) => toCells(entry, toScopeText)));
    yield json ? `${separator}${rows}` : `\r\n${rows}`;
    separator = ',\n';
    await letOthers();
  }
  yield json ? '\n]\n' : '\r\n';
}

async function* eachRow(db: ReadableDb, request: ExportRequest): AsyncGenerator<WorkbookCell[]> {
  const toScopeText = createScopeWriter(request.targets);
  for await (const entries of eachPage(db, request)) {
    for (const entry of entries) yield toCells(entry, toScopeText);
    await letOthers();
  }
}

/** Lets the desk answer others between pages. */
const letOthers = (): Promise<void> => new Promise(setImmediate);

async function* eachPage(db: ReadableDb, request: ExportRequest): AsyncGenerator<readonly Entry[]> {
  const { loadReadable } = createEntryLoader(db);
  const load = (numbers: readonly PhoneNumber[], areListed: boolean): readonly Entry[] => {
    const { entries, damage } = loadReadable(numbers);
    return numbers.flatMap((number) => {
      const entry = entries.get(number);
      // A file that lacks a block would be used as the whole list.
      if (entry === undefined && areListed) throw new DamagedRow(say.whetherItIsOnTheList, number);
      if (entry === undefined) return [];
      return damage.has(number) ? { ...entry, reason: tellDamage(entry.reason) } : entry;
    });
  };
  if (request.numbers !== undefined) {
    const numbers = [...new Set(request.numbers)].toSorted((a, b) => a - b);
    for (let at = 0; at < numbers.length; at += rowsAtOnce) {
      const entries = load(numbers.slice(at, at + rowsAtOnce), false);
      if (entries.length > 0) yield entries;
    }
    return;
  }
  const next = createListPager(db, request.context).followInSlices(request.filter, request.now);
  let after = 0;
  for (;;) {
    const numbers = (await next(after, rowsAtOnce)).map(toPhoneNumber);
    const last = numbers.at(-1);
    if (last === undefined) return;
    yield load(numbers, true);
    after = last;
  }
}

/** The file has no other place in which everybody sees it. */
function tellDamage(reason: string | null): string {
  const told = say.whereThisIsBlocked;
  return reason === null ? told : `${told} ${reason}`;
}

/** One expiry for all holds has a column of its own; different ones are written with their holds. */
function toCells(entry: Entry, toScopeText: (scope: Scope) => ScopeText): WorkbookCell[] {
  const { removed, source } = entry;
  const texts = toTexts(entry);
  const { where, until } = toScopeText(entry.holds);
  const number = toE164(entry.number);
  return [
    number,
    where,
    until,
    ...fieldParts.map(({ part }) => texts[part]),
    source.kind,
    source.label,
    entry.line,
    entry.createdAt,
    entry.createdBy,
    removed?.at ?? null,
    removed?.by ?? null,
    removed?.why ?? null,
    `tel:${number}`,
  ];
}

function toRecord(entry: Entry, targets: TargetIndex): Readonly<Record<string, unknown>> {
  const { number, holds, source, line, createdAt, createdBy, removed } = entry;
  return {
    number: toE164(number),
    holds: holds.map(({ place, until, except }) => ({
      place,
      name: toPlaceText(place, targets),
      until,
      ...(except && { except: except.map((id) => ({ target: id, name: toPlaceText(id, targets) })) }),
    })),
    ...toDetails(entry),
    source,
    line,
    createdAt,
    createdBy,
    removed,
  };
}
