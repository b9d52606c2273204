/**
 * The areas of a lookup, with the codes of what they say, and their numbers in memory: an area comes in when the first number of
 * it is asked for, checked against its sum, and leaves when others need the room. What cannot be read, or not as it was
 * written, answers nothing.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { isByAreaCode, nationalLists, type RegistryVerdict } from '../../../shared/domain/registries/registry.ts';
import type { CatalogArea, StoredFile } from './catalog.ts';
import { type NumberSet, toBitSet, toSortedSet } from './numberSet.ts';

export type HeldArea = {
  readonly area: CatalogArea;
  /** The code of "listed here". */
  readonly listed: number;
  /** The code of "clear by this list"; 0 where the list cannot make a number clear. */
  readonly clear: number;
  sets: { readonly listed: NumberSet; readonly washed: NumberSet | null } | undefined;
  damaged: boolean;
  usedAt: number;
};

/** Codes that stand for the same verdict in every lookup. */
export const noRegistry = 0;
export const areaNotLoaded = 1;
export const areaDamaged = 2;

export const areaCodes = 1000;

export type HeldAreaOptions = {
  readonly dir: string;
  readonly areas: readonly CatalogArea[];
  /** Called once for each area that cannot be trusted. */
  readonly onDamage: ((area: CatalogArea) => void) | undefined;
  /** Bytes kept in memory between questions, and while long work goes on. */
  readonly keepBytes: number;
  readonly holdBytes: number;
};

/** The areas of these versions, none in memory yet. */
export function createHeldAreas(options: HeldAreaOptions) {
  const { dir, areas, onDamage, keepBytes, holdBytes } = options;
  const { verdicts, all, byCode, byCountry } = sortAreas(areas);
  // The bits of area codes that have only one list, with its numbers in memory: all that most questions need.
  const bitsOf: (Uint8Array | undefined)[] = Array.from({ length: areaCodes });
  const listedOf = new Uint16Array(areaCodes);
  const clearOf = new Uint16Array(areaCodes);
  const usedAtOf = new Float64Array(areaCodes);
  /** How many questions were asked so far: the clock by which an area was used last. */
  const asked = { count: 0 };
  let room = keepBytes;
  let holds = 0;
  let inMemory = 0;

  function open(held: HeldArea): HeldArea['sets'] {
    if (held.damaged) return undefined;
    const { form, listed, washed } = held.area;
    makeRoom(sizeOf(held.area));
    try {
      const bytes = readStored(dir, listed);
      held.sets = {
        listed: form === 'bits' ? toBitSet(bytes) : toSortedSet(bytes),
        washed: washed === null ? null : toSortedSet(readStored(dir, washed)),
      };
      inMemory += sizeOf(held.area);
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
    const lastUse = (held: HeldArea): number => Math.max(held.usedAt, usedAtOf[Number(held.area.area)] ?? 0);
    for (const old of all.filter(({ sets }) => sets !== undefined).toSorted((a, b) => lastUse(a) - lastUse(b))) {
      if (inMemory + size <= room) return;
      old.sets = undefined;
      if (old.area.form === 'bits') bitsOf[Number(old.area.area)] = undefined;
      inMemory -= sizeOf(old.area);
    }
  }

  return {
    /** By code. */
    verdicts,
    /** Every area, by list and area. */
    all,
    byCode,
    byCountry,
    /** What an area code with one list alone is asked with, while it is in memory: its bits, and the codes of both answers. */
    quick: { bitsOf, listedOf, clearOf, usedAtOf },
    asked,
    /** The code of what these lists together say about a number. */
    ask: (lists: readonly HeldArea[], number: number): number => {
      let best = areaNotLoaded;
      let isDamaged = false;
      asked.count++;
      for (const held of lists) {
        const sets = held.sets ?? open(held);
        held.usedAt = asked.count;
        if (sets === undefined) isDamaged = true;
        else if (sets.listed.has(number)) return held.listed;
        else if (held.clear !== 0 && (sets.washed === null || sets.washed.has(number))) best = held.clear;
      }
      // What one list cannot answer, another does not make clear.
      return isDamaged ? areaDamaged : best;
    },
    /** Whether all of them have room in memory at once. */
    haveRoom: () => all.reduce((sum, { area }) => sum + sizeOf(area), 0) <= room,
    isHeld: () => holds > 0,
    /** Gives them more room until the function is called. */
    hold: (): (() => void) => {
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

/** The areas by where a question finds them, and the verdicts that their codes stand for. */
function sortAreas(areas: readonly CatalogArea[]) {
  const verdicts: RegistryVerdict[] = [
    { kind: 'notCovered', why: 'noRegistry' },
    { kind: 'notCovered', why: 'areaNotLoaded' },
    { kind: 'notCovered', why: 'damaged' },
  ];
  const byCode: (HeldArea[] | undefined)[] = Array.from({ length: areaCodes });
  const byCountry = new Map<44 | 61, HeldArea[]>();
  const all = areas.toSorted(byListAndArea).map((area): HeldArea => {
    const about = { list: area.list, area: area.area, version: area.version };
    const listed = verdicts.push({ kind: 'listed', ...about }) - 1;
    const isNational = Object.values<string>(nationalLists).includes(area.list);
    const clear = isNational ? verdicts.push({ kind: 'clear', ...about }) - 1 : 0;
    return { area, listed, clear, sets: undefined, damaged: false, usedAt: 0 };
  });
  for (const held of all) {
    const { list, area } = held.area;
    if (isByAreaCode(list)) (byCode[Number(area)] ??= []).push(held);
    else {
      const country = list === 'au' ? 61 : 44;
      byCountry.set(country, [...(byCountry.get(country) ?? []), held]);
    }
  }
  return { verdicts, all, byCode, byCountry };
}

function byListAndArea(a: CatalogArea, b: CatalogArea): number {
  return `${a.list}/${a.area}` < `${b.list}/${b.area}` ? -1 : 1;
}

function sizeOf({ listed, washed }: CatalogArea): number {
  return listed.bytes + (washed?.bytes ?? 0);
}

/** The bytes of a file. Throws where they are not those that were written. */
function readStored(dir: string, { file, bytes, crc }: StoredFile): Uint8Array {
  const read = readFileSync(join(dir, file));
  if (read.length !== bytes || crc32(read) !== crc) throw new Error('Not the bytes that were written');
  // A buffer of the pool may start at any byte, but sorted numbers are read as words.
  return read.byteOffset % 4 === 0 ? read : new Uint8Array(read);
}
