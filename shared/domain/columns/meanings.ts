// What the cell of a deciding column says of its row: block the person, release them, neither, or something that only a
// person can tell.
import { isRequestValue } from './dispositions.ts';

export type DecidingField = 'flag' | 'registryFlag' | 'disposition' | 'action' | 'suspended';
export type Meaning = 'block' | 'release' | 'nothing' | 'unknown';

const YES = /^(?:1|y|yes|true|x|si|sí|oui|ja|כן)$/i;
const NO = /^(?:0|n|no|false|non|nein|לא)$/i;

export function meaningOf(field: DecidingField, value: string): Meaning {
  const text = value.trim();
  if (text === '' || text === '-') return 'nothing';
  if (field === 'flag' || field === 'registryFlag') {
    if (YES.test(text) || isRequestValue(text)) return 'block';
    if (NO.test(text)) return field === 'flag' ? 'release' : 'nothing';
    return 'unknown';
  }
  if (isRequestValue(text) || /^(?:dnd|stop|blocklisted|unsubscribed)$/i.test(text)) return 'block';
  return 'nothing';
}
