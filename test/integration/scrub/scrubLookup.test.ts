// The worker that asks the list for a scrub: it sees the very list that the scrub's own snapshot has, answers as the list
// would on the core's thread, and a scrub goes on without it.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadNumbers } from '../../../electron/core/db/numbers/numberFile.ts';
import type { FoundEntries } from '../../../electron/core/scrub/ask/foundEntries.ts';
import { startLookup } from '../../../electron/core/scrub/ask/listLookup.ts';
import { createLookUpHere } from '../../../electron/core/scrub/ask/lookUp.ts';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';

const lines = Array.from({ length: 2000 }, (_, line) => `+1212555${1000 + line}`);
let place: Awaited<ReturnType<typeof makeDataDir>>;
let core: TestCore;
let file: string;

beforeAll(async () => {
  place = await makeDataDir();
  core = await openTestCore(place.dataDir);
  file = join(place.dataDir, 'desk.sqlite');
  const listed = lines.filter((_, line) => line % 3 === 0);
  await core.client.entries.add({ numbers: listed.slice(0, 300), reason: 'asked' });
  await core.client.entries.add({ numbers: listed.slice(300) });
  await core.client.entries.remove({ numbers: listed.slice(0, 10), why: 'a mistake' });
});
afterAll(async () => {
  await core.close();
  await place.remove();
});

const asked = Float64Array.from([...lines, ...lines.slice(0, 50), '+441632960000'], Number);

const listFound = (found: FoundEntries | undefined) => [...asked].map((number) => found?.get(number));

test('it finds what a look from this thread finds, in a list that does not change under it', async () => {
  const { snapshot, lookup } = await startLookup(file).open();
  try {
    const expected = await createLookUpHere(snapshot, async () => {})(asked);
    expect(expected.size).toBe(657);
    expect(listFound(await lookup?.lookUp(asked))).toEqual(listFound(expected));
    await core.client.entries.add({ numbers: ['+12125551001'] });
    expect((await lookup?.lookUp(asked))?.size).toBe(657);
    // The copy is of the list as the worker sees it, and as it was at the start.
    expect(await lookup?.copyNumbers()).toBe(true);
    const copy = await loadNumbers(file, async () => {});
    expect(copy).toMatchObject({ head: snapshot.head, packed: { size: 667 } });
  } finally {
    await lookup?.close();
    snapshot.close();
  }
  await core.client.entries.remove({ numbers: ['+12125551001'], why: 'a test' });
});

test('both open the same list while somebody keeps writing', async () => {
  const writing = { isOver: false };
  const written = (async () => {
    while (!writing.isOver) {
      // Lets others in, as people do.
      await new Promise(setImmediate);
      await core.client.entries.add({ numbers: ['+12125551998'] });
      await core.client.entries.remove({ numbers: ['+12125551998'], why: 'again' });
    }
  })();
  try {
    for (let round = 0; round < 5; round += 1) {
      const { snapshot, lookup } = await startLookup(file).open();
      const expected = await createLookUpHere(snapshot, async () => {})(asked);
      if (lookup !== undefined) expect(listFound(await lookup.lookUp(asked))).toEqual(listFound(expected));
      await lookup?.close();
      snapshot.close();
    }
  } finally {
    writing.isOver = true;
    await written;
  }
});

test('a worker that ended rejects, and a large scrub with it accounts for every row', async () => {
  const { snapshot, lookup } = await startLookup(file).open();
  await lookup?.close();
  await expect(lookup?.lookUp(asked)).rejects.toThrow(/ended/);
  expect(await lookup?.copyNumbers()).toBe(false);
  snapshot.close();

  const leads = join(place.dataDir, 'leads.csv');
  const many = Array.from({ length: 200_000 }, (_, row) => `${row},${lines[row % 4000] ?? '+13105550100'}`);
  writeFileSync(leads, `Id,Phone\n${many.join('\n')}\n`);
  const to = { clean: join(place.outDir, 'clean.csv'), blocked: join(place.outDir, 'blocked.csv') };
  const options = { mapping: [{ column: 1, field: 'phone' as const }] };
  // The second one has the copy that was made after the first, or looks up again while it is made.
  for (let round = 0; round < 2; round += 1) {
    const { scrub } = await core.client.scrub.open({ from: { kind: 'path', path: leads } });
    const { job } = await core.client.scrub.start({ scrub, options, to, replace: true });
    expect(await core.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
    const { rows } = await core.client.scrub.result({ scrub });
    expect(rows).toMatchObject({ read: 200_000, blocked: 657 * 50, clean: 200_000 - 657 * 50 });
    expect(readFileSync(to.blocked, 'utf8').split('\n')).toHaveLength(657 * 50 + 2);
    await core.client.scrub.discard({ scrub });
  }
});
