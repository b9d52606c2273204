// Weya's adapter against the very bodies that the vendor's documents show: what is sent, and what is made of the answer.
import { noDetails } from '../../../shared/domain/entry/details.ts';
import { describe, expect, test } from 'vitest';
import { TOKEN, useAnsweredVendor } from '../../support/answeredVendor.ts';
import { never, num, remote, scanAll, valueOf, wanted } from '../../support/connectVendor.ts';

const { answers, asked, connect } = useAnsweredVendor();
const CALL = { batchId: '64e5f12345abcdef98765432', requestUuid: '550e8400-e29b-41d4-a716-446655440000' };
const ID = '64e5f12345abcdef98765432';

describe('Weya', () => {
  const done = { message: 'Phone number added to DNC successfully', status: true, code: 200, errorMessage: '' };
  const record = {
    _id: ID,
    phoneNumber: '12125551234',
    type: 'customer_request',
    orgId: '64e5f12345abcdef12345678',
    batchId: CALL.batchId,
    requestUUID: CALL.requestUuid,
    callRecording: 'https://example.com/recording.mp3',
    transcription: 'please never call me again',
    createdAt: '2025-05-15T10:30:00.000Z',
  };
  const seen = {
    scope: '',
    number: num('+12125551234'),
    remoteId: ID,
    fields: { reason: null, until: null, agents: null },
    createdAt: '2025-05-15T10:30:00.000Z',
    evidence: { source: null, createdBy: null, label: 'customer_request', ...CALL },
  };
  const page = (dncList: unknown[], current = 1, totalPages = 1, total = dncList.length) => ({
    status: 200,
    json: { ...done, data: { dncList, pagination: { total, page: current, limit: 100, totalPages } } },
  });

  test('an add sends the digits, the call and the category as a label; the answer names no record', async () => {
    answers({ status: 200, json: done });
    const details = { ...noDetails, category: 'customer_request', campaign: 'solar', channel: 'both' as const };
    const ours = wanted('+12125551234', { reason: 'stays here', details, callReference: CALL });
    expect(await connect('weya').add(ours, never)).toEqual({ ok: true, status: 200, value: null });
    expect(asked()).toMatchObject([
      { method: 'POST', url: '/api/dnc/add', headers: { authorization: `Bearer ${TOKEN}` } },
    ]);
    expect(asked()[0]?.body).toEqual({
      phoneNumber: '12125551234',
      batchId: CALL.batchId,
      requestUUID: CALL.requestUuid,
      type: 'customer_request',
    });
  });

  test('without the call nothing is sent: the entry waits for a person', async () => {
    answers({ status: 200, json: done });
    expect(await connect('weya').add(wanted('+12125551234'), never)).toMatchObject({
      ok: false,
      class: 'needsInput',
      effect: 'notDone',
      status: null,
    });
    expect(
      await connect('weya').add(wanted('+12125551234', { callReference: { batchId: 'b', requestUuid: '' } }), never),
    ).toMatchObject({ class: 'needsInput' });
    expect(asked()).toEqual([]);
  });

  const no = (code: number, message: string) => ({ message, status: false, code, errorMessage: message });
  test.each([
    [
      400,
      no(400, 'Phone number already exists in DNC for this organization'),
      { class: 'alreadyThere', effect: 'unknown' },
    ],
    [400, no(400, 'phoneNumber, batchId and requestUUID are required'), { class: 'alreadyThere', effect: 'unknown' }],
    [404, no(404, 'Call record not found'), { class: 'needsInput', effect: 'notDone' }],
    [404, { error: 'no such page' }, { class: 'retry', effect: 'notDone' }],
    [401, no(401, 'Unauthorized'), { class: 'auth', effect: 'notDone' }],
    [500, no(500, 'Server error'), { class: 'retry', effect: 'unknown' }],
    [200, no(400, 'Phone number already exists'), { class: 'alreadyThere', effect: 'unknown' }],
    [200, { ...done, status: false }, { class: 'retry', effect: 'unknown' }],
    [200, { message: 'hello' }, { class: 'retry', effect: 'unknown' }],
    [200, page([record]).json, { class: 'retry', effect: 'unknown' }],
  ])('an add that is answered %d %j is %j', async (status, json, failure) => {
    answers({ status, json });
    expect(await connect('weya').add(wanted('+12125551234', { callReference: CALL }), never)).toMatchObject({
      ok: false,
      ...failure,
    });
  });

  test('a look-up shows every record of the number, with its plus and without', async () => {
    const otherId = '64e5f12345abcdef12345679';
    const other = { ...record, _id: otherId, phoneNumber: '+12125551234' };
    answers(page([record, other]));
    expect(valueOf(await connect('weya').lookup('', num('+12125551234'), never))).toEqual({
      ...seen,
      twins: [{ ...seen, remoteId: otherId }],
    });
  });

  test('a scan drops recording and transcript on reading', async () => {
    answers(page([record, { ...record, _id: 'x', phoneNumber: '' }], 1, 1, 2));
    const scan = valueOf(await scanAll(connect('weya')));
    expect(scan.records).toEqual([seen]);
    expect(scan.unreadable).toMatchObject([{ remoteId: 'x' }]);
    expect(JSON.stringify(scan)).not.toMatch(/recording\.mp3|never call me/);
    expect(asked().map(({ url }) => url)).toEqual(['/api/dnc/list?page=1&limit=100']);
  });

  test('a look-up is a search, and other hits of it are no obstacle', async () => {
    const other = { ...record, _id: 'y', phoneNumber: '442071234567', requestUUID: 'call-12125551234-1' };
    answers(page([other, record]), page([other]), page([{ ...other, requestUUID: 'z' }]), page([], 1, 2, 101));
    const { lookup } = connect('weya');
    expect(valueOf(await lookup('', num('+12125551234'), never))).toEqual(seen);
    expect(valueOf(await lookup('', num('+12125551234'), never))).toBeNull();
    expect(await lookup('', num('+12125551234'), never)).toMatchObject({ ok: false, class: 'retry' });
    expect(await lookup('', num('+12125551234'), never)).toMatchObject({ ok: false, class: 'retry' });
    expect(asked()[0]?.url).toBe('/api/dnc/list?page=1&limit=100&search=2125551234');
  });

  test.each([
    [200, done, { ok: true, value: null }],
    [404, no(404, 'DNC entry not found'), { ok: false, class: 'notFound', effect: 'notDone' }],
    [403, no(403, 'Another organization'), { ok: false, class: 'rejected', effect: 'notDone' }],
    [400, no(400, 'Invalid id'), { ok: false, class: 'rejected', effect: 'notDone' }],
    [500, no(500, 'Server error'), { ok: false, class: 'retry', effect: 'unknown' }],
    [404, {}, { ok: false, class: 'retry', effect: 'notDone' }],
  ])('a removal that is answered %d %j is %j', async (status, json, result) => {
    answers({ status, json });
    expect(await connect('weya').remove(remote('+12125551234', { remoteId: ID }), never)).toMatchObject(result);
    expect(asked()).toMatchObject([{ method: 'DELETE', url: `/api/dnc/delete/${ID}` }]);
  });

  test('a removal finds the record’s id first where it is not known', async () => {
    answers(page([record]), { status: 200, json: done });
    expect(await connect('weya').remove(remote('+12125551234'), never)).toMatchObject({ ok: true });
    expect(asked().map(({ method }) => method)).toEqual(['GET', 'DELETE']);
    answers(page([]));
    expect(await connect('weya').remove(remote('+12125551234'), never)).toMatchObject({ ok: false, class: 'notFound' });
    expect(asked().map(({ method }) => method)).toEqual(['GET']);
  });
});
