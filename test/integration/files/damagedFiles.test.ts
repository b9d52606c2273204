// Damaged files over the door that pages use and over the command line: each is imported with every line accounted for, or
// refused with a sentence, and the desk goes on. `DAMAGED_CLI=all` runs every file through the command line too.
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeDataDir, runCli, type ServedDesk, startServe } from '../../support/cliProcess.ts';
import { damagedFates } from '../../support/damagedFates.ts';
import { type DamagedFile, damagedFiles } from '../../support/damagedFiles.ts';
import { toZip } from '../../support/files.ts';
import { openUploader, type Uploader } from '../../support/uploadDesk.ts';

const place = makeDataDir();
const data = join(place.data, 'desk');
let desk: ServedDesk;
let uploader: Uploader;
beforeAll(async () => {
  desk = await startServe({ data });
  uploader = await openUploader(desk);
});
afterAll(async () => {
  // It is the same process that was started, and it ends well.
  expect(await desk.stop()).toBe(0);
  place.remove();
});

const names = Object.keys(damagedFiles) as DamagedFile[];

describe('over HTTP', () => {
  it.each(names)('%s', async (name) => {
    const fate = await uploader.importUpload(`${name}.csv`, damagedFiles[name]);
    const expected = damagedFates[name];
    if ('refused' in fate) {
      expect(fate.refused).toContain(expected);
      expect(fate.refused).toMatch(/^[^\n]+[.?]$/);
      return;
    }
    const { lines, result } = fate;
    expect(lines).toEqual(expected);
    const { added, changed, alreadyThere, rejected, batch } = result;
    expect([result.lines, added + changed + alreadyThere + rejected]).toEqual([lines.length, lines.length]);
    await uploader.undo(batch);
    expect(await uploader.count()).toBe(0);
  });
});

describe('on the command line', () => {
  const some: readonly DamagedFile[] = ['csvkit-bad', 'papa-lone-quote-lines', 'sheet-proto', 'csvkit-null-byte'];
  it.each(process.env['DAMAGED_CLI'] === 'all' ? names : some)('%s', async (name) => {
    const file = join(place.data, `${name}.csv`);
    writeFileSync(file, damagedFiles[name]);
    const { code, stdout, stderr } = await runCli(['--json', 'import', file, '--region', 'US', '--dry-run'], { data });
    const fate = damagedFates[name];
    if (typeof fate === 'string' && /in doubt|not read/.test(fate)) {
      expect([code, stderr]).toEqual([4, expect.stringMatching(`${fate}.* Answer with --`)]);
      return;
    }
    if (typeof fate === 'string') {
      // A column that is not recognised is asked for by its flag.
      expect([code, stdout]).toEqual([2, '']);
      expect(stderr).toMatch(fate.startsWith('No column') ? /--map/ : new RegExp(fate));
      return;
    }
    expect([code, stderr]).toEqual([0, expect.stringMatching(/^(\d+ rejected: .*\n)*$/)]);
    const { lines, rejected } = JSON.parse(stdout) as { lines: number; rejected: number };
    expect([lines, rejected]).toEqual([fate.length, fate.filter((line) => /^\d+ rejected/.test(line)).length]);
  });
});

describe('what is made to do harm is refused with a sentence, and the desk goes on', () => {
  const phones = 'Phone,Reason\n2125551000,ra\n';
  it.each<[string, () => Uint8Array, RegExp]>([
    ['a gzip bomb', () => gzipSync(Buffer.alloc(150_000_000)), /unpacks to far more/],
    ['a zip bomb', () => toZip({ 'list.csv': 'a'.repeat(150_000_000) }), /unpacks to far more/],
    ['a zip in a zip', () => toZip({ 'a.zip': toZip({ 'list.csv': phones }) }), /archive in an archive/],
    ['a zip with a path that climbs', () => toZip({ '../../list.csv': phones }), /damaged|holds/],
    ['a million columns', () => Buffer.from(`${'a,'.repeat(1_000_000)}\n`), /more than 5,000 columns/],
    ['a tar', () => Buffer.concat([Buffer.alloc(257), Buffer.from('ustar'), Buffer.alloc(512)]), /packed/],
    ['a cell of 100 MB alone', () => Buffer.alloc(100_000_000, 'x'), /No column|more than a million|rejected/],
  ])('%s', async (_what, make, sentence) => {
    const bytes = make();
    // That takes so long that the host may have closed the idle connection: its end is to be seen first.
    await wait(50);
    const fate = await uploader.importUpload('list.csv', bytes);
    expect(fate).toEqual({ refused: expect.stringMatching(sentence) });
    expect(await uploader.count()).toBe(0);
  });

  it('a cell of 100 MB among others costs its own line', async () => {
    const bytes = Buffer.concat([
      Buffer.from(`${phones}2125551001,`),
      Buffer.alloc(100_000_000, 'x'),
      Buffer.from('\n2125551002,rc\n'),
    ]);
    const fate = await uploader.importUpload('list.csv', bytes);
    expect(fate).toMatchObject({ lines: ['2 +12125551000 because ra', '3 rejected', '4 +12125551002 because rc'] });
  });
});
