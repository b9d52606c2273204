/**
 * The hashes of revoked tokens, in a file beside the database: a backup from before a token was revoked would otherwise
 * bring it back to life.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';

const toPath = (dataDir: string): string => join(dataDir, 'gate', 'revoked');

/** Notes the hash of a token; it is on the disk when this returns. @throws what the file system says */
export function noteRevoked(dataDir: string, hash: Buffer): void {
  const path = toPath(dataDir);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(path, 'a', 0o600);
  try {
    writeSync(file, `${hash.toString('hex')}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}

/** The hashes of all tokens that were ever revoked here, as hex. @throws what the file system says but for "not there" */
export function loadRevoked(dataDir: string): ReadonlySet<string> {
  try {
    return new Set(readFileSync(toPath(dataDir), 'utf8').split('\n'));
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return new Set();
    throw error;
  }
}
