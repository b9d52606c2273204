/**
 * Bulk edits and removals that somebody opened, from the preview to the applied batch. They live here and not in the page, so
 * a reload finds them again. Nothing is written to the list before `apply`, and then only what the preview showed.
 */
import Papa from 'papaparse';
import type { BulkAct, BulkGroup, BulkItem, BulkOf, BulkResult, BulkSummary } from '../../../shared/contract/bulk.ts';
import type { Act } from '../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { type Instant, toInstant } from '../../../shared/domain/time/instant.ts';

import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import type { Events } from '../desk/events.ts';
import type { IntakeService, NamedNumbers } from '../intake/intakeService.ts';
import { eachReject, toNotMeantSentence } from '../intake/plan/lineCounts.ts';
import type { Jobs, JobWork } from '../desk/jobs.ts';
import { toLeftEntry } from '../list/batches/batchService.ts';
import { csvOptions } from '../files/write/csvCells.ts';
import { checkEditForAll, parseEdit } from '../list/commands/editPlan.ts';
import { type Answer, needsPerson, refuse } from '../answer.ts';
import type { ListService } from '../list/listService.ts';
import { toNumbers } from '../list/commands/numberInput.ts';
import { applyBulk, type BulkParts } from './applyBulk.ts';
import {
  countLines,
  eachObjected,
  type NumberSource,
  sourceOfFile,
  sourceOfFilter,
  sourceOfNumbers,
} from './bulkSource.ts';
import { askMeanings, nameFilter, toBulkItem } from './bulkWords.ts';
import { type BulkPlan, removal } from './planBulk.ts';
import { type BulkPreview, previewBulk } from './previewBulk.ts';

export type BulkDeps = BulkParts & {
  readonly list: Pick<ListService, 'follow' | 'page' | 'search'>;
  readonly intake: Pick<IntakeService, 'reader'>;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly newId: () => string;
  readonly author: () => string;
  readonly targets: () => TargetIndex;
  /** The desk's. */
  readonly zone: () => Zone;
  readonly toDay: DayWriter;
};

type Bulk = {
  readonly id: string;
  readonly at: Instant;
  readonly plan: BulkPlan;
  readonly of: BulkOf;
  readonly act: BulkAct;
  /** Cancelled: its entries were changed and taken back, so that the preview is no longer of what is there. */
  step: 'working' | 'previewed' | 'applied' | 'cancelled';
  label: string;
  preview?: BulkPreview & {
    readonly total: number;
    readonly lines: BulkSummary['lines'];
    readonly named?: NamedNumbers;
  };
  result?: BulkResult;
};

export type BulkService = ReturnType<typeof createBulkService>;

const numbersAtOnce = 2000;
const rowsAtOnce = 1000;
/** Above so many entries, or this share of the list, the count has to be given back. */
const largestUnasked = 1000;
const largestShare = 0.05;
const keptBulks = 8;

/** The count that has to be confirmed, or null. */
function toConfirm(changes: number, total: number): number | null {
  return changes > largestUnasked || changes > total * largestShare ? changes : null;
}

