/**
 * Scrubs from the open file to the certificate. Each lives in the core under an id until it is discarded; the halves of one
 * that was told no place are kept in the data directory meanwhile, readable by this person only.
 */
import { createReadStream, rmSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { ScrubCertificate, ScrubFound, ScrubOptions, ScrubPart } from '../../../shared/contract/scrub.ts';
import { type Instant, toEpochMs, toInstant } from '../../../shared/domain/instant.ts';
import { isRegion, type Region } from '../../../shared/domain/number.ts';
import type { RegistryDays } from '../../../shared/domain/registry.ts';
import { nameTarget, parseTarget, type TargetIndex } from '../../../shared/domain/targetText.ts';
import { ReadingError } from '../intake/reading/readingError.ts';
import { JobFailure, type Jobs, type JobWork } from '../jobs.ts';
import { type Answer, refuse } from '../list/listDeps.ts';
import type { Clock } from '../ports.ts';
import type { RegistryLookup } from '../registries/lookup.ts';
import { toCertificate, toCertificateText } from './certificate.ts';
import { toCertificatePdf } from './certificatePdf.ts';
import { createHalfFile } from './halfFile.ts';
import { createNumberReaders, type LeadColumns, type NumberReaders } from './leadCells.ts';
import { type LeadFile, type LeadRef, openLeadFile } from './leadFile.ts';
import { openListSnapshot } from './listSnapshot.ts';
import { createSieveKeeper } from './numberSieve.ts';
import { findPathProblem, toPartName } from './places.ts';
import type { Question } from './question.ts';
import { createRegistryAnswers } from './registryAnswers.ts';
import { splitLeads } from './splitLeads.ts';

export type ScrubDeps = {
  readonly dataDir: string;
  /** The list's database file. */
  readonly file: string;
  readonly uploadsDir: string;
  readonly version: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly jobs: Jobs;
  readonly targets: () => TargetIndex;
  readonly author: () => string;
  readonly region: () => Region | undefined;
  /** What is loaded, and for how many days a version may be used. */
  readonly registries: () => { readonly lookup: RegistryLookup; readonly days: RegistryDays };
  readonly changed: () => void;
};

export type ReadSettings = Parameters<typeof openLeadFile>[1];
export type ScrubPlaces = { readonly clean: string; readonly blocked: string };

type Scrub = {
  readonly id: string;
  leads: LeadFile;
  readonly region: Region | undefined;
  busy: boolean;
  done?: { readonly certificate: ScrubCertificate; readonly options: ScrubOptions; readonly places: ScrubPlaces };
};

/** One slice of work; a check waits no longer than this for its turn. */
const sliceMs = 12;
/** To tell from the size of a file about how many numbers will be asked for. */
const usualRowBytes = 40;

export type ScrubService = ReturnType<typeof createScrubService>;

export function createScrubService(deps: ScrubDeps) {
  const { clock, jobs } = deps;
  const scrubs = new Map<string, Scrub>();
  const sieves = createSieveKeeper();
  let readers: NumberReaders | undefined;
  const readersOf = (region: Region | undefined): NumberReaders =>
    readers !== undefined && readers.region === region ? readers : (readers = createNumberReaders(region));
  const keepDir = join(deps.dataDir, 'scrubs');
  // What a former desk kept ended with it.
  rmSync(keepDir, { recursive: true, force: true });

  const find = (id: string): Answer<Scrub> => {
    const scrub = scrubs.get(id);
    return scrub ? { ok: true, value: scrub } : refuse('This lead file is no longer open. Drop it again.');
  };
  const idle = (id: string): Answer<Scrub> => {
    const found = find(id);
    if (!found.ok || !found.value.busy) return found;
    return refuse('This lead file is still being worked on. Wait for it, or cancel it first.');
  };
  const toFound = ({ id, leads }: Scrub): ScrubFound => ({ ...leads.found, scrub: id });
  const partName = ({ leads }: Scrub, part: ScrubPart): string => toPartName(leads.found.name, part);

  /** A part as it is downloaded or saved. */
  async function* readPart({ done }: Scrub, part: ScrubPart): AsyncGenerator<Uint8Array> {
    if (done === undefined) return;
    if (part === 'certificate') yield Buffer.from(toCertificateText(done.certificate), 'utf8');
    else if (part === 'certificatePdf')
      yield await toCertificatePdf(done.certificate, toCertificateText(done.certificate));
    else
      for await (const chunk of createReadStream(done.places[part], { highWaterMark: 196_608 }))
        yield chunk as Uint8Array;
  }

  async function copyPart(scrub: Scrub, part: ScrubPart, path: string): Promise<void> {
    const file = await createHalfFile(path, deps.newId());
    try {
      for await (const bytes of readPart(scrub, part)) {
        file.append(bytes, 0, bytes.length);
        await file.flush();
      }
      await file.finish();
      await file.publish();
    } finally {
      await file.discard();
    }
  }

  const run =
    (scrub: Scrub, options: ScrubOptions, plan: ScrubPlan): JobWork<ScrubCertificate> =>
    async ({ signal, progress }) => {
      const { opened, found } = scrub.leads;
      const { places, question, region, columns } = plan;
      const { lookup, days } = deps.registries();
      const registries = createRegistryAnswers(lookup, days, toEpochMs(question.at));
      const release = registries?.hold();
      const snapshot = openListSnapshot(deps.file);
      const halves: Awaited<ReturnType<typeof createHalfFile>>[] = [];
      try {
        if (plan.isKept) await mkdir(join(keepDir, scrub.id), { recursive: true, mode: 0o700 });
        const tag = deps.newId();
        const clean = await createHalfFile(places.clean, tag);
        halves.push(clean);
        const blocked = await createHalfFile(places.blocked, tag);
        halves.push(blocked);
        const phoneNames = columns.phones.map((column) => toColumnName(found, column));
        const pause = createPause(clock, signal);
        progress(0, found.bytes, 'Reading the list.');
        const sieve = await sieves.sieveOf(snapshot, (found.bytes / usualRowBytes) * columns.phones.length, pause);
        const counts = await splitLeads({
          source: opened.source,
          dialect: opened.dialect,
          header: opened.header,
          name: found.name,
          columns,
          phoneNames,
          readers: readersOf(region),
          sieve,
          several: options.several,
          blockNotCovered: options.notCovered === 'block' && registries !== undefined,
          question,
          snapshot,
          registries,
          clean,
          blocked,
          signal,
          pause,
          progress: (read, rows) =>
            progress(read, found.bytes, `Compared ${rows.toLocaleString('en')} rows with the list.`),
        });
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
          input: opened,
          name: found.name,
          question: {
            target: question.target === undefined ? null : nameTarget(question.target),
            at: question.at,
            region: region ?? null,
            phoneColumns: columns.phones.map((column, place) => ({ column, name: phoneNames[place] ?? '' })),
            several: options.several,
            notCovered: options.notCovered,
          },
          counts,
          snapshot,
          registries,
          output,
        });
        scrub.done = { certificate, options, places };
        const { clean: kept, blocked: held } = certificate.rows;
        const message = `${kept.toLocaleString('en')} rows are clean, ${held.toLocaleString('en')} are blocked.`;
        return { result: certificate, message };
      } catch (error) {
        if (!signal.aborted && error instanceof ReadingError) throw new JobFailure(error.message);
        throw error;
      } finally {
        for (const half of halves) await half.discard();
        snapshot.close();
        release?.();
        scrub.busy = false;
        deps.changed();
      }
    };

  return {
    async open(ref: LeadRef, settings: ReadSettings, region: Region | undefined): Promise<Answer<ScrubFound>> {
      const opened = await openLeadFile(ref, withRegion(settings, region ?? deps.region()), deps.uploadsDir);
      if (!opened.ok) return refuse(opened.message);
      const scrub: Scrub = { id: deps.newId(), leads: opened.value, region, busy: false };
      scrubs.set(scrub.id, scrub);
      deps.changed();
      return { ok: true, value: toFound(scrub) };
    },

    async reread(id: string, settings: ReadSettings): Promise<Answer<ScrubFound>> {
      const found = idle(id);
      if (!found.ok) return found;
      const scrub = found.value;
      const region = scrub.region ?? deps.region();
      const opened = await openLeadFile(scrub.leads.ref, withRegion(settings, region), deps.uploadsDir);
      if (!opened.ok) return refuse(opened.message);
      scrub.leads = opened.value;
      delete scrub.done;
      deps.changed();
      return { ok: true, value: toFound(scrub) };
    },

    get(id: string): Answer<{ found: ScrubFound; step: 'found' | 'done'; options: ScrubOptions | null }> {
      const found = find(id);
      if (!found.ok) return found;
      const { done } = found.value;
      return {
        ok: true,
        value: {
          found: toFound(found.value),
          step: done === undefined ? 'found' : 'done',
          options: done?.options ?? null,
        },
      };
    },

    /** Starts the work as a job. */
    start(id: string, options: ScrubOptions, to: ScrubPlaces | undefined): Answer<string> {
      const found = idle(id);
      if (!found.ok) return found;
      const scrub = found.value;
      const planned = planScrub(scrub, options, to);
      if (!planned.ok) return planned;
      scrub.busy = true;
      delete scrub.done;
      const { id: job } = jobs.start(
        { kind: 'scrub', label: scrub.leads.found.name, subject: id },
        run(scrub, options, planned.value),
      );
      deps.changed();
      return { ok: true, value: job };
    },

    result(id: string): Answer<ScrubCertificate> {
      const found = find(id);
      if (!found.ok) return found;
      const { done } = found.value;
      return done === undefined
        ? refuse('This lead file has not been cleaned yet.')
        : { ok: true, value: done.certificate };
    },

    download(id: string, part: ScrubPart): Answer<AsyncGenerator<Uint8Array>> {
      const found = find(id);
      if (!found.ok) return found;
      if (found.value.done === undefined) return refuse('This lead file has not been cleaned yet.');
      return { ok: true, value: readPart(found.value, part) };
    },

    /** Writes a part to a path; rejects with a JobFailure when that cannot be done. */
    async save(id: string, part: ScrubPart, path: string): Promise<Answer<{ path: string }>> {
      const found = find(id);
      if (!found.ok) return found;
      const scrub = found.value;
      if (scrub.done === undefined) return refuse('This lead file has not been cleaned yet.');
      const { clean, blocked } = scrub.done.places;
      const problem = findPathProblem(scrub.leads.opened.source, [clean, blocked, path]);
      if (problem !== undefined) return refuse(problem);
      await copyPart(scrub, part, path);
      return { ok: true, value: { path } };
    },

    list: () =>
      [...scrubs.values()].map(({ id, leads, done }) => ({
        scrub: id,
        name: leads.found.name,
        step: done === undefined ? ('found' as const) : ('done' as const),
      })),

    async discard(id: string): Promise<Answer<null>> {
      const found = idle(id);
      if (!found.ok) return found;
      scrubs.delete(id);
      await found.value.leads.close();
      await rm(join(keepDir, id), { recursive: true, force: true });
      deps.changed();
      return { ok: true, value: null };
    },

    close: () => rmSync(keepDir, { recursive: true, force: true }),
  };

  /** Checks everything that can be checked before the work starts. */
  function planScrub(scrub: Scrub, options: ScrubOptions, to: ScrubPlaces | undefined): Answer<ScrubPlan> {
    const columns = parseColumns(options, scrub.leads.found);
    if (!columns.ok) return columns;
    if (options.region !== undefined && !isRegion(options.region))
      return refuse(`"${options.region}" is not a country code. Write it as two letters, such as US or IL.`, 'region');
    const target = options.target === undefined ? undefined : parseTarget(options.target, deps.targets());
    if (target?.ok === false) return refuse(target.message, 'target');
    const kept = { clean: join(keepDir, scrub.id, 'clean'), blocked: join(keepDir, scrub.id, 'blocked') };
    const places = to ?? kept;
    const problem = findPathProblem(scrub.leads.opened.source, [places.clean, places.blocked]);
    if (problem !== undefined) return refuse(problem);
    const question: Question = { target: target?.target, at: options.at ?? nowInstant() };
    return {
      ok: true,
      value: {
        columns: columns.value,
        question,
        places,
        isKept: to === undefined,
        names:
          to === undefined
            ? { clean: partName(scrub, 'clean'), blocked: partName(scrub, 'blocked') }
            : { clean: basename(to.clean), blocked: basename(to.blocked) },
        region: options.region ?? scrub.region ?? deps.region(),
      },
    };
  }

  function nowInstant(): Instant {
    return toInstant(clock.now());
  }
}

