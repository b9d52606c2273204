// The sandbox against the vendors' own words: every status that the OSVI and Fluents documents describe is provoked
// over HTTP, and its body is judged by the schema in that document.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { loadOpenApiSeed, type OpenApiVendor } from '../support/openApiSeed.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

const AGENT = 'agent_IsZ3Q6Sf_60Eh26XQMGbz-R_og';

interface Case {
  readonly status: number;
  readonly title: string;
  readonly token?: string;
  readonly body: unknown;
}

const CASES: Readonly<Record<OpenApiVendor, readonly Case[]>> = {
  osvi: [
    {
      status: 201,
      title: 'an add with a reason',
      body: { agent_uuid: AGENT, phone: '9876543210', reason: 'opted out' },
    },
    { status: 201, title: 'an add without one', body: { agent_uuid: AGENT, phone: '9876543211' } },
    { status: 422, title: 'a second add', body: { agent_uuid: AGENT, phone: '+919876543210' } },
    { status: 400, title: 'no phone', body: { agent_uuid: AGENT } },
    { status: 400, title: 'no agent', body: { phone: '9876543210' } },
    { status: 400, title: 'no body', body: undefined },
    { status: 401, title: 'another token', token: 'not-a-token', body: { agent_uuid: AGENT, phone: '9876543210' } },
    { status: 404, title: 'an unknown agent', body: { agent_uuid: 'agent_none', phone: '9876543210' } },
    { status: 422, title: 'no phone number', body: { agent_uuid: AGENT, phone: 'call me' } },
  ],
  fluents: [
    { status: 201, title: 'the bare number', body: { phoneNumber: '+1234567890' } },
    { status: 201, title: 'every field', body: { phoneNumber: '+12125550142', userId: 'user-1', reason: 'asked' } },
    { status: 400, title: 'no number', body: { reason: 'asked' } },
    { status: 400, title: 'a number of the wrong type', body: { phoneNumber: 12125550142 } },
    { status: 400, title: 'no phone number', body: { phoneNumber: 'call me' } },
  ],
};

for (const vendor of ['osvi', 'fluents'] as const) {
  describe(`${vendor}: the documented add`, () => {
    const seed = loadOpenApiSeed(vendor);

    test('every documented status is provoked', () => {
      expect(new Set(CASES[vendor].map(({ status }) => status))).toEqual(new Set(seed.statuses));
    });

    test('each answer has the documented shape', async () => {
      const tenant = sandbox.control.createTenant({
        vendor,
        agents: vendor === 'osvi' ? [{ id: AGENT, name: 'One' }] : [],
      });
      for (const { status, title, token = tenant.token, body } of CASES[vendor]) {
        const headers = {
          ...(vendor === 'osvi' ? { 'API-Token': token } : { Authorization: `Bearer ${token}` }),
          'Content-Type': 'application/json',
        };
        const response = await fetch(tenant.baseUrl + seed.path, {
          method: seed.method,
          headers,
          ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        });
        const answer: unknown = await response.json();
        expect({ title, status: response.status }).toEqual({ title, status });
        expect({ title, problems: seed.responseProblems(status, answer) }).toEqual({ title, problems: [] });
      }
    });

    test('the judge refuses what the document does not say', () => {
      const path = `http://127.0.0.1:1/${vendor}${seed.path}`;
      expect(seed.responseProblems(299, {})).not.toEqual([]);
      expect(seed.responseProblems(201, { surprise: true })).not.toEqual([]);
      expect(seed.requestProblems({ method: 'GET', url: path, headers: {}, body: {} })).not.toEqual([]);
      const fine = CASES[vendor][0];
      const headers = { 'api-token': 'x', authorization: 'Bearer x', 'content-type': 'application/json' };
      expect(seed.requestProblems({ method: seed.method, url: path, headers, body: fine?.body })).toEqual([]);
    });
  });
}
