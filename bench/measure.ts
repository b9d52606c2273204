/** Measures processes: wall time, processor time (user and system, all threads) and the most memory that they used. */
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export type Spent = { readonly ms: number; readonly cpuMs: number };

/**
 * Runs a program to its end. The shell's `times` tells what its children used, which Node does not.
 * @throws when the program fails
 */
export function timeCommand(command: string, args: readonly string[], input = ''): Spent {
  const started = performance.now();
  const said = execFileSync('/bin/sh', ['-c', '"$@" >&2 && times', 'sh', command, ...args], {
    input,
    encoding: 'utf8',
    stdio: ['pipe', 'pipe', 'ignore'],
  });
  const ms = performance.now() - started;
  const [, children = ''] = said.trim().split('\n');
  const seconds = [...children.matchAll(/(\d+)m([\d.]+)s/g)].map(
    ([, minutes, rest]) => Number(minutes) * 60 + Number(rest),
  );
  return { ms, cpuMs: seconds.reduce((sum, value) => sum + value, 0) * 1000 };
}

/** What a child reported about itself; `figures` are its own. */
export type ChildSpent = Spent & {
  readonly rssMb: number;
  /** Processor time of the main thread only: this is what the rest of the desk waits for. */
  readonly mainMs: number;
  readonly figures: Readonly<Record<string, number>>;
};

/** Runs a script of this directory in a process of its own, and answers what it reported through `startMeasure`. */
export function runChild(script: `${string}Child.ts`, args: readonly string[]): ChildSpent {
  const said = execFileSync(process.execPath, [join(import.meta.dirname, script), ...args], {
    encoding: 'utf8',
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  return JSON.parse(said.trim().split('\n').at(-1) ?? '') as ChildSpent;
}

/**
 * The most memory that this process used, in MB. The system counts that of the process which started it too, as it was then; on Linux its
 * own high water mark is told apart.
 */
function peakMb(): number {
  const own = existsSync(statusFile) ? /^VmHWM:\s+(\d+) kB$/m.exec(readFileSync(statusFile, 'latin1'))?.[1] : undefined;
  return (own === undefined ? process.resourceUsage().maxRSS : Number(own)) / 1024;
}

const statusFile = '/proc/self/status';

/**
 * Called in a child before the work. Answers a function that, after the work, reports the time since and the peak of
 * memory.
 */
export function startMeasure(): (figures: Readonly<Record<string, number>>) => void {
  const started = performance.now();
  const used = process.cpuUsage();
  const usedHere = process.threadCpuUsage();
  return (figures) => {
    const ms = performance.now() - started;
    const { user, system } = process.cpuUsage(used);
    const here = process.threadCpuUsage(usedHere);
    const mainMs = (here.user + here.system) / 1000;
    const rssMb = peakMb();
    console.log(JSON.stringify({ ms, cpuMs: (user + system) / 1000, mainMs, rssMb, figures } satisfies ChildSpent));
  };
}

/** The value below which the share `part` of the values lies; `values` need not be sorted. */
export function percentile(values: readonly number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

/** "1.23 s", "45 ms". */
export function toTime(ms: number): string {
  return ms >= 1000 ? `${(ms / 1000).toFixed(2)} s` : `${ms >= 10 ? Math.round(ms) : ms.toFixed(2)} ms`;
}
