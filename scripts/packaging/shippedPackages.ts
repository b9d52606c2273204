// Every npm package that reaches a person with the app: those that are bundled into it, and those that stay packages.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { root } from '../tools.ts';
import { listOf } from './listPackages.ts';

/** What stays a package in the app: addons cannot be bundled, and pino is required when a desk opens. */
export const stayingPackages = ['better-sqlite3', '@napi-rs/keyring', 'pino'] as const;

export interface ShippedPackage {
  readonly name: string;
  readonly version: string;
  /** The SPDX id or expression of its package.json. */
  readonly licence: string;
  /** Its folder, relative to the project, with forward slashes. */
  readonly folder: string;
  /** Its licence and notice files, whole. */
  readonly texts: readonly string[];
}

interface Manifest {
  readonly name: string;
  readonly version: string;
  readonly license?: string;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}

const loadManifest = (folder: string): Manifest =>
  JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8')) as Manifest;

/** The folders of packages and of all that they depend on, as far as it is installed: an addon for another system is not. */
function findKept(names: readonly string[]): ReadonlySet<string> {
  const found = new Set<string>();
  const visit = (name: string, from: string): void => {
    const places = [`${from}node_modules/${name}`, `node_modules/${name}`];
    const folder = places.find((one) => existsSync(join(root, one)));
    if (folder === undefined || found.has(folder)) return;
    found.add(folder);
    const { dependencies = {}, optionalDependencies = {} } = loadManifest(folder);
    for (const needed of Object.keys({ ...dependencies, ...optionalDependencies })) visit(needed, `${folder}/`);
  };
  for (const name of names) visit(name, '');
  return found;
}

/** better-sqlite3 names it for building from source; its prebuilt addon needs nothing of it. */
const onlyForBuilding: ReadonlySet<string> = new Set(['node-addon-api']);

function loadTexts(folder: string, name: string): readonly string[] {
  const files = readdirSync(join(root, folder)).filter((file) => /^(licen[cs]e|copying|notice|copyright)/i.test(file));
  const own = files.toSorted().map((file) => join(root, folder, file));
  const ours = join(root, 'packaging', 'licences', `${name.replaceAll('/', '__')}.txt`);
  return [...own, ...(own.length === 0 && existsSync(ours) ? [ours] : [])].map((file) => readFileSync(file, 'utf8'));
}

/**
 * All packages of the built app, by name and version.
 * @throws where the app is not built, or a package names no licence or has no text of one
 */
export function loadShippedPackages(): readonly ShippedPackage[] {
  const bundled = (['main', 'preload', 'renderer'] as const).flatMap(
    (bundle) => JSON.parse(readFileSync(listOf(bundle), 'utf8')) as readonly string[],
  );
  const folders = new Set([...bundled, ...findKept(stayingPackages)]);
  const packages = [...folders].map((folder): ShippedPackage => {
    const { name, version, license = '' } = loadManifest(folder);
    return { name, version, licence: license, folder, texts: loadTexts(folder, name) };
  });
  const shipped = packages.filter(({ name }) => !onlyForBuilding.has(name));
  const silent = shipped.filter(({ licence, texts }) => licence === '' || texts.length === 0);
  if (silent.length > 0)
    throw new Error(
      `No licence text: ${silent.map(({ folder }) => folder).join(', ')}. Put it into packaging/licences (see the README there).`,
    );
  return shipped.toSorted((a, b) => (`${a.name}@${a.version}` < `${b.name}@${b.version}` ? -1 : 1));
}
