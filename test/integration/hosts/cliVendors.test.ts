/** Accounts, sync and conflicts on the command line, against the sandbox: real processes, real HTTP. */
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type StartedSandbox, startSandbox } from '../../../electron/sandbox/startSandbox.ts';
import { endAll, makeDataDir, runCli, runCliJson, startCli } from '../../support/cliProcess.ts';

const place = makeDataDir();
const at = { data: place.data };
const number = '+12125550177';
let sandbox: StartedSandbox;

beforeAll(async () => {
  sandbox = await startSandbox({ rateLimits: { yappr: null } });
});
afterAll(async () => {
  endAll();
  await sandbox.close();
  place.remove();
});

const account = (vendor: string) => {
  const found = sandbox.accounts.find((candidate) => candidate.vendor === vendor);
  if (found === undefined) throw new Error(`the sandbox has no ${vendor}`);
  return found;
};
const connect = (vendor: string, name: string, input = account(vendor).token) =>
  runCli(['accounts', 'add', vendor, '--name', name, '--url', account(vendor).baseUrl, '--token-stdin', '--json'], {
    ...at,
    input,
  });

describe('the sandbox', () => {
  it('answers as the vendors do, and goes wrong as its plan says', async () => {
    const plan = JSON.stringify([{ vendor: 'fluents', action: { do: 'status', status: 503 } }]);
    const started = await startCli(['sandbox', '--json', '--faults', plan], at, /^(\{.*\})\n$/);
    const { accounts } = JSON.parse(started.match[1] ?? '') as {
      accounts: { vendor: string; baseUrl: string; token: string }[];
    };
    const statusOf = async (vendor: string, path: string) => {
      const { baseUrl, token } = accounts.find((one) => one.vendor === vendor) ?? { baseUrl: '', token: '' };
      return (await fetch(`${baseUrl}${path}`, { headers: { authorization: `Bearer ${token}` } })).status;
    };
    expect(await statusOf('yappr', '/do-not-call')).toBe(200);
    expect(await statusOf('fluents', '/v1/dnc_numbers/list')).toBe(503);
    expect(await started.stop('SIGINT')).toBe(0);
  });
});

describe('an account', () => {
  it('is connected with its token from stdin, and from nowhere else', async () => {
    const added = await connect('yappr', 'Yappr');
    expect(added).toMatchObject({ code: 0, stderr: expect.stringMatching(/^A new list begins in .*\n$/) as string });
    expect(JSON.parse(added.stdout)).toEqual({ id: expect.any(Number) });
    const without = await runCli(['accounts', 'add', 'yappr', '--name', 'Other'], at);
    expect(without).toMatchObject({ code: 2, stdout: '', stderr: expect.stringContaining('--token-stdin') });
    expect((await connect('yappr', 'Other', '')).code).toBe(2);
  });

  it('needs a place for its token that outlives the command', async () => {
    const args = ['accounts', 'add', 'yappr', '--name', 'Other', '--url', account('yappr').baseUrl, '--token-stdin'];
    const other = makeDataDir({ isEmpty: true });
    // No session bus, no keychain; and no passphrase.
    const env = { DNC_DESK_PASSPHRASE: '', DBUS_SESSION_BUS_ADDRESS: '' };
    const refused = await runCli(args, { data: other.data, input: 'token', env });
    expect(refused).toMatchObject({ code: 1, stdout: '', stderr: expect.stringContaining('DNC_DESK_PASSPHRASE') });
    other.remove();
  });

  it('is tested, and its agents are targets', async () => {
    expect(await runCli(['accounts', 'test', 'yappr'], at)).toMatchObject({ code: 0, stderr: '' });
    const targets = await runCliJson(['accounts', 'targets', 'Yappr'], at);
    expect(targets).toContainEqual(
      expect.objectContaining({ name: 'Sales agent', kind: 'agent', id: expect.any(Number) }),
    );
  });

  it('whose token is refused fails its test with the verdict', async () => {
    expect((await connect('fluents', 'Wrong', 'not-the-key')).code).toBe(0);
    const test = await runCli(['accounts', 'test', 'Wrong'], at);
    expect(test).toMatchObject({ code: 1, stdout: '' });
    expect(test.stderr).toMatch(/token|key/i);
    expect((await runCli(['accounts', 'remove', 'Wrong'], at)).code).toBe(0);
  });

  it.each([
    ['nonsense', /not a web address/],
    ['http://vendor.example', /https/],
  ])('with the base URL %s is refused', async (url, said) => {
    const refused = await runCli(['accounts', 'add', 'weya', '--name', 'W', '--url', url, '--token-stdin'], {
      ...at,
      input: 't',
    });
    expect(refused).toMatchObject({ code: 2, stdout: '', stderr: expect.stringMatching(said) });
  });
});

