/**
 * The entry: our statement "do not call this number", and the pure plans of every change to one.
 * A plan says what the entry becomes and why; the one write path (electron/core/list) carries it out.
 */
import type { Field } from '../../fields.ts';
import { changedDetails, type Details, noDetails, orElse, toDetails } from './details.ts';
import type { Instant } from '../time/instant.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import { coversScope, sameScope, type Scope, type Target, type TargetId, toScope, unionScopes } from './scope.ts';
import { entryWords as say } from '../../words/domain/entry.ts';

export type { CallReference, Details } from './details.ts';

/** Where an entry came from: typed by a person, a file, a script, or a vendor's list. `label` names the file or account. */
export type Source = { readonly kind: 'manual' | 'import' | 'api' | 'vendor'; readonly label: string | null };

/** What an entry says, apart from the number itself: where it holds, and the fields of shared/fields.ts. */
export type Statement = Details & { readonly holds: Scope };

/** One number's entry. A removed entry stays as a tombstone (`removed`), its statement as it last was. */
export type Entry = Statement & {
  readonly number: PhoneNumber;
  /** Grows by one with every change of this entry; order comes from it, never from a clock. */
  readonly seq: number;
  readonly removed: { readonly at: Instant; readonly why: string; readonly by: string } | null;
  readonly source: Source;
  readonly createdAt: Instant;
  readonly createdBy: string;
  readonly changedAt: Instant;
  readonly changedBy: string;
  /** The batch that created it, and the line of its file. */
  readonly batchId: number | null;
  readonly line: number | null;
};

/** Who changes the list, when, and as part of which batch. */
export type Act = {
  readonly at: Instant;
  readonly author: string;
  readonly batchId: number | null;
};

export type AddPlan =
  | { readonly kind: 'added' | 'revived'; readonly after: Entry; readonly why: string }
  | {
      readonly kind: 'changed';
      readonly after: Entry;
      readonly fields: readonly StatementField[];
      readonly why: string;
    }
  | { readonly kind: 'alreadyThere'; readonly entry: Entry; readonly why: string };

export type StatementField = 'holds' | Field;

/** What becomes of a number that is there already, and which targets there are. */
export type AddChoices = {
  readonly onDuplicate: 'keep' | 'fill' | 'update';
  readonly targets: ReadonlyMap<TargetId, Target>;
};

/**
 * Adds a number, or says that it is there. Adding never weakens: the holds of both are taken together. With
 * `onDuplicate: 'keep'` the other fields of an entry that is there stay as they are; with `'fill'` one that
 * names no call takes that of the request: a vendor may need it; with `'update'` those that the request gives (not null) replace them. A removed entry is revived with the request's statement.
 */
export function planAdd(
  existing: Entry | undefined,
  number: PhoneNumber,
  request: Statement & { readonly source: Source; readonly line: number | null },
  act: Act,
  { onDuplicate, targets }: AddChoices,
): AddPlan {
  const created = {
    source: request.source,
    createdAt: act.at,
    createdBy: act.author,
    batchId: act.batchId,
    line: request.line,
  };
  const changed = { changedAt: act.at, changedBy: act.author };
  if (existing === undefined || existing.removed !== null) {
    const after: Entry = {
      ...toStatement(request),
      number,
      seq: (existing?.seq ?? 0) + 1,
      removed: null,
      ...created,
      ...changed,
    };
    return existing === undefined
      ? { kind: 'added', after, why: say.theNumberIsNew }
      : { kind: 'revived', after, why: say.theNumberHadBeen };
  }
  const holds = coversScope(existing.holds, request.holds, targets)
    ? existing.holds
    : unionScopes(existing.holds, request.holds);
  const wanted: Statement = { holds, ...detailsAfter[onDuplicate](existing, request) };
  const fields = changedFields(existing, wanted);
  if (fields.length === 0) return { kind: 'alreadyThere', entry: existing, why: say.theNumberIsAlready };
  const why = fields.includes('holds') ? say.theNumberWasBlocked : say.detailsChanged;
  return { kind: 'changed', after: { ...existing, ...wanted, ...changed, seq: existing.seq + 1 }, fields, why };
}

const detailsAfter = {
  keep: toDetails,
  // A later day, or campaign, is that of another request: under the first one it would be untrue.
  fill: (existing, { callReference }) => orElse(existing, { ...noDetails, callReference }),
  update: (existing, request) => orElse(request, existing),
} satisfies Record<AddChoices['onDuplicate'], (existing: Details, request: Details) => Details>;

/** Replaces the given fields of an entry; an explicit `holds` may narrow. Undefined when nothing differs or it is removed. */
export function planEdit(existing: Entry, patch: Partial<Statement>, act: Act): Entry | undefined {
  if (existing.removed !== null) return undefined;
  const wanted: Statement = { ...toStatement(existing), ...patch, holds: toScope(patch.holds ?? existing.holds) };
  if (changedFields(existing, wanted).length === 0) return undefined;
  return { ...existing, ...wanted, seq: existing.seq + 1, changedAt: act.at, changedBy: act.author };
}

/** Releases a number, leaving a tombstone that says why. Undefined when it is removed already. */
export function planRemove(existing: Entry, why: string, act: Act): Entry | undefined {
  if (existing.removed !== null) return undefined;
  const removed = { at: act.at, why, by: act.author };
  return { ...existing, removed, seq: existing.seq + 1, changedAt: act.at, changedBy: act.author };
}

/** How the reason begins why an entry is gone again that only an undo took back. */
export const takenBack = 'Undone: ';

/** How the undo of a batch says why an entry is gone again; `what` is the batch, such as "import of calls.csv". */
export function toTakenBackWhy(what: string): string {
  return `${takenBack}${what}`;
}

/** Whether the entry is gone because the batch that made it was undone: nobody ever released the number. */
export function isTakenBack({ removed }: Pick<Entry, 'removed'>): boolean {
  return removed !== null && isTakenBackWhy(removed.why);
}

/** Whether that is why an entry is gone. */
export function isTakenBackWhy(why: string): boolean {
  return why.startsWith(takenBack);
}

/** The statement of an entry or request, without what surrounds it. */
export function toStatement(from: Statement): Statement {
  return { holds: from.holds, ...toDetails(from) };
}

/** The fields in which two statements differ. */
export function changedFields(a: Statement, b: Statement): readonly StatementField[] {
  const details = changedDetails(a, b);
  return sameScope(a.holds, b.holds) ? details : ['holds', ...details];
}
