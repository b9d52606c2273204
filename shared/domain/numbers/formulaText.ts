/**
 * What a formula without a stored result shows, as far as its text alone tells: a hyperlink. Workbooks written by
 * programs, and sheets exported with their formulas, hold such texts instead of numbers. Pure.
 */

/** Spreadsheets allow no longer formula. */
const longestFormula = 8192;
/** HYPERLINK, also as Spanish, French, Italian, Portuguese, Polish, Swedish and Russian spreadsheets call it. */
const linkName = /[iy]per|гипер/iu;
const phoneLink = /^(?:tel|callto|sms|sips?|whatsapp):/i;

/**
 * The text that stands for a cell. A link to a phone number gives the link (`tel:+12125550102`); any other hyperlink
 * gives the words that it shows. Every other text, and every other formula (`=A2&B2`), is returned as it is.
 */
export function toPlainCell(text: string): string {
  if (!text.startsWith('=') && !text.startsWith("'=")) return text;
  const call = text.length > longestFormula ? undefined : readCall(text);
  if (call === undefined) return text;
  const [target, label] = call.texts;
  // The name of the function in the spreadsheet's language does not matter.
  if (target !== undefined && isPhoneLink(target)) return target.trim();
  return linkName.test(call.name) ? (label ?? (call.count === 1 ? target : undefined) ?? text) : text;
}

/** Whether a link leads to a phone number. */
export function isPhoneLink(link: string): boolean {
  return phoneLink.test(link.trim()) && /\d/.test(link);
}

/** A formula that is one call. `texts`: its arguments, where these are plain texts. */
type Call = { readonly name: string; readonly count: number; readonly texts: readonly (string | undefined)[] };

function readCall(formula: string): Call | undefined {
  const [, name, inner] = /^'?=\s*([\p{L}_][\p{L}\p{N}._]*)\(([^]*)\)\s*$/u.exec(formula) ?? [];
  if (name === undefined || inner === undefined) return undefined;
  const args = splitArguments(inner);
  return args && { name, count: args.length, texts: args.map(toText) };
}

/** The arguments between commas, or between semicolons in other languages; undefined if the brackets do not match. */
function splitArguments(inner: string): readonly string[] | undefined {
  const args: string[] = [];
  let depth = 0;
  let isQuoted = false;
  let start = 0;
  for (let at = 0; at < inner.length; at += 1) {
    const character = inner[at];
    if (character === '"') isQuoted = !isQuoted;
    if (isQuoted) continue;
    if (character === '(') depth += 1;
    else if (character === ')') depth -= 1;
    if (depth < 0) return undefined;
    if (depth > 0 || (character !== ',' && character !== ';')) continue;
    args.push(inner.slice(start, at));
    start = at + 1;
  }
  return depth > 0 || isQuoted ? undefined : [...args, inner.slice(start)];
}

function toText(argument: string): string | undefined {
  return /^\s*"((?:[^"]|"")*)"\s*$/.exec(argument)?.[1]?.replaceAll('""', '"');
}
