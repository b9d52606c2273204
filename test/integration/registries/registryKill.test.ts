// The command line loads registries; one that is killed in the middle leaves every area whole: all of the new version or
// all of the one before, and the next start clears what lay half done.
import { randomInt } from 'node:crypto';
import { once } from 'node:events';
import { readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { afterAll, describe, expect, it } from 'vitest';
import { toAreaCountry } from '../../../shared/domain/registries/registry.ts';
import { endAll, makeDataDir, runCli, runCliJson, spawnCli } from '../../support/cliProcess.ts';

/** `REGISTRY_KILLS=100` for the long run. */
const kills = Number(process.env['REGISTRY_KILLS'] ?? 2);
const codes = Array.from({ length: 800 }, (_, at) => String(200 + at))
  .filter((code) => toAreaCountry(code) === 'US')
  .slice(0, 60);

type Overview = { areas: { list: 'us'; area: string; version: string; count: number }[] };

describe('the command line and registries', () => {
  const { data, remove } = makeDataDir();
  afterAll(() => {
    endAll();
    remove();
  });
  const at = { data: join(data, 'desk') };

  function saveNational(day: string, lines: number): string {
    const file = join(data, `national ${day}.txt`);
    const rows = codes.flatMap((code) => Array.from({ length: lines }, (_, line) => `${code},${2_000_000 + line}`));
    writeFileSync(file, `${rows.join('\n')}\n`);
    return file;
  }

  it('loads, lists, checks with exit codes, and unloads', async () => {
    const file = join(data, '2026-05-01_212.txt');
    writeFileSync(file, '212,5551234\n');
    expect(await runCliJson(['registries', 'load', file], at)).toMatchObject({
      kind: 'full',
      version: '2026-05-01',
      loaded: true,
    });
    const listed = await runCli(['check', '+12125551234'], at);
    expect(listed).toMatchObject({ code: 3, stdout: expect.stringMatching(/US national registry of 1 May 2026/) });
    // An area code that is not loaded is no yes; the list alone is asked where the person agreed.
    expect((await runCli(['check', '+16465551234'], at)).code).toBe(4);
    expect((await runCli(['check', '+12125551234', '--no-registries'], at)).code).toBe(0);
    const wrong = join(data, '646.txt');
    writeFileSync(wrong, '212,5551234\n');
    expect(await runCli(['registries', 'load', wrong], at)).toMatchObject({
      code: 2,
      stderr: expect.stringMatching(/by its name/),
    });
    // A backup holds the list and the log of loads; a restore leaves the registries as they are.
    const backup = join(data, 'before.sqlite');
    expect((await runCli(['backup', backup], at)).code).toBe(0);
    const newer = join(data, '2026-05-02_212.txt');
    writeFileSync(newer, '212,5551234\n212,5550000\n');
    await runCliJson(['registries', 'load', newer], at);
    expect((await runCli(['restore', backup], at)).code).toBe(0);
    expect(await runCliJson(['registries'], at)).toMatchObject({ areas: [{ version: '2026-05-02', count: 2 }] });
    expect(
      ((await runCliJson(['registries', 'log'], at)) as { version: string }[]).map(({ version }) => version),
    ).toEqual(expect.arrayContaining(['2026-05-01', '2026-05-02']));
    expect((await runCli(['registries', 'remove', '212'], at)).code).toBe(0);
    expect((await runCli(['check', '+12125551234'], at)).code).toBe(0);
  });

  it(`killed ${kills} times, every area is of one version`, async () => {
    await runCliJson(['registries', 'load', saveNational('2026-05-01', 500)], at);
    let version = '2026-05-01';
    for (let run = 0; run < kills; run++) {
      const next = `2026-05-${String(2 + (run % 20)).padStart(2, '0')}`;
      const child = spawnCli(['registries', 'load', saveNational(next, 600 + run), '--sure'], at);
      await Promise.race([wait(randomInt(300, 1500)), once(child, 'close')]);
      child.kill('SIGKILL');
      if (child.exitCode === null && child.signalCode === null) await once(child, 'close');

      const { areas } = (await runCliJson(['registries'], at)) as Overview;
      expect(areas).toHaveLength(codes.length);
      const [first] = areas;
      expect([version, next]).toContain(first?.version);
      expect(new Set(areas.map((area) => `${area.version} ${area.count}`)).size).toBe(1);
      version = first?.version ?? '';
      const files = readdirSync(join(at.data, 'registries'));
      expect(files.filter((name) => name.endsWith('.bits'))).toHaveLength(codes.length);
      expect(files.filter((name) => name.startsWith('loading-'))).toEqual([]);
    }
  }, 600_000);
});
