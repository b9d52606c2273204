/** Who owns a data directory, seen from the command line: killed owners, running owners, stuck owners, useless directories. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdirSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { connectToOwner } from '../../../electron/hosts/ownerClient.ts';
import { cli, endAll, makeDataDir, runCli, spawnCli, startServe } from '../../support/cliProcess.ts';

let place: ReturnType<typeof makeDataDir>;
let data: string;
beforeEach(() => {
  place = makeDataDir();
  data = join(place.data, 'desk');
});
afterEach(() => {
  endAll();
  place.remove();
});

describe('an owner that is gone', () => {
  it('was killed right after it acknowledged a block: the block holds', async () => {
    const desk = await startServe({ data });
    expect(
      (await runCli(['add', '(212) 555-1234', '--region', 'US', '--reason', 'asked on the phone'], { data })).code,
    ).toBe(0);
    await desk.stop('SIGKILL');
    // What it left behind is in nobody's way.
    expect(existsSync(join(data, 'owner.sock'))).toBe(true);
    const check = await runCli(['check', '+12125551234'], { data });
    expect(check).toMatchObject({ code: 3, stderr: '' });
    expect(check.stdout).toMatch(/asked on the phone/);
  });

  it('was asked to stop: it ends well and leaves nothing in the way', async () => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) {
      const desk = await startServe({ data });
      expect(await desk.stop(signal)).toBe(0);
      expect(readdirSync(data)).not.toContain('owner.json');
      expect(readdirSync(data)).not.toContain('owner.sock');
    }
  });

  it('was killed in the middle of an import: the next command says that it was taken back', async () => {
    const file = join(place.data, 'many.csv');
    writeFileSync(file, Array.from({ length: 200_000 }, (_, index) => `+1212${5_000_000 + index}\n`).join(''));
    const importing = spawnCli(['import', file], { data });
    const reach = async () => {
      for (;;) {
        const reached = await connectToOwner(data);
        if (reached.ok) return reached.connection.client;
      }
    };
    const client = await reach();
    const isWriting = async () => (await client.jobs.list()).some(({ kind, done }) => kind === 'import' && done > 0);
    while (!(await isWriting())) expect(importing.exitCode).toBeNull();
    importing.kill('SIGKILL');
    await once(importing, 'exit');
    const listed = await runCli(['list', '--json'], { data });
    expect(listed.stderr).toMatch(/^The import of many\.csv \(batch 1\) was stopped half way\..*taken back.*\n$/);
    expect(JSON.parse(listed.stdout)).toMatchObject({ total: 0 });
    expect(await runCli(['verify'], { data })).toMatchObject({ code: 0, stderr: '' });
  });
});

describe('an owner that runs', () => {
  it('does the work of the command line, several at once', async () => {
    const desk = await startServe({ data });
    const numbers = Array.from({ length: 6 }, (_, index) => `+1212555010${index}`);
    const runs = await Promise.all(numbers.map((number) => runCli(['add', number], { data })));
    expect(runs.map(({ code }) => code)).toEqual(numbers.map(() => 0));
    expect(await runCli(['check', ...numbers], { data })).toMatchObject({ code: 3 });
    await desk.stop();
  });

  it('is another command: they wait for each other', async () => {
    const numbers = Array.from({ length: 4 }, (_, index) => `+1212555010${index}`);
    const runs = await Promise.all(numbers.map((number) => runCli(['add', number], { data })));
    expect(runs.map(({ code }) => code)).toEqual([0, 0, 0, 0]);
    // The one that was first has begun the list, and says so.
    expect(runs.map(({ stderr }) => stderr).toSorted()).toEqual([
      '',
      '',
      '',
      expect.stringMatching(/^A new list begins/),
    ]);
    const { stdout } = await runCli(['list', '--json'], { data });
    expect(JSON.parse(stdout)).toMatchObject({ total: 4 });
  });

  it('is a command: a host that stays waits for its end', async () => {
    const file = join(place.data, 'many.csv');
    writeFileSync(file, Array.from({ length: 20_000 }, (_, index) => `+1212${5_000_000 + index}\n`).join(''));
    const importing = spawnCli(['import', file], { data });
    const ended = once(importing, 'exit');
    while (!existsSync(join(data, 'owner.json'))) await wait(5);
    const desk = await startServe({ data });
    await ended;
    expect(importing.exitCode).toBe(0);
    expect((await runCli(['check', '+12125000000'], { data })).code).toBe(3);
    await desk.stop();
  });

  it('is reached in a directory with a long path too', async () => {
    data = join(place.data, 'x'.repeat(120), 'desk');
    const desk = await startServe({ data });
    expect((await runCli(['add', '+12125550100'], { data })).code).toBe(0);
    expect((await runCli(['check', '+12125550100'], { data })).code).toBe(3);
    await desk.stop();
  });
});

describe('an owner that does not answer', () => {
  it('never listened: exit 5, and who it is', async () => {
    mkdirSync(data);
    const lock = join(import.meta.dirname, '..', '..', '..', 'electron', 'hosts', 'ownerLock.ts');
    const script = `
      import { takeOwnerLock } from ${JSON.stringify(lock)};
      globalThis.held = takeOwnerLock(${JSON.stringify(data)}, { pid: process.pid, host: 'electron', since: 'now' });
      console.log('held');
      setInterval(() => {}, 1000);`;
    const owner = spawn(process.execPath, ['--input-type=module', '-e', script], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    await once(owner.stdout, 'data');
    const [check, serve] = await Promise.all([
      runCli(['check', '+12125551234'], { data }),
      runCli(['serve', '--no-open'], { data }),
    ]);
    for (const run of [check, serve]) {
      expect(run).toMatchObject({ code: 5, stdout: '' });
      expect(run.stderr).toMatch(new RegExp(`already open \\(process ${owner.pid}, desktop app\\).*\\n$`));
    }
    owner.kill('SIGKILL');
    await once(owner, 'exit');
  });

  it('is stuck: exit 5', async () => {
    const desk = await startServe({ data });
    desk.child.kill('SIGSTOP');
    const run = await runCli(['check', '+12125551234'], { data });
    expect(run).toMatchObject({ code: 5, stdout: '' });
    expect(run.stderr).toMatch(/web host.*does not answer/);
    await desk.stop('SIGKILL');
  });
});

describe('a data directory that cannot be used', () => {
  it('is a file', async () => {
    writeFileSync(data, '');
    const run = await runCli(['list'], { data });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/is a file.*\n$/);
  });

  it('cannot be written', async () => {
    // Nobody, not even root, makes a directory there.
    const run = await runCli(['add', '+12125550100', '--data', '/sys/dnc-desk'], { data });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/cannot be written.*\n$/);
  });

  it('holds a damaged list: it is said, and the file is left as it is', async () => {
    expect((await runCli(['add', '+12125550100'], { data })).code).toBe(0);
    const [database = ''] = readdirSync(data).filter((name) => /\.(db|sqlite3?)$/.test(name));
    writeFileSync(join(data, database), 'this is no database');
    const run = await runCli(['check', '+12125550100'], { data });
    expect(run).toMatchObject({ code: 1, stdout: '' });
    expect(run.stderr).toMatch(/damaged/);
  });

  it('is made for its owner alone', async () => {
    expect((await runCli(['add', '+12125550100'], { data })).code).toBe(0);
    expect(statSync(data).mode & 0o777).toBe(0o700);
  });
});

it('a reader that has seen enough ends the command quietly', async () => {
  const numbers = Array.from({ length: 300 }, (_, index) => `+1212555${String(1000 + index)}`);
  expect((await runCli(['add', ...numbers], { data })).code).toBe(0);
  const pipe = spawn('sh', ['-c', `"${process.execPath}" "${cli}" --data "${data}" list --limit 300 | head -n 1`]);
  let [stdout, stderr] = ['', ''];
  pipe.stdout.on('data', (text: Buffer) => (stdout += text.toString()));
  pipe.stderr.on('data', (text: Buffer) => (stderr += text.toString()));
  await once(pipe, 'close');
  expect(stdout.split('\n')).toHaveLength(2);
  expect(stderr).not.toMatch(/EPIPE|at /);
});

it.each([
  ['a number that is blocked', ['check', '+12125551001'], 3],
  [
    'many numbers, one of them blocked',
    ['check', ...Array.from({ length: 2000 }, (_, at) => `+1646555${1000 + at}`), '+12125551001'],
    3,
  ],
  ['a text that is no number', ['check', 'foo'], 2],
  ['a number that is free', ['check', '+16465550300'], 0],
  ['an addition in part', ['add', '+16465550300', 'foo'], 2],
] as const)('says with its exit code what it found also where nobody reads: %s', async (_, args, code) => {
  expect((await runCli(['add', '+12125551001'], { data })).code).toBe(0);
  for (const json of [[], ['--json']]) {
    const command = spawn(process.execPath, [cli, '--data', data, ...json, ...args], {
      stdio: ['ignore', 'pipe', 'ignore'],
    });
    command.stdout.destroy();
    const [ended] = await once(command, 'exit');
    expect(ended).toBe(code);
  }
});

it('fails where what it found could not be written', async ({ skip }) => {
  skip(!existsSync('/dev/full'), 'this system has no /dev/full, a disk that is always full');
  expect((await runCli(['add', '+12125551001'], { data })).code).toBe(0);
  const free = spawn('sh', ['-c', `"${process.execPath}" "${cli}" --data "${data}" check +16465550300 > /dev/full`]);
  expect((await once(free, 'exit'))[0]).toBe(1);
});
