/**
 * What the registries say of a number: the hot path of `check` and of a scrub. An area that cannot be read, or not as
 * it was written (heldAreas.ts), is not covered; it never makes a number clear.
 */
import {
  nationalLists,
  type RegistryVerdict,
  type RegistryVersion,
  toListCountry,
} from '../../../shared/domain/registries/registry.ts';
import type { CatalogArea } from './catalog.ts';
import { areaCodes, areaDamaged, areaNotLoaded, createHeldAreas, type HeldArea, noRegistry } from './heldAreas.ts';

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
  /** The catalog is damaged: nobody knows what was loaded, so that no number of a country with a registry is clear. */
  readonly isUnknown?: boolean;
  /** Called once per area that cannot be trusted. */
  readonly onDamage?: (area: CatalogArea) => void;
  /** Bytes kept in memory between questions; about fifty area codes by default. */
  readonly keepBytes?: number;
  readonly holdBytes?: number;
};

const registryCountries = Object.keys(nationalLists) as (keyof typeof nationalLists)[];
const firstAreaNumber = 10_000_000_000;
const numbersInArea = 10_000_000;
const notCovered: RegistryVerdict = { kind: 'notCovered', why: 'noRegistry' };

/** Answers from the given versions; make a new lookup when they change. */
export function createRegistryLookup(options: LookupOptions): HeldLookup {
  const { dir, areas, isUnknown = false, onDamage, keepBytes = 64e6, holdBytes = 512e6 } = options;
  const held = createHeldAreas({ dir, areas, onDamage, keepBytes, holdBytes });
  const { verdicts, byCode, byCountry, asked, ask } = held;
  const { bitsOf, listedOf, clearOf, usedAtOf } = held.quick;

  function findCode(number: number): number {
    if (isUnknown) return areaDamaged;
    const inPlan = number - firstAreaNumber;
    if (inPlan >= 0 && inPlan < firstAreaNumber) {
      const code = Math.floor(inPlan / numbersInArea);
      const bits = bitsOf[code];
      if (bits !== undefined) {
        usedAtOf[code] = ++asked.count;
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

  return {
    areas,
    isHeld: held.isHeld,
    isEmpty: areas.length === 0 && !isUnknown,
    countries: new Set(isUnknown ? registryCountries : areas.map(({ list }) => toListCountry(list))),
    find: (number) => verdicts[findCode(number)] ?? notCovered,
    verdict: (code) => verdicts[code] ?? notCovered,
    findMany(numbers, codes, count = numbers.length) {
      if (held.haveRoom()) {
        for (let at = 0; at < count; at++) codes[at] = findCode(numbers[at] ?? 0);
        return;
      }
      for (const at of inAreaOrder(numbers, count)) codes[at] = findCode(numbers[at] ?? 0);
    },
    versions: () => held.all.map(toVersion),
    hold: held.hold,
  };
}

function toVersion({ area, damaged }: HeldArea): RegistryVersion {
  return {
    list: area.list,
    area: area.area,
    version: area.version,
    loadedAt: area.loadedAt,
    loadedBy: area.loadedBy,
    count: area.listed.count,
    file: area.name,
    sha256: area.sha256,
    state: damaged ? 'damaged' : 'whole',
  };
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
