/**
 * The log of a host: one JSON line per event in `desk.log` of the data directory; errors go to stderr too. Everything
 * is masked first: no full phone number, token or reason is ever written.
 */
import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Logger } from 'pino';
import type { Log } from '../core/ports.ts';
import { openLogFile } from './logFile.ts';

const secretKeys = /token|secret|authorization|passphrase|password|reason|cookie|^why$|apikey|api_key/i;
const numberKeys = /^(phone|phoneNumber|phone_number|numbers?|raw)$/i;
/**
 * Seven digits count as a phone number, in a row or as people write them: with blanks, dots, strokes and brackets between. A
 * shorter text identifies nobody and stays readable. Times are written by the desk in its own form and stay too.
 */
const numberInText = /\+?[(]?\d(?:[\s().\-–/\u00a0]{0,3}\d){6,}/gu;
const instant = /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,3})?Z?/g;
/** Ways to write a digit that a person reads as one: fullwidth, Arabic, Devanagari and all others. */
const otherDigits = /(?![0-9])\p{Nd}/gu;
const deepest = 6;

/** A value as it may be written: without secrets, and numbers with only their last two digits. */
export function toLoggable(value: unknown, key = '', depth = 0): unknown {
  if (secretKeys.test(key)) return '[hidden]';
  if (numberKeys.test(key) && !Array.isArray(value)) return maskNumber(String(value));
  if (typeof value === 'string') return maskText(value);
  if (value instanceof Error) return toLoggable(value.stack ?? value.message, '', depth);
  if (typeof value !== 'object' || value === null) return typeof value === 'bigint' ? maskNumber(String(value)) : value;
  if (depth >= deepest) return '[deeper]';
  if (Array.isArray(value)) return value.slice(0, 50).map((item) => toLoggable(item, key, depth + 1));
  return Object.fromEntries(Object.entries(value).map(([name, item]) => [name, toLoggable(item, name, depth + 1)]));
}

const maskNumber = (digits: string): string => `…${digits.slice(-2)}`;

function maskText(text: string): string {
  const plain = text.replaceAll(otherDigits, '0');
  const kept = [...plain.matchAll(instant)].map(({ index, 0: { length } }) => ({ from: index, to: index + length }));
  return plain.replaceAll(numberInText, (found: string, at: number) =>
    kept.some(({ from, to }) => at >= from && at + found.length <= to) ? found : maskNumber(found),
  );
}

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
  const file = openLogFile(path);
  const streams: { level: 'info' | 'error'; stream: { write: (line: string) => void } }[] = [
    { level: 'info', stream: file },
  ];
  if (echo) streams.push({ level: 'error', stream: process.stderr });
  return { logger: pino({ base: { pid: process.pid } }, pino.multistream(streams)), close: file.close };
}
