/** Blocks that end by time, on a list that desks share. */
import { describe, expect, it } from 'vitest';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, useHubs, viewOf } from '../../support/useHubs.ts';

const number = '+12125550101';

describe.skipIf(noPostgres !== undefined)('a block that has ended', () => {
  const { makeHub } = useHubs();

  it('is released by a lead alone, as the hub takes it from nobody else: a desk asks at once, and nothing comes back later', async () => {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    await mia.client.entries.add({ numbers: [number], expires: new Date(mia.clock.now() + 60_000).toISOString() });
    await exchange(mia, tom);
    for (const desk of [mia, tom]) desk.clock.forward(120_000);
    expect(await tom.isBlocked(number)).toBe(false);
    const { asked } = await tom.client.entries.remove({ numbers: [number], why: 'it is over' });
    expect(asked).toEqual([number]);
    expect((await tom.client.entries.get({ number })).entry?.removed).toBe(null);
    await exchange(tom, mia);
    const { requests } = await viewOf(mia);
    expect(requests).toMatchObject([{ number, askedBy: 'Tom', why: 'it is over' }]);
    await mia.client.hub.answer({ id: requests[0]?.id ?? '', answer: 'release', version: requests[0]?.version ?? 0 });
    await exchange(mia, tom);
    expect((await tom.client.entries.get({ number })).entry?.removed).toMatchObject({ by: 'Mia' });
    expect(await viewOf(tom)).toMatchObject({ state: 'inStep', requestCount: 0 });
  });
});
