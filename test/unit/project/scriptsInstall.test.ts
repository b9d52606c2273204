// When the scripts install packages, and which Node they hand over to: what makes `npm start` work on a fresh clone.
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { isInstalled } from '../../../scripts/ensureInstalled.mjs';
import { findNode } from '../../../scripts/findNode.mjs';
import { runsTypeScript } from '../../../scripts/runsTypeScript.mjs';

let root: string;
beforeEach(() => (root = mkdtempSync(join(tmpdir(), 'desk-install-'))));
afterEach(() => rmSync(root, { recursive: true, force: true }));

type Packages = Record<string, { readonly version: string; readonly optional?: boolean }>;
const wanted = { '': { version: '0.1.0' }, 'node_modules/a': { version: '1.0.0' } } satisfies Packages;

function lock(packages: Packages): void {
  writeFileSync(join(root, 'package-lock.json'), JSON.stringify({ packages }));
}
function installed(packages: Packages): void {
  mkdirSync(join(root, 'node_modules'), { recursive: true });
  writeFileSync(join(root, 'node_modules', '.package-lock.json'), JSON.stringify({ packages }));
}

test('a fresh clone is not installed', () => {
  lock(wanted);
  expect(isInstalled(root)).toBe(false);
});

test('an install that was broken off is none', () => {
  lock(wanted);
  mkdirSync(join(root, 'node_modules', 'a'), { recursive: true });
  expect(isInstalled(root)).toBe(false);
});

test('what the lock file asks for is enough', () => {
  lock(wanted);
  installed({ 'node_modules/a': { version: '1.0.0' } });
  expect(isInstalled(root)).toBe(true);
});

test('another version, or a package more, asks for an install', () => {
  installed({ 'node_modules/a': { version: '1.0.0' } });
  lock({ 'node_modules/a': { version: '1.0.1' } });
  expect(isInstalled(root)).toBe(false);
  lock({ ...wanted, 'node_modules/b': { version: '1.0.0' } });
  expect(isInstalled(root)).toBe(false);
});

test("another system's optional package may be absent, but not stale", () => {
  lock({ ...wanted, 'node_modules/win': { version: '2.0.0', optional: true } });
  installed({ 'node_modules/a': { version: '1.0.0' } });
  expect(isInstalled(root)).toBe(true);
  installed({ 'node_modules/a': { version: '1.0.0' }, 'node_modules/win': { version: '1.0.0' } });
  expect(isInstalled(root)).toBe(false);
});

test.each([
  ['20.20.2', false],
  ['22.17.1', false],
  ['22.18.0', true],
  ['23.5.0', false],
  ['23.6.0', true],
  ['24.21.0', true],
  ['26.0.0', true],
])('Node %s runs TypeScript: %s', (version, expected) => {
  expect(runsTypeScript(version)).toBe(expected);
});

test('without a Node of its own, the project runs on this one', () => {
  writeFileSync(join(root, 'package.json'), '{}');
  expect(findNode(root)).toEqual({ path: process.execPath });
});
