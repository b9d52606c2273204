/** A shared list on the command line: an admin makes it and invites, two desks join by one pasted line, and one is shut out. */
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDataDir, runCli, runCliJson } from '../../support/cliProcess.ts';
import { noPostgres, startPostgres, type TestPostgres } from '../../support/startPostgres.ts';

describe.skipIf(noPostgres !== undefined)('hub', () => {
  const [mia, tom] = [makeDataDir(), makeDataDir()];
  let server: TestPostgres;
  let admin: string[] = [];

  beforeAll(async () => {
    server = await startPostgres();
    admin = [
      '--host',
      '127.0.0.1',
      '--port',
      String(server.port),
      '--database',
      await server.createDatabase(),
      '--user',
      'admin',
    ];
  });
  afterAll(async () => {
    await server?.stop();
    for (const { remove } of [mia, tom]) remove();
  });

  const asAdmin = (...args: string[]) => runCli(['hub', ...args, ...admin], { data: mia.data, input: server.password });
  const join = async ({ data }: { data: string }, name: string, ...role: string[]) => {
    const invited = await asAdmin('invite', name, ...role);
    expect(invited).toMatchObject({ code: 0, stdout: expect.stringMatching(/^dnc-desk-hub:\S+\n$/) });
    return runCli(['hub', 'join'], { data, input: invited.stdout });
  };

  it('is not joined where its password would be forgotten with the command', async () => {
    const other = makeDataDir({ isEmpty: true });
    const env = { DNC_DESK_PASSPHRASE: '', DBUS_SESSION_BUS_ADDRESS: '' };
    expect(await runCli(['hub', 'join'], { data: other.data, input: 'dnc-desk-hub:x', env })).toMatchObject({
      code: 1,
      stderr: expect.stringContaining('DNC_DESK_PASSPHRASE'),
    });
    other.remove();
  });

  it('is made, joined, used and left', async () => {
    expect(await asAdmin('invite', 'Mia')).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/dnc-desk hub init/),
    });
    expect(await asAdmin('init')).toMatchObject({ code: 0, stdout: expect.stringMatching(/is ready/) });
    expect(await asAdmin('upgrade')).toMatchObject({ code: 0 });
    await runCli(['add', '+12125550101', '--reason', 'asked'], mia);
    expect(await join(mia, 'Mia', '--role', 'lead')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/^Joined .* as Mia \(lead\)\.\n0 numbers changed here, 1 number shared\.\nIn step/),
    });
    expect(await join(tom, 'Tom')).toMatchObject({
      code: 0,
      stdout: expect.stringMatching(/\n1 number changed here, 0/),
    });
    expect(await runCli(['check', '+12125550101'], tom)).toMatchObject({
      code: 3,
      stdout: expect.stringMatching(/asked/),
    });

    expect(await asAdmin('revoke', 'Tom')).toMatchObject({ code: 0, stdout: expect.stringMatching(/is shut out/) });
    await runCli(['add', '+12125550102'], tom);
    expect(await runCli(['hub', 'sync'], tom)).toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/let this login in/),
    });
    expect(await runCli(['check', '+12125550102'], tom)).toMatchObject({ code: 3 });
    expect(await runCliJson(['hub'], tom)).toMatchObject({ state: 'problem', waiting: 1 });
    expect(await asAdmin('members')).toMatchObject({
      stdout: expect.stringMatching(/Mia .*: lead; last there .*\nTom .* shut out/),
    });

    // A new line for the same list: what waited is shared.
    expect(await join(tom, 'Tom')).toMatchObject({ code: 0, stdout: expect.stringMatching(/, 1 number shared/) });
    expect(await runCli(['hub', 'leave'], tom)).toMatchObject({ code: 0 });
    expect(await runCli(['hub'], tom)).toMatchObject({ code: 0, stdout: 'This desk shares no list.\n' });
    expect(await runCli(['check', '+12125550101'], tom)).toMatchObject({ code: 3 });
  });
});
