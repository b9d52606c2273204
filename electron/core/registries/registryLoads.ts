/**
 * Loads a registry's file in two steps: read to its end and shown (readLoad.ts), then taken over (takeOver.ts). Between
 * them the numbers wait in a stage of their own. Nothing that `check` or a scrub asks changes before the second step
 * has ended well.
 */
import { join } from 'node:path';
import type { FileFrom } from '../../../shared/contract/files.ts';
import type { ColumnsAsked, RegistryColumns, RegistryPreview } from '../../../shared/contract/registries.ts';
import { type Answer, needsPerson, notFound, refuse } from '../answer.ts';
import { type JobControl, JobFailure, type Jobs } from '../desk/jobs.ts';
import { discardUpload } from '../files/locate.ts';
import { createShelf, type Shelf, type Shelved } from '../files/shelf.ts';
import type { CatalogArea } from './catalog.ts';
import { findBefore, findDayProblem, findDoubts } from './planLoad.ts';
import { type OpenRequest, readLoad, type ReadLoad, type ReadLoadDeps, toDoubted } from './readLoad.ts';
import { RegistryProblem } from './reading/registryProblem.ts';
import { type LocatedSource, openRegistryFile } from './registrySource.ts';
import { createStage, type Stage } from './stage.ts';
import { takeOver } from './takeOver.ts';
import { registryLoadsWords as say } from '../../../shared/words/core/registries.ts';

/** A file that was taken over, for the log. */
export type TakenOver = {
  readonly load: string;
  readonly preview: RegistryPreview;
  readonly version: string;
  readonly areas: readonly CatalogArea[];
};

export type LoadDeps = ReadLoadDeps & {
  readonly dir: string;
  readonly newId: () => string;
  readonly jobs: Jobs;
  readonly author: () => string;
  readonly uploadsDir: string;
  /** Why nothing can be loaded; undefined when it can. */
  readonly problem: () => string | undefined;
  readonly remember: (signature: string, columns: RegistryColumns) => void;
  /** Called after the catalog was replaced. */
  readonly done: (taken: TakenOver) => void;
  /** Removes files that no catalog names. */
  readonly sweep: () => void;
};

type Load = Shelved & {
  readonly stage: Stage;
  source?: LocatedSource;
  read?: ReadLoad;
};
type Found = Extract<ReadLoad, { readonly state: 'found' }>;

type LoadChoice = { readonly version?: string | undefined; readonly sure: boolean };

export type RegistryLoads = {
  /** Starts the reading as a job. */
  readonly open: (request: OpenRequest) => Answer<{ job: string; load: string }>;
  readonly preview: (
    id: string,
  ) => Answer<{ state: 'found'; preview: RegistryPreview } | { state: 'asks'; asks: ColumnsAsked }>;
  /** Starts the taking over as a job. `sure`: even if there are doubts. */
  readonly apply: (id: string, choice: LoadChoice) => Answer<{ job: string }>;
  readonly discard: (id: string) => Promise<boolean>;
  /** Whether a file is being taken over at the moment. */
  readonly isBusy: () => boolean;
};

/** A closed page leaves its files open here. */
const keptLoads = 3;

const gone = notFound(say.thisFileIsNoLonger);

