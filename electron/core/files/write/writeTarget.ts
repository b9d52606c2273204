/**
 * Where a file may be written that a person names: a copy of the list, a half of a lead file, a backup. Every writer of
 * such a file asks here. Links are followed to their end first, so that no name leads into the data directory, where a file
 * would take the place of the list, its log or its lock; and what is there already is replaced only where a person said so.
 */
import { lstatSync, realpathSync, statSync } from 'node:fs';
import { basename, dirname, isAbsolute, join, relative, sep } from 'node:path';
import { type Answer, refuse } from '../../answer.ts';
import { toWriteSentence } from './writeProblem.ts';
import { writeTargetWords as say } from '../../../../shared/words/core/files.ts';

export type WriteRules = {
  /** The data directory; none of its files is written over, and none is added. */
  readonly dataDir: string;
  /** A person said that a file that is there may be replaced. */
  readonly replace: boolean;
};

/**
 * The real path that is written for `path`, or why nothing may be written there. Nothing is made or changed; a folder
 * that is not there is the writer's to report.
 */
export function toWriteTarget(path: string, { dataDir, replace }: WriteRules): Answer<string> {
  if (!isAbsolute(path)) return refuse(say.nameTheFileWithIts);
  let real: string;
  try {
    real = toRealPath(path);
  } catch (error) {
    return refuse(toWriteSentence(path, error instanceof Error && 'code' in error ? String(error.code) : 'unknown'));
  }
  if (isInside(real, realpathSync(dataDir))) return refuse(say.liesInTheDataFolder(path));
  const found = statSync(real, { throwIfNoEntry: false });
  if (found === undefined) return { ok: true, value: real };
  if (found.isDirectory()) return refuse(toWriteSentence(path, 'EISDIR'));
  if (!found.isFile()) return refuse(say.isNoOrdinaryFile(path));
  if (!replace) return refuse(say.isThereAlreadyChoose(path));
  return { ok: true, value: real };
}

/** The path with all links resolved, as far as it exists. @throws the system's error, also for a link that leads nowhere */
function toRealPath(path: string): string {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) return realpathSync.native(path);
  const parent = dirname(path);
  return parent === path ? path : join(toRealPath(parent), basename(path));
}

function isInside(path: string, folder: string): boolean {
  const way = relative(folder, path);
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`) && !isAbsolute(way));
}
