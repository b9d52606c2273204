/** Names for the ways in which a text file is written, and sizes. Pure. */
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { toMeasure } from '../../../shared/words/counts.ts';
import { fileWords as say } from '../../../shared/words/page/files.ts';

type Option<T> = { readonly value: T; readonly label: string };

export const encodingChoices: Option<IntakeFound['encoding']>[] = [
  { value: 'utf-8', label: say.unicodeUtf8 },
  { value: 'utf-16le', label: say.unicodeUtf16Le },
  { value: 'utf-16be', label: say.unicodeUtf16Be },
  { value: 'windows-1252', label: say.westernWindows1252 },
  { value: 'windows-1255', label: say.hebrewWindows1255 },
  { value: 'windows-1251', label: say.cyrillicWindows1251 },
  { value: 'windows-1256', label: say.arabicWindows1256 },
];

export const delimiterChoices: Option<IntakeFound['delimiter']>[] = [
  { value: ',', label: say.commas },
  { value: ';', label: say.semicolons },
  { value: '\t', label: say.tabs },
  { value: '|', label: say.bars },
  { value: 'none', label: say.nothing },
];

/** "12.4 MB"; bytes below a thousand in full. */
export function toSize(bytes: number): string {
  if (bytes < 1000) return say.bytes(bytes);
  const units = ['kB', 'MB', 'GB'] as const;
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** power;
  return `${size < 10 ? toMeasure(size) : Math.round(size)} ${units[power - 1] ?? 'kB'}`;
}

/** "calls rejected.csv" of "calls.csv" and "rejected.csv". */
export function toBeside(name: string, ending: string): string {
  return `${name.replace(/\.[^.]*$/, '')} ${ending}`;
}

/** "Phone", or "Column 3" where it has no name. */
export function toColumnName({ header, column }: { readonly header: string | null; readonly column: number }): string {
  const name = header?.trim() ?? '';
  return name === '' ? say.column(column + 1) : name;
}

/** Where the guess of what a column holds comes from. */
export const whyWords: Readonly<Record<IntakeFound['columns'][number]['why'], string>> = {
  header: say.byItsName,
  content: say.byItsContent,
  layout: say.byTheLayout,
  remembered: say.asTheLastTime,
  none: '',
};
