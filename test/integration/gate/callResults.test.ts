/** Results of calls that voice platforms post: stop blocks, what is not known is asked, and nothing is passed over. */
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeDataDir } from '../../support/core.ts';
import { type GateDesk, openGateDesk } from '../../support/gateDesk.ts';

let folder: Awaited<ReturnType<typeof makeDataDir>>;
let desk: GateDesk;
let token: string;
beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openGateDesk(folder.dataDir);
  token = await desk.token('add');
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});
beforeEach(async () => {
  const { presets } = await desk.client.callForms.list();
  for (const { about: _, source: _from, ...form } of presets) await desk.client.callForms.save(form);
});

let calls = 0;
/** What Retell documents of an analysed call. */
const retell = (number: string | undefined, word: unknown, more: object = {}) => ({
  event: 'call_analyzed',
  call: {
    call_id: `call-${(calls += 1)}`,
    direction: 'outbound',
    from_number: '+12125550000',
    to_number: number,
    call_analysis: { custom_analysis_data: word === undefined ? {} : { do_not_call: word } },
    ...more,
  },
});
const post = async (body: unknown, form = 'Retell') => {
  const { status, body: said } = await desk.ask(`requests?form=${form}`, { token, body });
  return { status, ...said };
};
const isBlocked = async (number: string) => (await desk.client.entries.check({ numbers: [number] }))[0]?.blocked;
const asked = () => desk.client.callForms.asked();

describe('a result', () => {
  test('that says stop blocks the number, once, in the name of the platform', async () => {
    const result = retell('+12125550101', true);
    expect(await post(result)).toMatchObject({ status: 200, taken: 'blocked', number: '+12125550101' });
    const again = await post(result);
    expect(again).toMatchObject({ status: 200, taken: 'blocked' });
    const { history, entry } = await desk.client.entries.get({ number: '+12125550101' });
    expect(history).toHaveLength(1);
    expect(entry).toMatchObject({
      reason: 'said stop to a voice agent (true)',
      source: { kind: 'api', label: 'Retell' },
    });
  });

  test('of a call that came in is about who called', async () => {
    await post(retell('+12125550000', 'Yes', { direction: 'inbound', from_number: '+12125550102' }));
    expect([await isBlocked('+12125550102'), await isBlocked('+12125550000')]).toEqual([true, false]);
  });

  test.each([
    ['no', false],
    ['the word that is not there, as for a call that nobody answered', undefined],
  ])('that says %s does nothing, and never says that somebody may be called', async (_what, word) => {
    const said = await post(retell('+12125550103', word));
    expect(said).toMatchObject({ status: 200, taken: 'nothing' });
    expect(said).not.toHaveProperty('blocked');
    expect(await isBlocked('+12125550103')).toBe(false);
  });

  test('of another kind is no result', async () => {
    const status = { message: { type: 'status-update', customer: { number: '+12125550104' } } };
    expect(await post(status, 'Vapi')).toMatchObject({ taken: 'nothing', why: 'This is no result of a call.' });
    const report = {
      ...status.message,
      type: 'end-of-call-report',
      analysis: { structuredData: { do_not_call: true } },
    };
    expect(await post({ message: report }, 'vapi')).toMatchObject({ taken: 'blocked', number: '+12125550104' });
  });

  test.each<[string, unknown, string]>([
    ['without its kind', { message: { customer: { number: '+12125550108' } } }, 'vapi'],
    ['in a list', [retell('+12125550108', true)], 'Retell'],
    ['in which nothing is where the form says', { data: retell('+12125550108', true) }, 'Retell'],
  ])('%s is asked about, and not passed over', async (_what, body, form) => {
    expect(await post(body, form)).toMatchObject({ status: 200, taken: 'question' });
    const questions = await asked();
    expect(questions).toHaveLength(1);
    for (const { id, kind } of questions)
      await (kind === 'word'
        ? desk.client.callForms.answerWord({ id, means: 'stop' })
        : desk.client.callForms.answerNumber({ id, number: null }));
  });

  test('with several numbers blocks each, and says that there are more than one', async () => {
    const result = retell('', true);
    const said = await post({ call: { ...result.call, to_number: ['+12125550141', '+12125550142'] } });
    expect(said).toMatchObject({ taken: 'question', why: expect.stringMatching(/^Several numbers/) });
    expect([await isBlocked('+12125550141'), await isBlocked('+12125550142')]).toEqual([true, true]);
    for (const { id } of await asked()) await desk.client.callForms.answerNumber({ id, number: null });
  });

  test('of a call that said nothing first and stop later is no repeat', async () => {
    const first = retell('+12125550105', false);
    expect(await post(first)).toMatchObject({ taken: 'nothing' });
    first.call.call_analysis.custom_analysis_data = { do_not_call: true };
    expect(await post(first)).toMatchObject({ taken: 'blocked' });
  });

  test('larger than a request is taken, and one for a form that is not there is refused', async () => {
    const long = retell('+12125550106', true, { transcript: 'x'.repeat(200_000) });
    expect(await post(long)).toMatchObject({ status: 200, taken: 'blocked' });
    expect(await post(long, 'Nobody')).toMatchObject({ status: 422, field: 'form' });
  });

  test.each([
    null,
    'text',
    5,
    [],
    { call: 'x' },
    { call: { call_analysis: { custom_analysis_data: { do_not_call: {} } } } },
  ])('that is %j is taken for what it is, and nothing fails', async (body) => {
    expect((await post(body)).status).toBe(200);
    for (const { id, kind } of await asked())
      await (kind === 'word'
        ? desk.client.callForms.answerWord({ id, means: 'stop' })
        : desk.client.callForms.answerNumber({ id, number: null }));
  });
});

