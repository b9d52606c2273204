// Fluents' adapter against the very bodies that the vendor's documents show: what is sent, and what is made of the answer.
import { describe, expect, test } from 'vitest';
import { TOKEN, useAnsweredVendor } from '../../support/answeredVendor.ts';
import { failureOf, never, num, remote, scanAll, valueOf, wanted } from '../../support/connectVendor.ts';

const { answers, asked, connect, query } = useAnsweredVendor();
const AS_ASKED = 'customer opted out';

describe('Fluents', () => {
  const record = {
    id: '550e8400-e29b-41d4-a716-446655440000',
    phoneNumber: '+12125551234',
    userId: null,
    reason: AS_ASKED,
    createdAt: '2023-01-01T00:00:00Z',
    updatedAt: '2023-01-01T00:00:00Z',
  };
  const seen = {
    scope: '',
    number: num('+12125551234'),
    remoteId: record.id,
    fields: { reason: AS_ASKED, until: null, agents: null },
    createdAt: '2023-01-01T00:00:00.000Z',
  };

  test('an add sends a bearer key, the number and the reason', async () => {
    answers({ status: 201, json: record });
    expect(valueOf(await connect('fluents').add(wanted('+12125551234', { reason: AS_ASKED }), never))).toEqual(seen);
    expect(asked()).toMatchObject([
      { method: 'POST', url: '/v1/dnc_numbers/create', headers: { authorization: `Bearer ${TOKEN}` } },
    ]);
    expect(asked()[0]?.body).toEqual({ phoneNumber: '+12125551234', reason: AS_ASKED });
  });

  test('an account of one user sends its id, and counts the records of others apart', async () => {
    answers(
      { status: 201, json: { ...record, userId: 'user-1' } },
      {
        status: 200,
        json: {
          items: [
            { ...record, userId: 'user-1' },
            { ...record, id: '2', userId: 'user-2' },
          ],
          has_more: false,
        },
      },
    );
    const connection = connect('fluents', { userId: 'user-1' });
    expect(valueOf(await connection.add(wanted('+12125551234'), never))).toEqual(seen);
    expect(asked()[0]?.body).toEqual({ phoneNumber: '+12125551234', userId: 'user-1' });
    expect(valueOf(await scanAll(connection))).toMatchObject({ records: [seen], unreadable: [{ remoteId: '2' }] });
    expect(query(1)['type']).toBe('user');
  });

  test.each([
    [
      400,
      { message: 'phoneNumber must be a string', error: 'Bad Request', statusCode: 400 },
      { class: 'rejected', effect: 'notDone' },
    ],
    [
      400,
      { message: ['phoneNumber must be a string'], error: 'Bad Request', statusCode: 400 },
      { class: 'rejected', effect: 'notDone' },
    ],
    [
      400,
      { message: 'Phone number is already on the list', error: 'Bad Request', statusCode: 400 },
      { class: 'alreadyThere', effect: 'unknown' },
    ],
    [401, { message: 'Unauthorized', statusCode: 401 }, { class: 'auth', effect: 'notDone' }],
    [200, { message: 'no', error: 'x', statusCode: 500 }, { class: 'retry', effect: 'unknown' }],
    [201, { ...record, phoneNumber: '+12125551235' }, { class: 'retry', effect: 'unknown' }],
  ])('an add that is answered %d %j is %j', async (status, json, failure) => {
    answers({ status, json });
    expect(await connect('fluents').add(wanted('+12125551234'), never)).toMatchObject({ ok: false, ...failure });
  });

  test('many go out in one request; what the answer leaves out is left to the next scan', async () => {
    answers({ status: 201, json: [record, { strange: true }, { ...record, phoneNumber: '+12125559999' }] });
    const answer = await connect('fluents').addMany(
      [wanted('+12125551234', { reason: AS_ASKED }), wanted('+12125551235')],
      never,
    );
    expect(valueOf(answer)).toEqual([seen]);
    expect(asked()).toMatchObject([{ method: 'POST', url: '/v1/dnc_numbers/bulk' }]);
    expect(asked()[0]?.body).toEqual({
      phoneNumbers: [{ phoneNumber: '+12125551234', reason: AS_ASKED }, { phoneNumber: '+12125551235' }],
    });
  });

  test('a list asks with every parameter that is marked required', async () => {
    answers({ status: 200, json: [] });
    await scanAll(connect('fluents'));
    expect(asked()[0]?.url).toMatch(/^\/v1\/dnc_numbers\/list\?/);
    expect(query(0)).toEqual({
      type: 'global',
      page: '1',
      size: '100',
      sort_column: 'createdAt',
      sort_desc: 'false',
      filters: '{}',
    });
  });

  const second = { ...record, id: 'b', phoneNumber: '+12125551235' };
  test.each([
    [
      '{items} with has_more',
      [
        { items: [record], has_more: true, page: 1 },
        { items: [second], has_more: false, page: 2 },
      ],
      2,
    ],
    [
      '{data} with has_more',
      [
        { data: [record], has_more: true },
        { data: [second], has_more: false },
      ],
      2,
    ],
    ['{items} alone', [{ items: [record] }, { items: [second] }, { items: [] }], 3],
    ['a bare array', [[record], [second], []], 3],
    [
      'a bare array without paging',
      [
        [record, second],
        [record, second],
        [record, second],
      ],
      3,
    ],
  ])('a list that comes as %s is read to its end', async (_name, pages, count) => {
    answers(...pages.map((json) => ({ status: 200, json })));
    const scan = valueOf(await scanAll(connect('fluents')));
    expect(scan.records.map(({ remoteId }) => remoteId)).toEqual([record.id, 'b']);
    expect(scan.pages).toBe(count);
  });

  test.each([
    [
      'repeats a page and says that more follows',
      [
        { items: [record], has_more: true },
        { items: [record], has_more: true },
      ],
    ],
    ['is empty and says that more follows', [{ items: [], has_more: true }]],
    ['answers another page', [{ items: [record], has_more: true, page: 7 }]],
  ])('a list that %s does not count', async (_name, pages) => {
    answers(...pages.map((json) => ({ status: 200, json })));
    expect(await scanAll(connect('fluents'))).toMatchObject({ ok: false, class: 'retry', effect: 'notDone' });
  });

  test('what is not documented is not tried', async () => {
    answers({ status: 200, json: {} });
    const connection = connect('fluents');
    const results = [
      await connection.listTargets(never),
      await connection.lookup('', num('+12125551234'), never),
      await connection.update(remote('+12125551234'), { reason: 'x' }, never),
      await connection.remove(remote('+12125551234', { remoteId: 'a' }), never),
    ];
    expect(results.map((answer) => failureOf(answer).class)).toEqual([
      'unsupported',
      'unsupported',
      'unsupported',
      'unsupported',
    ]);
    expect(asked()).toEqual([]);
  });
});
