// STUB until merged
import { isCallOutcome, isRequestValue } from './dispositions.ts';
export type Meaning = 'block' | 'release' | 'nothing' | 'unknown';
export type DecidingField = 'flag' | 'registryFlag' | 'disposition' | 'action' | 'suspended';
const yes = new Set(['1', 'y', 'yes', 'true', 'x', 't']);
const no = new Set(['0', 'n', 'no', 'false', 'f']);
export function foldMeaningValue(value: string): string {
  return value.trim().toLowerCase();
}
export function meaningOf(field: DecidingField, value: string): Meaning {
  const v = foldMeaningValue(value);
  if (field === 'flag') return v === '' ? 'nothing' : yes.has(v) ? 'block' : no.has(v) ? 'release' : 'unknown';
  if (field === 'registryFlag') return yes.has(v) ? 'block' : v === '' || no.has(v) ? 'nothing' : 'unknown';
  if (field === 'suspended')
    return yes.has(v) || /\d{4}/.test(v) ? 'release' : v === '' || no.has(v) ? 'block' : 'unknown';
  if (field === 'action')
    return ['a', 'add', 'added', 'i', 'block', 'stop', '+'].includes(v)
      ? 'block'
      : ['d', 'delete', 'deleted', 'remove', 'removed', 'start', '-'].includes(v)
        ? 'release'
        : v === ''
          ? 'nothing'
          : 'unknown';
  return isRequestValue(value) ? 'block' : v === '' || isCallOutcome(value) || v === 'active' ? 'nothing' : 'unknown';
}
export function combineMeanings(said: readonly { field: DecidingField; meaning: Meaning }[]): Meaning {
  if (said.some(({ meaning }) => meaning === 'block')) return 'block';
  const flagged = said.some(({ field }) => field === 'flag');
  if (said.some(({ field, meaning }) => meaning === 'unknown' && (!flagged || field !== 'disposition')))
    return 'unknown';
  return said.some(({ meaning }) => meaning === 'release') ? 'release' : 'nothing';
}
