/**
 * Counts what the changes that are about to be read would let through here: numbers that were released, and blocks that were made smaller.
 * So many at once that a person has to say that they are meant wait for that.
 */
import { isWeaker } from '../../../../shared/domain/entry/weaker.ts';
import { everywhere, type Scope } from '../../../../shared/domain/entry/scope.ts';
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import { type HubCursor, ManyReleases } from '../hubPort.ts';
import { readAtOnce, type RoundParts } from './roundParts.ts';
import { roundWords as say } from '../../../../shared/words/core/hub.ts';

/** At least so many in one reading, or one in a hundred blocks, are taken only when a person says so. */
const fewReleases = 5;

/** `narrowed`: the numbers whose block is smaller there than here. */
export type Weaker = { readonly stop: ManyReleases | undefined; readonly narrowed: ReadonlySet<number> };

type Parts = Pick<RoundParts, 'store' | 'list' | 'session' | 'now'>;

/** What weakens blocks of this desk between two pushes. @throws HubProblem where the hub cannot be asked */
export async function findManyWeaker(parts: Parts, from: number, upTo: number): Promise<Weaker> {
  if (upTo <= from) return { stop: undefined, narrowed: new Set() };
  const released = await countReleased(parts, from, upTo);
  const found = await findNarrowed(parts, from, upTo);
  const narrowed = new Set(found.numbers);
  const blocked = parts.store.db.prepare<[], number>('SELECT coalesce(sum(live), 0) FROM scope').pluck().get() ?? 0;
  const most = Math.max(fewReleases, Math.floor(blocked / 100));
  const here = released.here + narrowed.size;
  if (here <= most) return { stop: undefined, narrowed };
  // The push tells this question from one about as many other numbers.
  const newest = Math.max(released.newest, found.newest);
  const tell = narrowed.size === 0 ? say.onTheSharedListNumbers : say.orMadeSmaller;
  return { stop: new ManyReleases(tell(here, newest), newest), narrowed };
}

async function countReleased(
  { list, session }: Parts,
  from: number,
  upTo: number,
): Promise<{ readonly here: number; readonly newest: number }> {
  const released = await session.releases(from, upTo);
  let [here, newest] = [0, 0];
  for (let at = 0; at < released.length; at += readAtOnce) {
    const some = released.slice(at, at + readAtOnce);
    const entries = list.entries.loadMany(some.map(({ number }) => toPhoneNumber(number)));
    for (const { number, rev } of some) {
      if (entries.get(toPhoneNumber(number))?.removed !== null) continue;
      here += 1;
      newest = Math.max(newest, rev);
    }
  }
  return { here, newest };
}

/** Only numbers in scopes that leave something open are read: those of an import, say, block everywhere and for good. */
async function findNarrowed(
  parts: Parts,
  from: number,
  upTo: number,
): Promise<{ readonly numbers: readonly number[]; readonly newest: number }> {
  const { session, list, store, now } = parts;
  const at = now();
  const targets = store.targets();
  const weakens = (holds: Scope, ours: Scope): boolean =>
    isWeaker({ removed: null, holds: ours }, { removed: null, holds }, at, targets);
  const scopes = await readScopes(parts, from, upTo);
  const open = [...scopes].flatMap(([id, holds]) => (weakens(holds, everywhere) ? [id] : []));
  const numbers: number[] = [];
  let newest = 0;
  let place: HubCursor | undefined = open.length === 0 ? undefined : { rev: from, number: Number.MAX_SAFE_INTEGER };
  while (place !== undefined) {
    const page = await session.blockedIn(open, place, upTo, readAtOnce);
    const entries = list.entries.loadMany(page.map(({ number }) => toPhoneNumber(number)));
    const known = store.rows.loadKnown(page.map(({ number }) => number));
    for (const { number, rev, scope } of page) {
      // What this desk changed itself, or never shared, blocks for all that either side says.
      const { rev: read, owed } = known(number);
      if (read === undefined || read === rev || owed !== undefined) continue;
      const ours = entries.get(toPhoneNumber(number));
      const theirs = scopes.get(scope);
      if (ours === undefined || ours.removed !== null || theirs === undefined || !weakens(theirs, ours.holds)) continue;
      numbers.push(number);
      newest = Math.max(newest, rev);
    }
    place = page.length < readAtOnce ? undefined : page.at(-1);
  }
  return { numbers, newest };
}

/** The scopes of what was changed and blocks. Whatever they name becomes known here, as with the changes themselves. */
async function readScopes(
  { session, store, now }: Parts,
  from: number,
  upTo: number,
): Promise<ReadonlyMap<number, Scope>> {
  const scopes = await session.scopes(from, upTo);
  const words = store.words();
  const uuids = words.lacking(scopes);
  if (uuids.length > 0) {
    const accounts = await session.accounts(uuids);
    store.inTransaction(() => words.learn(scopes, accounts, toEpochMs(now())));
  }
  return new Map(scopes.map(({ id, holds }) => [id, words.toStatement({ holds, details: {} }).statement.holds]));
}
