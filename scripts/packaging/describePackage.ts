// What is in a packaged app, in lines for a person: at the top, in the archive, outside it.
import { readdirSync, statSync } from 'node:fs';
import { join, sep } from 'node:path';
import { listPackage, statFile } from '@electron/asar';

const toSize = (bytes: number): string =>
  bytes < 100_000 ? `${(bytes / 1000).toFixed(1)} kB` : `${(bytes / 1_000_000).toFixed(1)} MB`;

/** Every file below a folder with its bytes, by its path there with forward slashes. */
function listFiles(folder: string): readonly (readonly [path: string, bytes: number])[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .map((path) => [path.slice(folder.length + 1).replaceAll(sep, '/'), statSync(path).size] as const)
    .toSorted(([a], [b]) => (a < b ? -1 : 1));
}

/** The packed bytes of an archive by its folders: of `out` each folder, of `node_modules` each package. */
function sumArchive(archive: string): ReadonlyMap<string, number> {
  const sums = new Map<string, number>();
  for (const listed of listPackage(archive, { isPack: false })) {
    const path = listed.replaceAll(sep, '/').slice(1);
    const entry = statFile(archive, path.replaceAll('/', sep));
    if (!('size' in entry)) continue;
    const folder = /^(?:node_modules\/(?:@[^/]+\/)?[^/]+|out\/[^/]+|[^/]+)/.exec(path)?.[0] ?? path;
    sums.set(folder, (sums.get(folder) ?? 0) + entry.size);
  }
  return sums;
}

/** The lines for the app in `folder`, whose archive lies in `resources` there. */
export function describePackage(folder: string, resources: string): readonly string[] {
  const archive = join(resources, 'app.asar');
  const archived = [...sumArchive(archive)].toSorted(([, a], [, b]) => b - a);
  const files = listFiles(folder);
  const unpacked = listFiles(`${archive}.unpacked`);
  const line = ([path, bytes]: readonly [string, number]): string => `  ${toSize(bytes).padStart(9)}  ${path}`;
  return [
    `${files.length} files, ${toSize(files.reduce((sum, [, bytes]) => sum + bytes, 0))} in ${folder}:`,
    ...files.filter(([path]) => !path.includes('app.asar.unpacked/')).map(line),
    'Outside the archive, as an operating system loads it from a file only:',
    ...unpacked.map(line),
    'In the archive and outside it, by folder:',
    ...archived.map(line),
  ];
}
