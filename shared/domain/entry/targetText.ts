/**
 * Targets as people write and read them: `account` or `account/agent`, by name or id. The command line, the page's
 * forms and every sentence that names a place use this.
 */
import type { Place, Target, TargetId } from './scope.ts';
import { targetTextWords as say } from '../../words/domain/entry.ts';

/** A target with the name of its account: what a sentence needs to name it. */
export type NamedTarget = Target & { readonly accountName: string };

/** Every known target by its id, including targets of removed accounts, so that history can name them. */
export type TargetIndex = ReadonlyMap<TargetId, NamedTarget>;

export type ParsedTarget =
  | { readonly ok: true; readonly target: NamedTarget }
  | { readonly ok: false; readonly message: string };

/** A target's full name: "Yappr" for a whole account, "Yappr: Sales agent" for one agent of it. */
export function nameTarget(target: NamedTarget): string {
  return target.kind === 'account' ? target.accountName : `${target.accountName}: ${target.name}`;
}

/** A place's name in a sentence. */
export function namePlace(place: Place, targets: TargetIndex): string {
  if (place === 'everywhere') return 'everywhere';
  const target = targets.get(place);
  return target === undefined ? say.aTargetThatIsNo : nameTarget(target);
}

/** What a person writes for a target: `account`, or `account/agent`. */
export function toTargetText(target: NamedTarget): string {
  return target.kind === 'account' ? target.accountName : `${target.accountName}/${target.name}`;
}

/**
 * Finds the target that a text names. Names are compared without regard to case; an id is the account's number, the
 * agent's id at the vendor, or the number that the desk gives it. A text that fits several targets is refused, not guessed.
 */
export function parseTarget(text: string, targets: TargetIndex): ParsedTarget {
  const wanted = text.trim();
  const all = [...targets.values()].filter(({ state }) => state !== 'retired');
  const found = all.filter((target) => matches(target, wanted));
  const [only] = found;
  if (only !== undefined && found.length === 1) return { ok: true, target: only };
  if (only !== undefined) return { ok: false, message: describeSeveral(wanted, found) };
  return { ok: false, message: describeUnknown(wanted, all) };
}

/** `everywhere`, or what `parseTarget` reads. */
export function parsePlace(
  text: string,
  targets: TargetIndex,
): { readonly ok: true; readonly place: Place } | { readonly ok: false; readonly message: string } {
  if (text.trim().toLowerCase() === 'everywhere') return { ok: true, place: 'everywhere' };
  const parsed = parseTarget(text, targets);
  return parsed.ok ? { ok: true, place: parsed.target.id } : parsed;
}

function matches(target: NamedTarget, text: string): boolean {
  const accountNames = [target.accountName, String(target.accountId)];
  if (target.kind === 'account') return accountNames.some((name) => same(name, text));
  return accountNames.some((account) =>
    [target.name, target.remoteId ?? '', String(target.id)].some(
      (name) => name !== '' && same(`${account}/${name}`, text),
    ),
  );
}

function same(a: string, b: string): boolean {
  return a.toLowerCase() === b.toLowerCase();
}

function describeSeveral(text: string, found: readonly NamedTarget[]): string {
  const ids = found.map((target) => `${target.accountName}/${target.remoteId ?? target.id}`);
  return say.fitsMoreThanOneTarget(text, ids.slice(0, 5).join(', '));
}

function describeUnknown(text: string, all: readonly NamedTarget[]): string {
  if (all.length === 0) return say.thereIsNoTargetNo(text);
  const close = all
    .map((target) => ({ name: toTargetText(target), distance: distanceOf(text, toTargetText(target)) }))
    .toSorted((a, b) => a.distance - b.distance)
    .slice(0, 5)
    .map(({ name }) => name);
  return say.thereIsNoTargetDid(text, close.join(', '));
}

/** The distance between a text and a name: how many pairs of letters only one of them has. */
function distanceOf(text: string, name: string): number {
  const pairs = (from: string) => {
    const lower = ` ${from.toLowerCase()} `;
    return new Set(Array.from({ length: lower.length - 1 }, (_, at) => lower.slice(at, at + 2)));
  };
  const wanted = pairs(text);
  const has = pairs(name);
  return [...wanted].filter((pair) => !has.has(pair)).length + [...has].filter((pair) => !wanted.has(pair)).length;
}
