/**
 * Opened changes of many entries, and their previews: whose numbers, what is done to each, and what would become of
 * them. They live here, not in the page, so a reload finds them again.
 */
import type { BulkAct, BulkOf, BulkResult, BulkSummary } from '../../../shared/contract/bulk.ts';
import type { Act } from '../../../shared/domain/entry/entry.ts';
import type { TargetIndex } from '../../../shared/domain/entry/targetText.ts';
import { type Instant, toInstant } from '../../../shared/domain/time/instant.ts';
import type { Zone } from '../../../shared/domain/time/zone.ts';
import type { DayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { type Answer, refuse } from '../answer.ts';
import type { JobControl, Jobs } from '../desk/jobs.ts';
import { createShelf, type Shelf, type Shelved } from '../files/shelf.ts';
import type { IntakeService } from '../intake/intakeService.ts';
import type { NamedNumbers } from '../intake/previewIntake.ts';
import { checkEditForAll, parseEdit } from '../list/commands/editPlan.ts';
import { toNumbers } from '../list/commands/numberInput.ts';
import type { ListService } from '../list/listService.ts';
import type { BulkParts } from './applyBulk.ts';
import { countLines, type NumberSource, sourceOfFile, sourceOfFilter, sourceOfNumbers } from './bulkSource.ts';
import { nameFilter } from './bulkWords.ts';
import { type BulkPlan, removal } from './planBulk.ts';
import { type BulkPreview, previewBulk } from './previewBulk.ts';
import { openBulksWords as say } from '../../../shared/words/core/bulk.ts';

export type Bulk = Shelved & {
  readonly at: Instant;
  readonly plan: BulkPlan;
  readonly of: BulkOf;
  readonly act: BulkAct;
  label: string;
  state: BulkState;
  result?: BulkResult;
};

/**
 * After a preview was carried out, or cancelled and taken back, its numbers are dropped: it no longer describes what is
 * there.
 */
export type BulkState =
  | { readonly step: 'opened' }
  | { readonly step: 'previewed'; readonly preview: Previewed }
  | { readonly step: 'applied' | 'cancelled'; readonly summary: BulkSummary };

export type Previewed = BulkPreview & {
  /** How many entries the list has. */
  readonly total: number;
  readonly lines: BulkSummary['lines'];
  readonly named?: NamedNumbers;
};

export type OpenBulksDeps = Pick<BulkParts, 'store' | 'conflicts' | 'clock'> & {
  readonly list: Pick<ListService, 'follow' | 'page' | 'search'>;
  readonly intake: Pick<IntakeService, 'reader'>;
  readonly jobs: Jobs;
  readonly newId: () => string;
  readonly author: () => string;
  readonly targets: () => TargetIndex;
  /** The desk's. */
  readonly zone: () => Zone;
  readonly toDay: DayWriter;
};

type Opened = { readonly source: NumberSource; readonly named?: NamedNumbers };
/** How the numbers will be read; a file is read when the job runs. */
type Source = { readonly name: string; readonly open: (job: JobControl) => Promise<Opened> };

/** Whether numbers may be called, somewhere or some day, which are blocked now. */
const mayRelease = (act: BulkAct): boolean =>
  act.kind === 'remove' || act.targets !== undefined || (act.expires !== undefined && act.expires !== null);

const numbersAtOnce = 2000;
const keptBulks = 8;

/** The shelf of bulks, and the previews that put them there. */
export function createOpenBulks(deps: OpenBulksDeps) {
  const { clock, list, intake, jobs, targets, zone, toDay } = deps;
  const shelf: Shelf<Bulk> = createShelf({
    kept: keptBulks,
    gone: refuse(say.thisPreviewIsNoLonger, 'bulk'),
    busy: refuse(say.thisIsStillBeing, 'bulk'),
    letGo: async () => {},
    changed: () => {},
  });

  function parseAct(act: BulkAct): Answer<BulkPlan> {
    if (act.kind === 'remove') return { ok: true, value: removal };
    const asked = { now: toInstant(clock.now()), zone: zone() };
    const edit = parseEdit(act, targets(), asked);
    if (!edit.ok) return edit;
    const checked = checkEditForAll(edit.value, targets(), asked);
    return checked.ok ? { ok: true, value: { kind: 'edit', plan: edit.value.plan } } : checked;
  }

  function openSource(of: BulkOf, act: BulkAct): Answer<Source> {
    if (of.kind === 'filter') {
      const { filter } = of;
      const open = async () => {
        const { matching } = await list.search({ filter, sort: { by: 'number', descending: false }, limit: 1 });
        return { source: sourceOfFilter(list.follow(filter), matching, numbersAtOnce) };
      };
      return { ok: true, value: { name: say.theFilter, open } };
    }
    if (of.kind === 'numbers') {
      const numbers = toNumbers(of.numbers);
      if (!numbers.ok) return numbers;
      const open = async () => ({ source: sourceOfNumbers(numbers.value, numbersAtOnce) });
      return { ok: true, value: { name: say.numbers(numbers.value.length), open } };
    }
    const reader = intake.reader(of.intake, { ...of, isRelease: mayRelease(act) });
    if (!reader.ok) return refuse(reader.message, 'of');
    const { name, read } = reader.value;
    const open = async (job: JobControl) => {
      const named = await read(job);
      return { source: sourceOfFile(named, numbersAtOnce), named };
    };
    return { ok: true, value: { name, open } };
  }

  function nameBulk(of: BulkOf, count: number, name: string): string {
    if (of.kind === 'filter') return nameFilter(count, of.filter, { targets: targets(), toDay, zone: zone() });
    return of.kind === 'file' ? say.of(count, name) : say.numbersCount(count);
  }

  async function preview(bulk: Bulk, { name, open }: Source, control: JobControl): Promise<void> {
    const { store, conflicts } = deps;
    const act: Act = { at: bulk.at, author: deps.author(), batchId: null };
    const { source, named } = await open(control);
    const previewed = await previewBulk(
      source,
      { plan: bulk.plan, act },
      { store, conflicts, targets: targets(), clock },
      control,
    );
    const { total } = list.page({ filter: {}, sort: { by: 'number', descending: false }, limit: 1 });
    const lines = named === undefined ? null : countLines(named, previewed.set);
    bulk.label = nameBulk(bulk.of, previewed.set.counts().change, name);
    bulk.state = {
      step: 'previewed',
      preview: { ...previewed, total, lines, ...(named === undefined ? {} : { named }) },
    };
  }

  return {
    shelf,

    /** Opens a bulk and starts its preview as a job; one that cannot be previewed is dropped. */
    preview(of: BulkOf, act: BulkAct): Answer<{ readonly bulk: string; readonly job: string }> {
      const plan = parseAct(act);
      if (!plan.ok) return plan;
      const source = openSource(of, act);
      if (!source.ok) return source;
      const { name } = source.value;
      const at = toInstant(clock.now());
      const id = deps.newId();
      const bulk: Bulk = { id, busy: true, at, plan: plan.value, of, act, label: name, state: { step: 'opened' } };
      shelf.put(bulk);
      const job = jobs.start({ kind: 'preview', label: name, subject: id }, (control) =>
        shelf.work(bulk, async () => {
          try {
            await preview(bulk, source.value, control);
            return { result: undefined, message: say.thePreviewIsReady };
          } catch (error) {
            await shelf.remove(bulk);
            throw error;
          }
        }),
      );
      return { ok: true, value: { bulk: id, job: job.id } };
    },
  };
}
