/** The three sides of a conflict as rows of a table, with what differs marked. Pure. */
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import type { Mark } from '../../ui/marks.ts';
import { sidesWords as say } from '../../../shared/words/page/conflicts.ts';

type Side = ConflictRow['base'];

export type Cell = {
  /** Text, or an instant to show as an end. */
  readonly kind: 'text' | 'end' | 'none';
  readonly value: string;
  /** Whether it differs from what was last agreed (or from the other side, where nothing was agreed). */
  readonly differs: boolean;
};

export type SideRow = { readonly name: string; readonly base: Cell; readonly ours: Cell; readonly theirs: Cell };

type Value = Omit<Cell, 'differs'>;

const readers: readonly { readonly name: string; readonly read: (side: NonNullable<Side>) => Value }[] = [
  { name: 'Where', read: ({ where }) => ({ kind: 'text', value: where }) },
  {
    name: 'Until',
    read: ({ until }) => (until === null ? { kind: 'text', value: say.forEver } : { kind: 'end', value: until }),
  },
  {
    name: 'Reason',
    read: ({ reason }) =>
      reason === null || reason === '' ? { kind: 'none', value: 'none' } : { kind: 'text', value: reason },
  },
];

/** Four rows: whether the side blocks at all, where, until when, and why. */
export function toSideRows({ base, ours, theirs }: Pick<ConflictRow, 'base' | 'ours' | 'theirs'>): readonly SideRow[] {
  const blocked = (side: Side): Value => ({ kind: 'text', value: side === null ? 'no' : 'yes' });
  return [
    toRow(say.blocked, blocked(base), blocked(ours), blocked(theirs), base !== null),
    ...readers.map(({ name, read }) => {
      const of = (side: Side): Value => (side === null ? { kind: 'none', value: '–' } : read(side));
      return toRow(name, of(base), of(ours), of(theirs), base !== null);
    }),
  ];
}

function toRow(name: string, base: Value, ours: Value, theirs: Value, hasBase: boolean): SideRow {
  const differs = (side: Value, other: Value) => side.value !== other.value;
  return {
    name,
    base: { ...base, differs: false },
    ours: { ...ours, differs: differs(ours, hasBase ? base : theirs) },
    theirs: { ...theirs, differs: differs(theirs, hasBase ? base : ours) },
  };
}

/** The kinds, as the list and the heading name them. */
export const kindMarks = {
  goneThere: { word: say.goneThere, shape: 'ring', tone: 'person' },
  weakerThere: { word: say.weakerThere, shape: 'half', tone: 'person' },
  bothChanged: { word: say.changedOnBothSides, shape: 'diamond', tone: 'person' },
  removedHereChangedThere: { word: say.removedHereChangedThere, shape: 'dash', tone: 'person' },
  onlyThere: { word: say.onlyThere, shape: 'dot', tone: 'person' },
} as const satisfies Record<ConflictRow['kind'], Mark>;

export const conflictKinds = Object.keys(kindMarks) as readonly ConflictRow['kind'][];

/** What a choice does to several conflicts: equal effects once, with their count, most frequent first. */
export function countEffects(
  conflicts: readonly ConflictRow[],
  choice: 'keepOurs' | 'takeTheirs',
): readonly { readonly effect: string; readonly count: number }[] {
  const counts = new Map<string, number>();
  for (const { effects, international, number } of conflicts) {
    for (const effect of effects[choice]) {
      const common = effect.replaceAll(international, say.theNumber).replaceAll(number, say.theNumber);
      counts.set(common, (counts.get(common) ?? 0) + 1);
    }
  }
  return [...counts].map(([effect, count]) => ({ effect, count })).toSorted((a, b) => b.count - a.count);
}

/** "Yappr", "Yappr · Sales agent": the target's name, which begins with its account's. */
export function toPlaceName({ targetName, accountName }: Pick<ConflictRow, 'targetName' | 'accountName'>): string {
  return targetName === '' ? accountName : targetName.replace(' / ', ' · ');
}
