// A lead file is cleaned on the command line as a script does it: two halves and a certificate, nothing written onto the
// leads, nothing half written; and what no list can answer is blocked, never waved through.
import { createHash } from 'node:crypto';
import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inflateSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { verifyProof } from '../../../electron/core/proof/verifyProof.ts';
import type { ScrubCertificate } from '../../../shared/contract/scrub.ts';
import { openTestCore } from '../../support/core.ts';
import { type CliRun, makeDataDir, runCli, spawnCli } from '../../support/cliProcess.ts';

const place = makeDataDir();
const own = makeDataDir();
const files = makeDataDir();
const at = (name: string) => join(files.data, name);
const read = (name: string) => readFileSync(at(name), 'utf8');
const sha256 = (name: string) =>
  createHash('sha256')
    .update(readFileSync(at(name)))
    .digest('hex');
const run = (...args: readonly string[]): Promise<CliRun> => runCli(args, { data: place.data, cwd: files.data });
const halves = ['--clean', 'clean.csv', '--blocked', 'blocked.csv', '--force'] as const;

const leads = [
  'Id;Name;Phone;Mobile',
  '1;"O""Neil; Ann";(212) 555-1234;',
  '2;Bob;646-555-0100;+972 50-234-5678',
  '3;Cy;646 555 0101;',
  '4;Dee;call me;',
  '5;Eve;;',
  '6;Flo;+1 200 555 0100;',
  '7;Gus;917.555.0102;extra;cell',
  'Total;6;;',
  '',
].join('\r\n');

beforeAll(async () => {
  writeFileSync(at('leads.csv'), leads);
  expect((await run('add', '+12125551234', '--reason', '=1+1; asked')).code).toBe(0);
  expect((await run('add', '+972502345678', '--expires', '2999-01-01')).code).toBe(0);
});
afterAll(() => {
  place.remove();
  own.remove();
  files.remove();
});

