/** The question whether two targets are one, in plain words: what happened, what holds meanwhile, what each answer does. Pure. */
import type { SameQuestionRow } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { NamedTarget } from '../../../../shared/domain/entry/targetText.ts';
import type { SameQuestion } from '../../db/sync/sameQuestionRows.ts';
import { sameSentencesWords as say } from '../../../../shared/words/core/sync/accounts.ts';

/** A question with both sides named. */
export type Asked = SameQuestion & { readonly made: NamedTarget; readonly gone: NamedTarget };

/** Whether the other account is not connected any more: then this one may be it, connected again. */
export function isRemoved(gone: NamedTarget): boolean {
  return gone.kind === 'account' && gone.state === 'retired';
}

/** The question as it is shown. `held`: how many numbers have a hold that would be moved. */
export function describeSame(asked: Asked, held: number): SameQuestionRow {
  const { id, askedAt, made, gone } = asked;
  const { accountId: account, accountName, kind, name } = made;
  return {
    id,
    account,
    accountName,
    target: made.id,
    other: gone.id,
    askedAt: toInstant(askedAt),
    held,
    ...(kind === 'account'
      ? { kind, targetName: accountName, ...(isRemoved(gone) ? describeConnectedAgain : describeAccount)(asked, held) }
      : { kind: 'agent' as const, targetName: `${accountName} / ${name}`, ...describeAgain(asked, held) }),
  };
}

type Words = Pick<SameQuestionRow, 'version' | 'mayBeSame' | 'sentence' | 'meanwhile' | 'effects'>;

/** An agent that may have been made again; `held`: how many numbers have a hold for the one that is gone. */
function describeAgain({ made, gone }: Asked, held: number): Words {
  const { accountName } = made;
  const isBack = gone.state === 'active';
  const numbers = held === 1 ? say.theNumberThatIs : say.theThatAre(held);
  const is = held === 1 ? 'is' : 'are';
  const what = say.noLongerHasTheAgent(accountName, gone.name, gone.remoteId ?? '', made.remoteId ?? '');
  const question = isBack ? say.theOneThatWasGone : say.isItTheSameAgent;
  return {
    version: isBack ? 2 : 1,
    mayBeSame: !isBack,
    sentence: `${what} ${question}`,
    meanwhile: held === 0 ? say.noNumberIsBlocked : say.untilYouAnswerBlocked(numbers, is, accountName),
    effects: {
      same: [
        held === 0 ? say.whatMayStillName : say.hereBlockedForThe(numbers, is),
        say.isToldNothingElse(accountName),
      ],
      another: [held === 0 ? say.nothingChangesAt : say.theNewAgentMayCall(numbers, accountName), say.whatIsBlockedFor],
    },
  };
}

const evidence = {
  name: say.theyHaveOneName,
  agents: say.theyHaveTheSameAgents,
  records: say.theirListsHaveThe,
  token: say.theyHaveTheSameToken,
} as const satisfies Record<SameQuestion['foundBy'], string>;

/** Two accounts that may be one; `held`: how many numbers have a hold for the later one. */
function describeAccount({ made, gone, foundBy }: Asked, held: number): Words {
  const [later, earlier] = [made.accountName, gone.accountName];
  const numbers = say.numbers(held);
  return {
    version: 1,
    mayBeSame: true,
    sentence: say.seemsToBeTheSame(later, earlier, evidence[foundBy]),
    meanwhile: say.untilYouAnswerNothing(later, earlier),
    effects: {
      same: [
        held === 0 ? say.noNumberIsBlockedFor(later) : say.hereTheThatBlocked(numbers, held, later, earlier),
        say.isDisconnectedAnd(later, earlier),
      ],
      another: [say.isReadAndToldWhat(later, earlier), say.whatWasToldOnlyBecause(earlier, later)],
    },
  };
}

/** An account that may have been connected before; `held`: how many numbers have a hold for what was removed. */
function describeConnectedAgain({ made, gone, foundBy }: Asked, held: number): Words {
  const [now, before] = [made.accountName, gone.accountName];
  const isOneName = now.toLowerCase() === before.toLowerCase();
  const why = foundBy === 'name' && !isOneName ? say.itIsConnectedWhere : evidence[foundBy];
  return {
    version: 1,
    mayBeSame: true,
    sentence: say.mayBeTheAccountThat(now, before, why),
    meanwhile: say.untilYouAnswerConnectedAgain(held, now),
    effects: {
      same: [say.hereTheAreBlockedForTheNew(held, now), say.isToldNothingElse(now)],
      another: [say.theNewAccountMayCall(held, now), say.whatIsBlockedForTheRemoved(before)],
    },
  };
}
