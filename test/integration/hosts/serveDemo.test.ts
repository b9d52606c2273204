/** The demo shows a desk at work: the simulated vendors, what they hold taken over, a few hundred entries on their way. */
import { afterAll, expect, it } from 'vitest';
import { sandboxVendors } from '../../../electron/sandbox/sandboxVendors.ts';
import { endAll, makeDataDir, runCli, runCliJson, startServe } from '../../support/cliProcess.ts';

const place = makeDataDir();
const at = { data: place.data };
afterAll(() => {
  endAll();
  place.remove();
});

it('is filled before its page is offered, and only an empty directory is filled', async () => {
  const desk = await startServe(at, ['--demo']);
  expect(desk.stderr()).toContain('simulated at http://127.0.0.1:');
  expect((await fetch(desk.origin)).status).toBe(200);

  const accounts = (await runCliJson(['accounts'], at)) as { name: string; lastScanAt: string | null }[];
  expect(accounts.map(({ name }) => name).toSorted()).toEqual(sandboxVendors.map(({ demo }) => demo.name).toSorted());
  const status = (await runCliJson(['status'], at)) as { entries: number };
  expect(status.entries).toBeGreaterThan(270);
  // A record that only a vendor held, and an entry of the demo's own.
  expect((await runCli(['check', '+442079460018'], at)).code).toBe(3);
  expect((await runCli(['check', '+12125550100'], at)).code).toBe(3);
  // Somebody at the vendors removes what the desk sent: the person who looks at the demo has something to decide.
  const listConflicts = async () =>
    ((await runCliJson(['conflicts'], at)) as { number: string }[]).map(({ number }) => number);
  await expect
    .poll(async () => [...new Set(await listConflicts())].toSorted(), { timeout: 30_000, interval: 500 })
    .toEqual(['+12125550105', '+13105550103', '+14155550107']);
  expect(await desk.stop()).toBe(0);

  const again = await runCli(['serve', '--demo', '--no-open'], at);
  expect(again).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('an empty data directory') });
});
