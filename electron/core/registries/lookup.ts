/**
 * What the registries say of a number: the hot path of `check` and of a scrub. The numbers of an area are loaded when
 * the first of them is asked for, checked against their checksum, and leave memory again when other areas need the
 * room. An area that cannot be read, or not as it was written, is not covered; it never makes a number clear.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import {
  isByAreaCode,
  nationalLists,
  type RegistryVerdict,
  type RegistryVersion,
  toListCountry,
} from '../../../shared/domain/registries/registry.ts';
import type { CatalogArea, StoredFile } from './catalog.ts';
import { type NumberSet, toBitSet, toSortedSet } from './numberSet.ts';

export interface RegistryLookup {
  /** The verdict on the digits of an E.164 number. Listed on any list wins; clear needs the country's own list. */
  find(number: number): RegistryVerdict;
  /** Nothing is loaded. */
  readonly isEmpty: boolean;
  /** The countries with a loaded registry: there, an area that is not loaded is an open question. */
  readonly countries: ReadonlySet<keyof typeof nationalLists>;
  /** Every version that answers, by list and area. */
  versions(): readonly RegistryVersion[];
  /**
   * `find` for many numbers at once, as codes for `verdict`. One code stands for one verdict object, so that results
   * can be counted and kept in a typed array. Each area is read once, whatever the order and however little memory
   * there is.
   */
  findMany(numbers: Float64Array, codes: Uint16Array, count?: number): void;
  /** The verdict behind a code; the same object for the same code. */
  verdict(code: number): RegistryVerdict;
  /**
   * For long work: keeps everything that it touches in memory (512 MB at most: both whole countries) until the returned
   * function is called.
   */
  hold(): () => void;
}

/** What the service knows of a lookup besides its answers. */
export type HeldLookup = RegistryLookup & {
  /** Long work still uses it, so its files must stay. */
  readonly isHeld: () => boolean;
  readonly areas: readonly CatalogArea[];
};

export type LookupOptions = {
  readonly dir: string;
  readonly areas: readonly CatalogArea[];
  /** Called once per area that cannot be trusted. */
  readonly onDamage?: (area: CatalogArea) => void;
  /** Bytes kept in memory between questions; about fifty area codes by default. */
  readonly keepBytes?: number;
  readonly holdBytes?: number;
};

type Held = {
  readonly area: CatalogArea;
  readonly listed: number;
  /** 0 where the list cannot make a number clear. */
  readonly clear: number;
  sets: Sets | undefined;
  damaged: boolean;
  usedAt: number;
};
type Sets = { readonly listed: NumberSet; readonly washed: NumberSet | null };

const noRegistry = 0;
const areaNotLoaded = 1;
const damaged = 2;
const areaCodes = 1000;
const firstAreaNumber = 10_000_000_000;
const numbersInArea = 10_000_000;