describe('a word that no form knows', () => {
  const number = '+12125550120';
  test('blocks until a person says that it means nothing; then all is as before, and the word is known', async () => {
    await desk.client.entries.add({ numbers: ['+12125550121'], reason: 'asked before' });
    expect(await post(retell(number, 'call me later'))).toMatchObject({ status: 200, taken: 'question', number });
    await post(retell('+12125550121', 'Call me later'));
    expect(await isBlocked(number)).toBe(true);
    const [question, ...more] = await asked();
    expect(more).toEqual([]);
    expect(question).toMatchObject({
      kind: 'word',
      word: 'call me later',
      count: 2,
      numbers: [number, '+12125550121'],
    });
    expect((await desk.client.home.state()).needs.map(({ key }) => key)).toContain('askedWords');
    const { sentence } = await desk.client.callForms.answerWord({ id: question?.id ?? 0, means: 'nothing' });
    expect(sentence).toContain('1 number is as before');
    expect([await isBlocked(number), await isBlocked('+12125550121')]).toEqual([false, true]);
    expect(await asked()).toEqual([]);
    expect(await post(retell(number, 'CALL ME LATER'))).toMatchObject({ taken: 'nothing' });
  });

  test('that means stop leaves the blocks, and is known from then on', async () => {
    await post(retell('+12125550122', 'go away'));
    const [question] = await asked();
    await desk.client.callForms.answerWord({ id: question?.id ?? 0, means: 'stop' });
    expect(await isBlocked('+12125550122')).toBe(true);
    expect(await post(retell('+12125550123', 'Go away'))).toMatchObject({ taken: 'blocked' });
    await expect(desk.client.callForms.answerWord({ id: question?.id ?? 0, means: 'stop' })).rejects.toMatchObject({
      code: 'NOT_FOUND',
    });
  });
});

