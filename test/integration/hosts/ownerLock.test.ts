/** One process owns a data directory, for as long as it lives and not a moment longer, however it ends. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { statSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { toOwnerAddress } from '../../../electron/hosts/ownerAddress.ts';
import { type Owner, takeOwnerLock, toInUseSentence } from '../../../electron/hosts/ownerLock.ts';
import { makeDataDir } from '../../support/cliProcess.ts';

const self: Owner = { pid: process.pid, host: 'cli', since: '2026-05-03T00:00:00.000Z' };
let place: ReturnType<typeof makeDataDir>;
beforeEach(() => {
  place = makeDataDir();
});
afterEach(() => place.remove());

/** A process that takes the lock, says so, and waits to be ended. */
async function startOwner(): Promise<ReturnType<typeof spawn>> {
  const lock = join(import.meta.dirname, '..', '..', '..', 'electron', 'hosts', 'ownerLock.ts');
  const script = `
    import { takeOwnerLock } from ${JSON.stringify(lock)};
    const taken = takeOwnerLock(${JSON.stringify(place.data)}, { pid: process.pid, host: 'web', since: 'now' });
    console.log(taken.ok);
    setInterval(() => taken, 1000);`;
  const child = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const [said] = (await once(child.stdout, 'data')) as [Buffer];
  expect(said.toString()).toBe('true\n');
  return child;
}

describe('the owner of a data directory', () => {
  it('is told to whoever comes second', async () => {
    const owner = await startOwner();
    const refused = takeOwnerLock(place.data, self);
    expect(refused).toMatchObject({ ok: false, code: 'inUse', owner: { pid: owner.pid, host: 'web' } });
    if (!refused.ok && refused.code === 'inUse')
      expect(toInUseSentence(place.data, refused.owner)).toContain(`already open (process ${owner.pid}, web host)`);
    owner.kill('SIGKILL');
    await once(owner, 'exit');
  });

  it('loses it when it is killed, whatever it left behind', async () => {
    const owner = await startOwner();
    owner.kill('SIGKILL');
    await once(owner, 'exit');
    const taken = takeOwnerLock(place.data, self);
    expect(taken.ok).toBe(true);
    if (taken.ok) taken.lock.release();
  });

  it('holds it within one process too, until it lets go', () => {
    const first = takeOwnerLock(place.data, self);
    expect(takeOwnerLock(place.data, self)).toMatchObject({ ok: false, code: 'inUse', owner: self });
    if (first.ok) first.lock.release();
    const second = takeOwnerLock(place.data, self);
    expect(second.ok).toBe(true);
    if (second.ok) second.lock.release();
  });

  it('keeps who it is to its own account', () => {
    const taken = takeOwnerLock(place.data, self);
    expect(statSync(join(place.data, 'owner.json')).mode & 0o777).toBe(0o600);
    if (taken.ok) taken.lock.release();
  });

  it('listens at a path that a socket can have, however long the directory is', () => {
    expect(toOwnerAddress('/data', 'linux')).toEqual({ path: '/data/owner.sock', directory: undefined });
    const { path, directory } = toOwnerAddress(`/data/${'x'.repeat(200)}`, 'linux');
    expect(Buffer.byteLength(path)).toBeLessThanOrEqual(100);
    expect(directory).toBeDefined();
    expect(toOwnerAddress('C:\\data', 'win32').path).toMatch(/^\\\\\.\\pipe\\dnc-desk-[0-9a-f]{24}$/);
  });
});
