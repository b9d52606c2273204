/**
 * The numbers of a file while it is read, by area, in the form in which they will be stored. A national file has
 * several hundred area codes: those that were not met lately wait on the disk, so that memory stays flat.
 */
import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { areaBytes, markLine } from './numberSet.ts';
import type { NumberSink } from './reading/numberSink.ts';

/** `listed` and `unlisted` count distinct numbers; a number that the file calls both counts as listed. */
export type StagedArea = { readonly area: string; readonly listed: number; readonly unlisted: number };

export type Stage = NumberSink & {
  /** By area; `all` for numbers outside the North American plan. */
  readonly areas: () => readonly StagedArea[];
  /** The bits of an area code. */
  readonly bits: (area: string, which: 'listed' | 'unlisted') => Uint8Array;
  /** The numbers outside the North American plan, sorted and distinct. */
  readonly sorted: (which: 'listed' | 'unlisted') => Float64Array;
  /** True when there are more numbers than a whole list may have. */
  readonly isFull: () => boolean;
  readonly close: () => void;
};

type Bits = { listed?: Uint8Array; unlisted?: Uint8Array };
type Area = { readonly code: number; bits: Bits | undefined; listed: number; unlisted: number; usedAt: number };

/** No register outside North America comes near this. */
const mostWhole = 60_000_000;

/** `dir` is made when it is needed and removed by `close`. `keptAreas`: how many area codes stay in memory. */
export function createStage({ dir, keptAreas = 40 }: { dir: string; keptAreas?: number }): Stage {
  const areas = new Map<number, Area>();
  const whole = { listed: createGrowing(), unlisted: createGrowing() };
  let current: Area | undefined;
  let moves = 0;

  const pathOf = (area: Area, which: keyof Bits): string => join(dir, `${area.code}.${which}`);

  function spill(area: Area): void {
    if (area.bits === undefined) return;
    mkdirSync(dir, { recursive: true });
    for (const which of ['listed', 'unlisted'] as const) {
      const bits = area.bits[which];
      if (bits !== undefined) writeFileSync(pathOf(area, which), bits);
    }
    area.bits = undefined;
  }

  function unspill(area: Area): Bits {
    const bits: Bits = {};
    for (const which of ['listed', 'unlisted'] as const)
      if (existsSync(pathOf(area, which))) bits[which] = readFileSync(pathOf(area, which));
    return bits;
  }

  function enter(code: number): Area {
    let area = areas.get(code);
    if (area === undefined) areas.set(code, (area = { code, bits: {}, listed: 0, unlisted: 0, usedAt: 0 }));
    area.usedAt = ++moves;
    if (area.bits === undefined) area.bits = unspill(area);
    const inMemory = [...areas.values()].filter(({ bits }) => bits !== undefined);
    if (inMemory.length > keptAreas) {
      const oldest = inMemory.reduce((a, b) => (b.usedAt < a.usedAt ? b : a));
      if (oldest !== area) spill(oldest);
    }
    return area;
  }

  function load(code: string, which: keyof Bits): Uint8Array {
    const area = areas.get(Number(code));
    const bits = area === undefined ? undefined : (area.bits ?? unspill(area))[which];
    return bits ?? new Uint8Array(areaBytes);
  }

  return {
    take(number, isListed) {
      const inPlan = number - 10_000_000_000;
      if (inPlan < 0 || inPlan >= 10_000_000_000) {
        whole[isListed ? 'listed' : 'unlisted'].push(number);
        return;
      }
      const code = Math.floor(inPlan / 10_000_000);
      if (current?.code !== code || current.bits === undefined) current = enter(code);
      const bits = (current.bits ??= {});
      const which = isListed ? 'listed' : 'unlisted';
      const line = inPlan - code * 10_000_000;
      if (markLine((bits[which] ??= new Uint8Array(areaBytes)), line, true)) current[which]++;
    },
    areas() {
      const all = [...areas.values()]
        .toSorted((a, b) => a.code - b.code)
        .map(({ code, listed, unlisted }) => ({ area: String(code), listed, unlisted }));
      const [listed, unlisted] = [whole.listed.distinct().length, whole.unlisted.distinct().length];
      return listed + unlisted === 0 ? all : [...all, { area: 'all', listed, unlisted }];
    },
    bits: load,
    sorted: (which) => whole[which].distinct(),
    isFull: () => whole.listed.size() + whole.unlisted.size() > mostWhole,
    close: () => rmSync(dir, { recursive: true, force: true }),
  };
}

function createGrowing() {
  let numbers = new Float64Array(1024);
  let count = 0;
  return {
    size: () => count,
    push(number: number): void {
      if (count === numbers.length) {
        const larger = new Float64Array(2 * count + 1024);
        larger.set(numbers);
        numbers = larger;
      }
      numbers[count++] = number;
    },
    /** Sorts the numbers and drops repeated ones. */
    distinct(): Float64Array {
      const sorted = numbers.subarray(0, count).toSorted();
      let kept = 0;
      for (const number of sorted) if (kept === 0 || sorted[kept - 1] !== number) sorted[kept++] = number;
      count = kept;
      numbers = sorted;
      return sorted.subarray(0, kept);
    },
  };
}
