/**
 * A small file beside the log that names its newest record, so that a start notices a log whose end is missing: a chain alone
 * cannot tell that. It is not flushed: the log is, and comes first, so this may be older than the log and never newer. Two
 * slots are written in turn, so that one is whole whatever happens.
 */
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { Log } from '../../ports.ts';

export type Witness = {
  /** The newest record that was noted before this start; 0: none. */
  readonly had: () => number;
  /** Notes it, without making anybody wait. */
  readonly note: (end: { readonly n: number; readonly hash: string }) => void;
  readonly close: () => Promise<void>;
};

const slotBytes = 128;

/** Opens the witness of a log's folder. Trouble with it stops nobody: it is only logged. */
export async function openWitness(folder: string, log: Log): Promise<Witness> {
  const file = await open(join(folder, 'head'), 'a+', 0o600).then(async (made) => {
    await made.close();
    return open(join(folder, 'head'), 'r+');
  });
  const text = (await file.readFile()).toString('latin1');
  const had = Math.max(0, ...[0, slotBytes].map((at) => parseSlot(text.slice(at, at + slotBytes))));
  let writing: Promise<unknown> | undefined;
  let next: { readonly n: number; readonly hash: string } | undefined;
  async function write(): Promise<void> {
    while (next !== undefined) {
      const body = JSON.stringify(next);
      const at = (next.n % 2) * slotBytes;
      next = undefined;
      await file.write(Buffer.from(`${`${crc32(body)} ${body}`.padEnd(slotBytes - 1)}\n`), 0, slotBytes, at);
    }
  }
  return {
    had: () => had,
    note(end) {
      next = end;
      writing ??= write()
        .catch((error: unknown) => log.warn('gate.witnessFailed', { error: String(error) }))
        .finally(() => (writing = undefined));
    },
    async close() {
      await writing;
      await file.close();
    },
  };
}

function parseSlot(slot: string): number {
  const [, sum, body = ''] = /^(\d+) (\{.*\}) *\n$/.exec(slot) ?? [];
  return sum === String(crc32(body)) ? (JSON.parse(body) as { readonly n: number }).n : 0;
}
