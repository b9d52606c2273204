/**
 * Kinds of what needs a person, by which notifications of the system are turned off, and which lines are worth one. Pure. A line of
 * Home never names a number (needs.ts), so no notification does.
 */
export const needKinds = ['call', 'account', 'question', 'desk'] as const;
export type NeedKind = (typeof needKinds)[number];

/** By the first part of a line's key. */
const kindOf: Readonly<Record<string, NeedKind>> = {
  mayCall: 'call',
  overdue: 'call',
  dueToday: 'call',
  token: 'account',
  address: 'account',
  suspicion: 'account',
  state: 'account',
  gone: 'account',
  parked: 'account',
  conflicts: 'question',
  reference: 'question',
  byHand: 'question',
  same: 'question',
  sharedRequests: 'question',
  sharedProblem: 'desk',
  sharedRefused: 'desk',
  lack: 'desk',
  registry: 'desk',
  backup: 'desk',
  askedNumbers: 'call',
  askedWords: 'question',
  policy: 'desk',
  spike: 'desk',
};

type Line = { readonly key: string; readonly sentence: string };

/** The kind of a line of Home; undefined for one that nobody is called to the desk for, such as the sample list. */
export function toNeedKind({ key }: Pick<Line, 'key'>): NeedKind | undefined {
  return kindOf[key.split(':')[0] ?? ''];
}

/**
 * The lines that a person is told of now: those that were not there before, of the kinds that are on.
 * @param before keys of the lines that were there at the last look; null: this is the first one, and the page shows them
 */
export function listNews<T extends Line>(
  before: ReadonlySet<string> | null,
  needs: readonly T[],
  kinds: Readonly<Record<NeedKind, boolean>>,
): readonly T[] {
  if (before === null) return [];
  return needs.filter((need) => {
    const kind = toNeedKind(need);
    return kind !== undefined && kinds[kind] && !before.has(need.key);
  });
}
