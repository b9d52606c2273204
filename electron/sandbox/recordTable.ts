// The records of one organisation: in order of arrival, found by id and by the vendor's idea of a duplicate. The latest
// changes are remembered, so that a fault can answer from an earlier state. Pages are read through `Rows`, a view that
// costs nothing to make, so that a list of 100,000 records is served without being copied.
import type { SandboxRecord } from './sandboxRecord.ts';

/** Records in some order, read by position. */
export interface Rows {
  readonly length: number;
  readonly at: (index: number) => SandboxRecord | undefined;
}

interface Slot {
  readonly order: number;
  readonly record: SandboxRecord;
}

/** Who changes a record: a request, by its number in the log, or somebody at the dashboard, after so many requests. */
export interface Actor {
  readonly by: 'request' | 'control';
  readonly seq: number;
}

interface Change extends Actor {
  readonly before: Slot | undefined;
  readonly after: Slot | undefined;
}

/** One change of a record, as evidence: nothing before it was added, nothing after it was removed. */
export interface RecordChange extends Actor {
  readonly before: SandboxRecord | null;
  readonly after: SandboxRecord | null;
}

const REMEMBERED_CHANGES = 1000;

export interface RecordTableOptions {
  /** Whose change this is, asked with every change. */
  readonly actor: () => Actor;
  readonly keyOf: (record: SandboxRecord) => string;
  readonly groupOf: (record: SandboxRecord) => string;
}

export class RecordTable {
  readonly #keys: RecordTableOptions;
  readonly #byId = new Map<string, Slot>();
  readonly #groups = new Map<string, Slot[]>();
  readonly #byKey = new Map<string, Set<string>>();
  readonly #removed = new Map<string, SandboxRecord>();
  #changes: Change[] = [];
  #nextOrder = 1;
  #version = 0;

  constructor(keys: RecordTableOptions) {
    this.#keys = keys;
  }

  /** Grows by one with every record added, changed or removed. */
  get version(): number {
    return this.#version;
  }

  get size(): number {
    return this.#byId.size;
  }

  get(id: string): SandboxRecord | undefined {
    return this.#byId.get(id)?.record;
  }

  /** The oldest record with this duplicate key. */
  findByKey(key: string): SandboxRecord | undefined {
    const first = this.#byKey.get(key)?.values().next().value;
    return first === undefined ? undefined : this.get(first);
  }

  /** All records with this duplicate key, the oldest first. */
  allByKey(key: string): SandboxRecord[] {
    return [...(this.#byKey.get(key) ?? [])].flatMap((id) => this.get(id) ?? []);
  }

  /** The last record with this duplicate key that was removed. */
  lastRemoved(key: string): SandboxRecord | undefined {
    return this.#removed.get(key);
  }

  all(): SandboxRecord[] {
    return [...this.#byId.values()].map((slot) => slot.record);
  }

  /** The latest changes, at least a thousand where there were as many, the oldest first. */
  changes(): RecordChange[] {
    return this.#changes.map(({ before, after, by, seq }) => ({
      by,
      seq,
      before: before?.record ?? null,
      after: after?.record ?? null,
    }));
  }

