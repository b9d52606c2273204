/**
 * A scope as one cell of a file: our own export writes it, and reads it back as it was. Holds are separated by "; ".
 * Where they end at different times, each one says until when; where all end together, the end has a cell of its own.
 */
import { type Instant, parseInstant } from '../time/instant.ts';
import { type Hold, type Place, type Scope, toScope } from './scope.ts';
import { parsePlace, type TargetIndex, toTargetText } from './targetText.ts';

export type ScopeText = { readonly where: string; readonly until: Instant | null };

const separator = '; ';
const untilWord = ' until ';

/** Writes scopes: `everywhere`, `Yappr/Sales agent; OSVI`. Make one writer per file: it remembers the names. */
export function createScopeWriter(targets: TargetIndex): (scope: Scope) => ScopeText {
  const names = new Map<Place, string>();
  const toName = (place: Place): string => {
    const name = names.get(place) ?? toReadableName(place, targets);
    names.set(place, name);
    return name;
  };
  return (scope) => {
    const until = scope[0]?.until ?? null;
    const isTogether = scope.every((hold) => hold.until === until);
    const where = scope.map((hold) =>
      isTogether || hold.until === null ? toName(hold.place) : `${toName(hold.place)}${untilWord}${hold.until}`,
    );
    return { where: where.join(separator), until: isTogether ? until : null };
  };
}

/**
 * Reads what `createScopeWriter` writes. `until` ends the holds that name no end themselves. Undefined where a part
 * names no known target: the caller must then take the wider scope.
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

/** How a place is named in files; a target that is no longer known keeps the number that it had. */
export function toPlaceText(place: Place, targets: TargetIndex): string {
  if (place === 'everywhere') return 'everywhere';
  const target = targets.get(place);
  return target === undefined ? `target ${place}` : toTargetText(target);
}

/**
 * The name of a place; or, where that could be read as another place (two agents of one name, a name with a separator
 * in it), the ids from the vendor or the desk. A place without any name is read as everywhere.
 */
function toReadableName(place: Place, targets: TargetIndex): string {
  const name = toPlaceText(place, targets);
  const target = place === 'everywhere' ? undefined : targets.get(place);
  if (target === undefined) return name;
  const { id, accountId, accountName, kind, remoteId } = target;
  const others =
    kind === 'account'
      ? [String(accountId)]
      : [`${accountName}/${remoteId ?? id}`, `${accountId}/${remoteId ?? id}`, `${accountId}/${id}`];
  const means = (text: string): boolean => {
    const read = parseScopeText(text, null, targets);
    return read?.length === 1 && read[0]?.place === place;
  };
  return [name, ...others].find(means) ?? name;
}
