/**
 * The cases that a person decides. A decision is an ordinary edit through the one write path, as one batch that can be
 * undone. What the vendor shows now becomes the base, so that any remaining difference is pushed like any other change.
 */
import type { VendorRow } from '../../../../shared/contract/entries.ts';
import type { ConflictRow } from '../../../../shared/contract/sync.ts';
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import type { Zone } from '../../../../shared/domain/time/zone.ts';
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164, toInternational } from '../../../../shared/domain/numbers/number.ts';
import { agreedThrough } from '../../../../shared/domain/vendor/echo.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import { type Choice, heldWhileOpen, planResolution } from '../../../../shared/domain/vendor/resolution.ts';
import { type AccountId, toScope } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { type Conflict, groupVersion, questionVersion, type Resolution } from '../../db/sync/conflictRows.ts';
import type { Events } from '../../desk/events.ts';
import { runBatch } from '../../list/write/batchWork.ts';
import { type Answer, needsPerson, notFound } from '../../answer.ts';
import type { VendorRecords } from '../../list/commands/listDeps.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { Clock } from '../../ports.ts';
import { undoDecisions } from './conflictUndo.ts';
import { type Decision, type Disputed, readDecision } from './decision.ts';
import { describeEffects } from './conflictEffects.ts';
import { describeConflict, describeThere, toSide } from './conflictSentences.ts';
import { nameLists } from '../record/records.ts';
import { settleDecided } from './settleDecided.ts';
import { type Lead, refuseFollowing } from '../record/lead.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { conflictsWords as say } from '../../../../shared/words/core/sync/conflicts.ts';

/** A question as a person was shown it. */
export type AskedQuestion = { readonly id: number; readonly version: number };

export type Conflicts = {
  readonly list: (query: {
    account?: AccountId | undefined;
    number?: PhoneNumber | undefined;
    kind?: Conflict['kind'] | undefined;
    after?: number | undefined;
    limit: number;
  }) => { conflicts: ConflictRow[]; open: number };
  /**
   * Decides open conflicts; unknown ids and decided conflicts are skipped. Where one has another version than the given
   * one, none is decided.
   */
  readonly resolve: (
    questions: readonly AskedQuestion[],
    decision: Decision,
  ) => Answer<{ batch: number | null; changed: number; resolved: number }>;
  /**
   * The part of an undo that concerns decisions, in the caller's transaction. It opens again what the undone batch
   * decided; if the undone batch was itself an undo, it decides again what that had opened again. Answers how many
   * conflicts these were. The next reading shows what the vendor was told meanwhile, and settles it.
   */
  readonly undo: (undone: number, undo: number) => number;
};

export type ConflictsParts = {
  store: SyncStore;
  records: Pick<VendorRecords, 'rowsOf'>;
  list: ListStore;
  events: Events;
  clock: Clock;
  author: () => string;
  targets: () => TargetIndex;
  /** The desk's zone. */
  zone: () => Zone;
  toDay: DayWriter;
  lead: Pick<Lead, 'refuse'>;
};

