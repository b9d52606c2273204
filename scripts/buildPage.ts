// The page's build in out/renderer, made again only when its sources changed. All hosts and the browser tests use it.
import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { listOf } from './packaging/listPackages.ts';
import { production, root, runNode, toolPath } from './tools.ts';

const page = join(root, 'out', 'renderer');
/** Beside the page, not in it, so that no host serves it. */
const stamp = join(root, 'out', 'renderer.sources');

/** A hash over the names and contents of the files that the globs match: times do not count, but removed files do. */
export function hashSources(globs: readonly string[]): string {
  const hash = createHash('sha256');
  const files = globSync([...globs], { cwd: root })
    .filter((file) => statSync(join(root, file)).isFile())
    .toSorted();
  for (const file of files)
    hash
      .update(file)
      .update('\0')
      .update(readFileSync(join(root, file)))
      .update('\0');
  return hash.digest('hex');
}

function isCurrent(sources: string): boolean {
  const isWhole = existsSync(join(page, 'index.html')) && existsSync(listOf('renderer'));
  return isWhole && existsSync(stamp) && readFileSync(stamp, 'utf8') === sources;
}

/**
 * Builds the page if out/renderer is missing or older than its sources. The new build is made beside the old one and
 * replaces it at the end, so that a host that is serving never sees half of it.
 */
export async function ensurePageBuilt(): Promise<void> {
  const sources = hashSources([
    'renderer/**',
    'shared/**',
    'docs/{guide,screenshots}/**',
    'scripts/guidePages.ts',
    'vite.config.ts',
    'package-lock.json',
  ]);
  if (isCurrent(sources)) return;
  const fresh = join(root, 'out', `renderer.${process.pid}.new`);
  const old = join(root, 'out', `renderer.${process.pid}.old`);
  const { code, output } = await runNode(
    [toolPath('vite', 'vite'), 'build', '--outDir', fresh, '--emptyOutDir', '--logLevel', 'warn'],
    { quiet: true, env: production },
  );
  if (code !== 0) throw new Error(`The page could not be built.\n${output}`);
  mkdirSync(join(root, 'out'), { recursive: true });
  if (existsSync(page)) renameSync(page, old);
  renameSync(fresh, page);
  rmSync(old, { recursive: true, force: true });
  writeFileSync(stamp, sources);
}
