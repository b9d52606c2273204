/** Changes or releases entries that are there; numbers that are not on the list are named in the answer. */
import { type Act, type Entry, planEdit, planRemove, type Statement } from '../../../shared/domain/entry.ts';
import { type Instant, toInstant } from '../../../shared/domain/instant.ts';
import { type PhoneNumber, toE164 } from '../../../shared/domain/number.ts';
import type { Scope } from '../../../shared/domain/scope.ts';
import { countNumbers, runBatch } from './batchWork.ts';
import type { Answer, ListDeps } from './listDeps.ts';
import { toNumbers } from './numberInput.ts';
import { checkRequestedAt } from './requestDate.ts';
import { checkHolds, parseRequestedScope, type ScopeRequest } from './requestedScope.ts';
import type { EntryChange } from './writer.ts';

export type EditResult = {
  readonly batch: number | null;
  readonly changed: number;
  readonly missing: readonly string[];
};

/** `targets` and `expires` are another way of giving `patch.holds`; `expires` alone changes the end of all holds. */
export type EditInput = {
  readonly numbers: readonly string[];
  readonly patch: { readonly [Field in keyof Statement]?: Statement[Field] | undefined };
  readonly targets?: readonly string[] | undefined;
  readonly expires?: Instant | null | undefined;
};

export function editEntries(deps: ListDeps, input: EditInput): Answer<EditResult> {
  const now = toInstant(deps.clock.now());
  const targets = deps.targets();
  const numbers = toNumbers(input.numbers);
  if (!numbers.ok) return numbers;
  const named = parseRequestedScope({ targets: input.targets, expires: input.expires }, targets, now);
  if (!named.ok) return named;
  const asked = checkRequestedAt(input.patch.requestedAt, now);
  if (!asked.ok) return asked;
  const { loadMany } = deps.store.entries;
  const request: ScopeRequest = { holds: named.value ?? input.patch.holds, expires: input.expires };

  // Checked before the transaction, against what each entry has: an expiry that has passed may stay, but not come.
  const existing = loadMany(numbers.value);
  for (const entry of existing.values()) {
    const holds = toWantedHolds(entry.holds, request, named.value !== undefined);
    const checked = holds === undefined ? undefined : checkHolds(holds, entry.holds, targets, now);
    if (checked !== undefined && !checked.ok) return checked;
  }
  const patch: Partial<Statement> = {};
  const { reason, category, requestedAt, callReference } = input.patch;
  Object.assign(
    patch,
    reason === undefined ? {} : { reason: reason === '' ? null : reason },
    category === undefined ? {} : { category: category === '' ? null : category },
    requestedAt === undefined ? {} : { requestedAt },
    callReference === undefined ? {} : { callReference },
  );
  return changeEach(deps, 'edit', numbers.value, now, (entry, act) => {
    const holds = toWantedHolds(entry.holds, request, named.value !== undefined);
    return planEdit(entry, holds === undefined ? patch : { ...patch, holds }, act);
  });
}

/** The holds that the request gives this entry; undefined: it leaves them. */
function toWantedHolds(current: Scope, request: ScopeRequest, byTargets: boolean): Scope | undefined {
  const { holds, expires } = request;
  if (holds !== undefined && (byTargets || expires === undefined)) return holds;
  if (expires === undefined) return undefined;
  return (holds ?? current).map(({ place }) => ({ place, until: expires }));
}

export function removeEntries(deps: ListDeps, input: { numbers: readonly string[]; why: string }): Answer<EditResult> {
  const numbers = toNumbers(input.numbers);
  if (!numbers.ok) return numbers;
  const now = toInstant(deps.clock.now());
  return changeEach(deps, 'remove', numbers.value, now, (entry, act) => planRemove(entry, input.why, act));
}

function changeEach(
  deps: ListDeps,
  kind: 'edit' | 'remove',
  numbers: readonly PhoneNumber[],
  at: Instant,
  plan: (entry: Entry, act: Act) => Entry | undefined,
): Answer<EditResult> {
  const { author } = deps.settings.load();
  const done = runBatch(deps, { kind, label: countNumbers(numbers.length), author, at }, (act) => {
    const existing = deps.store.entries.loadMany(numbers);
    const changes: EntryChange[] = [];
    const missing: string[] = [];
    for (const number of numbers) {
      const before = existing.get(number);
      if (before === undefined || before.removed !== null) missing.push(toE164(number));
      else {
        const after = plan(before, act);
        if (after !== undefined) changes.push({ before, after });
      }
    }
    return { changes, counts: { lines: numbers.length }, result: missing };
  });
  return { ok: true, value: { batch: done.batch, changed: done.changed, missing: done.result } };
}
