/**
 * Which registry versions there are: one small file beside their numbers. It is replaced as a whole, and a load counts
 * from that moment on; numbers that it does not name do not count. It lives outside the database, so that restoring a
 * backup of the list leaves the registries as they are.
 */
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import { z } from 'zod';
import { once } from '../../../shared/words/once.ts';
import { isRegistryList, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import { saveText } from '../files/write/durableFile.ts';

/** Made where there is a catalog: most desks have none, and a check waits for what it loads. */
const catalogFile = once(() => {
  const storedFile = z.object({
    /** A file name within the directory. */
    file: z.string().regex(/^[\w.-]+$/),
    bytes: z.number().int().nonnegative(),
    /** CRC-32 of all bytes. */
    crc: z.number().int().nonnegative(),
    count: z.number().int().nonnegative(),
  });

  const catalogArea = z.object({
    list: z.custom<RegistryList>((text) => typeof text === 'string' && isRegistryList(text)),
    area: z.string().regex(/^(\d{3}|all)$/),
    /** `bits`: one bit per number of an area code. `sorted`: sorted numbers. */
    form: z.enum(['bits', 'sorted']),
    listed: storedFile,
    /** Where only the numbers that were sent to the register are known: those that came back as not listed. */
    washed: storedFile.nullable(),
    version: z.string().regex(/^\d{4}-\d{2}-\d{2}$/),
    loadedAt: z.number(),
    loadedBy: z.string(),
    name: z.string(),
    sha256: z.string(),
    /** The load that made this version, for its line in the log. */
    load: z.string(),
  });

  const areaList = z.array(catalogArea);
  /** Format 1 had no sum. `sum`: CRC-32 of the areas as JSON, because a turned bit in an area code would still read well. */
  return z.discriminatedUnion('format', [
    z.object({ format: z.literal(1), areas: areaList }),
    z.object({ format: z.literal(2), sum: z.number(), areas: areaList }),
  ]);
});

export type CatalogArea = z.output<ReturnType<typeof catalogFile>>['areas'][number];
export type StoredFile = CatalogArea['listed'];

const catalogName = 'catalog.json';

/**
 * The areas of a directory. A catalog that cannot be read is a value: then nothing is covered, and the caller has to
 * say so.
 */
export function loadCatalog(dir: string): { readonly ok: boolean; readonly areas: readonly CatalogArea[] } {
  try {
    const raw = JSON.parse(readFileSync(join(dir, catalogName), 'utf8')) as { readonly areas?: unknown };
    const catalog = catalogFile().parse(raw);
    const isWhole = catalog.format === 1 || catalog.sum === sumOf(raw.areas);
    return isWhole ? { ok: true, areas: catalog.areas } : { ok: false, areas: [] };
  } catch (error) {
    const isNew = error instanceof Error && 'code' in error && error.code === 'ENOENT';
    return { ok: isNew, areas: [] };
  }
}

/**
 * Replaces the catalog, whole or not at all.
 * @throws as the file system does
 */
export async function saveCatalog(dir: string, areas: readonly CatalogArea[]): Promise<void> {
  await saveText(join(dir, catalogName), JSON.stringify({ format: 2, sum: sumOf(areas), areas }));
}

const sumOf = (areas: unknown): number => crc32(JSON.stringify(areas));
