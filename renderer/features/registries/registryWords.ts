/** Small texts about registries. */
import { assertNever } from '../../../shared/assertNever.ts';
import type { RegistryRow } from '../../../shared/contract/registries.ts';
import { nameRegistry, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import { countOf } from '../../../shared/words/counts.ts';
import type { Mark } from '../../ui/marks.ts';
import { registryAgeMarks } from '../../ui/marks.ts';

const states =
  'al ak az ar ca co ct de fl ga hi id il in ia ks ky la me md ma mi mn ms mo mt ne nv nh nj nm ny nc nd oh ok or pa ri sc sd tn tx ut vt va wa wv wi wy';

const lists: readonly RegistryList[] = [
  'us',
  'ca',
  'gb-tps',
  'gb-ctps',
  'au',
  ...states.split(' ').map((state): RegistryList => `us-${state}`),
];

/** Every list to which a file can belong. */
export const listChoices = lists.map((list) => ({ value: list, label: nameRegistry(list) }));

/** "due in 4 days", "stale for 3 days". */
export function toAgeWord({ state, left, days }: Pick<RegistryRow, 'state' | 'left' | 'days'>): string {
  switch (state) {
    case 'due':
      return left === 0 ? 'due today' : `due in ${countOf(left, 'day')}`;
    case 'stale':
      return `stale for ${countOf(-left, 'day')}`;
    case 'damaged':
      return registryAgeMarks.damaged.word;
    case 'current':
      return `current, ${countOf(days, 'day')} old`;
    default:
      return assertNever(state);
  }
}

/** The row of a list that most needs a person. */
export function findWorst(rows: readonly RegistryRow[]): RegistryRow | undefined {
  return rows.toSorted((a, b) => Number(b.state === 'damaged') - Number(a.state === 'damaged') || a.left - b.left)[0];
}

export const subscriptionMarks = {
  current: { word: 'current', shape: 'full', tone: 'plain' },
  due: { word: 'ends within 30 days', shape: 'quarter', tone: 'person' },
  expired: { word: 'ended', shape: 'clock', tone: 'lost' },
} as const satisfies Record<string, Mark>;
