/** Lead files that are scanned on a thread of their own: as here, whatever happens to the file, the thread or the wish. */
import { appendFile, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openRows } from '../../../electron/core/files/openRows.ts';
import { ReadingError } from '../../../electron/core/files/readingError.ts';
import type { LeadBlock } from '../../../electron/core/scrub/leads/leadReader.ts';
import { readHere } from '../../../electron/core/scrub/leads/readTask.ts';
import { createLeadThreads, type LeadThread, startLeadThread } from '../../../electron/core/scrub/leads/scanBeside.ts';
import type { ScanTask } from '../../../electron/core/scrub/leads/scanMessages.ts';
import { toPhonesOnly } from '../../support/leadColumns.ts';

const threads = createLeadThreads({ fromBytes: 0 });
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'dnc-beside-'));
});
afterAll(async () => {
  await threads.close();
  await rm(folder, { recursive: true, force: true });
});

const columns = toPhonesOnly([1]);
const signal = new AbortController().signal;

/** Blocks of some 40 records, every ninth of them odd, some with a number or a request among their words. */
async function writeTask(name: string, encoding: 'utf8' | 'utf16le' = 'utf8'): Promise<ScanTask> {
  const path = join(folder, name);
  const rows = Array.from({ length: 3000 }, (_, row) => {
    const note = ['', 'do not call', 'or (212) 555-0199', 'a "quoted" word', 'é'][row % 5] ?? '';
    return row % 9 === 0
      ? `${row},"(212) 555-${1000 + row}"x,${note}`
      : `${row},(212) 555-${1000 + row},"${note.replaceAll('"', '""')}"`;
  });
  await writeFile(path, `\uFEFFId,Phone,Note\r\n${rows.join('\r\n')}\r\n`, encoding);
  const opened = await openRows(path, { hasHeader: true });
  if (!opened.ok) throw new Error(opened.message);
  return { source: opened.source, dialect: opened.dialect, name, columns, blockBytes: 2048 };
}

/** What a block says, in memory of its own. */
function copyOf({ bytes, units, unitBytes, dataStart, header, batch, bytesRead }: LeadBlock) {
  const { count, starts, stops, nexts, widths, cells, careful, looked, spoken } = batch;
  const first = (places: Int32Array, wanted = 1) => [...places.subarray(0, count * wanted)];
  const placesOf = ({ count: some, records, columns: which, froms, tos }: typeof looked) =>
    [records, which, froms, tos].map((places) => [...places.subarray(0, some)]);
  return {
    bytes: Buffer.from(bytes).toString('latin1'),
    isBuffer: units instanceof Buffer,
    units: [...units.subarray(0, bytes.length / unitBytes)],
    unitBytes,
    dataStart,
    header,
    bytesRead,
    rows: [first(starts), first(stops), first(nexts), first(widths), first(cells, 2)],
    careful: [...careful],
    looked: placesOf(looked),
    spoken: placesOf(spoken),
  };
}

async function listBlocks(blocks: AsyncIterable<LeadBlock>): Promise<readonly ReturnType<typeof copyOf>[]> {
  const found: ReturnType<typeof copyOf>[] = [];
  let before: { readonly block: LeadBlock; readonly copy: ReturnType<typeof copyOf> } | undefined;
  for await (const block of blocks) {
    const copy = copyOf(block);
    found.push(copy);
    // Lets the other thread go on as far as it may.
    await new Promise((resolve) => setTimeout(resolve, 1));
    if (before !== undefined) expect(copyOf(before.block)).toEqual(before.copy);
    before = { block, copy };
  }
  return found;
}

