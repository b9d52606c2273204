/**
 * The registries of one desk: what is loaded, the lookup that `check` and a scrub ask, and the evidence of what was
 * loaded when. A change of what is loaded makes a new lookup; a job keeps the look-up it started with.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { DeskOutputs } from '../../../shared/contract/contract.ts';
import {
  registryColumns,
  type RegistryColumns,
  type RegistrySubscription,
} from '../../../shared/contract/registries.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import {
  nameRegistry,
  type RegistryDays,
  type RegistryList,
  toListCountry,
  toRegistryAge,
} from '../../../shared/domain/registries/registry.ts';
import type { RegistryRows } from '../db/desk/registryRows.ts';
import type { SettingRows } from '../db/desk/settingRows.ts';
import type { Events } from '../desk/events.ts';
import type { Jobs } from '../desk/jobs.ts';
import { type Answer, refuse } from '../answer.ts';
import type { Clock, Log } from '../ports.ts';
import type { DeskTime } from '../desk/deskTime.ts';
import { type CatalogArea, saveCatalog } from './catalog.ts';
import { loadVersions } from './loadedVersions.ts';
import type { RegistryLookup } from './lookup.ts';
import { createRegistryLoads, type RegistryLoads, type TakenOver } from './registryLoads.ts';
import { registryServiceWords as say } from '../../../shared/words/core/registries.ts';

export type RegistryOverview = DeskOutputs['registries']['list'];

export type Registries = {
  /** What is loaded now. Ask for it when work starts, and keep it for as long as the work lasts. */
  readonly lookup: () => RegistryLookup;
  readonly loads: RegistryLoads;
  readonly list: () => RegistryOverview;
  readonly remove: (list: RegistryList, area: string | undefined) => Promise<Answer<{ removed: string[] }>>;
  readonly saveSubscription: (subscription: RegistrySubscription) => void;
  readonly removeSubscription: (key: Pick<RegistrySubscription, 'list' | 'number'>) => boolean;
};

export type RegistryDeps = {
  readonly dataDir: string;
  readonly clock: Clock;
  /** By which versions age. */
  readonly time: Pick<DeskTime, 'latest'>;
  readonly log: Log;
  readonly newId: () => string;
  readonly jobs: Jobs;
  readonly events: Events;
  readonly rows: RegistryRows;
  readonly settingRows: SettingRows;
  readonly days: () => RegistryDays;
  readonly author: () => string;
  readonly uploadsDir: string;
};

const shownLoads = 100;
const dueDays = 30;
const rememberedKey = 'registryColumns';
const rememberedColumns = z.record(z.string(), registryColumns);

