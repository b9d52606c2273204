/**
 * What all scenarios of one process share: the sandbox's server and a way to it. Each scenario empties the sandbox and
 * brings its own clock and dice, so that nothing of one reaches the next.
 */
import { mkdtempSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Agent } from 'undici';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import type { LoggedRequest } from '../../electron/sandbox/requestLog.ts';

export type ArenaHooks = {
  readonly now: () => number;
  readonly random: () => number;
  readonly later: (run: () => void, ms: number) => void;
  readonly log: (line: LoggedRequest) => void;
};

export type Arena = {
  readonly sandbox: Sandbox;
  readonly agent: Agent;
  /** Data directories go in here: in memory where the system offers it. Durability is asserted elsewhere. */
  readonly dir: string;
  readonly use: (hooks: ArenaHooks) => void;
  readonly close: () => Promise<void>;
};

const idle: ArenaHooks = { now: () => 0, random: () => 0, later: () => {}, log: () => {} };

export async function openArena(): Promise<Arena> {
  let hooks = idle;
  const sandbox = await createSandbox({
    clock: () => hooks.now(),
    random: () => hooks.random(),
    later: (run, ms) => hooks.later(run, ms),
    log: (line) => hooks.log(line),
    logLimit: 100_000,
  });
  const agent = new Agent({ keepAliveTimeout: 60_000 });
  const memory = '/dev/shm';
  const isThere = statSync(memory, { throwIfNoEntry: false })?.isDirectory() === true;
  const dir = mkdtempSync(join(isThere ? memory : tmpdir(), 'dnc-desk-model-'));
  return {
    sandbox,
    agent,
    dir,
    use(next) {
      sandbox.control.reset();
      hooks = next;
    },
    async close() {
      await agent.destroy();
      await sandbox.close();
      rmSync(dir, { recursive: true, force: true });
    },
  };
}
