/**
 * Another database of this desk beside this list, number by number: before a backup takes the place of the list, the list as it
 * is now is the other one. Only read; its places are told as places here.
 */
import { noDetails } from '../../../../shared/domain/entry/details.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import {
  coversScope,
  type Scope,
  toHold,
  toScope,
  type TargetId,
  unionScopes,
} from '../../../../shared/domain/entry/scope.ts';
import { type PhoneNumber, toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import { type Answer, refuse } from '../../answer.ts';
import { createEntryLoader } from '../../db/entries/entryRows.ts';
import { toScopeOrAll } from '../../db/entries/scopeRows.ts';
import { openSnapshot, type ReadableDb } from '../../db/handles.ts';
import { toStorageProblem } from '../../db/storageProblem.ts';
import type { ListDeps } from './listDeps.ts';
import { otherListWords as say } from '../../../../shared/words/core/list.ts';

/** A number that is blocked there: the entry there as it would be here, and the entry here. */
export type Pair = {
  readonly there: Entry;
  readonly here: Entry | undefined;
  /** Blocked there, and here not or for less. */
  readonly isLacking: boolean;
  /** False: blocked there only because a question is open. */
  readonly isListed: boolean;
};

const stretch = 5000;

/**
 * Reads the other database on a connection of its own. One that cannot be read is a refusal.
 * @throws what `read` throws and is no trouble of the storage
 */
export async function readOther<T>(path: string, read: (other: ReadableDb) => Promise<T>): Promise<Answer<T>> {
  try {
    const { db, close } = openSnapshot(path);
    try {
      return { ok: true, value: await read(db) };
    } finally {
      close();
    }
  } catch (error) {
    const problem = toStorageProblem(error, path);
    if (problem === undefined) throw error;
    return refuse(say.whatBlocksCannot(path, problem.message), 'path');
  }
}

/** What is blocked there, in order of number, some thousands at once; what is blocked only because a question is open comes last. */
export function* eachPair(deps: ListDeps, other: ReadableDb): Generator<readonly Pair[]> {
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
    isListed: boolean,
    thereOf: (number: PhoneNumber) => Entry | undefined,
  ): readonly Pair[] => {
    const own = store.entries.loadMany(numbers);
    const disputed = deps.conflicts.disputed(numbers);
    return numbers.flatMap((number): Pair[] => {
      const there = thereOf(number);
      if (there === undefined) return [];
      const holds = toOwn(there.holds);
      const here = own.get(number);
      // What a question here keeps blocked is blocked.
      const listed = here === undefined || here.removed !== null ? [] : here.holds;
      const blocked = disputed.has(number) ? unionScopes(listed, deps.conflicts.loadHolds(number)) : listed;
      return [{ there: { ...there, holds }, here, isLacking: !coversScope(blocked, holds, targets), isListed }];
    });
  };
  for (let after = 0; ;) {
    const numbers = next.all(after, stretch).map(toPhoneNumber);
    const last = numbers.at(-1);
    if (last === undefined) break;
    // In doubt it is blocked: a row there that cannot be read, too.
    const found = entries.loadReadable(numbers).entries;
    const pairs = compare(numbers, true, (number) => {
      const entry = found.get(number);
      const more = asked.get(number);
      return entry === undefined || more === undefined
        ? entry
        : { ...entry, holds: unionScopes(entry.holds, more.holds) };
    });
    for (const number of numbers) asked.delete(number);
    yield pairs;
    after = last;
  }
  // What was blocked only because a question was open.
  yield compare([...asked.keys()], false, (number) => asked.get(number));
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
    const scope = toScopeOrAll(holds);
    const before = found.get(number);
    const reason = say.aQuestionWithAbout(account);
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

type OtherAccount = { readonly id: number; readonly secret: string; readonly key: string };
const accountKeys = `SELECT id, secret_id AS secret, json_array(vendor, base_url, name) AS key FROM account`;

type OtherTarget = { readonly id: TargetId; readonly account: number; readonly key: string };
const targetKeys = `SELECT id, account_id AS account, json_array(kind, remote_id) AS key FROM target`;

/**
 * Holds there as holds here: targets are found by their account and the vendor's id. A place that is not known here
 * becomes everywhere, and an exception that is not known here is none: in doubt it is blocked.
 */
function createTargetMap({ store }: ListDeps, other: ReadableDb): (holds: Scope) => Scope {
  const accounts = mapAccounts(other, store.db);
  const own = new Map(
    store.db
      .prepare<[], OtherTarget>(targetKeys)
      .all()
      .map(({ id, account, key }) => [`${account} ${key}`, id]),
  );
  const map = new Map(
    other
      .prepare<[], OtherTarget>(targetKeys)
      .all()
      .map(({ id, account, key }) => [id, own.get(`${accounts.get(account)} ${key}`)]),
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

/**
 * Which account here each of the other's is, by id. One that was removed and connected again may look like the one that is connected now:
 * the random id of an account tells them apart. What both lists do not know by it is found by vendor, address and name, where that fits one
 * account of each list and no more.
 */
function mapAccounts(other: ReadableDb, own: ReadableDb): ReadonlyMap<number, number> {
  const theirs = other.prepare<[], OtherAccount>(accountKeys).all();
  const ours = own.prepare<[], OtherAccount>(accountKeys).all();
  const bySecret = new Map(ours.map(({ secret, id }) => [secret, id]));
  const theirSecrets = new Set(theirs.map(({ secret }) => secret));
  const alike = (accounts: readonly OtherAccount[], key: string) => accounts.filter((each) => each.key === key);
  return new Map(
    theirs.flatMap(({ id, secret, key }): [number, number][] => {
      const same = bySecret.get(secret);
      if (same !== undefined) return [[id, same]];
      const [found, ...more] = alike(ours, key);
      const isOnly = more.length === 0 && alike(theirs, key).length === 1;
      // An account that both lists know by its id is no other one, whatever either calls it.
      return found !== undefined && isOnly && !theirSecrets.has(found.secret) ? [[id, found.id]] : [];
    }),
  );
}
