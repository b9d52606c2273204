/** While a dialer asks, one processor is the gate's; afterwards all threads have all of them again. */
import { spawnSync } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as later } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { findThread, parseCores } from '../../../electron/hosts/gate/gateCore.ts';
import { makeDataDir, runCliJson, startServe } from '../../support/cliProcess.ts';
import { type Ask, askAt } from '../../support/gateDesk.ts';

const list = (file: string): string => {
  try {
    return /^Cpus_allowed_list:\s*(.*)$/m.exec(readFileSync(file, 'utf8'))?.[1] ?? '';
  } catch {
    // The thread has ended, or the system is not Linux.
    return '';
  }
};
const cores = parseCores(list('/proc/self/status'));
const canPin = cores.length > 1 && findThread() !== undefined && spawnSync('taskset', ['--version']).status === 0;
const missing = canPin ? undefined : 'This system keeps no thread to some of its processors, or has but one.';
if (missing !== undefined) console.warn(`Not run: a processor for the gate. ${missing}`);

/** How many threads of a process may run on so many processors. */
function countThreads(pid: number): Readonly<Record<number, number>> {
  const counts: Record<number, number> = {};
  for (const thread of readdirSync(`/proc/${pid}/task`)) {
    const { length } = parseCores(list(`/proc/${pid}/task/${thread}/status`));
    if (length > 0) counts[length] = (counts[length] ?? 0) + 1;
  }
  return counts;
}

/** Asks on and on until the threads of the process are as wanted; answers how they are at last. */
async function until(
  pid: number,
  isWanted: (counts: Readonly<Record<number, number>>) => boolean,
  meanwhile: () => Promise<unknown>,
): Promise<Readonly<Record<number, number>>> {
  const end = Date.now() + 60_000;
  while (!isWanted(countThreads(pid)) && Date.now() < end) await meanwhile();
  return countThreads(pid);
}

test.skipIf(missing !== undefined)('one processor is kept while programs ask, and given back', async () => {
  const place = makeDataDir();
  const { data } = place;
  const { token } = (await runCliJson(['tokens', 'add', 'Dialer', '--scope', 'check'], { data })) as { token: string };
  const served = await startServe({ data });
  try {
    const { pid = 0 } = served.child;
    const all = cores.length;
    const ask: Ask = askAt(Number(new URL(served.origin).port));
    const askSome = () =>
      Promise.all(Array.from({ length: 20 }, () => ask('check', { token, body: { numbers: ['+12125550101'] } })));
    expect((await askSome()).map(({ status }) => status)).toEqual(Array.from({ length: 20 }, () => 200));
    // All but the thread that answers: it alone has all processors.
    const kept = await until(pid, (counts) => (counts[all - 1] ?? 0) > 3 && counts[all] === 1, askSome);
    expect(kept).toMatchObject({ [all]: 1 });
    // It answers as before, and so does the desk itself.
    expect((await askSome()).every(({ body }) => Array.isArray(body['answers']))).toBe(true);
    expect(await runCliJson(['list', '--limit', '1'], { data })).toBeDefined();
    const given = await until(
      pid,
      (counts) => counts[all - 1] === undefined,
      () => later(200),
    );
    expect(Object.keys(given)).toEqual([String(all)]);
    // A gate that is started anew finds all of them too.
    await until(pid, (counts) => counts[all] === 1, askSome);
    const port = String(20_000 + Math.floor(Math.random() * 20_000));
    expect(await runCliJson(['gate', '--listen', '--port', port], { data })).toBeDefined();
    const again = await until(
      pid,
      (counts) => counts[all - 1] === undefined,
      () => later(200),
    );
    expect(Object.keys(again)).toEqual([String(all)]);
  } finally {
    await served.stop();
    place.remove();
  }
});