/** Finishes what a crash left, and answers from the folder `registries` of the data directory. */
export function createRegistries(deps: RegistryDeps): Registries {
  const { clock, time, events, rows, settingRows } = deps;
  const dir = join(deps.dataDir, 'registries');
  const versions = loadVersions(dir, deps);
  const loads = createRegistryLoads({
    ...deps,
    dir,
    catalog: versions.areas,
    problem: () => versions.problem,
    versionsOf: rows.versionsOf,
    remembered: (signature) => loadRemembered(settingRows)[signature],
    remember: (signature, columns) =>
      settingRows.save(rememberedKey, { ...loadRemembered(settingRows), [signature]: columns }),
    done(taken) {
      logLoad(deps, taken);
      versions.use(taken.areas);
    },
    sweep: versions.sweep,
  });
  versions.recover();
  if (versions.problem === undefined && existsSync(dir)) logUnlogged(rows, versions.areas());

  return {
    lookup: versions.lookup,
    loads,
    list() {
      const now = time.latest();
      const subscriptions = rows.listSubscriptions();
      const days = deps.days();
      return {
        areas: versions
          .lookup()
          .versions()
          .map((version) => {
            const age = toRegistryAge(version, now, days);
            const of = subscriptions.filter(({ list }) => list === version.list);
            const covers = of.some(({ areaCodes }) => areaCodes.length === 0 || areaCodes.includes(version.area));
            return {
              ...version,
              loadedAt: toInstant(version.loadedAt),
              listName: nameRegistry(version.list),
              country: toListCountry(version.list),
              state: version.state === 'damaged' ? ('damaged' as const) : age.state,
              days: age.days,
              left: age.left,
              uncovered: of.length > 0 && !covers,
            };
          }),
        subscriptions: subscriptions.map((subscription) => ({
          ...subscription,
          listName: nameRegistry(subscription.list),
          state: toSubscriptionState(subscription.expires, now),
        })),
        log: rows.listLoads(shownLoads),
        problem: versions.problem ?? null,
      };
    },
    async remove(list, area) {
      if (versions.problem !== undefined) return refuse(versions.problem);
      if (loads.isBusy()) return refuse(say.aRegistryIsBeing);
      const areas = versions.areas();
      const gone = areas.filter((each) => each.list === list && (area === undefined || each.area === area));
      const [first] = gone;
      if (first === undefined)
        return {
          ok: false,
          code: 'NOT_FOUND',
          message: say.theIsNotLoaded(nameRegistry(list), area),
        };
      const next = areas.filter((each) => !gone.includes(each));
      await saveCatalog(dir, next);
      rows.saveLoad({
        id: deps.newId(),
        at: toInstant(clock.now()),
        author: deps.author(),
        kind: 'remove',
        list,
        areas: gone.map((each) => each.area),
        version: first.version,
        rows: gone.reduce((sum, { listed }) => sum + listed.count, 0),
        file: first.name,
        bytes: 0,
        sha256: first.sha256,
      });
      versions.use(next);
      return { ok: true, value: { removed: gone.map((each) => each.area) } };
    },
    saveSubscription(subscription) {
      rows.saveSubscription(subscription);
      events.publish({ type: 'changed', topics: ['registries'] });
    },
    removeSubscription(key) {
      const removed = rows.removeSubscription(key);
      events.publish({ type: 'changed', topics: ['registries'] });
      return removed;
    },
  };
}

/** One line of evidence for each list of what was taken over. */
function logLoad(
  { rows, clock, log, author }: RegistryDeps,
  { load, preview, version }: Omit<TakenOver, 'areas'>,
): void {
  const byList = Map.groupBy(preview.areas, ({ list }) => list);
  for (const [list, of] of byList)
    rows.saveLoad({
      id: toLogId(load, list),
      at: toInstant(clock.now()),
      author: author(),
      kind: preview.kind,
      list,
      areas: of.map(({ area }) => area),
      version,
      rows: of.reduce((sum, { listed, unlisted }) => sum + listed + unlisted, 0),
      file: preview.name,
      bytes: preview.bytes,
      sha256: preview.sha256,
    });
  log.info('registries.loaded', { areas: preview.areas.length, kind: preview.kind });
}

/**
 * A load that counted just before a crash has no line in the log yet; the same is true of one that a restored database does
 * not know. Both get their line here.
 */
function logUnlogged(rows: RegistryRows, areas: readonly CatalogArea[]): void {
  const byLoad = Map.groupBy(areas, ({ load, list }) => toLogId(load, list));
  for (const [id, of] of byLoad) {
    const [first] = of;
    if (first === undefined || rows.hasLoad(id)) continue;
    rows.saveLoad({
      id,
      at: toInstant(first.loadedAt),
      author: first.loadedBy,
      kind: first.washed === null ? 'full' : 'wash',
      list: first.list,
      areas: of.map(({ area }) => area),
      version: first.version,
      rows: of.reduce((sum, { listed }) => sum + listed.count, 0),
      file: first.name,
      bytes: 0,
      sha256: first.sha256,
    });
  }
}

const toLogId = (load: string, list: RegistryList): string => `${load}/${list}`;

function loadRemembered(settingRows: SettingRows): Readonly<Record<string, RegistryColumns>> {
  const parsed = rememberedColumns.safeParse(settingRows.load(rememberedKey));
  return parsed.success ? parsed.data : {};
}

function toSubscriptionState(expires: string | null, now: number): 'current' | 'due' | 'expired' {
  if (expires === null) return 'current';
  // The last day counts to its end.
  const left = Date.parse(`${expires}T23:59:59Z`) - now;
  if (left < 0) return 'expired';
  return left < dueDays * 24 * 60 * 60 * 1000 ? 'due' : 'current';
}
