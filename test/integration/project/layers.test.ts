// The guard of the layers is guarded: in a small tree, each forbidden import is found by the rule that forbids it, and the
// same tree without them is clean.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root, toolPath } from '../../../scripts/tools.ts';

const healthy: Readonly<Record<string, string>> = {
  'package.json':
    '{ "type": "module", "dependencies": { "zod": "*" }, "devDependencies": { "electron": "*", "react": "*" } }',
  'shared/a.ts': `import { z } from 'zod'; export type A = z.infer<typeof s>; const s = z.string();`,
  'electron/core/b.ts': `import { readFileSync } from 'node:fs'; import type { A } from '../../shared/a.ts'; export const b = (x: A) => readFileSync(x);`,
  'electron/core/vendors/registry.ts': `import { one } from './one/adapter.ts'; export const all = [one];`,
  'electron/core/vendors/one/adapter.ts': `export const one = 1;`,
  'electron/core/vendors/two/adapter.ts': `export const two = 2;`,
  'electron/core/backup/backup.ts': `import { whole } from './folderNote.ts'; export const backup = whole;`,
  'electron/core/backup/folderNote.ts': `export const whole = true;`,
  'electron/core/list/listService.ts': `import { page } from './pages/listPager.ts'; export const list = page;`,
  'electron/core/list/pages/listPager.ts': `export const page = 1;`,
  'electron/sandbox/c.ts': `import type { A } from '../../shared/a.ts'; export const c = (x: A) => x;`,
  'electron/hosts/d.ts': `import { b } from '../core/b.ts'; import { c } from '../sandbox/c.ts'; export const d = [b, c];`,
  'electron/desktop/e.ts': `import { app } from 'electron'; import { d } from '../hosts/d.ts'; export const e = [app, d];`,
  'renderer/f.tsx': `import { useState } from 'react'; import type { A } from '../shared/a.ts'; export const f = (a: A) => useState(a);`,
};

/** What is written into which file, and the rule that must object. */
const forbidden = [
  ['shared/bad1.ts', `import 'node:fs';`, 'shared-is-pure'],
  [
    'shared/bad2.ts',
    `import type { b } from '../electron/core/b.ts'; export type X = typeof b;`,
    'shared-imports-no-layer',
  ],
  ['shared/bad3.ts', `import 'react';`, 'shared-imports-no-layer'],
  ['electron/core/bad4.ts', `import '../hosts/d.ts';`, 'core-stands-on-shared'],
  ['electron/core/bad5.ts', `import '../sandbox/c.ts';`, 'core-stands-on-shared'],
  ['electron/core/bad6.ts', `import 'electron';`, 'only-desktop-imports-electron'],
  ['electron/core/bad7.ts', `import 'react';`, 'packaged-code-needs-dependencies'],
  ['electron/core/bad8.ts', `await import('./vendors/one/adapter.ts');`, 'vendors-behind-the-registry'],
  ['electron/core/vendors/one/bad9.ts', `import '../two/adapter.ts';`, 'vendors-know-not-each-other'],
  ['electron/sandbox/bad10.ts', `import '../core/b.ts';`, 'sandbox-stands-alone'],
  ['electron/hosts/bad11.ts', `import '../desktop/e.ts';`, 'hosts-know-no-window'],
  [
    'electron/hosts/bad12.ts',
    `import type { App } from 'electron'; export type X = App;`,
    'only-desktop-imports-electron',
  ],
  ['electron/desktop/bad13.ts', `import '../core/b.ts';`, 'desktop-knows-no-page'],
  ['electron/desktop/bad14.ts', `import '../../renderer/f.tsx';`, 'desktop-knows-no-page'],
  ['renderer/bad15.ts', `import '../electron/core/b.ts';`, 'renderer-stands-on-shared'],
  ['renderer/bad16.ts', `import 'node:path';`, 'renderer-has-no-node'],
  ['shared/bad17.ts', `import './y.ts'; export {};`, 'resolvable'],
  ['shared/bad18.ts', `import { other } from './cycle.ts'; export const bad = other;`, 'no-cycles'],
  [
    'electron/core/journal/bad19.ts',
    `import { list } from '../list/listService.ts'; export const bad = list;`,
    'electron/core/journal asks only below',
  ],
  [
    'electron/core/bulk/bad20.ts',
    `import { whole } from '../backup/folderNote.ts'; export const bad = whole;`,
    'electron/core/backup is entered by its doors',
  ],
  [
    'electron/core/list/write/bad21.ts',
    `import type { list } from '../listService.ts'; export type Bad = typeof list;`,
    'electron/core/list: rooms ask no file above them',
  ],
] as const;

let folder: string;

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** What the check objects to, each as `file: rule`. */
function cruise(): string[] {
  const config = join(root, '.dependency-cruiser.cjs');
  const args = ['--config', config, '--output-type', 'json', 'shared', 'electron', 'renderer'];
  const { stdout, stderr } = spawnSync(process.execPath, [toolPath('dependency-cruiser', 'depcruise'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const { summary } = JSON.parse(stdout) as {
    summary: { violations: { from: string; rule: { name: string } }[] };
  };
  return summary.violations.map(({ from, rule }) => `${from}: ${rule.name}`);
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'desk-layers-'));
  symlinkSync(join(root, 'node_modules'), join(folder, 'node_modules'), 'junction');
  write(healthy);
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

test('imports that follow the layers are clean', () => {
  expect(cruise()).toEqual([]);
});

test('each forbidden import is found by its rule', () => {
  for (const [path, text] of forbidden) write({ [path]: text });
  const [cyclic] = forbidden.find(([, , rule]) => rule === 'no-cycles') ?? [''];
  write({ 'shared/cycle.ts': `export { bad as other } from './${basename(cyclic)}';` });
  expect(cruise()).toEqual(expect.arrayContaining(forbidden.map(([path, , rule]) => `${path}: ${rule}`)));
});
