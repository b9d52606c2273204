/**
 * One file of the log of answers, as its writer holds it: written at its end and flushed, with zeros prepared behind, because a
 * flush of bytes that are there already takes a tenth of the time of one that makes the file longer.
 */
import { fdatasyncSync, writeSync } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { join } from 'node:path';
import { chainHash, firstHash, splitLine } from './chain.ts';

/** The end of what is on the disk. */
export type End = { readonly n: number; readonly hash: string };

export type SegmentFile = {
  readonly name: () => string;
  readonly isEmpty: () => boolean;
  /** Resolves when the bytes of so many records are on the disk; rejects with what the file system says. */
  readonly write: (bytes: Buffer, records: number) => Promise<void>;
  /** Takes away what is prepared and not written, or written half. */
  readonly cutBack: () => Promise<void>;
  /** Ends this file, and goes on with another. */
  readonly turnTo: (next: string) => Promise<void>;
  readonly close: () => Promise<void>;
};

/** Bytes that are prepared at a time. */
const prepared = 1024 * 1024;

/** From so many records on, a flush is made on another thread. */
const many = 8;

/**
 * Opens a segment and finds its end. `had`: the newest record that is known to have been on the disk.
 * @throws what the file system says, and where a record up to `had` does not fit any more
 */
export async function openSegmentFile(
  folder: string,
  first: string,
  had: number,
): Promise<{ readonly segment: SegmentFile; readonly end: End }> {
  let name = first;
  let file = await openToWrite(folder, name);
  const found = await findEnd(file, had);
  let { size } = found;
  let ready = size;

  async function cutBack(): Promise<void> {
    ready = size;
    try {
      await file.truncate(size);
    } catch {
      // What is left half is cut off at the next start.
    }
  }

  const segment: SegmentFile = {
    name: () => name,
    isEmpty: () => size === 0,
    async write(bytes, records) {
      if (size + bytes.length > ready) {
        const length = size + bytes.length - ready + prepared;
        await writeWhole(file, Buffer.alloc(length), ready);
        ready += length;
      }
      for (let done = 0; done < bytes.length;)
        done += writeSync(file.fd, bytes, done, bytes.length - done, size + done);
      // Few callers have nothing else to ask before they are answered, and the way to another thread and back is four waits for a
      // processor that an import keeps busy. Of many, others ask meanwhile.
      if (records < many) fdatasyncSync(file.fd);
      else await file.datasync();
      size += bytes.length;
    },
    cutBack,
    async turnTo(next) {
      await cutBack();
      await file.close();
      name = next;
      file = await openToWrite(folder, name);
      ({ size } = await file.stat());
      ready = size;
    },
    async close() {
      await cutBack();
      await file.close();
    },
  };
  return { segment, end: found.end };
}

/** Opens a file to be written at any place; a new one where there is none. */
async function openToWrite(folder: string, name: string): Promise<FileHandle> {
  const path = join(folder, name);
  await (await open(path, 'a', 0o600)).close();
  return open(path, 'r+');
}

async function writeWhole(file: FileHandle, bytes: Buffer, at: number): Promise<void> {
  for (let done = 0; done < bytes.length;)
    done += (await file.write(bytes, done, bytes.length - done, at + done)).bytesWritten;
}

/** Bytes that are looked at for the end: what was prepared, and more than the records that go out at once. */
const tailBytes = prepared + 1024 * 1024;

/**
 * The last record of a segment that fits in its chain, and where it ends. What comes after it was on its way when the power
 * went: nobody was given that answer, and it is cut off.
 * @throws where a record that was on the disk (up to `had`) does not fit any more
 */
async function findEnd(file: FileHandle, had: number): Promise<{ readonly end: End; readonly size: number }> {
  const { size } = await file.stat();
  const from = Math.max(0, size - tailBytes);
  const { buffer } = await file.read(Buffer.alloc(size - from), 0, size - from, from);
  // Of a long file, what is looked at begins within a line.
  let place = from === 0 ? 0 : buffer.indexOf(10) + 1;
  let end: End = { n: 0, hash: firstHash };
  let isFirst = true;
  for (let next = buffer.indexOf(10, place); next >= 0; next = buffer.indexOf(10, place)) {
    const line = splitLine(buffer.toString('utf8', place, next));
    if (line === undefined || !(isFirst || chainHash(end.hash, line.json) === line.hash)) break;
    end = { n: (JSON.parse(line.json) as { readonly n: number }).n, hash: line.hash };
    isFirst = false;
    place = next + 1;
  }
  const isCut = buffer.indexOf(10, place) >= 0;
  if (isCut && had > end.n)
    throw new Error(
      `The log of answers is damaged after its record ${end.n}. Move the folder "answers" of the data directory to a safe place, and start the desk again: it begins a new log.`,
    );
  if (from + place < size) await file.truncate(from + place);
  return { end, size: from + place };
}
