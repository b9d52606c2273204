/**
 * What others changed since this desk last read. So many releases and narrowings at once that a person has to say that they are meant wait
 * for that, and they alone: what others blocked is taken meanwhile, as nobody asks a desk whether to take a block.
 */
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { HubCursor, HubHead, HubPage, HubRequest, ManyReleases } from '../hubPort.ts';
import { answerReleased } from './answerReleased.ts';
import type { Arrivals } from './arrive.ts';
import { findManyWeaker } from './manyWeaker.ts';
import { choose, isReleased, need, readAtOnce, type RoundParts, take } from './roundParts.ts';

/** What a reading came to. `stop`: releases wait for a person, and how far this desk has read stays what it was. */
type ChangesRead = { readonly received: number; readonly stop: ManyReleases | undefined };

/** Reads up to the push that was the newest when the head was read. @throws HubProblem where the hub cannot be asked */
export async function readChanges(parts: RoundParts, arrivals: Arrivals, head: HubHead): Promise<ChangesRead> {
  const { store, session } = parts;
  const { rows } = store;
  const { rev: from, releasesTo } = need(store);
  if (head.rev <= from) return { received: 0, stop: undefined };
  const { stop, narrowed } = await findManyWeaker(parts, Math.max(from, releasesTo), head.rev);
  const waits = (page: HubPage, at: number): boolean =>
    (page.revs[at] ?? 0) > releasesTo && (isReleased(page, at) || narrowed.has(page.numbers[at] ?? 0));
  const asked = await session.requests(from, head.rev);
  let received = 0;
  let place: HubCursor = { rev: from, number: 0 };
  for (;;) {
    const page = await session.changes(place, head.rev, readAtOnce);
    const last = lastOf(page);
    const isLast = page.numbers.length < readAtOnce;
    received += await take(parts, arrivals, stop === undefined ? page : choose(page, (at) => !waits(page, at)), () => {
      if (isLast) for (const request of asked) keepAsked(parts, request);
      if (stop !== undefined) return;
      if (isLast) {
        rows.save({ rev: head.rev });
        rows.mark(head.rev, head.digest);
      } else if (last !== undefined && last.rev - 1 > from) rows.save({ rev: last.rev - 1 });
    });
    if (isLast || last === undefined) break;
    place = last;
  }
  return { received, stop };
}

/** Where the number is released by now, that has answered it: whoever released it had not heard that it was asked. */
function keepAsked({ store, list }: RoundParts, request: HubRequest): void {
  store.requests.save(request, false);
  if (request.answer !== null) return;
  const removed = list.entries.load(toPhoneNumber(request.number))?.removed;
  if (removed != null) answerReleased(store, request.number, removed);
}

function lastOf({ numbers, revs }: HubPage): HubCursor | undefined {
  const [number, rev] = [numbers.at(-1), revs.at(-1)];
  return number === undefined || rev === undefined ? undefined : { rev, number };
}
