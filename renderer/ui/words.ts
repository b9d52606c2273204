/** Small pure turns of phrase that several screens need: counts, countries, days, relative times, holds. */
import { assertNever } from '../../shared/assertNever.ts';
import type { EntryRow } from '../../shared/contract/entries.ts';

const counts = new Intl.NumberFormat('en');
const countries = new Intl.DisplayNames(['en'], { type: 'region' });

/** 12408 -> "12,408". */
export function toCount(count: number): string {
  return counts.format(count);
}

/** "1 number", "1,204 numbers". */
export function countOf(count: number, one: string, many = `${one}s`): string {
  return `${toCount(count)} ${count === 1 ? one : many}`;
}

/** "OSVI", "OSVI and Weya", "OSVI, Weya and Yappr"; above five the first ones and how many more. */
export function listNames(names: readonly string[]): string {
  const shown = names.length > 5 ? [...names.slice(0, 4), `${toCount(names.length - 4)} more`] : names;
  return shown.length < 2 ? shown.join('') : `${shown.slice(0, -1).join(', ')} and ${shown.at(-1)}`;
}

/** The country's name in English, or the code itself where there is none. */
export function nameCountry(code: string): string {
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The flag of a two-letter country code; '' for anything else. */
export function toFlag(code: string): string {
  if (!/^[A-Z]{2}$/.test(code)) return '';
  return String.fromCodePoint(...Array.from(code, (letter) => 0x1f1e6 + letter.charCodeAt(0) - 65));
}

/** "3 May 2026", and without the year in the year of `now`. The reader's own zone. */
export function toDay(instant: string, now: Date): string {
  const date = new Date(instant);
  const year = date.getFullYear() === now.getFullYear() ? undefined : ('numeric' as const);
  return date.toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year });
}

/** "just now", "2 min ago", "in 3 h", "yesterday", then the day. */
export function toRelative(instant: string, now: Date): string {
  const seconds = Math.round((now.getTime() - Date.parse(instant)) / 1000);
  const size = Math.abs(seconds);
  // The screen's clock moves on every half minute, so that what just happened can seem to lie ahead.
  if (size < 45) return seconds > -35 ? 'just now' : 'in a moment';
  const days = calendarDays(new Date(instant), now);
  const amount = size < 3600 ? `${Math.round(size / 60)} min` : `${Math.round(size / 3600)} h`;
  if (size < 22 * 3600) return seconds > 0 ? `${amount} ago` : `in ${amount}`;
  if (days === 1) return 'yesterday';
  if (days === -1) return 'tomorrow';
  return toDay(instant, now);
}

function calendarDays(from: Date, to: Date): number {
  const midnight = (date: Date) => Date.UTC(date.getFullYear(), date.getMonth(), date.getDate());
  return Math.round((midnight(to) - midnight(from)) / 86_400_000);
}

/** "3 May 2026, 14:02:07 (Asia/Jerusalem, GMT+3)". */
export function toExact(instant: string): string {
  const date = new Date(instant);
  const { timeZone } = Intl.DateTimeFormat().resolvedOptions();
  const day = date.toLocaleDateString('en-GB', { day: 'numeric', month: 'long', year: 'numeric' });
  const time = date.toLocaleTimeString('en-GB', {
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    timeZoneName: 'short',
  });
  return `${day}, ${time} (${timeZone})`;
}

/** The last instant of a local day (`2026-06-30`): "until 30 June" blocks through that day. Null for no day. */
export function toEndOfDay(day: string | null): string | null {
  return day === null || day === '' ? null : new Date(`${day}T23:59:59.999`).toISOString();
}

/** The local day of an instant as a date field writes it (`2026-06-30`). */
export function toFieldDay(instant: string | null): string | null {
  if (instant === null) return null;
  const date = new Date(instant);
  const two = (value: number) => String(value).padStart(2, '0');
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** Where an entry holds, in one line: "everywhere", "Yappr: Sales agent, Weya". */
export function toWhere(holds: EntryRow['holds']): string {
  return holds.map(({ place, name }) => (place === 'everywhere' ? 'everywhere' : name.replace(' / ', ': '))).join(', ');
}

/** Until when an entry holds: the one end of all its holds, "several ends", or null for none. */
export function toUntil(holds: EntryRow['holds']): { readonly instant: string | null; readonly several: boolean } {
  const ends = new Set(holds.map(({ until }) => until));
  const [first = null] = ends;
  return { instant: ends.size === 1 ? first : null, several: ends.size > 1 };
}

/** Who or what an entry came from: "Dana · phone", "calls.csv · row 17", "Yappr". */
export function toSource({ source, createdBy, line }: Pick<EntryRow, 'source' | 'createdBy' | 'line'>): string {
  switch (source.kind) {
    case 'manual':
      return source.label === null ? createdBy : `${createdBy} · ${source.label}`;
    case 'import':
      return `${source.label ?? 'a file'}${line === null ? '' : ` · row ${toCount(line)}`}`;
    case 'api':
      return `${source.label ?? createdBy} · API`;
    case 'vendor':
      return source.label ?? 'a vendor';
    default:
      return assertNever(source.kind);
  }
}

/** "less than a minute", "about 17 min", "about 3 h 20 min". */
export function toDuration(seconds: number): string {
  if (seconds < 60) return 'less than a minute';
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return `about ${minutes} min`;
  const rest = minutes % 60;
  return `about ${Math.floor(minutes / 60)} h${rest === 0 ? '' : ` ${rest} min`}`;
}
