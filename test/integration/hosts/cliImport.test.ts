/** `import` on the command line: what a person would be asked is refused with the flag that answers it, and nothing is kept quiet. */
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from 'vitest';
import { makeDataDir, runCli } from '../../support/cliProcess.ts';

const place = makeDataDir();
const files = makeDataDir();
const run = (...args: string[]) => runCli(args, { data: place.data, cwd: files.data });
const write = (name: string, text: string) => writeFileSync(join(files.data, name), text);
const isBlocked = async (number: string) => (await run('check', number)).code === 3;
afterAll(() => {
  place.remove();
  files.remove();
});

describe('import', () => {
  it('shows a dry run as a diff, and writes every line of it to a file', async () => {
    await run('add', '+12125550101', '--reason', 'old');
    await run('add', '+12125550102');
    await run('remove', '+12125550102', '--why', 'asked to be called');
    write(
      'mixed.csv',
      'Phone,Reason,Expires\n+12125550101,asked,\n+12125550102,asked,\n+12125550103,asked,soon\n+12125550103,,\nnone,,\n',
    );
    const args = ['import', 'mixed.csv', '--on-duplicate', 'update', '--dry-run'];
    const dry = await run(...args, '--diff', 'diff.csv');
    expect(dry).toMatchObject({ code: 4 });
    expect(dry.stdout.split('\n')).toEqual([
      'Would import 5 lines: 1 added, 1 changed, 1 already there, 2 rejected.',
      '  1 new',
      '  1 would change (1 details)',
      '  1 would revive (1 removed)',
      '  1 twice in the file',
      '  1 rejected',
      '  line 2, +12125550101: reason old -> asked',
      '',
    ]);
    expect(dry.stderr).toMatch(/^Line 4: "soon" is not an expiry .* no end\.$/m);
    expect(dry.stderr).toMatch(/released: left as it is\.\nGive --revive/);
    expect(dry.stderr).toMatch(
      /is this a new request, or is it left as it is\? Answer with --revive or --keep-released\./,
    );
    const asked = await run('import', 'mixed.csv', '--on-duplicate', 'update');
    expect(asked).toMatchObject({ code: 4, stdout: '' });
    expect(asked.stderr).toMatch(/Nothing was imported\.$/m);
    expect(readFileSync(join(files.data, 'diff.csv'), 'utf8').trimEnd().split('\r\n')).toHaveLength(6);
    expect(JSON.parse((await run(...args, '--json')).stdout)).toMatchObject({
      batch: null,
      lines: 5,
      added: 1,
      changed: 1,
      alreadyThere: 1,
      rejected: 2,
      groups: { new: 1, wouldRevive: 1, rejected: 1 },
    });
    expect(await isBlocked('+12125550103')).toBe(false);
  });

  it('asks about a file that was imported before, and about leads, by the flag that confirms', async () => {
    write('once.csv', 'Phone\n+12125550110\n');
    expect(await run('import', 'once.csv', '--label', 'the May list')).toMatchObject({ code: 0 });
    expect((await run('list', '--search', '+12125550110', '--json')).stdout).toContain('the May list');
    const again = await run('import', 'once.csv');
    expect(again).toMatchObject({ code: 4, stdout: '' });
    expect(again.stderr).toMatch(/imported before, on .* \(batch \d+\).* Give --confirm-again/);
    expect(await run('import', 'once.csv', '--confirm-again')).toMatchObject({ code: 0 });

    write('leads.csv', 'Name,Phone,Email,City,Company\nAnn,+12125550111,a@b.c,Rome,Acme\n');
    const leads = await run('import', 'leads.csv');
    expect(leads).toMatchObject({ code: 4 });
    expect(leads.stderr).toMatch(/looks like leads.* Give --confirm-leads/);
    expect(await isBlocked('+12125550111')).toBe(false);
  });

  it('imports of a call export only what means do-not-call, and asks when it cannot tell', async () => {
    write('calls.csv', 'phone,disposition\n+12125550120,DNC\n+12125550121,SALE\n');
    const known = await run('import', 'calls.csv', '--json');
    expect(JSON.parse(known.stdout)).toMatchObject({ lines: 2, added: 1, rejected: 1 });
    expect(known.stderr).toMatch(/rows with DNC \(1\) are imported; left out: SALE \(1\)/);
    write('codes.csv', 'phone,disposition\n+12125550122,Q7\n+12125550123,SALE\n');
    const unknown = await run('import', 'codes.csv');
    expect(unknown).toMatchObject({ code: 4, stdout: '' });
    expect(unknown.stderr).toMatch(/mean do not call: "Q7" \(1\) in the column "disposition"\?.* --dnc-values A,B/);
    expect(await run('import', 'codes.csv', '--dnc-values', 'q7')).toMatchObject({ code: 0 });
    expect([await isBlocked('+12125550122'), await isBlocked('+12125550123')]).toEqual([true, false]);
    // The choice is remembered with the columns, said, and forgotten on request.
    write('june.csv', 'phone,disposition\n+12125550124,Q7\n+12125550125,SALE\n');
    const next = await run('import', 'june.csv', '--dry-run');
    expect(next.stdout).toMatch(/1 added/);
    expect(next.stderr).toMatch(/read as the last time, on \d{4}-\d\d-\d\d/);
    expect(await run('import', 'june.csv', '--forget-columns')).toMatchObject({ code: 4 });
  });

  it('refuses a complaints file, which lists callers', async () => {
    write(
      'DNC_Complaint_Numbers_2026-01-01.csv',
      'Company_Phone_Number,Created_Date,Violation_Date,Subject\n2125550130,2026-01-01,2026-01-01,Other\n',
    );
    const refused = await run('import', 'DNC_Complaint_Numbers_2026-01-01.csv', '--region', 'US');
    expect(refused).toMatchObject({ code: 2, stdout: '' });
    expect(refused.stderr).toMatch(/complaints file of the FTC/);
  });
});
