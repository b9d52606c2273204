/**
 * The command line tells one story, whether it opens the desk itself or talks to one that runs: the same steps, the same
 * output, the same exit codes.
 */
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDataDir, runCli, type ServedDesk, startServe } from '../../support/cliProcess.ts';
import { toXlsx, toZip } from '../../support/files.ts';

type Step = {
  readonly args: readonly string[];
  readonly code: number;
  /** What stdout is (text or pattern) or, for a command with --json, what its document matches. */
  readonly out?: RegExp | string | object;
  readonly err?: RegExp | string;
};

const blocked = /^\+12125551234 blocked everywhere since .* because.*asked on the phone/;

/** In order: each step finds the list as the former left it. */
const story: readonly Step[] = [
  // What writes first begins the list.
  { args: ['settings'], code: 0 },
  { args: ['check', '+12125551234'], code: 0, out: /^\+12125551234 callable: the list is empty/, err: '' },
  {
    args: ['add', '(212) 555-1234', '--region', 'US', '--reason', 'asked on the phone'],
    code: 0,
    out: /^\+12125551234 blocked/,
    err: '',
  },
  { args: ['check', '+12125551234'], code: 3, out: blocked, err: '' },
  { args: ['check', '212-555-1234', '--region', 'us'], code: 3, out: blocked, err: '' },
  { args: ['check', '+12125551235', '+12125551234'], code: 3, out: /^\+12125551235 .*\n\+12125551234 blocked/ },
  {
    args: ['check', '--json', '+12125551234'],
    code: 3,
    out: [{ number: '+12125551234', blocked: true, holds: [{ place: 'everywhere', until: null }] }],
  },
  // Adding again changes nothing, and says so.
  { args: ['add', '+1 212 555 1234'], code: 0, out: /^\+12125551234 .*already/, err: '' },
  { args: ['add', '12', '+972502345678'], code: 2, out: /^\+972502345678 blocked.*\n$/, err: /^12: .+\.\n$/ },
  { args: ['check', 'twelve'], code: 2, out: '', err: /^.+\.\n$/ },
  { args: ['check', '0501234567', '--region', 'XX'], code: 2, out: '', err: /^.+\n$/ },
  { args: ['check', '+12125551234', '--at', 'tomorrow'], code: 2, out: '', err: /"tomorrow" is not a day/ },
  { args: ['check', '+12125551234', '--target', 'Nobody'], code: 2, out: '', err: /Nobody/ },
  { args: ['add', '+12125551236', '--expires', '2001-01-01'], code: 2, out: '', err: /2001-01-01.* has passed/ },
  { args: ['add', '+12125551236', '--scope', 'Nobody'], code: 2, out: '', err: /Nobody/ },
  { args: ['add', '+12125551236', '--expires', '2999-01-01'], code: 0, out: /^\+12125551236 blocked/ },
  { args: ['check', '+12125551236', '--at', '2999-01-02'], code: 0, out: /^\+12125551236 / },
  { args: ['edit', '+12125551236', '--reason', 'wrong number', '--json'], code: 0, out: { changed: 1, missing: [] } },
  { args: ['edit', '+12125551299', '--reason', 'x'], code: 2, out: '', err: /^\+12125551299 is not on the list/ },
  { args: ['list'], code: 0, out: /^\+12125551234 .*\n\+12125551236 .*wrong number\n\+972502345678 .*\n$/, err: '' },
  {
    args: ['list', '--json', '--limit', '1'],
    code: 0,
    out: { entries: [{ number: '+12125551234' }], next: '+12125551234' },
  },
  { args: ['list', '--after', '+12125551236'], code: 0, out: /^\+972502345678 .*\n$/ },
  { args: ['list', '--search', 'wrong'], code: 0, out: /^\+12125551236 .*\n$/ },
  { args: ['remove', '+12125551236', '--why', 'a mistake'], code: 0, out: '+12125551236 removed\n' },
  { args: ['check', '+12125551236'], code: 0, out: /^\+12125551236 / },
  { args: ['history', '+12125551236'], code: 0, out: /^(\+12125551236 \d{4}-\d\d-\d\d \d\d:\d\d:\d\d .+\n){3}$/ },
  { args: ['policy'], code: 0, out: /^Do-not-call policy of .*\n/, err: /No policy was written yet/ },
  { args: ['policy', '--text-file', 'numbers.csv', '--json'], code: 4, out: { version: 1, standing: 'unconfirmed' } },
  { args: ['policy', '--confirm', '--save', 'policy.pdf'], code: 0, out: /^Written to /, err: /was confirmed on/ },
  { args: ['proof'], code: 2, out: '', err: 'Give a number, or a period with --from and --to.\n' },
  {
    args: ['proof', '+12125551236', '--pdf', 'proof.pdf', '--data-file', 'proof.json'],
    code: 0,
    out: /^Written to \S*proof\.pdf\.\nWritten to \S*proof\.json\.\n$/,
  },
  { args: ['verify-proof', 'proof.pdf'], code: 0, out: /^Proof about \+1 212 555 1236\n(Holds: .+\n){3,}/, err: '' },
  { args: ['verify-proof', 'numbers.csv'], code: 1, out: /does not hold/, err: /^It has no seal at its end: .+\n$/ },
  {
    args: ['proof', '--from', '2001-01-01', '--to', '2001-12-31', '--json'],
    code: 0,
    out: { proof: 'DNC Desk proof', rows: [], about: { kind: 'period' } },
  },
  { args: ['status', '--json'], code: 0, out: { entries: expect.any(Number), blocked: 2, removed: 1, conflicts: 0 } },
  { args: ['verify', '--json'], code: 0, out: { ok: true, problems: [] } },
  {
    args: ['tokens', 'add', 'Dialer', '--scope', 'check', '--scope', 'add', '--rate', '5'],
    code: 0,
    out: /^dnc_[\w-]{43}\n$/,
    err: /not shown again/,
  },
  { args: ['tokens', 'add', 'dialer'], code: 2, out: '', err: /There is a token "dialer" already/ },
  { args: ['tokens', 'add', 'Other', '--scope', 'write'], code: 2, out: '', err: /check, add or read/ },
  { args: ['tokens', 'add', 'Other', '--expires', '2001-01-01'], code: 2, out: '', err: /has passed/ },
  { args: ['tokens', '--json'], code: 0, out: [{ name: 'Dialer', scopes: ['add', 'check'], rate: 5, state: 'works' }] },
  { args: ['tokens', 'revoke', 'Dialer'], code: 0, out: /^Dialer \(dnc_.{6}…\) opens nothing any more\.\n$/ },
  { args: ['tokens', 'revoke', 'Nobody'], code: 2, out: '', err: /no token "Nobody"/ },
  { args: ['gate', '--fresh-hours', '48', '--keep-months', '12'], code: 0, out: /48 hours.*\n.*12 months/ },
  { args: ['gate', '--address', '10.0.0.5'], code: 2, out: '', err: /give a certificate and its key/ },
  { args: ['checks'], code: 0, out: '' },
  { args: ['call-forms', 'add', '--like', 'vapi'], code: 0, out: /form=Vapi\.\n$/ },
  { args: ['asked'], code: 0, out: '' },
  { args: ['asked', 'answer', '9', 'stop'], code: 2, out: '', err: /no open question 9/ },
  { args: ['checks', 'export', 'answers.csv'], code: 0, out: /^Written to .*answers\.csv\.\n$/ },
  { args: ['accounts', '--json'], code: 0, out: [] },
  { args: ['conflicts', '--json'], code: 0, out: [] },
  { args: ['sync', 'Nobody'], code: 2, out: '', err: /no account "Nobody"/ },
  { args: ['undo', '999'], code: 2, out: '', err: /^.+\.\n$/ },
  { args: ['conflicts', 'resolve', '999', 'keep-ours'], code: 2, out: '', err: /^.+\.\n$/ },
  { args: ['import', 'no-such.csv'], code: 2, out: '', err: /no-such\.csv/ },
  { args: ['import', '.'], code: 2, out: '', err: /^.+\.\n$/ },
  { args: ['import', 'empty.csv'], code: 2, out: '', err: /^.+\.\n$/ },
  { args: ['import', 'numbers.csv', '--map', 'phone="Nowhere"'], code: 2, out: '', err: /Nowhere/ },
  {
    args: ['import', 'numbers.csv', '--region', 'US', '--dry-run', '--json'],
    code: 0,
    out: { batch: null, lines: 5, added: 2, changed: 0, alreadyThere: 2, rejected: 1 },
  },
  {
    args: ['import', 'numbers.csv', '--region', 'US', '--rejects', 'rejected.csv', '--json'],
    code: 0,
    out: { batch: expect.any(Number), lines: 5, added: 2, changed: 0, alreadyThere: 2, rejected: 1 },
    err: /1 rejected: /,
  },
  {
    args: ['batches'],
    code: 0,
    out: /^\d+ \d{4}-\d\d-\d\d \d\d:\d\d:\d\d import "numbers\.csv" by .*: 2 added, 2 already there, 1 rejected\n/,
  },
  {
    args: ['remove-file', 'numbers.csv', '--region', 'US', '--why', 'they came back'],
    code: 2,
    out: '',
    err: 'This would remove 4 of 4 entries: give --confirm 4 to go on, or --dry-run to look first.\n',
  },
  {
    args: ['remove-file', 'numbers.csv', '--region', 'US', '--why', 'they came back', '--confirm', '4', '--json'],
    code: 0,
    out: { batch: 7, changed: 4, same: 0, notOnList: 0, leftCount: 0, lines: 5, rejected: 1 },
  },
  { args: ['undo', '7'], code: 0, out: 'Batch 7 undone: 4 numbers are as they were before.\n', err: '' },
  { args: ['edit', '--search', 'new', '--category', 'fair'], code: 2, out: '', err: 'Say why: --why.\n' },
  {
    args: ['edit', '--search', 'new', '--category', 'fair', '--why', 'sorted', '--dry-run'],
    code: 0,
    out: 'Would change 2 numbers (category of 2).\n',
  },
  {
    args: ['edit', '--search', 'new', '--category', 'fair', '--why', 'sorted', '--confirm', '3'],
    code: 2,
    err: /--confirm 2/,
  },
  {
    args: ['edit', '--search', 'new', '--category', 'fair', '--why', 'sorted', '--confirm', '2'],
    code: 0,
    out: 'Batch 9: 2 numbers changed.\n',
  },
  {
    args: ['redact', '+12125551236'],
    code: 4,
    out: /This cannot be undone\..*\n.*\n.*Backups.*\nNothing was changed: say --yes to do it\.\n$/,
  },
  { args: ['screen-lock'], code: 0, out: 'The page asks for no PIN.\n' },
  { args: ['screen-lock', 'on'], code: 2, out: '', err: /^Say off, or nothing\.\n$/ },
  { args: ['redact', '+12125551236', '--yes'], code: 0, out: '+12125551236 redacted\n' },
  { args: ['remove', '--search', 'no such thing', '--why', 'x'], code: 0, out: 'Nothing was removed.\n' },
  { args: ['remove', '--why', 'x'], code: 2, out: '', err: /^Say which: numbers, a filter/ },
  { args: ['list', '--in-batch', '6', '--state', 'blocked'], code: 0, out: /^(\+\d+ blocked .*\n){2}$/ },
  { args: ['import', 'book.xlsx'], code: 2, out: '', err: /^"book\.xlsx" has several sheets: .* "About", "May"\.\n$/ },
  { args: ['remove-file', 'book.xlsx', '--why', 'x'], code: 2, out: '', err: /^"book\.xlsx" has several sheets/ },
  { args: ['import', 'book.xlsx', '--sheet', 'June'], code: 2, out: '', err: /no sheet or file "June"/ },
  {
    args: ['import', 'book.zip', '--sheet', 'in/book.xlsx', '--sheet', 'may', '--region', 'US', '--json'],
    code: 0,
    out: { lines: 3, added: 2, changed: 0, alreadyThere: 0, rejected: 1 },
  },
  { args: ['check', '+13055550101'], code: 3, out: /^\+13055550101 blocked/ },
  { args: ['import', 'bomb.csv'], code: 2, out: '', err: /^"bomb\.csv" unpacks to far more .*\.\n$/ },
  { args: ['export', 'list.csv'], code: 0, out: /list\.csv/ },
  { args: ['export', 'list.xlsx', '--search', 'new'], code: 0, out: /list\.xlsx/ },
  { args: ['export', '-', '--format', 'xlsx'], code: 2, out: '', err: /standard output/ },
  {
    args: ['export', 'no/such/place.csv'],
    code: 1,
    out: '',
    err: /place\.csv cannot be written: its folder is not there/,
  },
  {
    args: ['backup', 'kept.db', '--json'],
    code: 0,
    out: { path: expect.stringMatching(/kept\.db$/), entries: expect.any(Number) },
  },
];

