/** Where blocks hold, in the words of sentences: the one place that names holds and what they except. */
import type { Hold, Place, Scope, TargetId } from './scope.ts';
import type { DayWriter } from '../time/dayWriter.ts';
import { type NamedTarget, namePlace, nameTarget, type TargetIndex } from './targetText.ts';
import { scopeWords as say } from '../../words/domain/entry.ts';

/** Where a hold is in force, in words: "everywhere", "everywhere except Yappr and OSVI: Night", "Yappr except Sales agent". */
export function nameHold({ place, except = [] }: Pick<Hold, 'place' | 'except'>, targets: TargetIndex): string {
  const where = `${namePlace(place, targets)}${nameMadeAgain(place, targets)}`;
  return except.length === 0 ? where : say.except(where, listFew(except.map((id) => nameExcepted(id, place, targets))));
}

/**
 * Beside an agent that is gone: the new one of its name; beside an account that was removed, or an agent of it: what is connected and
 * may be that. As long as it is asked whether it is the same. A removed one whose name another account has by now says so.
 */
function nameMadeAgain(place: Place, targets: TargetIndex): string {
  const target = place === 'everywhere' ? undefined : targets.get(place);
  if (target === undefined) return '';
  const { accountId, accountName, kind, state } = target;
  const others = [...targets.values()].filter((one) => one.standsFor?.some(({ id }) => id === place) === true);
  const isAsked = (one: NamedTarget) => one.standsFor?.some(({ id, isOpen }) => id === place && isOpen) === true;
  if (kind !== 'account' && others.some((one) => one.accountId === accountId && isAsked(one)))
    return say.andTheNewAgentOf;
  if (state !== 'retired') return '';
  const now = others.filter((one) => one.state !== 'retired' && one.accountId !== accountId && one.kind === kind);
  const asked = now.filter(isAsked);
  if (asked.length > 0) return say.andWhatMayBeIt(listFew(asked.map(nameTarget)));
  const isTaken = [...targets.values()].some(
    (one) => one.kind === 'account' && one.state !== 'retired' && one.accountName === accountName,
  );
  return isTaken && now.length === 0 ? say.noLongerInUse('') : '';
}

/** The agents of an account that is named already go by their own names. What is gone could be taken for what is there. */
function nameExcepted(id: TargetId, place: Place, targets: TargetIndex): string {
  const target = targets.get(id);
  if (target === undefined) return say.aTargetThatIsNo;
  const name = place === 'everywhere' || target.kind === 'account' ? nameTarget(target) : target.name;
  return target.state === 'retired' ? say.noLongerInUse(name) : name;
}

/** "A", "A and B", "A, B and C"; of more than five the first four, and how many more. */
function listFew(names: readonly string[]): string {
  const shown = names.length > 5 ? [...names.slice(0, 4), say.more(names.length - 4)] : names;
  return shown.length < 2 ? shown.join('') : say.and(shown.slice(0, -1).join(', '), shown.at(-1));
}

/**
 * Where a scope holds, in words: "everywhere", "Yappr: Sales agent and 2 more". After an exception comes "and also", so
 * that no further place reads as one more exception.
 */
export function nameScope(scope: Scope, targets: TargetIndex): string {
  const [first, second, ...rest] = scope.map((hold) => nameHold(hold, targets));
  if (first === undefined) return 'nowhere';
  if (second === undefined) return first;
  const and = scope.some(({ except }) => except !== undefined) ? say.andAlso : say.andTheOther;
  return rest.length === 0 ? `${first}${and} ${second}` : say.moreFirst(first, and, rest.length + 1);
}

/** Every hold with its end, one after the other: "everywhere except Yappr; OSVI until 3 May 2026". */
export function nameHolds(scope: Scope, targets: TargetIndex, toDay: DayWriter): string {
  return scope
    .map((hold) => `${nameHold(hold, targets)}${hold.until === null ? '' : say.until(toDay.end(hold.until))}`)
    .join('; ');
}

/** Where something holds as the end of a sentence about a block: "everywhere except Yappr", "for Yappr: Sales agent". */
export function toBlockedWhere(where: string): string {
  return where.startsWith('everywhere') ? where : say.for(where);
}