describe('an answer that was a mistake', () => {
  const [first, second, before] = ['+12125550151', '+12125550152', '+12125550153'];
  /** Two numbers that a word blocks, and one that was blocked before; answers the question. */
  async function askOf(word: string): Promise<number> {
    await desk.client.entries.add({ numbers: [before], reason: 'asked before' });
    for (const number of [first, second, before]) await post(retell(number, word));
    const [question] = await asked();
    return question?.id ?? 0;
  }
  const blocked = async () => [await isBlocked(first), await isBlocked(second), await isBlocked(before)];

  test('is taken back: what "nothing" released is blocked as it was, the form forgets the word, and it is asked again', async () => {
    const id = await askOf('maybe');
    const [open] = await asked();
    await desk.client.callForms.answerWord({ id, means: 'nothing' });
    expect(await blocked()).toEqual([false, false, true]);
    expect(await post(retell('+12125550154', 'Maybe'))).toMatchObject({ taken: 'nothing' });

    const { sentence } = await desk.client.callForms.takeBackAnswer({ id });
    expect(sentence).toMatch(/^"maybe" is asked about again\. 2 numbers are blocked again; calls .* meanwhile/);
    expect(await blocked()).toEqual([true, true, true]);
    expect(await asked()).toEqual([open]);
    expect((await desk.client.entries.get({ number: first })).entry).toMatchObject({
      reason: 'a voice agent heard "maybe"; not yet clear',
    });
    // Anew, the word blocks and is asked.
    expect(await post(retell('+12125550155', 'MAYBE'))).toMatchObject({ taken: 'question' });
    await expect(desk.client.callForms.takeBackAnswer({ id })).rejects.toMatchObject({ code: 'NOT_FOUND' });
    await desk.client.callForms.answerWord({ id, means: 'nothing' });
    expect([...(await blocked()), await isBlocked('+12125550155')]).toEqual([false, false, true, false]);
  });

  test('of "stop" leaves all blocked, and the word is asked about again', async () => {
    const id = await askOf('not now');
    await desk.client.callForms.answerWord({ id, means: 'stop' });
    const { sentence } = await desk.client.callForms.takeBackAnswer({ id });
    expect(sentence).toBe('"not now" is asked about again.');
    expect(await blocked()).toEqual([true, true, true]);
    expect(await post(retell('+12125550156', 'Not now'))).toMatchObject({ taken: 'question' });
    await desk.client.callForms.answerWord({ id, means: 'stop' });
  });

  test('leaves a number as it is that somebody has changed since', async () => {
    const number = '+12125550157';
    await post(retell(number, 'later maybe'));
    const [question] = await asked();
    const id = question?.id ?? 0;
    await desk.client.callForms.answerWord({ id, means: 'nothing' });
    await desk.client.entries.add({ numbers: [number], reason: 'wrote a letter' });
    const { sentence } = await desk.client.callForms.takeBackAnswer({ id });
    expect(sentence).toContain('0 numbers are blocked again');
    expect((await desk.client.entries.get({ number })).entry).toMatchObject({
      state: 'blocked',
      reason: 'wrote a letter',
    });
    await desk.client.callForms.answerWord({ id, means: 'stop' });
  });

  test('about a number opens its question again: a number that was meant is as before, and so is that there is none', async () => {
    await desk.ask('requests', { token, body: { number: 'my sister' } });
    const [question] = await asked();
    const id = question?.id ?? 0;
    await desk.client.callForms.answerNumber({ id, number: '+12125550158' });
    expect(await isBlocked('+12125550158')).toBe(true);
    expect(await desk.client.callForms.takeBackAnswer({ id })).toEqual({
      sentence: 'The question is open again. +12125550158 is as before.',
    });
    expect(await isBlocked('+12125550158')).toBe(false);
    expect(await asked()).toEqual([question]);
    await desk.client.callForms.answerNumber({ id, number: null });
    await desk.client.callForms.takeBackAnswer({ id });
    expect(await asked()).toEqual([question]);
    await desk.client.callForms.answerNumber({ id, number: null });
  });
});

