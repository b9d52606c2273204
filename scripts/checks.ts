// The static checks, in one table: `npm test` runs them all; `npm run lint` and the like run one (scripts/check.ts).
import { join } from 'node:path';
import { root, runNode, toolPath } from './tools.ts';
import type { Finished } from './tools.ts';

/**
 * One tsconfig per layer, so that `node:` types do not exist in shared/ and DOM types do not exist in electron/core.
 */
const typedFolders = [
  '.',
  'shared',
  'electron/core',
  'electron/sandbox',
  'electron/hosts',
  'electron/desktop',
  'renderer',
  'test',
  'bench',
] as const;

const layeredFolders = ['shared', 'electron', 'renderer', 'bin', 'scripts', 'bench', 'test'] as const;

/** What tsc remembers of its last run, so that the next run looks only at what changed since. */
function onlyChanged(folder: string): readonly string[] {
  const name = folder === '.' ? 'root' : folder.replaceAll('/', '-');
  return ['--incremental', '--tsBuildInfoFile', join(root, 'out', 'types', `${name}.tsbuildinfo`)];
}

export interface Check {
  readonly name: string;
  /** Node command lines, run one after the other; all run even when one fails. */
  readonly commands: () => readonly (readonly string[])[];
}

export const checks = [
  { name: 'format', commands: () => [[toolPath('oxfmt', 'oxfmt'), '--check', '.']] },
  { name: 'lint', commands: () => [[toolPath('oxlint', 'oxlint'), '--deny-warnings']] },
  {
    name: 'types',
    commands: () =>
      typedFolders.map((folder) => [toolPath('typescript', 'tsc'), '--project', folder, ...onlyChanged(folder)]),
  },
  {
    name: 'layers',
    commands: () => [
      [toolPath('dependency-cruiser', 'depcruise'), '--config', '.dependency-cruiser.cjs', ...layeredFolders],
    ],
  },
  { name: 'house', commands: () => [[join(root, 'scripts', 'house.ts')]] },
  { name: 'deadcode', commands: () => [[toolPath('knip', 'knip'), '--no-progress']] },
] as const satisfies readonly Check[];

/** Runs one check; its code is 0 when all its commands ended well, its output what the failing ones printed. */
export async function runCheck(check: Check, more: readonly string[] = []): Promise<Finished> {
  const failed: Finished[] = [];
  for (const command of check.commands()) {
    const finished = await runNode([...command, ...more], { quiet: true });
    if (finished.code !== 0) failed.push(finished);
  }
  return { code: failed.length === 0 ? 0 : 1, output: failed.map(({ output }) => output.trimEnd()).join('\n') };
}
