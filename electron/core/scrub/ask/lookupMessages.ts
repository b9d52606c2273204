/** What the lookup worker is asked and what it answers. Entries travel as columns; equal reasons are sent once. */
import type { ListedEntry } from './listSnapshot.ts';
import type { LoadedSieve } from './numberSieve.ts';

export type ToLookup =
  /** Look at the list as it is now; what was looked at before is let go. */
  | { readonly type: 'open' }
  | { readonly type: 'find'; readonly id: number; readonly numbers: Float64Array }
  | { readonly type: 'sieve' };

export type FromLookup =
  /** The newest row of the journal of that list: its hash stands for the whole of it. */
  | { readonly type: 'opened'; readonly head: Head | null }
  | { readonly type: 'found'; readonly id: number; readonly entries: PackedEntries }
  | { readonly type: 'sieve'; readonly sieve: LoadedSieve | undefined };

type Head = { readonly seq: number; readonly hash: string };

export type PackedEntries = {
  readonly numbers: Float64Array;
  readonly scopes: Float64Array;
  readonly origins: Float64Array;
  /** Place of each entry's reason in `texts`. */
  readonly reasons: Uint32Array;
  readonly texts: readonly (string | null)[];
};

export function packEntries(entries: readonly ListedEntry[]): PackedEntries {
  const texts: (string | null)[] = [];
  const places = new Map<string | null, number>();
  const reasons = Uint32Array.from(entries, ({ reason }) => {
    let place = places.get(reason);
    if (place === undefined) {
      place = texts.push(reason) - 1;
      places.set(reason, place);
    }
    return place;
  });
  return {
    numbers: Float64Array.from(entries, ({ number }) => number),
    scopes: Float64Array.from(entries, ({ scope }) => scope),
    origins: Float64Array.from(entries, ({ origin }) => origin),
    reasons,
    texts,
  };
}

export function unpackEntries({ numbers, scopes, origins, reasons, texts }: PackedEntries): Map<number, ListedEntry> {
  const entries = new Map<number, ListedEntry>();
  for (const [at, number] of numbers.entries())
    entries.set(number, {
      number,
      scope: scopes[at] ?? 0,
      origin: origins[at] ?? 0,
      reason: texts[reasons[at] ?? 0] ?? null,
    });
  return entries;
}
