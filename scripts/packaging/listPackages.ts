// Which packages a bundle is made of. A bundle hides them, so that nobody could say whose licence texts have to be in the
// package; this asks the bundler, which knows.
import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join, relative, sep } from 'node:path';
import type { Plugin } from 'vite';
import { root } from '../tools.ts';

/** The folder of the package that a module belongs to, relative to the project with forward slashes; undefined for our own. */
function toPackageFolder(id: string): string | undefined {
  const path = relative(root, id.replace(/^\0/, '').replace(/[?#].*$/, '')).replaceAll(sep, '/');
  return /^.*node_modules\/(?:@[^/]+\/)?[^/]+/.exec(path)?.[0];
}

/** The file that names a bundle's packages: a JSON array of folders, in order. */
export const listOf = (bundle: 'main' | 'preload' | 'renderer'): string => join(root, 'out', `${bundle}.packages.json`);

/** Writes the list of a bundle's packages at the end of its build. What the bundler dropped as unused is listed too. */
export function listPackages(bundle: Parameters<typeof listOf>[0]): Plugin {
  return {
    name: 'list-packages',
    apply: 'build',
    buildEnd(error) {
      if (error !== undefined) return;
      const folders = new Set([...this.getModuleIds()].flatMap((id) => toPackageFolder(id) ?? []));
      mkdirSync(dirname(listOf(bundle)), { recursive: true });
      writeFileSync(listOf(bundle), JSON.stringify([...folders].toSorted()));
    },
  };
}