/** Answers from the given versions; make a new lookup when they change. */
export function createRegistryLookup(options: LookupOptions): HeldLookup {
  const { dir, areas, onDamage, keepBytes = 64e6, holdBytes = 512e6 } = options;
  const verdicts: RegistryVerdict[] = [
    { kind: 'notCovered', why: 'noRegistry' },
    { kind: 'notCovered', why: 'areaNotLoaded' },
    { kind: 'notCovered', why: 'damaged' },
  ];
  const byCode: (Held[] | undefined)[] = Array.from({ length: areaCodes });
  const byCountry = new Map<44 | 61, Held[]>();
  const all: Held[] = [];
  // The bits of area codes that have only one list, with its numbers in memory: all that most questions need.
  const bitsOf: (Uint8Array | undefined)[] = Array.from({ length: areaCodes });
  const listedOf = new Uint16Array(areaCodes);
  const clearOf = new Uint16Array(areaCodes);
  const usedAtOf = new Float64Array(areaCodes);
  let room = keepBytes;
  let holds = 0;
  let inMemory = 0;
  let questions = 0;

  for (const area of areas.toSorted(byListAndArea)) {
    const about = { list: area.list, area: area.area, version: area.version };
    const listed = verdicts.push({ kind: 'listed', ...about }) - 1;
    const isNational = Object.values<string>(nationalLists).includes(area.list);
    const clear = isNational ? verdicts.push({ kind: 'clear', ...about }) - 1 : 0;
    const held: Held = { area, listed, clear, sets: undefined, damaged: false, usedAt: 0 };
    all.push(held);
    if (isByAreaCode(area.list)) (byCode[Number(area.area)] ??= []).push(held);
    else {
      const country = area.list === 'au' ? 61 : 44;
      byCountry.set(country, [...(byCountry.get(country) ?? []), held]);
    }
  }

  function readStored({ file, bytes, crc }: StoredFile): Uint8Array {
    const read = readFileSync(join(dir, file));
    if (read.length !== bytes || crc32(read) !== crc) throw new Error('Not the bytes that were written');
    // A buffer of the pool may start at any byte, but sorted numbers are read as words.
    return read.byteOffset % 4 === 0 ? read : new Uint8Array(read);
  }

  function open(held: Held): Sets | undefined {
    if (held.damaged) return undefined;
    const { form, listed, washed } = held.area;
    const size = listed.bytes + (washed?.bytes ?? 0);
    makeRoom(size);
    try {
      const bytes = readStored(listed);
      held.sets = {
        listed: form === 'bits' ? toBitSet(bytes) : toSortedSet(bytes),
        washed: washed === null ? null : toSortedSet(readStored(washed)),
      };
      inMemory += size;
      const code = Number(held.area.area);
      if (form === 'bits' && byCode[code]?.length === 1) {
        bitsOf[code] = bytes;
        listedOf[code] = held.listed;
        clearOf[code] = held.clear === 0 ? areaNotLoaded : held.clear;
      }
      return held.sets;
    } catch {
      // Gone, unreadable or changed: for the caller it is the same.
      held.damaged = true;
      onDamage?.(held.area);
      return undefined;
    }
  }

  function makeRoom(size: number): void {
    if (inMemory + size <= room) return;
    const lastUse = (held: Held): number => Math.max(held.usedAt, usedAtOf[Number(held.area.area)] ?? 0);
    for (const old of all.filter(({ sets }) => sets !== undefined).toSorted((a, b) => lastUse(a) - lastUse(b))) {
      if (inMemory + size <= room) return;
      old.sets = undefined;
      if (old.area.form === 'bits') bitsOf[Number(old.area.area)] = undefined;
      inMemory -= old.area.listed.bytes + (old.area.washed?.bytes ?? 0);
    }
  }

  function ask(lists: readonly Held[], number: number): number {
    let best = areaNotLoaded;
    let isDamaged = false;
    questions++;
    for (const held of lists) {
      const sets = held.sets ?? open(held);
      held.usedAt = questions;
      if (sets === undefined) isDamaged = true;
      else if (sets.listed.has(number)) return held.listed;
      else if (held.clear !== 0 && (sets.washed === null || sets.washed.has(number))) best = held.clear;
    }
    // What one list cannot answer, another cannot make clear.
    return isDamaged ? damaged : best;
  }

  function findCode(number: number): number {
    const inPlan = number - firstAreaNumber;
    if (inPlan >= 0 && inPlan < firstAreaNumber) {
      const code = Math.floor(inPlan / numbersInArea);
      const bits = bitsOf[code];
      if (bits !== undefined) {
        usedAtOf[code] = ++questions;
        const line = inPlan - code * numbersInArea;
        const isListed = ((bits[line >>> 3] ?? 0) & (1 << (line & 7))) !== 0;
        return (isListed ? listedOf[code] : clearOf[code]) ?? areaNotLoaded;
      }
      const lists = byCode[code];
      return lists === undefined ? areaNotLoaded : ask(lists, number);
    }
    const country = toCountry(number);
    if (country === undefined) return noRegistry;
    const lists = byCountry.get(country);
    return lists === undefined ? areaNotLoaded : ask(lists, number);
  }

  const total = areas.reduce((sum, { listed, washed }) => sum + listed.bytes + (washed?.bytes ?? 0), 0);

  return {
    areas,
    isHeld: () => holds > 0,
    isEmpty: areas.length === 0,
    countries: new Set(areas.map(({ list }) => toListCountry(list))),
    find: (number) => verdicts[findCode(number)] ?? { kind: 'notCovered', why: 'noRegistry' },
    verdict: (code) => verdicts[code] ?? { kind: 'notCovered', why: 'noRegistry' },
    findMany(numbers, codes, count = numbers.length) {
      if (total <= room) {
        for (let at = 0; at < count; at++) codes[at] = findCode(numbers[at] ?? 0);
        return;
      }
      for (const at of inAreaOrder(numbers, count)) codes[at] = findCode(numbers[at] ?? 0);
    },
    versions: () =>
      all.map(({ area, damaged: isDamaged }) => ({
        list: area.list,
        area: area.area,
        version: area.version,
        loadedAt: area.loadedAt,
        loadedBy: area.loadedBy,
        count: area.listed.count,
        file: area.name,
        sha256: area.sha256,
        state: isDamaged ? ('damaged' as const) : ('whole' as const),
      })),
    hold() {
      holds++;
      room = Math.max(keepBytes, holdBytes);
      let isHeld = true;
      return () => {
        if (!isHeld) return;
        isHeld = false;
        holds--;
        if (holds > 0) return;
        room = keepBytes;
        makeRoom(0);
      };
    },
  };
}

function byListAndArea(a: CatalogArea, b: CatalogArea): number {
  return `${a.list}/${a.area}` < `${b.list}/${b.area}` ? -1 : 1;
}

/** The calling code of a number outside the North American plan whose registry the desk knows. */
function toCountry(number: number): 44 | 61 | undefined {
  let leading = number;
  while (leading >= 100) leading = Math.floor(leading / 10);
  return leading === 44 || leading === 61 ? leading : undefined;
}

/** The indices of the numbers, those of one area code together: a counting sort. */
function inAreaOrder(numbers: Float64Array, count: number): Uint32Array {
  const areaOf = (number: number): number => {
    const area = Math.floor((number - firstAreaNumber) / numbersInArea);
    return area >= 0 && area < areaCodes ? area : areaCodes;
  };
  const starts = new Uint32Array(areaCodes + 2);
  for (let at = 0; at < count; at++) starts[areaOf(numbers[at] ?? 0) + 1]! += 1;
  for (let area = 1; area < starts.length; area++) starts[area]! += starts[area - 1] ?? 0;
  const order = new Uint32Array(count);
  for (let at = 0; at < count; at++) {
    const area = areaOf(numbers[at] ?? 0);
    order[starts[area] ?? 0] = at;
    starts[area]! += 1;
  }
  return order;
}
