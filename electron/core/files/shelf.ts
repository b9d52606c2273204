/**
 * What people opened and may come back to: imports, lead files, changes of many entries, registries' files. Each is
 * kept here under an id, not in a page, so that a reload finds it again. Only a few are kept: the one that was used
 * longest ago is dropped first, but never one that is being worked on or read.
 */
import type { Answer, Refusal } from '../answer.ts';

/** An item on a shelf. Only the shelf sets `busy`: while an item is worked on, nothing else is done with it. */
export type Shelved = { readonly id: string; busy: boolean };

export type ShelfOptions<Item extends Shelved> = {
  /** How many idle items are kept. */
  readonly kept: number;
  /** The refusals for an id that is not here (any more), and for an item that is being worked on. */
  readonly gone: Refusal;
  readonly busy: Refusal;
  /** Frees what an item holds outside this process; called once per item that leaves the shelf. */
  readonly letGo: (item: Item) => Promise<void>;
  /** Called when an item came, left, or was worked on. */
  readonly changed: () => void;
};

export type Shelf<Item extends Shelved> = {
  /** Puts an item on the shelf; it replaces one with the same id. */
  readonly put: (item: Item) => void;
  /** The items in the order in which they were opened. */
  readonly list: () => readonly Item[];
  readonly find: (id: string) => Answer<Item>;
  /** Finds an item that may be worked on now. */
  readonly idle: (id: string) => Answer<Item>;
  /** Does work on an item, which is busy from this call on until the work has ended, however it ends. */
  readonly work: <T>(item: Item, work: () => Promise<T>) => Promise<T>;
  /** Passes on values that are read from an item, which stays on the shelf until the reading has ended. */
  readonly reading: <T>(item: Item, values: AsyncIterable<T> | Iterable<T>) => AsyncGenerator<T>;
  /** Removes an item, busy or not. */
  readonly remove: (item: Item) => Promise<void>;
  /** Removes an idle item, on a person's request. */
  readonly discard: (id: string) => Promise<Answer<null>>;
};

type Slot<Item> = { readonly item: Item; usedAt: number; readers: number };

/** An empty shelf. */
export function createShelf<Item extends Shelved>(options: ShelfOptions<Item>): Shelf<Item> {
  const { kept, changed } = options;
  const slots = new Map<string, Slot<Item>>();
  let uses = 0;

  /** Takes an item off; if its upload cannot be deleted now, the next start of its host deletes it. */
  async function remove({ id }: Item): Promise<void> {
    const slot = slots.get(id);
    if (slot === undefined) return;
    slots.delete(id);
    try {
      await options.letGo(slot.item);
    } finally {
      changed();
    }
  }

  function trim(): void {
    const free = [...slots.values()].filter(({ item, readers }) => !item.busy && readers === 0);
    const old = free.toSorted((a, b) => a.usedAt - b.usedAt).slice(0, Math.max(0, free.length - kept));
    for (const { item } of old) void remove(item).catch(() => undefined);
  }

  function find(id: string): Answer<Item> {
    const slot = slots.get(id);
    if (slot === undefined) return options.gone;
    slot.usedAt = ++uses;
    return { ok: true, value: slot.item };
  }

  function idle(id: string): Answer<Item> {
    const found = find(id);
    return found.ok && found.value.busy ? options.busy : found;
  }

  return {
    put(item) {
      slots.set(item.id, { item, usedAt: ++uses, readers: 0 });
      trim();
      changed();
    },
    list: () => [...slots.values()].map(({ item }) => item),
    find,
    idle,
    async work(item, work) {
      item.busy = true;
      try {
        return await work();
      } finally {
        item.busy = false;
        trim();
        changed();
      }
    },
    async *reading(item, values) {
      const slot = slots.get(item.id);
      if (slot !== undefined) slot.readers += 1;
      try {
        yield* values;
      } finally {
        if (slot !== undefined) slot.readers -= 1;
        trim();
      }
    },
    remove,
    async discard(id) {
      const found = idle(id);
      if (!found.ok) return found;
      await remove(found.value);
      return { ok: true, value: null };
    },
  };
}
