/** Reads the leads of a task on this thread. */
import { createLookedTest, createSpeakingTest, toWantedColumns } from './leadColumns.ts';
import { type LeadBlock, type LeadReaderOptions, readLeads } from './leadReader.ts';
import type { ScanTask } from './scanMessages.ts';

/** Reads the blocks of a task (see `readLeads`), on whatever thread. */
export type ReadTask = (
  task: ScanTask,
  options: Pick<LeadReaderOptions, 'signal' | 'pause' | 'sheet'>,
) => AsyncGenerator<LeadBlock, void, undefined>;

/** What the reader is told of a task. */
export function toReading({ name, columns, blockBytes }: ScanTask): Omit<LeadReaderOptions, 'signal'> {
  return {
    name,
    wanted: toWantedColumns(columns),
    isLooked: createLookedTest(columns),
    isSpeaking: createSpeakingTest(columns),
    ...(blockBytes === undefined ? {} : { blockBytes }),
  };
}

/** Reads it here. @throws as `readLeads` does */
export const readHere: ReadTask = (task, options) =>
  readLeads(task.source, task.dialect, { ...toReading(task), ...options });
