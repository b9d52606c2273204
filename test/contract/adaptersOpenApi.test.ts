// The adapters' requests against the vendors' own OpenAPI documents (of those that publish one): every add that an adapter can
// send, taken off the wire, fits the schema, and no field goes out that the document does not know.
import { anyDetails } from '../support/someDetails.ts';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WantedRecord } from '../../shared/domain/vendor/remote.ts';
import { startAnswerServer, type AnswerServer } from '../support/answerServer.ts';
import { connectVendor, never, num, wanted } from '../support/connectVendor.ts';
import { loadOpenApiSeed, openApiVendors, type OpenApiSeed } from '../support/openApiSeed.ts';
import { listFor } from '../support/vendors.ts';

let server: AnswerServer;
beforeAll(async () => {
  server = await startAnswerServer();
  server.answers({ status: 400, json: { success: false, error: 'no', message: 'no', statusCode: 400 } });
});
afterAll(() => server.close());

const anyRecord = fc.record({
  number: fc.constantFrom(num('+12125551234'), num('+919876543210'), num('+972501234567'), num('+442071234567')),
  reason: fc.option(fc.string({ unit: 'grapheme' })),
  details: anyDetails,
  callReference: fc.option(fc.record({ batchId: fc.uuid(), requestUuid: fc.uuid() })),
});

async function problemsOf(vendor: string, seed: OpenApiSeed, record: WantedRecord, settings: Record<string, string>) {
  server.asked.length = 0;
  const connected = connectVendor({ vendor, baseUrl: server.baseUrl, token: '0123456789abcdef', settings });
  await connected.connection.add(record, never);
  await connected.close();
  const [sent] = server.asked;
  if (!sent) return ['nothing was sent'];
  const headers = Object.fromEntries(Object.entries(sent.headers).map(([name, value]) => [name, [value].flat()[0]]));
  return seed.requestProblems({ method: sent.method, url: sent.url, headers, body: sent.body });
}

describe.each(openApiVendors)('%s', (vendor) => {
  const seed = loadOpenApiSeed(vendor);
  const scope = listFor(vendor, 'agent_IsZ3Q6Sf_60Eh26XQMGbz-R_og');

  test('every add fits the document', async () => {
    await fc.assert(
      fc.asyncProperty(
        anyRecord,
        fc.constantFrom<Record<string, string>>({}, { userId: 'user-1' }),
        async ({ number, reason, ...more }, settings) => {
          const record = { ...wanted(`+${number}`, { ...more, reason }), scope };
          expect(await problemsOf(vendor, seed, record, settings)).toEqual([]);
        },
      ),
      { numRuns: 50 },
    );
  });
});
