/** Answers about the words of files on the command line: what is advised does what it says, for the column that it names. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDataDir, runCli } from '../../support/cliProcess.ts';

const place = makeDataDir();
const files = makeDataDir();
const run = (...args: string[]) => runCli(args, { data: place.data, cwd: files.data });
const write = (name: string, text: string) => writeFileSync(join(files.data, name), text);
const isBlocked = async (number: string) => (await run('check', number)).code === 3;
const remove = (file: string, ...args: string[]) =>
  run('remove-file', file, '--region', 'US', '--why', 'moved', '--confirm', '1', ...args);
afterAll(() => {
  place.remove();
  files.remove();
});

describe('values that are named', () => {
  it('belong to the columns that are named to decide, may have commas, and are told where no row has them', async () => {
    await run('add', '+12125550101', '+12125550102', '+12125550103');
    write('gone.csv', 'Phone,DNC,Verdict\n2125550101,yes,"ok, go"\n2125550102,no,"ok, go"\n2125550103,no,amber\n');
    const asked = await remove('gone.csv');
    expect(asked).toMatchObject({ code: 4, stdout: '' });
    expect(asked.stderr).toContain('--decides "Verdict" or --leave-out "Verdict"');
    const strange = await remove('gone.csv', '--decides', 'Verdict', '--release-values', 'ok');
    expect([strange.stderr, strange.stdout]).toEqual([
      expect.stringContaining('No row says "ok".'),
      expect.stringMatching(/^Nothing was removed/),
    ]);
    const done = await remove(
      'gone.csv',
      '--decides',
      'Verdict',
      '--release-values',
      'never',
      '--release-values',
      '"ok, go"',
    );
    expect(done).toMatchObject({ code: 0, stderr: 'No row says "never".\n' });
    expect([await isBlocked('+12125550101'), await isBlocked('+12125550102')]).toEqual([true, false]);
  });

  it('are of one of two columns with the same name by its place', async () => {
    await run('add', '+12125550111', '+12125550112');
    write('same.csv', 'Phone,Verdict,Verdict\n2125550111,a,b\n2125550112,b,a\n');
    const asked = await remove('same.csv');
    expect(asked.stderr).toContain('--decides 2 or --leave-out 2, and --decides 3 or --leave-out 3');
    expect(await remove('same.csv', '--decides', '2', '--leave-out', '3', '--release-values', 'a')).toMatchObject({
      code: 0,
    });
    expect([await isBlocked('+12125550111'), await isBlocked('+12125550112')]).toEqual([false, true]);
  });
});

describe('a column that only a person can explain', () => {
  const text = 'Phone,DNC clean\n2125550121,yes\n2125550122,no\n2125550123,\n';

  it('blocks its rows of leads until she says what a yes means, whatever is done with numbers in doubt', async () => {
    write('leads.csv', text);
    const scrub = (...args: string[]) =>
      run('scrub', 'leads.csv', '--region', 'US', '--clean', 'c.csv', '--blocked', 'b.csv', '--force', ...args);
    for (const how of ['block', 'name']) {
      const held = await scrub('--doubtful', how);
      expect(held.stdout).toBe('3 rows: 0 clean, 3 blocked.\n');
      expect(held.stderr).toMatch(
        /^3 rows say something .* "DNC clean", .*--flag "DNC clean".*--permission "DNC clean"/m,
      );
      expect(held.stderr).not.toContain('--doubtful');
    }
    const allowed = await scrub('--permission', 'DNC clean', '--doubtful', 'name');
    // An empty cell may be the one that did not pass.
    expect(allowed.stderr).toMatch(/^1 row says something in the column "DNC clean".*--leave-out "DNC clean"/m);
    expect(readFileSync(join(files.data, 'c.csv'), 'utf8')).toBe('Phone,DNC clean\n2125550121,yes\n');
    await scrub('--flag', 'DNC clean');
    expect(readFileSync(join(files.data, 'c.csv'), 'utf8')).toBe('Phone,DNC clean\n2125550122,no\n2125550123,\n');
    expect((await scrub('--leave-out', 'DNC clean')).stdout).toBe('3 rows: 3 clean, 0 blocked.\n');
  });

  it('is answered in an import and a removal by the same options', async () => {
    write('list.csv', text);
    const asked = await run('import', 'list.csv', '--region', 'US');
    expect(asked).toMatchObject({ code: 4 });
    expect(asked.stderr).toContain(
      'Answer with --flag "DNC clean" (a yes there means do not call), --permission "DNC clean"',
    );
    expect(asked.stderr).not.toContain('--dnc-values');
    expect(await run('import', 'list.csv', '--region', 'US', '--flag', 'DNC clean', '--json')).toMatchObject({
      code: 0,
    });
    expect([await isBlocked('+12125550121'), await isBlocked('+12125550122')]).toEqual([true, false]);
    write('gone.csv', 'Phone,No longer DNC\n2125550121,yes\n2125550124,no\n');
    expect(await remove('gone.csv')).toMatchObject({ code: 4, stdout: '' });
    expect(await remove('gone.csv', '--permission', 'No longer DNC', '--flag', 'No longer DNC')).toMatchObject({
      code: 2,
    });
    expect(await remove('gone.csv', '--permission', 'No longer DNC')).toMatchObject({ code: 0 });
    expect(await isBlocked('+12125550121')).toBe(false);
  });
});

describe('a column of words in which a number stands', () => {
  it('keeps its words when the number is left alone, in our own export too', async () => {
    write('notes.csv', 'Phone,Reason\n2125550201,asked on +1 212 555 0299\n2125550202,angry\n');
    const args = ['import', 'notes.csv', '--region', 'US'];
    const asked = await run(...args);
    expect([asked.code, asked.stderr]).toEqual([4, expect.stringContaining('--also "Reason" or --leave-out "Reason"')]);
    expect(await run(...args, '--leave-out', 'Reason')).toMatchObject({ code: 0 });
    expect(await isBlocked('+12125550299')).toBe(false);
    await run('export', 'ours.csv', '--search', '+121255502');

    const second = makeDataDir();
    const there = (...given: string[]) => runCli(given, { data: second.data, cwd: files.data });
    try {
      expect(await there('import', 'ours.csv', '--leave-out', 'reason')).toMatchObject({ code: 0 });
      await there('export', 'theirs.csv');
      const reasons = (name: string) =>
        readFileSync(join(files.data, name), 'utf8')
          .split('\n')
          .flatMap((line) => (/^\+1212555020[12],/.test(line) ? [line.split(',')[3]] : []));
      expect(reasons('theirs.csv')).toEqual(['asked on +1 212 555 0299', 'angry']);
      expect(reasons('theirs.csv')).toEqual(reasons('ours.csv'));
    } finally {
      second.remove();
    }
  });
});