describe('a thread of its own', () => {
  test.each(['utf8', 'utf16le'] as const)(
    'finds in %s what is found here, and leaves two blocks alone',
    async (encoding) => {
      const task = await writeTask(`same-${encoding}.csv`, encoding);
      const here = await listBlocks(readHere(task, { signal }));
      expect(here.length).toBeGreaterThan(40);
      expect(here.some(({ careful }) => careful.length > 0)).toBe(true);
      expect(here.some(({ spoken }) => (spoken[0]?.length ?? 0) > 0)).toBe(true);
      for (const _ of [1, 2]) expect(await listBlocks(threads.read(task, { signal }))).toEqual(here);
    },
  );

  test('reads two files at once', async () => {
    const [one, two] = await Promise.all([writeTask('one.csv'), writeTask('two.csv', 'utf16le')]);
    const [first, second] = await Promise.all([one, two].map((task) => listBlocks(threads.read(task, { signal }))));
    expect(first).toEqual(await listBlocks(readHere(one, { signal })));
    expect(second).toEqual(await listBlocks(readHere(two, { signal })));
  });

  test('ends with a wish that is taken back, and the next file has another', async () => {
    const task = await writeTask('cancelled.csv');
    const control = new AbortController();
    const reason = new Error('stop');
    const read = async () => {
      for await (const { bytesRead } of threads.read(task, { signal: control.signal })) {
        if (bytesRead > 10_000) control.abort(reason);
      }
    };
    await expect(read()).rejects.toBe(reason);
    expect(await listBlocks(threads.read(task, { signal }))).toHaveLength(
      (await listBlocks(readHere(task, { signal }))).length,
    );
  });

  test('stops with whoever stops listening', async () => {
    const task = await writeTask('left.csv');
    for await (const { bytes } of threads.read(task, { signal })) {
      expect(bytes.length).toBeGreaterThan(0);
      break;
    }
    expect((await listBlocks(threads.read(task, { signal }))).length).toBeGreaterThan(40);
  });

  test('refuses a file that is another one by now, and reads the next', async () => {
    const task = await writeTask('changed.csv');
    await appendFile(task.source.path, '1,2,3\r\n');
    await expect(listBlocks(threads.read(task, { signal }))).rejects.toThrow(ReadingError);
    expect((await listBlocks(threads.read(await writeTask('next.csv'), { signal }))).length).toBeGreaterThan(40);
  });

  test('that dies in the middle refuses the file in a sentence', async () => {
    const task = await writeTask('dead.csv');
    const thread = startLeadThread();
    const { read, close } = createLeadThreads({ fromBytes: 0, start: () => thread });
    const readOn = async () => {
      for await (const { bytesRead } of read(task, { signal })) if (bytesRead > 10_000) await thread.close();
    };
    await expect(readOn()).rejects.toThrow(ReadingError);
    await close();
  });

  test('where it cannot be asked, the file is read here', async () => {
    const task = await writeTask('here.csv');
    const unsent = { ...task, source: { ...task.source, cannotBeSent: () => {} } };
    expect(await listBlocks(threads.read(unsent, { signal }))).toEqual(await listBlocks(readHere(task, { signal })));
  });

  test('where the system gives none, the file is opened and read here', async () => {
    const start = (): never => {
      throw new Error('EAGAIN');
    };
    const without = createLeadThreads({ fromBytes: 0, start });
    without.expect(10_000_000);
    const task = await writeTask('none.csv');
    expect(await listBlocks(without.read(task, { signal }))).toEqual(await listBlocks(readHere(task, { signal })));
    await without.close();
  });
});

describe('of the threads that were started', () => {
  /** Threads that find nothing, and take a while to end. */
  function createSlowThreads() {
    const open = new Set<number>();
    let started = 0;
    const start = (): LeadThread => {
      const id = (started += 1);
      open.add(id);
      return {
        async *scan() {
          await new Promise((resolve) => setTimeout(resolve, 5));
          yield* [];
        },
        hasEnded: () => !open.has(id),
        async close() {
          await new Promise((resolve) => setTimeout(resolve, 20));
          open.delete(id);
        },
      };
    };
    return { open, ...createLeadThreads({ fromBytes: 0, start }) };
  }

  test('one is kept, however many end at once, and none after the end', async () => {
    const { open, expect: foresee, read, close } = createSlowThreads();
    const task = await writeTask('many.csv');
    const readAll = () => listBlocks(read(task, { signal }));
    foresee(10_000_000);
    const both = [readAll(), readAll()];
    foresee(10_000_000);
    await Promise.all(both);
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(open.size).toBe(1);
    const last = readAll();
    await close();
    await last;
    await new Promise((resolve) => setTimeout(resolve, 50));
    expect(open.size).toBe(0);
  });
});
