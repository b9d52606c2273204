/**
 * The cases that a person decides. A decision is an ordinary edit through the one write path, as one batch that can be
 * undone; what the vendor shows now becomes the base, so that whatever still differs is pushed like any other change.
 */
import type { ConflictRow } from '../../../../shared/contract/sync.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import type { Zone } from '../../../../shared/domain/time/zone.ts';
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164, toInternational } from '../../../../shared/domain/numbers/number.ts';
import { missingCall } from '../../../../shared/domain/vendor/ours.ts';
import { toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import { heldWhileOpen, planResolution } from '../../../../shared/domain/vendor/resolution.ts';
import type { AccountId, Target, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { countOf } from '../../../../shared/words/counts.ts';
import type { Batch } from '../../db/entries/batchRows.ts';
import type { Conflict, Resolution } from '../../db/sync/conflictRows.ts';
import type { Events } from '../../desk/events.ts';
import { runBatch } from '../../list/write/batchWork.ts';
import { type Answer } from '../../answer.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { Clock } from '../../ports.ts';
import { type Decision, readDecision } from './decision.ts';
import { describeEffects } from './conflictEffects.ts';
import { describeConflict, describeThere, toSide } from './conflictSentences.ts';
import { nameRecord } from '../record/records.ts';
import type { SyncStore } from '../record/syncStore.ts';

export type Conflicts = {
  readonly list: (query: {
    account?: AccountId | undefined;
    number?: PhoneNumber | undefined;
    kind?: Conflict['kind'] | undefined;
    after?: number | undefined;
    limit: number;
  }) => { conflicts: ConflictRow[]; open: number };
  /** Decides open conflicts; ids that are unknown or decided already are passed over. */
  readonly resolve: (
    ids: readonly number[],
    decision: Decision,
  ) => Answer<{ batch: number | null; changed: number; resolved: number }>;
  /**
   * The part of an undo that is about decisions, in the caller's transaction: opens again what the undone batch decided,
   * and decides again what the undone batch, an undo itself, had opened again. Answers how many conflicts that were. What
   * the vendor was told meanwhile shows in the next reading, which settles it.
   */
  readonly undo: (undone: number, undo: number) => number;
};

export function createConflicts(parts: {
  store: SyncStore;
  list: ListStore;
  events: Events;
  clock: Clock;
  author: () => string;
  targets: () => TargetIndex;
  /** The desk's. */
  zone: () => Zone;
  toDay: DayWriter;
}): Conflicts {
  const { store, list, events, clock, author, toDay } = parts;

  function toRow(
    conflict: Conflict,
    views: ReadonlyMap<AccountId, AccountView>,
    targets: ReadonlyMap<TargetId, Target>,
  ): ConflictRow[] {
    const account = views.get(conflict.account);
    if (account === undefined) return [];
    const { id, number, scope, kind, base, ours, theirs, openedAt } = conflict;
    const told = { conflict, account, entry: store.entries.load(number) };
    const facts = store.remotes.load(conflict);
    const lastScanAt = store.accounts.load(account.id)?.lastScanAt ?? null;
    const disputed = { ...told, seen: facts?.seen ?? null, views: [...views.values()], targets };
    const act = { at: toInstant(clock.now()), author: author(), batchId: 0 };
    return [
      {
        id,
        number: toE164(number),
        international: toInternational(number),
        account: account.id,
        accountName: account.name,
        scope,
        targetName: nameRecord(account, scope, (theirs ?? ours)?.agents ?? null),
        kind,
        sentence: describeConflict(told, toDay),
        openedAt: toInstant(openedAt),
        base: toSide(base, account, scope),
        ours: toSide(ours, account, scope),
        theirs: toSide(theirs, account, scope),
        holds: [...heldWhileOpen(told.entry, conflict.holds, targets)],
        there: describeThere(told, { facts, lastScanAt, decided: store.conflicts.listDecided(conflict) }, toDay),
        effects: describeEffects(disputed, act, toDay),
      },
    ];
  }

  /** The vendor's side, as it was last seen, becomes what both agreed on; the record's turn comes in the outbox. */
  function settle(conflict: Conflict, entry: Entry | undefined, account: AccountView, at: number): void {
    const key = { account: conflict.account, scope: conflict.scope, number: conflict.number };
    const facts = store.remotes.load(key);
    if (facts !== undefined) {
      const base = facts.seen === null ? null : toComparable(facts.seen, account);
      store.remotes.save({ ...facts, base, baseAt: at, remoteId: base === null ? null : facts.remoteId });
    }
    const isAdd = entry?.removed === null && facts?.seen == null;
    const missing = isAdd ? missingCall(account, entry.callReference) : null;
    store.outbox.owe(key, { seq: entry?.seq ?? 0, at, missingCall: missing });
  }

  /** The batch that a chain of undos began with, and whether its decisions hold after the one that is given. */
  function findDecisions(batch: Batch): { readonly decisions: number; readonly hold: boolean } {
    let hold = true;
    let lower: Batch = batch;
    while (lower.undoes !== null) {
      const next = list.batches.load(lower.undoes);
      if (next === undefined) break;
      lower = next;
      hold = !hold;
    }
    return { decisions: lower.id, hold };
  }

  function reopen(batch: number): readonly OpenedAgain[] {
    return store.conflicts.listOfBatch(batch).flatMap((conflict) => {
      if (!store.conflicts.reopen(conflict.id)) return [];
      const facts = store.remotes.load(conflict);
      if (facts !== undefined) store.remotes.save({ ...facts, base: conflict.base });
      return [{ id: conflict.id, resolution: conflict.resolution, question: toQuestion(conflict) }];
    });
  }

  /** Only where the question is still the one that was answered, and nobody has changed the entry since. */
  function decideAgain(decisions: readonly OpenedAgain[], batch: Batch, decider: number): number {
    const views = new Map(store.loadViews().map((view) => [view.id, view]));
    const left = new Set<number>(list.batches.listLeft(batch.id, 0, mostDecisions).map(({ number }) => number));
    const at = toEpochMs(batch.at);
    return decisions.filter(({ id, resolution, question }) => {
      const conflict = store.conflicts.load(id);
      const account = conflict && views.get(conflict.account);
      if (conflict === undefined || account === undefined || conflict.resolvedAt !== null) return false;
      if (left.has(conflict.number) || toQuestion(conflict) !== question) return false;
      store.conflicts.resolve(id, { at, resolution, by: batch.author, batch: decider });
      settle(conflict, store.entries.load(conflict.number), account, at);
      return true;
    }).length;
  }

  return {
    list({ account, number, kind, after, limit }) {
      const views = new Map(store.loadViews().map((view) => [view.id, view]));
      const targets = store.loadTargets();
      const filter = { account: account ?? null, number: number ?? null, kind: kind ?? null };
      const rows = store.conflicts.listOpen(filter, after ?? 0, limit);
      return {
        conflicts: rows.flatMap((conflict) => toRow(conflict, views, targets)),
        open: store.conflicts.countMatching(filter),
      };
    },
    resolve(ids, decision) {
      const open = [...new Set(ids)].flatMap((id) => {
        const conflict = store.conflicts.load(id);
        return conflict === undefined || conflict.resolvedAt !== null ? [] : [conflict];
      });
      if (open.length === 0)
        return {
          ok: false,
          code: 'NOT_FOUND',
          message: describeNoneOpen(
            ids.some((id) => store.conflicts.load(id) !== undefined),
            ids.length,
          ),
        };
      const at = toInstant(clock.now());
      const disputed = open.map(({ number, holds }) => ({ entry: store.entries.load(number), holds }));
      const choose = readDecision(decision, disputed, parts.targets(), { now: at, zone: parts.zone() });
      if (!choose.ok) return choose;
      const by = author();
      const about = { kind: 'resolve', label: describeDecision(decision, open.length), author: by, at } as const;
      const written = runBatch({ store: list, events }, about, (act) => {
        const views = new Map(store.loadViews().map((view) => [view.id, view]));
        const targets = store.loadTargets();
        const before = store.entries.loadMany(open.map(({ number }) => number));
        const after = new Map<PhoneNumber, Entry>();
        const decided = open.flatMap((conflict) => {
          const account = views.get(conflict.account);
          if (account === undefined) return [];
          const { number, scope, holds } = conflict;
          const entry = after.get(number) ?? before.get(number);
          const theirs = store.remotes.load(conflict)?.seen ?? null;
          const next = planResolution(
            { number, scope, account, theirs, holds },
            entry,
            choose.value({ entry, holds }),
            act,
            targets,
          );
          if (next !== undefined) after.set(number, next);
          return [{ conflict, account }];
        });
        for (const { conflict, account } of decided) {
          store.conflicts.resolve(conflict.id, {
            at: toEpochMs(at),
            resolution: decision.kind,
            by,
            batch: act.batchId,
          });
          settle(conflict, after.get(conflict.number) ?? before.get(conflict.number), account, toEpochMs(at));
        }
        const changes = [...after].map(([number, entry]) => ({ before: before.get(number), after: entry }));
        return { changes, result: decided.length, changesMore: decided.length > 0 };
      });
      events.publish({ type: 'changed', topics: ['conflicts', 'accounts', 'list'] });
      const { batch, changed, result } = written;
      return { ok: true, value: { batch, changed, resolved: result } };
    },
    undo(undone, undo) {
      const batch = list.batches.load(undo);
      const before = list.batches.load(undone);
      if (batch === undefined || before === undefined) return 0;
      const { decisions, hold } = findDecisions(before);
      if (!hold) {
        const opened = before.details[openedAgain];
        return isOpenedAgain(opened) ? decideAgain(opened, batch, decisions) : 0;
      }
      const opened = reopen(decisions);
      if (opened.length > 0) list.batches.setDetails(undo, { ...batch.details, [openedAgain]: opened });
      return opened.length;
    },
  };
}

/** In the details of an undo: the decisions that it took back. */
const openedAgain = 'openedAgain';
/** As many as `resolve` takes at once. */
const mostDecisions = 10_000;

type OpenedAgain = { readonly id: number; readonly resolution: Resolution; readonly question: string };

function isOpenedAgain(detail: unknown): detail is readonly OpenedAgain[] {
  return Array.isArray(detail);
}

/** What was asked: another answer of the vendor's makes it another question. */
function toQuestion({ kind, base, ours, theirs }: Conflict): string {
  return JSON.stringify([kind, base, ours, theirs]);
}

function describeDecision({ kind }: Decision, count: number): string {
  const what = { keepOurs: 'Kept ours', takeTheirs: 'Took theirs', edit: 'Edited' }[kind];
  return `${what}: ${countOf(count, 'number')}`;
}

function describeNoneOpen(isKnown: boolean, count: number): string {
  if (count === 1) return isKnown ? 'This conflict is decided already.' : 'There is no conflict with this id.';
  return isKnown ? 'These conflicts are decided already.' : 'There are no conflicts with these ids.';
}
