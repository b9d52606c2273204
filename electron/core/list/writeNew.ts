/**
 * The writer's way for entries that were never on the list: the same rows, counts, journal and outbox as for changes one by
 * one, from columns. `createListWriter` offers it beside `write`; nothing else calls it.
 */
import { toEpochMs } from '../../../shared/domain/instant.ts';
import type { Scope } from '../../../shared/domain/scope.ts';
import type { FlatNewEntries } from '../db/entryForm.ts';
import type { OriginRows } from '../db/entryOriginRows.ts';
import type { EntryRows } from '../db/entryRows.ts';
import { blockSize, type EntryTally } from '../db/entryTallyRows.ts';
import type { ExpiryRows } from '../db/expiryRows.ts';
import { type ScopeRows, toHoldsText } from '../db/scopeRows.ts';
import type { Journal, JournalAct } from '../journal/journal.ts';
import type { ListOutbox } from './entryChange.ts';
import type { NewEntries } from './newEntries.ts';

type Parts = {
  readonly entries: EntryRows;
  readonly scopes: ScopeRows;
  readonly origins: OriginRows;
  readonly expiries: ExpiryRows;
  readonly journal: Journal;
  readonly outbox: ListOutbox;
  readonly startTally: () => EntryTally;
};

export function createNewEntriesWriter(parts: Parts): (added: NewEntries, act: JournalAct) => void {
  const { entries, scopes, origins, expiries, journal, outbox, startTally } = parts;
  return (added, act) => {
    const flat = toFlat(added, act);
    assertAscending(flat.numbers);
    const ids = new Map<string, number>();
    const scopeIds = flat.statements.map(({ holds }) => {
      const id = ids.get(holds) ?? scopes.saveScope(holds);
      ids.set(holds, id);
      return id;
    });
    const { sourceKind, sourceLabel, createdBy, createdAt, batchId } = flat.common;
    const originId = origins.saveOrigin({
      source_kind: sourceKind,
      source_label: sourceLabel,
      author: createdBy,
      at: createdAt,
      batch_id: batchId,
    });
    entries.insertNew(flat, scopeIds, originId);
    saveExpiries(added, createdAt);
    saveTally(flat, scopeIds, originId);
    journal.appendNew(flat, act);
    outbox.enqueueNew(added, act);
  };

  function saveExpiries({ numbers, statementOf, statements }: NewEntries, now: number): void {
    const endsOf = statements.map(({ holds }) =>
      holds.flatMap(({ until }) => (until !== null && toEpochMs(until) > now ? [toEpochMs(until)] : [])),
    );
    if (endsOf.every((ends) => ends.length === 0)) return;
    for (let at = 0; at < numbers.length; at++)
      for (const end of endsOf[statementOf[at] ?? 0] ?? []) expiries.save(end, numbers[at] ?? 0);
  }

  /** Neighbours mostly lie in one block and have one scope: they are counted together. */
  function saveTally({ numbers, statementOf }: FlatNewEntries, scopeIds: readonly number[], originId: number): void {
    const tally = startTally();
    let from = 0;
    for (let at = 1; at <= numbers.length; at++) {
      const first = numbers[from] ?? 0;
      const scopeId = scopeIds[statementOf[from] ?? 0] ?? 0;
      const isSame =
        at < numbers.length &&
        Math.floor((numbers[at] ?? 0) / blockSize) === Math.floor(first / blockSize) &&
        scopeIds[statementOf[at] ?? 0] === scopeId;
      if (isSame) continue;
      tally.note(first, scopeId, originId, false, at - from);
      from = at;
    }
    tally.save();
  }
}

function toFlat(added: NewEntries, act: JournalAct): FlatNewEntries {
  const { numbers, lines, statementOf, statements, source } = added;
  const texts = new Map<Scope, string>();
  const toText = (holds: Scope): string => {
    const text = texts.get(holds) ?? toHoldsText(holds);
    texts.set(holds, text);
    return text;
  };
  return {
    numbers,
    lines,
    statementOf,
    statements: statements.map(({ holds, reason, category, requestedAt, callReference }) => ({
      holds: toText(holds),
      reason,
      category,
      requestedAt: requestedAt === null ? null : toEpochMs(requestedAt),
      callBatchId: callReference === null ? null : callReference.batchId,
      callRequestUuid: callReference === null ? null : callReference.requestUuid,
    })),
    common: {
      sourceKind: source.kind,
      sourceLabel: source.label ?? '',
      createdBy: act.author,
      createdAt: toEpochMs(act.at),
      batchId: act.batchId ?? 0,
    },
  };
}

function assertAscending(numbers: Float64Array): void {
  let previous = 0;
  for (const number of numbers) {
    if (number <= previous) throw new Error('New entries are written in order of number, each once');
    previous = number;
  }
}
