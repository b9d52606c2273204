// Folds a column's name before it is looked up or compared.

import { foldLetters } from './foldLetters.ts';

/**
 * A header in the form in which it is compared: case, accents, spaces, punctuation, `_`, `-`, invisible marks and
 * full-width forms do not matter.
 */
export function foldHeader(header: string): string {
  return foldLetters(header).replace(/[^\p{L}\p{Nd}\p{M}]/gu, '');
}
