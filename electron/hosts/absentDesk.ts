/**
 * A data directory in which no desk was ever begun, or whose disk is not there. What only reads makes none: an empty list would call
 * everybody callable. What writes first may begin one.
 */
import { statSync } from 'node:fs';
import { loadOwner } from './ownerLock.ts';
import { absentDeskWords as say } from '../../shared/words/hosts.ts';

/** Why nothing can be asked of this directory, and how to begin there; undefined: there is a desk, or what is left of one. */
export async function refuseAbsent(dataDir: string): Promise<string | undefined> {
  const found = statSync(dataDir, { throwIfNoEntry: false });
  if (found === undefined) return say.thereIsNoDeskIn(dataDir);
  // What is no directory is told as such, and an owner that is about to begin a desk answers for it.
  if (!found.isDirectory() || loadOwner(dataDir) !== undefined) return undefined;
  // Most commands find one, and the rest of them loads this anyway.
  const { isNeverBegun } = await import('../core/backup/offerBackup.ts');
  return isNeverBegun(dataDir) ? say.thereIsNoDeskIn(dataDir) : undefined;
}
