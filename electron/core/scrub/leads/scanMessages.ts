/** What the thread that scans leads is asked and what it answers. */
import type { FileSource } from '../../files/openRows.ts';
import type { ReadingRefusal } from '../../files/readingError.ts';
import type { Dialect } from '../../files/text/dialect.ts';
import type { LeadColumns } from './leadColumns.ts';
import type { LeadBlock } from './leadReader.ts';

/** A lead file that is scanned, and what is looked for in it. Plain data. */
export type ScanTask = {
  readonly source: FileSource;
  /** How the bytes are written; of a sheet, the CSV that is made of it. */
  readonly dialect: Dialect;
  readonly name: string;
  readonly columns: LeadColumns;
  /** Another size of block, for tests. */
  readonly blockBytes?: number | undefined;
};

export type ToScan =
  /** Scan this file. It also asks for the first block. */
  | { readonly type: 'scan'; readonly task: ScanTask }
  /** The next block is asked for; the one before the last is not needed any more. */
  | { readonly type: 'more' };

export type FromScan =
  /** The memory of the block is shared. */
  | { readonly type: 'block'; readonly block: LeadBlock }
  | { readonly type: 'end' }
  | { readonly type: 'refused'; readonly refusal: ReadingRefusal };
