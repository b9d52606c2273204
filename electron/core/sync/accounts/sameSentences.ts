/** The question whether two targets are one, in plain words: what happened, what holds meanwhile, what each answer does. Pure. */
import type { SameQuestionRow } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { countOf } from '../../../../shared/words/counts.ts';
import type { NamedTarget } from '../../../../shared/domain/entry/targetText.ts';
import type { SameQuestion } from '../../db/sync/sameQuestionRows.ts';

/** A question with both sides named. */
export type Asked = SameQuestion & { readonly made: NamedTarget; readonly gone: NamedTarget };

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
      ? { kind, targetName: accountName, ...describeAccount(asked, held) }
      : { kind: 'agent' as const, targetName: `${accountName} / ${name}`, ...describeAgain(asked, held) }),
  };
}

type Words = Pick<SameQuestionRow, 'version' | 'mayBeSame' | 'sentence' | 'meanwhile' | 'effects'>;

/** An agent that may have been made again; `held`: how many numbers have a hold for the one that is gone. */
function describeAgain({ made, gone }: Asked, held: number): Words {
  const { accountName } = made;
  const isBack = gone.state === 'active';
  const numbers = held === 1 ? 'the number that is' : `the ${countOf(held, 'number')} that are`;
  const is = held === 1 ? 'is' : 'are';
  const what = `${accountName} no longer has the agent ${gone.name} (${gone.remoteId ?? ''}), and has a new one of that name (${made.remoteId ?? ''}).`;
  const question = isBack
    ? 'The one that was gone is there again beside it: these are two agents.'
    : 'Is it the same agent?';
  return {
    version: isBack ? 2 : 1,
    mayBeSame: !isBack,
    sentence: `${what} ${question}`,
    meanwhile:
      held === 0
        ? 'No number is blocked for the one that was gone alone.'
        : `Until you answer, ${numbers} blocked for the one that was gone ${is} blocked for the new one too, here and at ${accountName}.`,
    effects: {
      same: [
        held === 0
          ? 'What may still name the one that was gone counts for the new one.'
          : `Here ${numbers} blocked for the one that was gone ${is} blocked for the new one from now on. It can be undone.`,
        `${accountName} is told nothing else than now.`,
      ],
      another: [
        held === 0
          ? 'Nothing changes at the vendor.'
          : `The new agent may call ${numbers} blocked for the one that was gone, unless another block covers it: what was put at ${accountName} for it because of this question is removed with the next sync.`,
        'What is blocked for the one that was gone stays on the list, in case it comes back.',
      ],
    },
  };
}

const evidence = {
  name: 'they have one name',
  agents: 'they have the same agents',
  records: 'their lists have the same records',
  token: 'they have the same token',
} as const satisfies Record<SameQuestion['foundBy'], string>;

/** Two accounts that may be one; `held`: how many numbers have a hold for the later one. */
function describeAccount({ made, gone, foundBy }: Asked, held: number): Words {
  const [later, earlier] = [made.accountName, gone.accountName];
  const numbers = countOf(held, 'number');
  return {
    version: 1,
    mayBeSame: true,
    sentence: `${later} seems to be the same account as ${earlier}: ${evidence[foundBy]}. Is it the same account?`,
    meanwhile: `Until you answer, nothing is read from ${later} or sent to it. If they are one, ${earlier} has its list, is told what is blocked for either, and removes nothing that the other asks for. If they are two, ${later} is told of no block before you say so, and may call.`,
    effects: {
      same: [
        held === 0
          ? `No number is blocked for ${later} alone.`
          : `Here the ${numbers} that ${held === 1 ? 'is' : 'are'} blocked for ${later} ${held === 1 ? 'is' : 'are'} blocked for ${earlier} from now on.`,
        `${later} is disconnected, and its token is forgotten here. ${earlier} goes on with its own token; nothing is removed at the vendor.`,
      ],
      another: [
        `${later} is read and told what is blocked for it, as ${earlier} is.`,
        `What ${earlier} was told only because of ${later} is removed there with the next sync.`,
      ],
    },
  };
}
