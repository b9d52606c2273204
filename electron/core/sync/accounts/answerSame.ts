/** The answer that an agent or an account is the same as another: its holds move, as one batch that can be undone. */
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { nameTarget, type TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { createHoldingRows } from '../../db/entries/holdingRows.ts';
import type { SameAnswer } from '../../db/sync/sameQuestionRows.ts';
import type { Events } from '../../desk/events.ts';
import type { JobControl, Jobs } from '../../desk/jobs.ts';
import { type LongBatchOptions, runLongBatch } from '../../list/batches/longBatch.ts';
import { takeBack } from '../../list/batches/takeBack.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { Clock, Ports } from '../../ports.ts';
import type { Lead } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { removeToken, type TokenHolder } from '../vendor/accountToken.ts';
import { forget } from './accounts.ts';
import { entriesAtOnce, moveHolds, toMoves } from './moveHolds.ts';
import { type Asked, isRemoved } from './sameSentences.ts';
import { answerSameWords as say } from '../../../../shared/words/core/sync/accounts.ts';

/** `warnings`: what the person has to be told besides, such as that no backup was made before. */
export type Answered = {
  readonly batch: number | null;
  readonly changed: number;
  readonly warnings: string[];
};

export type SameQuestionsParts = {
  readonly store: SyncStore;
  readonly list: ListStore;
  readonly events: Events;
  readonly jobs: Jobs;
  /** Makes a fresh backup, unless there is a recent one; answers why, if it could not be made. */
  readonly backUp: () => Promise<string | undefined>;
  readonly clock: Clock;
  readonly author: () => string;
  readonly targets: () => TargetIndex;
  readonly ports: Pick<Ports, 'secrets' | 'log'>;
  /** Called when an account is disconnected: ends its runs. */
  readonly stopRuns: (id: AccountId) => void;
  readonly lead: Pick<Lead, 'refuse'>;
};

const still = new AbortController().signal;

/**
 * Carries out that it is the same. Where many numbers (`held`) move, as a job that can be followed and cancelled, after a backup;
 * few at once. Null: it was stopped, and what was moved is as before.
 */
export async function answerSame(parts: SameQuestionsParts, asked: Asked, held: number): Promise<Answered | null> {
  const { jobs, backUp } = parts;
  if (held <= entriesAtOnce) return await move(parts, asked, { signal: still, progress: () => {} });
  let answered: Answered | null = null;
  const job = jobs.start(
    { kind: 'bulk', label: nameAnswer(asked, 'same'), subject: `same-${asked.id}` },
    async (control) => {
      answered = await move(parts, asked, control, { make: backUp, before: 'change' });
      if (answered === null) control.signal.throwIfAborted();
      return { result: answered, message: say.moved(answered?.changed ?? 0) };
    },
  );
  await job.done;
  return answered;
}

async function move(
  parts: SameQuestionsParts,
  asked: Asked,
  control: JobControl,
  backup?: LongBatchOptions['backup'],
): Promise<Answered | null> {
  const { store, list, clock, author } = parts;
  const holding = createHoldingRows(store.db);
  const { id, made, gone } = asked;
  const isLater = made.kind === 'account' && !isRemoved(gone);
  const disconnected = isLater ? store.accounts.load(made.accountId) : undefined;
  const keeps = !isLater && store.sameQuestions.countBeside(asked) > 0;
  const moves = store.inTransaction(() => toMoves(store, asked, clock.now()));
  let changed = 0;
  const { batch, warnings, state } = await runLongBatch(
    {
      author: author(),
      total: holding.count([...moves.keys()]),
      begin: ({ at, author: by }) =>
        store.inTransaction(() => {
          const label = nameAnswer(asked, 'same');
          const begun = list.batches.save({ kind: 'resolve', label, author: by, at, state: 'applying' });
          store.sameQuestions.answer(id, { answer: 'same', at: toEpochMs(at), by, batch: begun });
          return begun;
        }),
      *chunks(act) {
        for (const step of moveHolds({ store, list, holding }, { moves, keeps }, act)) {
          changed = step.done;
          yield step;
        }
      },
      finish: (begun) =>
        store.inTransaction(() => {
          list.batches.setState(begun, 'applied');
          if (isLater) forget(store, made.accountId, clock.now());
        }),
    },
    {
      clock,
      control,
      ...(backup === undefined ? {} : { backup }),
      onCancel: (begun) => takeBack({ store: list, clock }, begun),
    },
  );
  if (state === 'cancelled') {
    store.targets.touch();
    return null;
  }
  if (disconnected !== undefined) await disconnect(parts, disconnected);
  return { batch, changed, warnings: [...warnings] };
}

async function disconnect(
  { ports, stopRuns }: Pick<SameQuestionsParts, 'ports' | 'stopRuns'>,
  account: TokenHolder,
): Promise<void> {
  stopRuns(account.id);
  const removed = await removeToken(ports.secrets, account);
  if (!removed.ok) ports.log.warn('account.tokenLeft', { account: account.id, why: removed.message });
}

/** What was answered, as the name of its batch. */
export function nameAnswer({ made, gone }: Asked, answer: SameAnswer): string {
  const [later, earlier] = [nameTarget(made), nameTarget(gone)];
  if (made.kind === 'account' && isRemoved(gone))
    return answer === 'same' ? say.isTheAccountThatWas(later, earlier) : say.isAnotherAccountThan(later, earlier);
  if (made.kind === 'account')
    return answer === 'same' ? say.isTheAccount(later, earlier) : say.andAreTwoAccounts(later, earlier);
  return answer === 'same' ? say.isTheAgentThatWas(later) : say.isAnotherAgentThan(later);
}
