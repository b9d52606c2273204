// What lands in the package: built by electron-builder around a stub of Electron, then opened and looked into. The packaged
// core is started from what was extracted, so a file that the package lacks shows here and not on a supervisor's desk.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { Ajv } from 'ajv';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { listOf } from '../../../scripts/packaging/listPackages.ts';
import { loadShippedPackages } from '../../../scripts/packaging/shippedPackages.ts';
import { root, runNode } from '../../../scripts/tools.ts';
import { runCore } from '../../support/forkUtility.ts';

/** The wire that @electron/fuses looks for in a binary: sentinel, version, length, and Electron's own defaults. */
const fuseWire = Buffer.concat([
  Buffer.from('dL7pKGdnNz796PbbjQWNKmHXBZaB9tsX'),
  Buffer.from([1, 9]),
  Buffer.from('101100110'),
]);

const names = {
  linux: { binary: 'electron', unpacked: 'linux-unpacked', resources: 'resources' },
  win32: { binary: 'electron.exe', unpacked: 'win-unpacked', resources: 'resources' },
} as const;
const name = process.platform === 'win32' ? names.win32 : names.linux;

let folder: string;
/** The folder of the packaged app. */
let top: string;
let archive: string;
/** Paths in the archive with forward slashes, files and folders. */
let packed: string[];
let unpacked: string[];

function makeStub(at: string): void {
  mkdirSync(join(at, name.resources), { recursive: true });
  writeFileSync(join(at, name.binary), Buffer.concat([Buffer.from('stub'), Buffer.alloc(64), fuseWire]), {
    mode: 0o755,
  });
  writeFileSync(join(at, 'version'), electronIs().replace('electron@', ''));
  writeFileSync(join(at, 'LICENSE'), 'stub');
}

const listFiles = (at: string): string[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at.length).replaceAll(sep, '/'));

/** The folders of the packages that are bundled, as the bundler lists them. */
const bundledFolders = (): ReadonlySet<string> =>
  new Set(
    (['main', 'preload', 'renderer'] as const).flatMap(
      (bundle) => JSON.parse(readFileSync(listOf(bundle), 'utf8')) as readonly string[],
    ),
  );

const electronIs = (): string => {
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string;
  };
  return `electron@${version}`;
};

// A Mac app is a bundle with helpers of its own; a stub of it would test the stub.
let extracted: string | undefined;

/** The app's files as folders, once for all tests. */
function extractApp(): string {
  if (extracted !== undefined) return extracted;
  extracted = join(folder, 'app');
  extractAll(archive, extracted);
  cpSync(`${archive}.unpacked`, extracted, { recursive: true });
  return extracted;
}

/**
 * Makes the package's launcher ready to be called through a link, as from the PATH. In the place of Electron's executable stands a
 * script that runs the app's main module on Node. There Electron itself is nothing at all: a command that touched it would
 * fail.
 */
function prepareLauncher(): string {
  const app = extractApp();
  const main = join(app, 'out', 'main', 'main.js');
  const [, used = ''] = /^import \{([^}]+)\} from "electron";$/m.exec(readFileSync(main, 'utf8')) ?? [];
  const electron = join(app, 'node_modules', 'electron');
  mkdirSync(electron);
  writeFileSync(join(electron, 'package.json'), '{ "type": "module", "exports": "./index.js" }');
  writeFileSync(join(electron, 'index.js'), `export const ${used.split(',').join(' = undefined, ')} = undefined;\n`);
  writeFileSync(join(top, 'dnc-desk-app'), `#!/bin/sh\nexec "${process.execPath}" "${main}" "$@"\n`, { mode: 0o755 });
  const link = join(folder, 'dnc-desk');
  symlinkSync(join(top, 'resources', 'bin', 'dnc-desk'), link);
  return link;
}

