/**
 * What a scrub asks of the places it writes to besides what every writer asks (files/write/writeTarget.ts): never over the
 * lead file, and never two files to one path.
 */
import { statSync } from 'node:fs';
import { basename, extname, resolve } from 'node:path';
import type { ScrubPart } from '../../../../shared/contract/scrub.ts';
import { type Answer, refuse } from '../../answer.ts';
import type { FileSource } from '../../files/openRows.ts';
import { toWriteTarget, type WriteRules } from '../../files/write/writeTarget.ts';
import { pathsWords as say } from '../../../../shared/words/core/scrub.ts';

/** The real paths that are written for `paths`, besides files that the scrub has written already; or why they cannot be. */
export function toLeadTargets(
  source: FileSource,
  paths: readonly string[],
  rules: WriteRules,
  written: readonly string[] = [],
): Answer<readonly string[]> {
  // What is named is looked at before what is there: that a name is the lead file's says more than that it is taken.
  const problem = findPathProblem(source, [...written, ...paths]);
  if (problem !== undefined) return refuse(problem);
  const real: string[] = [];
  for (const path of paths) {
    const target = toWriteTarget(path, rules);
    if (!target.ok) return target;
    real.push(target.value);
  }
  const clash = findPathProblem(source, [...written, ...real]);
  return clash === undefined ? { ok: true, value: real } : refuse(clash);
}

/** Why these paths cannot be written to, in a sentence; undefined: they can. */
function findPathProblem(source: FileSource, paths: readonly string[]): string | undefined {
  const identities = new Set<string>();
  for (const path of paths) {
    const found = identify(path);
    if (resolve(path) === resolve(source.path) || source.fingerprint.startsWith(`${found}:`))
      return say.isTheLeadFileItself(path);
    for (const identity of [resolve(path), found ?? resolve(path)]) {
      if (identities.has(identity)) return say.isNamedTwiceTheTwo(path);
    }
    identities.add(resolve(path));
    if (found !== undefined) identities.add(found);
  }
  return undefined;
}

/** Device and inode, as a fingerprint begins; undefined when nothing is there. */
function identify(path: string): string | undefined {
  const stats = statSync(path, { bigint: true, throwIfNoEntry: false });
  return stats === undefined ? undefined : `${stats.dev}:${stats.ino}`;
}

const endings = {
  clean: (extension: string) => ` clean${extension}`,
  blocked: (extension: string) => ` blocked${extension}`,
  certificate: () => ' certificate.json',
  certificatePdf: () => ' certificate.pdf',
} as const satisfies Record<ScrubPart, (extension: string) => string>;

/** The name of a part of this file's scrub: `leads.csv` gives `leads clean.csv`. */
export function toPartName(name: string, part: ScrubPart): string {
  const extension = extname(name);
  return `${basename(name, extension)}${endings[part](extension)}`;
}

/** `leads.csv` gives `leads.xlsx`. */
export function toWorkbookName(name: string): string {
  return `${basename(name, extname(name))}.xlsx`;
}
