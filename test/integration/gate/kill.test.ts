/** kill -9 in the middle of requests: what was answered is on the list and in the log, whatever moment it was. */
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { makeDataDir, runCli, runCliJson, startServe } from '../../support/cliProcess.ts';
import { askAt } from '../../support/gateDesk.ts';

test('an answered request is never lost, and the log has every answer', async () => {
  const place = makeDataDir();
  const { data } = place;
  try {
    const made = (await runCliJson(['tokens', 'add', 'Agent', '--scope', 'add,check'], { data })) as { token: string };
    const answered: string[] = [];
    for (const round of [0, 1, 2]) {
      const served = await startServe({ data });
      const ask = askAt(Number(new URL(served.origin).port));
      // The first answer starts the thread that answers; the others come while it is killed.
      const post = async (at: number): Promise<void> => {
        const number = `+1212557${String(round * 1000 + at).padStart(4, '0')}`;
        const { status } = await ask('requests', { token: made.token, body: { number, key: number } });
        if (status === 200) answered.push(number);
      };
      await post(0);
      const all = Array.from({ length: 60 }, (_, at) => post(at + 1).catch(() => undefined));
      await Promise.race(all.slice(round * 15, round * 15 + 5));
      await served.stop('SIGKILL');
      await Promise.all(all);
    }
    expect(answered.length).toBeGreaterThan(3);
    const { entries } = (await runCliJson(['list', '--limit', '500'], { data })) as { entries: { number: string }[] };
    const there = new Set(entries.map(({ number }) => number));
    expect(answered.filter((number) => !there.has(number))).toEqual([]);
    expect(await runCli(['verify'], { data })).toMatchObject({ code: 0 });
    const log = readdirSync(join(data, 'answers')).filter((name) => name.endsWith('.log'));
    const lines = log.flatMap((name) => readFileSync(join(data, 'answers', name), 'utf8').split('\n'));
    expect(lines.filter((line) => line.includes('"outcome":"added"')).length).toBeGreaterThanOrEqual(answered.length);
  } finally {
    place.remove();
  }
});
