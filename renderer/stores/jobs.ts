/** Long work as the core reports it (imports, syncs, undos), newest state of each job. Filled by live.ts. */
import { createStore, type StoreApi } from 'zustand/vanilla';
import type { JobRow } from '../../shared/contract/app.ts';

export type JobsState = { readonly byId: ReadonlyMap<string, JobRow> };
export type JobsStore = StoreApi<JobsState>;

export function createJobsStore(): JobsStore {
  return createStore<JobsState>(() => ({ byId: new Map() }));
}

/** Saves a job's newest state. Only the last 100 jobs are remembered. */
export function putJob(store: JobsStore, job: JobRow): void {
  store.setState(({ byId }) => {
    const next = new Map(byId).set(job.id, job);
    for (const id of next.keys()) {
      if (next.size <= 100) break;
      next.delete(id);
    }
    return { byId: next };
  });
}

/** The newest running job about this subject (an intake or an account), if any. */
export function findRunning(state: JobsState, kind: JobRow['kind'], subject: string | null): JobRow | undefined {
  return [...state.byId.values()].findLast(
    (job) => job.state === 'running' && job.kind === kind && (subject === null || job.subject === subject),
  );
}

/** How the newest work of this kind on this subject ended, if it was cancelled or failed. */
export function findEnded({ byId }: JobsState, kind: JobRow['kind'], subject: string): JobRow | undefined {
  const last = [...byId.values()].findLast((job) => job.kind === kind && job.subject === subject);
  return last?.state === 'failed' || last?.state === 'cancelled' ? last : undefined;
}