  add(record: SandboxRecord): void {
    if (this.#byId.has(record.id)) throw new Error(`the sandbox already holds a record ${record.id}`);
    const slot = { order: this.#nextOrder++, record };
    this.#insert(slot);
    this.#remember({ before: undefined, after: slot });
  }

  /** Replaces a record in its place. Its id stays. */
  change(record: SandboxRecord): void {
    const before = this.#byId.get(record.id);
    if (!before) throw new Error(`the sandbox holds no record ${record.id}`);
    const after = { order: before.order, record };
    this.#take(before);
    this.#insert(after);
    this.#remember({ before, after });
  }

  remove(id: string): SandboxRecord | undefined {
    const before = this.#byId.get(id);
    if (!before) return undefined;
    this.#take(before);
    this.#removed.set(this.#keys.keyOf(before.record), before.record);
    this.#remember({ before, after: undefined });
    return before.record;
  }

  clear(): void {
    for (const id of this.#byId.keys()) this.remove(id);
  }

  /** One group's records, newest first or oldest first, as they were `staleBy` changes ago. */
  rows(group: string, order: 'newestFirst' | 'oldestFirst', staleBy: number): Rows {
    const slots = staleBy > 0 ? this.#slotsAgo(group, staleBy) : (this.#groups.get(group) ?? []);
    const { length } = slots;
    return { length, at: (index) => slots[order === 'newestFirst' ? length - 1 - index : index]?.record };
  }

  #remember(change: Omit<Change, keyof Actor>): void {
    this.#version += 1;
    this.#changes.push({ ...change, ...this.#keys.actor() });
    if (this.#changes.length > 2 * REMEMBERED_CHANGES) this.#changes = this.#changes.slice(-REMEMBERED_CHANGES);
  }

  #insert(slot: Slot): void {
    this.#byId.set(slot.record.id, slot);
    const group = this.#keys.groupOf(slot.record);
    const slots = this.#groups.get(group);
    if (!slots) this.#groups.set(group, [slot]);
    else if (slot.order > (slots.at(-1)?.order ?? 0)) slots.push(slot);
    else slots.splice(positionOf(slots, slot.order), 0, slot);
    const key = this.#keys.keyOf(slot.record);
    const same = this.#byKey.get(key);
    if (same) same.add(slot.record.id);
    else this.#byKey.set(key, new Set([slot.record.id]));
  }

  #take(slot: Slot): void {
    this.#byId.delete(slot.record.id);
    const slots = this.#groups.get(this.#keys.groupOf(slot.record));
    slots?.splice(positionOf(slots, slot.order), 1);
    const key = this.#keys.keyOf(slot.record);
    const same = this.#byKey.get(key);
    same?.delete(slot.record.id);
    if (same?.size === 0) this.#byKey.delete(key);
  }

  #slotsAgo(group: string, staleBy: number): Slot[] {
    const slots = new Map((this.#groups.get(group) ?? []).map((slot) => [slot.order, slot]));
    for (const { before, after } of this.#changes.slice(-staleBy).toReversed()) {
      if (after && this.#keys.groupOf(after.record) === group) slots.delete(after.order);
      if (before && this.#keys.groupOf(before.record) === group) slots.set(before.order, before);
    }
    return [...slots.values()].toSorted((left, right) => left.order - right.order);
  }
}

function positionOf(slots: readonly Slot[], order: number): number {
  let low = 0;
  let high = slots.length;
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((slots[middle]?.order ?? Infinity) < order) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The rows that pass, in the same order. */
export function filterRows(rows: Rows, passes: (record: SandboxRecord) => boolean): Rows {
  const kept: SandboxRecord[] = [];
  for (let index = 0; index < rows.length; index += 1) {
    const record = rows.at(index);
    if (record && passes(record)) kept.push(record);
  }
  return { length: kept.length, at: (index) => kept[index] };
}

/** The same rows, rotated: the last `by` come first. */
export function rotateRows(rows: Rows, by: number): Rows {
  const { length } = rows;
  if (length === 0) return rows;
  return { length, at: (index) => (index < length ? rows.at((((index - by) % length) + length) % length) : undefined) };
}

/** One page. An endless list wraps round and always claims that there is more. */
export function pageOf(
  rows: Rows,
  offset: number,
  size: number,
  endless: boolean,
): { items: SandboxRecord[]; total: number; hasMore: boolean } {
  const items: SandboxRecord[] = [];
  for (let index = offset; index < offset + size; index += 1) {
    const record = rows.at(endless && rows.length > 0 ? index % rows.length : index);
    if (!record) break;
    items.push(record);
  }
  return endless
    ? { items, total: offset + 2 * size, hasMore: true }
    : { items, total: rows.length, hasMore: offset + size < rows.length };
}
