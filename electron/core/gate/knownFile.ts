/**
 * What this data directory knows of the gate outside of its database: the tokens that were made or confirmed here, and where it listens.
 * A restored backup may be of another desk, or changed: what it brings and this file does not know opens nothing before a person says so.
 */
import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, writeSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import type { GateSettings } from '../../../shared/contract/gateSettings.ts';

const place = z.object({
  address: z.string(),
  port: z.number(),
  certificate: z.string().nullable(),
  key: z.string().nullable(),
});
const stored = z.object({ tokens: z.array(z.string()), listens: place.nullable() });

export type KnownGate = {
  /** SHA-256 of each token, as hex. */
  readonly tokens: ReadonlySet<string>;
  /** Null: nothing listens. */
  readonly listens: z.output<typeof place> | null;
};

const nothing: KnownGate = { tokens: new Set(), listens: null };

const toPath = (dataDir: string): string => join(dataDir, 'gate', 'known');

/** Where settings have the gate listen; null: nowhere. */
export function toListens({ listen, address, port, certificate, key }: GateSettings): KnownGate['listens'] {
  return listen ? { address, port, certificate, key } : null;
}

/** Whether both are the same place. */
export const isSameListens = (a: KnownGate['listens'], b: KnownGate['listens']): boolean =>
  JSON.stringify(a) === JSON.stringify(b);

/** What is known; nothing, where the file cannot be read. */
export function loadKnown(dataDir: string): KnownGate {
  try {
    const { tokens, listens } = stored.parse(JSON.parse(readFileSync(toPath(dataDir), 'utf8')));
    return { tokens: new Set(tokens), listens };
  } catch {
    return nothing;
  }
}

/**
 * Adds tokens, and notes where it listens; it is on the disk when this returns. Nothing is written where all that is known already.
 * @throws what the file system says
 */
export function noteKnown(dataDir: string, { tokens, listens }: KnownGate): void {
  const before = loadKnown(dataDir);
  const all = new Set([...before.tokens, ...tokens]);
  if (all.size === before.tokens.size && isSameListens(before.listens, listens)) return;
  const path = toPath(dataDir);
  mkdirSync(dirname(path), { recursive: true, mode: 0o700 });
  const file = openSync(`${path}.new`, 'w', 0o600);
  try {
    writeSync(file, JSON.stringify({ tokens: [...all], listens } satisfies z.output<typeof stored>));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  renameSync(`${path}.new`, path);
}
