/**
 * The work of a scrub, as a job. One snapshot of the list is asked about every row of the lead file; the two halves are
 * written beside their paths and renamed once both are whole; and the certificate says what was done.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScrubCertificate, ScrubOptions } from '../../../shared/contract/scrub.ts';
import { nameTarget } from '../../../shared/domain/entry/targetText.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { RegistryDays } from '../../../shared/domain/registries/registry.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { type JobControl, JobFailure } from '../desk/jobs.ts';
import { ReadingError } from '../files/readingError.ts';
import type { Clock } from '../ports.ts';
import type { RegistryLookup } from '../registries/lookup.ts';
import { type AskedList, createListKeeper, createPause, type ListKeeper } from './ask/listKeeper.ts';
import { createRegistryAnswers, type RegistryAnswers } from './ask/registryAnswers.ts';
import { toCertificate } from './certificate/certificate.ts';
import { type HalfPair, openHalves } from './leads/halfPair.ts';
import { nameColumn } from './leads/leadColumns.ts';
import { createNumberReaders, type NumberReaders } from './leads/numberReaders.ts';
import type { ReadTask } from './leads/readTask.ts';
import { createRefusedNumbers, type RefusedNumbers } from './leads/refusedNumbers.ts';
import { createLeadThreads } from './leads/scanBeside.ts';
import type { ScrubCounts } from './leads/scrubCounts.ts';
import { splitLeads } from './leads/splitLeads.ts';
import type { Scrub, ScrubPlan } from './planScrub.ts';
import { runScrubWords as say } from '../../../shared/words/core/scrub.ts';

export type ScrubRunDeps = {
  /** The list's database file. */
  readonly file: string;
  /** Where the core keeps the halves of scrubs that were told no place. */
  readonly keepDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly author: () => string;
  /** What is loaded, and for how many days a version may be used. */
  readonly registries: () => { readonly lookup: RegistryLookup; readonly days: RegistryDays };
};

export type ScrubRuns = {
  /** Call it when a lead file of this size is opened, so that threads can start. */
  readonly expect: (bytes: number) => void;
  /** Carries a plan out. @throws JobFailure when the file cannot be read or a half not be written, and the signal's reason */
  readonly run: (
    scrub: Scrub,
    options: ScrubOptions,
    plan: ScrubPlan,
    control: JobControl,
  ) => Promise<{ readonly certificate: ScrubCertificate; readonly message: string }>;
  /** Ends what was started or is copied; see `ListKeeper`. */
  readonly close: ListKeeper['close'];
};

/** What a person asked for. */
type Asked = { readonly scrub: Scrub; readonly options: ScrubOptions; readonly plan: ScrubPlan };

/** What answers about the numbers of one run. */
type Answering = {
  readonly list: AskedList;
  readonly registries: RegistryAnswers | undefined;
  /** For numbers of the country of the file. */
  readonly readers: NumberReaders;
  readonly readTask: ReadTask;
  readonly pause: () => Promise<void>;
};

/** The runs of one desk, of which one prepares the next: what it read of the list, and its readers of numbers. */
export function createScrubRun(deps: ScrubRunDeps): ScrubRuns {
  const { clock, keepDir } = deps;
  const lists = createListKeeper(deps.file);
  const threads = createLeadThreads();
  let readers: NumberReaders | undefined;

  const readersOf = (region: Region | undefined): NumberReaders =>
    readers !== undefined && readers.region === region ? readers : (readers = createNumberReaders(region));

  async function openPair(
    scrub: Scrub,
    options: ScrubOptions,
    plan: ScrubPlan,
    signal: AbortSignal,
  ): Promise<HalfPair> {
    if (plan.isKept) await mkdir(join(keepDir, scrub.id), { recursive: true, mode: 0o700 });
    const written = { tag: deps.newId(), dialect: scrub.leads.dialect, isWorkbook: options.halves === 'workbook' };
    return openHalves(plan.paths, { ...written, signal });
  }

  return {
    expect(bytes) {
      lists.expect(bytes);
      threads.expect(bytes);
    },
    async run(scrub, options, plan, control) {
      const { signal } = control;
      const loaded = deps.registries();
      const registries = createRegistryAnswers(loaded.lookup, loaded.days, plan.question.ageAt);
      const release = registries?.hold();
      const pause = createPause(clock, signal);
      let list: AskedList | undefined;
      let halves: HalfPair | undefined;
      try {
        list = await lists.open({ bytes: scrub.leads.found.bytes, phones: plan.columns.phones.length }, pause);
        const answering = { list, registries, readers: readersOf(plan.region), readTask: threads.read, pause };
        const asked = { scrub, options, plan };
        let refused = createRefusedNumbers(scrub.leads.found.bytes);
        halves = await openPair(scrub, options, plan, signal);
        let counts = await split(asked, answering, refused, halves, control);
        if (refused.isLate()) {
          await halves.discard();
          refused = refused.again();
          halves = await openPair(scrub, options, plan, signal);
          counts = await split(asked, answering, refused, halves, control);
        }
        const certificate = await publish(asked, answering, { counts, halves }, deps, control);
        const { clean, blocked } = certificate.rows;
        const message = say.rowsAreCleanAreBlocked(clean, blocked);
        return { certificate, message };
      } catch (error) {
        if (!signal.aborted && error instanceof ReadingError) throw new JobFailure(error.message);
        throw error;
      } finally {
        await halves?.discard();
        await list?.close(signal.aborted);
        release?.();
      }
    },
    async close(how) {
      await threads.close();
      await lists.close(how);
    },
  };
}

