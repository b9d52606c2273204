/**
 * Takes commits back off the end of a SQLite WAL file: the state that a crash leaves between two commits. Format:
 * https://www.sqlite.org/fileformat2.html#walformat
 */
import { existsSync, readFileSync, truncateSync } from 'node:fs';

const headerBytes = 32;
const frameHeaderBytes = 24;

export type WalCommits = {
  /** Changes whenever SQLite starts the file over. */
  readonly salt: string;
  /** Offsets at which each commit ends, oldest first. */
  readonly ends: readonly number[];
};

/** The commits in a WAL file; none when there is no file. */
export function readCommits(path: string): WalCommits {
  if (!existsSync(path)) return { salt: '', ends: [] };
  const bytes = readFileSync(path);
  if (bytes.length < headerBytes) return { salt: '', ends: [] };
  const pageBytes = bytes.readUInt32BE(8);
  const salt = bytes.toString('hex', 16, 24);
  const ends: number[] = [];
  for (let at = headerBytes; at + frameHeaderBytes + pageBytes <= bytes.length;) {
    if (bytes.toString('hex', at + 8, at + 16) !== salt) break;
    const isCommit = bytes.readUInt32BE(at + 4) !== 0;
    at += frameHeaderBytes + pageBytes;
    if (isCommit) ends.push(at);
  }
  return { salt, ends };
}

/** Takes back up to `count` of the commits that came after `since`; answers how many it took. */
export function dropCommits(path: string, since: WalCommits, count: number): number {
  const { salt, ends } = readCommits(path);
  const kept = salt === since.salt || since.ends.length === 0 ? since.ends.length : ends.length;
  const dropped = Math.min(count, Math.max(0, ends.length - kept));
  if (dropped > 0) truncateSync(path, ends[ends.length - dropped - 1] ?? 0);
  return dropped;
}
