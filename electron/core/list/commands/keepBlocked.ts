/**
 * Takes over what another database of this desk blocks and this one does not. It is asked before a backup takes the place
 * of the list: what was blocked after the backup was made stays blocked, unless a person releases it by name. Through
 * the one write path, as one batch.
 */
import { noDetails } from '../../../../shared/domain/entry/details.ts';
import { type Entry, planAdd } from '../../../../shared/domain/entry/entry.ts';
import {
  coversScope,
  type Scope,
  toHold,
  toScope,
  type TargetId,
  unionScopes,
} from '../../../../shared/domain/entry/scope.ts';
import { nameHolds } from '../../../../shared/domain/entry/scopeWords.ts';
import { parseE164, type PhoneNumber, toE164, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { type Answer, refuse } from '../../answer.ts';
import { createEntryLoader } from '../../db/entries/entryRows.ts';
import { toScopeOfText } from '../../db/entries/scopeRows.ts';
import { inTransaction, openSnapshot, type ReadableDb } from '../../db/handles.ts';
import { toStorageProblem } from '../../db/storageProblem.ts';
import { countChanges } from '../write/batchWork.ts';
import type { EntryChange } from '../write/entryChange.ts';
import type { ListDeps } from './listDeps.ts';

/** What is blocked there and not here: the entry there as it would be here, and the entry here. */
type Lack = { readonly there: Entry; readonly here: Entry | undefined };

export type Lacking = {
  /** How many numbers the other database blocks, or blocks for more, than this one. */
  readonly count: number;
  /** How many numbers are blocked here that were released there. */
  readonly released: number;
  /** The first of those that are lacking, in order of number. */
  readonly lacking: readonly { readonly number: string; readonly sentence: string }[];
};

const stretch = 5000;

/** Names what the database at this path blocks and this list does not. Nothing is written. */
export function listLacking(deps: ListDeps, { path, limit }: { path: string; limit: number }): Answer<Lacking> {
  return readOther(path, (other) => {
    const targets = deps.targets();
    let count = 0;
    const lacking: { number: string; sentence: string }[] = [];
    for (const lacks of eachLack(deps, other)) {
      count += lacks.length;
      for (const { there, here } of lacks.slice(0, Math.max(0, limit - lacking.length))) {
        const where = nameHolds(there.holds, targets, deps.toDay);
        const more = here === undefined || here.removed !== null ? '' : ', which is more than in the backup';
        const because = there.reason === null ? '' : `, because: ${there.reason}`;
        const sentence = `Blocked ${where}${more} since ${deps.toDay(there.createdAt)}${because} (${there.createdBy}).`;
        lacking.push({ number: toE164(there.number), sentence });
      }
    }
    return { count, released: countReleased(deps, other), lacking };
  });
}

/**
 * Blocks here what the database at this path blocks and this list does not, apart from the numbers in `release`, as one
 * batch with the given label. Who blocked a number, when and why is taken over with it.
 */
export function keepBlocked(
  deps: ListDeps,
  { path, release, label }: { path: string; release: readonly string[]; label: string },
): Answer<{ batch: number | null; changed: number }> {
  const released = new Set<number | undefined>(release.map((text) => parseE164(text)));
  const { store } = deps;
  const at = toInstant(deps.clock.now());
  const { author } = deps.settings.load();
  const targets = deps.targets();
  return readOther(path, (other) => {
    let batch: number | null = null;
    let changed = 0;
    for (const lacks of eachLack(deps, other)) {
      const kept = lacks.filter(({ there }) => !released.has(there.number));
      if (kept.length === 0) continue;
      inTransaction(store.db, (open) => {
        const why = 'They were blocked after the backup was made.';
        batch ??= store.batches.save({ kind: 'add', label, author, at, state: 'applied', details: { why } });
        const act = { at, author, batchId: batch };
        const changes = kept.flatMap(({ there, here }): EntryChange[] => {
          const { number, source, line, createdAt, createdBy } = there;
          const plan = planAdd(here, number, { ...there, source, line }, act, { onDuplicate: 'keep', targets });
          if (plan.kind === 'alreadyThere') return [];
          const after = plan.kind === 'changed' ? plan.after : { ...plan.after, createdAt, createdBy };
          return [{ before: here, after }];
        });
        store.batches.count(batch, countChanges(changes));
        store.writer.write(open, changes, { ...act, kind: 'add' });
        changed += changes.length;
      });
    }
    deps.events.publish({ type: 'changed', topics: ['list', 'batches'] });
    return { batch, changed };
  });
}

/** Reads the other database on a connection of its own. One that cannot be read is a refusal. */
function readOther<T>(path: string, read: (other: ReadableDb) => T): Answer<T> {
  try {
    const { db, close } = openSnapshot(path);
    try {
      return { ok: true, value: read(db) };
    } finally {
      close();
    }
  } catch (error) {
    const problem = toStorageProblem(error, path);
    if (problem === undefined) throw error;
    return refuse(`What ${path} blocks cannot be read. ${problem.message}`, 'path');
  }
}

/** What is blocked there and not, or for less, here; in order of number. */
function* eachLack(deps: ListDeps, other: ReadableDb): Generator<readonly Lack[]> {
  const { store } = deps;
  const targets = deps.targets();
  const toOwn = createTargetMap(deps, other);
  const entries = createEntryLoader(other);
  const asked = loadAsked(other);
  const next = other
    .prepare<[number, number], number>(
      'SELECT number FROM entry WHERE removed_at IS NULL AND number > ? ORDER BY number LIMIT ?',
    )
    .pluck();
  const compare = (
    numbers: readonly PhoneNumber[],
    thereOf: (number: PhoneNumber) => Entry | undefined,
  ): readonly Lack[] => {
    const own = store.entries.loadMany(numbers);
    const disputed = deps.conflicts.disputed(numbers);
    return numbers.flatMap((number): Lack[] => {
      const there = thereOf(number);
      if (there === undefined) return [];
      const holds = toOwn(there.holds);
      const here = own.get(number);
      // What a question here keeps blocked is blocked.
      const listed = here === undefined || here.removed !== null ? [] : here.holds;
      const blocked = disputed.has(number) ? unionScopes(listed, deps.conflicts.loadHolds(number)) : listed;
      const covers = coversScope(blocked, holds, targets);
      return covers ? [] : [{ there: { ...there, holds }, here }];
    });
  };
  for (let after = 0; ;) {
    const numbers = next.all(after, stretch).map(toPhoneNumber);
    const last = numbers.at(-1);
    if (last === undefined) break;
    const found = entries.loadMany(numbers);
    const lacks = compare(numbers, (number) => {
      const entry = found.get(number);
      const more = asked.get(number);
      return entry === undefined || more === undefined
        ? entry
        : { ...entry, holds: unionScopes(entry.holds, more.holds) };
    });
    for (const number of numbers) asked.delete(number);
    yield lacks;
    after = last;
  }
  // What was blocked only because a question was open.
  yield compare([...asked.keys()], (number) => asked.get(number));
}

/** The numbers with an open question there, as entries that block what the question keeps blocked. */
function loadAsked(other: ReadableDb): Map<PhoneNumber, Entry> {
  const rows = other
    .prepare<[], { number: number; holds: string; openedAt: number; account: string }>(
      `SELECT c.number, c.holds, c.opened_at AS openedAt, a.name AS account
       FROM conflict c JOIN account a ON a.id = c.account_id WHERE c.resolved_at IS NULL ORDER BY c.number`,
    )
    .all();
  const found = new Map<PhoneNumber, Entry>();
  for (const { number: digits, holds, openedAt, account } of rows) {
    const number = toPhoneNumber(digits);
    const at = toInstant(openedAt);
    const scope = toScopeOfText(holds);
    const before = found.get(number);
    const reason = `A question with ${account} about it was open.`;
    const made = { createdAt: at, createdBy: account, changedAt: at, changedBy: account };
    found.set(number, {
      ...noDetails,
      ...made,
      number,
      reason,
      seq: 1,
      removed: null,
      batchId: null,
      line: null,
      source: { kind: 'vendor', label: account },
      holds: before === undefined ? scope : unionScopes(before.holds, scope),
    });
  }
  return found;
}

type OtherTarget = { readonly id: TargetId; readonly key: string };
const targetKeys = `SELECT t.id, json_array(a.vendor, a.base_url, a.name, t.kind, t.remote_id) AS key
  FROM target t JOIN account a ON a.id = t.account_id`;

/**
 * Holds there as holds here: targets are found by their account and the vendor's id. A place that is not known here
 * becomes everywhere, and an exception that is not known here is none: in doubt it is blocked.
 */
function createTargetMap({ store }: ListDeps, other: ReadableDb): (holds: Scope) => Scope {
  const own = new Map(
    store.db
      .prepare<[], OtherTarget>(targetKeys)
      .all()
      .map(({ id, key }) => [key, id]),
  );
  const map = new Map(
    other
      .prepare<[], OtherTarget>(targetKeys)
      .all()
      .map(({ id, key }) => [id, own.get(key)]),
  );
  return (holds) =>
    toScope(
      holds.map(({ place, until, except = [] }) => {
        const here = place === 'everywhere' ? place : map.get(place);
        return here === undefined
          ? toHold('everywhere', until)
          : toHold(
              here,
              until,
              except.flatMap((id) => map.get(id) ?? []),
            );
      }),
    );
}

/** How many numbers are blocked here that were released there. */
function countReleased({ store }: ListDeps, other: ReadableDb): number {
  const next = other
    .prepare<[number, number], number>(
      'SELECT number FROM entry WHERE removed_at IS NOT NULL AND number > ? ORDER BY number LIMIT ?',
    )
    .pluck();
  let count = 0;
  for (let after = 0; ;) {
    const numbers = next.all(after, stretch).map(toPhoneNumber);
    const last = numbers.at(-1);
    if (last === undefined) return count;
    count += [...store.entries.loadMany(numbers).values()].filter(({ removed }) => removed === null).length;
    after = last;
  }
}
