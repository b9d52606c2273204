/**
 * What Home speaks of, gathered once for one answer: the accounts with what each does not have yet, the open requests against
 * the clock, what was added of late, and all that needs a person.
 */
import type { HomeState } from '../../../shared/contract/home.ts';
import type { HubView } from '../../../shared/contract/hub.ts';
import type { AccountRow } from '../../../shared/contract/sync.ts';
import { createDueOf } from '../../../shared/domain/home/deadline.ts';
import { type AccountNeeds, listNeeds, type Need, type SharedNeeds } from '../../../shared/domain/home/needs.ts';
import { findSpike } from '../../../shared/domain/home/spike.ts';
import { toEpochMs, toInstant } from '../../../shared/domain/time/instant.ts';
import { addDays, type Day } from '../../../shared/domain/time/moment.ts';
import type { Backups } from '../backup/backup.ts';
import type { DeskContext } from '../desk/context.ts';
import type { RequestQuestions } from '../gate/requestQuestions.ts';
import type { ListService } from '../list/listService.ts';
import type { OpenRequests } from '../list/pages/openRequests.ts';
import type { PolicyService } from '../policy/policyService.ts';
import type { Registries } from '../registries/registryService.ts';
import type { Sync } from '../sync/createSync.ts';
import type { Added, WeekRows } from './weekRows.ts';

export type FactParts = {
  readonly desk: Pick<DeskContext, 'zone' | 'settings' | 'standing'>;
  readonly list: Pick<ListService, 'page'>;
  readonly sync: Pick<Sync, 'status' | 'sameQuestions'>;
  readonly registries: Pick<Registries, 'list'>;
  readonly backups: Pick<Backups, 'list'>;
  readonly policy: Pick<PolicyService, 'state'>;
  readonly gate: { readonly asked: Pick<RequestQuestions, 'list'> };
  readonly requests: Pick<OpenRequests, 'each'>;
  /** How the shared list stands; null: there is none. */
  readonly hub: { readonly view: () => HubView | null };
  readonly week: WeekRows;
  readonly sample: () => HomeState['sample'];
};

export type HomeFacts = {
  readonly clock: Omit<HomeState['clock'], 'deadline' | 'source'>;
  readonly accounts: readonly AccountNeeds[];
  readonly added: readonly Added[];
  readonly entries: number;
  readonly blocked: number;
  readonly needs: readonly Need[];
  readonly sample: HomeState['sample'];
};

const dayMs = 86_400_000;
/** Days of the desk that the clock shows, today included; what an author's usual day is told from; how old a backup may be. */
const [clockDays, spikeDays, backupDays] = [14, 28, 2];

/** Gathers everything for an instant (epoch ms). */
export async function gatherFacts(parts: FactParts, now: number): Promise<HomeFacts> {
  const { desk, list, sync, week } = parts;
  const zone = desk.zone();
  const dayOf = (ms: number): Day => zone.dayOf(toInstant(ms));
  const open = await countOpen(parts, dayOf, now);
  const rows = await sync.status.listAccounts();
  const accounts = rows.map((row) => toAccount(row, open.owed.get(row.id) ?? 0));
  const added = week.added(now - spikeDays * dayMs);
  const { total: entries, matching: blocked } = list.page({
    filter: { states: ['blocked', 'conflict'] },
    sort: { by: 'number', descending: false },
    limit: 1,
  });
  const cameOn = new Map<Day, number>();
  for (const { at, count } of added) cameOn.set(dayOf(at), (cameOn.get(dayOf(at)) ?? 0) + count);
  const sample = parts.sample();
  const needs = listNeeds({
    lack: desk.standing.lack(),
    shared: toShared(parts.hub.view()),
    accounts,
    overdue: open.totals.overdue,
    dueToday: open.totals.dueToday,
    sameQuestions: sync.sameQuestions.list().length,
    registries: listLapsing(parts.registries),
    backupAge: findBackupAge(parts.backups, now),
    spike: findSpike(
      added
        .filter(({ kind }) => kind === 'manual' || kind === 'api')
        .map(({ author, at, count }) => ({ author, day: dayOf(at), count })),
      open.today,
    ),
    policy: listPolicy(parts.policy),
    asked: countAsked(parts.gate.asked.list()),
    sample: accounts.length === 0 ? null : sample,
  });
  const days = Array.from({ length: clockDays }, (_, at) => addDays(open.first, at)).map((day) => ({
    day,
    came: cameOn.get(day) ?? 0,
    open: open.byDay.get(day) ?? 0,
  }));
  return { clock: { ...open.totals, days }, accounts, added, entries, blocked, needs, sample };
}

