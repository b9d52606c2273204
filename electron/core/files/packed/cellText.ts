/**
 * The text that a workbook's cell shows, as a list needs it: whole digits (never 2.12E+09) with the zeros and literals
 * of its number format, and ISO dates. A formula without a result gives what its text alone tells. A name that links to
 * a phone number gives the link. Pure.
 */
import { isPhoneLink, toPlainCell } from '../../../../shared/domain/numbers/formulaText.ts';
import { type NumberStyle, showDigits } from './numberFormat.ts';

const dayMs = 86_400_000;
/**
 * Day 0 of Excel's calendar. Excel counts a 29 February 1900 that never was, so days before March 1900 are one later.
 */
const epoch1900 = Date.UTC(1899, 11, 30);
const epoch1904 = Date.UTC(1904, 0, 1);
/** 31 December 9999, the last day that Excel knows. */
const lastSerial = 2_958_465;
/** Spreadsheets keep 15 digits; the other digits of a longer number are lost. */
const wholeBelow = 1e15;

/** A number as its cell shows it. `is1904`: the workbook counts its days from 1904. */
export function toNumberText(value: number, style: NumberStyle, is1904: boolean): string {
  if (style.kind === 'date') return toDateText(value, style.hasDay, is1904) ?? toPlainText(value);
  const text = toPlainText(value);
  return style.kind === 'digits' && /^\d+$/.test(text) ? (showDigits(text, style.sections) ?? text) : text;
}

/** Whole digits, up to the fifteen that a spreadsheet keeps. A longer number shows its damage: 1.2E+15. */
function toPlainText(value: number): string {
  if (Math.abs(value) < wholeBelow)
    return Number.isInteger(value) ? String(value) : String(Number(value.toPrecision(15)));
  const [digits = '', exponent = ''] = value.toExponential(14).split('e');
  return `${digits.replace(/\.?0+$/, '')}E${exponent}`;
}

/** `2026-03-04`, `2026-03-04T10:11:12`, or `10:11:12` for a time without a day. */
function toDateText(serial: number, hasDay: boolean, is1904: boolean): string | undefined {
  if (!(serial >= 0 && serial <= lastSerial)) return undefined;
  const early = !is1904 && serial < 60 && serial >= 1 ? 1 : 0;
  const date = new Date(Math.round(((is1904 ? epoch1904 : epoch1900) + (serial + early) * dayMs) / 1000) * 1000);
  const iso = date.toISOString();
  return serial < 1 && !(is1904 && hasDay) ? iso.slice(11, 19) : toIsoText(iso.slice(0, 19));
}

/**
 * The text of a date that a workbook stores as `2026-03-04T00:00:00.000`: the day alone when the time is midnight, else
 * to the second.
 */
export function toIsoText(text: string): string {
  const [, day, time] = /^(\d{4,}-\d\d-\d\d)T(\d\d:\d\d(?::\d\d)?)(?:[.,]\d+)?Z?$/.exec(text) ?? [];
  if (day === undefined || time === undefined) return text;
  return /^00:00(?::00)?$/.test(time) ? day : `${day}T${time}`;
}

/** As spreadsheets write it: TRUE or FALSE. */
export function toBooleanText(value: boolean): string {
  return value ? 'TRUE' : 'FALSE';
}

/** A formula without a stored result: its text, `=A2&B2`, or what the link in it shows. */
export function toFormulaText(formula: string): string {
  return toPlainCell(`=${formula}`);
}

/** The text of a cell that links somewhere: the link, where only that tells a phone number. */
export function toLinkedText(text: string, link: string | undefined): string {
  return link !== undefined && isPhoneLink(link) && !/\p{Nd}/u.test(text) ? link.trim() : text;
}
