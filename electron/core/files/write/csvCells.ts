/**
 * How the desk writes CSV (RFC 4180, CRLF). A spreadsheet must not take a cell for a formula: a cell that starts with =
 * + - @, tab or CR gets an apostrophe in front. The exception is a strict E.164 number, which is no formula and must
 * stay as it is.
 */
import type { UnparseConfig } from 'papaparse';

const formulaCell = /^(?!\+[1-9]\d{4,14}$)[=+\-@\t\r]/;

export const csvOptions = { header: false, newline: '\r\n', escapeFormulae: formulaCell } satisfies UnparseConfig;
