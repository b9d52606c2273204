// A block that a vendor should have and that nothing puts there is found by verify: rows that owed it were taken away.
import { join } from 'node:path';
import { expect, test } from 'vitest';
import Database from 'better-sqlite3';
import { createSandbox } from '../../../electron/sandbox/createSandbox.ts';
import { makeDataDir, openTestCore } from '../../support/core.ts';

test('a row of the outbox that is gone is missed, with its sum made to fit too', async () => {
  const { dataDir, remove } = await makeDataDir();
  const sandbox = await createSandbox({ clock: Date.now });
  const { baseUrl, token } = sandbox.control.createTenant({ vendor: 'yappr', agents: [], rateLimit: null });
  const desk = await openTestCore(dataDir);
  try {
    await desk.client.accounts.add({ vendor: 'yappr', name: 'Yappr', baseUrl, token, everyMinutes: 0 });
    await desk.client.entries.add({ numbers: ['+12125550101', '+12125550102'] });
    expect(await desk.client.app.verify()).toEqual({ ok: true, problems: [] });

    const other = new Database(join(dataDir, 'desk.sqlite'));
    other.exec(`DELETE FROM outbox WHERE number = 12125550101; DELETE FROM table_sum WHERE name = 'outbox'`);
    other.close();
    await desk.close();
    const again = await openTestCore(dataDir);
    expect(await again.client.app.verify()).toEqual({
      ok: false,
      problems: ['+12125550101 is blocked for Yappr, which never had it, and nothing is on its way there.'],
    });
    await again.close();
  } finally {
    await sandbox.close();
    await remove();
  }
});
