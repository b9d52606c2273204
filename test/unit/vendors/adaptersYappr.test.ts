// Yappr's adapter against the very bodies that the vendor's documents show: what is sent, and what is made of the answer.
import { describe, expect, test } from 'vitest';
import { TOKEN, useAnsweredVendor } from '../../support/answeredVendor.ts';
import { never, num, remote, scanAll, valueOf, wanted } from '../../support/connectVendor.ts';

const { answers, asked, connect } = useAnsweredVendor();

describe('Yappr', () => {
  const agent = {
    id: '7e8a91c1-0000-4c11-9a00-000000000001',
    name: 'Sales',
    system_prompt: 'our private prompt',
    is_active: true,
  };
  const record = {
    id: '8c0e0f8a-1c11-4d3a-9a02-2b1e9d2f0001',
    company_id: 'fe493f11-0000-0000-0000-000000000001',
    phone_number: '+972501234567',
    reason: 'Customer requested removal',
    source: 'api',
    expires_at: null,
    agents: [] as unknown[],
    created_by: null,
    created_at: '2026-05-10T08:14:22.123Z',
  };
  const seen = {
    scope: '',
    number: num('+972501234567'),
    remoteId: record.id,
    fields: { reason: record.reason, until: null as string | null, agents: null as string[] | null },
    createdAt: record.created_at,
    evidence: { source: 'api', createdBy: null, label: null, batchId: null, requestUuid: null },
  };
  const until = '2027-01-01T00:00:00.000Z' as never;

  test('a field that an answer does not carry is absent; null is carried, and says that there is none', async () => {
    const { reason: _reason, expires_at: _until, agents: _agents, ...bare } = record;
    answers({ status: 200, json: bare });
    expect(valueOf(await connect('yappr').lookup('', num('+972501234567'), never))).toEqual({
      ...seen,
      fields: { reason: null, until: null, agents: null },
      absent: ['reason', 'until', 'agents'],
    });
    answers({ status: 200, json: { ...bare, reason: null, expires_at: null, agents: [] } });
    expect(valueOf(await connect('yappr').lookup('', num('+972501234567'), never))).not.toHaveProperty('absent');
  });

  test('an add that is answered 200 says that the record was there before', async () => {
    answers({ status: 200, json: record });
    expect(valueOf(await connect('yappr').add(wanted('+972501234567'), never))).toEqual({ ...seen, existed: true });
  });

  test('an add sends only what there is: a global block has no agents', async () => {
    answers({ status: 201, json: record });
    expect(valueOf(await connect('yappr').add(wanted('+972501234567'), never))).toEqual(seen);
    expect(asked()).toMatchObject([
      { method: 'POST', url: '/do-not-call', headers: { authorization: `Bearer ${TOKEN}` } },
    ]);
    expect(asked()[0]?.body).toEqual({ phone_number: '+972501234567' });
  });

  test('a scoped add with an expiry; of the agents that come back only the ids are read', async () => {
    const answered = { ...record, expires_at: '2027-01-01T02:00:00+02:00', agents: [agent] };
    answers({ status: 201, json: answered });
    const ours = wanted('+972501234567', { reason: record.reason, until, agents: [agent.id] });
    const value = valueOf(await connect('yappr').add(ours, never));
    expect(value).toEqual({ ...seen, fields: { reason: record.reason, until, agents: [agent.id] } });
    expect(asked()[0]?.body).toEqual({
      phone_number: '+972501234567',
      reason: record.reason,
      expires_at: until,
      agent_ids: [agent.id],
    });
    expect(JSON.stringify(value)).not.toContain('prompt');
  });

  test('a 200 is the record as it was: the difference is there to be seen', async () => {
    answers({ status: 200, json: { ...record, reason: 'older', agents: [agent] } });
    const answer = await connect('yappr').add(wanted('+972501234567', { reason: 'newer' }), never);
    expect(answer).toMatchObject({ ok: true, status: 200, value: { fields: { reason: 'older', agents: [agent.id] } } });
  });

  test('no agent at all is a bug, not a block for every agent', async () => {
    answers({ status: 201, json: record });
    expect(await connect('yappr').add(wanted('+972501234567', { agents: [] }), never)).toMatchObject({
      ok: false,
      class: 'bug',
    });
    expect(asked()).toEqual([]);
  });

  test.each([
    [400, { error: 'expires_at is in the past' }, { class: 'rejected', effect: 'notDone' }],
    [
      401,
      { error: 'API key lacks do_not_call:manage', code: 'INSUFFICIENT_SCOPE' },
      {
        class: 'forbidden',
        effect: 'notDone',
        message:
          'Yappr does not allow this to the key. It said: “API key lacks do_not_call:manage (INSUFFICIENT_SCOPE)”',
      },
    ],
    [402, { error: 'Payment required', code: 'PAYMENT' }, { class: 'auth', effect: 'notDone' }],
    [500, { error: 'x', code: 'INTERNAL' }, { class: 'retry', effect: 'unknown' }],
    [201, { ...record, phone_number: '+972501234568' }, { class: 'retry', effect: 'unknown' }],
    [200, { data: [record] }, { class: 'retry', effect: 'unknown' }],
    [200, { success: false, error: 'x' }, { class: 'retry', effect: 'unknown' }],
  ])('an add that is answered %d %j is %j', async (status, json, failure) => {
    answers({ status, json });
    expect(await connect('yappr').add(wanted('+972501234567'), never)).toMatchObject({ ok: false, ...failure });
  });

  test('a change sends the given fields alone; null agents are every agent', async () => {
    answers({ status: 200, json: record });
    const { update } = connect('yappr');
    expect(
      valueOf(await update(remote('+972501234567', { remoteId: record.id }), { agents: null, until: null }, never)),
    ).toEqual(seen);
    expect(asked()).toMatchObject([{ method: 'PATCH', url: `/do-not-call/${record.id}` }]);
    expect(asked()[0]?.body).toEqual({ expires_at: null, agent_ids: [] });
    answers({ status: 404, json: { error: 'DNC entry not found' } });
    expect(await update(remote('+972501234567', { remoteId: record.id }), { reason: 'x' }, never)).toMatchObject({
      ok: false,
      class: 'notFound',
      effect: 'notDone',
    });
    expect(asked()[0]?.body).toEqual({ reason: 'x' });
  });

  test.each([
    ['one record, as the vendor’s text says', 200, record, seen],
    ['a list of it', 200, { data: [record] }, seen],
    ['an empty list', 200, { data: [] }, null],
    ['404 in the vendor’s shape', 404, { error: 'DNC entry not found' }, null],
  ])('a look-up that is answered with %s is settled', async (_name, status, json, value) => {
    answers({ status, json });
    expect(valueOf(await connect('yappr').lookup('', num('+972501234567'), never))).toEqual(value);
    expect(asked()[0]?.url).toBe('/do-not-call?phone=%2B972501234567');
  });

  test.each([
    ['another number', 200, { ...record, phone_number: '+972501234568' }],
    ['404 of somebody else', 404, { detail: 'nginx' }],
    ['something else', 200, { hello: 'world' }],
  ])('a look-up that is answered with %s settles nothing', async (_name, status, json) => {
    answers({ status, json });
    expect(await connect('yappr').lookup('', num('+972501234567'), never)).toMatchObject({ ok: false, class: 'retry' });
  });

  test('a scan asks on until nothing new comes, by what came and not by what was asked for', async () => {
    const list = Array.from({ length: 5 }, (_, at) => ({ ...record, id: `r${at}`, phone_number: `+97250123456${at}` }));
    answers(
      { status: 200, json: { data: list.slice(0, 3) } },
      { status: 200, json: { data: list.slice(3) } },
      { status: 200, json: { data: [] } },
    );
    expect(valueOf(await scanAll(connect('yappr'))).records.map(({ remoteId }) => remoteId)).toEqual([
      'r0',
      'r1',
      'r2',
      'r3',
      'r4',
    ]);
    expect(asked().map(({ url }) => url)).toEqual([
      '/do-not-call?limit=100&offset=0',
      '/do-not-call?limit=100&offset=3',
      '/do-not-call?limit=100&offset=5',
    ]);
  });

  test('an unreadable expiry is no "for ever" and no "over"', async () => {
    answers(
      { status: 200, json: { data: [{ ...record, expires_at: 'next week' }] } },
      { status: 200, json: { data: [] } },
    );
    expect(valueOf(await scanAll(connect('yappr')))).toMatchObject({
      records: [],
      unreadable: [{ remoteId: record.id }],
    });
  });

  test.each(['0001-01-01T00:00:00Z', '1970-01-01T00:00:00.000Z'])(
    'the zero of a system as an expiry (%s) ends no block: nothing is known of the end',
    async (zero) => {
      answers({ status: 200, json: { data: [{ ...record, expires_at: zero }] } }, { status: 200, json: { data: [] } });
      expect(valueOf(await scanAll(connect('yappr')))).toMatchObject({
        records: [{ fields: { until: null }, absent: ['until'] }],
        unreadable: [],
      });
    },
  );

  test.each([
    [200, { success: true }, { ok: true, value: null }],
    [202, {}, { ok: true, value: null }],
    [404, { error: 'DNC entry not found', code: 'NOT_FOUND' }, { ok: false, class: 'notFound', effect: 'notDone' }],
    [404, { detail: 'nginx' }, { ok: false, class: 'retry', effect: 'notDone' }],
    [200, { data: [record] }, { ok: false, class: 'retry', effect: 'unknown' }],
  ])('a removal that is answered %d %j is %j', async (status, json, result) => {
    answers({ status, json });
    expect(await connect('yappr').remove(remote('+972501234567', { remoteId: record.id }), never)).toMatchObject(
      result,
    );
    expect(asked()).toMatchObject([{ method: 'DELETE', url: `/do-not-call/${record.id}` }]);
  });

  test('a removal with an empty 204 is done', async () => {
    answers((response) => response.writeHead(204).end());
    expect(await connect('yappr').remove(remote('+972501234567', { remoteId: record.id }), never)).toMatchObject({
      ok: true,
      status: 204,
    });
  });

  test('agents come with name and state, and nothing else of them', async () => {
    // A page is not the last for being short: only nothing new ends the list.
    answers({ status: 200, json: { data: [agent, { id: 'b', name: 'Old', is_active: false }] } });
    expect(valueOf(await connect('yappr').listTargets(never))).toEqual([
      { remoteId: agent.id, kind: 'agent', name: 'Sales', active: true },
      { remoteId: 'b', kind: 'agent', name: 'Old', active: false },
    ]);
    expect(asked().map(({ url }) => url)).toEqual(['/agents?limit=100&offset=0', '/agents?limit=100&offset=2']);
  });
});
