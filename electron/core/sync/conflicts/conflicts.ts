/**
 * The cases that a person decides. A decision is an ordinary edit through the one write path, as one batch that can be
 * undone. What the vendor shows now becomes the base, so that any remaining difference is pushed like any other change.
 */
import type { ConflictRow } from '../../../../shared/contract/sync.ts';
import type { Act, Entry } from '../../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import type { Zone } from '../../../../shared/domain/time/zone.ts';
import { toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { type PhoneNumber, toE164, toInternational } from '../../../../shared/domain/numbers/number.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import { type Choice, heldWhileOpen, planResolution } from '../../../../shared/domain/vendor/resolution.ts';
import type { AccountId, Target, TargetId } from '../../../../shared/domain/entry/scope.ts';
import type { TargetIndex } from '../../../../shared/domain/entry/targetText.ts';
import { countOf } from '../../../../shared/words/counts.ts';
import type { Conflict, Resolution } from '../../db/sync/conflictRows.ts';
import type { Events } from '../../desk/events.ts';
import { runBatch } from '../../list/write/batchWork.ts';
import { type Answer } from '../../answer.ts';
import type { ListStore } from '../../list/write/listStore.ts';
import type { Clock } from '../../ports.ts';
import { undoDecisions } from './conflictUndo.ts';
import { type Decision, type Disputed, readDecision } from './decision.ts';
import { describeEffects } from './conflictEffects.ts';
import { describeConflict, describeThere, toSide } from './conflictSentences.ts';
import { nameRecord } from '../record/records.ts';
import { settleDecided } from './settleDecided.ts';
import type { SyncStore } from '../record/syncStore.ts';

export type Conflicts = {
  readonly list: (query: {
    account?: AccountId | undefined;
    number?: PhoneNumber | undefined;
    kind?: Conflict['kind'] | undefined;
    after?: number | undefined;
    limit: number;
  }) => { conflicts: ConflictRow[]; open: number };
  /** Decides open conflicts; unknown ids and decided conflicts are skipped. */
  readonly resolve: (
    ids: readonly number[],
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
  list: ListStore;
  events: Events;
  clock: Clock;
  author: () => string;
  targets: () => TargetIndex;
  /** The desk's zone. */
  zone: () => Zone;
  toDay: DayWriter;
};

/** The conflicts of one desk over the sync store. */
export function createConflicts(parts: ConflictsParts): Conflicts {
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
      const label = describeDecision(decision, open.length);
      const about = { kind: 'resolve', label, author: author(), at } as const;
      const written = runBatch({ store: list, events }, about, (act) =>
        decideAll(store, open, { kind: decision.kind, choose: choose.value }, act),
      );
      events.publish({ type: 'changed', topics: ['conflicts', 'accounts', 'list'] });
      const { batch, changed, result } = written;
      return { ok: true, value: { batch, changed, resolved: result } };
    },
    undo: (undone, undo) => undoDecisions({ store, list }, undone, undo),
  };
}

/**
 * Decides open conflicts in the transaction of the batch: answers the changes of the entries, and how many were
 * decided.
 */
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
    const account = views.get(conflict.account);
    if (account === undefined) return [];
    const { number, scope, holds } = conflict;
    const entry = after.get(number) ?? before.get(number);
    const theirs = store.remotes.load(conflict)?.seen ?? null;
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
  const changes = [...after].map(([number, entry]) => ({ before: before.get(number), after: entry }));
  return { changes, result: decided.length, changesMore: decided.length > 0 };
}

function describeDecision({ kind }: Decision, count: number): string {
  const what = { keepOurs: 'Kept ours', takeTheirs: 'Took theirs', edit: 'Edited' }[kind];
  return `${what}: ${countOf(count, 'number')}`;
}

function describeNoneOpen(isKnown: boolean, count: number): string {
  if (count === 1) return isKnown ? 'This conflict is decided already.' : 'There is no conflict with this id.';
  return isKnown ? 'These conflicts are decided already.' : 'There are no conflicts with these ids.';
}
