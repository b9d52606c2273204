/**
 * A script, or a person who mistypes, names the desk's own files, links to them, or files that are there, as the place to
 * write to. Whatever writes is tried: export, scrub, its certificate, rejects and diffs, backups.
 */
import { createHash } from 'node:crypto';
import { existsSync, linkSync, mkdirSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { toWriteTarget } from '../../electron/core/files/write/writeTarget.ts';
import { makeDataDir, runCli, type ServedDesk, startServe } from '../support/cliProcess.ts';

const place = makeDataDir();
const data = join(place.data, 'desk');
const leads = join(place.data, 'leads.csv');
let desk: ServedDesk;
let database: string;

const hashOf = (path: string) => createHash('sha256').update(readFileSync(path)).digest('hex');

beforeAll(async () => {
  desk = await startServe({ data });
  await runCli(['add', '+12125550100', '--reason', 'asked'], { data });
  database = join(data, readdirSync(data).find((name) => /\.(db|sqlite3?)$/.test(name)) ?? '');
  writeFileSync(leads, 'phone\n+12125550100\n+12125550101\nnonsense\n');
  mkdirSync(join(place.data, 'out'));
  symlinkSync(database, join(place.data, 'out', 'link.csv'));
  symlinkSync(data, join(place.data, 'out', 'folder'));
});
afterAll(async () => {
  await desk.stop();
  place.remove();
});

/** Every way in which a command writes a file that it is told. */
const writers: readonly (readonly [string, (path: string) => string[]])[] = [
  ['export', (path) => ['export', path, '--format', 'csv']],
  ['the clean half', (path) => ['scrub', leads, '--clean', path, '--blocked', `${leads}.b`]],
  ['the blocked half', (path) => ['scrub', leads, '--clean', `${leads}.c`, '--blocked', path]],
  [
    'the certificate',
    (path) => ['scrub', leads, '--clean', `${leads}.c`, '--blocked', `${leads}.b`, '--certificate', path],
  ],
  ['rejects of an import', (path) => ['import', leads, '--region', 'US', '--dry-run', '--rejects', path]],
  ['a diff of an import', (path) => ['import', leads, '--region', 'US', '--dry-run', '--diff', path]],
  ['rejects of a removal', (path) => ['remove-file', leads, '--why', 'x', '--dry-run', '--rejects', path]],
  ['backup', (path) => ['backup', path]],
];

describe.each(writers)('%s', (_name, toArgs) => {
  it('through a link to the database is refused, with --force too', async () => {
    const before = [hashOf(database), ...readdirSync(data).toSorted()];
    const args = toArgs(join(place.data, 'out', 'link.csv'));
    const isBackup = args[0] === 'backup';
    const run = await runCli([...args, ...(isBackup ? [] : ['--force'])], { data });
    expect(run).toMatchObject({ code: isBackup ? 1 : 2, stdout: '' });
    expect(run.stderr).toMatch(/lies in the data folder of DNC Desk/);
    expect([hashOf(database), ...readdirSync(data).toSorted()]).toEqual(before);
  });

  it('over a file that is there is refused, and done with --force', async () => {
    const path = join(place.data, 'out', 'mine.csv');
    writeFileSync(path, 'mine');
    const args = toArgs(path);
    const run = await runCli(args, { data });
    expect(run.code).not.toBe(0);
    expect(run.stderr).toMatch(/is there already/);
    expect(readFileSync(path, 'utf8')).toBe('mine');
    if (args[0] === 'backup') return;
    await runCli([...args, '--force'], { data });
    expect(readFileSync(path, 'utf8')).not.toBe('mine');
    for (const half of [`${leads}.b`, `${leads}.c`]) if (existsSync(half)) writeFileSync(half, '');
  });
});

describe('a place to write to', () => {
  const rules = { dataDir: data, replace: true };
  it.each([
    ['the database', () => database],
    ['its log', () => `${database}-wal`],
    ['a new file of the data folder', () => join(data, 'new.csv')],
    ['the data folder itself', () => data],
    ['a file behind a link to the data folder', () => join(place.data, 'out', 'folder', 'desk.log')],
    ['a file of the data folder by a detour', () => join(place.data, 'out', '..', 'desk', 'owner.json')],
  ])('is never %s', (_where, path) => {
    expect(toWriteTarget(path(), { dataDir: data, replace: true })).toMatchObject({
      ok: false,
      message: expect.stringContaining('lies in the data folder') as string,
    });
  });

  it('is its real path', () => {
    const elsewhere = makeDataDir();
    symlinkSync(elsewhere.data, join(elsewhere.data, 'round'));
    expect(toWriteTarget(join(elsewhere.data, 'round', 'a.csv'), rules)).toEqual({
      ok: true,
      value: join(elsewhere.data, 'a.csv'),
    });
    symlinkSync(join(elsewhere.data, 'nothing.csv'), join(elsewhere.data, 'dangling.csv'));
    expect(toWriteTarget(join(elsewhere.data, 'dangling.csv'), rules)).toMatchObject({ ok: false });
    elsewhere.remove();
  });

  it('is no device, no folder, and no path without its beginning', () => {
    expect(toWriteTarget('/dev/null', rules)).toMatchObject({
      message: expect.stringContaining('no ordinary') as string,
    });
    expect(toWriteTarget('/tmp', rules)).toMatchObject({ message: expect.stringContaining('folder') as string });
    expect(toWriteTarget('a.csv', rules)).toMatchObject({ ok: false });
  });

  it('may be a second name of the database: it is the name that is replaced, not the content', async () => {
    const second = join(place.data, 'out', 'second.db');
    linkSync(database, second);
    const before = hashOf(database);
    await runCli(['export', second, '--format', 'csv', '--force'], { data });
    expect(hashOf(database)).toBe(before);
    expect(readFileSync(second, 'utf8')).toContain('+12125550100');
  });
});
