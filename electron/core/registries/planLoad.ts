/**
 * Decides what loading a read file means: the list of each area, the day of the version, what it replaces, and what is
 * doubtful. Pure.
 */
import type { RegistryPreview } from '../../../shared/contract/registries.ts';
import {
  isByAreaCode,
  nameRegistry,
  type RegistryDays,
  type RegistryList,
  toAreaCountry,
  toListCountry,
} from '../../../shared/domain/registries/registry.ts';
import { findDay } from '../../../shared/domain/registries/registryFile.ts';
import type { CatalogArea } from './catalog.ts';
import type { StagedArea } from './stage.ts';
import { planLoadWords as say } from '../../../shared/words/core/registries.ts';

export type PlannedArea = StagedArea & { readonly list: RegistryList };

export type Planned<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly message: string };

/** The list of every area: the one that the person named, if possible, else the country's by its area code. */
export function planLists(
  staged: readonly StagedArea[],
  named: RegistryList | undefined,
  whole: { readonly country: 'GB' | 'AU' | undefined; /** Of the file. */ readonly name: string },
): Planned<readonly PlannedArea[]> {
  const planned: PlannedArea[] = [];
  for (const each of staged) {
    const found = each.area === 'all' ? planWhole(named, whole) : planAreaCode(each.area, named);
    if (!found.ok) return found;
    planned.push({ ...each, list: found.value });
  }
  return { ok: true, value: planned };
}

function planWhole(
  named: RegistryList | undefined,
  { country, name }: { readonly country: 'GB' | 'AU' | undefined; readonly name: string },
): Planned<RegistryList> {
  const list = named ?? (country === 'AU' ? 'au' : isCorporate(name) ? 'gb-ctps' : 'gb-tps');
  return (country === 'AU') === (list === 'au') && !isByAreaCode(list)
    ? { ok: true, value: list }
    : {
        ok: false,
        message: say.theseAreNumbersOf(country, nameRegistry(list)),
      };
}

/** Whether a file is of the CTPS by its name: taken for the TPS, it would make every other number of the UK clear. */
const isCorporate = (name: string): boolean => /ctps|corporate/i.test(name) && !/(?<!c)tps/i.test(name);

function planAreaCode(areaCode: string, named: RegistryList | undefined): Planned<RegistryList> {
  const country = toAreaCountry(areaCode);
  if (named === undefined)
    return country === null
      ? {
          ok: false,
          message: say.areaCodeIsInNeither(areaCode),
        }
      : { ok: true, value: country === 'CA' ? 'ca' : 'us' };
  const fits = isByAreaCode(named) && (country === null || (country === 'CA') === (named === 'ca'));
  return fits
    ? { ok: true, value: named }
    : {
        ok: false,
        message: say.areaCodeIsInAnd(areaCode, country, nameRegistry(named)),
      };
}

/** The day at the earth's furthest east: a later day has not begun anywhere. */
function toLatestDay(now: number): string {
  return new Date(now + 14 * 60 * 60 * 1000).toISOString().slice(0, 10);
}

const oldestDay = '2003-01-01';

/**
 * The day of the version, from the first of these that is known: the given day; for answers of a register, the oldest
 * in its column of dates; the name of the file or of what is in it; the date of the oldest of them. Answers are good
 * for a number of days from their own day, and the date of a file is often only that of its last saving, so answers
 * without a day of their own need one from the person.
 */
export function planVersion(found: {
  readonly kind: RegistryPreview['kind'];
  readonly names: readonly string[];
  /** Epoch milliseconds. */
  readonly changedAt: readonly (number | undefined)[];
  readonly given: string | undefined;
  /** As in `RegistryReading`. */
  readonly day: string | null | undefined;
  readonly now: number;
}): Pick<RegistryPreview, 'version' | 'versionFrom'> {
  const { kind, names, changedAt, given, day, now } = found;
  if (given !== undefined) return { version: given, versionFrom: 'given' };
  const isPast = (text: string): boolean => text >= oldestDay && text <= toLatestDay(now);
  if (kind === 'wash' && day != null && isPast(day)) return { version: day, versionFrom: 'column' };
  const [named] = names
    .flatMap((name) => findDay(name) ?? [])
    .filter(isPast)
    .toSorted();
  if (named !== undefined) return { version: named, versionFrom: 'name' };
  const dates = changedAt.filter((at): at is number => at !== undefined && Number.isFinite(at));
  const oldest = dates.length === 0 ? undefined : new Date(Math.min(...dates)).toISOString().slice(0, 10);
  return kind !== 'wash' && oldest !== undefined && isPast(oldest)
    ? { version: oldest, versionFrom: 'fileDate' }
    : { version: null, versionFrom: 'none' };
}

