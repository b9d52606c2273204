/** Whether what a row says of where its block holds can be understood. */
import { parseScopeText } from '../../../../shared/domain/entry/scopeText.ts';
import type { NamedTarget } from '../../../../shared/domain/entry/targetText.ts';

const mostPlaces = 10_000;

/** Makes a test of whether a text names known places. A file repeats such texts; the memory is bounded in any case. */
export function createWhereTest(targets: readonly NamedTarget[]): (where: string) => boolean {
  const index = new Map(targets.map((target) => [target.id, target]));
  const known = new Map<string, boolean>();
  return (where) => {
    let isKnown = known.get(where);
    if (isKnown === undefined) {
      if (known.size >= mostPlaces) known.clear();
      isKnown = parseScopeText(where, null, index) !== undefined;
      known.set(where, isKnown);
    }
    return isKnown;
  };
}
