/**
 * Where a command reads and writes: results on stdout, one sentence about a failure on stderr, an exit code
 * (README.md). A reader that goes away (`| head`) is told nothing more; the command ends with the code that it would have had.
 */
import { once } from 'node:events';
import { createReadStream } from 'node:fs';
import { text } from 'node:stream/consumers';

/**
 * Text from files, vendors and other people must not steer the terminal: control characters and marks that turn the
 * direction of writing are shown as \u…, and such a text stays on one line.
 */
const steering = /(?!\t)[\p{Cc}\u061c\u200e\u200f\u2028\u2029\u202a-\u202e\u2066-\u2069]/gu;
/** What a sentence isolates a name with (shared/words/isolated.ts); it turns nothing, and a terminal would show it as a code. */
const isolates = /[\u2068\u2069]/g;
const toPlain = (line: string): string =>
  line
    .replace(isolates, '')
    .replace(steering, (mark) => `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`);

/** 0 done, 1 failed, 2 bad usage or bad input, 3 blocked (check), 4 needs a person, 5 data directory in use. */
export type ExitCode = 0 | 1 | 2 | 3 | 4 | 5;

export type Terminal = {
  /** One line of result. */
  readonly out: (line: string) => void;
  /** One sentence about what went wrong, or a note. */
  readonly err: (line: string) => void;
  /** A line on stderr that the next one replaces; does nothing where stderr is no terminal. */
  readonly progress: (line: string) => void;
  /** Writes text as it is, and waits for a slow reader. False: nobody reads any more. */
  readonly write: (chunk: string) => Promise<boolean>;
  /** All of stdin. */
  readonly readInput: () => Promise<string>;
  /** Prints the sentence and answers the code. */
  readonly fail: <Code extends ExitCode>(code: Code, sentence: string) => Code;
  /** Whether results could not be written though there was a reader: to a full disk, say. */
  readonly isLossy: () => boolean;
};

const isWindowsApp = ({ platform, versions }: NodeJS.Process): boolean =>
  platform === 'win32' && versions['electron'] !== undefined;

/** The terminal of a process. */
export function createTerminal(process: NodeJS.Process): Terminal {
  const { stdout, stderr } = process;
  let drawn = 0;
  let isGone = false;
  let isLossy = false;
  stdout.on('error', ({ code }: NodeJS.ErrnoException) => {
    isLossy ||= !isGone && code !== 'EPIPE';
    isGone = true;
  });
  stderr.on('error', () => {});
  const clear = (): void => {
    if (drawn > 0) stderr.write(`\r${' '.repeat(drawn)}\r`);
    drawn = 0;
  };
  const err = (line: string): void => {
    clear();
    stderr.write(`${toPlain(line)}\n`);
  };
  return {
    out(line) {
      clear();
      if (!isGone) stdout.write(`${toPlain(line)}\n`);
    },
    err,
    progress(line) {
      if (!stderr.isTTY) return;
      const shown = toPlain(line).slice(0, Math.max(20, (stderr.columns ?? 80) - 1));
      clear();
      stderr.write(shown);
      drawn = shown.length;
    },
    async write(chunk) {
      // Its `error` ends the wait too, and has been noted by then.
      if (!isGone && !stdout.write(chunk)) await once(stdout, 'drain').catch(() => undefined);
      return !isGone;
    },
    // Only what is read is opened. Electron's own stdin on Windows is always at its end; the handle that the shell gave is not.
    readInput: () => text(isWindowsApp(process) ? createReadStream('', { fd: 0, autoClose: false }) : process.stdin),
    fail(code, sentence) {
      err(sentence);
      return code;
    },
    isLossy: () => isLossy,
  };
}
