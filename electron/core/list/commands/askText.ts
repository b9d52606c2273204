/**
 * What the list, its open conflicts and the registries say of everything that a text could mean: each reading, and each
 * other form of the same subscriber. `check`, the number box and adding ask here. A look-up is blocked if any of these
 * is blocked.
 */
import type { Doubt } from '../../../../shared/contract/doubt.ts';
import type { RegistryAnswer } from '../../../../shared/contract/registries.ts';
import type { Target } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import {
  type PhoneNumber,
  type Region,
  toE164,
  toInternational,
  toShownNumber,
} from '../../../../shared/domain/numbers/number.ts';
import { type Mention, type NumberReading, toPlausible } from '../../../../shared/domain/numbers/readings.ts';
import { sameSubscriber } from '../../../../shared/domain/numbers/sameSubscriber.ts';
import { findDoubt, nameNumber, type TextDoubt } from '../../../../shared/domain/numbers/textDoubt.ts';
import type { DoubtedClock } from '../../desk/deskTime.ts';
import type { CheckVerdict, Decide } from './decide.ts';
import type { JudgeDeps } from './listDeps.ts';
import { askTextWords as say } from '../../../../shared/words/core/list.ts';

/**
 * For which target and when. `ageAt`: when registries are as old as is asked (epoch ms). `doubted`: a clock that is ahead of `at`.
 * `registries`: false asks the list alone.
 */
export type Question = {
  readonly target: (Target & { readonly accountName: string }) | undefined;
  readonly at: Instant;
  readonly ageAt: number;
  readonly doubted?: DoubtedClock | undefined;
  readonly targets: TargetIndex;
  readonly registries: boolean;
};

export type AskedNumber = CheckVerdict & {
  readonly number: PhoneNumber;
  readonly registry: RegistryAnswer | null;
  /** Blocked by a hold, or because a registry lists it. */
  readonly isBlocked: boolean;
};

export type AskNumber = (number: PhoneNumber) => AskedNumber;

/** A reading with its own number and the other forms of its subscriber; `blocking` is the first of them that is blocked. */
export type AskedReading = {
  readonly reading: NumberReading;
  readonly forms: readonly [AskedNumber, ...AskedNumber[]];
  readonly blocking: AskedNumber | undefined;
};

export type AskedText = {
  /** Likeliest first; never empty. */
  readonly readings: readonly [AskedReading, ...AskedReading[]];
  readonly doubt: Doubt | undefined;
};

/** Answers one question about many numbers: `decide` for the list, and the registries where the question wants them. */
export function createAskNumber(deps: Pick<JudgeDeps, 'askRegistries'>, decide: Decide, question: Question): AskNumber {
  const { target, at, ageAt, targets } = question;
  return (number) => {
    const decision = decide(number, target, at, targets);
    const registry = question.registries ? deps.askRegistries(number, ageAt) : null;
    const isBlocked = decision.holds.length > 0 || registry?.state === 'listed';
    return { ...decision, number, registry, isBlocked };
  };
}

/** Undefined: the text has no reading at all. `region`: the country in which it was read. */
export function askMentions(
  ask: AskNumber,
  mentions: readonly Mention[],
  region: Region | undefined,
): AskedText | undefined {
  const [first, ...others] = mentions.flatMap(({ readings }) => readings.map((reading) => askReading(ask, reading)));
  if (first === undefined) return undefined;
  const readings = [first, ...others] as const;
  const doubt = findDoubt(mentions, region);
  return { readings, doubt: doubt === undefined ? undefined : toDoubt(doubt, mentions, readings) };
}

/** The number, and the forms under which the same subscriber may stand on the list. */
function askReading(ask: AskNumber, reading: NumberReading): AskedReading {
  const { number } = reading;
  const forms = [ask(number), ...sameSubscriber(number).map(ask)] as const;
  return { reading, forms, blocking: forms.find(({ isBlocked }) => isBlocked) };
}

function toDoubt(
  { kind, sentence }: TextDoubt,
  mentions: readonly Mention[],
  readings: readonly AskedReading[],
): Doubt {
  const plausible = new Set(mentions.flatMap(toPlausible));
  const shown = readings
    .filter(({ reading, blocking }) => plausible.has(reading) || blocking !== undefined)
    .toSorted((a, b) => toRank(a) - toRank(b));
  return {
    kind,
    sentence: [sentence, ...shown.flatMap(describeHit)].join(' '),
    readings: shown.map(({ reading: { number, why }, blocking }) => ({
      number: toE164(number),
      ...toShownNumber(number),
      why,
      blocked: blocking !== undefined,
    })),
  };
}

/**
 * What the text means in the country where it was asked comes first, what it would mean elsewhere last, unless that is
 * on the list.
 */
function toRank({ reading, blocking }: AskedReading): number {
  if (reading.why !== 'elsewhere') return 0;
  return blocking === undefined ? 2 : 1;
}

/** "+972 50 234 5678 (Israel) is on the list." */
function describeHit({ reading: { number }, blocking }: AskedReading): readonly string[] {
  if (blocking === undefined) return [];
  const as = blocking.number === number ? '' : say.as(toInternational(blocking.number));
  return [say.is(nameNumber(number), blocking.holds.length, as)];
}
