/**
 * Entries as COPY writes them (https://www.postgresql.org/docs/current/sql-copy.html#id-1.9.3.55.9.2), straight from bytes into columns:
 * as texts and numbers of their own, the values of millions of rows leave more garbage than reading them takes time. What many rows
 * have in common stands at the end of each, and becomes text once.
 */
import type { HubActs, HubPage } from '../hubPort.ts';
import { type CopiedMessages, endOfMessage, headerBytes } from './copyOut.ts';

/** A page before its scopes and origins are put in their words. */
export type EntryColumns = Omit<HubPage, 'statements' | 'origins'> & {
  /** Of each statement. */
  readonly scopeIds: readonly number[];
  readonly details: readonly string[];
  readonly originIds: readonly number[];
};

/** In the order in which the bytes are read here: four numbers, what was done to the entry, what it says. */
export const copiedColumns = `e.number, e.rev, e.origin, e.line, e.changed_at, e.changed_by, e.removed_at, e.removed_by,
  e.removed_why, e.scope, e.details`;
/** Tabs of what was done. */
const tabsOfActs = 5;

const TAB = 0x09;
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

  for (let from = 0; from < used; rows++) {
    const end = endOfMessage(bytes, from);
    at = from + headerBytes;
    from = end;
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
    // Neighbours mostly came together.
    const done = acts.lastAt(at, end) ?? acts.placeOf(at, endOfActs(bytes, at, end));
    actsOf[rows] = done;
    statementOf[rows] = statements.placeOf(at + acts.lengthOf(done), end);
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

/** Behind the tabs of what was done; `to`: where the row ends. */
function endOfActs(bytes: Uint8Array, from: number, to: number): number {
  let at = from;
  for (let left = tabsOfActs; left > 0 && at < to; at++) if (bytes[at] === TAB) left--;
  return at;
}

/** Stretches of the bytes, each that is unlike the others once. */
function createByteTable(bytes: Uint8Array) {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const starts: number[] = [];
  const lengths: number[] = [];
  const byHash = new Map<number, number[]>();
  let last = 0;

  /** Four at a time. */
  function hashOf(from: number, to: number): number {
    let hash = to - from;
    let at = from;
    for (; at + 4 <= to; at += 4) hash = (Math.imul(hash, 31) + view.getInt32(at, true)) | 0;
    for (; at < to; at++) hash = (Math.imul(hash, 31) + (bytes[at] ?? 0)) | 0;
    return hash;
  }

  function isAt(place: number, from: number): boolean {
    const start = starts[place] ?? 0;
    const length = lengths[place] ?? 0;
    let at = 0;
    for (; at + 4 <= length; at += 4)
      if (view.getInt32(start + at, true) !== view.getInt32(from + at, true)) return false;
    for (; at < length; at++) if (bytes[start + at] !== bytes[from + at]) return false;
    return true;
  }

  return {
    /** The place of the last stretch, where the bytes here are the same; `to`: where they end at most. */
    lastAt(from: number, to: number): number | undefined {
      const length = lengths[last];
      return length !== undefined && from + length <= to && isAt(last, from) ? last : undefined;
    },
    placeOf(from: number, to: number): number {
      const length = to - from;
      const hash = hashOf(from, to);
      const alike = byHash.get(hash);
      if (alike !== undefined)
        for (const place of alike) if (lengths[place] === length && isAt(place, from)) return (last = place);
      last = starts.push(from) - 1;
      lengths.push(length);
      if (alike === undefined) byHash.set(hash, [last]);
      else alike.push(last);
      return last;
    },
    lengthOf: (place: number): number => lengths[place] ?? 0,
    all: (): readonly string[] =>
      starts.map((start, place) => Buffer.from(bytes.subarray(start, start + (lengths[place] ?? 0))).toString('utf8')),
  };
}

const escapes: Readonly<Record<string, string>> = { b: '\b', f: '\f', n: '\n', r: '\r', t: '\t', v: '\v' };

/** The fields of a piece of a line, and of the tab or the end of line behind each; null: none. */
function toFields(text: string): readonly (string | null)[] {
  return text
    .slice(0, -1)
    .split('\t')
    .map((field) => {
      if (field === String.raw`\N`) return null;
      return field.includes('\\')
        ? field.replaceAll(/\\(.)/gs, (_, letter: string) => escapes[letter] ?? letter)
        : field;
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
