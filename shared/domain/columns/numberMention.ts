// Whether a number stands among other words: in the first row of a list without names (`212-555-0105 DNC`), and in what is
// written above the names (`Newest: 212-555-0105`). Such a cell names no column.

import { findRuns } from '../numbers/cellParts.ts';
import { foldCharacters } from '../numbers/numberText.ts';
import type { Region } from '../numbers/numberValue.ts';
import { findNumbers } from '../numbers/readings.ts';
import { createPhoneTest } from './columnContent.ts';

/**
 * `number`: one that is in use stands there, or that would be if its country were known. `digits`: as many digits in a
 * row as a number has, of which nobody can make one.
 */
type MentionTest = (cell: string) => 'number' | 'digits' | 'none';

/** No name is longer; a text that is, in the first rows of a file, may be very long. */
const longestCell = 1000;

/** Makes a test of cells with words. Days, times and short digits are none: `DNC 2026-01-01`, `Call 2 date`, `Tel. 24/7`. */
export function createMentionTest(region: Region | undefined): MentionTest {
  const looksLike = createPhoneTest(region);
  return (cell) => {
    if (cell.length > longestCell) return 'digits';
    const runs = findRuns(foldCharacters(cell));
    if (runs.some((run) => looksLike(run) === 'phone') || findNumbers(cell, { region }).length > 0) return 'number';
    return runs.length > 0 ? 'digits' : 'none';
  };
}
