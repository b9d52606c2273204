// No text that the desk writes into a CSV is calculated by a spreadsheet, in any country; and reading gives the text back.
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { toCsv } from '../../../electron/core/files/write/csvCells.ts';
import { guardFormulas, unguardFormulas } from '../../../shared/domain/columns/formulaGuard.ts';

test.each([
  ['=1+1', "'=1+1"],
  ['+1+1', "'+1+1"],
  ['-1', "'-1"],
  ['@SUM(A1)', "'@SUM(A1)"],
  ['\t=1', "'\t'=1"],
  ['x;=1', "x;'=1"],
  ['x|=1', "x|'=1"],
  ['x\n=1', "x\n'=1"],
  ['＝1', "'＝1"],
  ['x;＋1', "x;'＋1"],
  ['－1', "'－1"],
  ['＠x', "'＠x"],
  ['+12125551234', '+12125551234'],
  ['call;+12125551234;=1', "call;+12125551234;'=1"],
  ['a = b; c - d', 'a = b; c - d'],
  ['', ''],
])('%j is written as %j, and read again as it was', (text, written) => {
  expect(guardFormulas(text)).toBe(written);
  expect(unguardFormulas(written)).toBe(text);
});

test('a cell that was guarded is never a formula, where any of the usual characters separates cells', () => {
  const piece = fc.constantFrom('=', '+', '-', '@', '＝', ';', '|', '\t', '\n', 'x', '1', ' ', "'");
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 12 }), (pieces) => {
      for (const cell of guardFormulas(pieces.join('')).split(/[;|\t\r\n]/))
        if (!/^\+[1-9]\d{4,14}$/.test(cell)) expect(cell).not.toMatch(/^[=+\-@＝＋－＠]/);
    }),
  );
});

test('the rows of a CSV are guarded, unless the file was the person’s own', () => {
  expect(toCsv([['+12125551234', 'x;=1', 5, null]])).toBe("+12125551234,x;'=1,5,");
  expect(toCsv([['x;=1']], { asTheyAre: true })).toBe('x;=1');
});