describe('a lead file', () => {
  test('comes back as two halves and a certificate that accounts for every row', async () => {
    const ran = await run('--json', 'scrub', 'leads.csv', ...halves, '--region', 'US', '--certificate', 'proof.json');
    expect({ code: ran.code, err: ran.stderr }).toMatchObject({ code: 0 });
    expect(JSON.parse(ran.stdout)).toMatchObject({
      rows: 8,
      clean: 1,
      blocked: 7,
      blockedBy: { inDoubt: 1, flagged: 0 },
    });
    expect(ran.stderr).toMatch(/^4 rows have no number that can be read: blocked\.$/m);
    expect(ran.stderr).toMatch(/^1 row is in doubt, .*: blocked\. Count them as clean with --doubtful name\.$/m);

    const lines = leads.split('\r\n');
    expect(read('clean.csv')).toBe(`${[lines[0], lines[3]].join('\r\n')}\r\n`);
    const blocked = read('blocked.csv').split('\r\n');
    expect(blocked[0]).toBe(`${lines[0]};why;since;hold;list`);
    // The row's own cells stay as they are; what is added cannot become a formula or another column.
    expect(blocked[1]).toMatch(
      /^1;"O""Neil; Ann";\(212\) 555-1234;;"Phone: =1\+1; asked";\d{4}-\d\d-\d\dT[\d:.]+Z;everywhere;do-not-call list$/,
    );
    expect(blocked[2]).toMatch(
      /^2;Bob;646-555-0100;\+972 50-234-5678;Mobile: on the .*;everywhere until 1 January 2999;/,
    );
    expect(blocked[3]).toMatch(/^4;Dee;call me;;"?Phone: not a number: contains letters/);
    expect(blocked[4]).toBe('5;Eve;;;not a number: the row has no phone number;;;');
    expect(blocked[5]).toBe('6;Flo;+1 200 555 0100;;Phone: in doubt: a possible number that no one has been given;;;');
    expect(blocked[6]).toMatch(/^7;Gus;917\.555\.0102;extra;cell;not a number: the line has more cells/);
    expect(blocked[7]).toMatch(/^Total;6;;;not a number: /);

    const proof = JSON.parse(read('proof.json')) as ScrubCertificate;
    expect(proof).toMatchObject({
      certificate: 'DNC Desk scrub',
      input: { name: 'leads.csv', bytes: leads.length, sha256: sha256('leads.csv'), delimiter: ';', header: true },
      question: {
        target: null,
        region: 'US',
        several: 'any',
        doubtful: 'block',
        phoneColumns: [{ name: 'Phone' }, { name: 'Mobile' }],
      },
      columns: {
        lookedAt: [
          { column: 0, name: 'Id', numbers: 0 },
          { column: 1, name: 'Name', numbers: 0 },
          // Of the one line that has a cell too many.
          { column: 4, name: 'column 5', numbers: 0 },
        ],
        leftOut: [],
        country: null,
        deciding: [],
      },
      rows: {
        read: 8,
        clean: 1,
        blocked: 7,
        blockedBy: { list: 2, conflict: 0, registry: 0, flagged: 0, notANumber: 4, inDoubt: 1, notCovered: 0 },
        notCovered: null,
        inDoubt: 0,
        notValid: 1,
      },
      list: { entries: 2, journal: { seq: 2, hash: expect.stringMatching(/^[0-9a-f]{64}$/) } },
      registries: [],
      output: { clean: { sha256: sha256('clean.csv') }, blocked: { sha256: sha256('blocked.csv') } },
    });
    expect(proof.rules.join(' ')).toMatch(/No registry was loaded/);
  });

  test('is judged at a date, for a target, and has single cells blanked where that is asked', async () => {
    const later = await run('--json', 'scrub', 'leads.csv', ...halves, '--region', 'US', '--at', '2999-02-01');
    expect(JSON.parse(later.stdout)).toMatchObject({ rows: 8, clean: 2, blocked: 6 });
    const blanked = await run('--json', 'scrub', 'leads.csv', ...halves, '--region', 'US', '--columns', 'blank');
    expect(JSON.parse(blanked.stdout)).toMatchObject({ rows: 8, clean: 2, blocked: 6, blankedCells: 1 });
    expect(read('clean.csv')).toContain('\r\n2;Bob;646-555-0100;\r\n3;Cy;');
    const named = await run('--json', 'scrub', 'leads.csv', ...halves, '--region', 'US', '--doubtful', 'name');
    expect(JSON.parse(named.stdout)).toMatchObject({ rows: 8, clean: 2, blocked: 6, inDoubt: 1 });
    expect(named.stderr).toMatch(/^1 clean row is in doubt\. Block them with --doubtful block\.$/m);
    const unknown = await run('scrub', 'leads.csv', ...halves, '--target', 'Nobody');
    expect(unknown).toMatchObject({ code: 2, stdout: '' });
    expect(unknown.stderr).toMatch(/^There is no target "Nobody".*\n$/);
  });

  test('has a certificate for people too, which carries the one for machines', async () => {
    expect(await run('scrub', 'leads.csv', ...halves, '--region', 'US', '--certificate', 'proof.pdf')).toMatchObject({
      code: 0,
      stdout: '8 rows: 1 clean, 7 blocked.\n',
    });
    expect(await verifyProof(readFileSync(at('proof.pdf')))).toMatchObject({ ok: true, problems: [] });
    const streams = inflateAll(readFileSync(at('proof.pdf')));
    const attached = streams.find((text) => text.startsWith('{\n  "certificate": "DNC Desk scrub"'));
    expect(JSON.parse(attached ?? '')).toMatchObject({ rows: { read: 8 }, input: { sha256: sha256('leads.csv') } });
    const shown = streams.flatMap(readPdfText).join('\n');
    for (const text of [
      'Scrub certificate',
      sha256('leads.csv'),
      sha256('clean.csv'),
      'No registry was loaded.',
      '+',
    ]) {
      if (text !== '+') expect(shown).toContain(text);
    }
  });

  test('that comes again is read as the last time, says so, and forgets it when it is told to', async () => {
    const crm = ['Name,Phone,Fax,Do Not Call', 'Ann,(646) 555-0100,(212) 555-1234,0', 'Bob,(646) 555-0101,,1', ''];
    writeFileSync(at('crm.csv'), crm.join('\n'));
    const again = ['scrub', 'crm.csv', ...halves, '--region', 'US'] as const;
    expect((await run(...again)).stdout).toBe('2 rows: 0 clean, 2 blocked.\n');
    const first = await run(...again, '--leave-out', 'Fax');
    expect(first).toMatchObject({ code: 0, stdout: '2 rows: 1 clean, 1 blocked.\n' });
    expect(first.stderr).toMatch(/^1 row is not to be called by what the file says of the number: blocked\./m);
    const second = await run(...again);
    expect(second.stdout).toBe('2 rows: 1 clean, 1 blocked.\n');
    expect(second.stderr).toMatch(
      /^Columns are read as the last time, on \d{4}-\d\d-\d\d: .*phone="Phone".*; left out, so that no number in it is looked for: "Fax"\. .*--forget-columns\.$/m,
    );
    // An import of such a file knows nothing of it, and what is said in words is not cut short by what is remembered.
    expect((await run('import', 'crm.csv', '--region', 'US', '--dry-run', '--confirm-leads')).stderr).not.toMatch(
      /last time/,
    );
    const said = await run(...again, '--map', 'phone="Phone",phone="Fax"');
    expect(said.stdout).toBe('2 rows: 1 clean, 1 blocked.\n');
    expect(read('clean.csv')).toContain('Bob');
    expect((await run(...again, '--forget-columns')).stdout).toBe('2 rows: 0 clean, 2 blocked.\n');
    expect(await run(...again, '--leave-out', 'Nothing')).toMatchObject({ code: 2, stdout: '' });
  });

  test('is never written over, and a place that cannot be written leaves everything as it was', async () => {
    for (const [args, sentence] of [
      [['--clean', 'leads.csv', '--blocked', 'b.csv'], /is the lead file itself/],
      [['--clean', 'same.csv', '--blocked', './same.csv'], /is named twice/],
      [[...halves, '--certificate', 'clean.csv'], /is named twice/],
      [['--clean', '.', '--blocked', 'b.csv'], /it is a folder/],
    ] as const) {
      const ran = await run('scrub', 'leads.csv', '--region', 'US', ...args);
      expect(ran).toMatchObject({ code: 2, stdout: '' });
      expect(ran.stderr).toMatch(sentence);
    }
    const lost = await run('scrub', 'leads.csv', '--region', 'US', '--clean', 'c.csv', '--blocked', 'no/such/b.csv');
    expect(lost).toMatchObject({ code: 1, stdout: '' });
    expect(lost.stderr).toMatch(/b\.csv cannot be written: its folder is not there/);
    expect(existsSync(at('c.csv'))).toBe(false);
    expect(read('leads.csv')).toBe(leads);
    expect((await run('scrub', 'none.csv', ...halves)).stderr).toMatch(/^There is no file "none\.csv"/);
    writeFileSync(at('words.csv'), 'a,b\nx,y\n');
    expect(await run('scrub', 'words.csv', ...halves)).toMatchObject({ code: 2, stdout: '' });
  });

  test('that is large leaves no half under its name when it is cancelled or killed', async () => {
    const rows = Array.from({ length: 600_000 }, (_, index) => `${index},212-55${index % 10}-${1000 + (index % 9000)}`);
    writeFileSync(at('large.csv'), `Id,Phone\n${rows.join('\n')}\n`);
    const to = { clean: at('large-clean.csv'), blocked: at('large-blocked.csv') };
    const made = () => readdirSync(files.data).filter((name) => name.startsWith('large-'));

    const core = await openTestCore(own.data);
    const { scrub } = await core.client.scrub.open({ from: { kind: 'path', path: at('large.csv') }, region: 'US' });
    const { job } = await core.client.scrub.start({
      scrub,
      options: { mapping: [{ column: 1, field: 'phone' }] },
      to,
    });
    await appears(() => made().length > 0);
    await core.client.jobs.cancel({ job });
    expect(await core.client.jobs.wait({ job })).toMatchObject({ state: 'cancelled' });
    expect(made()).toEqual([]);
    await core.close();

    const args = ['scrub', 'large.csv', '--region', 'US', '--clean', to.clean, '--blocked', to.blocked];
    const killed = spawnCli(args, { data: place.data, cwd: files.data });
    const ended = new Promise((resolve) => killed.once('close', resolve));
    await appears(() => made().length > 0);
    killed.kill('SIGKILL');
    await ended;
    expect(made().every((name) => name.endsWith('.partial'))).toBe(true);
    expect(JSON.parse((await run('--json', ...args)).stdout)).toMatchObject({ rows: 600_000 });
  });
});

async function appears(look: () => boolean): Promise<void> {
  for (let tries = 0; !look(); tries += 1) {
    if (tries > 3000) throw new Error('It did not happen within 30 seconds');
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** The text of every compressed stream of a PDF. */
function inflateAll(pdf: Buffer): string[] {
  const texts: string[] = [];
  for (let from = pdf.indexOf('stream\n'); from !== -1; from = pdf.indexOf('stream\n', from + 7)) {
    if (pdf.subarray(from - 3, from).toString() === 'end') continue;
    try {
      texts.push(inflateSync(pdf.subarray(from + 7)).toString('utf8'));
    } catch {
      // Not compressed: none of the texts that are looked for.
    }
  }
  return texts;
}

/** What a page shows: the strings of its drawing operators, which pdf-lib writes as hex. */
function readPdfText(stream: string): string[] {
  return [...stream.matchAll(/<([0-9A-F]+)> Tj/g)].map(([, hex = '']) => Buffer.from(hex, 'hex').toString('latin1'));
}
