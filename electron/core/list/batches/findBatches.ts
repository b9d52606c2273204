/**
 * Batches that contain the given words, newest first. They are read in pages, so that other work goes on where there
 * are very many.
 */
import type { BatchRow } from '../../../../shared/contract/entries.ts';

/** How many batches are looked at before other work gets a turn. */
const atOnce = 500;

/**
 * Up to `limit` batches older than `before` whose id, label, author or reason contains every word of `search` (upper
 * and lower case alike), newest first. `page` answers the given number of batches older than one, newest first.
 */
export async function findBatches(
  query: { readonly search: string; readonly before?: number | undefined; readonly limit: number },
  page: (before: number | undefined, limit: number) => readonly BatchRow[],
  breathe: () => Promise<unknown>,
): Promise<readonly BatchRow[]> {
  const words = toFolded(query.search)
    .split(/\s+/)
    .filter((word) => word !== '');
  const found: BatchRow[] = [];
  let { before } = query;
  for (;;) {
    const batches = page(before, atOnce);
    for (const batch of batches) {
      if (!hasWords(batch, words)) continue;
      found.push(batch);
      if (found.length === query.limit) return found;
    }
    const last = batches.at(-1);
    if (last === undefined || batches.length < atOnce) return found;
    before = last.id;
    await breathe();
  }
}

function hasWords({ id, label, author, why }: BatchRow, words: readonly string[]): boolean {
  const text = toFolded(`${id} ${label} ${author} ${why ?? ''}`);
  return words.every((word) => text.includes(word));
}

function toFolded(text: string): string {
  return text.normalize('NFC').toLowerCase();
}
