/** Answers whether numbers may be called: the command line's `check`, dialers over HTTP, and the number box. */
import type { CheckResult } from '../../../shared/contract/entries.ts';
import { describeCheck } from '../../../shared/domain/entrySentence.ts';
import { type Instant, toInstant } from '../../../shared/domain/instant.ts';
import { parseE164, type PhoneNumber, type Region, toE164 } from '../../../shared/domain/number.ts';
import type { Target } from '../../../shared/domain/scope.ts';
import { nameTarget, parseTarget, type TargetIndex } from '../../../shared/domain/targetText.ts';
import type { Decide } from './decide.ts';
import { toNamedHold } from './entryView.ts';
import type { Answer, ListDeps } from './listDeps.ts';
import { parseOneNumber, parseRegion } from './numberInput.ts';
import { refuse } from './listDeps.ts';

export type CheckInput = {
  readonly numbers: readonly string[];
  readonly region?: string | undefined;
  readonly target?: string | undefined;
  readonly at?: Instant | undefined;
};

/** One result a number, in the order given. A text that is no number refuses the whole question: no answer is no "callable". */
export function checkNumbers(deps: ListDeps, decide: Decide, input: CheckInput): Answer<CheckResult[]> {
  const targets = deps.targets();
  const at = input.at ?? toInstant(deps.clock.now());
  const target = input.target === undefined ? undefined : parseTarget(input.target, targets);
  if (target !== undefined && !target.ok) return refuse(target.message, 'target');
  const region = parseRegion(input.region, deps.settings.load().region);
  if (!region.ok) return region;
  const results: CheckResult[] = [];
  for (const raw of input.numbers) {
    const result = checkOne(deps, decide, raw, { region: region.value, target: target?.target, at, targets });
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
};

function checkOne(deps: ListDeps, decide: Decide, raw: string, question: Question): Answer<CheckResult> {
  // What is written as strict E.164 and is blocked needs no look at the numbering plans: the list knows it.
  const strict = parseE164(raw);
  const answer = strict === undefined ? undefined : answerOne(deps, decide, strict, question);
  if (answer?.blocked === true) return { ok: true, value: answer };
  const parsed = parseOneNumber(raw, question.region);
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
  const why = describeCheck(
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
    blocked: holds.length > 0,
    holds: holds.map((hold) => toNamedHold(hold, targets, at)),
    why,
  };
}
