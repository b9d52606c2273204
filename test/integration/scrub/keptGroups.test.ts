/** What a scrub knows of the list's groups is kept for the next one, for as long as the list is the same. */
import { rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { saveCopies } from '../../../electron/core/journal/addToCopy.ts';
import { createListKeeper } from '../../../electron/core/scrub/ask/listKeeper.ts';
import { openListSnapshot } from '../../../electron/core/scrub/ask/listSnapshot.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const pause = async () => {};
/** A file that is worth it. */
const large = { bytes: 40_000_000, phones: 1 };
const numbers = Array.from({ length: 2000 }, (_, line) => `+1212555${1000 + line}`);
const [first = '', second = '', third = ''] = [numbers[1000], numbers[1200], numbers[1400]];
let place: Awaited<ReturnType<typeof makeDataDir>>;
let core: TestCore;
let file: string;

beforeAll(async () => {
  place = await makeDataDir();
  core = await openTestCore(place.dataDir);
  file = join(place.dataDir, 'desk.sqlite');
  await core.client.entries.add({ numbers, reason: 'asked' });
  const snapshot = openListSnapshot(file);
  const copied = await snapshot.copyGroups(pause);
  snapshot.close();
  if (copied === undefined) throw new Error('Nothing was copied');
  saveCopies(file, copied);
});
afterAll(async () => {
  await core.close();
  await place.remove();
});

test('the next file is asked of what was read for the one before, a changed list is read anew', async () => {
  const lists = createListKeeper(file);
  const groups = join(place.dataDir, 'desk.groups');
  /** The groups of these numbers as a scrub has them now; undefined: it knows none. */
  const groupsNow = async (...asked: readonly string[]) => {
    const { known, close } = await lists.open(large, pause);
    await close(false);
    return known && asked.map((number) => known.groupOf(Number(number)));
  };
  try {
    const before = await groupsNow(first, second);
    expect(before?.every((group) => group > 0)).toBe(true);
    await core.client.entries.remove({ numbers: [first], why: 'a mistake' });
    // The head of the list is another one: what is kept says nothing of it.
    expect(await groupsNow(first, second)).toEqual([0, before?.[1]]);
    // What was kept is of the list as it is now, and needs no file.
    const { size } = statSync(groups);
    writeFileSync(groups, Buffer.alloc(size));
    expect(await groupsNow(first, second)).toEqual([0, before?.[1]]);
    await core.client.entries.remove({ numbers: [third], why: 'a mistake' });
    expect(await groupsNow(first, second)).toBeUndefined();
  } finally {
    rmSync(groups, { force: true });
    await lists.close('now');
  }
});
