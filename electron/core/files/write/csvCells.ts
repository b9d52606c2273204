/**
 * How the desk writes CSV (RFC 4180, CRLF), with cells that a spreadsheet cannot take for a formula: what starts with
 * = + - @, tab or CR gets an apostrophe in front, except a strict E.164 number, which is no formula and must stay one.
 */
import type { UnparseConfig } from 'papaparse';

const formulaCell = /^(?!\+[1-9]\d{4,14}$)[=+\-@\t\r]/;

export const csvOptions = { header: false, newline: '\r\n', escapeFormulae: formulaCell } satisfies UnparseConfig;
