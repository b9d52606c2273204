/** Conflicts in plain words: what happened, what each side says, and what is known of the vendor's side. Pure. */
import type { ConflictRow } from '../../../../shared/contract/sync.ts';
import { assertNever } from '../../../../shared/assertNever.ts';
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import type { DayWriter } from '../../../../shared/domain/time/dayWriter.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { AccountView, RemoteFields, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import { countOf } from '../../../../shared/words/counts.ts';
import type { Conflict, Decided, Resolution } from '../../db/sync/conflictRows.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import { isListGone } from '../../../../shared/domain/vendor/projection.ts';
import { nameLists } from '../record/records.ts';

type Told = { readonly conflict: Conflict; readonly entry: Entry | undefined; readonly account: AccountView };

/** What happened: "Yappr no longer blocks this number; here it is still blocked, since 3 May 2026, because …". */
export function describeConflict(
  {
    conflict,
    entry,
    account,
    scopes,
    isPutPartly,
  }: Told & {
    /** The lists that it is about. */
    readonly scopes: readonly RemoteList[];
    /** On some of the lists nothing was put back. */
    readonly isPutPartly: boolean;
  },
  toDay: DayWriter,
): string {
  const name = scopes.length === 1 ? account.name : nameLists(account, scopes, null);
  const since = entry === undefined ? '' : `, since ${toDay(entry.createdAt)}`;
  const because = entry?.reason ? `, because: ${entry.reason.replace(/[.\s]+$/, '')}` : '';
  const here = `here it is still blocked${since}${because}`;
  const released = entry?.removed ? ` on ${toDay(entry.removed.at)} by ${entry.removed.by}` : '';
  // The last word of a list that is gone is no word about now.
  const lost = isListGone(account, conflict.scope) ? nameLists(account, scopes, null) : null;
  switch (conflict.kind) {
    case 'goneThere':
      return conflict.put === null
        ? `${name} no longer blocks this number; ${here}.`
        : `The block of this number was gone at ${name}, and was put back there once${isPutPartly ? ', where that could be done,' : ''} while this is open; ${here}.`;
    case 'weakerThere': {
      const less = describeSide(conflict.theirs, toDay);
      return conflict.put === null
        ? `${name} blocks this number for less than was agreed (${less}); ${here}.`
        : `${name} made its block of this number less than was agreed (${less}); what was agreed was put there again once while this is open; ${here}.`;
    }
    case 'bothChanged': {
      const put = conflict.put === null ? '' : ` The stronger of both was put there once while this is open.`;
      return `This number was changed here and at ${name}, differently. ${describeDifference(conflict, name, toDay)}${put}`;
    }
    case 'removedHereChangedThere': {
      if (lost !== null)
        return `This number was released here${released}, but ${lost} had changed its block. ${name} no longer knows this agent; here it stays blocked.`;
      const then =
        conflict.theirs === null ? 'and is gone there now; here it stays blocked' : 'so it stays blocked here';
      return `This number was released here${released}, but ${name} changed its block since, ${then}.`;
    }
    case 'onlyThere':
      if (lost !== null)
        return `${lost} blocked this number, and nothing here asks for it. ${name} no longer knows this agent.`;
      return conflict.theirs === null
        ? `${name} blocked this number and no longer does; nothing here asked for it.`
        : `${name} blocks this number, and nothing here asks for it.`;
    default:
      return assertNever(conflict.kind);
  }
}

function describeSide(side: RemoteFields | null, toDay: DayWriter): string {
  if (side === null) return 'no block';
  const until = side.until === null ? 'for ever' : `until ${toDay.end(side.until)}`;
  if (side.agents === null) return until;
  return `${until}, for ${side.agents.length === 0 ? 'agents at rest' : countOf(side.agents.length, 'agent')}`;
}

/** What the two sides say differently, field by field. */
function describeDifference({ ours, theirs }: Conflict, name: string, toDay: DayWriter): string {
  if (ours === null || theirs === null) return `${name} says: ${describeSide(theirs, toDay)}.`;
  const quote = (reason: string | null) => (reason === null ? 'none' : `"${reason}"`);
  const sentences: string[] = [];
  if (ours.reason !== theirs.reason)
    sentences.push(`The reason at ${name} became ${quote(theirs.reason)}, here ${quote(ours.reason)}.`);
  if (describeSide(ours, toDay) !== describeSide(theirs, toDay))
    sentences.push(
      `The block at ${name} became one ${describeSide(theirs, toDay)}; here it is ${describeSide(ours, toDay)}.`,
    );
  return sentences.join(' ') || `At ${name} other agents were chosen than here.`;
}

/** One side as the contract shows it. */
export function toSide(
  side: RemoteFields | null,
  account: AccountView,
  scopes: readonly RemoteList[],
): ConflictRow['base'] {
  return side === null
    ? null
    : { reason: side.reason, until: side.until, where: nameLists(account, scopes, side.agents) };
}

/** What is known of the vendor's side of one record: what was agreed, sent, answered, seen and decided, oldest first. */
export function describeThere(
  { conflict, account }: Told,
  {
    facts,
    decided,
    lastScanAt,
  }: { facts: RemoteFacts | undefined; decided: readonly Decided[]; lastScanAt: number | null },
  toDay: DayWriter,
): ConflictRow['there'] {
  const { name } = account;
  const lines: { at: number; sentence: string }[] = [];
  for (const { openedAt, kind, resolvedAt, resolution, by } of decided) {
    lines.push({ at: openedAt, sentence: `${name} and this list disagreed before (${kindWords[kind]}).` });
    lines.push({ at: resolvedAt, sentence: resolutionWords[resolution](by) });
  }
  if (facts?.sentAt != null)
    lines.push({ at: facts.sentAt, sentence: `Sent to ${name}. ${facts.sentAnswer ?? 'It has not answered.'}` });
  if (facts?.baseAt != null && conflict.base !== null)
    lines.push({ at: facts.baseAt, sentence: `Both sides agreed: ${describeRecord(conflict.base, toDay)}.` });
  lines.push({ at: conflict.openedAt, sentence: `Seen at ${name}: ${describeRecord(conflict.theirs, toDay)}.` });
  if (conflict.put !== null && conflict.putAt !== null)
    lines.push({
      at: conflict.putAt,
      sentence: `Put there until this is decided: ${describeRecord(conflict.put, toDay)}.`,
    });
  const lookedAt = Math.max(facts?.seenAt ?? 0, lastScanAt ?? 0);
  if (lookedAt > conflict.openedAt)
    lines.push({ at: lookedAt, sentence: `Last looked at: ${describeRecord(facts?.seen ?? null, toDay)}.` });
  return lines.toSorted((a, b) => a.at - b.at).map(({ at, sentence }) => ({ at: toInstant(at), sentence }));
}

function describeRecord(side: RemoteFields | null, toDay: DayWriter): string {
  if (side === null) return 'no block';
  return `blocked ${describeSide(side, toDay)}${side.reason === null ? '' : `, "${side.reason}"`}`;
}

const kindWords = {
  goneThere: 'gone there',
  weakerThere: 'weaker there',
  bothChanged: 'changed on both sides',
  removedHereChangedThere: 'removed here, changed there',
  onlyThere: 'only there',
} as const satisfies Record<Conflict['kind'], string>;

const resolutionWords = {
  keepOurs: (by) => `${by} kept ours.`,
  takeTheirs: (by) => `${by} took theirs.`,
  edit: (by) => `${by} decided it with an edit.`,
  settled: () => 'Both sides came together by themselves.',
  accountRemoved: () => 'The account was removed.',
} as const satisfies Record<Resolution, (by: string) => string>;
