/**
 * Takes over what another database of this desk blocks and this one does not. It is asked before a backup takes the place
 * of the list: what was blocked after the backup was made stays blocked, unless a person releases it by name. Through
 * the one write path, as one batch.
 */
import { planAdd } from '../../../../shared/domain/entry/entry.ts';
import { parseE164 } from '../../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { Answer } from '../../answer.ts';
import { inTransaction } from '../../db/handles.ts';
import { countChanges } from '../write/batchWork.ts';
import type { EntryChange } from '../write/entryChange.ts';
import type { ListDeps } from './listDeps.ts';
import { eachPair, readOther } from './otherList.ts';
import { keepBlockedWords as say } from '../../../../shared/words/core/list.ts';

/**
 * Blocks here what the database at this path blocks and this list does not, apart from the numbers in `release`, as one
 * batch with the given label. Who blocked a number, when and why is taken over with it.
 */
export function keepBlocked(
  deps: ListDeps,
  { path, release, label }: { path: string; release: readonly string[]; label: string },
): Promise<Answer<{ batch: number | null; changed: number }>> {
  const released = new Set<number | undefined>(release.map((text) => parseE164(text)));
  const { store } = deps;
  const at = toInstant(deps.clock.now());
  const { author } = deps.settings.load();
  const targets = deps.targets();
  return readOther(path, async (other) => {
    let batch: number | null = null;
    let changed = 0;
    for (const pairs of eachPair(deps, other)) {
      await deps.clock.breathe();
      const kept = pairs.filter(({ there, isLacking }) => isLacking && !released.has(there.number));
      if (kept.length === 0) continue;
      inTransaction(store.db, (open) => {
        const why = say.theyWereBlockedAfter;
        batch ??= store.batches.save({ kind: 'add', label, author, at, state: 'applied', details: { why } });
        const act = { at, author, batchId: batch };
        const changes = kept.flatMap(({ there, here }): EntryChange[] => {
          const { number, source, line, createdAt, createdBy } = there;
          const plan = planAdd(here, number, { ...there, source, line }, act, { onDuplicate: 'keep', targets });
          if (plan.kind === 'alreadyThere') return [];
          const after = plan.kind === 'changed' ? plan.after : { ...plan.after, createdAt, createdBy };
          return [{ before: here, after }];
        });
        store.batches.count(batch, countChanges(changes));
        store.writer.write(open, changes, { ...act, kind: 'add' });
        changed += changes.length;
      });
    }
    deps.events.publish({ type: 'changed', topics: ['list', 'batches'] });
    return { batch, changed };
  });
}
