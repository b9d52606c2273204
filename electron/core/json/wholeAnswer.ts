/**
 * An answer that is short enough to be held: the platform's own parser reads it, several times as fast as one that reads a
 * stream. Most answers are such ones. What it does not take is read again as a stream, which says what is wrong and where.
 */
import { AnswerProblem } from './answerProblem.ts';
import type { AnswerLimits } from './limits.ts';
import type { BuiltRecord, RecordLists } from './recordBuilder.ts';

const quote = 0x22;
const backslash = 0x5c;

/** The value of a whole text; undefined where it is no JSON, or deeper than `depth`. */
export function parseWhole(bytes: Uint8Array, depth: number): { readonly json: unknown } | undefined {
  if (isDeeper(bytes, depth)) return undefined;
  try {
    return { json: JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(bytes)) as unknown };
  } catch {
    return undefined;
  }
}

/** Whether arrays and objects stand deeper in each other; told before a parser, or anything recursive, sees them. */
function isDeeper(bytes: Uint8Array, most: number): boolean {
  let depth = 0;
  for (let at = 0; at < bytes.length; at += 1) {
    const byte = bytes[at];
    if (byte === quote) at = endOfText(bytes, at);
    // [ and {, ] and }
    else if (byte === 0x5b || byte === 0x7b) {
      depth += 1;
      if (depth > most) return true;
    } else if (byte === 0x5d || byte === 0x7d) depth -= 1;
  }
  return false;
}

/** The place of the quote that ends the text which begins at `at`. */
function endOfText(bytes: Uint8Array, at: number): number {
  for (let end = bytes.indexOf(quote, at + 1); end !== -1; end = bytes.indexOf(quote, end + 1)) {
    let slashes = 0;
    while (bytes[end - 1 - slashes] === backslash) slashes += 1;
    if (slashes % 2 === 0) return end;
  }
  return bytes.length;
}

/**
 * Hands the records of the lists over, and answers what surrounds them, with their list empty.
 * @throws AnswerProblem where there are too many of them, or two lists
 */
export function handOver(
  json: unknown,
  lists: RecordLists & { readonly take: (record: BuiltRecord) => void },
  limits: Pick<AnswerLimits, 'records'>,
): unknown {
  const found = lists.at.flatMap((keys) => findList(json, keys));
  const filled = found.filter(({ length }) => length > 0);
  const [list] = filled;
  if (filled.length > 1) throw new AnswerProblem('twoLists');
  if (list === undefined) return json;
  if (list.length > limits.records) throw new AnswerProblem('tooManyRecords');
  for (const value of list.splice(0)) lists.take({ value, isTooLarge: false, mark: () => JSON.stringify(value) });
  return json;
}

function findList(json: unknown, keys: readonly string[]): unknown[][] {
  let value = json;
  for (const key of keys) {
    if (typeof value !== 'object' || value === null || Array.isArray(value) || !Object.hasOwn(value, key)) return [];
    value = Reflect.get(value, key);
  }
  return Array.isArray(value) ? [value as unknown[]] : [];
}
