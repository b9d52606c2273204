/**
 * Home: what is so now, what needs a person, and the week. What it says is decided in shared/domain/home, from what
 * `homeFacts.ts` gathers.
 */
import type { HomeState } from '../../../shared/contract/home.ts';
import { deadlinePresets, describeDeadline } from '../../../shared/domain/home/deadline.ts';
import type { Need } from '../../../shared/domain/home/needs.ts';
import { judgeStanding } from '../../../shared/domain/home/standing.ts';
import { type Instant, toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import { type Answer, needsPerson, notFound } from '../answer.ts';
import type { DeskContext } from '../desk/context.ts';
import type { BatchService } from '../list/batches/batchService.ts';
import type { VendorRecords } from '../list/commands/listDeps.ts';
import type { ListService } from '../list/listService.ts';
import { createOpenRequests } from '../list/pages/openRequests.ts';
import { type FactParts, gatherFacts, type HomeFacts } from './homeFacts.ts';
import { sampleNumbers, sampleReason } from './sample.ts';
import { createSharedAnswer } from './sharedAnswer.ts';
import { createWeekRows, type WeekRows } from './weekRows.ts';
import { homeWords as say } from '../../../shared/words/core/desk.ts';

type Desk = Pick<DeskContext, 'db' | 'clock' | 'zone' | 'settings' | 'settingRows' | 'standing' | 'events'>;
type Parts = Pick<FactParts, 'sync' | 'registries' | 'backups' | 'policy' | 'gate' | 'hub'> & {
  readonly list: Pick<ListService, 'add' | 'page'>;
  readonly batches: Pick<BatchService, 'undo'>;
  readonly records: { readonly records: Pick<VendorRecords, 'rowsOf'> };
};
type Written = { readonly batch: number | null; readonly changed: number };

export type Home = {
  readonly state: () => Promise<HomeState>;
  /** Puts a line off until the end of today, in the desk's zone. */
  readonly putOff: (key: string) => Promise<Answer<{ until: Instant }>>;
  /** Shows again what was put off; answers how many lines that were. */
  readonly takeUp: () => { lines: number };
  readonly addSample: () => Answer<Written>;
  readonly clearSample: () => Promise<Answer<Written>>;
};

const weekMs = 7 * 86_400_000;
/** The settings rows of Home: the batch of the sample, and what is put off until when. */
const [sampleKey, putOffKey] = ['sampleBatch', 'homePutOff'];

/** Home over one desk. It reads and decides anew with each call; a long look at open requests lets others be answered. */
export function createHome(desk: Desk, { list, batches, records, ...rest }: Parts): Home {
  const { clock, settings, settingRows, standing, events } = desk;
  const week = createWeekRows(desk);
  const requests = createOpenRequests({ ...desk, ...records });
  const sample = () => loadSample(desk, week);
  const gather = (now: number) => gatherFacts({ ...rest, desk, list, week, requests, sample }, now);

  async function tell(): Promise<HomeState> {
    const now = clock.now();
    const facts = await gather(now);
    const released = await week.released(now - weekMs);
    const { deadline } = settings.load();
    const preset = deadlinePresets.find(
      ({ days, counting }) => days === deadline.days && counting === deadline.counting,
    );
    const asleep = loadPutOff(desk, now);
    const isAwake = ({ key, canWait }: Need) => !(canWait && asleep.has(key));
    const isShared = rest.hub.view() !== null;
    const state = judgeStanding({ ...facts, lack: standing.lack(), doubt: standing.doubt(), isShared, now });
    return {
      at: toInstant(now),
      doors: listDoors(facts),
      standing: { ...state, since: state.since === null ? null : toInstant(state.since) },
      needs: facts.needs.filter(isAwake).map(toNeed),
      waiting: facts.needs.filter((need) => !isAwake(need)).length,
      clock: { ...facts.clock, deadline: describeDeadline(deadline), source: preset?.source ?? null },
      week: { added: sumBySource(facts, now - weekMs), released },
      sample: facts.sample,
    };
  }

  return {
    state: createSharedAnswer(tell, clock),

    async putOff(key) {
      const now = clock.now();
      const { needs } = await gather(now);
      const need = needs.find((each) => each.key === key);
      if (need === undefined) return notFound(say.thisLineIsNotThere);
      if (!need.canWait) return needsPerson(say.thisCannotBePutOff);
      const zone = desk.zone();
      const until = toEpochMs(zone.endOfDay(zone.dayOf(toInstant(now))));
      settingRows.save(putOffKey, { ...Object.fromEntries(loadPutOff(desk, now)), [key]: until });
      events.publish({ type: 'changed', topics: ['settings'] });
      return { ok: true, value: { until: toInstant(until) } };
    },

    takeUp() {
      const lines = loadPutOff(desk, clock.now()).size;
      settingRows.save(putOffKey, {});
      events.publish({ type: 'changed', topics: ['settings'] });
      return { lines };
    },

    addSample() {
      const { total } = list.page({ filter: {}, sort: { by: 'number', descending: false }, limit: 1 });
      if (total > 0) return needsPerson(say.thereAreNumbersOn);
      const added = list.add({ numbers: sampleNumbers, reason: sampleReason, source: 'manual' });
      if (!added.ok) return added;
      settingRows.save(sampleKey, added.value.batch);
      return { ok: true, value: { batch: added.value.batch, changed: added.value.changed } };
    },

    async clearSample() {
      const there = sample();
      if (there === null) return notFound(say.thereIsNoSampleOn);
      const undone = await batches.undo({ batch: there.batch });
      if (!undone.ok) return undone;
      return { ok: true, value: { batch: undone.value.batch, changed: undone.value.changed } };
    },
  };
}

/** What is put off, by key, and until when in epoch ms. */
function loadPutOff({ settingRows }: Pick<Desk, 'settingRows'>, now: number): ReadonlyMap<string, number> {
  const stored = settingRows.load(putOffKey);
  const rows = typeof stored === 'object' && stored !== null ? Object.entries(stored) : [];
  return new Map(rows.filter((row): row is [string, number] => typeof row[1] === 'number' && row[1] > now));
}

function loadSample({ settingRows }: Pick<Desk, 'settingRows'>, week: WeekRows): HomeState['sample'] {
  const batch = settingRows.load(sampleKey);
  if (typeof batch !== 'number') return null;
  const count = week.ofBatch(batch);
  return count === 0 ? null : { batch, count };
}

function listDoors({ entries, accounts }: HomeFacts): HomeState['doors'] {
  const [isEmpty, isAlone] = [entries === 0, accounts.length === 0];
  return [
    ...(isEmpty ? (['list'] as const) : []),
    ...(isAlone ? (['vendor'] as const) : []),
    ...(isEmpty && isAlone ? (['sample'] as const) : []),
  ];
}

function sumBySource({ added }: HomeFacts, since: number): HomeState['week']['added'] {
  const sums = { manual: 0, import: 0, vendor: 0, api: 0 };
  for (const { at, kind, count } of added) if (at >= since) sums[kind] += count;
  return sums;
}

function toNeed({ place, ...need }: Need): HomeState['needs'][number] {
  return { ...need, place: { ...place, rest: [...place.rest], params: { ...place.params } } };
}
