/**
 * In whose form figures and days are read: the languages that the reader's browser or system names. The words themselves are
 * English (docs/decisions, "Figures and days as the reader writes them").
 */

import { isolated } from './isolated.ts';

/** What browsers and Node both tell of the languages of whoever sits there. */
type Told = { readonly navigator?: { readonly language?: string } };

/** Digits as numbers are dialled, and the calendar of deadlines and proofs, whatever the locale would take. */
const fixed = { numberingSystem: 'latn', calendar: 'gregory' } as const;

/**
 * The reader's locale as Intl takes it: "de-DE". Undefined where none is named or the name is none ("en-US@posix", as
 * Chromium says without a locale): Intl then takes its own.
 */
function readersLocale(): string | undefined {
  const named = (globalThis as Told).navigator?.language;
  try {
    return named === undefined ? undefined : Intl.getCanonicalLocales(named)[0];
  } catch {
    return undefined;
  }
}

/** Writes figures as the reader groups them, with so many digits after the point. */
export function createFigures(digits: number, locale = readersLocale()): (value: number) => string {
  const { numberingSystem } = fixed;
  const options = { numberingSystem, minimumFractionDigits: digits, maximumFractionDigits: digits };
  const figures = new Intl.NumberFormat(locale, options);
  return (value) => figures.format(value);
}

/** Writes days as the reader does, of a time that is given as if it were UTC. */
export function createDays(
  form: Pick<Intl.DateTimeFormatOptions, 'day' | 'month' | 'year' | 'dateStyle'>,
  locale = readersLocale(),
): (at: number) => string {
  const days = new Intl.DateTimeFormat(locale, { ...fixed, ...form, timeZone: 'UTC' });
  return (at) => isolated(days.format(at));
}

/** Writes moments as the reader does, by a clock: of a zone, or else of the machine. */
export function createMoments(timeZone?: string, locale = readersLocale()): (at: number) => string {
  const form = { dateStyle: 'medium', timeStyle: 'short' } as const;
  const moments = new Intl.DateTimeFormat(locale, { ...fixed, ...form, timeZone });
  return (at) => isolated(moments.format(at));
}
