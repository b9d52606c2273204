/**
 * What the list says of most numbers without being asked about each: the groups of its entries (journal/knownGroups.ts), of which a
 * scrub reads two entries each, and what they say is said of all numbers of the group.
 */
import { samplesEach } from '../../db/numbers/groupedNumbers.ts';
import type { KnownGroups } from '../../journal/knownGroups.ts';
import { hiddenScope } from './hiddenEntries.ts';
import type { ListedEntry, ListSnapshot } from './listSnapshot.ts';

export type KnownEntries = {
  /** False: the number has no entry and never had one. */
  readonly has: (number: number) => boolean;
  /** The group of a number that it has; 0: it has to be looked up. */
  readonly groupOf: (number: number) => number;
  /** What an entry of the group says, from 1 on. Its number is that of another entry. */
  readonly entryOf: (group: number) => ListedEntry | undefined;
};

/** To read the entries of more groups takes longer than it saves. */
const mostGroups = 5000;
/** Should they differ, numbers of their group are looked up. */
const samplesRead = 2;

/** Reads what the groups say. Undefined where they are too many. `known` was proven of the snapshot's list. */
export function readKnownEntries(
  { find }: Pick<ListSnapshot, 'find'>,
  { grouped, groupOf, has }: KnownGroups,
): KnownEntries | undefined {
  const { samples } = grouped.groups;
  const groups = samples.length / samplesEach;
  if (groups > mostGroups) return undefined;
  const chosen = Array.from({ length: groups }, (_, at) =>
    samples
      .subarray(at * samplesEach, (at + 1) * samplesEach)
      .filter((number) => number > 0)
      .subarray(0, samplesRead),
  );
  const found = new Map(
    find(Float64Array.from(chosen.flatMap((own) => [...own])).toSorted())
      .filter(({ scope }) => scope !== hiddenScope)
      .map((entry) => [entry.number, entry]),
  );
  const entries = chosen.map((own) => {
    const [first, second = first] = [...own].map((number) => found.get(number));
    return first !== undefined && second !== undefined && areAlike(first, second) ? first : undefined;
  });
  return {
    has,
    groupOf(number) {
      const group = groupOf(number);
      return entries[group - 1] === undefined ? 0 : group;
    },
    entryOf: (group) => entries[group - 1],
  };
}

function areAlike(one: ListedEntry, other: ListedEntry): boolean {
  return one.scope === other.scope && one.origin === other.origin && one.reason === other.reason;
}
