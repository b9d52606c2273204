// Before a backup takes the list's place: what was blocked after it was made is found, and blocked there too, as one batch.
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import type { TestCore } from '../../support/core.ts';
import { type DisputedDesk, makeDisputedDesk } from '../../support/disputedDesk.ts';

let made: DisputedDesk;
let backup: TestCore;
let present: TestCore;
let path: string;
beforeAll(async () => {
  made = await makeDisputedDesk();
});
afterAll(() => made.remove());
beforeEach(async () => {
  backup = await made.open();
  present = await made.open();
  path = join(present.dataDir, 'desk.sqlite');
});
afterEach(async () => {
  await backup.close();
  await present.close();
});

const added = '+12125557001';
const entryOf = async ({ client }: TestCore, number: string) => (await client.entries.get({ number })).entry;

it('a list that has not changed since lacks nothing, and open questions of before are in the backup too', async () => {
  expect(await backup.client.entries.lacking({ path })).toMatchObject({
    lacking: { count: 0, first: [] },
    removed: { count: 0 },
  });
  expect(await backup.client.entries.keepBlocked({ path, label: 'nothing' })).toEqual({ batch: null, changed: 0 });
});

it('new blocks, wider ones and revived ones are named and kept, with who blocked them, where and why', async () => {
  const { client } = present;
  await backup.client.entries.add({ numbers: ['+12125557002'], expires: '2099-01-01', reason: 'for a while' });
  await backup.client.entries.add({ numbers: ['+12125557003'], reason: 'first' });
  await backup.client.entries.remove({ numbers: ['+12125557003'], why: 'asked back' });
  await client.app.saveSettings({ author: 'Ruth' });
  await client.entries.add({ numbers: [added], targets: ['Robots/Anna'], reason: 'by letter', category: 'legal' });
  await client.entries.add({ numbers: ['+12125557002', '+12125557003'], reason: 'for good' });

  const {
    lacking,
    stay,
    added: fresh,
    changed,
  } = await backup.client.entries.lacking({ path, release: ['+12125557003'] });
  const numbersOf = ({ first }: typeof lacking) => first.map(({ number }) => number);
  expect([lacking.count, stay, numbersOf(lacking)]).toEqual([3, 2, [added, '+12125557002', '+12125557003']]);
  expect([numbersOf(fresh), numbersOf(changed)]).toEqual([[added, '+12125557003'], ['+12125557002']]);
  expect(lacking.first[0]?.sentence).toMatch(/^Blocked .*Robots.*Anna since .*, because: by letter \(Ruth\)\.$/);

  const kept = await backup.client.entries.keepBlocked({ path, release: ['+12125557003'], label: '2 numbers kept' });
  expect(kept).toMatchObject({ changed: 2, batch: expect.any(Number) });
  const is = await entryOf(backup, added);
  const was = await entryOf(present, added);
  expect(is).toMatchObject({ reason: 'by letter', category: 'legal', createdBy: 'Ruth', createdAt: was?.createdAt });
  expect(is?.holds.map(({ name }) => name)).toEqual(was?.holds.map(({ name }) => name));
  expect((await entryOf(backup, '+12125557002'))?.holds).toMatchObject([{ place: 'everywhere', until: null }]);
  expect((await entryOf(backup, '+12125557003'))?.removed).not.toBeNull();
  expect(await backup.client.app.verify()).toEqual({ ok: true, problems: [] });

  await backup.client.batches.undo({ batch: kept.batch ?? 0 });
  expect((await entryOf(backup, added))?.removed).not.toBeNull();
});

it('what only an open question blocks stays blocked, and what was released since is counted', async () => {
  const { conflicts } = await present.client.conflicts.list({ limit: 100 });
  const alone = conflicts.find(({ kind }) => kind === 'onlyThere');
  const asked = { id: alone?.id ?? 0, version: alone?.version ?? 0 };
  await backup.client.conflicts.resolve({ questions: [asked], choice: 'keepOurs' });
  const gone = conflicts.find(({ kind }) => kind === 'goneThere')?.number ?? '';
  await present.client.entries.remove({ numbers: [gone], why: 'asked back' });

  const { lacking, removed } = await backup.client.entries.lacking({ path });
  expect([lacking.count, removed.count, lacking.first.map(({ number }) => number)]).toEqual([1, 1, [alone?.number]]);
  expect(removed.first).toMatchObject([
    { number: gone, sentence: expect.stringMatching(/^Released on .*: asked back$/) },
  ]);
  expect(lacking.first[0]?.sentence).toContain('A question with Sales line about it was open');
});

it('a file that is no database of the desk is refused', async () => {
  await expect(backup.client.entries.lacking({ path: join(present.dataDir, 'nothing.sqlite') })).rejects.toMatchObject({
    code: 'BAD_INPUT',
  });
});