/** The conflicts of one desk over the sync store. */
export function createConflicts(parts: ConflictsParts): Conflicts {
  const { store, list, events, clock, author, toDay } = parts;

  function toRow(
    conflict: Conflict,
    views: ReadonlyMap<AccountId, AccountView>,
    targets: TargetIndex,
    rows: readonly VendorRow[],
  ): ConflictRow[] {
    const account = views.get(conflict.account) ?? store.loadView(conflict.account);
    if (account === undefined) return [];
    const { id, number, scope, kind, base, ours, theirs, openedAt } = conflict;
    const group = store.conflicts.listGroup(conflict);
    const entry = store.entries.load(number);
    const seq = entry?.seq ?? 0;
    const put = group.find((one) => one.put !== null) ?? conflict;
    const isPutPartly = put.put !== null && group.some((one) => one.put === null);
    const told = { conflict: { ...conflict, put: put.put }, account, entry };
    const facts = new Map(group.map((one) => [one.scope, store.remotes.load(one)]));
    const lastScanAt = store.accounts.load(account.id)?.lastScanAt ?? null;
    const scopes = group.map((one) => one.scope);
    const disputed = { group, account, entry, facts, views: [...views.values()], targets, rows };
    const act = { at: toInstant(clock.now()), author: author(), batchId: 0 };
    const there = group.flatMap((one) => {
      const known = { facts: facts.get(one.scope), lastScanAt, decided: store.conflicts.listDecided(one) };
      return describeThere({ ...told, conflict: one }, known, toDay);
    });
    return [
      {
        id,
        number: toE164(number),
        international: toInternational(number),
        account: account.id,
        accountName: account.name,
        scope,
        scopes,
        targetName: nameLists(account, scopes, (theirs ?? ours)?.agents ?? null),
        kind,
        version: groupVersion(group, seq),
        hasChanged: group.some((one) => questionVersion(one, seq) !== one.openedVersion),
        sentence: describeConflict({ ...told, scopes, isPutPartly, targets, at: act.at }, toDay),
        openedAt: toInstant(openedAt),
        elsewhere: parts.lead.refuse(account.id),
        base: toSide(agreedThrough(base, facts.get(scope)?.echo ?? null), account, scopes),
        ours: toSide(ours, account, scopes),
        theirs: toSide(theirs, account, scopes),
        isPut: put.put !== null,
        holds: [...heldWhileOpen(entry, toScope(group.flatMap(({ holds }) => holds)), targets)],
        there: group.length === 1 ? there : onceEach(there),
        vendors: toStandings(rows, account.id, scopes),
        effects: describeEffects(disputed, act, toDay),
      },
    ];
  }

  return {
    list({ account, number, kind, after, limit }) {
      const views = new Map(store.loadViews().map((view) => [view.id, view]));
      const targets = parts.targets();
      const filter = { account: account ?? null, number: number ?? null, kind: kind ?? null };
      const rows = store.conflicts.listOpen(filter, after ?? 0, limit);
      const records = parts.records.rowsOf(rows.map((conflict) => conflict.number));
      return {
        conflicts: rows.flatMap((conflict) => toRow(conflict, views, targets, records.get(conflict.number) ?? [])),
        open: store.conflicts.countMatching(filter),
      };
    },
    resolve(questions, decision) {
      const asked = new Map(questions.map(({ id, version }) => [id, version]));
      const known = [...asked.keys()].flatMap((id) => store.conflicts.load(id) ?? []);
      const groups = known.flatMap((conflict) => {
        const group = conflict.resolvedAt === null ? store.conflicts.listGroup(conflict) : [];
        return group.length === 0 ? [] : [{ id: conflict.id, group }];
      });
      if (groups.length === 0) return notFound(describeNoneOpen(known.length > 0, asked.size));
      const stale = groups.filter(({ id, group }) => {
        const entry = group[0] && store.entries.load(group[0].number);
        return groupVersion(group, entry?.seq ?? 0) !== asked.get(id);
      });
      if (stale.length > 0) return needsPerson(describeChanged(stale.length, groups.length));
      const [following] = groups.flatMap(({ group: [one] }) => (one && refuseFollowing(parts.lead, one.account)) ?? []);
      if (following !== undefined) return following;
      const open = [...new Map(groups.flatMap(({ group }) => group.map((one) => [one.id, one] as const))).values()];
      const resolved = new Set(groups.map(({ group }) => group[0]?.id)).size;
      const at = toInstant(clock.now());
      const disputed = open.map(({ number, holds }) => ({ entry: store.entries.load(number), holds }));
      const choose = readDecision(decision, disputed, parts.targets(), { now: at, zone: parts.zone() });
      if (!choose.ok) return choose;
      const label = describeDecision(decision, new Set(open.map(({ number }) => number)).size);
      const about = { kind: 'resolve', label, author: author(), at } as const;
      const written = runBatch({ store: list, events }, about, (act) =>
        decideAll(store, open, { kind: decision.kind, choose: choose.value }, act),
      );
      events.publish({ type: 'changed', topics: ['conflicts', 'accounts', 'list'] });
      const { batch, changed } = written;
      return { ok: true, value: { batch, changed, resolved } };
    },
    undo: (undone, undo) => undoDecisions({ store, list, lead: parts.lead }, undone, undo),
  };
}

