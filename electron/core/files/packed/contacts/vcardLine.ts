/**
 * One line of content of a vCard (RFC 6350, RFC 2426, and vCard 2.1 of the versit Consortium) taken apart. Lines are bytes,
 * a character each: in which charset they are is known for every property alone.
 */

export type VcardProperty = {
  /** What ties properties of one card together: the `item1` of `item1.TEL`. */
  readonly group: string;
  /** In capitals. */
  readonly name: string;
  /** Types of the number or address, in small letters: `cell`, `home`. */
  readonly types: readonly string[];
  readonly charset: string | undefined;
  readonly isQuotedPrintable: boolean;
  /** As bytes, not decoded. */
  readonly value: string;
};

const encodings = new Set(['quoted-printable', 'base64', '8bit', '7bit', 'b', 'q']);
/** Says which number is liked best, and nothing about its kind. */
const liked = new Set(['pref', 'internet', 'x-internet']);

/** Reads a line; undefined for one that has no property. */
export function readProperty(line: string): VcardProperty | undefined {
  const colon = findOutside(line, ':');
  if (colon === -1) return undefined;
  const [full = '', ...parameters] = splitOutside(line.slice(0, colon), ';');
  const dot = full.lastIndexOf('.');
  const types: string[] = [];
  let charset: string | undefined;
  let isQuotedPrintable = false;
  for (const parameter of parameters) {
    const equals = parameter.indexOf('=');
    const key = equals === -1 ? '' : parameter.slice(0, equals).trim().toLowerCase();
    const text = parameter.slice(equals + 1).trim();
    // In vCard 2.1 the word stands alone: `TEL;CELL`, `N;QUOTED-PRINTABLE`.
    const words = text.replaceAll('"', '').toLowerCase().split(',');
    if (words.includes('quoted-printable') && key !== 'charset') isQuotedPrintable = true;
    else if (key === 'charset') charset = text.replaceAll('"', '');
    else if (key === 'type' || key === '') types.push(...words.map((word) => word.trim()));
  }
  return {
    group: full.slice(0, Math.max(0, dot)).trim().toLowerCase(),
    name: full
      .slice(dot + 1)
      .trim()
      .toUpperCase(),
    types: [...new Set(types)].filter((type) => type !== '' && !encodings.has(type) && !liked.has(type)),
    charset,
    isQuotedPrintable,
    value: line.slice(colon + 1),
  };
}

/** The bytes of a value that was written in quoted-printable (RFC 2045, 6.7). */
export function fromQuotedPrintable(value: string): string {
  return value.replaceAll(/=([0-9a-f]{2})/gi, (_all, code: string) => String.fromCharCode(Number.parseInt(code, 16)));
}

/** The components of a value such as a name, and the text of each without its escapes. */
export function toComponents(value: string): string[] {
  return (value.match(/(?:\\[^]|[^;\\])*(?:;|\\?$)/g) ?? []).map((part) => unescapeValue(part.replace(/;$/, '')));
}

/** A value without its backslashes; `\n` is a line break (RFC 6350, section 3.4). */
export function unescapeValue(value: string): string {
  return value.replaceAll(/\\([^])/g, (_all, character: string) => (/n/i.test(character) ? '\n' : character));
}

function findOutside(text: string, wanted: string): number {
  let isQuoted = false;
  for (let at = 0; at < text.length; at += 1) {
    if (text[at] === '"') isQuoted = !isQuoted;
    else if (text[at] === wanted && !isQuoted) return at;
  }
  // A quotation mark that is not closed: better the number than its parameters.
  return isQuoted ? text.indexOf(wanted) : -1;
}

function splitOutside(text: string, separator: string): string[] {
  const parts: string[] = [];
  let rest = text;
  for (let at = findOutside(rest, separator); at !== -1; at = findOutside(rest, separator)) {
    parts.push(rest.slice(0, at));
    rest = rest.slice(at + 1);
  }
  return [...parts, rest];
}