/** How far the job has come where all is read; null: what an archive or a workbook unpacks to is not known before the end. */
const toTotal = ({ opened, found }: Scrub['leads']): number | null =>
  opened.source.picks === undefined ? found.bytes : null;

/** Splits the rows into the halves. */
async function split(
  { scrub: { leads }, options, plan }: Asked,
  { list, registries, readers, readTask, pause }: Answering,
  refused: RefusedNumbers,
  halves: HalfPair,
  { signal, progress }: JobControl,
): Promise<ScrubCounts> {
  const { opened, dialect, found } = leads;
  const { question, columns } = plan;
  const sheet = leads.sheet === undefined ? undefined : { ...leads.sheet, isSafe: options.halves !== 'workbook' };
  const bytes = toTotal(leads);
  const nameOf = (column: number) => nameColumn(found.columns, column);
  progress(0, bytes, say.readingTheList);
  return splitLeads({
    source: opened.source,
    dialect,
    sheet,
    header: opened.header,
    hasNumberAbove: leads.hasNumberAbove,
    name: found.name,
    columns,
    nameOf,
    readers,
    readTask,
    mayHold: list.mayHold,
    known: list.known,
    several: options.several,
    blockNotCovered: options.notCovered === 'block' && registries !== undefined,
    blockDoubtful: options.doubtful === 'block',
    question,
    snapshot: list.snapshot,
    lookUp: list.lookUp,
    registries,
    refused,
    clean: halves.clean,
    blocked: halves.blocked,
    signal,
    pause,
    progress: (read, rows) => progress(read, bytes, say.comparedRowsWith(rows)),
  });
}

/** Gives the halves their names and answers the certificate of what was done. */
async function publish(
  { scrub: { leads }, options, plan }: Asked,
  { list, registries }: Answering,
  { counts, halves }: { readonly counts: ScrubCounts; readonly halves: HalfPair },
  deps: Pick<ScrubRunDeps, 'version' | 'author' | 'clock'>,
  { signal, progress }: JobControl,
): Promise<ScrubCertificate> {
  const { question, region, columns } = plan;
  const isWorkbook = options.halves === 'workbook';
  const bytes = toTotal(leads);
  if (isWorkbook) progress(bytes ?? 0, bytes, say.writingTheWorkbooks);
  const output = await halves.finish(plan.names);
  signal.throwIfAborted();
  await halves.publish();
  const { several, notCovered, doubtful } = options;
  return toCertificate({
    version: deps.version,
    madeAt: toInstant(deps.clock.now()),
    madeBy: deps.author(),
    doubted: question.doubted,
    leads,
    question: {
      target: question.target === undefined ? null : nameTarget(question.target),
      at: question.at,
      region: region ?? null,
      phoneColumns: columns.phones.map((column) => ({ column, name: nameColumn(leads.found.columns, column) })),
      several,
      notCovered,
      doubtful,
    },
    columns,
    counts,
    snapshot: list.snapshot,
    registries,
    halves: isWorkbook ? 'workbook' : leads.sheet === undefined ? 'asIs' : 'csv',
    output,
  });
}
