/** Where the number and the word of a result are: several numbers in one field, and fields that are named in another way. */
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
  for (const { id, kind } of await asked())
    await (kind === 'word'
      ? desk.client.callForms.answerWord({ id, means: 'stop' })
      : desk.client.callForms.answerNumber({ id, number: null }));
});

let calls = 0;
const retell = (number: unknown, data: unknown, more: object = {}) => ({
  event: 'call_analyzed',
  call: {
    call_id: `call-${(calls += 1)}`,
    direction: 'outbound',
    to_number: number,
    call_analysis: { call_summary: 'They talked.', custom_analysis_data: data },
    ...more,
  },
});
const post = async (body: unknown) => (await desk.ask('requests?form=Retell', { token, body })).body;
const blocked = async (numbers: string[]) =>
  (await desk.client.entries.check({ numbers })).filter(({ blocked: is }) => is).map(({ number }) => number);
const asked = () => desk.client.callForms.asked();

describe('several numbers in one field', () => {
  test('of a request: what was sure is blocked, and so say the answer, the question and its end', async () => {
    const numbers = ['+16465550103', '+16465550104'];
    const { status, body } = await desk.ask('requests', { token, body: { number: numbers.join(' and ') } });
    expect(status).toBe(422);
    expect(body['detail']).toMatch(/^Several numbers stand in this text\. Blocked: \+16465550103, \+16465550104;/);
    expect(await blocked(numbers)).toEqual(numbers);
    const [question] = await asked();
    expect(question).toMatchObject({ kind: 'number', numbers });
    expect(question?.meanwhile).toMatch(/^\+16465550103, \+16465550104 are blocked, and stay so whatever is answered/);
    const { sentence } = await desk.client.callForms.answerNumber({ id: question?.id ?? 0, number: null });
    expect(sentence).toContain('What was sure stays blocked: +16465550103, +16465550104.');
    expect(await blocked(numbers)).toEqual(numbers);
  });

  test('what somebody released since is said to be callable, and an answer that is taken back leaves the rest', async () => {
    const numbers = ['+16465550105', '+16465550106'];
    await desk.ask('requests', { token, body: { number: `${numbers.join(' and ')} and my sister` } });
    await desk.client.entries.remove({ numbers: ['+16465550105'], why: 'a mistake' });
    const [question] = await asked();
    expect(question).toMatchObject({ numbers: ['+16465550106'] });
    expect(question?.meanwhile).toMatch(/^\+16465550106 is blocked/);
    const id = question?.id ?? 0;
    await desk.client.callForms.answerNumber({ id, number: '+16465550107' });
    await desk.client.callForms.takeBackAnswer({ id });
    expect(await blocked([...numbers, '+16465550107'])).toEqual(['+16465550106']);
    expect(await asked()).toEqual([question]);
  });

  test('are redacted once the question is answered, and not before', async () => {
    const numbers = ['+16465550108', '+16465550109'];
    await desk.ask('requests', { token, body: { number: numbers.join(' and ') } });
    const [question] = await asked();
    const id = question?.id ?? 0;
    const redact = () => desk.client.entries.redact({ numbers: ['+16465550109'] });
    await expect(redact()).rejects.toThrow();
    await desk.client.callForms.answerNumber({ id, number: null });
    await redact();
    await desk.client.callForms.takeBackAnswer({ id });
    expect(JSON.stringify(await asked())).not.toContain('6465550109');
    expect(await blocked(numbers)).toEqual(numbers);
  });

  test.each(['list', 'text'] as const)('seventeen in a %s are all blocked', async (kind) => {
    const numbers = Array.from({ length: 17 }, (_, at) => `+1646555${kind === 'list' ? 2 : 3}0${10 + at}`).map(
      (number) => number.slice(0, 12),
    );
    const said = await post(retell(kind === 'list' ? numbers : numbers.join(', '), { do_not_call: true }));
    expect(said).toMatchObject({ taken: 'question' });
    expect(await blocked(numbers)).toEqual(numbers);
    expect(await asked()).toMatchObject([{ kind: 'number', numbers }]);
  });

  test('in a list, one that cannot be read is named, and the others are blocked; one written twice is one', async () => {
    await post(retell(['+16465550131', 'my sister', '+16465550132'], { do_not_call: true }));
    expect(await blocked(['+16465550131', '+16465550132'])).toHaveLength(2);
    expect((await asked())[0]?.meanwhile).toContain('Not read: "my sister".');
    expect(await post(retell(['+16465550133', '+1 646 555 0133'], { do_not_call: true }))).toMatchObject({
      taken: 'blocked',
      number: '+16465550133',
    });
  });

  test('a text of many letters is shown in part, keeps nobody waiting, and is asked about', async () => {
    expect(await post(retell('1'.repeat(100_000), { do_not_call: true }))).toMatchObject({ taken: 'question' });
    const [question] = await asked();
    expect(question?.sentence.length).toBeLessThan(600);
    expect(question?.sentence).toContain('letters)');
  });
});

describe('a field that is named in another way', () => {
  test.each([{ Do_Not_Call: true }, { doNotCall: true }, { 'do-not-call': 'Yes', do_not_call: null }])(
    'as %j is found',
    async (data) => {
      expect(await post(retell('+16465550141', data))).toMatchObject({ taken: 'blocked' });
    },
  );

  test('also where its objects are', async () => {
    const body = retell('+16465550142', undefined, {
      callAnalysis: { CustomAnalysisData: { doNotCall: true } },
      call_analysis: null,
    });
    expect(await post(body)).toMatchObject({ taken: 'blocked' });
  });

  test.each<[string, unknown, object | undefined, string]>([
    ['another name', { asked_to_stop: true }, undefined, 'no do_not_call beside asked_to_stop'],
    ['two names that disagree', { doNotCall: false, 'Do Not Call': true }, undefined, '[false,true]'],
    ['another place', {}, { result: { do_not_call: true } }, 'call.result.do_not_call: true'],
    ['a list of fields', [{ name: 'do_not_call', value: true }], undefined, '[{"name":"do_not_call","value":true}]'],
  ])('is asked about under %s, once it is answered no more', async (_what, data, more, word) => {
    expect(await post(retell('+16465550143', data, more))).toMatchObject({ taken: 'question' });
    const questions = await asked();
    expect(questions).toMatchObject([{ kind: 'word', word }]);
    await desk.client.callForms.answerWord({ id: questions[0]?.id ?? 0, means: 'nothing' });
    expect(await blocked(['+16465550143'])).toEqual([]);
    expect(await post(retell('+16465550143', data, more))).toMatchObject({ taken: 'nothing' });
  });

  test.each([undefined, null, {}, { do_not_call: '' }, { do_not_call: null, mood: 'calm' }])(
    'means nothing only where nothing was found out: %j',
    async (data) => {
      expect(await post(retell('+16465550144', data))).toMatchObject({ taken: 'nothing' });
    },
  );

  test('two long words that begin alike are two, and so are two calls with long names', async () => {
    const long = 'x'.repeat(300);
    const call = (end: string) => ({ call_id: `${long}${end}` });
    await post(retell('+16465550145', { do_not_call: `${long} a` }, call('1')));
    const [question] = await asked();
    await desk.client.callForms.answerWord({ id: question?.id ?? 0, means: 'nothing' });
    expect(await post(retell('+16465550145', { do_not_call: `${long} a` }, call('2')))).toMatchObject({
      taken: 'nothing',
    });
    expect(await post(retell('+16465550145', { do_not_call: `${long} b` }, call('3')))).toMatchObject({
      taken: 'question',
    });
  });
});
