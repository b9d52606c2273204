// From the first bytes of a file: is it text at all, and in which encoding? Guessing stops at what can be known: a byte
// order mark, valid UTF-8, or else a code page of one byte a letter: Western, unless its words are all Hebrew, Arabic or
// Cyrillic letters; the person can choose another.

import { isUtf8 } from 'node:buffer';
import type { CodePage, Encoding } from './dialect.ts';
import type { ReadingProblem } from '../readingError.ts';

const ZIP = [0x50, 0x4b, 0x03, 0x04];
const EMPTY_ZIP = [0x50, 0x4b, 0x05, 0x06];
const OLD_OFFICE = [0xd0, 0xcf, 0x11, 0xe0];
const GZIP = [0x1f, 0x8b];
const PDF = [0x25, 0x50, 0x44, 0x46];
const OTHER_ARCHIVES = [
  [0x37, 0x7a, 0xbc, 0xaf],
  [0x52, 0x61, 0x72, 0x21],
  [0x28, 0xb5, 0x2f, 0xfd],
  [0x42, 0x5a, 0x68],
  [0xfd, 0x37, 0x7a, 0x58],
];

/** What a file is that is no plain text: a container to look into, or a reason to refuse it. */
export type Signature =
  | { readonly kind: 'zip' | 'gzip' | 'oldOffice' }
  | { readonly kind: 'refused'; readonly problem: ReadingProblem };

/** What the first bytes of a file say; its name does not count. Undefined for a file that may be text. */
export function recogniseSignature(head: Uint8Array): Signature | undefined {
  const starts = (signature: readonly number[]) => signature.every((byte, place) => head[place] === byte);
  if (starts(ZIP) || starts(EMPTY_ZIP)) return { kind: 'zip' };
  if (starts(GZIP)) return { kind: 'gzip' };
  if (starts(OLD_OFFICE)) return { kind: 'oldOffice' };
  if (starts(PDF)) return { kind: 'refused', problem: 'document' };
  const isTar = Buffer.from(head.subarray(257, 262)).toString('latin1') === 'ustar';
  return isTar || OTHER_ARCHIVES.some(starts) ? { kind: 'refused', problem: 'archive' } : undefined;
}

/**
 * The XML of a national registry, as the FTC and Canada publish it: its root is `list` (docs/formats.md). It is
 * reference data, never an import.
 */
export function isRegistryXml(text: string): boolean {
  return /^\s*(?:<\?xml[^>]{0,200}\?>\s*)?(?:<!--[^]{0,2000}?-->\s*)?<list[\s>]/i.test(text);
}

/** A workbook as Excel 2003 wrote it in XML; other programs call it XLS. */
export function isXmlSpreadsheet(text: string): boolean {
  return /^\s*<(?:\?xml|\?mso-application|(?:\w+:)?Workbook)[^]{0,2000}?urn:schemas-microsoft-com:office:spreadsheet/i.test(
    text,
  );
}

/** Web pages, XML and RTF are text without rows. Looks at the decoded beginning. */
export function isMarkup(text: string): boolean {
  return /^\s*(?:<\?xml|<!doctype|<html|<table|<list|<[a-z][\w.:-]*(?:\s[^<>]{0,2000})?>[ \r\n]*<[a-z!?]|\{\\rtf)/i.test(
    text,
  );
}

/** The encoding of a file that begins with these bytes. `isWholeUtf8`: all of the file is valid UTF-8. */
export function recogniseEncoding(head: Uint8Array, isWholeUtf8: boolean): Encoding {
  const wide = recogniseWideEncoding(head);
  if (wide !== undefined || isWholeUtf8) return wide ?? 'utf-8';
  return recogniseCodePage(head);
}

/** A letter of a code page, by its byte. */
type Letters = (byte: number) => boolean;

/** The vowels and letters of French that stand among the Arabic ones of windows-1256, and its signs. */
const FRENCH_IN_1256: ReadonlySet<number> = new Set([
  0xc0, 0xd7, 0xe0, 0xe2, 0xe7, 0xe8, 0xe9, 0xea, 0xeb, 0xee, 0xef, 0xf4, 0xf7, 0xf9, 0xfb, 0xfc, 0xfd, 0xfe, 0xff,
]);

/** Tried in this order: Hebrew has some of the letters of Cyrillic, which has some of the Arabic ones. */
const CODE_PAGES: readonly (readonly [CodePage, Letters])[] = [
  ['windows-1255', (byte) => byte >= 0xe0 && byte <= 0xfa],
  ['windows-1256', (byte) => byte >= 0xc0 && !FRENCH_IN_1256.has(byte)],
  ['windows-1251', (byte) => byte >= 0xc0],
];

/**
 * The code page in whose letters nearly all words with bytes above ASCII are written from end to end. As Western letters the
 * same bytes are accented ones, which stand alone among ASCII letters, never in words of their own.
 */
function recogniseCodePage(head: Uint8Array): CodePage {
  const words = [
    ...Buffer.from(head)
      .toString('latin1')
      .matchAll(/[A-Za-z\u00c0-\u00ff]+/g),
  ]
    .map(([word]) => Array.from(word, (letter) => letter.charCodeAt(0)))
    .filter((codes) => codes.some((code) => code >= 0x80));
  const isWritten = ([, isLetter]: (typeof CODE_PAGES)[number]) => {
    const own = words.filter((codes) => codes.length > 1 && codes.every(isLetter)).length;
    return own > 0 && own >= 9 * (words.length - own);
  };
  return CODE_PAGES.find(isWritten)?.[0] ?? 'windows-1252';
}

/** The encoding that the byte order mark states, or UTF-16 without mark by its zero bytes; undefined otherwise. */
function recogniseWideEncoding(head: Uint8Array): Encoding | undefined {
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8';
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le';
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be';
  const pairs = Math.min(head.length, 4096) >> 1;
  if (pairs < 4) return undefined;
  let evenZeros = 0;
  let oddZeros = 0;
  for (let pair = 0; pair < pairs; pair += 1) {
    if (head[2 * pair] === 0) evenZeros += 1;
    if (head[2 * pair + 1] === 0) oddZeros += 1;
  }
  // Digits, delimiters and line breaks have a zero byte each in UTF-16, in any script.
  if (evenZeros === 0 && oddZeros >= pairs * 0.3) return 'utf-16le';
  return oddZeros === 0 && evenZeros >= pairs * 0.3 ? 'utf-16be' : undefined;
}

/** Checks bytes, piece by piece, for strict UTF-8. */
export function createUtf8Check(): { push(bytes: Uint8Array): void; isUtf8(): boolean } {
  let tail: Uint8Array = new Uint8Array(0);
  let isValid = true;
  return {
    push(bytes) {
      if (!isValid) return;
      const whole = tail.length === 0 ? bytes : Buffer.concat([tail, bytes]);
      const cut = whole.length - unfinishedLength(whole);
      isValid = isUtf8(whole.subarray(0, cut));
      tail = Uint8Array.from(whole.subarray(cut));
    },
    isUtf8: () => isValid && tail.length === 0,
  };
}

/** How many bytes at the end start a character that is cut off (0 to 3). */
function unfinishedLength(bytes: Uint8Array): number {
  for (let back = 1; back <= Math.min(3, bytes.length); back += 1) {
    const byte = bytes[bytes.length - back] ?? 0;
    if (byte < 0x80) return 0;
    if (byte >= 0xc0) {
      const length = byte >= 0xf0 ? 4 : byte >= 0xe0 ? 3 : 2;
      return length > back ? back : 0;
    }
  }
  return 0;
}
