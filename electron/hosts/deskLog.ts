/**
 * The log of a host: one JSON line per event in `desk.log` of the data directory; errors go to stderr too. Everything
 * is masked first: no full phone number, token or reason is ever written.
 */
import { renameSync, rmSync, statSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Log } from '../core/ports.ts';

const secretKeys = /token|secret|authorization|passphrase|password|reason|cookie|^why$|apikey|api_key/i;
const numberKeys = /^(phone|phoneNumber|phone_number|numbers?|raw)$/i;
/** Seven digits in a row count as a phone number; a shorter text identifies nobody and stays readable. */
const numberInText = /\+?\d{7,15}(?!\d)/g;
const deepest = 6;
const largestBytes = 10 * 1024 * 1024;

/** A value as it may be written: without secrets, and numbers with only their last two digits. */
export function toLoggable(value: unknown, key = '', depth = 0): unknown {
  if (secretKeys.test(key)) return '[hidden]';
  if (numberKeys.test(key) && !Array.isArray(value)) return maskNumber(String(value));
  if (typeof value === 'string') return value.replaceAll(numberInText, maskNumber);
  if (value instanceof Error) return toLoggable(value.stack ?? value.message, '', depth);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? maskNumber(String(value)) : value;
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => toLoggable(item, key, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toLoggable(item, name, depth + 1)]));
}

const maskNumber = (digits: string): string => `…${digits.slice(-2)}`;

/**
 * Opens the log at its first line, so that a command that logs nothing does not pay for it. `echo`: errors go to stderr
 * too.
 */
export function createDeskLog(dataDir: string, echo: boolean): Log & { readonly close: () => void } {
  let opened: { logger: Logger; close: () => void } | undefined;
  const open = (): Logger => {
    opened ??= openPino(join(dataDir, 'desk.log'), echo);
    return opened.logger;
  };
  const masked = (data: Readonly<Record<string, unknown>> | undefined): object => toLoggable(data ?? {}) as object;
  return {
    info: (event, data) => open().info(masked(data), event),
    warn: (event, data) => open().warn(masked(data), event),
    error: (event, data) => open().error(masked(data), event),
    close: () => opened?.close(),
  };
}

function openPino(path: string, echo: boolean): { logger: Logger; close: () => void } {
  // Loaded here, not above: most runs of the command line never log.
  const { pino } = createRequire(import.meta.url)('pino') as typeof import('pino');
  rotate(path);
  const file = openFile(pino, path);
  const streams: { level: 'info' | 'error'; stream: { write: (line: string) => void } }[] = [];
  if (file !== undefined) streams.push({ level: 'info', stream: file });
  if (echo) streams.push({ level: 'error', stream: process.stderr });
  return { logger: pino({ base: { pid: process.pid } }, pino.multistream(streams)), close: () => file?.end() };
}

/**
 * A full disk, or a log that may not be written, must neither end the process that holds the list nor keep it from
 * starting.
 */
function openFile({ destination }: typeof import('pino'), path: string) {
  try {
    // Written at once: what happened just before a crash is what the log is for.
    const file = destination({ dest: path, sync: true, mode: 0o600 });
    file.on('error', () => {});
    return file;
  } catch {
    return undefined;
  }
}

/** Keeps the last full log beside the current one. */
function rotate(path: string): void {
  try {
    if (statSync(path).size < largestBytes) return;
    rmSync(`${path}.1`, { force: true });
    renameSync(path, `${path}.1`);
  } catch {
    // No log yet, or one that cannot be moved: writing goes on in it.
  }
}
