// When the desktop updates itself, against a double of the feed: never without one, never while the core works, never by
// itself where nobody proves who made the update.
import { describe, expect, test } from 'vitest';
import { createUpdates, type Feed } from '../../../electron/desktop/updates/updates.ts';
import type { UpdateState } from '../../../shared/contract/updates.ts';

const minute = 60_000;

/** A feed, a core and a clock that do what a test says. */
function createStage(options: { readonly feed?: boolean; readonly signed?: boolean } = {}) {
  const did: string[] = [];
  const states: UpdateState[] = [];
  const timers: { readonly ms: number; readonly act: () => void }[] = [];
  const world = { newest: '2.0.0' as string | undefined, work: undefined as string | undefined, breaks: '' };
  const note = (what: string): void => {
    did.push(what);
    if (world.breaks === what) throw new Error(`${what} broke`);
  };
  const feed: Feed = {
    isSigned: options.signed ?? true,
    check: () => Promise.resolve().then(() => (note('check'), world.newest)),
    load: () => Promise.resolve().then(() => note('load')),
    install: () => note('install'),
  };
  const updates = createUpdates({
    feed: options.feed === false ? undefined : () => Promise.resolve().then(() => (note('open'), feed)),
    findWork: () => Promise.resolve().then(() => (note('ask core'), world.work)),
    closeDesk: () => Promise.resolve().then(() => note('close desk')),
    after: (ms, act) => void timers.push({ ms, act }),
    now: () => Date.UTC(2026, 0, 2),
    onChange: (state) => void states.push(state),
  });
  /** Lets the next timer ring and everything that follows from it happen. */
  async function ring(): Promise<number | undefined> {
    const timer = timers.shift();
    timer?.act();
    for (let turn = 0; turn < 40; turn++) await Promise.resolve();
    return timer?.ms;
  }
  return { updates, did, states, timers, world, ring };
}

describe('updates', () => {
  test('without a feed nothing is asked, loaded or planned, whatever the page asks for', async () => {
    const { updates, did, timers, states } = createStage({ feed: false });
    await updates.check();
    await updates.install();
    expect({ did, timers, states, now: updates.state() }).toEqual({
      did: [],
      timers: [],
      states: [],
      now: { kind: 'off' },
    });
  });

  test('a minute after the start, then daily: a newer version is loaded and waits for a person', async () => {
    const { updates, did, ring, world, timers } = createStage();
    world.newest = undefined;
    expect(did).toEqual([]);
    expect(await ring()).toBe(minute);
    expect(updates.state()).toEqual({ kind: 'current', checkedAt: '2026-01-02T00:00:00.000Z' });
    world.newest = '2.0.0';
    expect(await ring()).toBe(24 * 60 * minute);
    expect(updates.state()).toEqual({ kind: 'ready', version: '2.0.0' });
    expect(did).not.toContain('install');
    // Once loaded, the feed is not asked again.
    const asked = did.length;
    await ring();
    expect(did).toHaveLength(asked);
    expect(timers).toHaveLength(1);
    await updates.install();
    expect(did.slice(-2)).toEqual(['close desk', 'install']);
  });

  test('while the core works the feed is not even asked; it is tried again in ten minutes', async () => {
    const { updates, did, ring, world, timers } = createStage();
    world.work = 'Import of march.csv';
    await ring();
    expect(did).toEqual(['ask core']);
    expect(updates.state()).toEqual({ kind: 'waiting', work: 'Import of march.csv', version: null });
    expect(timers[0]?.ms).toBe(10 * minute);
    world.work = undefined;
    await ring();
    expect(updates.state().kind).toBe('ready');
  });

  test('work that begins while the feed answers keeps the version from being loaded', async () => {
    const { updates, did, world } = createStage();
    const checked = updates.check();
    for (let turn = 0; turn < 4; turn++) await Promise.resolve();
    world.work = 'Sync of Weya';
    await checked;
    expect(did).not.toContain('load');
    expect(updates.state()).toEqual({ kind: 'waiting', work: 'Sync of Weya', version: '2.0.0' });
  });

  test('nothing is installed during a sync, and what is loaded is offered again', async () => {
    const { updates, did, world } = createStage();
    await updates.check();
    world.work = 'Sync of OSVI';
    await updates.install();
    expect(did).not.toContain('install');
    expect(did).not.toContain('close desk');
    expect(updates.state()).toEqual({ kind: 'waiting', work: 'Sync of OSVI', version: '2.0.0' });
    const asked = did.filter((one) => one === 'check').length;
    await updates.check();
    expect(updates.state().kind).toBe('waiting');
    world.work = undefined;
    await updates.check();
    expect(updates.state()).toEqual({ kind: 'ready', version: '2.0.0' });
    expect(did.filter((one) => one === 'check')).toHaveLength(asked);
  });

  test('what is loaded is offered again by itself, after work that it waited for', async () => {
    const { updates, did, ring, world } = createStage();
    await updates.check();
    world.work = 'Sync of OSVI';
    await updates.install();
    world.work = undefined;
    // The first timer is the start's.
    await ring();
    await ring();
    expect(updates.state()).toEqual({ kind: 'ready', version: '2.0.0' });
    await updates.install();
    expect(did.slice(-2)).toEqual(['close desk', 'install']);
  });

  test('where nobody proves who made it, a newer version is told and never loaded', async () => {
    const { updates, did } = createStage({ signed: false });
    await updates.check();
    await updates.install();
    expect(updates.state()).toEqual({ kind: 'byHand', version: '2.0.0' });
    expect(did).not.toContain('load');
    expect(did).not.toContain('install');
  });

  test.each(['open', 'check', 'load', 'ask core'])(
    'a failure of "%s" is a sentence, and the desk goes on',
    async (what) => {
      const { updates, did, world, ring, timers } = createStage();
      world.breaks = what;
      await ring();
      expect(updates.state()).toMatchObject({
        kind: 'failed',
        sentence: expect.stringContaining(`${what} broke`) as string,
      });
      expect(did).not.toContain('close desk');
      expect(timers[0]?.ms).toBe(24 * 60 * minute);
    },
  );

  test('two questions at once are one', async () => {
    const { updates, did } = createStage();
    await Promise.all([updates.check(), updates.check()]);
    expect(did.filter((one) => one === 'check')).toHaveLength(1);
  });
});
