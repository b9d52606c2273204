/**
 * Loading a registry's file in two steps: read to its end and shown, then taken over. Between them the numbers wait in a
 * stage of their own; nothing that `check` or a scrub asks changes before the second step has ended well.
 */
import { join } from 'node:path';
import type { ColumnsAsked, RegistryColumns, RegistryPreview } from '../../../shared/contract/registries.ts';
import { nameRegistry, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import type { SourceRef } from '../intake/source.ts';
import { JobFailure, type Jobs } from '../desk/jobs.ts';
import { type Answer, needsPerson, notFound, refuse } from '../answer.ts';
import type { Clock } from '../ports.ts';
import type { CatalogArea } from './catalog.ts';
import { findDayProblem, findDoubts, planLists, type PlannedArea, planVersion } from './planLoad.ts';
import { defaultCaps, type ReadingCaps } from './reading/openMembers.ts';
import { readRegistry } from './reading/readRegistry.ts';
import { RegistryProblem } from './reading/registryProblem.ts';
import { isUnchanged, type LocatedSource, locateSource } from './registrySource.ts';
import { createStage, type Stage } from './stage.ts';
import { takeOver } from './takeOver.ts';

export type OpenRequest = {
  readonly from: SourceRef;
  readonly list?: RegistryList | undefined;
  readonly version?: string | undefined;
  readonly columns?: RegistryColumns | undefined;
};

/** A file that was taken over, for the log. */
export type TakenOver = {
  readonly load: string;
  readonly preview: RegistryPreview;
  readonly version: string;
  readonly areas: readonly CatalogArea[];
};

export type LoadDeps = {
  readonly dir: string;
  readonly clock: Clock;
  readonly newId: () => string;
  readonly jobs: Jobs;
  readonly author: () => string;
  readonly uploadsDir: string;
  readonly catalog: () => readonly CatalogArea[];
  /** Why nothing can be loaded; undefined when it can. */
  readonly problem: () => string | undefined;
  readonly remembered: (signature: string) => RegistryColumns | undefined;
  readonly remember: (signature: string, columns: RegistryColumns) => void;
  /** Called after the catalog was replaced. */
  readonly done: (taken: TakenOver) => void;
  /** Removes files that nothing names. */
  readonly sweep: () => void;
  readonly caps?: ReadingCaps;
};

type Read = {
  readonly preview: RegistryPreview;
  readonly areas: readonly PlannedArea[];
  readonly columns: { readonly signature: string; readonly columns: RegistryColumns } | null;
};
type Load = {
  readonly id: string;
  readonly stage: Stage;
  source?: LocatedSource;
  asks?: ColumnsAsked;
  read?: Read;
  isBusy: boolean;
};

export type RegistryLoads = {
  readonly open: (request: OpenRequest) => Answer<{ job: string; load: string }>;
  readonly preview: (
    id: string,
  ) => Answer<{ state: 'found'; preview: RegistryPreview } | { state: 'asks'; asks: ColumnsAsked }>;
  readonly apply: (id: string, choice: { version?: string | undefined; sure: boolean }) => Answer<{ job: string }>;
  readonly discard: (id: string) => Promise<boolean>;
  /** A file is being taken over just now. */
  readonly isBusy: () => boolean;
};

const keptLoads = 3;

export function createRegistryLoads(deps: LoadDeps): RegistryLoads {
  const { dir, clock, jobs } = deps;
  const loads = new Map<string, Load>();
  let isTakingOver = false;

  const find = (id: string): Answer<Load> => {
    const load = loads.get(id);
    if (load === undefined) return notFound('This file is no longer open. Choose it again.');
    return load.isBusy
      ? refuse('This file is still being worked on. Wait for it, or cancel it first.')
      : { ok: true, value: load };
  };

  async function drop(load: Load): Promise<void> {
    loads.delete(load.id);
    load.stage.close();
    await load.source?.close();
  }

  /** A page that was closed leaves its files open here; only the last few are kept. */
  function forgetOld(): void {
    const idle = [...loads.values()].filter(({ isBusy }) => !isBusy);
    for (const old of idle.slice(0, Math.max(0, idle.length - keptLoads))) void drop(old);
  }

  async function read(
    load: Load,
    request: OpenRequest,
    job: { signal: AbortSignal; progress: (done: number, total: number | null, message: string) => void },
  ): Promise<string> {
    const located = await locateSource(request.from, deps.uploadsDir, job.signal);
    if (!located.ok) throw new JobFailure(located.message);
    const source = located.value;
    load.source = source;
    const reading = await readRegistry(source, {
      sink: load.stage,
      country: request.list === undefined ? undefined : countryOf(request.list),
      columns: request.columns,
      remembered: deps.remembered,
      clock,
      caps: deps.caps ?? defaultCaps,
      signal: job.signal,
      progress: (bytes) => job.progress(bytes, null, `Read ${toCount(Math.round(bytes / 1e6))} MB.`),
    });
    if (!(await isUnchanged(source)))
      throw new JobFailure(`"${source.name}" was changed while it was read. Choose it again.`);
    if (reading.kind === 'asks') {
      load.asks = reading.asks;
      return 'Its columns have to be told.';
    }
    const staged = load.stage.areas();
    const areas = planLists(staged, request.list, wholeCountry(load.stage));
    if (!areas.ok) throw new JobFailure(areas.message);
    const names = [source.name, ...reading.members.map(({ name }) => name)];
    const dates =
      source.isDated || reading.members.length > 1 || /\.zip$/i.test(source.name)
        ? reading.members.map(({ changedAt }) => changedAt)
        : [];
    const { kind, day } = reading;
    const version = planVersion({ kind, names, changedAt: dates, given: request.version, day, now: clock.now() });
    const present = areas.value.map((area) => ({ ...area, before: findBefore(area, deps.catalog()) }));
    const missing = present.filter(({ before }) => before === undefined);
    if (reading.kind === 'change' && missing[0] !== undefined)
      throw new JobFailure(
        `It changes what is not loaded (${nameRegistry(missing[0].list)}${missing[0].area === 'all' ? '' : `, area code ${missing[0].area}`}): load the full list first. Nothing was loaded.`,
      );
    const distinct = staged.reduce((sum, { listed, unlisted }) => sum + listed + unlisted, 0);
    const doubts = findDoubts(reading.kind, version.version, present);
    load.read = {
      areas: areas.value,
      columns: reading.columns,
      preview: {
        load: load.id,
        name: source.name,
        bytes: source.bytes,
        sha256: source.sha256,
        kind: reading.kind,
        ...version,
        rows: reading.rows,
        duplicates: Math.max(0, reading.rows - distinct),
        areas: present.map(({ list, area, listed, unlisted, before }) => ({
          list,
          area,
          listName: nameRegistry(list),
          listed,
          unlisted,
          replaces: before === undefined ? null : { version: before.version, count: before.listed.count },
        })),
        notes: toNotes(version.versionFrom, version.version, reading.kind),
        doubts: [...doubts],
      },
    };
    return `Read ${toCount(reading.rows)} numbers.`;
  }

  return {
    open(request) {
      const problem = deps.problem();
      if (problem !== undefined) return refuse(problem);
      const dayProblem = request.version === undefined ? undefined : findDayProblem(request.version, clock.now());
      if (dayProblem !== undefined) return refuse(dayProblem, 'version');
      forgetOld();
      const id = deps.newId();
      const load: Load = { id, stage: createStage({ dir: join(dir, `loading-${id}`) }), isBusy: true };
      loads.set(id, load);
      const name = request.from.kind === 'path' ? request.from.path.split(/[\\/]/).at(-1) : request.from.name;
      const job = jobs.start({ kind: 'registry', label: name ?? 'registry', subject: id }, async (work) => {
        try {
          return { result: undefined, message: await read(load, request, work) };
        } catch (error) {
          await drop(load);
          throw toFailure(error);
        } finally {
          load.isBusy = false;
        }
      });
      return { ok: true, value: { job: job.id, load: id } };
    },
    preview(id) {
      const found = find(id);
      if (!found.ok) return found;
      const { asks, read: done } = found.value;
      if (done !== undefined) return { ok: true, value: { state: 'found', preview: done.preview } };
      return asks === undefined
        ? notFound('This file is no longer open. Choose it again.')
        : { ok: true, value: { state: 'asks', asks } };
    },
    apply(id, { version: given, sure }) {
      const found = find(id);
      if (!found.ok) return found;
      const load = found.value;
      const { read: done } = load;
      if (done === undefined) return refuse('Say first which column means what.', 'columns');
      const version = given ?? done.preview.version;
      if (version === null) return refuse('Give the day the regulator made this version.', 'version');
      const dayProblem = findDayProblem(version, clock.now());
      if (dayProblem !== undefined) return refuse(dayProblem, 'version');
      const present = done.areas.map((area) => ({ ...area, before: findBefore(area, deps.catalog()) }));
      const doubts = findDoubts(done.preview.kind, version, present);
      if (doubts.length > 0 && !sure) return needsPerson(`${doubts.join(' ')} Confirm it to load it all the same.`);
      if (isTakingOver) return refuse('Another registry is being taken over. Wait for it.');
      isTakingOver = true;
      load.isBusy = true;
      const label = done.preview.name;
      const job = jobs.start({ kind: 'registry', label, subject: id }, async ({ signal, progress }) => {
        try {
          const about = {
            version,
            loadedAt: clock.now(),
            loadedBy: deps.author(),
            name: label,
            sha256: done.preview.sha256,
            load: id,
          };
          const areas = await takeOver(
            dir,
            deps.catalog(),
            { kind: done.preview.kind, areas: done.areas, stage: load.stage, about },
            { signal, progress: (at, total) => progress(at, total, `Wrote ${at} of ${total} areas.`) },
          );
          if (done.columns !== null) deps.remember(done.columns.signature, done.columns.columns);
          deps.done({ load: id, preview: done.preview, version, areas });
          await drop(load);
          const count = done.areas.length;
          return {
            result: undefined,
            message: `${label}: ${countOf(count, 'area')}, version of ${version}.`,
          };
        } catch (error) {
          throw toFailure(error);
        } finally {
          load.isBusy = false;
          isTakingOver = false;
          deps.sweep();
        }
      });
      return { ok: true, value: { job: job.id } };
    },
    async discard(id) {
      const found = find(id);
      if (!found.ok) return false;
      await drop(found.value);
      return true;
    },
    isBusy: () => isTakingOver,
  };
}

function toFailure(error: unknown): unknown {
  return error instanceof RegistryProblem ? new JobFailure(error.message) : error;
}

function findBefore(
  { list, area }: { readonly list: RegistryList; readonly area: string },
  catalog: readonly CatalogArea[],
): CatalogArea | undefined {
  return catalog.find((each) => each.list === list && each.area === area);
}

function countryOf(list: RegistryList): 'nanp' | 'GB' | 'AU' {
  if (list === 'au') return 'AU';
  return list.startsWith('gb') ? 'GB' : 'nanp';
}

function wholeCountry(stage: Stage): 'GB' | 'AU' | undefined {
  const first = stage.sorted('listed')[0] ?? stage.sorted('unlisted')[0];
  if (first === undefined) return undefined;
  return String(first).startsWith('61') ? 'AU' : 'GB';
}

function toNotes(
  from: RegistryPreview['versionFrom'],
  version: string | null,
  kind: RegistryPreview['kind'],
): string[] {
  return [
    ...(from === 'fileDate'
      ? [`The version is taken to be of ${version}, the date of the file: its name has none.`]
      : []),
    ...(from === 'column' ? [`The version is taken to be of ${version}, the oldest date in it.`] : []),
    ...(kind === 'wash'
      ? ['These are the answers of the register for the numbers that were sent to it: any other number stays unknown.']
      : []),
  ];
}