describe('a sync', () => {
  it('brings both sides in step, and then sends nothing', async () => {
    await runCliJson(['add', number, '--reason', 'asked on the phone'], at);
    const [first] = (await runCliJson(['sync', 'Yappr'], at)) as unknown[];
    expect(first).toMatchObject({ account: 'Yappr', outcome: 'done', writes: 1, conflicts: 0, waiting: 0 });
    expect((await runCli(['check', '+972501234567'], at)).code).toBe(3);

    const { seq: sinceSeq } = sandbox.control.lastSeq({});
    const [second] = (await runCliJson(['sync'], at)) as unknown[];
    expect(second).toMatchObject({ writes: 0, added: 0, changed: 0, removed: 0 });
    expect(sandbox.control.requests({ sinceSeq }).filter(({ isWrite }) => isWrite)).toEqual([]);
  });

  it('that finds a block gone at the vendor needs a person; the number stays blocked', async () => {
    const { tenant } = account('yappr');
    sandbox.control.removeRecords({ tenant, number });
    const sync = await runCli(['sync', '--json'], at);
    expect(sync.code).toBe(4);
    // It is put back there once, and the question stays.
    expect(sandbox.control.records({ tenant, number })).toHaveLength(1);
    expect((await runCli(['check', number], at)).code).toBe(3);
    const conflicts = (await runCliJson(['conflicts'], at)) as { id: number }[];
    expect(conflicts).toMatchObject([{ id: expect.any(Number), number, kind: 'goneThere' }]);

    const id = String(conflicts[0]?.id);
    const preview = await runCli(['conflicts', 'resolve', '--all', 'keep-ours', '--dry-run'], at);
    expect(preview).toMatchObject({ code: 0, stderr: '' });
    expect(preview.stdout).toMatch(
      /^\d+@\d+ \+12125550177 Yappr\n( {2}.+\n)+1 conflict would be decided; nothing was changed\.\n$/,
    );
    const effects = await runCliJson(['conflicts', 'resolve', id, 'take-theirs', '--dry-run'], at);
    expect(effects).toMatchObject([{ number, effects: expect.arrayContaining([expect.any(String)]) }]);
    for (const bad of [
      ['keep-ours'],
      [id],
      ['x', 'keep-ours'],
      ['--all', id, 'keep-ours'],
      ['--account', 'none', 'keep-ours'],
    ])
      expect(await runCli(['conflicts', 'resolve', ...bad], at)).toMatchObject({ code: 2, stdout: '' });
    expect(await runCliJson(['conflicts'], at)).toHaveLength(1);

    await runCliJson(['conflicts', 'resolve', id, 'keep-ours'], at);
    expect(await runCliJson(['conflicts', 'list'], at)).toEqual([]);
    expect(await runCliJson(['sync', 'Yappr'], at)).toMatchObject([{ writes: 0, outcome: 'done' }]);
  });

  it('whose conflicts are many has them decided at once, by account', async () => {
    sandbox.control.removeRecords({ tenant: account('yappr').tenant, number });
    sandbox.control.removeRecords({ tenant: account('yappr').tenant, number: '+972501234567' });
    expect((await runCli(['sync', 'Yappr', '--json'], at)).code).toBe(4);
    const decided = await runCliJson(['conflicts', 'resolve', '--account', 'Yappr', 'keep-ours'], at);
    expect(decided).toMatchObject({ resolved: 2 });
    expect(await runCliJson(['conflicts', 'resolve', '--all', 'keep-ours'], at)).toMatchObject({ resolved: 0 });
    expect(await runCliJson(['sync', 'Yappr'], at)).toMatchObject([{ writes: 0, conflicts: 0, outcome: 'done' }]);
  });
});

describe('a reading of a list that is suddenly empty', () => {
  it('stops, waits for a word, and takes it on the command line too; all stays blocked', async () => {
    const { tenant } = account('yappr');
    sandbox.control.setFaults({ tenant, plan: { rules: [{ action: { do: 'emptyList' } }] } });
    const stopped = await runCli(['sync', 'Yappr'], at);
    expect(stopped).toMatchObject({ code: 4, stderr: expect.stringContaining('accounts answer "Yappr" gone') });
    sandbox.control.setFaults({ tenant, plan: { rules: [] } });
    expect(await runCli(['accounts', 'answer', 'Yappr', 'keep'], at)).toMatchObject({ code: 0, stderr: '' });
    expect((await runCli(['accounts', 'answer', 'Yappr', 'keep'], at)).code).toBe(2);
    expect((await runCli(['check', number], at)).code).toBe(3);
    expect(await runCliJson(['sync', 'Yappr'], at)).toMatchObject([{ outcome: 'done', writes: 0 }]);
  });
});

