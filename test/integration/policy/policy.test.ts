/** The written policy: versions stay, a person confirms the newest, and Home asks again after a change and after a year. */
import { afterEach, beforeEach, expect, test } from 'vitest';
import { makeDataDir, openTestCore, type TestCore } from '../../support/core.ts';
import { createTestClock, type TestClock } from '../../support/desk.ts';

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: TestCore;
let clock: TestClock;
beforeEach(async () => {
  folder = await makeDataDir();
  clock = createTestClock();
  desk = await openTestCore(folder.dataDir, { clock });
  await desk.client.app.saveSettings({ author: 'Dana', company: 'Acme Calls, Inc.' });
});
afterEach(async () => {
  await desk.close();
  await folder.remove();
});

const needs = async () => (await desk.client.home.state()).needs.filter(({ key }) => key === 'policy');
const readText = async (version?: number) => {
  let text = '';
  for await (const piece of await desk.client.policy.download({ part: 'text', version }))
    text += Buffer.from(piece, 'base64').toString('utf8');
  return text;
};

test('without one there is a text to begin with, by the company’s name and rule, and nobody is asked for anything', async () => {
  const state = await desk.client.policy.state();
  expect(state).toMatchObject({ text: null, version: null, standing: 'unsaved', versions: [] });
  expect(state.usual).toContain('Do-not-call policy of Acme Calls, Inc.');
  expect(state.usual).toContain('within 10 business days');
  expect(await needs()).toEqual([]);
  await expect(readText()).rejects.toMatchObject({ code: 'NOT_FOUND' });
});

test('a saved one wants to be confirmed, again after a change, and again after a year', async () => {
  const { policy } = desk.client;
  await policy.save({ text: 'Our policy\n\n1. Nobody calls', basedOn: null });
  expect(await needs()).toMatchObject([{ canWait: true, place: { screen: 'settings', rest: ['policy'] } }]);
  expect(await policy.confirm({ version: 1 })).toMatchObject({ standing: 'confirmed' });
  expect(await needs()).toEqual([]);
  clock.forward(366 * 86_400_000);
  expect((await policy.state()).standing).toBe('old');
  expect(await needs()).toHaveLength(1);
  await policy.confirm({ version: 1 });
  await policy.save({ text: 'Our policy, changed', basedOn: 1 });
  const state = await policy.state();
  expect(state).toMatchObject({ version: 2, standing: 'unconfirmed' });
  expect(state.versions.map(({ version, confirmed }) => [version, confirmed.length])).toEqual([
    [2, 0],
    [1, 2],
  ]);
});

test('what somebody else changed meanwhile is neither written over nor confirmed', async () => {
  const { policy } = desk.client;
  await policy.save({ text: 'First', basedOn: null });
  await policy.save({ text: 'Second', basedOn: 1 });
  await expect(policy.save({ text: 'Mine', basedOn: 1 })).rejects.toMatchObject({ code: 'NEEDS_PERSON' });
  await expect(policy.confirm({ version: 1 })).rejects.toMatchObject({ code: 'NEEDS_PERSON' });
  expect((await policy.state()).text).toBe('Second');
});

test('its paper says who confirmed it and when, also of an older version', async () => {
  const { policy } = desk.client;
  await policy.save({ text: 'Our policy\n\n1. Nobody calls\n\nWho asks is not called.', basedOn: null });
  await policy.confirm({ version: 1 });
  await policy.save({ text: 'Another', basedOn: 1 });
  const text = await readText(1);
  for (const words of [
    'Our policy',
    '1. Nobody calls',
    'Confirmed on 3 May 2026, 14:00:00 UTC by Dana.',
    'Version 2 is newer.',
  ])
    expect(text).toContain(words);
  expect(await readText()).toContain('Nobody has confirmed this version.');
  const path = `${folder.outDir}/policy.pdf`;
  expect(await policy.export({ part: 'pdf', path })).toEqual({ path });
  await expect(policy.export({ part: 'pdf', path })).rejects.toMatchObject({ code: 'BAD_INPUT' });
});
