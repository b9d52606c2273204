/**
 * The quick way through the rows of which most files consist: one phone cell with a valid number, beside details that
 * other rows have too. The meaning of such details is read once; then a row costs one look at its number. Every other
 * row is left to the full way. A property test holds both ways to the same result.
 */
import { fieldParts } from '../../../../shared/fields.ts';
import type { ColumnField } from '../../../../shared/domain/columns/columnAliases.ts';
import type { RowMapping, RowReading } from '../../../../shared/domain/columns/importRow.ts';
import type { ParsedNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Row } from '../../files/text/dialect.ts';
import type { LineDetails, Staging } from './staging.ts';
import { countRead, type UnreadScan } from './unreadColumns.ts';

/** Fields that say something beside the number, whatever the number is. */
const detailFields: ReadonlySet<ColumnField> = new Set<ColumnField>([
  'disposition',
  'expiry',
  'expiryDays',
  'where',
  ...fieldParts.map(({ column }) => column),
]);
/** Fields by which the number itself is read differently. */
const decidingFields: ReadonlySet<ColumnField> = new Set<ColumnField>(['areaCode', 'countryCode', 'country']);
/** At most this many different details are remembered; in a file with more, they hardly repeat. */
const mostDetails = 20_000;

/** What a row says beside its number. `isLookedAt`: no number stands there, so that only the phone cell has to be read. */
export type SaidBeside = { readonly details: number; readonly note: string; isLookedAt: boolean };
/** Undefined: the row needs the full way. */
type Said = SaidBeside | undefined;
type Level = Map<string, Level | { readonly said: Said }>;

/** What rows say beside the cell of their one phone column. `cellsRead`: a row with more cells has some that are looked at. */
export type DetailsMemory = {
  readonly phone: number;
  readonly recall: (cells: readonly string[]) => Said;
  readonly cellsRead: number;
};

/** Stages a row, or answers false if the full way has to. */
export type QuickStager = {
  readonly stage: (row: Row) => boolean;
  /** Undefined where the mapping has no quick way. */
  readonly memory: DetailsMemory | undefined;
};

/**
 * Makes the quick way through one file.
 * @param read the full reader of a row; @param parse reads a phone cell
 * @param noted told every number that was staged
 */
export function createQuickStager(
  staging: Staging,
  parts: {
    readonly mapping: RowMapping;
    readonly read: (cells: readonly string[]) => RowReading;
    readonly toDetails: (reading: RowReading) => LineDetails | undefined;
    readonly parse: (raw: string) => ParsedNumber;
    readonly noted: (raw: string, parsed: ParsedNumber) => void;
    readonly unread: UnreadScan;
  },
): QuickStager {
  const { mapping, read, toDetails, parse, noted, unread } = parts;
  const [phone, ...others] = mapping.filter(({ field }) => field === 'phone').map(({ column }) => column);
  if (phone === undefined || others.length > 0 || mapping.some(({ field }) => decidingFields.has(field)))
    return { stage: () => false, memory: undefined };
  const columns = mapping.filter(({ field }) => detailFields.has(field)).map(({ column }) => column);
  const cellsRead = countRead(mapping);
  const known: Level = new Map();
  let count = 0;

  function recall(cells: readonly string[]): Said {
    let level = known;
    for (let depth = 0; depth < columns.length; depth++) {
      const found = level.get(cells[columns[depth] ?? -1] ?? '');
      if (found === undefined) return learn(cells);
      if (!(found instanceof Map)) return found.said;
      level = found;
    }
    return level.size === 0 ? learn(cells) : onlySaid(level);
  }

  function learn(cells: readonly string[]): Said {
    if (count >= mostDetails) return undefined;
    count++;
    // Copies the text: a cell is a slice of a piece of the file, and would keep the whole piece in memory.
    const own = cells.map((cell, column) => (column === phone ? '' : columns.includes(column) ? copy(cell) : ''));
    const reading = read(own);
    const isPlain = reading.problems.length === 1 && reading.problems[0]?.code === 'empty';
    const said = isPlain
      ? { details: staging.intern(toDetails(reading)), note: reading.notes.join(' '), isLookedAt: false }
      : undefined;
    const path = columns.length === 0 ? [''] : columns.map((column) => own[column] ?? '');
    let level = known;
    for (const cell of path.slice(0, -1)) {
      const next = level.get(cell);
      const deeper: Level = next instanceof Map ? next : new Map();
      level.set(cell, deeper);
      level = deeper;
    }
    level.set(path.at(-1) ?? '', { said });
    return said;
  }

  const stage = ({ line, cells, problem, isHidden }: Row): boolean => {
    if (problem !== null || isHidden === true) return false;
    const cell = (cells[phone] ?? '').trim();
    if (cell === '') return false;
    const said = recall(cells);
    if (said === undefined) return false;
    const parsed = parse(cell);
    if (!parsed.ok || !parsed.valid) return false;
    if (!said.isLookedAt) said.isLookedAt = !unread.lookAtWords(cells, line, [parsed.number]);
    if (cells.length > cellsRead) unread.lookAtRest(cells, line, [parsed.number]);
    noted(cell, parsed);
    staging.addNumber(staging.addLineOf(line, said.details), parsed.number);
    if (said.note !== '') staging.addNote(line, said.note);
    return true;
  };

  return { stage, memory: { phone, recall, cellsRead } };
}

function onlySaid(level: Level): Said {
  const [only] = level.values();
  return only === undefined || only instanceof Map ? undefined : only.said;
}

function copy(text: string): string {
  return Buffer.from(text).toString();
}
