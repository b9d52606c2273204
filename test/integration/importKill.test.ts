// An import killed in the middle: after the restart the batch is whole or absent, and the desk says which.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, afterEach, beforeEach, describe, expect, it } from 'vitest';
import { endAll, runCli, runCliJson, spawnCli } from '../support/cliProcess.ts';
import { makeDataDir } from '../support/core.ts';

/** `IMPORT_KILLS=100` for the long run. */
const kills = Number(process.env['IMPORT_KILLS'] ?? 2);
const rows = 20_000;

let folder: Awaited<ReturnType<typeof makeDataDir>>;
beforeEach(async () => {
  folder = await makeDataDir();
});
afterEach(() => folder.remove());
afterAll(endAll);

describe('kill -9 in the middle of an import', () => {
  it(`leaves the batch whole or absent, ${kills} times`, async () => {
    const at = { data: join(folder.dataDir, 'data') };
    const exported = async (name: string) => {
      const file = join(folder.dataDir, name);
      expect((await runCli(['export', file], at)).code).toBe(0);
      return readFile(file, 'utf8');
    };
    await runCliJson(['add', '+12125550100', '--reason', 'before'], at);
    const before = await exported('before.csv');
    const outcomes: string[] = [];
    for (let run = 0; run < kills; run++) {
      // A file of its own each time, or the lines would be there already.
      const file = join(folder.dataDir, `calls-${run}.csv`);
      const lines = Array.from({ length: rows }, (_, i) => `+1${run % 2 === 0 ? 212 : 646}${2_000_000 + i}`);
      await writeFile(file, `Phone\n${lines.join('\n')}\n`);
      const child = spawnCli(['--json', 'import', file, '--region', 'US'], at);
      await Promise.race([wait(randomInt(200, 2500)), once(child, 'close')]);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');

      const [batch] = (await runCliJson(['batches'], at)) as {
        id: number;
        kind: string;
        label: string;
        state: string;
      }[];
      const mine = batch?.label === `calls-${run}.csv` || batch?.kind === 'undo' ? batch : undefined;
      const status = (await runCliJson(['status'], at)) as { entries: number };
      const isWhole = status.entries === 1 + rows;
      expect(isWhole || status.entries === 1).toBe(true);
      outcomes.push(isWhole ? 'whole' : 'absent');
      if (isWhole) await runCliJson(['undo', String(mine?.id)], at);
      expect(await exported(`after-${run}.csv`)).toBe(before);
      expect(await runCliJson(['verify'], at)).toMatchObject({ ok: true });
    }
    expect(outcomes).toHaveLength(kills);
  }, 600_000);
});
