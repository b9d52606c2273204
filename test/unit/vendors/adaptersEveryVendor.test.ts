// What holds for every adapter, whatever its vendor.
import { describe, expect, test } from 'vitest';
import { useAnsweredVendor } from '../../support/answeredVendor.ts';
import { never } from '../../support/connectVendor.ts';
import { findVendor } from '../../../electron/sandbox/sandboxVendors.ts';
import { capabilitiesOf, vendors } from '../../support/vendors.ts';

const { answers, asked, connect } = useAnsweredVendor();

describe('every vendor', () => {
  test.each(vendors)('%s: a token that HTTP cannot carry is refused before anything is sent', async (vendor) => {
    answers({ status: 200, json: {} });
    for (const token of ['', 'two words', 'line\r\nX-Evil: 1', 'טוקן']) {
      expect(await connect(vendor, {}, token).test(never)).toMatchObject({
        ok: false,
        class: 'auth',
        effect: 'notDone',
      });
    }
    expect(asked()).toEqual([]);
  });

  test.each(vendors)('%s: a base URL that answers pages says so', async (vendor) => {
    answers((response) => response.writeHead(200, { 'content-type': 'text/html' }).end('<html>'));
    expect(await connect(vendor).test(never)).toMatchObject({
      ok: false,
      message: expect.stringContaining('a web page, not JSON: check the base URL') as unknown,
    });
  });

  test.each(vendors)('%s: its capabilities say what its documents say, as the sandbox has them', (vendor) => {
    const { agents, keeps, ...can } = capabilitiesOf(vendor);
    const { model } = findVendor(vendor);
    expect({
      agents: agents === 'record' ? 'one' : agents,
      keepsReason: keeps.reason.how === 'kept',
      keepsLabel: keeps.category?.how === 'kept',
      keepsExpiry: keeps.expiry.how === 'kept',
      asksForCall: can.needsCallReference,
      addsTwiceInPeace: can.addIsIdempotent,
      perMinute: can.requestsPerMinute,
    }).toEqual({
      agents: model.agents,
      keepsReason: model.keeps.includes('reason'),
      keepsLabel: model.keeps.includes('label'),
      keepsExpiry: model.keeps.includes('expiresAt'),
      asksForCall: model.asksForCall,
      addsTwiceInPeace: model.repeatedAdd === 'answered',
      perMinute: model.rateLimit && (model.rateLimit.limit * 60_000) / model.rateLimit.windowMs,
    });
  });
});
