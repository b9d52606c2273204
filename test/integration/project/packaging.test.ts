// What lands in the package: built by electron-builder around a stub of Electron, then opened and looked into. The packaged
// core is started from what was extracted, so a file that the package lacks shows here and not on a supervisor's desk.
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, sep } from 'node:path';
import { extractAll, extractFile, listPackage } from '@electron/asar';
import { writeXlsx } from 'hucre';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
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
let archive: string;
/** Paths in the archive with forward slashes, files and folders. */
let packed: string[];
let unpacked: string[];

function makeStub(at: string): void {
  mkdirSync(join(at, name.resources), { recursive: true });
  const { version } = JSON.parse(readFileSync(join(root, 'node_modules/electron/package.json'), 'utf8')) as {
    version: string;
  };
  writeFileSync(join(at, name.binary), Buffer.concat([Buffer.from('stub'), Buffer.alloc(64), fuseWire]), {
    mode: 0o755,
  });
  writeFileSync(join(at, 'version'), version);
  writeFileSync(join(at, 'LICENSE'), 'stub');
}

const listFiles = (at: string): string[] =>
  readdirSync(at, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(at.length).replaceAll(sep, '/'));

// A Mac app is a bundle with helpers of its own; a stub of it would test the stub.
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
    archive = join(output, name.unpacked, name.resources, 'app.asar');
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
        '/out/main/checkpointWorker.js',
        '/out/main/checkingWorker.js',
        '/out/preload/preload.cjs',
        '/out/renderer/index.html',
        ...migrations,
      ]),
    );
  });

  test('holds no source, test, tool or developer package', () => {
    const top = packed.filter((path) => !/^\/(node_modules|out)(\/|$)/.test(path));
    expect(top).toEqual(['/package.json']);
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

  test('its core opens a desk from what was packaged', async () => {
    const app = join(folder, 'app');
    extractAll(archive, app);
    cpSync(`${archive}.unpacked`, app, { recursive: true });
    const core = runCore(join(app, 'out/main/utility.js'), join(folder, 'data'));
    const { client } = await core.open();
    await client.entries.add({ numbers: ['+12125551234'], reason: 'asked on the phone' });
    expect(await client.entries.check({ numbers: ['+12125551234'] })).toMatchObject([{ blocked: true }]);
    const book = join(folder, 'book.xlsx');
    writeFileSync(book, await writeXlsx({ sheets: [{ name: 'DNC', rows: [['Phone'], [2_125_551_235]] }] }));
    const found = await client.intake.open({ from: { kind: 'path', path: book } });
    expect(found).toMatchObject({ format: 'sheet', samples: [{ line: 2, cells: ['2125551235'] }] });
    await core.close();
  });
});
