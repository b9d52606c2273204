/**
 * The file of the log. It never grows beyond its limit: when it is full, it takes the place of the one before, and a new
 * one begins, also while a desk runs for months. It is its owner's alone, whatever stands there already.
 */
import { closeSync, constants, fchmodSync, fstatSync, openSync, renameSync, writeSync } from 'node:fs';

export type LogFile = {
  /** Appends a line at once: what happened just before a crash is what the log is for. Never throws. */
  readonly write: (line: string) => void;
  readonly close: () => void;
};

const largestBytes = 10 * 1024 * 1024;
/** A link that somebody left in its place is not followed. Windows has no such flag, and no such links without rights. */
const flags = constants.O_WRONLY | constants.O_APPEND | constants.O_CREAT | (constants.O_NOFOLLOW ?? 0);

/**
 * The log at `path`; the one before is at `path.1`. A full disk, or a file that may not be written, must neither end the
 * process that holds the list nor keep it from starting: then nothing is written.
 */
export function openLogFile(path: string, most = largestBytes): LogFile {
  let fd = open(path);
  let bytes = fd === undefined ? 0 : fstatSync(fd).size;

  function close(): void {
    if (fd !== undefined) closeSync(fd);
    fd = undefined;
  }

  function rotate(): void {
    close();
    try {
      renameSync(path, `${path}.1`);
    } catch {
      // It cannot be moved: writing goes on in it, and it is tried again later.
    }
    fd = open(path);
    bytes = 0;
  }

  return {
    write(line) {
      if (bytes >= most) rotate();
      if (fd === undefined) return;
      try {
        bytes += writeSync(fd, line);
      } catch {
        // The disk is full.
      }
    },
    close,
  };
}

function open(path: string): number | undefined {
  try {
    const fd = openSync(path, flags, 0o600);
    if (process.platform !== 'win32') fchmodSync(fd, 0o600);
    return fd;
  } catch {
    return undefined;
  }
}
