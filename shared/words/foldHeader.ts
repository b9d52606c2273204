// How a column's name is folded before it is looked up or compared.

import { foldLetters } from './foldLetters.ts';

/**
 * A header as it is compared: case, accents, spaces, punctuation, `_`, `-`, invisible marks and full-width forms do not
 * matter.
 */
export function foldHeader(header: string): string {
  return foldLetters(header).replace(/[^\p{L}\p{Nd}\p{M}]/gu, '');
}
