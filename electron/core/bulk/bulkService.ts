/**
 * Bulk edits and removals, from the preview (openBulks.ts) to the applied batch. Nothing is written to the list before
 * `apply`, and then only what the preview showed.
 */
import type { BulkAct, BulkGroup, BulkItem, BulkOf, BulkResult, BulkSummary } from '../../../shared/contract/bulk.ts';
import { type Answer, needsPerson, refuse } from '../answer.ts';
import type { Events } from '../desk/events.ts';
import type { JobControl } from '../desk/jobs.ts';
import { toLeftEntry } from '../list/batches/batchService.ts';
import { applyBulk, type BulkDone, type BulkParts } from './applyBulk.ts';
import { type BulkItems, createBulkItems, summariseBulk } from './bulkItems.ts';
import { type Bulk, createOpenBulks, type OpenBulksDeps, type Previewed } from './openBulks.ts';
import type { BulkPlan } from './planBulk.ts';
import { bulkServiceWords as say } from '../../../shared/words/core/bulk.ts';

export type BulkDeps = BulkParts & OpenBulksDeps & { readonly events: Events };

export type BulkService = {
  readonly preview: (of: BulkOf, act: BulkAct) => Answer<{ readonly bulk: string; readonly job: string }>;
  /** What the preview says; after it was carried out, what it said then. */
  readonly summary: (id: string) => Answer<BulkSummary>;
  /** The numbers of a group from index `offset` on. */
  readonly items: (
    id: string,
    group: BulkGroup,
    offset: number,
    limit: number,
  ) => Answer<{ readonly items: readonly BulkItem[]; readonly total: number }>;
  /** A group as CSV, in chunks. */
  readonly export: (id: string, group: BulkGroup) => Answer<AsyncGenerator<string>>;
  /** The rejected lines of a file as CSV, in chunks. */
  readonly rejects: (id: string) => Answer<AsyncGenerator<string>>;
  /** Carries the preview out as a job. `confirm`: the count of entries, where it has to be confirmed. */
  readonly apply: (id: string, why: string, confirm: number | undefined) => Answer<string>;
  readonly result: (id: string) => Answer<BulkResult>;
  readonly list: () => {
    readonly bulk: string;
    readonly kind: BulkPlan['kind'];
    readonly label: string;
    readonly step: 'working' | 'previewed' | 'applied' | 'cancelled';
    readonly at: Bulk['at'];
  }[];
  readonly discard: (id: string) => Promise<Answer<null>>;
};

type Open = { readonly bulk: Bulk; readonly preview: Previewed };

const ended = {
  applied: refuse(say.thisWasCarriedOut, 'bulk'),
  cancelled: refuse(say.thisWasCancelled, 'bulk'),
};

/** The bulks of one desk. */
export function createBulkService(deps: BulkDeps): BulkService {
  const { store, clock, jobs, events, targets, toDay } = deps;
  const { shelf, ...opening } = createOpenBulks(deps);

  function findPreview(id: string): Answer<Open> {
    const found = shelf.find(id);
    if (!found.ok) return found;
    const { state } = found.value;
    if (state.step === 'opened') return refuse(say.thereIsNoPreview, 'bulk');
    if (state.step !== 'previewed') return ended[state.step];
    return { ok: true, value: { bulk: found.value, preview: state.preview } };
  }

  function look<T>(id: string, at: (items: BulkItems, bulk: Bulk) => T): Answer<T> {
    const found = findPreview(id);
    if (!found.ok) return found;
    const { bulk } = found.value;
    const words = () => ({ targets: targets(), toDay });
    return { ok: true, value: at(createBulkItems(bulk.plan, found.value.preview, { store, clock, words }), bulk) };
  }

  async function apply({ bulk, preview: shown }: Open, why: string, control: JobControl): Promise<BulkDone> {
    const summary = summariseBulk(bulk, shown);
    const about = {
      label: bulk.label,
      author: deps.author(),
      why,
      details: { of: toDetails(bulk), act: bulk.act },
      rejected: summary.lines?.rejected ?? 0,
    };
    try {
      const done = await applyBulk({ set: shown.set, plan: bulk.plan }, about, deps, control);
      const { left, warnings, ...counts } = done;
      const { same, notOnList } = summary.groups;
      bulk.result = {
        ...counts,
        same,
        notOnList,
        left: left.map((one) => toLeftEntry(one, toDay)),
        warnings: [...warnings],
      };
      bulk.state = { step: done.state, summary };
      return done;
    } finally {
      events.publish({ type: 'changed', topics: ['list', 'batches'] });
    }
  }

  return {
    ...opening,
    summary(id) {
      const open = shelf.find(id);
      if (open.ok && 'summary' in open.value.state) return { ok: true, value: open.value.state.summary };
      const found = findPreview(id);
      return found.ok ? { ok: true, value: summariseBulk(found.value.bulk, found.value.preview) } : found;
    },
    items: (id, group, offset, limit) => look(id, ({ list }) => list(group, offset, limit)),
    export: (id, group) => look(id, (items, bulk) => shelf.reading(bulk, items.export(group))),
    rejects: (id) => look(id, (items, bulk) => shelf.reading(bulk, items.rejects())),
    apply(id, why, confirm) {
      const idle = shelf.idle(id);
      const found = idle.ok ? findPreview(id) : idle;
      if (!found.ok) return found;
      const { bulk } = found.value;
      const { question, groups, confirm: asked, total } = summariseBulk(bulk, found.value.preview);
      if (question !== null) return needsPerson(question.sentence);
      if (groups.change === 0) return refuse(say.thereIsNothingTo, 'bulk');
      if (asked !== null && confirm !== asked) {
        const verb = bulk.plan.kind === 'remove' ? 'remove' : 'change';
        const message = say.thisWouldOfConfirm(verb, asked, total);
        return needsPerson(message);
      }
      const { id: job } = jobs.start({ kind: 'bulk', label: bulk.label, subject: id }, (control) =>
        shelf.work(bulk, async () => {
          const done = await apply(found.value, why, control);
          return { result: bulk.result, message: toEnding(bulk.plan.kind, done) };
        }),
      );
      return { ok: true, value: job };
    },
    result(id) {
      const found = shelf.find(id);
      if (!found.ok) return found;
      const { result } = found.value;
      return result ? { ok: true, value: result } : refuse(say.thisHasNotBeenCarried, 'bulk');
    },
    list: () =>
      shelf.list().map(({ id, plan, label, state, busy, at }) => ({
        bulk: id,
        kind: plan.kind,
        label,
        step: busy || state.step === 'opened' ? 'working' : state.step,
        at,
      })),
    discard: shelf.discard,
  };
}

/** What the batch keeps about the source of its numbers; chosen numbers are in its journal. */
function toDetails({ of, label }: Bulk): Readonly<Record<string, unknown>> {
  if (of.kind === 'filter') return { filter: of.filter };
  return of.kind === 'file' ? { file: label, mapping: of.mapping } : { numbers: of.numbers.length };
}

function toEnding(kind: BulkPlan['kind'], done: BulkDone): string {
  if (done.state === 'cancelled') return say.cancelledWhatItHad;
  const verb = kind === 'remove' ? 'removed' : 'changed';
  const left = done.leftCount === 0 ? '' : say.leftAsTheyAre(done.leftCount);
  return [`${say.numbers(done.changed)} ${verb}.${left}`, ...done.warnings].join(' ');
}
