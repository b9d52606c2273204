/** The web host in a process of its own, as a dialer would find it, with a session for its API. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

export const cli = join(import.meta.dirname, '../electron/hosts/cli.ts');

/** Starts the host and exchanges its link for a session. Needs the built page. */
export async function spawnServe(
  dataDir: string,
): Promise<{ origin: string; session: string; stop: () => Promise<void> }> {
  const child = spawn(process.execPath, [cli, '--data', dataDir, 'serve', '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  for await (const line of createInterface({ input: child.stdout })) {
    const ready = /DNC Desk is ready: (http:\/\/[^/]+)\/#token=(\S+)/.exec(line);
    if (ready === null) continue;
    const [, origin = '', token = ''] = ready;
    const answer = await fetch(`${origin}/session`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', origin },
      body: JSON.stringify({ token }),
    });
    const { session } = (await answer.json()) as { session: string };
    return {
      origin,
      session,
      stop: async () => {
        child.kill('SIGTERM');
        if (child.exitCode === null) await once(child, 'exit');
      },
    };
  }
  throw new Error('The web host ended before it was ready');
}

/** A host without a backup of the day makes one first; that must not be measured here. */
export async function untilBackedUp(dataDir: string): Promise<void> {
  const made = () => readdirSync(join(dataDir, 'backups')).some((name) => name.endsWith('.sqlite'));
  for (let waited = 0; waited < 300_000; waited += 500) {
    if (existsSync(join(dataDir, 'backups')) && made()) return;
    await new Promise((resolve) => setTimeout(resolve, 500));
  }
  throw new Error('The host made no backup.');
}
