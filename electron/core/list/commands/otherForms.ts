/**
 * Under which other numbers the same subscriber is on the list: under a form that has ended, or under the one that came
 * after it.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import { sameSubscriber } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import type { ListDeps } from './listDeps.ts';

/** The entries of other forms of each number. Released entries are left out, and so are numbers without any. */
export function loadOtherForms(
  deps: Pick<ListDeps, 'store'>,
  numbers: readonly PhoneNumber[],
): ReadonlyMap<PhoneNumber, readonly Entry[]> {
  const forms = new Map(
    numbers.map((number) => [number, sameSubscriber(number)] as const).filter(([, others]) => others.length > 0),
  );
  if (forms.size === 0) return new Map();
  const entries = deps.store.entries.loadMany([...new Set([...forms.values()].flat())]);
  const found = new Map<PhoneNumber, readonly Entry[]>();
  for (const [number, others] of forms) {
    const live = others.flatMap((other) => entries.get(other) ?? []).filter(({ removed }) => removed === null);
    if (live.length > 0) found.set(number, live);
  }
  return found;
}

/** The same, in the form that crosses to the caller. */
export function listOtherForms(
  deps: Pick<ListDeps, 'store'>,
  numbers: readonly PhoneNumber[],
): { number: string; forms: string[] }[] {
  return [...loadOtherForms(deps, numbers)].map(([number, entries]) => ({
    number: toE164(number),
    forms: entries.map((entry) => toE164(entry.number)),
  }));
}
