/** Blocks numbers that a person or a script gives: every text ends in an outcome, and what is there already says so. */
import { assertNever } from '../../../../shared/assertNever.ts';
import type { AddOutcome } from '../../../../shared/contract/entries.ts';
import { type AddPlan, planAdd, type Statement } from '../../../../shared/domain/entry/entry.ts';
import { toInstant } from '../../../../shared/domain/instant.ts';
import type { Moment } from '../../../../shared/domain/moment.ts';
import { parseNumber, type PhoneNumber, type Region, toE164 } from '../../../../shared/domain/numbers/number.ts';
import { nameScope } from '../../../../shared/domain/entry/targetText.ts';
import { countNumbers, runBatch } from '../write/batchWork.ts';
import type { Answer, ListDeps } from './listDeps.ts';
import { parseRegion } from './numberInput.ts';
import { parseNewBlock } from './newBlock.ts';
import type { ScopeRequest } from './requestedScope.ts';
import type { EntryChange } from '../write/writer.ts';

export type AddResult = {
  readonly batch: number | null;
  readonly changed: number;
  readonly outcomes: readonly AddOutcome[];
};

/** One text, read: a number to add, or an outcome that is final. */
type Reading =
  | { readonly raw: string; readonly number: PhoneNumber }
  | { readonly raw: string; readonly outcome: AddOutcome };

/** The input after the contract's schema: defaults are filled in; times are as they were given. */
export type AddInput = {
  readonly [Field in 'reason' | 'category' | 'callReference']?: Statement[Field] | undefined;
} & ScopeRequest & {
    readonly requestedAt?: Moment | null | undefined;
    readonly numbers: readonly string[];
    readonly region?: string | undefined;
    readonly confirmInvalid?: boolean;
    readonly onDuplicate?: 'keep' | 'update';
    readonly source?: 'manual' | 'api';
  };

export function addEntries(deps: ListDeps, input: AddInput): Answer<AddResult> {
  const targets = deps.targets();
  const now = toInstant(deps.clock.now());
  const block = parseNewBlock(input, targets, { now, zone: deps.settings.zone() });
  if (!block.ok) return block;
  const { region: deskRegion, author } = deps.settings.load();
  const region = parseRegion(input.region, deskRegion);
  if (!region.ok) return region;
  const readings = input.numbers.map((raw) => readNumber(raw, region.value, input.confirmInvalid ?? false));
  const numbers = readings.flatMap((reading) => ('number' in reading ? [reading.number] : []));
  const request = {
    ...block.value,
    reason: input.reason || null,
    category: input.category || null,
    callReference: input.callReference ?? null,
    source: { kind: input.source ?? 'manual', label: null },
    line: null,
  } as const;

  const done = runBatch(deps, { kind: 'add', label: countNumbers(new Set(numbers).size), author, at: now }, (act) => {
    const current = new Map(deps.store.entries.loadMany(numbers));
    const changes: EntryChange[] = [];
    const outcomes = readings.map((reading): AddOutcome => {
      if ('outcome' in reading) return reading.outcome;
      const before = current.get(reading.number);
      const plan = planAdd(before, reading.number, request, act, input.onDuplicate ?? 'keep', targets);
      if (plan.kind !== 'alreadyThere') {
        changes.push({ before, after: plan.after });
        current.set(reading.number, plan.after);
      }
      const { kind: outcome } = plan;
      return { raw: reading.raw, number: toE164(reading.number), outcome, sentence: describeOutcome(plan) };
    });
    const counts = {
      lines: readings.length,
      alreadyThere: outcomes.filter(({ outcome }) => outcome === 'alreadyThere').length,
      rejected: outcomes.filter(({ outcome }) => outcome === 'rejected' || outcome === 'needsConfirmation').length,
    };
    return { changes, counts, result: outcomes };
  });
  return { ok: true, value: { batch: done.batch, changed: done.changed, outcomes: done.result } };

  function describeOutcome(plan: AddPlan): string {
    switch (plan.kind) {
      case 'added':
        return `Blocked: ${nameScope(plan.after.holds, targets)}.`;
      case 'revived':
        return `${plan.why} ${capitalise(nameScope(plan.after.holds, targets))}.`;
      case 'changed':
        return `${plan.why} It now holds: ${nameScope(plan.after.holds, targets)}.`;
      case 'alreadyThere':
        return plan.why;
      default:
        return assertNever(plan);
    }
  }
}

function readNumber(raw: string, region: Region | undefined, confirmInvalid: boolean): Reading {
  const parsed = parseNumber(raw, region);
  if (!parsed.ok) return { raw, outcome: { raw, number: null, outcome: 'rejected', sentence: parsed.message } };
  if (parsed.valid || confirmInvalid) return { raw, number: parsed.number };
  const sentence =
    'The number has a possible length but no such number is in use. Confirm it to block it all the same.';
  return { raw, outcome: { raw, number: toE164(parsed.number), outcome: 'needsConfirmation', sentence } };
}

function capitalise(text: string): string {
  return text.slice(0, 1).toUpperCase() + text.slice(1);
}
