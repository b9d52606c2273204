/** Reads a registry's file to its end into a stage, and plans what taking it over would replace. Nothing counts yet. */
import type { FileFrom } from '../../../shared/contract/files.ts';
import type { ColumnsAsked, RegistryColumns, RegistryPreview } from '../../../shared/contract/registries.ts';
import { nameRegistry, type RegistryDays, type RegistryList } from '../../../shared/domain/registries/registry.ts';
import { type JobControl, JobFailure } from '../desk/jobs.ts';
import type { Clock } from '../ports.ts';
import type { CatalogArea } from './catalog.ts';
import { type Doubted, findBefore, findDoubts, planLists, type PlannedArea, planVersion } from './planLoad.ts';
import { defaultCaps, type ReadingCaps } from './reading/openMembers.ts';
import { readRegistry, type RegistryReading } from './reading/readRegistry.ts';
import { isUnchanged, type LocatedSource } from './registrySource.ts';
import type { Stage } from './stage.ts';
import { readLoadWords as say } from '../../../shared/words/core/registries.ts';

export type OpenRequest = {
  readonly from: FileFrom;
  readonly list?: RegistryList | undefined;
  readonly version?: string | undefined;
  readonly columns?: RegistryColumns | undefined;
  readonly askColumns?: boolean;
};

/** What was read: what the person is shown and what is taken over, or which columns have to be explained first. */
export type ReadLoad =
  | { readonly state: 'asks'; readonly asks: ColumnsAsked }
  | {
      readonly state: 'found';
      readonly preview: RegistryPreview;
      readonly areas: readonly PlannedArea[];
      /** A column that seems to tell what is listed, and that is not read. */
      readonly unread: string | null;
      /** The columns that were used, to be remembered. */
      readonly columns: { readonly signature: string; readonly columns: RegistryColumns } | null;
    };

export type ReadLoadDeps = {
  readonly clock: Clock;
  readonly catalog: () => readonly CatalogArea[];
  readonly remembered: (signature: string) => RegistryColumns | undefined;
  /** For how many days a version may be used. */
  readonly days: () => RegistryDays;
  /** The days of the versions that the very same file was loaded as. */
  readonly versionsOf: (sha256: string) => readonly string[];
  readonly caps?: ReadingCaps;
};

type FoundReading = Exclude<RegistryReading, { readonly kind: 'asks' }>;

/**
 * Reads a file. `load` is the id in the preview.
 * @throws JobFailure or RegistryProblem with what is wrong with the file, and the signal's reason
 */
export async function readLoad(
  { id, stage, source }: { readonly id: string; readonly stage: Stage; readonly source: LocatedSource },
  request: OpenRequest,
  deps: ReadLoadDeps,
  { signal, progress }: JobControl,
): Promise<ReadLoad> {
  const reading = await readRegistry(source, {
    sink: stage,
    country: request.list === undefined ? undefined : countryOf(request.list),
    columns: request.columns,
    askColumns: request.askColumns ?? false,
    remembered: deps.remembered,
    clock: deps.clock,
    caps: deps.caps ?? defaultCaps,
    signal,
    progress: (bytes) => progress(bytes, null, say.readMb(Math.round(bytes / 1e6))),
  });
  if (!(await isUnchanged(source))) throw new JobFailure(say.wasChangedWhileIt(source.name));
  if (reading.kind === 'asks') return { state: 'asks', asks: reading.asks };
  const staged = stage.areas();
  const planned = planLists(staged, request.list, { country: wholeCountry(stage), name: source.name });
  if (!planned.ok) throw new JobFailure(planned.message);
  const areas = planned.value;
  const present = areas.map((area) => ({ ...area, before: findBefore(area, deps.catalog()) }));
  const missing = present.find(({ before }) => before === undefined);
  if (reading.kind === 'change' && missing !== undefined)
    throw new JobFailure(say.itChangesWhatIsNot(nameRegistry(missing.list), missing.area));
  const distinct = staged.reduce((sum, { listed, unlisted }) => sum + listed + unlisted, 0);
  const version = toVersion(reading, source, request.version, deps.clock.now());
  return {
    state: 'found',
    areas,
    unread: reading.unread,
    columns: reading.columns,
    preview: {
      load: id,
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
      doubts: [...findDoubts(toDoubted(reading.kind, source, reading.unread, deps), version.version, present)],
    },
  };
}

/** What `findDoubts` is told of a file. */
export function toDoubted(
  kind: RegistryPreview['kind'],
  { name, sha256 }: Pick<RegistryPreview, 'name' | 'sha256'>,
  unread: string | null,
  { days, versionsOf }: Pick<ReadLoadDeps, 'days' | 'versionsOf'>,
): Doubted {
  return { kind, name, unread, earlier: versionsOf(sha256), days: days() };
}

/** The day of the version, from everything that can name one. */
function toVersion(
  { kind, members, day }: FoundReading,
  { name, isDated }: LocatedSource,
  given: string | undefined,
  now: number,
): ReturnType<typeof planVersion> {
  const isArchive = members.length > 1 || /\.zip$/i.test(name);
  const changedAt = isDated || isArchive ? members.map((member) => member.changedAt) : [];
  return planVersion({ kind, names: [name, ...members.map((member) => member.name)], changedAt, given, day, now });
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
    ...(from === 'fileDate' ? [say.theVersionIsTaken(version)] : []),
    ...(from === 'column' ? [say.theVersionIsTakenTo(version)] : []),
    ...(kind === 'wash' ? [say.theseAreTheAnswers] : []),
  ];
}
