// Second endings: `030 12345678/79` names two numbers with different last digits. Digits are never joined over a slash
// behind a whole number; behind an area code a slash only separates.

import type { Mention } from './mention.ts';
import { countDigits } from './numberText.ts';
import { numberEndingsWords as say } from '../../words/domain/numbers.ts';

/** A number needs at least this many digits to have a second ending. */
const LEAST_DIGITS = 6;
/** A longer ending is a number of its own, or none. */
const MOST_ENDING = 7;

/**
 * The mentions of a text with slashes, or, in North America, with a short group behind a whole number
 * (`972-502-3456-78`). For any other text, what `read` makes of it.
 */
export function readEndings(
  text: string,
  isNorthAmerican: boolean,
  read: (piece: string) => Mention,
): readonly Mention[] {
  const [first, ...rest] = text.includes('/') ? text.split('/') : isNorthAmerican ? cutHyphen(text) : [text];
  if (first === undefined || rest.length === 0) return [read(text)];
  let body = first;
  const whole = read(body);
  let before = isWhole(whole) ? whole : undefined;
  const found: Mention[] = [];
  for (const part of rest) {
    if (before === undefined) {
      body = `${body}/${part}`;
      const joined = read(body);
      if (isWhole(joined)) before = joined;
      continue;
    }
    if (found.length === 0) found.push(before);
    const own = countDigits(part) >= MOST_ENDING ? read(part.trim()) : undefined;
    if (own !== undefined && isWhole(own)) found.push(own);
    else found.push(readEnding(body, part, read));
  }
  return found.length > 0 ? found : [read(text)];
}

/**
 * `212-555-0103 or 0102`, `212-555-0103, 555-0102`: a part that is no number, behind one that is, may be a second ending of
 * it. It is never sure. Other parts stay as they are.
 */
export function completeEndings(mentions: readonly Mention[], read: (piece: string) => Mention): readonly Mention[] {
  let whole: Mention | undefined;
  return mentions.map((mention) => {
    if (mention.readings.length > 0) {
      whole = isWhole(mention) && mention.extension === null ? mention : undefined;
      return mention;
    }
    const found = whole === undefined ? undefined : readEnding(whole.text, mention.text, read);
    const isFound = found?.readings.some(({ valid }) => valid) === true;
    return isFound ? { ...found, text: mention.text, unsure: 'ending' } : mention;
  });
}

/** The number whose last digits are replaced by the ending. */
function readEnding(body: string, ending: string, read: (piece: string) => Mention): Mention {
  const digits = ending.replace(/\D/g, '');
  const text = `${body}/${ending}`;
  const refused: Mention = {
    text,
    readings: [],
    extension: null,
    unsure: null,
    refusal: {
      code: 'severalNumbers',
      message: say.aSecondNumberBehind,
    },
  };
  if (!/^[\s-]*\d[\d\s-]*$/.test(ending) || digits.length > MOST_ENDING) return refused;
  let left = digits.length;
  const other = Array.from(body)
    .toReversed()
    .map((mark) => {
      if (left === 0 || !/\d/.test(mark)) return mark;
      left -= 1;
      return digits[left] ?? mark;
    });
  return left > 0 ? refused : { ...read(other.toReversed().join('')), text };
}

function isWhole({ text, readings }: Mention): boolean {
  return countDigits(text) >= LEAST_DIGITS && readings.some(({ valid }) => valid);
}

/**
 * North American numbers have ten digits in three groups, so a fourth group is a second ending; elsewhere it may be an
 * extension.
 */
function cutHyphen(text: string): readonly string[] {
  const cut = /^((?:\+?1[\s.-]*)?\(?[2-9]\d{2}\)?[\s.-]*\d{3}[\s.-]*\d{4})-(\d{1,3})$/.exec(text);
  return cut === null ? [text] : [cut[1] ?? '', cut[2] ?? ''];
}