type ScrubPlan = {
  readonly columns: LeadColumns;
  readonly question: Question;
  readonly region: Region | undefined;
  readonly places: ScrubPlaces;
  readonly names: ScrubPlaces;
  /** The core keeps the halves, in its own directory. */
  readonly isKept: boolean;
};

function withRegion(settings: ReadSettings, region: Region | undefined): ReadSettings {
  return { ...settings, ...(region === undefined ? {} : { region }) };
}

function parseColumns(
  { mapping }: ScrubOptions,
  { columns, name }: Pick<ScrubFound, 'columns' | 'name'>,
): Answer<LeadColumns> {
  const beyond = mapping.find(({ column }) => column >= columns.length);
  if (beyond !== undefined)
    return refuse(`"${name}" has ${columns.length} columns; column ${beyond.column + 1} does not exist.`);
  const of = (wanted: string) => mapping.filter(({ field }) => field === wanted).map(({ column }) => column);
  const phones = [...new Set(of('phone'))].toSorted((a, b) => a - b);
  if (phones.length === 0)
    return refuse('No column is marked as the phone number. Choose the columns that hold numbers.');
  return {
    ok: true,
    value: { phones, areaCode: of('areaCode')[0] ?? null, countryCode: of('countryCode')[0] ?? null },
  };
}

function toColumnName({ columns }: ScrubFound | Omit<ScrubFound, 'scrub'>, column: number): string {
  return columns[column]?.header?.trim() || `column ${column + 1}`;
}

/** Lets others in after each slice; throws when the work is cancelled. */
function createPause(clock: Clock, signal: AbortSignal): () => Promise<void> {
  let since = clock.now();
  return async () => {
    signal.throwIfAborted();
    if (clock.now() - since < sliceMs) return;
    await clock.sleep(0);
    signal.throwIfAborted();
    since = clock.now();
  };
}
