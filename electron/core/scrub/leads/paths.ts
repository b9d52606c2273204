/** Where a scrub may write: never over the lead file, and never two files to one path. */
import { existsSync, statSync } from 'node:fs';
import { basename, extname, isAbsolute, resolve } from 'node:path';
import type { ScrubPart } from '../../../../shared/contract/scrub.ts';
import type { FileSource } from '../../files/openRows.ts';

/** Why these paths cannot be written to, in a sentence; undefined: they can. */
export function findPathProblem(source: FileSource, paths: readonly string[]): string | undefined {
  const identities = new Set<string>();
  for (const path of paths) {
    if (!isAbsolute(path)) return 'Name the files with their whole paths.';
    const found = identify(path);
    if (resolve(path) === resolve(source.path) || source.fingerprint.startsWith(`${found}:`))
      return `${path} is the lead file itself, which stays as it is: choose another name.`;
    for (const identity of [resolve(path), found ?? resolve(path)]) {
      if (identities.has(identity))
        return `${path} is named twice: the two halves and the certificate are files of their own.`;
    }
    identities.add(resolve(path));
    if (found !== undefined) identities.add(found);
    if (existsSync(path) && statSync(path).isDirectory())
      return `${path} cannot be written: it is a folder; give the name of a file.`;
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
