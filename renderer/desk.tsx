/**
 * What every component may use, through React context: the client of the contract (`client`, and `queries` for TanStack
 * Query: `useQuery(queries.accounts.list.queryOptions())`), and the plain stores of the view.
 */
import { createTanstackQueryUtils, type RouterUtils } from '@orpc/tanstack-query';
import { ORPCError } from '@orpc/client';
import { createContext, type ReactNode, use } from 'react';
import { useStore } from 'zustand';
import type { JobRow } from '../shared/contract/app.ts';
import type { DeskClient } from '../shared/contract/contract.ts';
import type { Zone } from '../shared/domain/time/zone.ts';
import type { Link } from './link.ts';
import type { Notifier } from './notifier.ts';
import type { ActionsStore } from './stores/actions.ts';
import type { ConnectionStore } from './stores/connection.ts';
import type { JobsState, JobsStore } from './stores/jobs.ts';
import type { LockStore } from './stores/lock.ts';
import type { NowStore } from './stores/now.ts';
import type { ResultsStore } from './stores/results.ts';
import type { Panel, ViewStore } from './stores/view.ts';
import type { SelectionStore } from './stores/selection.ts';
import type { VersionsStore } from './stores/versions.ts';
import type { ZoneStore } from './stores/zone.ts';
import { ConnectionLost } from './webLink.ts';
import { deskWords as say } from '../shared/words/page/app.ts';

export type DeskQueries = RouterUtils<DeskClient>;

export type Desk = {
  readonly client: DeskClient;
  readonly queries: DeskQueries;
  readonly link: Link;
  /** Why the list could not be opened when the page was loaded; null: it is open. */
  readonly closed: string | null;
  /** What can be done now by a key or by name. */
  readonly actions: ActionsStore;
  readonly connection: ConnectionStore;
  readonly jobs: JobsStore;
  readonly view: ViewStore;
  readonly versions: VersionsStore;
  readonly clock: NowStore;
  readonly zone: ZoneStore;
  /** Notifications of the system. */
  readonly notifier: Notifier;
  /** What was done or went wrong last. */
  readonly results: ResultsStore;
  /** The lock of the screen. */
  readonly lock: LockStore;
  /** The numbers that are selected in the list. */
  readonly selection: SelectionStore;
};

export function toQueries(client: DeskClient): DeskQueries {
  return createTanstackQueryUtils(client);
}

const DeskContext = createContext<Desk | undefined>(undefined);

export function DeskProvider({ desk, children }: { desk: Desk; children: ReactNode }) {
  return <DeskContext value={desk}>{children}</DeskContext>;
}

/** The desk. Throws outside of `DeskProvider`. */
export function useDesk(): Desk {
  const desk = use(DeskContext);
  if (desk === undefined) throw new Error(say.useDeskIsCalledOutside);
  return desk;
}

/** The zone of the desk, in which all days and times are shown and given. */
export function useZone(): Zone {
  return useStore(useDesk().zone, ({ zone }) => zone);
}

/** Selects from the jobs that the core reports; keep the selector's result stable (a job, a number, a word). */
export function useJobs<T>(select: (state: JobsState) => T): T {
  return useStore(useDesk().jobs, select);
}

/** A job by its id, as it stands now. */
export function useJob(id: string | null): JobRow | undefined {
  return useJobs(({ byId }) => (id === null ? undefined : byId.get(id)));
}

/** The time on the screen: it advances every half minute. */
export function useNow(): Date {
  return useStore(useDesk().clock, ({ now }) => now);
}

/** Opens a panel over the screen, or with null closes the one that is open. */
export function useOpenPanel(): (panel: Panel | null) => void {
  const { view } = useDesk();
  return (panel) => view.setState({ panel });
}

/** Whether the core expected the failure: it says so of what it was asked about, and not of the way there. */
export function isExpected(error: unknown): boolean {
  return error instanceof ORPCError && error.defined;
}

/** The sentence to show for a failure: the core's own, if the core expected the failure. Never a stack or a code. */
export function toSentence(error: unknown): string {
  if (error instanceof ConnectionLost) return error.message;
  if (error instanceof ORPCError && error.defined) return error.message;
  if (error instanceof Error && !(error instanceof ORPCError) && error.name === 'Error') return error.message;
  return say.somethingWentWrongInside;
}
