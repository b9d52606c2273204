/**
 * How a call ended, as dialers write it: which values say that the person asked not to be called again, and which are
 * other outcomes of a call. The first are only preselected: in an import the person sees all values and decides.
 */
import { meaningOf } from './meanings.ts';

/** Whether a value says that the person asked not to be called. */
export function isRequestValue(value: string): boolean {
  return meaningOf('disposition', value) === 'block';
}
