/** What the lookup worker is asked and what it answers. */
import type { PackedEntries } from './foundEntries.ts';

export type ToLookup =
  /** Look at the list as it is now; the snapshot before is closed. */
  | { readonly type: 'open' }
  | { readonly type: 'find'; readonly id: number; readonly numbers: Float64Array }
  /** Copy the numbers of the list into the file beside it. */
  | { readonly type: 'copy' };

export type FromLookup =
  /** The newest row of that list's journal: its hash stands for the whole list. */
  | { readonly type: 'opened'; readonly head: Head | null }
  | { readonly type: 'found'; readonly id: number; readonly entries: PackedEntries }
  | { readonly type: 'copied'; readonly isDone: boolean };

type Head = { readonly seq: number; readonly hash: string };
