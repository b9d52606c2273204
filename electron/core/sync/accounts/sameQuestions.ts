/**
 * Whether an agent is one that was deleted and made again under its name (asked in record/targets.ts), and whether two accounts are
 * one (vendor/sameAccount.ts): answered here by a person, as a batch that can be undone. Until then, what holds for the one
 * holds for the other too (shared/domain/entry/standIns.ts).
 */
import type { SameQuestionRow } from '../../../../shared/contract/sync.ts';
import type { AccountId, TargetId } from '../../../../shared/domain/entry/scope.ts';
import { nameTarget, type NamedTarget, type TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { countOf } from '../../../../shared/words/counts.ts';
import { type Answer, needsPerson, notFound, refuse, type Refusal } from '../../answer.ts';
import { createHoldingRows } from '../../db/entries/holdingRows.ts';
import type { SameAnswer } from '../../db/sync/sameQuestionRows.ts';
import type { Events } from '../../desk/events.ts';
import type { JobControl, Jobs } from '../../desk/jobs.ts';
import { type LongBatchOptions, runLongBatch } from '../../list/batches/longBatch.ts';
import { takeBack } from '../../list/batches/takeBack.ts';
import { runBatch } from '../../list/write/batchWork.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { Clock, Ports } from '../../ports.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { removeToken, type TokenHolder } from '../vendor/accountToken.ts';
import { oweStandIn } from '../record/targets.ts';
import { forget } from './accounts.ts';
import { entriesAtOnce, moveHolds, toMoves } from './moveHolds.ts';
import { type Asked, describeSame } from './sameSentences.ts';

export type SameQuestions = {
  /** The open questions, oldest first. */
  readonly list: () => SameQuestionRow[];
  /** Answers the question as it was shown: NEEDS_PERSON where it is another one by now, and then nothing is done. */
  readonly answer: (
    asked: { readonly id: number; readonly version: number },
    answer: SameAnswer,
  ) => Promise<Answer<Answered>>;
  /** The part of an undo that concerns these questions, in the caller's transaction: how many are open, or answered, again. */
  readonly undo: (undone: number) => number;
};

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
};

const still = new AbortController().signal;

/** The questions of one desk over the sync store. */
export function createSameQuestions(parts: SameQuestionsParts): SameQuestions {
  const { store, list, events, jobs, backUp, clock, author, targets, ports, stopRuns } = parts;
  const holding = createHoldingRows(store.db);
  const publish = () => events.publish({ type: 'changed', topics: ['list', 'batches', 'conflicts', 'accounts'] });

  function listAsked(): readonly Asked[] {
    const open = store.sameQuestions.listOpen();
    const index = open.length === 0 ? new Map<TargetId, NamedTarget>() : targets();
    return open.flatMap((question) => {
      const [made, gone] = [index.get(question.target), index.get(question.other)];
      return made === undefined || gone === undefined ? [] : [{ ...question, made, gone }];
    });
  }

  /** Moves many holds as a job that can be followed and cancelled, after a backup; few at once. Null: it was stopped. */
  async function answerSame(asked: Asked): Promise<Answered | null> {
    if (countHeld(asked) <= entriesAtOnce) return await move(asked, { signal: still, progress: () => {} });
    let answered: Answered | null = null;
    const job = jobs.start(
      { kind: 'bulk', label: nameAnswer(asked, 'same'), subject: `same-${asked.id}` },
      async (control) => {
        answered = await move(asked, control, { make: backUp, before: 'change' });
        if (answered === null) control.signal.throwIfAborted();
        return { result: answered, message: `${countOf(answered?.changed ?? 0, 'number')} moved.` };
      },
    );
    await job.done;
    return answered;
  }

  async function move(
    asked: Asked,
    control: JobControl,
    backup?: LongBatchOptions['backup'],
  ): Promise<Answered | null> {
    const { id, made } = asked;
    const isAccount = made.kind === 'account';
    const disconnected = isAccount ? store.accounts.load(made.accountId) : undefined;
    const keeps = !isAccount && store.sameQuestions.countBeside(asked) > 0;
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
            if (isAccount) forget(store, made.accountId, clock.now());
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
    if (disconnected !== undefined) await disconnect(disconnected);
    return { batch, changed, warnings: [...warnings] };
  }

  async function disconnect(account: TokenHolder): Promise<void> {
    stopRuns(account.id);
    const removed = await removeToken(ports.secrets, account);
    if (!removed.ok) ports.log.warn('account.tokenLeft', { account: account.id, why: removed.message });
  }

  function answerAnother(asked: Asked): Answered {
    const { id, made, gone } = asked;
    const label = nameAnswer(asked, 'another');
    const about = { kind: 'resolve', label, author: author(), at: toInstant(clock.now()) } as const;
    const done = runBatch({ store: list, events }, about, ({ at, author: by, batchId }) => {
      oweStandIn(store, made.id, gone.id, at);
      store.sameQuestions.answer(id, { answer: 'another', at: toEpochMs(at), by, batch: batchId ?? 0 });
      return { changes: [], result: null, changesMore: true };
    });
    return { batch: done.batch, changed: done.changed, warnings: [] };
  }

  /** How many numbers hold for what would be moved. */
  function countHeld({ made, gone }: Asked): number {
    if (made.kind !== 'account') return holding.count([gone.id]);
    return holding.count(store.targets.listOf(made.accountId).map(({ id }) => id));
  }

  return {
    list: () => listAsked().map((asked) => describeSame(asked, countHeld(asked))),
    async answer({ id, version }, answer) {
      const asked = listAsked().find((one) => one.id === id);
      if (asked === undefined) return notFound('There is no open question with this id.');
      const refused = refuseAnswer(store, asked, version, answer);
      if (refused !== undefined) return refused;
      const value = answer === 'same' ? await answerSame(asked) : answerAnother(asked);
      publish();
      return value === null
        ? refuse('It was stopped before all was moved, and what was moved is as before.')
        : { ok: true, value };
    },
    undo(undone) {
      const answered = store.sameQuestions.listOfBatch(undone);
      for (const { target, other } of answered) oweStandIn(store, target, other, toInstant(clock.now()));
      store.targets.touch();
      return answered.length;
    },
  };
}

/** Why the answer cannot be taken; undefined when it can. */
function refuseAnswer(store: SyncStore, asked: Asked, version: number, answer: SameAnswer): Refusal | undefined {
  const row = describeSame(asked, 0);
  if (row.version !== version)
    return needsPerson('This question has changed since it was shown: nothing was decided. Look again.');
  if (answer === 'another') return undefined;
  const { made, gone } = asked;
  if (!row.mayBeSame)
    return needsPerson(`${nameTarget(gone)} is at the vendor again beside the new one: these are two agents.`);
  const open = made.kind === 'account' ? store.conflicts.countOpen(made.accountId) : 0;
  if (open === 0) return undefined;
  const conflicts = countOf(open, 'open conflict');
  return needsPerson(`${made.accountName} has ${conflicts}, which block until they are decided. Decide them first.`);
}

/** What was answered, as the name of its batch. */
function nameAnswer({ made, gone }: Asked, answer: SameAnswer): string {
  const [later, earlier] = [nameTarget(made), nameTarget(gone)];
  if (made.kind === 'account')
    return answer === 'same' ? `${later} is the account ${earlier}` : `${later} and ${earlier} are two accounts`;
  return answer === 'same'
    ? `${later} is the agent that was gone`
    : `${later} is another agent than the one that was gone`;
}
