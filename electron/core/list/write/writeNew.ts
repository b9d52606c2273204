/**
 * The writer's way for entries that were never on the list: the same rows, counts, journal and outbox as for changes one by
 * one, from columns. `createListWriter` offers it beside `write`; nothing else calls it.
 */
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import { toEpochMs } from '../../../../shared/domain/time/instant.ts';
import type { FlatNewEntries } from '../../db/entries/entryForm.ts';
import type { OriginRows } from '../../db/entries/entryOriginRows.ts';
import type { EntryRows } from '../../db/entries/entryRows.ts';
import { blockSize, type EntryTally } from '../../db/entries/entryTallyRows.ts';
import type { ExpiryRows } from '../../db/entries/expiryRows.ts';
import type { ScopeRows } from '../../db/entries/scopeRows.ts';
import type { Journal, JournalAct } from '../../journal/journal.ts';
import { toNewPayloadBeside } from '../../journal/journalPayload.ts';
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

/** New entries made ready ahead of their writing: it writes these entries, as part of this act, and nothing else. */
export type PreparedEntries = {
  readonly added: NewEntries;
  readonly act: JournalAct;
  readonly flat: FlatNewEntries;
  /** Their payload in the journal; undefined: it is made when they are written. */
  readonly payload: Buffer | undefined;
};

/**
 * Makes new entries ready.
 * @throws (a bug) when they are not ascending
 */
export function prepareNew(added: NewEntries, act: JournalAct): PreparedEntries {
  assertAscending(added.numbers);
  return { added, act, flat: toFlat(added, act), payload: undefined };
}

/** The same, with the journal's payload, most of whose making is done on another thread. */
export async function prepareNewBeside(added: NewEntries, act: JournalAct): Promise<PreparedEntries> {
  const prepared = prepareNew(added, act);
  return { ...prepared, payload: await toNewPayloadBeside(prepared.flat) };
}

/** Makes the function that writes them, in the caller's transaction. */
export function createNewEntriesWriter(parts: Parts): (prepared: PreparedEntries) => void {
  const { entries, scopes, origins, expiries, journal, outbox, startTally } = parts;
  return ({ added, act, flat, payload }) => {
    const ids = new Map<string, number>();
    const scopeIds = flat.statements.map(({ holds }) => {
      const id = ids.get(holds) ?? scopes.saveScope(holds);
      ids.set(holds, id);
      return id;
    });
    const originIds = flat.origins.map(({ sourceKind, sourceLabel, createdBy, createdAt, batchId }) =>
      origins.saveOrigin({
        source_kind: sourceKind,
        source_label: sourceLabel,
        author: createdBy,
        at: createdAt,
        batch_id: batchId,
      }),
    );
    entries.insertNew(flat, scopeIds, originIds);
    saveExpiries(added, toEpochMs(act.at));
    saveTally(flat, scopeIds, originIds);
    journal.appendNew(flat, act, payload);
    outbox.enqueueNew(added, act);
  };

  function saveExpiries({ numbers, statementOf, statements }: NewEntries, now: number): void {
    const known = new Map<Scope, readonly number[]>();
    const endsOf = statements.map(({ holds }) => {
      const ends = known.get(holds) ?? listEnds(holds, now);
      known.set(holds, ends);
      return ends;
    });
    if (endsOf.every((ends) => ends.length === 0)) return;
    const pairs: number[] = [];
    for (let at = 0; at < numbers.length; at++)
      for (const end of endsOf[statementOf[at] ?? 0] ?? []) pairs.push(end, numbers[at] ?? 0);
    expiries.saveAll(pairs);
  }

  /** Neighbours mostly lie in one block and have one scope and origin: they are counted together. */
  function saveTally(flat: FlatNewEntries, scopeIds: readonly number[], originIds: readonly number[]): void {
    const { numbers, statementOf, originOf } = flat;
    const tally = startTally();
    const endOfBlock = (number: number) => (Math.floor(number / blockSize) + 1) * blockSize;
    const scopeAt = (at: number) => scopeIds[statementOf[at] ?? 0] ?? 0;
    const originAt = (at: number) => originIds[originOf[at] ?? 0] ?? 0;
    let from = 0;
    let [scopeId, originId] = [scopeAt(0), originAt(0)];
    let blockEnd = endOfBlock(numbers[0] ?? 0);
    for (let at = 1; at <= numbers.length; at++) {
      const isSame =
        at < numbers.length && (numbers[at] ?? 0) < blockEnd && scopeAt(at) === scopeId && originAt(at) === originId;
      if (isSame) continue;
      tally.note(numbers[from] ?? 0, scopeId, originId, false, at - from);
      from = at;
      scopeId = scopeAt(from);
      originId = originAt(from);
      blockEnd = endOfBlock(numbers[from] ?? 0);
    }
    tally.save();
  }
}

/** When the holds of a scope end, as far as they have not ended. */
function listEnds(holds: Scope, now: number): readonly number[] {
  return holds.flatMap(({ until }) => (until !== null && toEpochMs(until) > now ? [toEpochMs(until)] : []));
}

function toFlat({ flat, origins, ...added }: NewEntries, act: JournalAct): FlatNewEntries {
  return {
    ...added,
    statements: flat,
    origins: origins.map(({ source, made }) => ({
      sourceKind: source.kind,
      sourceLabel: source.label ?? '',
      createdBy: (made ?? act).author,
      createdAt: toEpochMs((made ?? act).at),
      batchId: act.batchId ?? 0,
    })),
  };
}

function assertAscending(numbers: Float64Array): void {
  let previous = 0;
  for (const number of numbers) {
    if (number <= previous) throw new Error('New entries are written in order of number, each once');
    previous = number;
  }
}