describe('a number that cannot be read', () => {
  test('in a result is asked about, and blocked once a person has said which it is', async () => {
    expect(await post(retell('extension 12', true))).toMatchObject({ status: 200, taken: 'question', number: null });
    const [question] = await asked();
    expect(question).toMatchObject({ kind: 'number', text: 'extension 12' });
    expect((await desk.client.home.state()).needs.map(({ key }) => key)).toContain('askedNumbers');
    const id = question?.id ?? 0;
    await expect(desk.client.callForms.answerNumber({ id, number: 'twelve' })).rejects.toMatchObject({
      code: 'BAD_INPUT',
    });
    await desk.client.callForms.answerNumber({ id, number: '+12125550131' });
    expect(await isBlocked('+12125550131')).toBe(true);
    expect(await asked()).toEqual([]);
  });

  test('in a plain request is refused as before, and asked about too, once however often it comes', async () => {
    for (let time = 0; time < 3; time += 1)
      expect(await desk.ask('requests', { token, body: { number: 'my mother' } })).toMatchObject({
        status: 422,
        body: { detail: expect.stringContaining('A person at the desk is asked') as string },
      });
    const [question, ...more] = await asked();
    expect(more).toEqual([]);
    expect(question).toMatchObject({ kind: 'number', text: 'my mother', count: 3 });
    await desk.client.callForms.answerNumber({ id: question?.id ?? 0, number: null });
    expect(await asked()).toEqual([]);
  });
});

describe('a redaction', () => {
  /** Whether the bytes are in the database, or in its log. */
  const isKept = (text: string): boolean =>
    ['desk.sqlite', 'desk.sqlite-wal'].some((name) => {
      const path = join(folder.dataDir, name);
      return existsSync(path) && readFileSync(path).includes(text);
    });

  test('waits for the answer to what a program handed in of the number, and then leaves neither word nor call', async () => {
    const number = '+12125550177';
    await post(retell(number, 'BEARWORD maybe', { call_id: 'FOXCALL' }));
    expect([isKept('BEARWORD'), isKept('FOXCALL')]).toEqual([true, true]);
    const [question] = (await asked()).filter(({ numbers }) => numbers.includes(number as never));
    await expect(desk.client.entries.redact({ numbers: [number] })).rejects.toThrow(
      `a question is open that shows what a program handed in: answer it first, at Home, or with dnc-desk asked answer ${question!.id}.`,
    );
    await desk.client.callForms.answerWord({ id: question!.id, means: 'stop' });
    await desk.client.entries.redact({ numbers: [number] });
    // The form has learnt the word, as a word of the platform: who wants it gone takes it out there.
    const [form] = (await desk.client.callForms.list()).forms.filter(({ name }) => name === 'Retell');
    await desk.client.callForms.save({ ...form!, stop: form!.stop.filter((word) => !word.includes('BEARWORD')) });
    const db = new Database(join(folder.dataDir, 'desk.sqlite'), { readonly: true });
    try {
      const tables = ['request_question', 'gate_request', 'entry', 'batch', 'journal'];
      const rows = tables.map((table) => JSON.stringify(db.prepare(`SELECT * FROM ${table}`).all()));
      expect(rows.join(' ')).not.toMatch(/BEARWORD|FOXCALL/);
    } finally {
      db.close();
    }
    expect(await isBlocked(number)).toBe(true);
  });

  test('does not keep a number from being blocked again when the answer that released it is taken back', async () => {
    const numbers = ['+12125550178', '+12125550179'];
    for (const number of numbers) await post(retell(number, 'HAREWORD'));
    const [question] = (await asked()).filter(({ word }) => word === 'HAREWORD');
    await desk.client.callForms.answerWord({ id: question!.id, means: 'nothing' });
    expect(await Promise.all(numbers.map(isBlocked))).toEqual([false, false]);
    await desk.client.entries.redact({ numbers: [numbers[0]!] });
    await desk.client.callForms.takeBackAnswer({ id: question!.id });
    expect(await Promise.all(numbers.map(isBlocked))).toEqual([true, true]);
  });
});
