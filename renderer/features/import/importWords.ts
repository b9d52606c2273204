/** What the parts of an import are called: encodings, separators, fields, the five groups of lines. Pure. */
import type { ColumnField, IntakeFound, IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import type { Mark } from '../../ui/StateMark.tsx';
import { countOf } from '../../ui/words.ts';

type Choice<T> = { readonly value: T; readonly label: string };

export const encodingChoices: Choice<IntakeFound['encoding']>[] = [
  { value: 'utf-8', label: 'Unicode (UTF-8)' },
  { value: 'utf-16le', label: 'Unicode (UTF-16 LE)' },
  { value: 'utf-16be', label: 'Unicode (UTF-16 BE)' },
  { value: 'windows-1252', label: 'Western (Windows-1252)' },
  { value: 'windows-1255', label: 'Hebrew (Windows-1255)' },
];

export const delimiterChoices: Choice<IntakeFound['delimiter']>[] = [
  { value: ',', label: 'commas' },
  { value: ';', label: 'semicolons' },
  { value: '\t', label: 'tabs' },
  { value: '|', label: 'bars |' },
  { value: 'none', label: 'nothing: one column' },
];

const fieldWords = {
  phone: 'Phone number',
  areaCode: 'Area code',
  countryCode: 'Country code',
  reason: 'Reason',
  category: 'Category',
  date: 'Asked on',
  expiry: 'Blocked until',
  action: 'Action (add, remove)',
  batchId: 'Call: batch id',
  requestUuid: 'Call: request UUID',
  campaign: 'Campaign (not kept)',
  author: 'Author (not kept)',
  name: 'Name (not kept)',
  ignore: 'Leave out',
} as const satisfies Record<ColumnField, string>;

export const fieldChoices: Choice<ColumnField>[] = Object.entries(fieldWords).map(([value, label]) => ({
  value: value as ColumnField,
  label,
}));

/** The groups in the order of the bars. */
export const groupWords = {
  new: { word: 'new', shape: 'full', tone: 'plain' },
  wouldChange: { word: 'would change', shape: 'half', tone: 'plain' },
  alreadyThere: { word: 'already there', shape: 'ring', tone: 'plain' },
  unconfirmed: { word: 'unconfirmed', shape: 'dotted', tone: 'person' },
  rejected: { word: 'rejected', shape: 'dash', tone: 'lost' },
} as const satisfies Record<LineGroup, Mark>;

export const groups: readonly LineGroup[] = ['new', 'wouldChange', 'alreadyThere', 'unconfirmed', 'rejected'];

/** The button that applies the preview; undefined when it would do nothing. */
export function toApplyWords({ groups: counts }: IntakeSummary): string | undefined {
  if (counts.new > 0) return `Block ${countOf(counts.new, 'number')}`;
  if (counts.wouldChange > 0) return `Change ${countOf(counts.wouldChange, 'number')}`;
  return undefined;
}

/** What happens besides, beside that button. */
export function toLeftWords({ groups: counts }: IntakeSummary): string {
  const left = counts.rejected + counts.unconfirmed;
  const parts = [
    counts.new > 0 && counts.wouldChange > 0 ? `Changes ${countOf(counts.wouldChange, 'number')} on the list` : '',
    counts.alreadyThere > 0 ? `${countOf(counts.alreadyThere, 'line')} already there` : '',
    left > 0 ? `${countOf(left, 'line')} left out` : '',
  ].filter((part) => part !== '');
  const does = counts.new + counts.wouldChange > 0;
  return [parts.join(', '), does ? 'The whole import can be undone.' : ''].filter((part) => part !== '').join('. ');
}

/** "12.4 MB"; bytes below a thousand in full. */
export function toSize(bytes: number): string {
  if (bytes < 1000) return countOf(bytes, 'byte');
  const units = ['kB', 'MB', 'GB'] as const;
  const power = Math.min(units.length, Math.floor(Math.log10(bytes) / 3));
  const size = bytes / 1000 ** power;
  return `${size < 10 ? size.toFixed(1) : Math.round(size)} ${units[power - 1] ?? 'kB'}`;
}
