/** What the parts of an import are called: fields, the groups of lines, what the button does. Pure. */
import type { ColumnField, IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import type { Mark } from '../../ui/StateMark.tsx';
import { countOf } from '../../ui/words.ts';

const fieldWords = {
  phone: 'Phone number',
  areaCode: 'Area code',
  countryCode: 'Country code',
  country: 'Country of the number',
  reason: 'Reason',
  category: 'Category',
  date: 'Asked on',
  expiry: 'Blocked until',
  expiryDays: 'Blocked for so many days',
  flag: 'Do not call (yes, no)',
  registryFlag: 'On a registry (yes, no)',
  disposition: 'How the call ended',
  action: 'Action (add, remove)',
  suspended: 'Suspended (yes, no)',
  batchId: 'Call: batch id',
  requestUuid: 'Call: request UUID',
  campaign: 'Campaign (not kept)',
  author: 'Author (not kept)',
  name: 'Name (not kept)',
  ignore: 'Leave out',
} as const satisfies Record<ColumnField, string>;

export const fieldChoices: readonly { readonly value: ColumnField; readonly label: string }[] = Object.entries(
  fieldWords,
).map(([value, label]) => ({
  value: value as ColumnField,
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
  unconfirmed: { word: 'possible, not valid', shape: 'dotted', tone: 'person' },
  rejected: { word: 'rejected', shape: 'dash', tone: 'lost' },
} as const satisfies Record<LineGroup, Mark>;

export const groups = Object.keys(groupWords) as readonly LineGroup[];

/** The button that applies the preview; undefined when it would do nothing. */
export function toApplyWords({ result }: IntakeSummary): string | undefined {
  if (result.added > 0) return `Block ${countOf(result.added, 'number')}`;
  if (result.changed > 0) return `Change ${countOf(result.changed, 'number')}`;
  return undefined;
}

/** What happens besides, beside that button. */
export function toLeftWords({ result }: IntakeSummary): string {
  if (result.lines > 0 && result.rejected === result.lines)
    return 'Every line is left out: "rejected" says why. Check the column of the numbers, and their country.';
  const parts = [
    result.added > 0 && result.changed > 0 ? `Changes ${countOf(result.changed, 'number')} on the list` : '',
    result.alreadyThere > 0 ? `${countOf(result.alreadyThere, 'line')} already there` : '',
    result.rejected > 0 ? `${countOf(result.rejected, 'line')} left out` : '',
  ].filter((part) => part !== '');
  const does = result.added + result.changed > 0;
  return [parts.join(', '), does ? 'The whole import can be undone.' : ''].filter((part) => part !== '').join('. ');
}
