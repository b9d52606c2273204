/**
 * Makes a read file the version that counts: every area's numbers are written and flushed under new names, then the
 * catalog is replaced. From that moment the new version counts. A crash before it leaves the old versions, a crash
 * after it the new ones.
 */
import { randomBytes } from 'node:crypto';
import { mkdir, open, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { nameRegistry, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import { syncDirectory } from '../backup/backup.ts';
import type { CatalogArea, StoredFile } from './catalog.ts';
import { saveCatalog } from './catalog.ts';
import { areaBytes, fromSortedBytes, toSortedBytes } from './numberSet.ts';
import { RegistryProblem } from './reading/registryProblem.ts';
import type { Stage, StagedArea } from './stage.ts';
import { takeOverWords as say } from '../../../shared/words/core/registries.ts';

export type TakeOver = {
  readonly kind: 'full' | 'change' | 'wash';
  readonly areas: readonly (StagedArea & { readonly list: RegistryList })[];
  readonly stage: Stage;
  /** What every new version says of itself. */
  readonly about: Pick<CatalogArea, 'version' | 'loadedAt' | 'loadedBy' | 'name' | 'sha256' | 'load'>;
};

/**
 * Answers the new catalog. Areas that the file does not name stay as they are.
 * @throws RegistryProblem where a change has nothing to change, as the file system does, and the signal's reason;
 * nothing counts then
 */
export async function takeOver(
  dir: string,
  present: readonly CatalogArea[],
  work: TakeOver,
  job: { readonly signal: AbortSignal; readonly progress: (done: number, total: number) => void },
): Promise<readonly CatalogArea[]> {
  await mkdir(dir, { recursive: true });
  const made: CatalogArea[] = [];
  for (const [at, staged] of work.areas.entries()) {
    job.signal.throwIfAborted();
    const before = present.find(({ list, area }) => list === staged.list && area === staged.area);
    made.push(await writeArea(dir, staged, before, work));
    job.progress(at + 1, work.areas.length);
  }
  job.signal.throwIfAborted();
  syncDirectory(dir);
  const replaced = new Set(made.map(({ list, area }) => `${list}/${area}`));
  const areas = [...present.filter(({ list, area }) => !replaced.has(`${list}/${area}`)), ...made];
  await saveCatalog(dir, areas);
  return areas;
}

async function writeArea(
  dir: string,
  { list, area }: StagedArea & { readonly list: RegistryList },
  before: CatalogArea | undefined,
  { kind, stage, about }: TakeOver,
): Promise<CatalogArea> {
  const base = kind === 'change' ? await readBefore(dir, list, area, before) : await readStanding(dir, kind, before);
  const name = `${list}-${area}-${randomBytes(6).toString('hex')}`;
  if (area === 'all') {
    const listed = toMerged(base, stage);
    const washed = kind === 'wash' ? stage.sorted('unlisted') : null;
    return {
      list,
      area,
      form: 'sorted',
      listed: await writeNumbers(dir, `${name}.sorted`, toSortedBytes(listed), listed.length),
      washed: washed === null ? null : await writeNumbers(dir, `${name}.washed`, toSortedBytes(washed), washed.length),
      ...about,
    };
  }
  const bits = stage.bits(area, 'listed');
  if (base !== undefined) {
    const removed = stage.bits(area, 'unlisted');
    for (let at = 0; at < areaBytes; at++) bits[at] = ((base[at] ?? 0) & ~(removed[at] ?? 0)) | (bits[at] ?? 0);
  }
  const listed = await writeNumbers(dir, `${name}.bits`, bits, countBits(bits));
  return { list, area, form: 'bits', listed, washed: null, ...about };
}

/** The numbers that a change starts from. */
async function readBefore(
  dir: string,
  list: RegistryList,
  area: string,
  before: CatalogArea | undefined,
): Promise<Uint8Array> {
  const what = area === 'all' ? nameRegistry(list) : say.areaCode(nameRegistry(list), area);
  if (before === undefined) throw new RegistryProblem(say.theIsNotLoadedSo(what));
  const bytes = await readFile(join(dir, before.listed.file)).catch(() => undefined);
  if (bytes === undefined || !isWhole(bytes, before.listed)) throw new RegistryProblem(say.theIsDamagedHere(what));
  return bytes;
}

/**
 * What a register answered "listed" before stands until it answers "not listed": other answers, for other numbers, take
 * nothing back. Undefined where there is nothing, or nothing that can be read.
 */
async function readStanding(
  dir: string,
  kind: TakeOver['kind'],
  before: CatalogArea | undefined,
): Promise<Uint8Array | undefined> {
  if (kind !== 'wash' || before === undefined) return undefined;
  const bytes = await readFile(join(dir, before.listed.file)).catch(() => undefined);
  return bytes !== undefined && isWhole(bytes, before.listed) ? bytes : undefined;
}

const isWhole = (bytes: Uint8Array, { bytes: length, crc }: StoredFile): boolean =>
  bytes.length === length && crc32(bytes) === crc;

function toMerged(base: Uint8Array | undefined, stage: Stage): Float64Array {
  const listed = stage.sorted('listed');
  if (base === undefined) return listed;
  const numbers = new Set(fromSortedBytes(new Uint8Array(base)));
  for (const number of stage.sorted('unlisted')) numbers.delete(number);
  for (const number of listed) numbers.add(number);
  return Float64Array.from(numbers).toSorted();
}

async function writeNumbers(dir: string, file: string, bytes: Uint8Array, count: number): Promise<StoredFile> {
  const handle = await open(join(dir, file), 'wx', 0o600);
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
  return { file, bytes: bytes.length, crc: crc32(bytes), count };
}

function countBits(bits: Uint8Array): number {
  let count = 0;
  for (const word of new Uint32Array(bits.buffer, bits.byteOffset, bits.byteLength >>> 2)) {
    const pairs = word - ((word >>> 1) & 0x55555555);
    const fours = (pairs & 0x33333333) + ((pairs >>> 2) & 0x33333333);
    count += Math.imul((fours + (fours >>> 4)) & 0x0f0f0f0f, 0x01010101) >>> 24;
  }
  return count;
}