/** Why the day cannot be the day of a version; undefined if it can. */
export function findDayProblem(day: string, now: number): string | undefined {
  const at = new Date(`${day}T00:00:00Z`);
  if (Number.isNaN(at.getTime()) || !at.toISOString().startsWith(day)) return say.isNotADay(day);
  if (day < oldestDay) return say.isBeforeThereWere(day);
  return day > toLatestDay(now) ? say.liesInTheFutureA(day) : undefined;
}

/** What is known of a file beside its areas. */
export type Doubted = {
  readonly kind: RegistryPreview['kind'];
  readonly name: string;
  /** A column that seems to tell what is listed, and that is not read. */
  readonly unread: string | null;
  /** The days of the versions that the very same file was loaded as. */
  readonly earlier: readonly string[];
  /** For how many days a version may be used. */
  readonly days: RegistryDays;
};

/** Registers hardly shrink: a full list that keeps less of the numbers of before than this may be cut off. */
const keptShare = 0.95;
/** Below this many numbers a share says nothing. */
const fewNumbers = 100;

const isOfChanges = /(?<![a-z])(change|changes|delta|deltas|update|updates|additions|deletions)(?![a-z])/i;

/** What the person should check again, in sentences. */
export function findDoubts(
  { kind, name, unread, earlier, days }: Doubted,
  version: string | null,
  areas: readonly (PlannedArea & { readonly before: CatalogArea | undefined })[],
): readonly string[] {
  const shrunk = areas.filter(
    ({ listed, before }) =>
      kind === 'full' &&
      before !== undefined &&
      listed < before.listed.count * keptShare &&
      before.listed.count >= fewNumbers,
  );
  const newer = areas.filter(({ before }) => before !== undefined && version !== null && before.version > version);
  const tooOld = areas.filter(
    ({ list, before }) =>
      kind === 'change' &&
      before !== undefined &&
      version !== null &&
      daysBetween(before.version, version) > days[toListCountry(list)],
  );
  const [same] = earlier.toSorted();
  const nameAreas = (of: readonly PlannedArea[]): string =>
    `${of
      .slice(0, 5)
      .map(({ list, area }) => (area === 'all' ? nameRegistry(list) : area))
      .join(', ')}${of.length > 5 ? say.andMore(of.length - 5) : ''}`;
  return [
    ...(kind === 'full' && unread !== null ? [say.aColumnIsNotRead(unread)] : []),
    ...(kind === 'full' && isOfChanges.test(name) ? [say.itsNameSaysChanges(name)] : []),
    ...(shrunk.length === 0 ? [] : [say.itListsFewer(nameAreas(shrunk), ...toCounts(shrunk))]),
    ...(tooOld.length === 0 ? [] : [say.itChangesWhatIsTooOld(nameAreas(tooOld))]),
    ...(same === undefined || version === null || same >= version ? [] : [say.theSameFileWas(same, version)]),
    ...(newer.length === 0 ? [] : [say.aNewerVersionIsLoaded(nameAreas(newer))]),
  ];
}

function toCounts(
  areas: readonly (PlannedArea & { readonly before: CatalogArea | undefined })[],
): [now: number, before: number] {
  const total = (count: (area: (typeof areas)[number]) => number): number =>
    areas.reduce((sum, area) => sum + count(area), 0);
  return [total(({ listed }) => listed), total(({ before }) => before?.listed.count ?? 0)];
}

/** Days from one day to a later one. */
const daysBetween = (from: string, to: string): number =>
  Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / (24 * 60 * 60 * 1000));

/** The version of an area that is loaded. */
export function findBefore(
  { list, area }: Pick<PlannedArea, 'list' | 'area'>,
  catalog: readonly CatalogArea[],
): CatalogArea | undefined {
  return catalog.find((each) => each.list === list && each.area === area);
}
