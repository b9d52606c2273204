/** A lead file that somebody writes to while it is read: none of what stands in it then is taken for what was opened. */
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openRows } from '../../../electron/core/files/openRows.ts';
import { ReadingError } from '../../../electron/core/files/readingError.ts';
import { openLeadBytes } from '../../../electron/core/scrub/leads/leadBytes.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dnc-growing-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const line = '+12125550101,Mia\n';

async function openLeads(name: string) {
  const path = join(folder, name);
  await writeFile(path, `phone,name\n${line.repeat(50)}`);
  const opened = await openRows(path);
  if (!opened.ok) throw new Error(opened.message);
  const { fill, close } = await openLeadBytes(opened.source, { name, signal: new AbortController().signal });
  return { path, fill, close };
}

test('lines that are added while it is read are found, and not read', async () => {
  const { path, fill, close } = await openLeads('growing.csv');
  try {
    const first = await fill(new Uint8Array(200), 0);
    expect(first).toEqual({ taken: 200, isEnd: false });
    await appendFile(path, line.repeat(50));
    await expect(fill(new Uint8Array(100_000), 0)).rejects.toThrow(ReadingError);
  } finally {
    await close();
  }
});

test('a file that nobody touches ends where it did when it was opened', async () => {
  const { fill, close } = await openLeads('quiet.csv');
  try {
    const bytes = `phone,name\n${line.repeat(50)}`.length;
    expect(await fill(new Uint8Array(100_000), 0)).toEqual({ taken: bytes, isEnd: true });
  } finally {
    await close();
  }
});
