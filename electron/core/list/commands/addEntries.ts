/**
 * Blocks numbers that a person or a script gives: every text ends in an outcome, and a number that is already blocked
 * says so.
 */
import { assertNever } from '../../../../shared/assertNever.ts';
import type { AddOutcome } from '../../../../shared/contract/entries.ts';
import { type AddPlan, planAdd } from '../../../../shared/domain/entry/entry.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164, toInternational } from '../../../../shared/domain/numbers/number.ts';
import { coversScope } from '../../../../shared/domain/entry/scope.ts';
import { nameScope } from '../../../../shared/domain/entry/scopeWords.ts';
import { runBatch } from '../write/batchWork.ts';
import { readAddText } from './addTexts.ts';
import { createAskNumber } from './askText.ts';
import type { Decide } from './decide.ts';
import type { GivenDetails } from './givenDetails.ts';
import type { Answer } from '../../answer.ts';
import type { ListDeps } from './listDeps.ts';
import { parseNewBlock } from './newBlock.ts';
import { forOneQuestion, parseRegion } from './numberInput.ts';
import { loadOtherForms } from './otherForms.ts';
import type { ScopeRequest } from './requestedScope.ts';
import type { EntryChange } from '../write/writer.ts';
import { addEntriesWords as say } from '../../../../shared/words/core/list.ts';

export type AddResult = {
  readonly batch: number | null;
  readonly changed: number;
  readonly outcomes: readonly AddOutcome[];
};

/** The input after the contract's schema: defaults are filled in; times are as they were given. */
export type AddInput = GivenDetails &
  ScopeRequest & {
    readonly numbers: readonly string[];
    readonly region?: string | undefined;
    readonly confirmInvalid?: boolean;
    readonly onDuplicate?: 'keep' | 'fill' | 'update';
    readonly source?: 'manual' | 'api';
    /** Where it comes from, beside its kind. */
    readonly sourceLabel?: string;
    /** Who does it, where that is not the person at the desk. */
    readonly author?: string;
    /** Makes a batch, too, where it only asks for what is blocked already: so that it can be taken back. */
    readonly keepsAsked?: boolean;
  };

/** A text with several numbers has an outcome for each; the counts of the batch are counts of outcomes. */
export function addEntries(deps: ListDeps, decide: Decide, input: AddInput): Answer<AddResult> {
  const targets = deps.targets();
  const now = toInstant(deps.clock.now());
  const block = parseNewBlock(input, targets, { now, zone: deps.settings.zone() });
  if (!block.ok) return block;
  const { region: deskRegion, author: person } = deps.settings.load();
  const author = input.author ?? person;
  const region = parseRegion(input.region, deskRegion);
  if (!region.ok) return region;
  const ask = createAskNumber(deps, decide, {
    target: undefined,
    at: toInstant(deps.time.passed()),
    ageAt: deps.time.latest(),
    targets,
    registries: false,
  });
  const given = { region: region.value, confirmInvalid: input.confirmInvalid ?? false };
  const reading = forOneQuestion(deps);
  const texts = input.numbers.flatMap((raw) => readAddText(reading, ask, raw, given));
  const numbers = texts.flatMap((text) => ('number' in text ? [text.number] : []));
  const onDuplicate = input.onDuplicate ?? 'keep';
  const request = {
    ...block.value,
    source: { kind: input.source ?? 'manual', label: input.sourceLabel ?? null },
    line: null,
  } as const;

  const done = runBatch(deps, { kind: 'add', label: say.numbers(new Set(numbers).size), author, at: now }, (act) => {
    const current = new Map(deps.store.entries.loadMany(numbers));
    const otherForms = loadOtherForms(deps, numbers);
    const changes: EntryChange[] = [];
    const asked: PhoneNumber[] = [];
    const outcomes = texts.map((text): AddOutcome => {
      if ('outcome' in text) return text.outcome;
      const { raw, number, note } = text;
      const before = current.get(number);
      const form = otherForms.get(number)?.find(({ holds }) => coversScope(holds, request.holds, targets));
      const isLive = before !== undefined && before.removed === null;
      if (form !== undefined && !isLive && onDuplicate !== 'update') {
        asked.push(form.number);
        const sentence = say.theSameSubscriber(toInternational(form.number));
        // The call that a request names is that of the subscriber: the entry that there is takes it.
        const known = current.get(form.number) ?? form;
        const filled = planAdd(known, form.number, request, act, { onDuplicate, targets });
        const isFilled = filled.kind === 'changed';
        if (isFilled) {
          changes.push({ before: known, after: filled.after });
          current.set(form.number, filled.after);
        }
        const told = isFilled ? `${sentence} ${describeOutcome(filled)}` : sentence;
        const outcome = isFilled ? 'changed' : 'alreadyThere';
        return { raw, number: toE164(number), outcome, sentence: withNote(note, told) };
      }
      const plan = planAdd(before, number, request, act, { onDuplicate, targets });
      if (plan.kind === 'alreadyThere') asked.push(number);
      else {
        changes.push({ before, after: plan.after });
        current.set(number, plan.after);
      }
      return { raw, number: toE164(number), outcome: plan.kind, sentence: withNote(note, describeOutcome(plan)) };
    });

    const counts = {
      lines: outcomes.length,
      alreadyThere: outcomes.filter(({ outcome }) => outcome === 'alreadyThere').length,
      rejected: outcomes.filter(({ outcome }) => outcome === 'rejected' || outcome === 'needsConfirmation').length,
    };
    return { changes, asked, keepsAsked: input.keepsAsked ?? false, counts, result: outcomes };
  });
  return { ok: true, value: { batch: done.batch, changed: done.changed, outcomes: done.result } };

  function describeOutcome(plan: AddPlan): string {
    switch (plan.kind) {
      case 'added':
        return say.blocked(nameScope(plan.after.holds, targets));
      case 'revived':
        return `${plan.why} ${capitalise(nameScope(plan.after.holds, targets))}.`;
      case 'changed':
        return say.itNowHolds(plan.why, nameScope(plan.after.holds, targets));
      case 'alreadyThere':
        return plan.why;
      default:
        return assertNever(plan);
    }
  }
}

function withNote(note: string | null, sentence: string): string {
  return note === null ? sentence : `${sentence} ${note}`;
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
