// What is kept of what people opened: few, the one used longest ago is let go first, and never one that is worked on or read.
import { beforeEach, describe, expect, test } from 'vitest';
import { notFound, refuse } from '../../../electron/core/answer.ts';
import { createShelf, type Shelf, type Shelved } from '../../../electron/core/files/shelf.ts';

type Item = Shelved & { readonly name: string };

const gone = notFound('It is no longer open.');
const busy = refuse('It is still being worked on.');
let shelf: Shelf<Item>;
let letGo: string[];
let changes: number;

beforeEach(() => {
  letGo = [];
  changes = 0;
  shelf = createShelf<Item>({
    kept: 2,
    gone,
    busy,
    letGo: async ({ id }) => void letGo.push(id),
    changed: () => void (changes += 1),
  });
});

const put = (id: string): Item => {
  const item: Item = { id, name: id, busy: false };
  shelf.put(item);
  return item;
};
const idsOf = () => shelf.list().map(({ id }) => id);

describe('a shelf of two', () => {
  test('lets go of the one that was used longest ago, once, and says so to who asks for it', async () => {
    put('a');
    put('b');
    expect(shelf.find('a').ok).toBe(true);
    put('c');
    expect([idsOf(), letGo]).toEqual([['a', 'c'], ['b']]);
    expect(shelf.find('b')).toBe(gone);
    expect(shelf.idle('b')).toBe(gone);
    await new Promise(setImmediate);
    expect(changes).toBe(4);
  });

  test('keeps what is worked on, refuses other work on it meanwhile, and lets the rest go once it has ended', async () => {
    const item = put('a');
    const { promise, resolve } = Promise.withResolvers<string>();
    const work = shelf.work(item, () => promise);
    expect(shelf.idle('a')).toBe(busy);
    expect(await shelf.discard('a')).toBe(busy);
    for (const id of ['b', 'c', 'd']) put(id);
    expect([idsOf(), letGo]).toEqual([['a', 'c', 'd'], ['b']]);
    resolve('done');
    expect(await work).toBe('done');
    expect([idsOf(), letGo]).toEqual([
      ['c', 'd'],
      ['b', 'a'],
    ]);
  });

  test('keeps what is read until the reading has ended', async () => {
    const item = put('a');
    const reading = shelf.reading(item, ['one', 'two']);
    expect(await reading.next()).toEqual({ value: 'one', done: false });
    put('b');
    put('c');
    expect([idsOf(), letGo]).toEqual([['a', 'b', 'c'], []]);
    await reading.return(undefined);
    expect([idsOf(), letGo]).toEqual([['b', 'c'], ['a']]);
  });

  test('puts a thing in the place of its former self, which is not let go', () => {
    put('a');
    const again = put('a');
    expect([shelf.list(), letGo]).toEqual([[again], []]);
  });

  test('is free of work that failed, and of what a person discards', async () => {
    const item = put('a');
    await expect(shelf.work(item, () => Promise.reject(new Error('damaged')))).rejects.toThrow('damaged');
    expect(item.busy).toBe(false);
    expect(await shelf.discard('a')).toEqual({ ok: true, value: null });
    expect(await shelf.discard('a')).toBe(gone);
    expect(letGo).toEqual(['a']);
  });
});
