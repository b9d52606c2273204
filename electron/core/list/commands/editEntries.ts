/** Changes or releases existing entries; numbers that are not on the list are named in the answer. */
import { type Act, type Entry, planRemove } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164 } from '../../../../shared/domain/numbers/number.ts';
import type { LeftEntry } from '../../../../shared/contract/entries.ts';
import { findAskedAgain } from '../write/askedSince.ts';
import { runBatch } from '../write/batchWork.ts';
import { type EditRequest, parseEdit } from './editPlan.ts';
import { type Answer, refuse } from '../../answer.ts';
import type { ListDeps } from './listDeps.ts';
import { toNumbers } from './numberInput.ts';
import { listOtherForms } from './otherForms.ts';
import { checkHolds } from './requestedScope.ts';
import type { EntryChange } from '../write/writer.ts';
import { editEntriesWords as say } from '../../../../shared/words/core/list.ts';

export type EditResult = {
  readonly batch: number | null;
  readonly changed: number;
  readonly missing: readonly string[];
  /**
   * Numbers whose subscriber is on the list under other forms, as it stands after the change. Absent when there are
   * none.
   */
  readonly alsoAs?: { number: string; forms: string[] }[];
};

/** `vendors`: what each vendor is told and may do. `stillBlocked`: numbers that block on, because a question is open. */
export type RemoveResult = EditResult & {
  /** Numbers that only a lead of the shared list may release: one is asked, and they stay blocked until then. */
  readonly asked?: string[];
  readonly vendors: readonly string[];
  readonly stillBlocked: readonly string[];
};

/** What a release of numbers would come to. `asked`: who else asked for some of them since they were blocked. */
export type ForeseenRemoval = Pick<RemoveResult, 'vendors' | 'stillBlocked'> & {
  readonly asked: readonly LeftEntry[];
  readonly askedCount: number;
};

/** So many are named before a release. */
const askedShown = 20;

export type EditInput = EditRequest & {
  readonly numbers: readonly string[];
  /** The `seq` of the one entry as the person saw it; undefined: whatever it is. */
  readonly seen?: number | undefined;
};

/**
 * Edits the entries of these numbers as one batch; numbers that are not on the list are named. Refused as a whole if
 * any input is wrong, or where an entry is another than the one that was seen: what was decided about it would take back what somebody
 * else did since.
 */
export function editEntries(deps: ListDeps, input: EditInput): Answer<EditResult> {
  const now = toInstant(deps.clock.now());
  const targets = deps.targets();
  const numbers = toNumbers(input.numbers);
  if (!numbers.ok) return numbers;
  if (input.seen !== undefined && numbers.value.length > 1) return refuse(say.seenIsOfOne);
  const asked = { now, zone: deps.settings.zone() };
  const edit = parseEdit(input, targets, asked);
  if (!edit.ok) return edit;
  const { plan, toHolds } = edit.value;

  // Checked before the transaction, against what each entry has: an expiry that has already passed may stay, but not be
  // set.
  for (const entry of deps.store.entries.loadMany(numbers.value).values()) {
    if (input.seen !== undefined && entry.seq !== input.seen)
      return refuse(say.changedMeanwhile(entry.removed !== null));
    const holds = toHolds(entry.holds);
    const checked = holds === undefined ? undefined : checkHolds(holds, entry.holds, targets, asked);
    if (checked !== undefined && !checked.ok) return checked;
  }
  return changeEach(deps, { kind: 'edit' }, numbers.value, now, plan);
}

/** Releases these numbers as one batch, with the reason; numbers that are not on the list are named. */
export function removeEntries(
  deps: ListDeps,
  input: { numbers: readonly string[]; why: string },
): Answer<RemoveResult> {
  const numbers = toNumbers(input.numbers);
  if (!numbers.ok) return numbers;
  const now = toInstant(deps.clock.now());
  const { why } = input;
  const about = { kind: 'remove', details: { why } } as const;
  const asking = { at: now, author: deps.settings.load().author, batchId: null };
  const asked = new Set(deps.askReleases([...deps.store.entries.loadMany(numbers.value).values()], why, asking));
  const released = numbers.value.filter((number) => !asked.has(number));
  const vendors = foresee(deps, released, now);
  const done = changeEach(deps, about, released, now, (entry, act) => planRemove(entry, why, act));
  if (!done.ok) return done;
  if (asked.size > 0) deps.events.publish({ type: 'changed', topics: ['hub'] });
  const disputed = deps.conflicts.disputed(numbers.value);
  const stillBlocked = numbers.value.filter((number) => disputed.has(number) && !asked.has(number)).map(toE164);
  const value = { ...done.value, vendors, stillBlocked };
  return { ok: true, value: asked.size === 0 ? value : { ...value, asked: [...asked].map(toE164) } };
}

/** What each vendor is told and may do once these numbers are released. Nothing is written. */
export function foreseeRemoval(deps: ListDeps, input: { numbers: readonly string[] }): Answer<ForeseenRemoval> {
  const numbers = toNumbers(input.numbers);
  if (!numbers.ok) return numbers;
  const disputed = deps.conflicts.disputed(numbers.value);
  const vendors = foresee(deps, numbers.value, toInstant(deps.clock.now()));
  const asked = listAsked(deps, numbers.value);
  const stillBlocked = numbers.value.filter((one) => disputed.has(one)).map(toE164);
  return { ok: true, value: { vendors, stillBlocked, asked: asked.slice(0, askedShown), askedCount: asked.length } };
}

/** Who asked for these numbers after they were blocked, where nothing else tells of it. */
function listAsked({ store, toDay }: ListDeps, numbers: readonly PhoneNumber[]): readonly LeftEntry[] {
  const asked = findAskedAgain(store, store.entries.loadMany(numbers).values());
  return numbers.flatMap((number) => {
    const ask = asked.get(number);
    if (ask === undefined) return [];
    return [
      {
        number: toE164(number),
        at: ask.at,
        by: ask.author,
        sentence: say.askedForAgainOnBy(toDay(ask.at), ask.author),
      },
    ];
  });
}

function foresee(deps: ListDeps, numbers: readonly PhoneNumber[], at: Instant): readonly string[] {
  const act = { at, author: deps.settings.load().author, batchId: null };
  const changes = [...deps.store.entries.loadMany(numbers).values()].flatMap((before) => {
    const after = before.removed === null ? planRemove(before, 'foreseen', act) : undefined;
    return after === undefined ? [] : [{ before, after }];
  });
  return deps.records.foresee(changes);
}

function changeEach(
  deps: ListDeps,
  about: { readonly kind: 'edit' | 'remove'; readonly details?: { readonly why: string } },
  numbers: readonly PhoneNumber[],
  at: Instant,
  plan: (entry: Entry, act: Act) => Entry | undefined,
): Answer<EditResult> {
  const { author } = deps.settings.load();
  const done = runBatch(deps, { ...about, label: say.numbers(numbers.length), author, at }, (act) => {
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
  const alsoAs = listOtherForms(deps, numbers);
  const value = { batch: done.batch, changed: done.changed, missing: done.result };
  return { ok: true, value: alsoAs.length === 0 ? value : { ...value, alsoAs } };
}