describe.each(['in its own process', 'over the socket of a running desk'])('the command line, %s', (how) => {
  const place = makeDataDir();
  const files = makeDataDir();
  let desk: ServedDesk | undefined;
  const run = (args: readonly string[]) => runCli(args, { data: place.data, cwd: files.data });

  beforeAll(async () => {
    const may = [['Phone'], [3_055_550_101], ['305-555-0102'], ['none']];
    const book = await toXlsx({ name: 'About', rows: [['Kept by Ann']] }, { name: 'May', rows: may });
    writeFileSync(join(files.data, 'book.xlsx'), book);
    writeFileSync(join(files.data, 'book.zip'), toZip({ 'in/book.xlsx': book, 'in/other.csv': 'Phone\n' }));
    writeFileSync(join(files.data, 'bomb.csv'), gzipSync(Buffer.alloc(150_000_000, '0')));
    if (how.startsWith('over')) desk = await startServe({ data: place.data });
    writeFileSync(join(files.data, 'empty.csv'), '');
    writeFileSync(
      join(files.data, 'numbers.csv'),
      'Phone,Notes\n(212) 555-1234,there\n646-555-0100,new\n+972 50-234-5678,there\nnone,bad\n310 555 0100,new\n',
    );
    mkdirSync(join(files.data, 'folder'));
  });
  afterAll(async () => {
    await desk?.stop();
    place.remove();
    files.remove();
  });

  it.each(story.map((step) => ({ ...step, name: step.args.join(' ') })))('$name', async ({ args, code, out, err }) => {
    const ran = await run(args);
    expect({ code: ran.code, said: ran.code === code ? '' : ran.stderr }).toEqual({ code, said: '' });
    if (out instanceof RegExp) expect(ran.stdout).toMatch(out);
    else if (typeof out === 'string') expect(ran.stdout).toBe(out);
    else if (out !== undefined) expect(JSON.parse(ran.stdout)).toMatchObject(out);
    if (err instanceof RegExp) expect(ran.stderr).toMatch(err);
    else if (err !== undefined) expect(ran.stderr).toBe(err);
    // One sentence a failure, never a stack.
    expect(ran.stderr).not.toMatch(/\n\s+at /);
  });

  it('an import is taken back to the byte', async () => {
    const before = readFileSync(join(files.data, 'list.csv'), 'utf8');
    writeFileSync(join(files.data, 'more.csv'), 'phone\n+13105550111\n+13105550112\n');
    const { batch } = JSON.parse((await run(['import', 'more.csv', '--json'])).stdout) as { batch: number };
    expect((await run(['export', '-'])).stdout).not.toBe(before);
    expect((await run(['undo', String(batch)])).code).toBe(0);
    expect((await run(['export', '-'])).stdout).toBe(before);
  });

  it('rejected lines come as a file with line and reason', () => {
    expect(readFileSync(join(files.data, 'rejected.csv'), 'utf8')).toMatch(/^.*\r?\n5,.*none/);
  });
});
