// A registry in its compact forms answers like a plain set of numbers, one by one and in bulk, with little memory and
// with much; and whatever happens to its files, no number becomes clear by it.
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { CatalogArea, StoredFile } from '../../electron/core/registries/catalog.ts';
import { createRegistryLookup } from '../../electron/core/registries/lookup.ts';
import { areaBytes, markLine, toSortedBytes } from '../../electron/core/registries/numberSet.ts';
import type { RegistryList } from '../../shared/domain/registries/registry.ts';

const line = fc.oneof(fc.nat(9_999_999), fc.constantFrom(0, 7, 8, 9_999_999));
const areaCode = fc.constantFrom('212', '646', '917', '416');
const nanp = fc.tuple(areaCode, line).map(([code, rest]) => 10_000_000_000 + Number(code) * 10_000_000 + rest);
const british = fc.tuple(fc.constantFrom(441, 447, 4420), fc.nat(99_999_999)).map(([a, b]) => a * 100_000_000 + b);
const australian = fc.nat(99_999_999).map((rest) => 61_400_000_000 + rest);

describe('a registry', () => {
  let dir: string;
  beforeEach(() => void (dir = mkdtempSync(join(tmpdir(), 'dnc-desk-registries-'))));
  afterEach(() => rmSync(dir, { recursive: true, force: true }));

  function store(file: string, bytes: Uint8Array, count: number): StoredFile {
    writeFileSync(join(dir, file), bytes);
    return { file, bytes: bytes.length, crc: crc32(bytes), count };
  }
  const about = { version: '2026-05-01', loadedAt: 0, loadedBy: 'Dana', name: 'x', sha256: '', load: '1' };

  function storeArea(list: RegistryList, area: string, numbers: readonly number[]): CatalogArea {
    const bits = new Uint8Array(areaBytes);
    for (const number of numbers) markLine(bits, number % 10_000_000, true);
    return { list, area, form: 'bits', listed: store(`${list}-${area}`, bits, numbers.length), washed: null, ...about };
  }
  function storeSorted(list: RegistryList, listed: readonly number[], washed?: readonly number[]): CatalogArea {
    const toBytes = (numbers: readonly number[]) => toSortedBytes(Float64Array.from(new Set(numbers)).toSorted());
    return {
      list,
      area: 'all',
      form: 'sorted',
      listed: store(`${list}-listed`, toBytes(listed), listed.length),
      washed: washed === undefined ? null : store(`${list}-washed`, toBytes(washed), washed.length),
      ...about,
    };
  }

  test('answers like a set, one by one and in bulk, whatever the memory', () => {
    const some = fc.array(fc.oneof(nanp, british, australian), { maxLength: 60 });
    fc.assert(
      fc.property(some, some, some, fc.boolean(), (listed, washed, others, small) => {
        const of = (code: string) => listed.filter((number) => String(number).startsWith(`1${code}`));
        const areas = [
          storeArea('us', '212', of('212')),
          storeArea('us', '917', of('917')),
          storeArea('us-ny', '646', of('646')),
          storeArea('ca', '416', of('416')),
          storeSorted(
            'gb-tps',
            listed.filter((number) => String(number).startsWith('44')),
          ),
          storeSorted(
            'au',
            listed.filter((number) => String(number).startsWith('61')),
            washed.filter((number) => String(number).startsWith('61')),
          ),
        ];
        const lookup = createRegistryLookup({ dir, areas, ...(small ? { keepBytes: areaBytes } : {}) });
        const set = new Set(listed);
        const sent = new Set(washed);
        const expected = (number: number): string => {
          if (set.has(number)) return 'listed';
          const digits = String(number);
          // A state's list alone makes nothing clear, nor does a register that was not asked about the number.
          if (digits.startsWith('1646') || (digits.startsWith('61') && !sent.has(number))) return 'notCovered';
          return 'clear';
        };
        const asked = [...listed, ...washed, ...others];
        const codes = new Uint16Array(asked.length);
        lookup.findMany(Float64Array.from(asked), codes);
        for (const [at, number] of asked.entries()) {
          expect(lookup.find(number).kind).toBe(expected(number));
          expect(lookup.verdict(codes[at] ?? 0)).toEqual(lookup.find(number));
        }
      }),
      { numRuns: 60 },
    );
  });

  test('never calls a number clear by an area that is not loaded, damaged, cut off or gone', () => {
    const damages: readonly [string, (path: string) => void][] = [
      ['changed', (path) => writeFileSync(path, new Uint8Array(areaBytes).fill(1))],
      ['cut off', (path) => writeFileSync(path, new Uint8Array(areaBytes - 1))],
      ['gone', (path) => rmSync(path)],
    ];
    for (const [, damage] of damages) {
      const area = storeArea('us', '212', [12_125_551_234]);
      const loud: string[] = [];
      damage(join(dir, 'us-212'));
      const lookup = createRegistryLookup({ dir, areas: [area], onDamage: (each) => loud.push(each.area) });
      expect(lookup.find(12_125_551_234)).toEqual({ kind: 'notCovered', why: 'damaged' });
      expect(lookup.find(12_125_550_000)).toEqual({ kind: 'notCovered', why: 'damaged' });
      expect(lookup.find(16_465_550_000)).toEqual({ kind: 'notCovered', why: 'areaNotLoaded' });
      expect(loud).toEqual(['212']);
      expect(lookup.versions()).toMatchObject([{ area: '212', state: 'damaged' }]);
      // A state's list that is damaged leaves the question open, whatever the national one says.
      const both = [storeArea('us', '646', []), { ...area, list: 'us-ny' as const, area: '646' }];
      expect(createRegistryLookup({ dir, areas: both }).find(16_465_550_000)).toMatchObject({ why: 'damaged' });
    }
  });

  test('keeps in memory what long work touches, and no more than told otherwise', () => {
    const areas = ['212', '646', '917'].map((code) => storeArea('us', code, []));
    const lookup = createRegistryLookup({ dir, areas, keepBytes: areaBytes, holdBytes: 3 * areaBytes });
    const release = lookup.hold();
    for (const code of ['212', '646', '917']) lookup.find(Number(`1${code}5551234`));
    // With every area in memory the files are not needed any more; without, they are.
    for (const code of ['212', '646', '917']) rmSync(join(dir, `us-${code}`));
    expect(lookup.find(12_125_551_234).kind).toBe('clear');
    release();
    const kinds = ['212', '646', '917'].map((code) => lookup.find(Number(`1${code}5551234`)).kind);
    expect(kinds).toEqual(['clear', 'notCovered', 'notCovered']);
  });
});
