// Commands start from the bundle only while it is of the sources as they are.
import { cpSync, mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, it } from 'vitest';
import { describeState, findBuilt, noteOf } from '../../../scripts/builtCommand.mjs';

const script = 'electron/hosts/cli.ts';
const source = 'electron/core/answer.ts';
let root: string;

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), 'dnc-built-'));
  for (const folder of ['electron/core', 'electron/hosts', 'shared', 'out/command', 'node_modules'])
    mkdirSync(join(root, folder), { recursive: true });
  for (const file of [script, source, 'shared/words.ts', 'package.json', 'package-lock.json', 'out/command/cli.cjs'])
    writeFileSync(join(root, file), 'as it was');
  writeFileSync(noteOf(root), describeState(root));
});
afterEach(() => rmSync(root, { recursive: true }));

it('is found for the command line, and for no other script', () => {
  expect(findBuilt(root, script)).toBe('out/command/cli.cjs');
  expect(findBuilt(root, 'scripts/build.ts')).toBeUndefined();
});

it.each<[string, () => void]>([
  ['a source has another size', () => writeFileSync(join(root, source), 'changed')],
  ['a source has another time', () => utimesSync(join(root, source), 1, 1)],
  ['a source is new', () => writeFileSync(join(root, 'shared', 'more.ts'), '')],
  ['a source is gone', () => rmSync(join(root, source))],
  ['packages are to be installed', () => writeFileSync(join(root, 'package-lock.json'), 'others')],
  ['the bundle is another', () => writeFileSync(join(root, 'out/command/cli.cjs'), 'another one')],
  ['the bundle is gone', () => rmSync(join(root, 'out/command/cli.cjs'))],
  ['nothing is noted', () => rmSync(noteOf(root))],
])('is not used where %s', (_, change) => {
  change();
  expect(findBuilt(root, script)).toBeUndefined();
});

it('is not used in a copy of the project elsewhere', () => {
  const copy = `${root}-copy`;
  try {
    cpSync(root, copy, { recursive: true, preserveTimestamps: true });
    expect(findBuilt(copy, script)).toBeUndefined();
  } finally {
    rmSync(copy, { recursive: true });
  }
});
