// The command line's own bundle (command.vite.config.ts), which the test command builds first.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { root } from '../../../scripts/tools.ts';

const bundle = join(root, 'out', 'command');
const scripts = readdirSync(bundle, { recursive: true, encoding: 'utf8' }).filter((file) => /\.[cm]?js$/.test(file));

test('is CommonJS, and as strict as the modules that it is made of', () => {
  expect(scripts).toContain('cli.cjs');
  const lax = scripts.filter(
    (file) => !file.endsWith('.cjs') || !readFileSync(join(bundle, file), 'utf8').startsWith('"use strict";'),
  );
  expect(lax).toEqual([]);
});

test('knows its schema by a note, as the app does', () => {
  const note = (folder: string) => readFileSync(join(root, 'out', folder, 'migrations', 'schema.sha256'), 'utf8');
  expect(note('command')).toBe(note('main'));
});
