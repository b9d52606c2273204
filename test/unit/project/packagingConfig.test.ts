// What is written by hand about the package in several places says the same everywhere: launchers, deb and workflow name the
// executables and folders that electron-builder.yml makes.
import { readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { root } from '../../../scripts/tools.ts';

const load = (path: string): string => readFileSync(join(root, path), 'utf8');
const builder = parse(load('electron-builder.yml')) as {
  productName: string;
  publish: unknown;
  linux: { executableName: string; extraResources: { from: string; to: string }[] };
  deb: { fpm: string[] };
};
const manifest = JSON.parse(load('package.json')) as {
  homepage: string;
  author: { name: string; email: string };
  scripts: Record<string, string>;
};
const isExecutable = (path: string): boolean => (statSync(join(root, path)).mode & 0o111) === 0o111;

describe('the package as it is configured', () => {
  test("each launcher starts its system's executable with the command line's switch", () => {
    const { productName, linux } = builder;
    expect(load('packaging/launchers/linux/dnc-desk')).toContain(`/../../${linux.executableName}" `);
    expect(load('packaging/launchers/mac/dnc-desk')).toContain(`/../../MacOS/${productName}" `);
    expect(load('packaging/launchers/win/dnc-desk.cmd')).toContain(`"%~dp0..\\..\\${productName}.exe" `);
    for (const launcher of ['linux/dnc-desk', 'mac/dnc-desk', 'win/dnc-desk.cmd'])
      expect(load(`packaging/launchers/${launcher}`)).toMatch(/ --cli -- ("\$@"|%\*)\r?\n/);
    expect(linux.extraResources).toEqual([{ from: 'packaging/launchers/linux', to: 'bin' }]);
  });

  test('the deb puts on the PATH what lies where it installs, and has what a deb must name', () => {
    expect(builder.deb.fpm).toEqual(['packaging/deb/dnc-desk=/usr/bin/dnc-desk']);
    expect(load('packaging/deb/dnc-desk')).toContain(`"/opt/${builder.productName}/resources/bin/dnc-desk"`);
    expect(manifest.homepage).toMatch(/^https:/);
    expect(manifest.author).toMatchObject({
      name: expect.stringMatching(/./) as string,
      email: expect.stringContaining('@') as string,
    });
  });

  test.skipIf(process.platform === 'win32')('scripts can be run', () => {
    for (const script of [
      'packaging/deb/dnc-desk',
      'packaging/launchers/linux/dnc-desk',
      'packaging/launchers/mac/dnc-desk',
    ])
      expect([script, isExecutable(script)]).toEqual([script, true]);
  });

  test('the workflow calls scripts, tests and launchers that are there, on three systems', () => {
    const text = load('.github/workflows/ci.yml');
    const { jobs } = parse(text) as {
      jobs: { package: { strategy: { matrix: { include: { os: string; launcher: string }[] } } } };
    };
    const { include } = jobs.package.strategy.matrix;
    expect(include.map(({ os }) => os.replace(/-.*/, ''))).toEqual(['ubuntu', 'windows', 'macos']);
    for (const { launcher } of include) expect(launcher).toMatch(/[Rr]esources\/bin\/dnc-desk(\.cmd)?$/);
    for (const [, script = ''] of text.matchAll(/npm run ([\w:]+)/g))
      expect(Object.keys(manifest.scripts)).toContain(script);
    for (const [path] of text.matchAll(/(?:test|scripts|\.ci)\/[\w./]+/g))
      expect(statSync(join(root, path)).isFile()).toBe(true);
  });
});
