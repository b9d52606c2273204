/**
 * A scope as one cell of a file: what our own export writes, and reads back as it was. Holds are separated by "; "; where
 * they end at different times each says until when, and where all end together the end has a cell of its own.
 */
import { type Instant, parseInstant } from '../instant.ts';
import { type Hold, type Scope, toScope } from './scope.ts';
import { parsePlace, type TargetIndex, toTargetText } from './targetText.ts';

export type ScopeText = { readonly where: string; readonly until: Instant | null };

const separator = '; ';
const untilWord = ' until ';

/** `everywhere`, `Yappr/Sales agent; OSVI`; a target that is not known any more by its number. */
export function toScopeText(scope: Scope, targets: TargetIndex): ScopeText {
  const until = scope[0]?.until ?? null;
  const isTogether = scope.every((hold) => hold.until === until);
  const where = scope.map((hold) =>
    isTogether || hold.until === null
      ? namePlace(hold.place, targets)
      : `${namePlace(hold.place, targets)}${untilWord}${hold.until}`,
  );
  return { where: where.join(separator), until: isTogether ? until : null };
}

/**
 * Reads what `toScopeText` writes. `until` ends the holds that do not say it themselves. Undefined where a part names no
 * target that is known: whoever asks must then take the wider scope.
 */
export function parseScopeText(where: string, until: Instant | null, targets: TargetIndex): Scope | undefined {
  const holds: Hold[] = [];
  for (const part of where.split(separator.trim())) {
    const text = part.trim();
    const cut = text.lastIndexOf(untilWord);
    const own = cut === -1 ? undefined : parseInstant(text.slice(cut + untilWord.length));
    const parsed = parsePlace(own === undefined ? text : text.slice(0, cut), targets);
    if (!parsed.ok) return undefined;
    holds.push({ place: parsed.place, until: own ?? until });
  }
  return toScope(holds);
}

function namePlace(place: Hold['place'], targets: TargetIndex): string {
  if (place === 'everywhere') return 'everywhere';
  const target = targets.get(place);
  return target === undefined ? `target ${place}` : toTargetText(target);
}
