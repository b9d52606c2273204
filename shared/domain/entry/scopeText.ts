/**
 * A scope as one cell of a file: our own export writes it, and reads it back as it was. Holds are separated by "; ", and
 * what one excepts by ", ". Where they end at different times, each one says until when; where all end together, the end
 * has a cell of its own. One hold of it is what a person writes for a place on the command line.
 */
import { type Instant, parseInstant } from '../time/instant.ts';
import { type Hold, isInside, type Place, type Scope, type TargetId, toHold, toScope } from './scope.ts';
import { parsePlace, parseTarget, type TargetIndex, toTargetText } from './targetText.ts';
import { scopeTextWords as say } from '../../words/domain/entry.ts';

export type ScopeText = { readonly where: string; readonly until: Instant | null };

const separator = '; ';
const untilWord = ' until ';
const exceptWord = ' except ';
const exceptSeparator = ', ';

/** Writes scopes: `everywhere`, `Yappr/Sales agent; OSVI`. Make one writer per file: it remembers the names. */
export function createScopeWriter(targets: TargetIndex): (scope: Scope) => ScopeText {
  const toPlaceName = remember((place: Place) => toReadableName(place, targets));
  const toExceptedName = remember((id: TargetId) => toReadableException(id, targets));
  const toName = ({ place, except = [] }: Hold): string =>
    except.length === 0
      ? toPlaceName(place)
      : `${toPlaceName(place)}${exceptWord}${except.map(toExceptedName).join(exceptSeparator)}`;
  return (scope) => {
    const until = scope[0]?.until ?? null;
    const isTogether = scope.every((hold) => hold.until === until);
    const where = scope.map((hold) =>
      isTogether || hold.until === null ? toName(hold) : `${toName(hold)}${untilWord}${hold.until}`,
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
    const parsed = parseHoldText(own === undefined ? text : text.slice(0, cut), targets);
    if (!parsed.ok) return undefined;
    holds.push(toHold(parsed.place, own ?? until, parsed.except));
  }
  return toScope(holds);
}

export type ParsedHold =
  | { readonly ok: true; readonly place: Place; readonly except: readonly TargetId[] }
  | { readonly ok: false; readonly message: string };

/**
 * Where a hold is to be: `everywhere`, what `parseTarget` reads, or one of these without some targets inside it, as in
 * `everywhere except Yappr, OSVI/Night`. A target that is called so is taken for the target.
 */
export function parseHoldText(text: string, targets: TargetIndex): ParsedHold {
  const wanted = text.trim();
  const plain = parsePlace(wanted, targets);
  const cut = wanted.toLowerCase().indexOf(exceptWord);
  if (plain.ok) return { ...plain, except: [] };
  if (cut === -1) return plain;
  const plainName = wanted.slice(0, cut).trim();
  const parsed = parsePlace(plainName, targets);
  if (!parsed.ok) return parsed;
  const except: TargetId[] = [];
  for (const name of wanted.slice(cut + exceptWord.length).split(exceptSeparator.trim())) {
    const target = parseTarget(name, targets);
    if (!target.ok) return target;
    const { id } = target.target;
    if (!isInside(id, parsed.place, targets)) return { ok: false, message: describeOutside(name.trim(), plainName) };
    except.push(id);
  }
  return { ok: true, place: parsed.place, except };
}

function describeOutside(name: string, place: string): string {
  return say.isNoPartOfSo(name, place);
}

/** How a place is named in files; a target that is no longer known keeps the number that it had. */
export function toPlaceText(place: Place, targets: TargetIndex): string {
  if (place === 'everywhere') return 'everywhere';
  const target = targets.get(place);
  return target === undefined ? say.target(place) : toTargetText(target);
}

/**
 * The name of a place; or, where that could be read as another place (two agents of one name, a name with a separator
 * in it), the ids from the vendor or the desk. A place without any name is read as everywhere.
 */
function toReadableName(place: Place, targets: TargetIndex): string {
  const means = (text: string): boolean => {
    const read = parseScopeText(text, null, targets);
    return read?.length === 1 && read[0]?.place === place;
  };
  return toNames(place, targets).find(means) ?? toPlaceText(place, targets);
}

/**
 * The same for a target that is excepted. One without any name is never read as another of its name (an account that was
 * connected again): nobody excepted that, so the hold is read as everywhere.
 */
function toReadableException(id: TargetId, targets: TargetIndex): string {
  const means = (text: string): boolean => {
    const read = parseScopeText(`everywhere${exceptWord}${text}`, null, targets);
    return read?.length === 1 && read[0]?.except?.length === 1 && read[0].except[0] === id;
  };
  return toNames(id, targets).find(means) ?? say.noLongerInUse(toPlaceText(id, targets));
}

/** What a place may be called, the most readable first. */
function toNames(place: Place, targets: TargetIndex): readonly string[] {
  const name = toPlaceText(place, targets);
  const target = place === 'everywhere' ? undefined : targets.get(place);
  if (target === undefined) return [name];
  const { id, accountId, accountName, kind, remoteId } = target;
  return kind === 'account'
    ? [name, String(accountId)]
    : [name, `${accountName}/${remoteId ?? id}`, `${accountId}/${remoteId ?? id}`, `${accountId}/${id}`];
}

function remember<K>(toName: (key: K) => string): (key: K) => string {
  const known = new Map<K, string>();
  return (key) => {
    const name = known.get(key) ?? toName(key);
    known.set(key, name);
    return name;
  };
}
