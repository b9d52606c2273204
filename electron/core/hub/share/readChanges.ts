/**
 * What others changed since this desk last read. So many releases at once that a person has to say that they are meant wait for that,
 * and they alone: what others blocked is taken meanwhile, as nobody asks a desk whether to take a block.
 */
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import { type HubCursor, type HubHead, type HubPage, type HubRequest, ManyReleases } from '../hubPort.ts';
import { answerReleased } from './answerReleased.ts';
import type { Arrivals } from './arrive.ts';
import { choose, isReleased, need, readAtOnce, type RoundParts, take } from './roundParts.ts';
import { roundWords as say } from '../../../../shared/words/core/hub.ts';

/** At least so many releases in one reading, or one in a hundred blocks, are taken only when a person says so. */
const fewReleases = 5;

/** What a reading came to. `stop`: releases wait for a person, and how far this desk has read stays what it was. */
type ChangesRead = { readonly received: number; readonly stop: ManyReleases | undefined };

/** Reads up to the push that was the newest when the head was read. @throws HubProblem where the hub cannot be asked */
export async function readChanges(parts: RoundParts, arrivals: Arrivals, head: HubHead): Promise<ChangesRead> {
  const { store, session } = parts;
  const { rows } = store;
  const { rev: from, releasesTo } = need(store);
  if (head.rev <= from) return { received: 0, stop: undefined };
  const stop = await findManyReleases(parts, Math.max(from, releasesTo), head.rev);
  const asked = await session.requests(from, head.rev);
  let received = 0;
  let place: HubCursor = { rev: from, number: 0 };
  for (;;) {
    const page = await session.changes(place, head.rev, readAtOnce);
    const last = lastOf(page);
    const isLast = page.numbers.length < readAtOnce;
    received += await take(parts, arrivals, stop === undefined ? page : withoutReleases(page, releasesTo), () => {
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

function withoutReleases(page: HubPage, acceptedTo: number): HubPage {
  return choose(page, (at) => (page.revs[at] ?? 0) <= acceptedTo || !isReleased(page, at));
}

/** Whether so much would be released here that a person has to say that it is meant. */
async function findManyReleases(
  { store, list, session }: RoundParts,
  from: number,
  upTo: number,
): Promise<ManyReleases | undefined> {
  if (upTo <= from) return undefined;
  const released = await session.releases(from, upTo);
  const blocked = store.db.prepare<[], number>('SELECT coalesce(sum(live), 0) FROM scope').pluck().get() ?? 0;
  const most = Math.max(fewReleases, Math.floor(blocked / 100));
  if (released.length <= most) return undefined;
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
  // The push tells this question from one about as many other numbers.
  return here > most ? new ManyReleases(say.onTheSharedListNumbers(here, newest), newest) : undefined;
}
