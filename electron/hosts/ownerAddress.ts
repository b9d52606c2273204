/**
 * Where the owner of a data directory listens for the command line, and the addresses of that conversation outside the
 * contract.
 */
import { createHash } from 'node:crypto';
import { lstatSync } from 'node:fs';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';

/** `directory`: has to be made, for this person alone, before listening there; undefined where none is needed. */
export type OwnerAddress = { readonly path: string; readonly directory: string | undefined };

/**
 * What a command comes for, each a WebSocket: the contract; or, of a web host, one message with a fresh link to its page,
 * or with the file that opens it in a browser (empty where the owner has no page).
 */
export const ownerPaths = { rpc: '/rpc', link: '/link', doorFile: '/door-file' } as const;

/** Each side has this long to prove itself, and at most so many callers are waited for at once. */
export const proofLimits = { patienceMs: 5_000, mostWaiting: 64 } as const;

/** Larger than any message of the contract: the text of a paste is the largest. */
export const largestMessageBytes = 64 * 1024 * 1024;

/**
 * The socket of a data directory (its real path). It is inside the directory, or, because a socket's path may have no
 * more than about 104 bytes, in a private directory of this person. On Windows it is a named pipe.
 */
export function toOwnerAddress(dataDir: string, platform: NodeJS.Platform = process.platform): OwnerAddress {
  const name = createHash('sha256').update(dataDir).digest('hex').slice(0, 24);
  if (platform === 'win32') return { path: `\\\\.\\pipe\\dnc-desk-${name}`, directory: undefined };
  const inside = join(dataDir, 'owner.sock');
  if (Buffer.byteLength(inside) <= 100) return { path: inside, directory: undefined };
  const runtime = process.env['XDG_RUNTIME_DIR'] ?? tmpdir();
  const base = Buffer.byteLength(runtime) <= 40 ? runtime : '/tmp';
  const directory = join(base, `dnc-desk-${userInfo().uid}`);
  return { path: join(directory, `${name}.sock`), directory };
}

/**
 * Whose the folder of a socket is. In a shared folder, such as that for temporary files, another user may have made it
 * first, to listen there in our place. `ours` where the socket needs no folder of its own.
 */
export function ownerOfFolder({ directory }: OwnerAddress): 'ours' | 'foreign' | 'missing' {
  if (directory === undefined) return 'ours';
  const found = lstatSync(directory, { throwIfNoEntry: false });
  if (found === undefined) return 'missing';
  return found.isDirectory() && found.uid === process.getuid?.() && (found.mode & 0o077) === 0 ? 'ours' : 'foreign';
}
