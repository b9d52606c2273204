// The guard of the layers is guarded: each forbidden import, made in a small tree of its own, is found by the rule that
// forbids it, and the same tree without it is clean.
import { mkdirSync, mkdtempSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { spawnSync } from 'node:child_process';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { root, toolPath } from '../../scripts/tools.ts';

const healthy: Readonly<Record<string, string>> = {
  'package.json':
    '{ "type": "module", "dependencies": { "zod": "*" }, "devDependencies": { "electron": "*", "react": "*" } }',
  'shared/a.ts': `import { z } from 'zod'; export type A = z.infer<typeof s>; const s = z.string();`,
  'electron/core/b.ts': `import { readFileSync } from 'node:fs'; import type { A } from '../../shared/a.ts'; export const b = (x: A) => readFileSync(x);`,
  'electron/core/vendors/registry.ts': `import { one } from './one/adapter.ts'; export const all = [one];`,
  'electron/core/vendors/one/adapter.ts': `export const one = 1;`,
  'electron/core/vendors/two/adapter.ts': `export const two = 2;`,
  'electron/sandbox/c.ts': `import type { A } from '../../shared/a.ts'; export const c = (x: A) => x;`,
  'electron/hosts/d.ts': `import { b } from '../core/b.ts'; import { c } from '../sandbox/c.ts'; export const d = [b, c];`,
  'electron/desktop/e.ts': `import { app } from 'electron'; import { d } from '../hosts/d.ts'; export const e = [app, d];`,
  'renderer/f.tsx': `import { useState } from 'react'; import type { A } from '../shared/a.ts'; export const f = (a: A) => useState(a);`,
};

/** What is written into which file, and the rule that must object. */
const forbidden = [
  ['shared/x.ts', `import 'node:fs';`, 'shared-is-pure'],
  [
    'shared/x.ts',
    `import type { b } from '../electron/core/b.ts'; export type X = typeof b;`,
    'shared-imports-no-layer',
  ],
  ['shared/x.ts', `import 'react';`, 'shared-imports-no-layer'],
  ['electron/core/x.ts', `import '../hosts/d.ts';`, 'core-stands-on-shared'],
  ['electron/core/x.ts', `import '../sandbox/c.ts';`, 'core-stands-on-shared'],
  ['electron/core/x.ts', `import 'electron';`, 'only-desktop-imports-electron'],
  ['electron/core/x.ts', `import 'react';`, 'packaged-code-needs-dependencies'],
  ['electron/core/x.ts', `await import('./vendors/one/adapter.ts');`, 'vendors-behind-the-registry'],
  ['electron/core/vendors/one/x.ts', `import '../two/adapter.ts';`, 'vendors-know-not-each-other'],
  ['electron/sandbox/x.ts', `import '../core/b.ts';`, 'sandbox-stands-alone'],
  ['electron/hosts/x.ts', `import '../desktop/e.ts';`, 'hosts-know-no-window'],
  ['electron/hosts/x.ts', `import type { App } from 'electron'; export type X = App;`, 'only-desktop-imports-electron'],
  ['electron/desktop/x.ts', `import '../core/b.ts';`, 'desktop-knows-no-page'],
  ['electron/desktop/x.ts', `import '../../renderer/f.tsx';`, 'desktop-knows-no-page'],
  ['renderer/x.ts', `import '../electron/core/b.ts';`, 'renderer-stands-on-shared'],
  ['renderer/x.ts', `import 'node:path';`, 'renderer-has-no-node'],
  ['shared/x.ts', `import './y.ts'; export {};`, 'resolvable'],
  ['shared/x.ts', `import { x } from './x2.ts'; export const y = x;`, 'no-cycles'],
] as const;

let folder: string;

function write(files: Readonly<Record<string, string>>): void {
  for (const [path, text] of Object.entries(files)) {
    mkdirSync(dirname(join(folder, path)), { recursive: true });
    writeFileSync(join(folder, path), text);
  }
}

/** The names of the rules that object to the tree. */
function cruise(): string[] {
  const args = [
    '--config',
    join(root, '.dependency-cruiser.cjs'),
    '--output-type',
    'json',
    'shared',
    'electron',
    'renderer',
  ];
  const { stdout, stderr } = spawnSync(process.execPath, [toolPath('dependency-cruiser', 'depcruise'), ...args], {
    cwd: folder,
    encoding: 'utf8',
  });
  expect(stderr).toBe('');
  const { summary } = JSON.parse(stdout) as { summary: { violations: { rule: { name: string } }[] } };
  return [...new Set(summary.violations.map(({ rule }) => rule.name))];
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

test.each(forbidden)('%s with %s breaks %s', (path, text, rule) => {
  write({ [path]: text, ...(rule === 'no-cycles' ? { 'shared/x2.ts': `export { y as x } from './x.ts';` } : {}) });
  expect(cruise()).toContain(rule);
});
