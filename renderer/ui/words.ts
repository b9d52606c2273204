/** Small pure texts that several screens need: names, countries, durations, holds. */
import { assertNever } from '../../shared/assertNever.ts';
import type { EntryRow } from '../../shared/contract/entries.ts';
import { words as say } from '../../shared/words/page/ui.ts';

const countries = new Intl.DisplayNames(['en'], { type: 'region' });

/** "OSVI", "OSVI and Weya", "OSVI, Weya and Yappr"; above five the first ones and how many more. */
export function listNames(names: readonly string[]): string {
  const shown = names.length > 5 ? [...names.slice(0, 4), say.more(names.length - 4)] : names;
  return shown.length < 2 ? shown.join('') : say.andLast(shown.slice(0, -1).join(', '), shown.at(-1));
}

/** The country's name in English, or the code itself where there is none. */
export function nameCountry(code: string): string {
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
}

/** Where an entry holds, in one line: "everywhere", "Yappr: Sales agent, Weya", "everywhere except Yappr; OSVI". */
export function toWhere(holds: EntryRow['holds']): string {
  const separator = holds.some(({ except }) => except !== undefined) ? '; ' : ', ';
  return holds.map(({ name }) => name.replace(' / ', ': ')).join(separator);
}

/** Until when an entry holds: the one end of all its holds, "several ends", or null for none. */
export function toUntil(holds: EntryRow['holds']): { readonly instant: string | null; readonly several: boolean } {
  const ends = new Set(holds.map(({ until }) => until));
  const [first = null] = ends;
  return { instant: ends.size === 1 ? first : null, several: ends.size > 1 };
}

/** From whom or what an entry came: "Dana · phone", "calls.csv · row 17", "Yappr". */
export function toSource({ source, createdBy, line }: Pick<EntryRow, 'source' | 'createdBy' | 'line'>): string {
  switch (source.kind) {
    case 'manual':
      return source.label === null ? createdBy : `${createdBy} · ${source.label}`;
    case 'import':
      return `${source.label ?? say.aFile}${line === null ? '' : say.row(line)}`;
    case 'api':
      return say.api(source.label ?? createdBy);
    case 'vendor':
      return source.label ?? say.aVendor;
    default:
      return assertNever(source.kind);
  }
}

/** "less than a minute", "about 17 min", "about 3 h 20 min". */
export function toDuration(seconds: number): string {
  if (seconds < 60) return say.lessThanAMinute;
  const minutes = Math.round(seconds / 60);
  if (minutes < 60) return say.aboutMin(minutes);
  const rest = minutes % 60;
  return say.aboutHMin(Math.floor(minutes / 60), rest);
}
