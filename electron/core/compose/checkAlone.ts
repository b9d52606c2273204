/**
 * `check` for a command that ends with it: the list, its open conflicts and the registries are asked on a connection that only reads,
 * and no desk is opened, most of whose start a check has no use for. Wherever a start would have something to do or to tell, or the
 * answer needs more, nothing is answered here, and a desk is opened.
 */
import { existsSync } from 'node:fs';
import { join } from 'node:path';
import type { CheckResult } from '../../../shared/contract/entries.ts';
import { createDayWriter } from '../../../shared/domain/time/dayWriter.ts';
import { createEntryLoader } from '../db/entries/entryRows.ts';
import type { ReadableDb } from '../db/handles.ts';
import { findNotedLack } from '../db/headFile.ts';
import { databaseName, isCurrent } from '../db/openDatabase.ts';
import { openDeskView } from '../gate/deskView.ts';
import { type CheckInput, checkNumbers } from '../list/commands/checkNumbers.ts';
import type { Clock } from '../ports.ts';

/**
 * The results, as a desk gives them; undefined: only a desk can tell. The caller owns the data directory.
 * @throws SQLite's errors where the database cannot be read: a desk says what to do
 */
export function checkAlone(
  parts: {
    readonly dataDir: string;
    readonly migrationsDir: string;
    readonly systemZone: () => string;
    readonly clock: Clock;
  },
  input: CheckInput,
): readonly CheckResult[] | undefined {
  const file = join(parts.dataDir, databaseName);
  if (!existsSync(file) || !isCurrent(file, parts.migrationsDir)) return undefined;
  const view = openDeskView({ ...parts, lack: () => null, notesTime: true });
  try {
    return view.look(() => {
      if (needsDesk(view.db, file)) return undefined;
      let isTold = true;
      const deps = {
        ...view.deps,
        store: { entries: createEntryLoader(view.db) },
        toDay: createDayWriter(view.settings.zone),
        records: {
          // Which vendors may call meanwhile is told by their records.
          rowsFor() {
            isTold = false;
            return [];
          },
        },
      };
      const checked = checkNumbers(deps, view.decide, input);
      return checked.ok && isTold ? checked.value : undefined;
    });
  } finally {
    view.close();
  }
}

/** Whether a start takes something back, or tells that something is missing, or where the list is shared. */
function needsDesk(db: ReadableDb, file: string): boolean {
  const has = (sql: string) => db.prepare<[], number>(`SELECT EXISTS (${sql})`).pluck().get() === 1;
  return (
    has("SELECT 1 FROM batch WHERE state = 'applying'") || has('SELECT 1 FROM hub') || findNotedLack(db, file) !== null
  );
}
