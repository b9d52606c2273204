// A desk in a process of its own that blocks, changes, releases and exchanges without a pause, until it is killed: DATADIR FIRST SEED
// ROLE. It tells its parent what it is about to release, and what was acknowledged. FIRST: its numbers begin there.
import { createRouterClient } from '@orpc/server';
import { openDesk } from '../../electron/hosts/openDesk.ts';
import { seededRandom } from '../../electron/sandbox/randomness.ts';
import type { KillDeskMessage } from './hubKills.ts';

const [dataDir = '', first = '', seed = '', role = ''] = process.argv.slice(2);
const tell = (message: KillDeskMessage): void => void process.send?.(message);
const random = seededRandom(Number(seed));

const opened = await openDesk({ dataDir, host: 'cli' });
if (!opened.ok) throw new Error(opened.message);
const client = createRouterClient(opened.desk.router, { context: { host: 'cli' } });
process.once('disconnect', () => process.exit(0));

let next = Number(first);
const own: string[] = [];
tell({ kind: 'ready' });
for (;;) {
  const act = random();
  if (act < 0.5) {
    const numbers = Array.from({ length: 1 + Math.floor(random() * 10) }, () => `+${next++}`);
    await client.entries.add({ numbers, reason: 'asked on the phone', confirmInvalid: true });
    own.push(...numbers);
    tell({ kind: 'blocked', numbers });
  } else if (act < 0.6 && own.length > 0) {
    const number = own[Math.floor(random() * own.length)] ?? '';
    await client.entries.edit({ numbers: [number], patch: { reason: `asked again, ${next}` } });
  } else if (act < 0.65 && own.length > 0 && role === 'lead') {
    const [number = ''] = own.splice(Math.floor(random() * own.length), 1);
    tell({ kind: 'releasing', number });
    await client.entries.remove({ numbers: [number], why: 'a mistake' });
  } else {
    // Where the server is away, the next one goes on.
    const done = await client.hub.sync().then(
      () => true,
      () => false,
    );
    tell({ kind: 'exchanged', done });
    if (!done) await new Promise((resolve) => setTimeout(resolve, 30));
  }
}
