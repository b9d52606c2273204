// What the tests of sync share: for each test a fresh sandbox and a fresh desk, on one clock that moves only when
// something sleeps.
import { afterEach, beforeEach } from 'vitest';
import type { Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { createTestClock, type TestClock } from './desk.ts';
import { openSyncDesk, startSandbox, type SyncDesk } from './syncDesk.ts';

export type SyncStage = {
  readonly clock: TestClock;
  readonly sandbox: Sandbox;
  readonly desk: SyncDesk;
  /** Opens the desk's directory again, after it was closed or left as a crash leaves it. */
  readonly reopen: () => void;
};

/** Sets the stage before each test of the file, and clears it after. */
export function useSyncStage(): SyncStage {
  let now: { readonly clock: TestClock; readonly sandbox: Sandbox; desk: SyncDesk } | undefined;
  const set = () => {
    if (now === undefined) throw new Error('The stage is set inside of tests only');
    return now;
  };
  beforeEach(async () => {
    const clock = createTestClock();
    const sandbox = await startSandbox(clock);
    now = { clock, sandbox, desk: openSyncDesk({ sandbox, clock }) };
  });
  afterEach(async () => {
    await set().desk.close();
    await set().sandbox.close();
  });
  return {
    get clock() {
      return set().clock;
    },
    get sandbox() {
      return set().sandbox;
    },
    get desk() {
      return set().desk;
    },
    reopen() {
      const { clock, sandbox, desk } = set();
      set().desk = openSyncDesk({ sandbox, clock, dir: desk.dir, secrets: desk.secrets });
    },
  };
}
