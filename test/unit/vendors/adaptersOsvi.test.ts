// OSVI's adapter against the very bodies that the vendor's documents show: what is sent, and what is made of the answer.
import { describe, expect, test } from 'vitest';
import { TOKEN, useAnsweredVendor } from '../../support/answeredVendor.ts';
import { failureOf, never, num, remote, scanAll, valueOf, wanted } from '../../support/connectVendor.ts';

const { answers, asked, connect } = useAnsweredVendor();
const AGENT = 'agent_IsZ3Q6Sf_60Eh26XQMGbz-R_og';
const AS_ASKED = 'customer opted out';

describe('OSVI', () => {
  const record = {
    id: 31,
    agent_uuid: AGENT,
    phone: '+919876543210',
    reason: AS_ASKED,
    created_at: '2026-06-12T09:30:00+05:30',
  };
  const seen = {
    scope: AGENT,
    number: num('+919876543210'),
    remoteId: '31',
    fields: { reason: AS_ASKED, until: null, agents: null },
    createdAt: '2026-06-12T04:00:00.000Z',
  };
  const page = (data: unknown[], current = 1, pages = 1, count = data.length) => ({
    status: 200,
    json: {
      success: true,
      data,
      meta: { current_page: current, total_pages: pages, total_count: count, per_page: 100 },
    },
  });

  test('an add sends the token, the agent, E.164 and the reason, and answers the record', async () => {
    answers({ status: 201, json: { success: true, data: record } });
    const answer = await connect('osvi').add(wanted('+919876543210', { scope: AGENT, reason: AS_ASKED }), never);
    expect(answer).toEqual({ ok: true, status: 201, value: seen });
    expect(asked()).toMatchObject([
      {
        method: 'POST',
        url: '/v1/dnd_numbers',
        body: { agent_uuid: AGENT, phone: '+919876543210', reason: AS_ASKED },
        headers: { 'api-token': TOKEN },
      },
    ]);
  });

  test('an add without a reason sends none', async () => {
    answers({ status: 201, json: { success: true, data: { ...record, reason: null } } });
    const answer = await connect('osvi').add(wanted('+919876543210', { scope: AGENT }), never);
    expect(valueOf(answer)?.fields.reason).toBeNull();
    expect(asked()[0]?.body).toEqual({ agent_uuid: AGENT, phone: '+919876543210' });
  });

  test.each([
    [
      400,
      { success: false, error: 'param is missing or the value is empty: phone', details: null },
      { class: 'rejected', effect: 'notDone' },
    ],
    [401, { success: false, error: 'Invalid API token' }, { class: 'auth', effect: 'notDone' }],
    [
      404,
      { success: false, error: 'agent_not_found', details: null },
      { class: 'rejected', effect: 'notDone', listGone: true },
    ],
    [
      422,
      { success: false, error: 'Validation failed: Phone is already on the DND list for this agent', details: null },
      { class: 'alreadyThere', effect: 'notDone' },
    ],
    [
      422,
      { success: false, errors: ['Phone is already on the DND list for this agent'] },
      { class: 'alreadyThere', effect: 'notDone' },
    ],
    [
      422,
      { success: false, error: 'Validation failed: Phone is not a valid phone number' },
      { class: 'rejected', effect: 'notDone' },
    ],
    [422, { success: false, error: 'Unprocessable' }, { class: 'alreadyThere', effect: 'unknown' }],
    [404, { message: 'no route' }, { class: 'retry', effect: 'notDone' }],
    [200, { success: false, error: 'The request could not be completed' }, { class: 'retry', effect: 'unknown' }],
    [201, { success: true, data: { ...record, phone: '+919876543211' } }, { class: 'retry', effect: 'unknown' }],
    [201, { success: true, data: { ...record, agent_uuid: 'agent_other' } }, { class: 'retry', effect: 'unknown' }],
    [201, { ok: true }, { class: 'retry', effect: 'unknown' }],
  ])('an add that is answered %d %j is %j', async (status, json, failure) => {
    answers({ status, json });
    const answer = await connect('osvi').add(wanted('+919876543210', { scope: AGENT }), never);
    expect(answer).toMatchObject({ ok: false, status, ...failure });
    expect(failureOf(answer).message).toMatch(/^[A-Z].*[.”]$/);
  });

  test('a scan reads page after page of one agent’s list', async () => {
    const second = { ...record, id: 32, phone: '+919876543211', reason: null };
    answers(page([record], 1, 2, 2), page([second], 2, 2, 2));
    const scan = valueOf(await scanAll(connect('osvi'), AGENT));
    expect(scan).toMatchObject({
      pages: 2,
      unreadable: [],
      records: [seen, { remoteId: '32', number: num('+919876543211') }],
    });
    expect(asked().map(({ url }) => url)).toEqual([
      `/v1/dnd_numbers?agent_uuid=${AGENT}&page=1&per_page=100`,
      `/v1/dnd_numbers?agent_uuid=${AGENT}&page=2&per_page=100`,
    ]);
  });

  test('a record that cannot be understood is counted, and hides no other', async () => {
    answers(
      page(
        [{ ...record, id: 30, phone: '98765' }, { id: 33 }, { ...record, id: 34, phone: '+91' }, 'x', record],
        1,
        1,
        5,
      ),
    );
    const { records, unreadable } = valueOf(await scanAll(connect('osvi'), AGENT));
    expect(records).toEqual([seen]);
    expect(unreadable.map(({ remoteId }) => remoteId)).toEqual(['30', '33', '34', null]);
    expect(JSON.stringify(unreadable)).not.toContain('98765');
  });

  test.each([
    ['ends early', page([record], 1, 1, 3)],
    ['is another page', page([record], 2, 2, 2)],
    ['denies success', { status: 200, json: { success: false, error: 'x' } }],
    ['has another shape', { status: 200, json: { data: [record] } }],
    ['comes twice on one page', page([record, record], 1, 1, 2)],
  ])('a scan that %s does not count', async (_name, answer) => {
    answers(answer);
    expect(await scanAll(connect('osvi'), AGENT)).toMatchObject({ ok: false, class: 'retry', effect: 'notDone' });
  });

  test('a look-up takes the exact number out of a partial search', async () => {
    answers(page([{ ...record, id: 30, phone: '+9198765432101' }, record]));
    expect(valueOf(await connect('osvi').lookup(AGENT, num('+919876543210'), never))).toEqual(seen);
    expect(asked()[0]?.url).toBe(`/v1/dnd_numbers?agent_uuid=${AGENT}&search=9876543210&page=1&per_page=100`);
    answers(page([]));
    expect(valueOf(await connect('osvi').lookup(AGENT, num('+919876543210'), never))).toBeNull();
  });

  test('a look-up concludes nothing from an answer to another search, or from a page of many', async () => {
    answers(page([{ ...record, phone: '+919000000000' }]), page([], 1, 2, 101));
    const { lookup } = connect('osvi');
    expect(await lookup(AGENT, num('+919876543210'), never)).toMatchObject({ ok: false, class: 'retry' });
    expect(await lookup(AGENT, num('+919876543210'), never)).toMatchObject({ ok: false, class: 'retry' });
  });

  test.each([
    [200, { success: true, message: 'removed' }, { ok: true, value: null }],
    [
      404,
      { success: false, error: 'dnd_number_not_found', details: null },
      { ok: false, class: 'notFound', effect: 'notDone' },
    ],
    [
      404,
      { success: false, error: 'agent_not_found', details: null },
      { ok: false, class: 'rejected', listGone: true },
    ],
    [404, { message: 'no route' }, { ok: false, class: 'retry', effect: 'notDone' }],
    [200, { success: true, data: [record] }, { ok: false, class: 'retry', effect: 'unknown' }],
  ])('a removal that is answered %d %j is %j', async (status, json, result) => {
    answers({ status, json });
    expect(await connect('osvi').remove(remote('+919876543210', { scope: AGENT }), never)).toMatchObject(result);
    expect(asked()).toMatchObject([
      { method: 'DELETE', url: `/v1/dnd_numbers?agent_uuid=${AGENT}&phone=%2B919876543210`, body: undefined },
    ]);
  });

  test('the agents are a bare array, and the test of the connection counts them', async () => {
    answers({ status: 200, json: [{ agent_id: AGENT, name: 'Sales', status: 'active' }] });
    expect(valueOf(await connect('osvi').listTargets(never))).toEqual([
      { remoteId: AGENT, kind: 'agent', name: 'Sales', active: true },
    ]);
    expect(valueOf(await connect('osvi').test(never))).toEqual({
      sentence: 'OSVI accepts the token and lists one active agent.',
      targets: 1,
      records: null,
    });
    expect(asked().map(({ url }) => url)).toEqual(['/v1/active_agents', '/v1/active_agents']);
  });
});
