// Questions as a decision names them: by id and version.
import type { ConflictRow } from '../../shared/contract/sync.ts';

/** The question as it was listed; one that nobody asked, where there is none. */
export function toQuestion(row: Pick<ConflictRow, 'id' | 'version'> | undefined): { id: number; version: number } {
  return { id: row?.id ?? 0, version: row?.version ?? 0 };
}
