/**
 * The names of months and weekdays in the product's languages, as `Intl` writes them beside a day ("31 декабря") and
 * alone, long and short. A name that means different months in two of the languages counts as none.
 */

const languages = ['en', 'es', 'fr', 'de', 'de-AT', 'it', 'pt', 'nl', 'he', 'hi', 'ru', 'ar', 'ja'] as const;

/** Words between the parts of a date in these languages that mean nothing. */
const fillers = new Set('de del di le el of the den am г года год يوم من बजे'.split(' '));

/** In these scripts (Arabic, Persian, Hindi) digits are read as ASCII digits; each value is the script's 0. */
const zeros = [0x0660, 0x06f0, 0x0966];

export type DateWords = {
  /** The month of a folded word, 1 to 12. */
  readonly monthOf: (word: string) => number | undefined;
  readonly isWeekday: (word: string) => boolean;
  readonly isFiller: (word: string) => boolean;
};

/**
 * A date's text in one form: lower case, without accents, the full stops of abbreviations and marks of direction, and
 * with ASCII digits. Vowel signs of Hindi stay, because they tell months apart.
 */
export function foldDate(text: string): string {
  return text
    .normalize('NFKD')
    .replace(/[\u0300-\u036f\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069]/g, '')
    .replace(/[\u0660-\u0669\u06f0-\u06f9\u0966-\u096f]/g, toOwnDigit)
    .toLowerCase()
    .replace(/\s+/g, ' ')
    .trim();
}

function toOwnDigit(digit: string): string {
  const code = digit.charCodeAt(0);
  return String(code - (zeros.find((zero) => code >= zero && code < zero + 10) ?? code));
}

/** The words of a folded text, as blanks, commas, full stops, hyphens and slashes separate them. */
export function splitDateWords(folded: string): string[] {
  return folded.split(/[\s,،.\-/॰'’]+/).filter((word) => word !== '');
}

/**
 * Reads the names from `Intl`. This takes some milliseconds, so only a file that writes months in words asks for it.
 */
export function createDateWords(): DateWords {
  const months = new Map<string, number>();
  const weekdays = new Set<string>();
  for (const language of languages) {
    for (const style of ['long', 'short'] as const) {
      const beside = new Intl.DateTimeFormat(language, { day: 'numeric', month: style, timeZone: 'UTC' });
      const alone = new Intl.DateTimeFormat(language, { month: style, timeZone: 'UTC' });
      const weekday = new Intl.DateTimeFormat(language, { weekday: style, timeZone: 'UTC' });
      for (let month = 1; month <= 12; month += 1) {
        const day = Date.UTC(2026, month - 1, 15);
        for (const format of [beside, alone])
          for (const { type, value } of format.formatToParts(day)) {
            const [word, other] = type === 'month' ? splitDateWords(foldDate(value)) : [];
            if (word === undefined || other !== undefined || /\d/.test(word)) continue;
            months.set(word, (months.get(word) ?? month) === month ? month : 0);
          }
      }
      for (let day = 1; day <= 7; day += 1)
        for (const word of splitDateWords(foldDate(weekday.format(Date.UTC(2026, 0, day))))) weekdays.add(word);
    }
  }
  // English has two short forms for September, and Hebrew puts "in" before the name.
  months.set('sept', 9);
  return {
    monthOf: (word) => months.get(word) || (word.startsWith('ב') ? months.get(word.slice(1)) || undefined : undefined),
    isWeekday: (word) => weekdays.has(word),
    isFiller: (word) => fillers.has(word),
  };
}
