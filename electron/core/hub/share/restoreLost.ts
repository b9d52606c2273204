/** Finds a hub that was put back to an older state, and offers again what it lacks. */
import type { HubMark } from '../../db/sync/hubRows.ts';
import { mayWeaken, type HubHead, type HubSession } from '../hubPort.ts';
import type { Arrivals } from './arrive.ts';
import type { HubStore } from './hubStore.ts';
import { need, readAtOnce, type RoundParts, take } from './roundParts.ts';

/**
 * Nothing is released here: what was read and is not there any more meets what is there as on the first day. Answers how many entries
 * changed here. @throws HubProblem where the hub cannot be asked
 */
export async function restoreLost(parts: RoundParts, arrivals: Arrivals, head: HubHead): Promise<number> {
  const { store, session } = parts;
  const { rows, requests } = store;
  const hub = need(store);
  // What is known here may be newer than all that was read: an own push that others were before, a page of a reading that broke off.
  const newest = rows.newestMark() ?? { rev: 0, digest: '' };
  const known = Math.max(newest.rev, hub.copyRev ?? hub.rev);
  const isSame =
    hub.epoch === head.epoch && head.rev >= known && (newest.rev === 0 || (await hasMark(session, head, newest)));
  if (isSame) return 0;
  session.forget();
  const marks = rows.listMarks();
  const digests = await session.digests(marks.map(({ rev }) => rev));
  const common = marks.find(({ rev, digest }) => digests.get(rev) === digest)?.rev ?? 0;
  const lost = store.inTransaction(() => {
    const numbers = rows.forgetAfter(common);
    requests.oweAgain(mayWeaken(head.role));
    forgetFacts(store);
    rows.clearSent();
    rows.save({
      epoch: head.epoch,
      rev: Math.min(hub.rev, common),
      nextPush: hub.nextPush + 1,
      releasesTo: 0,
      // A first copy is of the rev at which it began.
      ...(hub.copyRev === null ? {} : { copyRev: Math.min(hub.copyRev, common) }),
    });
    return numbers;
  });
  let received = 0;
  for (let at = 0; at < lost.length; at += readAtOnce)
    received += await take(parts, arrivals, await session.entriesOf(lost.slice(at, at + readAtOnce)), () => {});
  return received;
}

async function hasMark(session: HubSession, head: HubHead, { rev, digest }: HubMark): Promise<boolean> {
  return (rev === head.rev ? head.digest : (await session.digests([rev])).get(rev)) === digest;
}

/** What others told of vendors is counted anew at an older hub: it is read from the beginning. What this desk told, it knows to tell again. */
function forgetFacts({ leases }: HubStore): void {
  for (const { account, isOwn } of leases.list())
    leases.change(account, isOwn ? { factsRev: 0, entryRev: 0 } : { rev: 0, factsRev: 0, entryRev: 0 });
}
