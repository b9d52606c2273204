// What the package says about what is in it: THIRD-PARTY-NOTICES.txt with every licence text, and sbom.cdx.json, a bill of
// materials in CycloneDX 1.6 (https://cyclonedx.org). Both say the same for the same sources: no times, no random ids.
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Contrib, Enums, Models, Serialize, Spec } from '@cyclonedx/cyclonedx-library';
import { root } from '../tools.ts';
import { loadShippedPackages, type ShippedPackage } from './shippedPackages.ts';

interface LockFile {
  readonly packages: Readonly<Record<string, { readonly version?: string; readonly integrity?: string } | undefined>>;
}

const rule = '='.repeat(80);

function toNotices(packages: readonly ShippedPackage[]): string {
  const head = [
    'DNC Desk contains the software below, each under its own licence.',
    "Electron's and Chromium's own licences are in LICENSE.electron.txt and LICENSES.chromium.html.",
    'better-sqlite3 contains SQLite, which is in the public domain (https://sqlite.org/copyright.html).',
  ];
  const entries = packages.map(({ name, version, licence, texts }) =>
    [rule, `${name} ${version} (${licence})`, rule, '', ...texts.map((text) => text.trim()), ''].join('\n'),
  );
  return `${head.join('\n')}\n\n${entries.join('\n')}`;
}

/** A package URL of npm (https://github.com/package-url/purl-spec). */
const toPurl = (name: string, version: string): string => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** The hash of the tarball that npm installed, as package-lock.json has it. */
function toHashes(integrity: string | undefined): Models.HashDictionary {
  const base64 = integrity?.replace(/^sha512-/, '');
  return new Models.HashDictionary(
    base64 === undefined ? [] : [[Enums.HashAlgorithm['SHA-512'], Buffer.from(base64, 'base64').toString('hex')]],
  );
}

/** An SPDX expression of ids that are joined; anything else is taken as a name. @throws for what is none */
function checkExpression(text: string): void {
  if (!/^\(?[\w.+-]+(?: (?:AND|OR|WITH) [\w.+-]+)*\)?$/.test(text)) throw new Error(`no SPDX expression: ${text}`);
}

function toBom(packages: readonly ShippedPackage[], lock: LockFile, version: string): Models.Bom {
  const licences = new Contrib.License.Factories.LicenseFactory(checkExpression);
  const toComponent = (type: Enums.ComponentType, one: Omit<ShippedPackage, 'texts'>): Models.Component => {
    const purl = toPurl(one.name, one.version);
    return new Models.Component(type, one.name, {
      version: one.version,
      purl,
      bomRef: purl,
      licenses: new Models.LicenseRepository([licences.makeFromString(one.licence)]),
      hashes: toHashes(lock.packages[one.folder]?.integrity),
    });
  };
  const folder = 'node_modules/electron';
  const electron = { name: 'electron', version: lock.packages[folder]?.version ?? '', licence: 'MIT', folder };
  const parts = [
    toComponent(Enums.ComponentType.Framework, electron),
    ...packages.map((one) => toComponent(Enums.ComponentType.Library, one)),
  ];
  const app = new Models.Component(Enums.ComponentType.Application, 'dnc-desk', {
    version,
    bomRef: 'dnc-desk',
    licenses: new Models.LicenseRepository([licences.makeFromString('MIT')]),
    dependencies: new Models.BomRefRepository(parts.map(({ bomRef }) => bomRef)),
  });
  return new Models.Bom({
    metadata: new Models.Metadata({ component: app }),
    components: new Models.ComponentRepository(parts),
  });
}

/** Where `writeNotices` puts its two files; electron-builder.yml takes them from there. */
const noticesFolder = join(root, 'out', 'notices');

/** Writes both files for the built app. @throws as `loadShippedPackages` does */
export function writeNotices(): void {
  const packages = loadShippedPackages();
  const lock = JSON.parse(readFileSync(join(root, 'package-lock.json'), 'utf8')) as LockFile;
  const { version } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { readonly version: string };
  mkdirSync(noticesFolder, { recursive: true });
  writeFileSync(join(noticesFolder, 'THIRD-PARTY-NOTICES.txt'), toNotices(packages));
  const serializer = new Serialize.JsonSerializer(new Serialize.JSON.Normalize.Factory(Spec.Spec1dot6));
  writeFileSync(
    join(noticesFolder, 'sbom.cdx.json'),
    serializer.serialize(toBom(packages, lock, version), { sortLists: true, space: 1 }),
  );
}
