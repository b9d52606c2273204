/**
 * The work of a scrub, as a job: one snapshot of the list is asked about every row of the lead file, the two halves are
 * written beside their places and moved there once both are whole, and the certificate says what was done.
 */
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { ScrubCertificate, ScrubFound, ScrubOptions } from '../../../shared/contract/scrub.ts';
import { toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import type { Region } from '../../../shared/domain/numbers/number.ts';
import type { RegistryDays } from '../../../shared/domain/registries/registry.ts';
import { nameTarget } from '../../../shared/domain/entry/targetText.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { ReadingError } from '../files/readingError.ts';
import { JobFailure, type JobWork } from '../desk/jobs.ts';
import type { Clock } from '../ports.ts';
import type { RegistryLookup } from '../registries/lookup.ts';
import { toCertificate } from './certificate/certificate.ts';
import { createHalfFile, type HalfFile } from './leads/halfFile.ts';
import { createNumberReaders, type NumberReaders } from './leads/numberReaders.ts';
import { type ListLookup, type LookupThread, startLookup } from './ask/listLookup.ts';
import { type ListSnapshot, openListSnapshot } from './ask/listSnapshot.ts';
import { createLookUpHere, type LookUp } from './ask/lookUp.ts';
import { createSieveKeeper } from './ask/numberSieve.ts';
import { nameColumn, type Scrub, type ScrubPlan } from './planScrub.ts';
import { createRegistryAnswers } from './ask/registryAnswers.ts';
import { splitLeads } from './leads/splitLeads.ts';
import { createWorkbookHalf } from './leads/workbookHalf.ts';

/** One slice of work; a check waits no longer than this for its turn. */
const sliceMs = 8;
/** To tell from the size of a file about how many numbers will be asked for. */
const usualRowBytes = 40;
/** Fewer numbers are looked up before a worker has started. */
const worthAWorker = 50_000;

type OpenedList = { readonly snapshot: ListSnapshot; readonly lookup: ListLookup | undefined };

/** On the worker's thread; on this one where there is none, or none any more. */
function toLookUp(snapshot: ListSnapshot, lookup: ListLookup | undefined, pause: () => Promise<void>): LookUp {
  const here = createLookUpHere(snapshot, pause);
  return lookup === undefined ? here : (numbers) => lookup.lookUp(numbers).catch(() => here(numbers));
}

/**
 * `start` turns a plan into the work of a job; the sieve and the readers of one scrub serve the next. `expect`: a lead file of
 * so many bytes is being opened. `close` ends what was started or is read ahead.
 */
export function createScrubRun(deps: {
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
  /** Keeps what the columns of a file that was cleaned were for. */
  readonly remember: (found: Omit<ScrubFound, 'scrub'>, options: ScrubOptions) => void;
  readonly changed: () => void;
}) {
  const { clock, keepDir } = deps;
  const sieves = createSieveKeeper();
  let readers: NumberReaders | undefined;
  let ahead: ListLookup | undefined;
  let started: LookupThread | undefined;

  async function openList(expectedNumbers: number): Promise<OpenedList> {
    if (expectedNumbers < worthAWorker) return { snapshot: openListSnapshot(deps.file), lookup: undefined };
    const thread = started ?? startLookup(deps.file);
    started = undefined;
    return await thread.open();
  }

  function expect(bytes: number): void {
    if (bytes / usualRowBytes >= worthAWorker) started ??= startLookup(deps.file);
  }

  /** Once a large file is done: the next one is likely, and is quicker with a sieve. */
  async function readAhead(lookup: ListLookup): Promise<void> {
    const before = ahead;
    ahead = lookup;
    await before?.close();
    const loaded = await lookup.loadSieve();
    if (loaded !== undefined) sieves.keep(loaded);
    await lookup.close();
  }

  const readersOf = (region: Region | undefined): NumberReaders =>
    readers !== undefined && readers.region === region ? readers : (readers = createNumberReaders(region));

  const start =
    (scrub: Scrub, options: ScrubOptions, plan: ScrubPlan): JobWork<ScrubCertificate> =>
    async ({ signal, progress }) => {
      const { opened, dialect, found } = scrub.leads;
      const isWorkbook = options.halves === 'workbook';
      const sheet = scrub.leads.sheet === undefined ? undefined : { ...scrub.leads.sheet, isSafe: !isWorkbook };
      // What an archive or a workbook unpacks to is not known before the end.
      const bytes = opened.source.picks === undefined ? found.bytes : null;
      const { places, question, region, columns } = plan;
      const loaded = deps.registries();
      const registries = createRegistryAnswers(loaded.lookup, loaded.days, toEpochMs(question.at));
      const release = registries?.hold();
      const expected = (found.bytes / usualRowBytes) * columns.phones.length;
      const halves: HalfFile[] = [];
      let list: OpenedList | undefined;
      try {
        list = await openList(expected);
        const { snapshot, lookup } = list;
        if (plan.isKept) await mkdir(join(keepDir, scrub.id), { recursive: true, mode: 0o700 });
        const tag = deps.newId();
        const openHalf = (path: string, name: string) =>
          isWorkbook ? createWorkbookHalf(path, { tag, dialect, sheet: name, signal }) : createHalfFile(path, tag);
        const clean = await openHalf(places.clean, 'Clean');
        halves.push(clean);
        const blocked = await openHalf(places.blocked, 'Blocked');
        halves.push(blocked);
        const nameOf = (column: number) => nameColumn(found.columns, column);
        const pause = createPause(clock, signal);
        progress(0, bytes, 'Reading the list.');
        const sieve = await sieves.sieveOf(snapshot, expected, pause);
        const counts = await splitLeads({
          source: opened.source,
          dialect,
          sheet,
          header: opened.header,
          name: found.name,
          columns,
          nameOf,
          readers: readersOf(region),
          sieve,
          several: options.several,
          blockNotCovered: options.notCovered === 'block' && registries !== undefined,
          blockDoubtful: options.doubtful === 'block',
          question,
          snapshot,
          lookUp: toLookUp(snapshot, lookup, pause),
          registries,
          clean,
          blocked,
          signal,
          pause,
          progress: (read, rows) => progress(read, bytes, `Compared ${toCount(rows)} rows with the list.`),
        });
        if (isWorkbook) progress(bytes ?? 0, bytes, 'Writing the workbooks.');
        const output = {
          clean: { name: plan.names.clean, ...(await clean.finish()) },
          blocked: { name: plan.names.blocked, ...(await blocked.finish()) },
        };
        signal.throwIfAborted();
        await blocked.publish();
        await clean.publish();
        const certificate = toCertificate({
          version: deps.version,
          madeAt: toInstant(clock.now()),
          madeBy: deps.author(),
          leads: scrub.leads,
          question: {
            target: question.target === undefined ? null : nameTarget(question.target),
            at: question.at,
            region: region ?? null,
            phoneColumns: columns.phones.map((column) => ({ column, name: nameOf(column) })),
            several: options.several,
            notCovered: options.notCovered,
            doubtful: options.doubtful,
          },
          columns,
          counts,
          snapshot,
          registries,
          halves: isWorkbook ? 'workbook' : sheet === undefined ? 'asIs' : 'csv',
          output,
        });
        scrub.done = { certificate, options, places };
        deps.remember(found, options);
        const { clean: kept, blocked: held } = certificate.rows;
        const message = `${toCount(kept)} rows are clean, ${toCount(held)} are blocked.`;
        return { result: certificate, message };
      } catch (error) {
        if (!signal.aborted && error instanceof ReadingError) throw new JobFailure(error.message);
        throw error;
      } finally {
        for (const half of halves) await half.discard();
        if (list?.lookup !== undefined) {
          if (signal.aborted || !sieves.wants(expected, list.snapshot.entries)) await list.lookup.close();
          else void readAhead(list.lookup);
        }
        list?.snapshot.close();
        release?.();
        scrub.busy = false;
        deps.changed();
      }
    };

  async function close(): Promise<void> {
    await started?.close();
    await ahead?.close();
  }

  return { start, expect, close };
}

/** Lets others in after each slice; throws when the work is cancelled. */
function createPause(clock: Clock, signal: AbortSignal): () => Promise<void> {
  let since = clock.now();
  return async () => {
    signal.throwIfAborted();
    if (clock.now() - since < sliceMs) return;
    await clock.breathe();
    signal.throwIfAborted();
    since = clock.now();
  };
}
