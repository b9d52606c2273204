/** The first copy of the hub, in order of number; it goes on where it broke off. What changes meanwhile comes with the changes. */
import { type Checkpoints, startCheckpoints } from '../../db/checkpointBeside.ts';
import { resizeCache } from '../../db/openDatabase.ts';
import type { HubPage, HubSession } from '../hubPort.ts';
import type { Ports } from '../../ports.ts';
import type { HubStore } from './hubStore.ts';
import type { PageContext } from './roundParts.ts';

export type CopyParts = {
  readonly store: HubStore;
  readonly session: HubSession;
  readonly tightenHeap?: Ports['tightenHeap'] | undefined;
};

/** Numbers of one page, and of one transaction: half as many would wait for the disk twice as often. */
const copiedAtOnce = 10_000;

/**
 * Copies what is not copied yet, and answers how many entries changed here. `contextOf` asks what has to be known beside the rows of a page;
 * `take` takes a page in one transaction with what it is given, while the next one is on its way.
 * @throws HubProblem
 */
export async function copyAll(
  { store, session, tightenHeap }: CopyParts,
  contextOf: (page: HubPage) => Promise<PageContext>,
  take: (page: HubPage, context: PageContext, also: () => void) => Promise<number>,
): Promise<number> {
  const { rows } = store;
  const { copyRev, copiedTo } = rows.load() ?? { copyRev: null, copiedTo: 0 };
  if (copyRev === null) return 0;
  const read = (after: number): Promise<HubPage> => {
    const page = session.copy(after, copiedAtOnce);
    // Where taking the page before it fails, nobody waits for this one.
    page.catch(() => {});
    return page;
  };
  const letHeapGrow = tightenHeap?.();
  let checkpoints: Checkpoints | undefined;
  let received = 0;
  try {
    for (let next: Promise<HubPage> | undefined = read(copiedTo); next !== undefined;) {
      const page: HubPage = await next;
      const last = page.numbers.at(-1);
      if (last === undefined) break;
      // One question at a time goes over a connection.
      const context = await contextOf(page);
      next = page.numbers.length < copiedAtOnce ? undefined : read(last);
      if (next !== undefined && checkpoints === undefined) {
        checkpoints = startCheckpoints(store.db);
        resizeCache(store.db, 'small');
      }
      received += await take(page, context, () => rows.save({ copiedTo: last }));
      await checkpoints?.committed();
    }
  } finally {
    await checkpoints?.close();
    if (checkpoints !== undefined && store.db.open) resizeCache(store.db, 'usual');
    letHeapGrow?.();
  }
  await noteWhole({ store, session }, copyRev);
  return received;
}

/** The copy is of the rev at which it began, or newer: from there on changes are read. */
async function noteWhole({ store, session }: CopyParts, copyRev: number): Promise<void> {
  const { rows, requests } = store;
  const digest = (await session.digests([copyRev])).get(copyRev);
  const asked = await session.requests(0, copyRev);
  store.inTransaction(() => {
    for (const request of asked) requests.save(request, false);
    rows.save({ rev: copyRev, copyRev: null });
    if (digest !== undefined) rows.mark(copyRev, digest);
  });
}
