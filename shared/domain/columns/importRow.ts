/**
 * One row of a file, read by a column mapping: the numbers in it and what else it says, or why it is rejected.
 * Pure and total: every row ends here as usable or as rejected with a reason, whatever is in its cells.
 */
import type { ColumnField } from './columnAliases.ts';
import { AREA_CODE_WILDCARD } from './dialerLayouts.ts';
import { createDateColumn } from './dateColumn.ts';
import { type Instant, toEpochMs, toInstant } from '../instant.ts';
import type { ParsedNumber, PhoneNumber } from '../numbers/number.ts';
import { dayAfter, type Zone } from '../zone.ts';

export type RowMapping = readonly { readonly column: number; readonly field: ColumnField }[];

export type RowProblem = { readonly code: string; readonly message: string };

/** A row's numbers and details. `notes` says what was in the row but could not be used. */
export type RowReading = {
  readonly numbers: readonly { readonly number: PhoneNumber; readonly valid: boolean }[];
  /** Phone cells that are not empty and hold no usable number; the row as a whole is rejected when no other cell does. */
  readonly problems: readonly RowProblem[];
  readonly reason: string | null;
  readonly category: string | null;
  readonly requestedAt: Instant | null;
  readonly until: Instant | null;
  readonly batchId: string | null;
  readonly requestUuid: string | null;
  readonly notes: readonly string[];
};

const addWords = new Set(['', 'a', 'add', 'added', 'i', 'insert', 'block', 'dnc', 'new', '+', 'y', 'yes', '1', 'true']);
const removeWords = new Set(['d', 'delete', 'deleted', 'del', 'r', 'remove', 'removed', 'unblock', 'release', '-']);
const suspendedWords = new Set(['y', 'yes', 'true', '1', 'x', 'suspended', 'sí', 'si', 'כן', 'हाँ']);
const heldWords = new Set(['', 'n', 'no', 'false', '0', '-', 'active', 'null', 'none', 'לא', 'नहीं']);
const longestDays = 36_500;
const maxReason = 2000;
const maxCategory = 64;

/**
 * Makes a reader for one mapping and country.
 * @param parse reads one phone cell (shared/domain/numbers/number.ts, with the import's country).
 * @param now what "past" means for an expiry.
 * @param zone where days end, and whose times those without a zone are.
 */