export function createBulkService(deps: BulkDeps) {
  const { store, conflicts, clock, list, intake, jobs, events, targets, zone, toDay } = deps;
  const bulks = new Map<string, Bulk>();

  function find(id: string): Answer<Bulk> {
    const bulk = bulks.get(id);
    return bulk ? { ok: true, value: bulk } : refuse('This preview is no longer open. Start again.', 'bulk');
  }

  function findPreview(id: string): Answer<{ readonly bulk: Bulk; readonly preview: NonNullable<Bulk['preview']> }> {
    const found = find(id);
    if (!found.ok) return found;
    const { preview } = found.value;
    return preview ? { ok: true, value: { bulk: found.value, preview } } : refuse('There is no preview yet.', 'bulk');
  }

  function parseAct(act: BulkAct): Answer<BulkPlan> {
    if (act.kind === 'remove') return { ok: true, value: removal };
    const asked = { now: toInstant(clock.now()), zone: zone() };
    const edit = parseEdit(act, targets(), asked);
    if (!edit.ok) return edit;
    const checked = checkEditForAll(edit.value, targets(), asked);
    return checked.ok ? { ok: true, value: { kind: 'edit', plan: edit.value.plan } } : checked;
  }

  type Opened = { readonly source: NumberSource; readonly named?: NamedNumbers };

  /** How the numbers will be read; a file is read when the job runs. */
  function openSource(
    of: BulkOf,
  ): Answer<{ readonly name: string; readonly open: (job: Parameters<JobWork<unknown>>[0]) => Promise<Opened> }> {
    if (of.kind === 'filter') {
      const { filter } = of;
      const open = async () => {
        const { matching } = await list.search({ filter, sort: { by: 'number', descending: false }, limit: 1 });
        return { source: sourceOfFilter(list.follow(filter), matching, numbersAtOnce) };
      };
      return { ok: true, value: { name: 'the filter', open } };
    }
    if (of.kind === 'numbers') {
      const numbers = toNumbers(of.numbers);
      if (!numbers.ok) return numbers;
      const open = async () => ({ source: sourceOfNumbers(numbers.value, numbersAtOnce) });
      return { ok: true, value: { name: countOf(numbers.value.length, 'number'), open } };
    }
    const reader = intake.reader(of.intake, of);
    if (!reader.ok) return refuse(reader.message, 'of');
    const { name, read } = reader.value;
    const open = async (job: Parameters<JobWork<unknown>>[0]) => {
      const named = await read(job);
      return { source: sourceOfFile(named, numbersAtOnce), named };
    };
    return { ok: true, value: { name, open } };
  }

  function nameBulk(of: BulkOf, count: number, name: string): string {
    if (of.kind === 'filter') return nameFilter(count, of.filter, { targets: targets(), toDay, zone: zone() });
    return of.kind === 'file' ? `${countOf(count, 'number')} of ${name}` : countOf(count, 'number');
  }

  function forgetOld(): void {
    const idle = [...bulks.values()].filter(({ step }) => step !== 'working');
    for (const { id } of idle.slice(0, Math.max(0, idle.length - keptBulks))) bulks.delete(id);
  }

  async function* eachItem(id: string, group: BulkGroup): AsyncGenerator<BulkItem> {
    for (let offset = 0; ; offset += rowsAtOnce) {
      const page = listItems(id, group, offset, rowsAtOnce);
      if (!page.ok || page.value.items.length === 0) return;
      yield* page.value.items;
      await clock.breathe();
    }
  }

  function listItems(
    id: string,
    group: BulkGroup,
    offset: number,
    limit: number,
  ): Answer<{ readonly items: readonly BulkItem[]; readonly total: number }> {
    const found = findPreview(id);
    if (!found.ok) return found;
    const { bulk, preview } = found.value;
    const rows = preview.set.window(group, offset, limit);
    const entries = store.entries.loadMany(rows.map(({ number }) => number));
    const context = { targets: targets(), toDay };
    const items = rows.map((row) => toBulkItem(row, entries.get(row.number), bulk.plan, context));
    return { ok: true, value: { items, total: preview.set.counts()[group] } };
  }

  return {
    preview(of: BulkOf, act: BulkAct): Answer<{ readonly bulk: string; readonly job: string }> {
      const plan = parseAct(act);
      if (!plan.ok) return plan;
      const source = openSource(of);
      if (!source.ok) return source;
      const id = deps.newId();
      const at = toInstant(clock.now());
      const bulk: Bulk = { id, at, plan: plan.value, of, act, step: 'working', label: source.value.name };
      bulks.set(id, bulk);
      const by: Act = { at, author: deps.author(), batchId: null };
      const job = jobs.start({ kind: 'preview', label: source.value.name, subject: id }, async (control) => {
        try {
          const opened = await source.value.open(control);
          const parts = { store, conflicts, targets: targets(), clock };
          const preview = await previewBulk(opened.source, plan.value, by, parts, control);
          const { total } = list.page({ filter: {}, sort: { by: 'number', descending: false }, limit: 1 });
          const { named } = opened;
          const lines = named === undefined ? null : countLines(named, preview.set);
          bulk.preview = { ...preview, total, lines, ...(named === undefined ? {} : { named }) };
          bulk.label = nameBulk(of, preview.set.counts().change, source.value.name);
          bulk.step = 'previewed';
          forgetOld();
          return { result: undefined, message: 'The preview is ready.' };
        } catch (error) {
          bulks.delete(id);
          throw error;
        }
      });
      return { ok: true, value: { bulk: id, job: job.id } };
    },

    summary(id: string): Answer<BulkSummary> {
      const found = findPreview(id);
      if (!found.ok) return found;
      const { bulk, preview } = found.value;
      const groups = preview.set.counts();
      const { fields, narrower, total, lines, named } = preview;
      const meanings = named?.meanings ?? [];
      const confirm = toConfirm(groups.change, total);
      const { kind } = bulk.plan;
      return {
        ok: true,
        value: {
          bulk: id,
          kind,
          label: bulk.label,
          groups,
          fields,
          narrower,
          total,
          confirm,
          lines,
          meanings: [...meanings],
          question: askMeanings(kind, lines, meanings),
        },
      };
    },

    items: listItems,

    /** A group as CSV, in chunks. */
    export(id: string, group: BulkGroup): Answer<AsyncGenerator<string>> {
      const found = findPreview(id);
      if (!found.ok) return found;
      async function* chunks(): AsyncGenerator<string> {
        yield 'number,what,field,before,after\r\n';
        for await (const { number, sentence, changes } of eachItem(id, group)) {
          const rows =
            changes.length === 0
              ? [[number, sentence, '', '', '']]
              : changes.map(({ field, before, after }) => [number, sentence, field, before, after]);
          yield `${Papa.unparse(rows, csvOptions)}\r\n`;
        }
      }
      return { ok: true, value: chunks() };
    },

    /** The rejected lines of a file as CSV, in chunks. */
    rejects(id: string): Answer<Generator<string>> {
      const found = findPreview(id);
      if (!found.ok) return found;
      const { named } = found.value.preview;
      function* chunks(): Generator<string> {
        yield 'line,column,reason,text\r\n';
        if (named === undefined) return;
        for (const rejects of [eachReject(named.staging, toNotMeantSentence), eachObjected(named)])
          for (const { line, column, message, text } of rejects)
            yield `${Papa.unparse([[line, column, message, text]], csvOptions)}\r\n`;
      }
      return { ok: true, value: chunks() };
    },

    apply(id: string, why: string, confirm: number | undefined): Answer<string> {
      const found = findPreview(id);
      if (!found.ok) return found;
      const { bulk, preview } = found.value;
      if (bulk.step === 'applied') return refuse('This was carried out already. Undo it from its batch.', 'bulk');
      if (bulk.step === 'cancelled')
        return refuse('This was cancelled and taken back. Look again at what it would do.', 'bulk');
      if (bulk.step === 'working') return refuse('This is being carried out right now.', 'bulk');
      const question = askMeanings(bulk.plan.kind, preview.lines, preview.named?.meanings ?? []);
      if (question !== null) return needsPerson(question.sentence);
      const groups = preview.set.counts();
      if (groups.change === 0) return refuse('There is nothing to change.', 'bulk');
      const asked = toConfirm(groups.change, preview.total);
      if (asked !== null && confirm !== asked) {
        const verb = bulk.plan.kind === 'remove' ? 'remove' : 'change';
        const message = `This would ${verb} ${countOf(asked, 'number')} of ${toCount(preview.total)}: confirm it by giving the count ${asked}.`;
        return needsPerson(message);
      }
      bulk.step = 'working';
      const rejected = preview.lines?.rejected ?? 0;
      const details = { of: toDetails(bulk), act: bulk.act };
      const about = { label: bulk.label, author: deps.author(), why, details, rejected };
      const { id: job } = jobs.start({ kind: 'bulk', label: bulk.label, subject: id }, async (control) => {
        try {
          const done = await applyBulk(preview.set, bulk.plan, about, deps, control);
          const { left, ...counts } = done;
          const { same, notOnList } = groups;
          bulk.result = { ...counts, same, notOnList, left: left.map((one) => toLeftEntry(one, toDay)) };
          bulk.step = done.state;
          return { result: bulk.result, message: toEnding(bulk.plan.kind, done) };
        } finally {
          if (bulk.step === 'working') bulk.step = 'previewed';
          events.publish({ type: 'changed', topics: ['list', 'batches'] });
        }
      });
      return { ok: true, value: job };
    },

    result(id: string): Answer<BulkResult> {
      const found = find(id);
      if (!found.ok) return found;
      const { result } = found.value;
      return result ? { ok: true, value: result } : refuse('This has not been carried out.', 'bulk');
    },

    list: () =>
      [...bulks.values()].map(({ id, plan, label, step, at }) => ({ bulk: id, kind: plan.kind, label, step, at })),

    discard(id: string): Answer<null> {
      const found = find(id);
      if (!found.ok) return found;
      if (found.value.step === 'working') return refuse('This is still being worked on. Cancel it first.', 'bulk');
      bulks.delete(id);
      return { ok: true, value: null };
    },
  };
}

/** What the batch keeps about where its numbers came from; a choice of numbers is in its journal. */
function toDetails({ of, label }: Bulk): Readonly<Record<string, unknown>> {
  if (of.kind === 'filter') return { filter: of.filter };
  return of.kind === 'file' ? { file: label, mapping: of.mapping } : { numbers: of.numbers.length };
}

function toEnding(kind: BulkPlan['kind'], done: { changed: number; leftCount: number; state: string }): string {
  if (done.state === 'cancelled') return 'Cancelled: what it had changed was taken back.';
  const verb = kind === 'remove' ? 'removed' : 'changed';
  const left = done.leftCount === 0 ? '' : ` ${countOf(done.leftCount, 'number')} left as they are.`;
  return `${countOf(done.changed, 'number')} ${verb}.${left}`;
}
