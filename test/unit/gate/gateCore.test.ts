/** Which threads may run where, while programs ask. */
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createGateCore, parseCores } from '../../../electron/hosts/gate/gateCore.ts';
import type { Log } from '../../../electron/core/ports.ts';

type Pin = readonly [cores: string, thread: string];

function setUp(cores: readonly number[], fails: (thread: string) => boolean = () => false) {
  const pins: Pin[] = [];
  const notes: string[] = [];
  const log: Log = { info: (event) => void notes.push(event), warn: () => {}, error: () => {} };
  const pin = async (on: readonly number[], thread = 'all'): Promise<void> => {
    pins.push([on.join(','), thread]);
    // A pin takes its time: what is asked meanwhile waits.
    await new Promise((resolve) => setImmediate(resolve));
    if (fails(thread)) throw new Error('spawn taskset ENOENT');
  };
  return { core: createGateCore(log, { cores, pin }), pins, notes };
}

test('all threads leave the last processor, but the one that answers', async () => {
  const { core, pins } = setUp([0, 1, 4]);
  await core.keepFor('4711');
  expect(pins).toEqual([
    ['0,1', 'all'],
    ['0,1,4', '4711'],
  ]);
  await core.keepFor('4711');
  expect(pins).toHaveLength(2);
  await core.keepFor(undefined);
  await core.keepFor(undefined);
  expect(pins.slice(2)).toEqual([['0,1,4', 'all']]);
});

test('changes that come at once are made one after the other, and the last one stands', async () => {
  const { core, pins } = setUp([0, 1]);
  void core.keepFor('7');
  void core.keepFor(undefined);
  void core.keepFor('8');
  await core.keepFor(undefined);
  expect(pins).toEqual([
    ['0', 'all'],
    ['0,1', '7'],
    ['0,1', 'all'],
    ['0', 'all'],
    ['0,1', '8'],
    ['0,1', 'all'],
  ]);
});

test.each([[[]], [[3]]])('with the processors %j there is nothing to keep', async (cores) => {
  const { core, pins, notes } = setUp(cores);
  await core.keepFor('7');
  expect([pins, notes]).toEqual([[], []]);
});

test('where the system has no such program it is noted once, and not tried again', async () => {
  const { core, pins, notes } = setUp([0, 1], () => true);
  await core.keepFor('7');
  const tried = pins.length;
  await core.keepFor('8');
  expect(pins).toHaveLength(tried);
  expect(notes).toEqual(['gate.noCoreKept']);
});

test('a thread that has ended meanwhile leaves no processor kept, and the next one gets its own', async () => {
  const { core, pins, notes } = setUp([0, 1], (thread) => thread === '7');
  await core.keepFor('7');
  expect(pins).toEqual([
    ['0', 'all'],
    ['0,1', '7'],
    ['0,1', 'all'],
  ]);
  expect(notes).toEqual(['gate.noCoreKept']);
  await core.keepFor('8');
  expect(pins.slice(3)).toEqual([
    ['0', 'all'],
    ['0,1', '8'],
  ]);
});

test('reads any list of processors that Linux writes', () => {
  const span = fc.record({ gap: fc.integer({ min: 2, max: 9 }), length: fc.integer({ min: 1, max: 8 }) });
  fc.assert(
    fc.property(fc.array(span, { minLength: 1, maxLength: 6 }), (spans) => {
      let next = 0;
      const parts: string[] = [];
      const cores: number[] = [];
      for (const { gap, length } of spans) {
        const from = next + gap;
        next = from + length - 1;
        parts.push(length === 1 ? String(from) : `${from}-${next}`);
        cores.push(...Array.from({ length }, (_, at) => from + at));
      }
      expect(parseCores(parts.join(','))).toEqual(cores);
    }),
  );
  for (const text of ['', 'all', '0-', '-1', '0,,1', '0 1']) expect(parseCores(text)).toEqual([]);
});
