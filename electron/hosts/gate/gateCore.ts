/**
 * A processor for the gate's thread. While programs ask steadily, all other threads of the desk keep to the processors but one, so
 * that an import does not keep a dialer waiting: Linux lets what computes have its turn of some milliseconds first, several times
 * in a question. Only Linux has such a setting, and a process may take it back without any rights.
 */
import { execFile } from 'node:child_process';
import { readFileSync, readlinkSync } from 'node:fs';
import { basename } from 'node:path';
import { promisify } from 'node:util';
import type { Log } from '../../core/ports.ts';

const run = promisify(execFile);

/** So often it is tried: threads that end meanwhile are in the way. */
const givingBacks = 3;

export type GateCore = {
  /**
   * Keeps one processor free for a thread of this process, named as the system names it; undefined gives it back. Resolves when
   * that is done. Where it cannot be done the log says why, and all threads get all processors back; where not even that can be done,
   * it is not tried again.
   */
  readonly keepFor: (thread: string | undefined) => Promise<void>;
};

/** `pin` says on which processors threads may run: one thread, or all of the process where none is named. */
export function createGateCore(log: Log, { cores = findCores(), pin = pinWithTaskset } = {}): GateCore {
  const others = cores.slice(0, -1);
  let kept: string | undefined;
  let isPossible = others.length > 0;
  let last = Promise.resolve();

  async function change(thread: string | undefined): Promise<void> {
    if (!isPossible || thread === kept) return;
    kept = thread;
    try {
      await pin(thread === undefined ? cores : others);
      if (thread !== undefined) await pin(cores, thread);
    } catch (error) {
      // A thread may have ended meanwhile. What was begun must not last.
      kept = undefined;
      isPossible = await giveBack(givingBacks);
      log.info('gate.noCoreKept', { error: error instanceof Error ? error.message : String(error) });
    }
  }

  /** Answers whether all threads have all processors again. */
  async function giveBack(times: number): Promise<boolean> {
    try {
      await pin(cores);
      return true;
    } catch {
      return times > 1 && giveBack(times - 1);
    }
  }

  return { keepFor: (thread) => (last = last.then(() => change(thread))) };
}

/** The name that the system has for the thread that calls it; undefined where it says none. */
export function findThread(): string | undefined {
  try {
    return basename(readlinkSync('/proc/thread-self'));
  } catch {
    return undefined;
  }
}

/** The processors on which this process may run, in order; none where the system does not say. */
function findCores(): readonly number[] {
  try {
    return parseCores(/^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1] ?? '');
  } catch {
    return [];
  }
}

/** Reads a list of processors as Linux writes it: "0-2,5". What is no such list names none. */
export function parseCores(list: string): readonly number[] {
  if (!/^\d+(-\d+)?(,\d+(-\d+)?)*$/.test(list)) return [];
  return list.split(',').flatMap((part) => {
    const [from = 0, to = from] = part.split('-').map(Number);
    return Array.from({ length: Math.max(0, to - from + 1) }, (_, at) => from + at);
  });
}

/** Of the settings of this process the program needs none; one of them is a passphrase. */
async function pinWithTaskset(cores: readonly number[], thread?: string): Promise<void> {
  const { PATH } = process.env;
  const whom = thread === undefined ? ['-a', '-p'] : ['-p'];
  await run('taskset', [...whom, '-c', cores.join(','), thread ?? String(process.pid)], {
    env: PATH === undefined ? {} : { PATH },
  });
}
