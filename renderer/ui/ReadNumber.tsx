/** A number of which E.164 alone is known, as people read it. */
import { parseE164, toInternational } from '../../shared/domain/numbers/number.ts';
import { NumberText } from './NumberText.tsx';

/** @param number E.164; what is none is shown as it is */
export function ReadNumber({ number }: { readonly number: string }) {
  const parsed = parseE164(number);
  return <NumberText number={number} international={parsed === undefined ? number : toInternational(parsed)} />;
}