/** The files of registries that are being loaded at one desk. */
export function createRegistryLoads(deps: LoadDeps): RegistryLoads {
  const { dir, clock, jobs } = deps;
  let isTakingOver = false;
  const shelf: Shelf<Load> = createShelf({
    kept: keptLoads,
    gone,
    busy: refuse(say.thisFileIsStillBeing),
    async letGo({ stage, source }) {
      stage.close();
      await source?.close();
    },
    changed: () => {},
  });

  async function read(load: Load, request: OpenRequest, control: JobControl): Promise<string> {
    try {
      const located = await openRegistryFile(request.from, deps.uploadsDir, control.signal);
      if (!located.ok) {
        await discardUpload(request.from, deps.uploadsDir);
        throw new JobFailure(located.message);
      }
      const source = located.value;
      load.source = source;
      load.read = await readLoad({ id: load.id, stage: load.stage, source }, request, deps, control);
    } catch (error) {
      await shelf.remove(load);
      throw toFailure(error);
    }
    return load.read.state === 'asks' ? say.itsColumnsHaveTo : say.readNumbers(load.read.preview.rows);
  }

  async function takeFound(load: Load, found: Found, version: string, control: JobControl): Promise<string> {
    const { preview, areas: planned, columns } = found;
    const { name, sha256, kind } = preview;
    try {
      const about = { version, loadedAt: clock.now(), loadedBy: deps.author(), name, sha256, load: load.id };
      const areas = await takeOver(
        dir,
        deps.catalog(),
        { kind, areas: planned, stage: load.stage, about },
        {
          signal: control.signal,
          progress: (at, total) => control.progress(at, total, say.wroteOfAreas(at, total)),
        },
      );
      if (columns !== null) deps.remember(columns.signature, columns.columns);
      deps.done({ load: load.id, preview, version, areas });
      await shelf.remove(load);
    } catch (error) {
      throw toFailure(error);
    } finally {
      isTakingOver = false;
      deps.sweep();
    }
    return say.versionOf(name, planned.length, version);
  }

  return {
    open(request) {
      const problem = deps.problem();
      if (problem !== undefined) return refuse(problem);
      const dayProblem = request.version === undefined ? undefined : findDayProblem(request.version, clock.now());
      if (dayProblem !== undefined) return refuse(dayProblem, 'version');
      const id = deps.newId();
      const load: Load = { id, stage: createStage({ dir: join(dir, `loading-${id}`) }), busy: true };
      shelf.put(load);
      const job = jobs.start({ kind: 'registry', label: nameOf(request.from), subject: id }, (control) =>
        shelf.work(load, async () => ({ result: undefined, message: await read(load, request, control) })),
      );
      return { ok: true, value: { job: job.id, load: id } };
    },
    preview(id) {
      const found = shelf.idle(id);
      if (!found.ok) return found;
      const { read: done } = found.value;
      if (done === undefined) return gone;
      return done.state === 'found'
        ? { ok: true, value: { state: 'found', preview: done.preview } }
        : { ok: true, value: done };
    },
    apply(id, choice) {
      const open = shelf.idle(id);
      if (!open.ok) return open;
      const load = open.value;
      const ready = findReady(load.read, choice, deps);
      if (!ready.ok) return ready;
      if (isTakingOver) return refuse(say.anotherRegistryIs);
      const { found, version } = ready.value;
      isTakingOver = true;
      const job = jobs.start({ kind: 'registry', label: found.preview.name, subject: id }, (control) =>
        shelf.work(load, async () => ({ result: undefined, message: await takeFound(load, found, version, control) })),
      );
      return { ok: true, value: { job: job.id } };
    },
    discard: async (id) => (await shelf.discard(id)).ok,
    isBusy: () => isTakingOver,
  };
}

/** What can be taken over as the day of which version. */
function findReady(
  found: ReadLoad | undefined,
  choice: LoadChoice,
  deps: LoadDeps,
): Answer<{ readonly found: Found; readonly version: string }> {
  const { catalog, clock } = deps;
  if (found?.state !== 'found') return refuse(say.sayFirstWhichColumn, 'columns');
  const version = choice.version ?? found.preview.version;
  if (version === null) return refuse(say.giveTheDayTheRegulator, 'version');
  const dayProblem = findDayProblem(version, clock.now());
  if (dayProblem !== undefined) return refuse(dayProblem, 'version');
  const present = found.areas.map((area) => ({ ...area, before: findBefore(area, catalog()) }));
  const doubts = findDoubts(toDoubted(found.preview.kind, found.preview, found.unread, deps), version, present);
  if (doubts.length > 0 && !choice.sure) return needsPerson(say.confirmItToLoadIt(doubts.join(' ')));
  return { ok: true, value: { found, version } };
}

/** The name of a file before it is opened; a path may be one of another system. */
function nameOf(from: FileFrom): string {
  const name = from.kind === 'path' ? from.path.split(/[\\/]/).at(-1) : from.name;
  return name ?? 'registry';
}

function toFailure(error: unknown): unknown {
  return error instanceof RegistryProblem ? new JobFailure(error.message) : error;
}
