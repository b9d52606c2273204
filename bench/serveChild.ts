/** The web host in a process of its own, as a dialer would find it, with a session for its API. */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { createInterface } from 'node:readline';

const cli = join(import.meta.dirname, '../electron/hosts/cli.ts');

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
