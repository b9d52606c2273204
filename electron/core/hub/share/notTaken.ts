/** What the hub did not take of a push: numbers that somebody else had changed first, and such as it refuses. */
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { HubProblem } from '../hubPort.ts';
import type { Arrivals } from './arrive.ts';
import type { HubStore } from './hubStore.ts';
import { askAbout, choose, isReleased, need, readAtOnce, type RoundParts, take } from './roundParts.ts';

/**
 * Reads numbers that somebody else had changed first, wherever in the order of changes that was: a desk that broke off may be past it.
 * What is released comes with the other changes, which count how many releases there are. Answers how many entries changed here.
 * @throws HubProblem where the hub cannot be asked
 */
export async function readLost(parts: RoundParts, arrivals: Arrivals, numbers: readonly number[]): Promise<number> {
  const { store, session } = parts;
  const { rev: readTo } = need(store);
  let received = 0;
  for (let at = 0; at < numbers.length; at += readAtOnce) {
    const some = numbers.slice(at, at + readAtOnce);
    const page = await session.entriesOf(some);
    const there = new Set(page.numbers);
    const taken = choose(page, (place) => (page.revs[place] ?? 0) <= readTo || !isReleased(page, place));
    received += await take(parts, arrivals, taken, () => {
      // The hub has lost it, which is no release.
      for (const number of some) if (!there.has(number)) store.rows.saveRev(number, 0);
    });
  }
  return received;
}

/**
 * A number that the hub does not take. Where it would have weakened a block (the login was a lead's when it was done), what the hub
 * blocks is blocked here too, and a lead is asked; anything else keeps as it is and is told. One transaction: a desk that is
 * closed in between would go on without the block. @throws HubProblem where the hub cannot be asked
 */
export async function takeRefused(
  parts: RoundParts,
  arrivals: Arrivals,
  number: number,
  problem: HubProblem,
): Promise<void> {
  const { store, session } = parts;
  const page = problem.kind === 'weaker' ? await session.entriesOf([number]) : undefined;
  if (page === undefined || page.numbers.length === 0) {
    store.inTransaction(() => store.rows.refuse(number, problem.message));
    return;
  }
  const { accounts, mark } = await askAbout(parts, page);
  const [entry] = parts.list.entries.loadMany([toPhoneNumber(number)]).values();
  store.inTransaction(() => {
    if (entry?.removed != null) askForRelease(store, number, entry.removed);
    arrivals.takeBack(page, accounts);
    if (mark !== undefined) store.rows.mark(mark.rev, mark.digest);
  });
  await parts.clock.breathe();
}

function askForRelease(
  { requests, newId }: HubStore,
  number: number,
  { why, by: askedBy, at }: { readonly why: string; readonly by: string; readonly at: Parameters<typeof toEpochMs>[0] },
): void {
  if (requests.openOf(number) !== undefined) return;
  const open = { answer: null, answeredAt: null, answeredBy: null };
  requests.save({ id: newId(), number, kind: 'release', why, askedBy, at: toEpochMs(at), ...open }, true);
}