describe('a batch that came from a vendor', () => {
  it('is undone with the word that the next sync removes its numbers there', async () => {
    const { tenant } = account('yappr');
    sandbox.control.addRecords({ tenant, records: [{ number: '+12125550179', reason: 'told the agent' }] });
    await runCliJson(['sync', 'Yappr'], at);
    const [batch] = (await runCliJson(['batches'], at)) as { id: number }[];
    const undone = await runCli(['undo', String(batch?.id)], at);
    expect(undone).toMatchObject({ code: 0, stderr: expect.stringContaining('came from Yappr') });
    const again = /dnc-desk undo (\d+)/.exec(undone.stderr)?.[1] ?? '';
    expect((await runCli(['undo', again], at)).code).toBe(0);
    expect((await runCli(['check', '+12125550179'], at)).code).toBe(3);
  });
});

describe('a number that is edited here and there', () => {
  const edited = '+12125550178';
  const there = () => sandbox.control.records({ tenant: account('yappr').tenant, number: edited })[0];
  const here = async () =>
    (await runCliJson(['list', '--search', edited], at)) as { entries: { number: string; reason: string | null }[] };

  it.each([
    ['keep-ours', [], 'said so in writing'],
    ['take-theirs', [], 'said so in the chat'],
    ['edit', ['--reason', 'said so twice', '--scope', 'Yappr', '--expires', '2999-01-01'], 'said so twice'],
  ] as const)('is a conflict; %s brings both in step, and then nothing is sent', async (choice, more, reason) => {
    const { tenant } = account('yappr');
    await runCliJson(['add', edited, '--reason', 'asked on the phone', '--on-duplicate', 'update'], at);
    await runCliJson(['sync', 'Yappr'], at);
    expect(there()?.reason).toBe('asked on the phone');

    sandbox.control.changeRecord({ tenant, number: edited, reason: 'said so in the chat' });
    await runCliJson(['edit', edited, '--reason', 'said so in writing'], at);
    expect((await runCli(['sync', 'Yappr', '--json'], at)).code).toBe(4);
    expect((await runCli(['check', edited], at)).code).toBe(3);
    const open = ['conflicts', 'list', '--kind', 'bothChanged'];
    const [conflict] = (await runCliJson(open, at)) as { id: number }[];
    expect(conflict).toMatchObject({ number: edited, kind: 'bothChanged', account: expect.any(Number) });

    await runCliJson(['conflicts', 'resolve', String(conflict?.id), choice, ...more], at);
    await runCliJson(['sync', 'Yappr'], at);
    expect(there()?.reason).toBe(reason);
    expect(there()?.expiresAt).toBe(choice === 'edit' ? Date.parse('2999-01-02') : null);
    expect((await here()).entries).toMatchObject([{ number: edited, reason }]);
    const { seq: sinceSeq } = sandbox.control.lastSeq({});
    expect(await runCliJson(['sync', 'Yappr'], at)).toMatchObject([{ writes: 0, conflicts: 0, outcome: 'done' }]);
    expect(sandbox.control.countWrites({ tenant, sinceSeq })).toEqual({ writes: 0, changed: 0 });
    expect((await runCli(['check', edited], at)).code).toBe(3);
  });
});

describe('an export as the scan', () => {
  const scan = (name: string, lines: readonly string[], more: readonly string[] = []) => {
    const file = join(place.data, name);
    writeFileSync(file, lines.join('\n'));
    return runCli(['scan-file', 'Export', file, '--json', ...more], at);
  };

  it('ends as a sync does, and tells bad input from what needs a person', async () => {
    expect((await connect('fluents', 'Export')).code).toBe(0);
    expect(await runCliJson(['sync', 'Export'], at)).toMatchObject([{ outcome: 'done' }]);
    const numbers = sandbox.control.records({ tenant: account('fluents').tenant }).map((record) => record.number);
    const { seq: sinceSeq } = sandbox.control.lastSeq({});

    const whole = await scan('whole.csv', ['Phone', ...numbers]);
    expect(whole).toMatchObject({ code: 0, stderr: '' });
    expect(JSON.parse(whole.stdout)).toMatchObject([
      { account: 'Export', scanned: numbers.length, writes: 0, added: 0, changed: 0, conflicts: 0, outcome: 'done' },
    ]);
    const mapped = await scan(
      'mapped.csv',
      ['when,who', ...numbers.map((one) => `2026-01-01,${one}`)],
      ['--map', 'phone=who'],
    );
    expect(mapped).toMatchObject({ code: 0, stderr: '' });
    const doubtful = await scan('doubtful.csv', ['Phone', ...numbers, 'nobody']);
    expect(doubtful).toMatchObject({ code: 4, stderr: expect.stringContaining('could not be read') });
    expect(await scan('bad.csv', ['Name,City', 'Anna,Rome'])).toMatchObject({ code: 2, stdout: '' });
    expect(sandbox.control.requests({ sinceSeq })).toEqual([]);
  });
});