/** Decides open conflicts in the transaction of the batch: answers the changes of the entries. */
function decideAll(
  store: SyncStore,
  open: readonly Conflict[],
  { kind, choose }: { readonly kind: Resolution; readonly choose: (about: Disputed) => Choice },
  act: Act,
) {
  const views = new Map(store.loadViews().map((view) => [view.id, view]));
  const targets = store.loadTargets();
  const before = store.entries.loadMany(open.map(({ number }) => number));
  const after = new Map<PhoneNumber, Entry>();
  const decided = open.flatMap((conflict) => {
    const account = views.get(conflict.account) ?? store.loadView(conflict.account);
    if (account === undefined) return [];
    const { number, scope, holds, theirs } = conflict;
    const entry = after.get(number) ?? before.get(number);
    const record = { number, scope, account, theirs, holds };
    const next = planResolution(record, entry, choose({ entry, holds }), act, targets);
    if (next !== undefined) after.set(number, next);
    return [{ conflict, account }];
  });
  const at = toEpochMs(act.at);
  for (const { conflict, account } of decided) {
    store.conflicts.resolve(conflict.id, { at, resolution: kind, by: act.author, batch: act.batchId });
    settleDecided(store, conflict, after.get(conflict.number) ?? before.get(conflict.number), account, at);
  }
  // Several records of one number are decided one after the other, and are one change of its entry.
  const changes = [...after].map(([number, entry]) => {
    const was = before.get(number);
    return { before: was, after: { ...entry, seq: (was?.seq ?? 0) + 1 } };
  });
  // Who decides that a number stays blocked as it is asks for it.
  const asked = decided.flatMap(({ conflict: { number } }) => {
    const isKept = !after.has(number) && before.get(number)?.removed === null;
    return isKept ? [number] : [];
  });
  return { changes, asked, result: null, changesMore: decided.length > 0 };
}

/** What is known of several lists, each sentence once: they mostly have the same story. */
function onceEach(there: ConflictRow['there']): ConflictRow['there'] {
  const sorted = there.toSorted((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  return sorted.filter(({ sentence }, at) => sorted.findIndex((one) => one.sentence === sentence) === at);
}

/** How the number stands at every vendor; the records in question come first. */
function toStandings(
  rows: readonly VendorRow[],
  account: AccountId,
  scopes: readonly string[],
): ConflictRow['vendors'] {
  const isOwn = (row: VendorRow): boolean => row.account === account && scopes.includes(row.scope);
  return [...rows.filter(isOwn), ...rows.filter((row) => !isOwn(row))].map((row) => ({
    account: row.account,
    scope: row.scope,
    targetName: row.targetName,
    state: row.state,
    sentence: row.sentence,
    mayCall: row.mayCall,
  }));
}

function describeDecision({ kind }: Decision, count: number): string {
  const what = { keepOurs: say.keptOurs, takeTheirs: say.tookTheirs, edit: 'Edited' }[kind];
  return `${what}: ${say.numbers(count)}`;
}

function describeChanged(changed: number, count: number): string {
  const which = count === 1 ? say.thisQuestionHasChanged : say.ofTheseChangedSince(changed, count);
  return say.nothingWasDecided(which);
}

function describeNoneOpen(isKnown: boolean, count: number): string {
  if (count === 1) return isKnown ? say.thisConflictIsDecided : say.thereIsNoConflict;
  return isKnown ? say.theseConflictsAre : say.thereAreNoConflicts;
}
