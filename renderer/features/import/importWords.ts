/** What the parts of an import are called: fields, the groups of lines, what the button does. Pure. */
import type { ImportResult, IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { type DetailColumn, fieldParts } from '../../../shared/fields.ts';
import type { Mark } from '../../ui/marks.ts';
import { listNames } from '../../ui/words.ts';
import type { ChosenField } from './draft.ts';

const columnWords = Object.fromEntries(fieldParts.map(({ column, title }) => [column, title])) as Record<
  DetailColumn,
  string
>;

const fieldWords = {
  phone: 'Phone number',
  areaCode: 'Area code',
  countryCode: 'Country code',
  country: 'Country of the number',
  ...columnWords,
  expiry: 'Blocked until',
  expiryDays: 'Blocked for so many days',
  flag: 'Do not call (yes, no)',
  registryFlag: 'On a registry (yes, no)',
  permission: 'May be called (yes, no)',
  disposition: 'How the call ended, or status',
  action: 'Action (add, remove)',
  suspended: 'Suspended (yes, no)',
  where: 'Where it holds',
  author: 'Author (not kept)',
  name: 'Name (not kept)',
  ignore: 'Not read',
  leftOut: 'Leave out',
} as const satisfies Record<ChosenField, string>;

export const fieldChoices: readonly { readonly value: ChosenField; readonly label: string }[] = Object.entries(
  fieldWords,
).map(([value, label]) => ({
  value: value as ChosenField,
  label,
}));

/** The groups in the order of the bars. */
export const groupWords = {
  new: { word: 'new', shape: 'full', tone: 'plain' },
  wouldChange: { word: 'would change', shape: 'half', tone: 'plain' },
  wouldRevive: { word: 'would revive', shape: 'hand', tone: 'person' },
  inConflict: { word: 'in a conflict', shape: 'diamond', tone: 'person' },
  alreadyThere: { word: 'already there', shape: 'ring', tone: 'plain' },
  twiceInFile: { word: 'twice in the file', shape: 'quarter', tone: 'plain' },
  doubt: { word: 'in doubt', shape: 'triangle', tone: 'person' },
  unconfirmed: { word: 'possible, not valid', shape: 'dotted', tone: 'person' },
  rejected: { word: 'rejected', shape: 'dash', tone: 'lost' },
} as const satisfies Record<LineGroup, Mark>;

export const groups = Object.keys(groupWords) as readonly LineGroup[];

/** The button that applies the preview; undefined when it would do nothing. */
export function toApplyWords({ numbers }: IntakeSummary): string | undefined {
  if (numbers.added > 0) return `Block ${countOf(numbers.added, 'number')}`;
  if (numbers.changed > 0) return `Change ${countOf(numbers.changed, 'number')}`;
  return undefined;
}

/** What happens besides, beside that button. */
export function toLeftWords({ result, numbers }: IntakeSummary): string {
  if (result.lines > 0 && result.rejected === result.lines)
    return 'Every line is left out: the groups above say why. Check the column of the numbers, and their country.';
  const parts = [
    numbers.added > 0 && numbers.changed > 0 ? `Changes ${countOf(numbers.changed, 'number')} on the list` : '',
    result.alreadyThere > 0 ? `${countOf(result.alreadyThere, 'line')} already there` : '',
    result.rejected > 0 ? `${countOf(result.rejected, 'line')} left out` : '',
  ].filter((part) => part !== '');
  const does = numbers.added + numbers.changed > 0;
  return [parts.join(', '), does ? 'The whole import can be undone.' : ''].filter((part) => part !== '').join('. ');
}

/** The numbers of lines that hold several, or none beside others: what counts of lines do not show; undefined: they do. */
export function toNumberWords(
  lines: Pick<ImportResult, 'added' | 'changed' | 'alreadyThere' | 'rejected'>,
  numbers: ImportResult['numbers'],
): string | undefined {
  const isSame =
    numbers.added === lines.added &&
    numbers.changed === lines.changed &&
    numbers.alreadyThere === lines.alreadyThere &&
    numbers.notRead + numbers.inDoubt + numbers.leftOut <= lines.rejected;
  if (isSame) return undefined;
  const parts = [
    { count: numbers.added, words: 'new' },
    { count: numbers.changed, words: 'changed' },
    { count: numbers.alreadyThere, words: 'already there' },
    { count: numbers.leftOut, words: 'not blocked again' },
    { count: numbers.inDoubt, words: 'in doubt' },
    { count: numbers.notRead, words: 'that cannot be used' },
  ];
  const shown = parts.filter(({ count }) => count > 0).map(({ count, words }) => `${toCount(count)} ${words}`);
  return `Some lines hold several numbers. Counted one by one: ${listNames(shown)}.`;
}
