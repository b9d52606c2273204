/**
 * Reads the account's remote lists, one page per transaction, and merges what they hold. Before each page goes what is more
 * urgent: a new block never waits for more than the page that is being read. Where the vendor names no rate, several lists
 * are read side by side.
 */
import type { RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { lookAtHead, type LookContext, mayLook } from './headLook.ts';
import { type ListScan, openList, type Reading } from './listReading.ts';
import type { RunContext } from './runContext.ts';
import { readListsWords as say } from '../../../../shared/words/core/sync/vendor.ts';

/** A reading of fewer pages is as short as a look at the head. */
const pagesBeforeLook = 3;
/** So many lists are read at once at most. */
const sideBySide = 4;
/** While a reading waits for its turn, it is looked this often (ms) for something to send. */
const lookEveryMs = 1000;

/** The lists that the account has at its vendor. */
export function remoteLists({ view }: Pick<RunContext, 'view'>): readonly RemoteList[] {
  const { capabilities, targets } = view();
  if (capabilities.agents !== 'record') return [''];
  return targets.flatMap(({ remoteId, state }) =>
    remoteId !== null && (state === 'active' || state === 'inactive') ? [remoteId] : [],
  );
}

/** Reads the lists; one that is not in the answer was not read because the run had to stop. */
export async function readLists(
  context: RunContext,
  lists: readonly RemoteList[],
  reading: Omit<Reading, 'note'>,
): Promise<ReadonlyMap<RemoteList, ListScan>> {
  const { requests, view } = context;
  const done = new Map<RemoteList, ListScan>();
  const most = view().capabilities.requestsPerMinute === null ? Math.min(sideBySide, lists.length) : 1;
  // Lists that are read side by side are tried again by themselves: nothing is sent while a page of another is on its way.
  const alone = most > 1 ? { ...reading, meanwhile: () => Promise.resolve() } : reading;
  const note = createNote(context, lists);
  let open = lists.map((list) => openList(context, list, { ...alone, note }));
  let pages = 0;
  while (open.length > 0) {
    await waitForTurn(context, reading.meanwhile);
    if (pages === pagesBeforeLook && reading.isFirst) await lookAtHeads(context, lists);
    if (requests.halted() !== null) break;
    pages = Math.min(pages + 1, pagesBeforeLook);
    const ended = await Promise.all(open.slice(0, most).map(async (one) => ({ one, end: await one.readPage() })));
    for (const { one, end } of ended) if (end !== undefined) done.set(one.list, end);
    open = open.filter(({ list }) => !done.has(list));
  }
  return done;
}

/** Before a page of a long reading, where the last look is some minutes old: what is new there does not wait for the reading. */
async function lookAtHeads(context: RunContext, lists: readonly RemoteList[]): Promise<void> {
  if (!mayLook(context) || !context.takeLook()) return;
  const { requests } = context;
  const ask: LookContext['ask'] = (request) => requests.read(request, { mayBeForbidden: true, tries: 1 });
  for (const list of lists) await lookAtHead({ ...context, ask }, list);
}

/** Sends what is urgent until a page may be asked for. */
async function waitForTurn({ requests }: RunContext, meanwhile: () => Promise<void>): Promise<void> {
  for (;;) {
    await meanwhile();
    const ms = requests.untilReading();
    if (ms <= 0 || requests.halted() !== null) return;
    await requests.pause(Math.min(ms, lookEveryMs));
  }
}

/** Tells how far the reading is: out of how many, once the vendor has said so for every list. */
function createNote({ view, progress }: RunContext, lists: readonly RemoteList[]): Reading['note'] {
  const totals = new Map<RemoteList, number>();
  const reads = new Map<RemoteList, number>();
  const sum = (of: ReadonlyMap<RemoteList, number>) => [...of.values()].reduce((before, one) => before + one, 0);
  return (list, read, total) => {
    reads.set(list, read);
    if (total !== null) totals.set(list, Math.max(read, total));
    const done = sum(reads);
    const all = totals.size < lists.length ? null : sum(totals);
    progress(say.readingSList(view().name, done), done, all);
  };
}
