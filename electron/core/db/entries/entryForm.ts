/**
 * The flat form of an entry: primitives only, times as epoch milliseconds. The entry table and the journal both store it,
 * which is why a replayed journal can be compared with the table value by value.
 */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { type Instant, toEpochMs, toInstant } from '../../../../shared/domain/time/instant.ts';
import { toPhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { Scope } from '../../../../shared/domain/entry/scope.ts';
import { DamagedRow } from '../damagedRow.ts';
import type { OriginRow } from './entryOriginRows.ts';
import { createScopeReader, toHoldsText } from './scopeRows.ts';
import type { Stored } from '../../../../shared/fields.ts';
import { fromStored, nothingStored, store, type StoredDetails, storedNames } from './storedDetails.ts';

/** `holds` is canonical scope text; `sourceLabel` '' and `batchId` 0 stand for none. */
export type FlatEntry = StoredDetails & {
  readonly number: number;
  readonly seq: number;
  readonly holds: string;
  readonly line: number | null;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly removedAt: number | null;
  readonly removedBy: string | null;
  readonly removedWhy: string | null;
  readonly sourceKind: OriginRow['source_kind'];
  readonly sourceLabel: string;
  readonly createdBy: string;
  readonly createdAt: number;
  readonly batchId: number;
};

/** Every field of the flat form except the number. */
export const flatFields = [
  'seq',
  'holds',
  ...storedNames,
  'line',
  'changedAt',
  'changedBy',
  'removedAt',
  'removedBy',
  'removedWhy',
  'sourceKind',
  'sourceLabel',
  'createdBy',
  'createdAt',
  'batchId',
] as const satisfies readonly (keyof FlatEntry)[];

/** What the entries of one write say, flat; `holds` is canonical scope text. */
export type FlatStatement = StoredDetails & Pick<FlatEntry, 'holds'>;

/** Where entries came from, who made them, and when, flat. */
export type FlatOrigin = Pick<FlatEntry, 'sourceKind' | 'sourceLabel' | 'createdBy' | 'createdAt' | 'batchId'>;

/**
 * Entries that were never on the list, column by column: the numbers ascending, the line of each in its file (NaN: none), and
 * which of the statements and of the origins it has. Nothing was changed in them since.
 */
export type FlatNewEntries = {
  readonly numbers: Float64Array;
  readonly lines: Float64Array;
  readonly statementOf: Uint32Array;
  readonly statements: readonly FlatStatement[];
  /** What at least one of the statements says: everything else of them is null. */
  readonly said: readonly Stored[];
  readonly originOf: Uint32Array;
  readonly origins: readonly FlatOrigin[];
};

/** The form of an entry that says nothing: copies of it share one shape, in which they are read twice as fast. */
export const blankEntry: FlatEntry = {
  number: 0,
  seq: 0,
  holds: '',
  ...nothingStored,
  line: null,
  changedAt: 0,
  changedBy: '',
  removedAt: null,
  removedBy: null,
  removedWhy: null,
  sourceKind: 'manual',
  sourceLabel: '',
  createdBy: '',
  createdAt: 0,
  batchId: 0,
};

/** Flattens entries. Remembers the last scope and instants, which the rows of an import share. */
export function createEntryFlattener(): (entry: Entry) => FlatEntry {
  let lastScope: Scope | undefined;
  let lastHolds = '';
  const lastInstants: (readonly [Instant, number])[] = [];
  const toMs = (slot: number, instant: Instant): number => {
    const last = lastInstants[slot];
    if (last?.[0] === instant) return last[1];
    const ms = toEpochMs(instant);
    lastInstants[slot] = [instant, ms];
    return ms;
  };
  const toDetailMs = (instant: Instant) => toMs(0, instant);
  return (entry) => {
    const { removed, source, holds } = entry;
    if (holds !== lastScope) {
      lastScope = holds;
      lastHolds = toHoldsText(holds);
    }
    const flat: { -readonly [Field in keyof FlatEntry]: FlatEntry[Field] } = { ...blankEntry };
    flat.number = entry.number;
    flat.seq = entry.seq;
    flat.holds = lastHolds;
    store(flat, entry, toDetailMs);
    flat.line = entry.line;
    flat.changedAt = toMs(1, entry.changedAt);
    flat.changedBy = entry.changedBy;
    if (removed !== null) {
      flat.removedAt = toMs(2, removed.at);
      flat.removedBy = removed.by;
      flat.removedWhy = removed.why;
    }
    flat.sourceKind = source.kind;
    flat.sourceLabel = source.label ?? '';
    flat.createdBy = entry.createdBy;
    flat.createdAt = toMs(3, entry.createdAt);
    flat.batchId = entry.batchId ?? 0;
    return flat;
  };
}

/**
 * Turns flat forms back into entries, with a memory of the last scopes and instants. Where a scope cannot be read, the answer of
 * `whenDamaged` stands for it.
 * @throws DamagedRow where there is no `whenDamaged`
 */
export function createEntryReader(whenDamaged?: (damage: DamagedRow) => Scope): (flat: FlatEntry) => Entry {
  const readScope = createScopeReader();
  const readHolds = ({ number, holds }: FlatEntry): Scope => {
    try {
      return readScope(holds);
    } catch (error) {
      if (!(error instanceof DamagedRow)) throw error;
      if (whenDamaged === undefined) throw error.about(number);
      return whenDamaged(error.about(number));
    }
  };
  const lastInstants: (readonly [number, Instant])[] = [];
  const toText = (slot: number, ms: number): Instant => {
    const last = lastInstants[slot];
    if (last?.[0] === ms) return last[1];
    const instant = toInstant(ms);
    lastInstants[slot] = [ms, instant];
    return instant;
  };
  const toDetailText = (ms: number) => toText(0, ms);
  return (flat) => ({
    number: toPhoneNumber(flat.number),
    seq: flat.seq,
    holds: readHolds(flat),
    ...fromStored(flat, toDetailText),
    line: flat.line,
    changedAt: toText(1, flat.changedAt),
    changedBy: flat.changedBy,
    removed:
      flat.removedAt === null
        ? null
        : { at: toText(2, flat.removedAt), why: flat.removedWhy ?? '', by: flat.removedBy ?? '' },
    source: { kind: flat.sourceKind, label: flat.sourceLabel === '' ? null : flat.sourceLabel },
    createdBy: flat.createdBy,
    createdAt: toText(3, flat.createdAt),
    batchId: flat.batchId === 0 ? null : flat.batchId,
  });
}
