/**
 * What the next sync of an account would send, from what is known now: the rows that it would take up, each planned by the
 * planner that it asks (record/records.ts). Sends nothing and writes nothing.
 */
import { assertNever } from '../../../../shared/assertNever.ts';
import type { NextSync } from '../../../../shared/contract/sync.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { toE164, toInternational } from '../../../../shared/domain/numbers/number.ts';
import type { RecordAction } from '../../../../shared/domain/vendor/planRecord.ts';
import { type Answer, notFound } from '../../answer.ts';
import type { Clock } from '../../ports.ts';
import type { Records } from '../record/records.ts';
import type { SyncStore } from '../record/syncStore.ts';
import { nextSyncWords as say } from '../../../../shared/words/core/sync/accounts.ts';

type Kind = NextSync['groups'][number]['kind'];
type Group = { count: number; readonly lines: NextSync['groups'][number]['lines'] };

/** Asks what would be sent; NOT_FOUND for an account that is not there. */
export type PreviewSync = (account: AccountId) => Promise<Answer<NextSync>>;

const rowsAtOnce = 500;
/** Of each kind: enough to see what it is about. */
const mostLines = 10;
/** Blocks go before what takes something away, as in push.ts. */
const order: readonly Kind[] = ['add', 'change', 'lookUp', 'remove', 'settled', 'wait', 'person'];

/** Prepares the preview. It works in slices between which other calls are answered. */
export function createPreviewSync(parts: {
  readonly store: Pick<SyncStore, 'accounts' | 'outbox' | 'loadViews' | 'runs'>;
  readonly records: Pick<Records, 'planOwed'>;
  readonly clock: Pick<Clock, 'now' | 'breathe'>;
}): PreviewSync {
  const { store, records, clock } = parts;
  return async (account) => {
    const stored = store.accounts.load(account);
    if (stored === undefined) return notFound(say.thisAccountIsNot);
    const groups = new Map<Kind, Group>();
    const now = clock.now();
    let later = 0;
    for (let after = 0; ;) {
      const rows = store.outbox.listReady(account, Number.MAX_SAFE_INTEGER, after, rowsAtOnce);
      const last = rows.at(-1);
      if (last === undefined) break;
      after = last.id;
      later += rows.filter(({ nextAt }) => nextAt !== null && nextAt > now).length;
      const ids = new Set(rows.map(({ id }) => id));
      for (const { owed, number, place, action } of records.planOwed(account, [
        ...new Set(rows.map((row) => row.number)),
      ])) {
        if (!ids.has(owed)) continue;
        const group = take(groups, toKind(action));
        group.count += 1;
        if (group.lines.length < mostLines)
          group.lines.push({ number: toE164(number), international: toInternational(number), place, why: action.why });
      }
      await clock.breathe();
    }
    const { parked, needsInput, manual } = store.outbox.counts(account);
    if (parked + needsInput + manual > 0) take(groups, 'person').count += parked + needsInput + manual;
    return {
      ok: true,
      value: {
        account,
        groups: order.flatMap((kind) => {
          const group = groups.get(kind);
          return group === undefined ? [] : [{ kind, ...group }];
        }),
        notes: listNotes(stored.name, {
          later,
          isHeld: !store.loadViews().some(({ id }) => id === account),
          isSuspicious: store.runs.loadSuspicious(account) !== undefined,
        }),
      },
    };
  };
}

function take(groups: Map<Kind, Group>, kind: Kind): Group {
  const group = groups.get(kind) ?? { count: 0, lines: [] };
  groups.set(kind, group);
  return group;
}

function toKind({ kind }: RecordAction): Kind {
  switch (kind) {
    case 'add':
    case 'wait':
      return kind;
    case 'update':
      return 'change';
    case 'removeThere':
      return 'remove';
    case 'readBack':
      return 'lookUp';
    case 'nothing':
      return 'settled';
    case 'removeByHand':
    case 'needsCallReference':
    case 'park':
      return 'person';
    default:
      return assertNever(kind);
  }
}

function listNotes(
  name: string,
  { later, isHeld, isSuspicious }: { readonly later: number; readonly isHeld: boolean; readonly isSuspicious: boolean },
): string[] {
  return [
    ...(isHeld ? [say.itIsAskedUnderConflicts(name)] : []),
    ...(isSuspicious ? [say.whatShowedLastIs(name)] : []),
    ...(later > 0 ? [say.forALaterTryAs(later)] : []),
    say.isReadAsWellWhat(name),
  ];
}
