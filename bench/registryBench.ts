/**
 * Two measurements. First: a registry of 240 million numbers in 340 area codes is asked about a million leads of the
 * whole country, after its 425 MB of bits are read from the disk; the yardstick asks the list of ten million entries
 * about the same leads, as a scrub does. Second: the file of one area code with five million numbers is loaded; the
 * yardstick reads the same file with `wc`.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { type CatalogArea, saveCatalog } from '../electron/core/registries/catalog.ts';
import { areaBytes } from '../electron/core/registries/numberSet.ts';
import type { Bench, BenchContext } from './bench.ts';
import { createRandom } from './data.ts';
import { runChild, timeCommand, toTime } from './measure.ts';
import type { BenchRow } from './report.ts';

export const registryBench: Bench = {
  name: 'registry',
  run: async (context) => [await benchLookups(context), benchLoad(context)],
};

async function benchLookups({ scratch, scale, listOf }: BenchContext): Promise<BenchRow> {
  const areas = Math.max(4, 340 * scale);
  const leads = 1_000_000 * scale;
  const entries = 10_000_000 * scale;
  const dir = join(scratch, 'registry', 'registries');
  const numbers = await writeRegistry(dir, areas);
  const { file } = listOf(entries);
  const { figures, rssMb } = runChild('registryChild.ts', [
    'ask',
    dir,
    file,
    String(leads),
    String(areas),
    String(entries),
  ]);
  const { firstMs = 0, firstCpuMs = 0, listMs = 0, listCpuMs = 0, manyNs = 0 } = figures;
  // Processor time: both work on one thread, and a busy machine stretches wall time at random.
  const ratio = firstCpuMs / listCpuMs;
  return {
    work: `ask a registry of ${Math.round(numbers / 1e6)} M numbers about ${leads.toLocaleString('en')} leads`,
    ours: `${toTime(firstCpuMs)} of processor time with reading it (${toTime(firstMs)}), then ${Math.round(manyNs)} ns a number; ${Math.round(rssMb)} MB`,
    yardstick: `the list of ${entries.toLocaleString('en')} entries, as a scrub asks it: ${toTime(listCpuMs)} (${toTime(listMs)})`,
    ratio,
    reach: '<= 1 x',
    reached: ratio <= 1,
    figures: { numbers, leads, entries, rssMb, ...figures },
  };
}

function benchLoad({ scratch, scale }: BenchContext): BenchRow {
  const lines = 5_000_000 * scale;
  const dir = join(scratch, 'registry-load');
  mkdirSync(dir, { recursive: true });
  const path = join(dir, '2026-05-01_212.txt');
  // Every line of the area code once, in mixed order: the step shares no factor with ten million.
  const parts: string[] = [];
  for (let at = 0; at < lines; at++) parts.push(`212,${String((at * 7_654_321) % 10_000_000).padStart(7, '0')}\n`);
  writeFileSync(path, parts.join(''));
  const yardstick = timeCommand('wc', ['-l', path]);
  const { figures, rssMb } = runChild('registryChild.ts', ['load', join(dir, 'desk'), path]);
  const { loadMs = 0, otherCallMs = 0 } = figures;
  return {
    work: `load one area code with ${lines.toLocaleString('en')} numbers`,
    ours: `${toTime(loadMs)}, ${Math.round(rssMb)} MB; another call waits ${toTime(otherCallMs)} at most`,
    yardstick: `wc -l: ${toTime(yardstick.ms)}`,
    ratio: null,
    reach: 'a call meanwhile < 50 ms',
    reached: otherCallMs < 50,
    figures: { lines, rssMb, wcMs: yardstick.ms, ...figures },
  };
}

/** Areas with some 705,000 numbers each, written as a load writes them. */
async function writeRegistry(dir: string, areas: number): Promise<number> {
  mkdirSync(dir, { recursive: true });
  const random = createRandom(7);
  const catalog: CatalogArea[] = [];
  let numbers = 0;
  for (let area = 0; area < areas; area++) {
    const bits = new Uint8Array(areaBytes);
    let count = 0;
    for (let step = 0; step < 730_000; step++) {
      const line = Math.floor(random() * 10_000_000);
      const mask = 1 << (line & 7);
      if (((bits[line >>> 3] ?? 0) & mask) !== 0) continue;
      bits[line >>> 3]! |= mask;
      count++;
    }
    const file = `us-${200 + area}.bits`;
    writeFileSync(join(dir, file), bits);
    numbers += count;
    catalog.push({
      list: 'us',
      area: String(200 + area),
      form: 'bits',
      listed: { file, bytes: areaBytes, crc: crc32(bits), count },
      washed: null,
      version: '2026-05-01',
      loadedAt: 0,
      loadedBy: 'bench',
      name: 'bench',
      sha256: '',
      load: 'bench',
    });
  }
  await saveCatalog(dir, catalog);
  return numbers;
}
