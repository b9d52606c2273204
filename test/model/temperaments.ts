/**
 * What the vendors of a scenario are like beyond their documents, named: each account draws none, one or two. The settings
 * are the sandbox's (electron/sandbox/temperament.ts).
 */
import type { TenantSettings } from '../../electron/sandbox/sandboxTypes.ts';

export type NamedTemperament = { readonly name: string; readonly settings: Partial<TenantSettings> };

export const temperaments: readonly NamedTemperament[] = [
  { name: 'numbers without +', settings: { numbersAs: 'digits' } },
  { name: 'numbers as they are dialled', settings: { numbersAs: 'national', region: 'US' } },
  { name: 'reasons of 100 characters', settings: { reasonLength: 100 } },
  { name: 'reasons folded and composed', settings: { foldsSpaces: true, composesUnicode: true } },
  { name: 'reasons with &amp;', settings: { escapesMarkup: true } },
  { name: 'expiries in whole seconds', settings: { expiryStepMs: 1000 } },
  { name: 'expiries in whole minutes', settings: { expiryStepMs: 60_000 } },
  { name: 'expiries in whole days', settings: { expiryStepMs: 86_400_000 } },
  { name: 'numbers compared by their text', settings: { comparesTexts: true } },
  { name: 'searches of digits as shown', settings: { searches: 'shown', numbersAs: 'digits' } },
  { name: 'searches as dialled', settings: { searches: 'shown', numbersAs: 'national', region: 'US' } },
  { name: 'lists without reasons', settings: { listsLeaveOut: ['reason'] } },
  { name: 'answers without reasons', settings: { listsLeaveOut: ['reason'], answersLeaveOut: ['reason'] } },
  { name: 'lists without expiries', settings: { listsLeaveOut: ['expiresAt'] } },
  { name: 'lists without agents', settings: { listsLeaveOut: ['agents'] } },
  { name: 'lists without calls', settings: { listsLeaveOut: ['call'] } },
  { name: 'lists without creation times', settings: { listsLeaveOut: ['createdAt'] } },
  { name: 'the old id again', settings: { removedIds: 'again' } },
  { name: 'soft deletes', settings: { removedIds: 'revived' } },
  { name: 'lists without pages', settings: { ignoresPaging: true } },
  { name: 'lists that say how long they are', settings: { totals: 'given' } },
  { name: 'lists that never say how long they are', settings: { totals: 'absent' } },
  { name: 'lists sorted as asked', settings: { sorts: true } },
  { name: 'agents with prompts', settings: { promptBytes: 120_000 } },
  { name: 'a clock five minutes ahead', settings: { clockSkewMs: 300_000 } },
  { name: 'a clock five minutes behind', settings: { clockSkewMs: -300_000 } },
  { name: 'answers without a date', settings: { saysDate: false } },
];

/** Settings of several temperaments together. */
export function toSettings(names: readonly string[]): Partial<TenantSettings> {
  return Object.assign({}, ...temperaments.filter(({ name }) => names.includes(name)).map(({ settings }) => settings));
}
