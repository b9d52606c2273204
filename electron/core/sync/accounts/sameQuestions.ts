/**
 * Whether an agent is one that was deleted and made again under its name, whether an account is one that was removed (both asked in
 * record/targets.ts), and whether two accounts are one (vendor/sameAccount.ts): answered here by a person, as a batch that can be undone. Until then, what holds for the one
 * holds for the other too (shared/domain/entry/standIns.ts).
 */
import type { SameQuestionRow } from '../../../../shared/contract/sync.ts';
import type { AccountId, TargetId } from '../../../../shared/domain/entry/scope.ts';
import { planRemove } from '../../../../shared/domain/entry/entry.ts';
import { nameTarget, type NamedTarget } from '../../../../shared/domain/entry/targetText.ts';
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { type Answer, needsPerson, notFound, refuse, type Refusal } from '../../answer.ts';
import { createHoldingRows } from '../../db/entries/holdingRows.ts';
import type { SameAnswer } from '../../db/sync/sameQuestionRows.ts';
import { runBatch } from '../../list/write/batchWork.ts';
import type { EntryChange } from '../../list/write/writer.ts';
import { refuseFollowing } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { oweStandIn } from '../record/targets.ts';
import { type Answered, answerSame, nameAnswer, type SameQuestionsParts } from './answerSame.ts';
import { entriesAtOnce } from './moveHolds.ts';
import { type Asked, describeSame, isRemoved } from './sameSentences.ts';
import { sameQuestionsWords as say } from '../../../../shared/words/core/sync/accounts.ts';

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

/** The questions of one desk over the sync store. */
export function createSameQuestions(parts: SameQuestionsParts): SameQuestions {
  const { store, list, events, clock, author, targets, lead } = parts;
  /** The questions whose answer is being carried out. */
  const running = new Set<number>();
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

  const ofAccount = (account: AccountId) => store.targets.listOf(account).map(({ id }) => id);
  /** How many numbers hold for what would be moved. */
  function countHeld({ made, gone }: Asked): number {
    if (made.kind !== 'account') return holding.count([gone.id]);
    return holding.count(ofAccount(isRemoved(gone) ? gone.accountId : made.accountId));
  }

  /** What holds for one of two may be callable once they are another: whether only a lead of the shared list may say so. */
  function isForLeads({ made, gone }: Asked): boolean {
    if (list.mayWeakenAny()) return false;
    const at = toInstant(clock.now());
    const places = made.kind === 'account' ? [made, gone].flatMap(({ accountId }) => ofAccount(accountId)) : [gone.id];
    const act = { at, author: author(), batchId: null };
    for (const numbers of holding.each(places, entriesAtOnce)) {
      const changes = [...list.entries.loadMany(numbers).values()].flatMap((before): EntryChange[] => {
        const after = planRemove(before, '', act);
        return after === undefined ? [] : [{ before, after }];
      });
      if (list.mayNotWeaken(changes, at).size > 0) return true;
    }
    return false;
  }

  return {
    list: () => listAsked().map((asked) => describeSame(asked, countHeld(asked))),
    async answer({ id, version }, answer) {
      const asked = running.has(id) ? undefined : listAsked().find((one) => one.id === id);
      if (asked === undefined) return notFound(say.thereIsNoOpenQuestion);
      const refused =
        refuseFollowing(lead, asked.made.accountId) ??
        refuseAnswer(store, asked, version, answer) ??
        (answer === 'another' && isForLeads(asked)
          ? needsPerson(say.onlyALeadMayAnswer(nameTarget(asked.made)))
          : undefined);
      if (refused !== undefined) return refused;
      running.add(id);
      const answering =
        answer === 'same' ? answerSame(parts, asked, countHeld(asked)) : Promise.resolve(answerAnother(asked));
      const value = await answering.finally(() => running.delete(id));
      publish();
      return value === null ? refuse(say.itWasStoppedBefore) : { ok: true, value };
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
  if (row.version !== version) return needsPerson(say.thisQuestionHasChanged);
  if (answer === 'another') return undefined;
  const { made, gone } = asked;
  if (!row.mayBeSame) return needsPerson(say.isAtTheVendorAgain(nameTarget(gone)));
  const open = made.kind === 'account' && !isRemoved(gone) ? store.conflicts.countOpen(made.accountId) : 0;
  if (open === 0) return undefined;
  const conflicts = say.openConflicts(open);
  return needsPerson(say.hasWhichBlockUntil(made.accountName, conflicts));
}
