// A data directory with a list, two accounts in step with their vendors, and an open conflict of every kind. It is made
// once, with the real sync against the sandbox, then copied for each run that needs one.
import { cp } from 'node:fs/promises';
import { createSandbox } from '../../electron/sandbox/createSandbox.ts';
import { stepNumbers } from './batchSteps.ts';
import { makeDataDir, openTestCore, type TestCore } from './core.ts';

export type DisputedDesk = {
  /** A copy of its own, opened; closing removes it. The vendors are gone: nothing is sent. */
  readonly open: () => Promise<TestCore>;
  readonly remove: () => Promise<void>;
};

async function syncAll({ client }: TestCore): Promise<void> {
  const { job } = await client.sync.run({});
  const ended = await client.jobs.wait({ job });
  if (ended.state !== 'done') throw new Error(`the sync of the disputed desk ended as ${ended.state}`);
}

/** Makes the directory. The author is Dana, the region US. */
export async function makeDisputedDesk(): Promise<DisputedDesk> {
  const made = await makeDataDir();
  const sandbox = await createSandbox({ clock: Date.now });
  const desk = await openTestCore(made.dataDir);
  try {
    await raiseConflicts(desk, sandbox.control);
  } finally {
    await desk.close();
    await sandbox.close();
  }
  return {
    async open() {
      const copy = await makeDataDir();
      await cp(made.dataDir, copy.dataDir, { recursive: true });
      const opened = await openTestCore(copy.dataDir);
      const close = async () => {
        await opened.close();
        await copy.remove();
      };
      return { ...opened, close };
    },
    remove: made.remove,
  };
}

type Control = Awaited<ReturnType<typeof createSandbox>>['control'];

async function raiseConflicts(desk: TestCore, control: Control): Promise<void> {
  const { client } = desk;
  await client.app.saveSettings({ region: 'US', author: 'Dana' });
  const connect = async (vendor: 'yappr' | 'osvi', name: string, agents: readonly string[]) => {
    const tenant = control.createTenant({
      vendor,
      agents: agents.map((agent) => ({ id: agent.toLowerCase(), name: agent })),
      rateLimit: null,
    });
    const { baseUrl, token } = tenant;
    const { id } = await client.accounts.add({ vendor, name, baseUrl, token, adopt: 'ask', everyMinutes: 0 });
    await client.accounts.targets({ account: id });
    return tenant.id;
  };
  const sales = await connect('yappr', 'Sales line', ['Eve', 'Sam']);
  const robots = await connect('osvi', 'Robots', ['Anna', 'Ben']);
  const [gone, weaker, both, removed, alone, lost, ...rest] = stepNumbers as [
    string,
    string,
    string,
    string,
    string,
    string,
  ];
  const far = '2099-06-30T00:00:00.000Z';
  await client.entries.add({ numbers: [gone, weaker, both, removed, lost, ...rest.slice(0, 2)], reason: 'at first' });
  await syncAll(desk);

  control.removeRecords({ tenant: sales, number: gone });
  control.removeRecords({ tenant: robots, number: lost, agent: 'anna' });
  control.changeRecord({ tenant: sales, number: weaker, expiresAt: far });
  control.changeRecord({ tenant: sales, number: both, reason: 'their words' });
  control.changeRecord({ tenant: sales, number: removed, reason: 'called again' });
  control.addRecords({ tenant: sales, records: [{ number: alone, reason: 'only there' }] });
  await client.entries.edit({ numbers: [both], patch: { reason: 'our words' } });
  await client.entries.remove({ numbers: [removed], why: 'asked back' });
  await syncAll(desk);
}
