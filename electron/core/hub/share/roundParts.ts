/** What the steps of a round work with, and how each of them takes a page of the hub. */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { HubDesk, HubMark } from '../../db/sync/hubRows.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { Clock, Ports } from '../../ports.ts';
import { type HubAccount, type HubPage, HubProblem, type HubSession } from '../hubPort.ts';
import type { Arrivals } from './arrive.ts';
import type { HubStore } from './hubStore.ts';
import { roundWords as say } from '../../../../shared/words/core/hub.ts';

export type RoundParts = {
  readonly store: HubStore;
  readonly list: ListStore;
  readonly session: HubSession;
  readonly clock: Clock;
  readonly now: () => Instant;
  readonly author: () => string;
  readonly machine: string;
  readonly signal: AbortSignal;
  readonly tightenHeap?: Ports['tightenHeap'] | undefined;
};

/** Numbers that are read at once. */
export const readAtOnce = 10_000;

/** How this desk shares its list. @throws HubProblem where it shares none any more */
export function need({ rows }: HubStore): HubDesk {
  const hub = rows.load();
  if (hub === undefined) throw new HubProblem('notHub', say.thisDeskSharesNo);
  return hub;
}

/**
 * What has to be known beside the rows of a page. `accounts`: those that it names and this desk has never heard of; `mark`: the newest push
 * of the page, where none so new is known here.
 */
export type PageContext = { readonly accounts: readonly HubAccount[]; readonly mark: HubMark | undefined };

/** Takes a page in one transaction with `also`. Answers how many entries changed here. @throws HubProblem */
export async function take(parts: RoundParts, arrivals: Arrivals, page: HubPage, also: () => void): Promise<number> {
  return await takeWith(parts, arrivals, page, await askAbout(parts, page), also);
}

/** @throws HubProblem */
export async function askAbout(
  { session, store }: Pick<RoundParts, 'session' | 'store'>,
  page: HubPage,
): Promise<PageContext> {
  const uuids = store.words().lacking(page.statements);
  const accounts = uuids.length === 0 ? [] : await session.accounts(uuids);
  // A loop: of ten million revs a function for each leaves some hundred megabytes of garbage beside a copy.
  let rev = 0;
  for (const one of page.revs) if (one > rev) rev = one;
  if (rev <= (store.rows.newestMark()?.rev ?? 0)) return { accounts, mark: undefined };
  const digest = (await session.digests([rev])).get(rev);
  return { accounts, mark: digest === undefined ? undefined : { rev, digest } };
}

/** The same as `take`, where the hub is asked already. */
export async function takeWith(
  { store, clock, signal }: RoundParts,
  arrivals: Arrivals,
  page: HubPage,
  { accounts, mark }: PageContext,
  also: () => void,
): Promise<number> {
  signal.throwIfAborted();
  const received = arrivals.take(page, accounts, () => {
    if (mark !== undefined) store.rows.mark(mark.rev, mark.digest);
    also();
  });
  await clock.breathe();
  return received;
}

/** The numbers of a page for which `stays` says so. */
export function choose(page: HubPage, stays: (at: number) => boolean): HubPage {
  const places = Uint32Array.from(page.numbers.keys()).filter(stays);
  if (places.length === page.numbers.length) return page;
  const chosen = <T extends Float64Array | Uint32Array>(of: T): T =>
    (of as Uint32Array).filter((_, at) => stays(at)) as T;
  return {
    ...page,
    numbers: chosen(page.numbers),
    revs: chosen(page.revs),
    lines: chosen(page.lines),
    statementOf: chosen(page.statementOf),
    originOf: chosen(page.originOf),
    actsOf: chosen(page.actsOf),
  };
}

/** Whether the number at a place of a page is released. */
export function isReleased(page: HubPage, at: number): boolean {
  return page.acts[page.actsOf[at] ?? -1]?.removedAt !== null;
}