async function countOpen({ desk, requests }: FactParts, dayOf: (ms: number) => Day, now: number) {
  const { deadline } = desk.settings.load();
  const today = dayOf(now);
  const first = addDays(today, 1 - clockDays);
  const byDay = new Map<Day, number>();
  const owed = new Map<number, number>();
  const dueOf = createDueOf(deadline, dayOf, now);
  const totals = { open: 0, overdue: 0, dueToday: 0, earlier: 0 };
  await requests.each(({ requestedAt, enteredAt }, accounts) => {
    totals.open += 1;
    for (const account of accounts) owed.set(account, (owed.get(account) ?? 0) + 1);
    const due = dueOf(requestedAt);
    if (due === 'past') totals.overdue += 1;
    else if (due === 'today') totals.dueToday += 1;
    const entered = dayOf(enteredAt);
    if (entered < first) totals.earlier += 1;
    else byDay.set(entered, (byDay.get(entered) ?? 0) + 1);
  });
  return { totals, byDay, owed, first, today };
}

function toShared(view: HubView | null): SharedNeeds | null {
  if (view === null) return null;
  const { requestCount, mayAnswer, problem, isStopped, refusedCount } = view;
  return { requests: mayAnswer ? requestCount : 0, problem, isStopped, refused: refusedCount };
}

/** @param owed numbers that are blocked here and that the account does not have yet */
function toAccount(row: AccountRow, owed: number): AccountNeeds {
  const { hasToken, isAddressConfirmed, suspicion, lastRun, lastScanAt, state } = row;
  const isBroken = lastRun !== null && lastRun.outcome !== null && lastRun.outcome !== 'done';
  return {
    ...row,
    owed,
    isSound: hasToken && isAddressConfirmed && suspicion === null && state !== 'paused' && !isBroken,
    suspicion: suspicion?.sentence ?? null,
    lastScanAt: lastScanAt === null ? null : toEpochMs(lastScanAt),
    goneTargets: row.targets.filter((target) => target.state === 'gone').map(({ name }) => name),
  };
}

/** Words whose meaning is asked, and numbers that could not be read. */
function countAsked(questions: ReturnType<RequestQuestions['list']>) {
  const words = questions.filter(({ kind }) => kind === 'word').length;
  return { words, numbers: questions.length - words };
}

/** The written policy, where it wants to be confirmed; one that was never written is not asked for. */
function listPolicy({ state }: FactParts['policy']): string | null {
  const { standing, sentence } = state();
  return standing === 'unconfirmed' || standing === 'old' ? sentence : null;
}

function listLapsing(registries: FactParts['registries']) {
  return registries
    .list()
    .areas.flatMap(({ listName, area, state, left }) =>
      state === 'current' ? [] : [{ name: area === 'all' ? listName : `${listName} ${area}`, state, left }],
    );
}

/** In days; null: there is none, or it is young enough. */
function findBackupAge(backups: FactParts['backups'], now: number): number | null {
  const newest = backups.list()[0]?.at;
  const age = newest === undefined ? 0 : Math.floor((now - newest) / dayMs);
  return age > backupDays ? age : null;
}
