// Contacts of phones, routers and desk phones on their way through the desk: an import accounts for each number by its line,
// a large file goes the way of large workbooks, and a scrub of a phone book gives halves as of a sheet.
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { IntakeFound } from '../../../shared/contract/intake.ts';
import { makeDataDir, openTestCore, readAll, type TestCore } from '../../support/core.ts';

let desk: TestCore;
let folder: Awaited<ReturnType<typeof makeDataDir>>;

beforeAll(async () => {
  folder = await makeDataDir();
  desk = await openTestCore(folder.dataDir);
});
afterAll(async () => {
  await desk.close();
  await folder.remove();
});

const at = (name: string) => join(folder.outDir, name);
const toMapping = ({ columns }: Pick<IntakeFound, 'columns'>) =>
  columns.map(({ column, field }) => ({ column, field }));

async function importFile(name: string, content: string) {
  await writeFile(at(name), content);
  const found = await desk.client.intake.open({ from: { kind: 'path', path: at(name) }, region: 'US' });
  const { intake } = found;
  const { job } = await desk.client.intake.preview({ intake, options: { mapping: toMapping(found), region: 'US' } });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  const rejects = await readAll(await desk.client.intake.rejects({ intake }));
  const applied = await desk.client.intake.apply({ intake });
  expect(await desk.client.jobs.wait({ job: applied.job })).toMatchObject({ state: 'done' });
  return { found, rejects, result: await desk.client.intake.result({ intake }) };
}

describe('blocked contacts', () => {
  test('become entries, and every one of them is accounted for by its line', async () => {
    const content = [
      'BEGIN:VCARD',
      'VERSION:3.0',
      'FN:Ann',
      'TEL;TYPE=CELL:+12125550102',
      'TEL;TYPE=HOME:911',
      'END:VCARD',
      'BEGIN:VCARD',
      'FN:No Number',
      'END:VCARD',
      'BEGIN:VCARD',
      'TEL;VALUE=uri:tel:+1-212-555-0103;ext=5',
      'END:VCARD',
    ].join('\r\n');
    const { found, rejects, result } = await importFile('blocked.vcf', content);
    expect(found).toMatchObject({
      format: 'sheet',
      columns: [
        { header: 'Name', field: 'name' },
        { header: 'Phone', field: 'phone', why: 'header' },
        { header: 'Phone type', field: 'ignore' },
      ],
      asks: [],
    });
    expect(result).toMatchObject({ lines: 4, added: 2, rejected: 2 });
    expect(rejects).toMatch(/^5,/m);
    expect(rejects).toMatch(/^8,/m);
  });

  test('by the thousand are staged beside the desk, none is lost', async () => {
    const cards = Array.from(
      { length: 6000 },
      (_, row) =>
        `BEGIN:VCARD\nVERSION:3.0\nFN:Contact ${row}\nTEL:+1213555${String(row).padStart(4, '0')}\nEND:VCARD\n`,
    );
    const { result } = await importFile('thousands.vcf', cards.join(''));
    expect(result).toMatchObject({ lines: 6000, added: 6000, rejected: 0 });
  });
});

test('a phone book of leads is split like a sheet', async () => {
  await desk.client.entries.add({ numbers: ['+12125551001'], reason: 'asked' });
  const entry = (name: string, number: string) =>
    `<DirectoryEntry><Name>${name}</Name><Telephone>${number}</Telephone></DirectoryEntry>`;
  const entries = entry('Ann', '2125551001') + entry('Ben &amp; Co', '2125551003');
  await writeFile(at('leads.xml'), `<YealinkIPPhoneDirectory>${entries}</YealinkIPPhoneDirectory>`);
  const opened = await desk.client.scrub.open({ from: { kind: 'path', path: at('leads.xml') }, region: 'US' });
  const to = { clean: at('clean.csv'), blocked: at('blocked.csv') };
  const options = { mapping: toMapping(opened), halves: 'text' as const };
  const { job } = await desk.client.scrub.start({ scrub: opened.scrub, options, to });
  expect(await desk.client.jobs.wait({ job })).toMatchObject({ state: 'done' });
  expect(await readFile(to.clean, 'utf8')).toBe('Name,Phone,Phone type\r\nBen & Co,2125551003,\r\n');
  expect(await readFile(to.blocked, 'utf8')).toMatch(
    /^Name,Phone,Phone type,why,since,hold,list\r\nAnn,2125551001,,asked,.*\r\n$/,
  );
});
