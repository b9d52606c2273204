/** Conflicts in plain words: what happened, what each side says, and what each choice will do. Pure. */
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { assertNever } from '../../../shared/assertNever.ts';
import type { Entry } from '../../../shared/domain/entry.ts';
import type { DayWriter } from '../../../shared/domain/entrySentence.ts';
import type { AccountView, RemoteFields } from '../../../shared/domain/remote.ts';
import { withoutRecord } from '../../../shared/domain/projection.ts';
import type { Target } from '../../../shared/domain/scope.ts';
import type { Conflict } from '../db/conflictRows.ts';
import { nameRecord } from './records.ts';

type Told = { readonly conflict: Conflict; readonly entry: Entry | undefined; readonly account: AccountView };

/** What happened: "Yappr no longer blocks this number; here it is still blocked, since 3 May 2026, because …". */
export function describeConflict({ conflict, entry, account }: Told, toDay: DayWriter): string {
  const { name } = account;
  const since = entry === undefined ? '' : `, since ${toDay(entry.createdAt)}`;
  const because = entry?.reason ? `, because: ${entry.reason.replace(/[.\s]+$/, '')}` : '';
  const here = `here it is still blocked${since}${because}`;
  switch (conflict.kind) {
    case 'goneThere':
      return `${name} no longer blocks this number; ${here}.`;
    case 'weakerThere':
      return `${name} blocks this number for less than was agreed (${describeSide(conflict.theirs, toDay)}); ${here}.`;
    case 'bothChanged':
      return `This number was changed here and at ${name}, differently. ${describeDifference(conflict, name, toDay)}`;
    case 'removedHereChangedThere': {
      const released = entry?.removed ? ` on ${toDay(entry.removed.at)} by ${entry.removed.by}` : '';
      const then = conflict.theirs === null ? 'and is gone there now' : 'so it stays blocked';
      return `This number was released here${released}, but ${name} changed its block since, ${then}.`;
    }
    case 'onlyThere':
      return conflict.theirs === null
        ? `${name} blocked this number and no longer does; nothing here asked for it.`
        : `${name} blocks this number, and nothing here asks for it.`;
    default:
      return assertNever(conflict.kind);
  }
}

function describeSide(side: RemoteFields | null, toDay: DayWriter): string {
  if (side === null) return 'no block';
  const until = side.until === null ? 'for ever' : `until ${toDay(side.until)}`;
  return side.agents === null
    ? until
    : `${until}, for ${side.agents.length === 1 ? 'one agent' : `${side.agents.length} agents`}`;
}

/** What the two sides say differently, field by field. */
function describeDifference({ ours, theirs }: Conflict, name: string, toDay: DayWriter): string {
  if (ours === null || theirs === null) return `${name} says: ${describeSide(theirs, toDay)}.`;
  const quote = (reason: string | null) => (reason === null ? 'none' : `"${reason}"`);
  const sentences: string[] = [];
  if (ours.reason !== theirs.reason)
    sentences.push(`The reason at ${name} is ${quote(theirs.reason)}, here ${quote(ours.reason)}.`);
  if (describeSide(ours, toDay) !== describeSide(theirs, toDay))
    sentences.push(
      `${name} blocks it ${describeSide(theirs, toDay)}; here it is blocked ${describeSide(ours, toDay)}.`,
    );
  return sentences.join(' ') || `${name} blocks it for other agents than are chosen here.`;
}

/** One side as the contract shows it. */
export function toSide(side: RemoteFields | null, account: AccountView, scope: string): ConflictRow['base'] {
  return side === null
    ? null
    : { reason: side.reason, until: side.until, where: nameRecord(account, scope, side.agents) };
}

/** What each choice will do at this vendor and here. */
export function describeEffects(
  { conflict, entry, account }: Told,
  targets: readonly Target[],
): ConflictRow['effects'] {
  const { name, capabilities } = account;
  const removal =
    capabilities.remove === 'api'
      ? `The block is removed at ${name}.`
      : `You are asked to remove the block in ${name}'s dashboard.`;
  const elsewhere = 'Nothing changes at other vendors.';
  const released =
    entry !== undefined && entry.removed === null
      ? 'Other blocks of the number stay.'
      : 'The number can be called again.';
  const { kind, theirs } = conflict;
  switch (kind) {
    case 'goneThere': {
      const left = entry === undefined ? [] : withoutRecord(entry.holds, account, conflict.scope, targets);
      const here =
        left.length === 0
          ? 'The number is released here.'
          : `Here the block no longer covers ${nameRecord(account, conflict.scope, null)}; elsewhere it stays.`;
      return { keepOurs: [`${name} is told to block it again.`, elsewhere], takeTheirs: [here, elsewhere] };
    }
    case 'weakerThere':
    case 'bothChanged':
      return {
        keepOurs: [`${name} is changed to what is here.`, elsewhere],
        takeTheirs: [`Here the block at ${name} becomes what ${name} has.`, elsewhere],
      };
    case 'removedHereChangedThere':
    case 'onlyThere':
      return {
        keepOurs: theirs === null ? [released] : [removal, released],
        takeTheirs: theirs === null ? [released] : [`The number is blocked here as ${name} blocks it.`, elsewhere],
      };
    default:
      return assertNever(kind);
  }
}
