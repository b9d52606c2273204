/** Answers whether numbers may be called: the command line's `check`, dialers over HTTP, and the number box. */
import type { CheckResult } from '../../../../shared/contract/entries.ts';
import type { RegistryAnswer } from '../../../../shared/contract/registries.ts';
import { describeCheck } from '../../../../shared/domain/entry/entrySentence.ts';
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/instant.ts';
import type { Moment } from '../../../../shared/domain/moment.ts';
import { toStart } from '../../../../shared/domain/zone.ts';
import { parseE164, type PhoneNumber, type Region, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { Target } from '../../../../shared/domain/entry/scope.ts';
import { nameTarget, parseTarget, type TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import type { Decide } from './decide.ts';
import { toNamedHold } from './entryView.ts';
import type { Answer, ListDeps } from './listDeps.ts';
import { parseOneNumber, parseRegion } from './numberInput.ts';
import { refuse } from './listDeps.ts';

export type CheckInput = {
  readonly numbers: readonly string[];
  readonly region?: string | undefined;
  readonly target?: string | undefined;
  /** Of a day its start, of a time that comes twice the first: earlier, more blocks hold. */
  readonly at?: Moment | undefined;
  /** False: the list alone. */
  readonly registries?: boolean;
};

/** One result a number, in the order given. A text that is no number refuses the whole question: no answer is no "callable". */
export function checkNumbers(deps: ListDeps, decide: Decide, input: CheckInput): Answer<CheckResult[]> {
  const targets = deps.targets();
  const at = input.at === undefined ? toInstant(deps.clock.now()) : toStart(input.at, deps.settings.zone(), 'earlier');
  const target = input.target === undefined ? undefined : parseTarget(input.target, targets);
  if (target !== undefined && !target.ok) return refuse(target.message, 'target');
  const region = parseRegion(input.region, deps.settings.load().region);
  if (!region.ok) return region;
  const results: CheckResult[] = [];
  for (const raw of input.numbers) {
    const result = checkOne(deps, decide, raw, {
      region: region.value,
      target: target?.target,
      at,
      targets,
      registries: input.registries ?? true,
    });
    if (!result.ok) return result;
    results.push(result.value);
  }
  return { ok: true, value: results };
}

type Question = {
  readonly region: Region | undefined;
  readonly target: (Target & { readonly accountName: string }) | undefined;
  readonly at: Instant;
  readonly targets: TargetIndex;
  readonly registries: boolean;
};

function checkOne(deps: ListDeps, decide: Decide, raw: string, question: Question): Answer<CheckResult> {
  // What is written as strict E.164 and is blocked needs no look at the numbering plans: the list knows it.
  const strict = parseE164(raw);
  const answer = strict === undefined ? undefined : answerOne(deps, decide, strict, question);
  if (answer?.blocked === true) return { ok: true, value: answer };
  const parsed = parseOneNumber(raw, question.region, deps.readNumber);
  if (!parsed.ok) return parsed;
  const { number } = parsed.value;
  return {
    ok: true,
    value: answer !== undefined && number === strict ? answer : answerOne(deps, decide, number, question),
  };
}

function answerOne(deps: ListDeps, decide: Decide, number: PhoneNumber, question: Question): CheckResult {
  const { target, at, targets } = question;
  const { holds, byConflict } = decide(number, target, at, targets);
  const registry = question.registries ? deps.askRegistries(number, toEpochMs(at)) : null;
  const byList = describeCheck(
    {
      entry: deps.store.entries.load(number),
      hold: holds[0],
      byConflict,
      asked: target === undefined ? null : nameTarget(target),
    },
    { targets, toDay: deps.toDay, at },
  );
  return {
    number: toE164(number),
    blocked: holds.length > 0 || registry?.state === 'listed',
    holds: holds.map((hold) => toNamedHold(hold, targets, at)),
    ...(registry === null ? {} : { registry }),
    why: describeBoth(byList, holds.length > 0, registry),
  };
}

/** The list first; a number that no hold blocks is callable only as far as the registries say so too. */
function describeBoth(byList: string, isHeld: boolean, registry: RegistryAnswer | null): string {
  if (registry === null) return byList;
  const { state, sentence } = registry;
  if (isHeld) return state === 'listed' ? `${byList} ${sentence}` : byList;
  if (state === 'clear') return `${byList} ${sentence}`;
  return state === 'listed'
    ? `Blocked by a registry. ${sentence}`
    : `The list does not block it, but that is not enough. ${sentence}`;
}
