// The sandbox against the vendors' own words: every status that an OpenAPI document describes is provoked over
// HTTP, and its body is judged by the schema in that document.
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createSandbox, type Sandbox } from '../../electron/sandbox/createSandbox.ts';
import { findVendor } from '../../electron/sandbox/sandboxVendors.ts';
import { loadOpenApiCases, loadOpenApiSeed, openApiVendors } from '../support/openApiSeed.ts';

let sandbox: Sandbox;
beforeAll(async () => {
  sandbox = await createSandbox();
});
afterAll(() => sandbox.close());

for (const vendor of openApiVendors) {
  describe(`${vendor}: the documented add`, () => {
    const seed = loadOpenApiSeed(vendor);
    const { agents, cases } = loadOpenApiCases(vendor);

    test('every documented status is provoked', () => {
      expect(new Set(cases.map(({ status }) => status))).toEqual(new Set(seed.statuses));
    });

    test('each answer has the documented shape', async () => {
      const tenant = sandbox.control.createTenant({ vendor, agents: [...agents] });
      for (const { status, title, token = tenant.token, body } of cases) {
        const headers = {
          ...findVendor(vendor).model.credential(token),
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
      const fine = cases[0];
      const headers = { 'api-token': 'x', authorization: 'Bearer x', 'content-type': 'application/json' };
      expect(seed.requestProblems({ method: seed.method, url: path, headers, body: fine?.body })).toEqual([]);
    });
  });
}
