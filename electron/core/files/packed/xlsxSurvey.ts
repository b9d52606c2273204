/**
 * What a look at a whole XLSX sheet tells: its hidden rows, and its widest row, which may be far below the rows that
 * are shown. It looks at tags only, which is several times as fast as parsing.
 */
import type { SheetSurvey } from './book.ts';
import type { ZipEntry } from './zipFile.ts';

const hiddenRow = /<(?:\w+:)?row\s[^<>]*\bhidden\s*=\s*["'](?:1|true)/g;
/** No tag that is looked for is longer than this. */
const longestTag = 1000;

/** Surveys a sheet. Some writers leave out the place of a cell; such cells are not seen. */
export async function surveySheet(part: ZipEntry): Promise<SheetSurvey> {
  let hiddenRows = 0;
  let widest = '';
  let beyond = toPattern(widest);
  let rest = '';
  for await (const piece of await part.open()) {
    const text: string = rest + (piece as Buffer).toString('latin1');
    const end = text.lastIndexOf('>') + 1;
    const whole = text.slice(0, end);
    hiddenRows += whole.match(hiddenRow)?.length ?? 0;
    for (let found = beyond.exec(whole); found !== null; found = beyond.exec(whole)) {
      if (!isFilled(whole, found.index)) continue;
      widest = found[1] ?? widest;
      const next = beyond.lastIndex;
      beyond = toPattern(widest);
      beyond.lastIndex = next;
    }
    rest = text.slice(end).slice(-longestTag);
  }
  return { hiddenRows, columns: Array.from(widest).reduce((sum, letter) => sum * 26 + letter.charCodeAt(0) - 64, 0) };
}

/** Whether the cell whose tag holds this position has content: a style alone is none. */
function isFilled(text: string, at: number): boolean {
  const close = text.indexOf('>', at);
  return text[close - 1] !== '/' && !text.startsWith('</', close + 1);
}

/**
 * Finds the reference of a cell in any column beyond the one of these letters, without looking at the cells before it.
 */
function toPattern(letters: string): RegExp {
  const sameLength = Array.from(letters, (letter, place) => {
    if (letter === 'Z') return [];
    const next = String.fromCharCode(letter.charCodeAt(0) + 1);
    return [`${letters.slice(0, place)}[${next}-Z]${'[A-Z]'.repeat(letters.length - place - 1)}`];
  }).flat();
  const longer = letters.length < 3 ? [`[A-Z]{${letters.length + 1},3}`] : [];
  return new RegExp(`\\sr=["'](${[...sameLength, ...longer].join('|') || '(?!)'})\\d`, 'g');
}
