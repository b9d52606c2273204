/** A word is still asked about, and somebody clearly says stop meanwhile: no answer about the word releases that number. */
import { afterAll, beforeAll, expect, test } from 'vitest';
import { makeDataDir } from '../../support/core.ts';
import { type GateDesk, openGateDesk } from '../../support/gateDesk.ts';

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: GateDesk;
let token: string;
beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openGateDesk(folder.dataDir);
  token = await desk.token('add');
  await desk.client.callForms.save({
    name: 'Agent',
    number: 'number',
    incoming: null,
    word: 'word',
    stop: ['true'],
    nothing: ['false'],
    call: 'call',
    only: null,
  });
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

let calls = 0;
const post = async (number: string, word: unknown) =>
  (await desk.ask('requests?form=Agent', { token, body: { number, word, call: `call-${(calls += 1)}` } })).body;
const isBlocked = async (number: string) => (await desk.client.entries.check({ numbers: [number] }))[0]?.blocked;
const asked = () => desk.client.callForms.asked();
async function answer(
  word: string,
  means: 'stop' | 'nothing',
): Promise<{ readonly id: number; readonly said: string }> {
  const id = (await asked()).find((each) => each.word === word)?.id ?? 0;
  return { id, said: (await desk.client.callForms.answerWord({ id, means })).sentence };
}

test.each([
  ['in another call', '+12125550111', (number: string) => post(number, true)],
  ['in a request', '+12125550112', (number: string) => desk.ask('requests', { token, body: { number } })],
])('stop, said %s', async (_how, number, stop) => {
  const other = `${number.slice(0, -1)}9`;
  const word = `maybe ${number}`;
  for (const each of [number, other]) expect(await post(each, word)).toMatchObject({ taken: 'question' });
  await stop(number);
  expect(await asked()).toMatchObject([{ word, numbers: [other], count: 1 }]);
  const { id, said } = await answer(word, 'nothing');
  expect(said).toContain('1 number is as before');
  expect([await isBlocked(number), await isBlocked(other)]).toEqual([true, false]);
  await desk.client.callForms.takeBackAnswer({ id });
  expect([await isBlocked(number), await isBlocked(other)]).toEqual([true, true]);
  await answer(word, 'nothing');
  expect([await isBlocked(number), await isBlocked(other)]).toEqual([true, false]);
});

test('two words of one number hold it until both are answered', async () => {
  const number = '+12125550121';
  await post(number, 'later');
  await post(number, 'perhaps');
  const { said } = await answer('later', 'nothing');
  expect(said).toContain('0 numbers are as before');
  expect(await isBlocked(number)).toBe(true);
  expect(await asked()).toMatchObject([{ word: 'perhaps', numbers: [number] }]);
  const { id } = await answer('perhaps', 'nothing');
  expect(await isBlocked(number)).toBe(false);
  await desk.client.callForms.takeBackAnswer({ id });
  expect(await isBlocked(number)).toBe(true);
  await answer('perhaps', 'nothing');
  expect(await isBlocked(number)).toBe(false);
});

test('a word that is found to mean stop holds its number, whatever another word means', async () => {
  const number = '+12125550131';
  await post(number, 'Été');
  await post(number, 'été');
  await post(number, 'go away');
  await answer('go away', 'stop');
  expect(await asked()).toEqual([]);
  expect(await isBlocked(number)).toBe(true);
});
