/** So many releases at once that a person has to say that they are meant: they wait, and nothing else does. */
import { describe, expect, it } from 'vitest';
import { noPostgres } from '../../support/startPostgres.ts';
import { exchange, useHubs } from '../../support/useHubs.ts';

const numberAt = (at: number) => `+121255502${String(at).padStart(2, '0')}`;

describe.skipIf(noPostgres !== undefined)('many releases at once', () => {
  const { makeHub } = useHubs();

  /** A lead, and a desk that has what the lead blocked. */
  async function makeRoom(blocked: number) {
    const hub = await makeHub();
    const mia = await hub.join('Mia', 'lead');
    const tom = await hub.join('Tom');
    const numbers = Array.from({ length: blocked }, (_, at) => numberAt(at));
    await mia.block(...numbers);
    await exchange(mia, tom);
    return { mia, tom, numbers };
  }

  it('wait for a person; what others block is blocked here meanwhile, and what is blocked here there', async () => {
    const { mia, tom, numbers } = await makeRoom(20);
    await mia.client.entries.remove({ numbers: numbers.slice(0, 12), why: 'entered by mistake' });
    await mia.block(numberAt(50));
    await exchange(mia);
    await tom.block(numberAt(51));
    await expect(exchange(tom)).rejects.toThrow(/12 numbers were released .*they stay blocked/);
    expect(await tom.isBlocked(numberAt(0))).toBe(true);
    expect(await tom.isBlocked(numberAt(50))).toBe(true);
    await exchange(mia);
    expect(await mia.isBlocked(numberAt(51))).toBe(true);
    await tom.client.hub.accept();
    expect(await tom.isBlocked(numberAt(0))).toBe(false);
    expect(await tom.export()).toBe(await mia.export());
  });

  it('so do blocks that were made smaller, which lets calls through as a release does; one that ends later waits for nobody', async () => {
    const { mia, tom, numbers } = await makeRoom(20);
    const endsAt = async (number: string) => (await tom.client.entries.get({ number })).entry?.holds[0]?.until ?? null;
    await mia.client.entries.edit({ numbers: numbers.slice(0, 6), patch: {}, expires: '2026-05-10T12:00:00Z' });
    await mia.client.entries.remove({ numbers: numbers.slice(6, 9), why: 'entered by mistake' });
    await mia.client.entries.edit({ numbers: numbers.slice(9, 18), patch: { reason: 'asked again' } });
    await mia.block(numberAt(50));
    await exchange(mia);
    await expect(exchange(tom)).rejects.toThrow(
      /9 numbers .* released, or are blocked for less, .*stay blocked as they are/,
    );
    expect(await endsAt(numberAt(0))).toBe(null);
    expect(await tom.isBlocked(numberAt(6))).toBe(true);
    expect(await tom.isBlocked(numberAt(50))).toBe(true);
    await tom.client.hub.accept();
    expect(await endsAt(numberAt(0))).toBe('2026-05-10T12:00:00.000Z');
    expect(await tom.export()).toBe(await mia.export());
    await mia.client.entries.edit({ numbers: numbers.slice(0, 6), patch: {}, expires: '2026-06-10T12:00:00Z' });
    await exchange(mia, tom);
    expect(await endsAt(numberAt(0))).toBe('2026-06-10T12:00:00.000Z');
    // What he lets end later himself is no narrowing of the others, who have not heard of it.
    await tom.client.entries.edit({ numbers: numbers.slice(0, 6), patch: {}, expires: '2026-07-10T12:00:00Z' });
    await mia.client.entries.edit({ numbers: numbers.slice(0, 6), patch: { reason: 'wrote a letter' } });
    await exchange(mia, tom);
    expect(await endsAt(numberAt(0))).toBe('2026-07-10T12:00:00.000Z');
  });

  it('are accepted as the person saw them: what was released since is another question', async () => {
    const { mia, tom, numbers } = await makeRoom(40);
    await mia.client.entries.remove({ numbers: numbers.slice(0, 10), why: 'entered by mistake' });
    await exchange(mia);
    await expect(exchange(tom)).rejects.toThrow(/10 numbers were released/);
    const saw = (await tom.client.hub.state())?.problem ?? '';
    await mia.client.entries.remove({ numbers: numbers.slice(10), why: 'another matter' });
    await exchange(mia);
    for (const given of [{}, { saw }])
      await expect(tom.client.hub.accept(given)).rejects.toThrow(/40 numbers were released/);
    for (const number of [numberAt(0), numberAt(30)]) expect(await tom.isBlocked(number)).toBe(true);
    await tom.client.hub.accept();
    for (const number of [numberAt(0), numberAt(30)]) expect(await tom.isBlocked(number)).toBe(false);
  });
});
