/** Small texts about registries. */
import { assertNever } from '../../../shared/assertNever.ts';
import type { RegistryRow } from '../../../shared/contract/registries.ts';
import { nameRegistry, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import type { Mark } from '../../ui/marks.ts';
import { registryAgeMarks } from '../../ui/marks.ts';
import { registryWords as say } from '../../../shared/words/page/registries.ts';

const states = say.alAkAzArCa;

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
      return left === 0 ? say.dueToday : say.dueInDays(left);
    case 'stale':
      return say.staleForDays(-left);
    case 'damaged':
      return registryAgeMarks.damaged.word;
    case 'current':
      return say.currentDaysOld(days);
    default:
      return assertNever(state);
  }
}

/** The row of a list that most needs a person. */
export function findWorst(rows: readonly RegistryRow[]): RegistryRow | undefined {
  return rows.toSorted((a, b) => Number(b.state === 'damaged') - Number(a.state === 'damaged') || a.left - b.left)[0];
}

export const subscriptionMarks = {
  current: { word: say.current, shape: 'full', tone: 'plain' },
  due: { word: say.endsWithin30Days, shape: 'quarter', tone: 'person' },
  expired: { word: say.ended, shape: 'clock', tone: 'lost' },
} as const satisfies Record<string, Mark>;