export function createRowReader(
  mapping: RowMapping,
  parse: (raw: string) => ParsedNumber,
  now: Instant,
  zone: Zone,
): (cells: readonly string[]) => RowReading {
  const columnsOf = (field: ColumnField) =>
    mapping.filter((entry) => entry.field === field).map((entry) => entry.column);
  const phones = columnsOf('phone');
  const [areaCode] = columnsOf('areaCode');
  const [countryCode] = columnsOf('countryCode');
  const [date] = columnsOf('date');
  const [expiry] = columnsOf('expiry');
  const [expiryDays] = columnsOf('expiryDays');
  const reasons = columnsOf('reason');
  const [category] = columnsOf('category');
  const [disposition] = columnsOf('disposition');
  const [suspended] = columnsOf('suspended');
  const [action] = columnsOf('action');
  const [batchId] = columnsOf('batchId');
  const [requestUuid] = columnsOf('requestUuid');
  // Each column for itself: what one shows about the order of day and month says nothing about another.
  const requests = createDateColumn(zone, now);
  const ends = createDateColumn(zone, now);
  const suspensions = createDateColumn(zone, now);
  const isSuspended = (cell: string) => suspendedWords.has(cell.toLowerCase()) || suspensions.isDate(cell);

  return (cells) => {
    const text = (column: number | undefined) => (column === undefined ? '' : (cells[column] ?? '').trim());
    const notes: string[] = [];
    const problems: RowProblem[] = [];
    const numbers: { number: PhoneNumber; valid: boolean }[] = [];

    const said = text(action).toLowerCase();
    if (removeWords.has(said)) {
      problems.push({
        code: 'saysRemove',
        message: `The row says "${text(action)}": an import only blocks numbers, it never releases one.`,
      });
    } else if (suspended !== undefined && isSuspended(text(suspended))) {
      problems.push({
        code: 'saysSuspended',
        message: 'The row is suspended there: it blocks nothing, and an import never releases a number.',
      });
    } else {
      if (!addWords.has(said))
        notes.push(`"${clip(text(action))}" in the action column is not understood; the number is blocked.`);
      if (suspended !== undefined && !heldWords.has(text(suspended).toLowerCase()))
        notes.push(
          `"${clip(text(suspended))}" in the column of suspended rows is not understood; the number is blocked.`,
        );
      for (const column of phones) readPhone(text(column));
    }
    const until = readExpiry();
    if (numbers.length === 0 && problems.length === 0)
      problems.push({ code: 'empty', message: 'The row has no phone number.' });

    return {
      numbers: problems.some(({ code }) => code === 'expired') ? [] : numbers,
      problems,
      reason: (reasons.map(text).filter(Boolean).join(' · ') || text(disposition)).slice(0, maxReason) || null,
      category: text(category).slice(0, maxCategory) || null,
      requestedAt: readRequested(),
      until,
      batchId: text(batchId) || null,
      requestUuid: text(requestUuid) || null,
      notes,
    };

    function readPhone(cell: string): void {
      if (cell === '') return;
      const parsed = parseJoined(cell);
      if (!parsed.ok && AREA_CODE_WILDCARD.test(cell))
        problems.push({
          code: 'areaCode',
          message: 'Stands for a whole area code: the list holds numbers, so it cannot be imported.',
        });
      else if (!parsed.ok) problems.push({ code: parsed.code, message: parsed.message });
      else if (!numbers.some(({ number }) => number === parsed.number)) numbers.push(parsed);
    }

    /** A column of country codes may stand beside numbers that have theirs already. */
    function parseJoined(cell: string): ParsedNumber {
      const joined = join(cell);
      const parsed = parse(joined);
      if (joined === cell || (parsed.ok && parsed.valid)) return parsed;
      const country = text(countryCode).replace(/\D/g, '');
      const digits = cell.replaceAll(/\D/g, '');
      const whole = country !== '' && digits.startsWith(country) ? parse(`+${digits}`) : parsed;
      return whole.ok && whole.valid ? whole : parsed;
    }

    function join(cell: string): string {
      if (areaCode === undefined && countryCode === undefined) return cell;
      const digits = cell.replaceAll(/\D/g, '');
      const area = text(areaCode).replaceAll(/\D/g, '');
      const national = area !== '' && digits.length === 7 ? area + digits : cell;
      const country = text(countryCode).replace(/^\+/, '');
      return /^\d{1,3}$/.test(country) && !/^\s*(\+|00)/.test(cell) ? `+${country} ${national}` : national;
    }

    function readRequested(): Instant | null {
      const cell = text(date);
      if (cell === '') return null;
      const read = requests.readPast(cell);
      if (read === undefined) notes.push(`"${clip(cell)}" is not a date that can be read; it is left out.`);
      else if (read === 'future') notes.push(`"${clip(cell)}" lies in the future; it is left out.`);
      if (read === undefined || read === 'future') return null;
      if (read.note !== null) notes.push(read.note);
      return read.at;
    }

    function readExpiry(): Instant | null {
      const days = text(expiryDays);
      const cell = text(expiry) || days;
      if (text(expiry) === '' && /^\d{1,6}$/.test(days)) return readDays(Number(days));
      if (cell === '' || /^(never|none|null|-|0000-00-00.*)$/i.test(cell)) return null;
      const read = ends.readEnd(cell);
      if (read === undefined) {
        notes.push(`"${clip(cell)}" is not an expiry that can be read; the block has no end.`);
        return null;
      }
      if (read.at <= now) return refuseExpired(read.at);
      if (read.note !== null) notes.push(read.note);
      return read.at;
    }

    /** To the end of a day, so that the same file says the same all day. Zero days are nothing to rely on: no end. */
    function readDays(days: number): Instant | null {
      if (days > 0 && days <= longestDays) return zone.endOfDay(dayAfter(now, days, zone));
      notes.push(`${days} days is not an expiry that can be used; the block has no end.`);
      return null;
    }

    function refuseExpired(end: Instant): null {
      const lastDay = zone.dayOf(toInstant(toEpochMs(end) - 1));
      problems.push({ code: 'expired', message: `The row's block ended on ${lastDay}.` });
      return null;
    }
  };
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}
