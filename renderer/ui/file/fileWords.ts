/** Names for the ways in which a text file is written, and sizes. Pure. */
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { countOf, toMeasure } from '../../../shared/words/counts.ts';

type Option<T> = { readonly value: T; readonly label: string };

export const encodingChoices: Option<IntakeFound['encoding']>[] = [
  { value: 'utf-8', label: 'Unicode (UTF-8)' },
  { value: 'utf-16le', label: 'Unicode (UTF-16 LE)' },
  { value: 'utf-16be', label: 'Unicode (UTF-16 BE)' },
  { value: 'windows-1252', label: 'Western (Windows-1252)' },
  { value: 'windows-1255', label: 'Hebrew (Windows-1255)' },
  { value: 'windows-1251', label: 'Cyrillic (Windows-1251)' },
  { value: 'windows-1256', label: 'Arabic (Windows-1256)' },
];

export const delimiterChoices: Option<IntakeFound['delimiter']>[] = [
  { value: ',', label: 'commas' },
  { value: ';', label: 'semicolons' },
  { value: '\t', label: 'tabs' },
  { value: '|', label: 'bars |' },
  { value: 'none', label: 'nothing: one column' },
];

/** "12.4 MB"; bytes below a thousand in full. */
export function toSize(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, 'byte');
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
  return name === '' ? `Column ${column + 1}` : name;
}

/** Where the guess of what a column holds comes from. */
export const whyWords: Readonly<Record<IntakeFound['columns'][number]['why'], string>> = {
  header: 'by its name',
  content: 'by its content',
  layout: 'by the layout',
  remembered: 'as the last time',
  none: '',
};
