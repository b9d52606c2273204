/**
 * Remembers which records a person's act was about. When a person releases a number, or gives its block an earlier end or
 * fewer agents, the records that are known at that moment are the ones that may be removed because of it: whatever is
 * there later is another statement. An undo and a vendor's change name nothing: they are about what we made.
 */
import { type Entry, isTakenBack } from '../../../../shared/domain/entry/entry.ts';
import { laterUntil, sameScope, type Scope } from '../../../../shared/domain/entry/scope.ts';
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import { coversAgents } from '../../../../shared/domain/vendor/merge.ts';
import { projectScope, type WantedShape } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import type { EntryChange, ListAct } from '../../list/write/entryChange.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import { toNamed } from './knownRecords.ts';
import type { SyncStore } from './syncStore.ts';

/** Notes for every known record of these numbers what the change says about it. In the caller's transaction. */
export function noteActs(
  remotes: SyncStore['remotes'],
  views: readonly AccountView[],
  changes: readonly EntryChange[],
  act: ListAct,
): void {
  const concerned = views.length === 0 ? [] : changes.filter(isAboutBlock);
  if (concerned.length === 0) return;
  const known = Map.groupBy(remotes.listOfNumbers(concerned.map(({ after }) => after.number)), ({ number }) => number);
  const covers = new Map(views.map((view) => [view.id, createCover(view, act.at)]));
  for (const change of concerned)
    for (const facts of known.get(change.after.number) ?? []) {
      const cover = covers.get(facts.account);
      if (cover === undefined) continue;
      const saysLess = isRelease(change) || isLess(cover(change.before, facts), cover(change.after, facts));
      if (saysLess) {
        if (isByPerson(change, act)) remotes.saveNamed(facts, toNamed(facts));
      } else if (facts.named !== null && isLess(cover(change.after, facts), cover(change.before, facts)))
        remotes.saveNamed(facts, null);
    }
}

function isAboutBlock({ before, after }: EntryChange): boolean {
  if (before === undefined) return false;
  return before.removed !== after.removed || !sameScope(before.holds, after.holds);
}

function isRelease({ before, after }: EntryChange): boolean {
  return before?.removed === null && after.removed !== null;
}

/** An undo that brings a person's release back is that release. */
function isByPerson({ after }: EntryChange, { kind }: ListAct): boolean {
  if (kind === 'pull') return false;
  return kind !== 'undo' || (after.removed !== null && !isTakenBack(after));
}

type Cover = Pick<WantedShape, 'until' | 'agents'> | null;

/** What an entry asks for on the list of a record, with its end even where the vendor keeps none. */
function createCover(
  view: AccountView,
  at: Instant,
): (entry: Entry | undefined, of: Pick<RemoteFacts, 'scope'>) => Cover {
  const { capabilities } = view;
  const keeps = { ...capabilities.keeps, expiry: { how: 'kept', note: '' } as const };
  const exact = { ...view, capabilities: { ...capabilities, keeps } };
  const shapes = new Map<Scope, readonly WantedShape[]>();
  return (entry, { scope }) => {
    if (entry === undefined || entry.removed !== null) return null;
    const found = shapes.get(entry.holds) ?? projectScope(entry.holds, exact, at);
    if (shapes.size < 1000) shapes.set(entry.holds, found);
    return found.find((shape) => shape.scope === scope) ?? null;
  };
}

/** Whether the second covers less than the first, in time or in agents. */
function isLess(before: Cover, after: Cover): boolean {
  if (before === null || after === null) return before !== null;
  return laterUntil(before.until, after.until) !== after.until || !coversAgents(after.agents, before.agents);
}