describe.runIf(process.platform !== 'darwin')('the package', () => {
  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'desk-package-'));
    const stub = join(folder, 'electron');
    makeStub(stub);
    const output = join(folder, 'release');
    const script = join(root, 'scripts', 'package.ts');
    const done = await runNode([script, '--electron-dist', stub, '--output', output], { quiet: true });
    expect(done, done.output).toMatchObject({ code: 0 });
    // scripts/package.ts has read the fuses back from the binary.
    expect(done.output).toContain('6 fuses are as asked');
    top = join(output, name.unpacked);
    archive = join(top, name.resources, 'app.asar');
    packed = listPackage(archive, { isPack: false }).map((path) => path.replaceAll(sep, '/'));
    unpacked = listFiles(`${archive}.unpacked`);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  test('holds the bundle, the page and every migration', () => {
    const migrations = readdirSync(join(root, 'electron/core/db/migrations')).map(
      (file) => `/out/main/migrations/${file}`,
    );
    expect(migrations.length).toBeGreaterThan(0);
    expect(packed).toEqual(
      expect.arrayContaining([
        '/package.json',
        '/out/main/main.js',
        '/out/main/utility.js',
        '/out/main/readingWorker.js',
        '/out/main/stagingWorker.js',
        '/out/main/lookupWorker.js',
        '/out/main/scanWorker.js',
        '/out/main/checkpointWorker.js',
        '/out/main/checkingWorker.js',
        '/out/main/pagesWorker.js',
        '/out/preload/preload.cjs',
        '/out/renderer/index.html',
        ...migrations,
      ]),
    );
  });

  test('holds no source, test, tool or developer package', () => {
    const outside = packed.filter((path) => !/^\/(node_modules|out)(\/|$)/.test(path));
    expect(outside).toEqual(['/package.json']);
    expect(packed.filter((path) => /^\/out\/(?!main|preload|renderer)./.test(path))).toEqual([]);
    const manifest = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as {
      devDependencies: Record<string, string>;
      optionalDependencies: Record<string, string>;
    };
    const unwanted = [...Object.keys(manifest.devDependencies), ...Object.keys(manifest.optionalDependencies)];
    expect(unwanted.filter((one) => packed.includes(`/node_modules/${one}`))).toEqual([]);
    const metadata = JSON.parse(extractFile(archive, 'package.json').toString()) as Record<string, unknown>;
    expect(metadata).toMatchObject({ name: 'dnc-desk', main: 'out/main/main.js' });
    expect(metadata['devDependencies']).toBeUndefined();
  });

  test("holds this system's addons only, outside the archive where they can be loaded", () => {
    const addons = unpacked.filter((path) => path.endsWith('.node'));
    const system = `${process.platform}-${process.arch}`;
    expect(addons).toContain(`/node_modules/better-sqlite3/prebuilds/${system}.node`);
    expect(addons.filter((path) => path.includes('better-sqlite3'))).toHaveLength(1);
    expect(addons.filter((path) => path.includes('keyring'))).toEqual([expect.stringContaining(system)]);
    expect(addons).toHaveLength(2);
  });

  test('has all JavaScript in the archive, whose integrity is checked: only addons lie outside', () => {
    expect(unpacked.filter((path) => !path.endsWith('.node'))).toEqual([]);
  });

  test('holds no package that the bundle already has in it', () => {
    const installed = new Set(
      packed.flatMap((path) => /^\/(node_modules\/(?:@[^/]+\/)?[^/@]+)$/.exec(path)?.[1] ?? []),
    );
    const kept = loadShippedPackages().flatMap((one) => (bundledFolders().has(one.folder) ? [] : [one.folder]));
    expect([...installed].toSorted()).toEqual(kept.toSorted());
  });

  test('names every package with version and licence, and has the licence text of each', () => {
    const bom = JSON.parse(readFileSync(join(top, 'sbom.cdx.json'), 'utf8')) as {
      components: { name: string; version: string; licenses: unknown[]; hashes: unknown[] }[];
    };
    const notices = readFileSync(join(top, 'THIRD-PARTY-NOTICES.txt'), 'utf8');
    const shipped = loadShippedPackages();
    const named = bom.components.map((one) => `${one.name}@${one.version}`);
    expect(named.toSorted()).toEqual([...shipped.map((one) => `${one.name}@${one.version}`), electronIs()].toSorted());
    expect(bom.components.filter(({ licenses, hashes }) => licenses.length === 0 || hashes.length === 0)).toEqual([]);
    const missing = shipped.filter(
      (one) =>
        !notices.includes(`\n${one.name} ${one.version} (`) || one.texts.some((text) => !notices.includes(text.trim())),
    );
    expect(missing.map((one) => one.name)).toEqual([]);
    expect(shipped.filter(({ texts }) => texts.join('').length < 200)).toEqual([]);
    expect(listFiles(top)).toEqual(expect.arrayContaining(['/LICENSE', '/LICENSE.electron.txt']));
  });

  test('its bill of materials is CycloneDX 1.6 as the schema has it', () => {
    const schemas = join(root, 'node_modules/@cyclonedx/cyclonedx-library/res/schema');
    const load = (file: string): object => JSON.parse(readFileSync(join(schemas, file), 'utf8')) as object;
    // The schema names formats of other drafts and keywords for people.
    const ajv = new Ajv({ strict: false, validateFormats: false });
    for (const file of ['spdx.SNAPSHOT.schema.json', 'jsf-0.82.SNAPSHOT.schema.json'])
      ajv.addSchema(load(file), `http://cyclonedx.org/schema/${file}`);
    const validate = ajv.compile(load('bom-1.6.SNAPSHOT.schema.json'));
    expect(
      validate(JSON.parse(readFileSync(join(top, 'sbom.cdx.json'), 'utf8'))),
      ajv.errorsText(validate.errors),
    ).toBe(true);
  });

  test('its core opens a desk from what was packaged', async () => {
    const app = extractApp();
    const core = runCore(join(app, 'out/main/utility.js'), join(folder, 'data'));
    const { client } = await core.open();
    await client.entries.add({ numbers: ['+12125551234'], reason: 'asked on the phone' });
    expect(await client.entries.check({ numbers: ['+12125551234'] })).toMatchObject([{ blocked: true }]);
    const book = join(folder, 'book.xlsx');
    writeFileSync(book, await writeXlsx({ sheets: [{ name: 'DNC', rows: [['Phone'], [2_125_551_235]] }] }));
    const found = await client.intake.open({ from: { kind: 'path', path: await core.choose(book) } });
    expect(found).toMatchObject({ format: 'sheet', samples: [{ line: 2, cells: ['2125551235'] }] });
    await core.close();
  });

  // A batch file and a bundle of a Mac are started by the systems that know them (test/e2e/installed.test.ts in CI).
  test.runIf(process.platform === 'linux')('its command line blocks, backs up and restores, by its launcher', () => {
    const launcher = prepareLauncher();
    const run = (...args: readonly string[]): { readonly code: number | null; readonly out: string } => {
      const all = ['--data', join(folder, 'installed data'), ...args];
      const { status, stdout, stderr } = spawnSync(launcher, all, { encoding: 'utf8' });
      return { code: status, out: `${stdout}${stderr}` };
    };
    const number = '+12125551234';
    const backup = join(folder, 'a backup.sqlite');
    expect(run('add', number, '--reason', 'asked on the phone')).toMatchObject({ code: 0 });
    expect(run('backup', backup)).toMatchObject({ code: 0 });
    expect(run('remove', number, '--why', 'a test')).toMatchObject({ code: 0 });
    expect(run('restore', backup)).toMatchObject({ code: 0 });
    expect(run('check', number)).toMatchObject({ code: 3 });
  });
});
