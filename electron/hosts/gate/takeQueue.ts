/**
 * What programs hand in waits here for the desk's thread. What came at about the same time is written in one transaction, so that several
 * wait for the disk once; between two of those everybody else has a turn: however steadily programs hand in, people are answered.
 */
import { startGateWords as say } from '../../../shared/words/core/gate.ts';
import type { GatePort, HandedIn } from '../../core/gate/gateService.ts';
import type { Log } from '../../core/ports.ts';
import { systemClock } from '../systemClock.ts';
import type { FromGate, ToGate } from './messages.ts';

type Asked = Extract<FromGate, { readonly type: 'request' }>;

/** So many go into one transaction: all others wait for it. */
export const mostAtOnce = 16;

export type TakeQueue = {
  readonly add: (asked: Asked) => void;
  /** Nobody waits for an answer any more: what was not begun is dropped. */
  readonly close: () => void;
};

/** `answer` is called for each once it is on the disk, or once it is known that it is not. */
export function createTakeQueue(
  { gate, log }: { readonly gate: Pick<GatePort, 'takeAll'>; readonly log: Log },
  answer: (message: ToGate) => void,
): TakeQueue {
  const waiting: Asked[] = [];
  let isWorking = false;

  async function work(): Promise<void> {
    isWorking = true;
    while (waiting.length > 0) {
      await systemClock.breathe();
      const some = waiting.splice(0, mostAtOnce);
      const taken = takeSafely(some);
      for (const [at, { id }] of some.entries()) answer({ type: 'taken', id, taken: taken[at] ?? failed });
    }
    isWorking = false;
  }

  /** A bug in it must not end the desk, and its senders have to hear that nothing is sure. */
  function takeSafely(some: readonly HandedIn[]): ReturnType<GatePort['takeAll']> {
    try {
      return gate.takeAll(some);
    } catch (error) {
      log.error('gate.notTaken', { error: error instanceof Error ? error.message : String(error) });
      return [];
    }
  }

  return {
    add(asked) {
      waiting.push(asked);
      if (!isWorking) void work();
    },
    close: () => void waiting.splice(0),
  };
}

const failed = { ok: false, code: 'failed', message: say.thisFailedUnexpectedly } as const;
