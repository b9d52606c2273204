/**
 * Entries as COPY writes them (https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2), straight from bytes into columns:
 * as texts and numbers of their own, the values of millions of rows leave more garbage than reading them takes time. What many rows
 * have in common stands at the end of each, and becomes text once.
 */
import type { HubActs, HubPage } from '../hubPort.ts';
import { type CopiedMessages, headerBytes } from './copyOut.ts';

/** A page before its scopes and origins are put in their words. */
export type EntryColumns = Omit<HubPage, 'statements' | 'origins'> & {
  /** Of each statement. */
  readonly scopeIds: readonly number[];
  readonly details: readonly string[];
  readonly originIds: readonly number[];
};

/** In the order in which the bytes are read here: four numbers, what the entry says, what was done to it. */
export const copiedColumns = `e.number, e.rev, e.origin, e.line, e.scope, e.details, e.changed_at, e.changed_by, e.removed_at,
  e.removed_by, e.removed_why`;

const TAB = 0x09;
const LF = 0x0a;
const BACKSLASH = 0x5c;
const ZERO = 0x30;
/** A backslash and an N stand for null. */
const nullBytes = 2;

/** The rows of a copy. `most`: as many as there are, or more. */
export function toCopiedColumns({ bytes, used }: CopiedMessages, most: number): EntryColumns {
  const [numbers, revs, lines] = [new Float64Array(most), new Float64Array(most), new Float64Array(most)];
  const [statementOf, originOf, actsOf] = [new Uint32Array(most), new Uint32Array(most), new Uint32Array(most)];
  const statements = createByteTable(bytes);
  const acts = createByteTable(bytes);
  const originIds: number[] = [];
  const originPlaces = new Map<number, number>();
  let at = 0;
  let rows = 0;

  /** The number up to the next tab, which is skipped; NaN for null. */
  function readNumber(): number {
    if (bytes[at] === BACKSLASH) {
      at += nullBytes + 1;
      return Number.NaN;
    }
    let value = 0;
    for (let byte = bytes[at++] ?? TAB; byte !== TAB; byte = bytes[at++] ?? TAB) value = value * 10 + (byte - ZERO);
    return value;
  }

  for (; at < used; rows++) {
    at += headerBytes;
    numbers[rows] = readNumber();
    revs[rows] = readNumber();
    const origin = readNumber();
    lines[rows] = readNumber();
    let place = originPlaces.get(origin);
    if (place === undefined) {
      place = originIds.push(origin) - 1;
      originPlaces.set(origin, place);
    }
    originOf[rows] = place;
    // The scope and its tab, then the details up to theirs.
    let from = at;
    let hash = 0;
    for (let tabs = 0; ; at++) {
      const byte = bytes[at] ?? TAB;
      if (byte === TAB && tabs++ === 1) break;
      hash = (Math.imul(hash, 31) + byte) | 0;
    }
    statementOf[rows] = statements.placeOf(from, at, hash);
    from = ++at;
    hash = 0;
    for (let byte = bytes[at] ?? LF; byte !== LF; byte = bytes[++at] ?? LF) hash = (Math.imul(hash, 31) + byte) | 0;
    actsOf[rows] = acts.placeOf(from, at, hash);
    at++;
  }
  const said = statements.all().map(toFields);
  return {
    numbers: numbers.subarray(0, rows),
    revs: revs.subarray(0, rows),
    lines: lines.subarray(0, rows),
    statementOf: statementOf.subarray(0, rows),
    scopeIds: said.map(([scope]) => Number(scope)),
    details: said.map(([, details]) => details ?? ''),
    originOf: originOf.subarray(0, rows),
    originIds,
    actsOf: actsOf.subarray(0, rows),
    acts: acts.all().map(toActs),
  };
}

/** Stretches of the bytes, each that is unlike the others once. */
function createByteTable(bytes: Uint8Array) {
  const starts: number[] = [];
  const ends: number[] = [];
  const byHash = new Map<number, number[]>();
  const isAlike = (place: number, from: number, to: number): boolean => {
    const start = starts[place] ?? 0;
    if ((ends[place] ?? 0) - start !== to - from) return false;
    for (let at = from; at < to; at++) if (bytes[at] !== bytes[start + at - from]) return false;
    return true;
  };
  return {
    placeOf(from: number, to: number, hash: number): number {
      const alike = byHash.get(hash);
      const known = alike?.find((place) => isAlike(place, from, to));
      if (known !== undefined) return known;
      const place = starts.push(from) - 1;
      ends.push(to);
      if (alike === undefined) byHash.set(hash, [place]);
      else alike.push(place);
      return place;
    },
    all: (): readonly string[] =>
      starts.map((start, place) => Buffer.from(bytes.subarray(start, ends[place])).toString('utf8')),
  };
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The fields of a piece of a line; null: none. */
function toFields(text: string): readonly (string | null)[] {
  return text.split('\t').map((field) => {
    if (field === String.raw`\N`) return null;
    return field.includes('\\') ? field.replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter) : field;
  });
}

function toActs(text: string): HubActs {
  const [changedAt, changedBy = '', removedAt = null, removedBy = null, removedWhy = null] = toFields(text);
  return {
    changedAt: Number(changedAt),
    changedBy: changedBy ?? '',
    removedAt: removedAt === null ? null : Number(removedAt),
    removedBy,
    removedWhy,
  };
}
