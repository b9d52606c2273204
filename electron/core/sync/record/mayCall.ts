/**
 * Whether a vendor may call a number that is blocked here, as it was last seen there: the one place that says so, for the
 * grid, the list, conflicts, accounts, `check` and the command line. Pure.
 */
import { unlessOver } from '../../../../shared/domain/vendor/merge.ts';
import { projectScope, toComparable } from '../../../../shared/domain/vendor/projection.ts';
import type { AccountView, RemoteFields } from '../../../../shared/domain/vendor/remote.ts';
import type { RecordFacts } from './recordFacts.ts';
import { mayCallWords as say } from '../../../../shared/words/core/sync/record.ts';

type RecordSides = Omit<RecordFacts, 'mailsAllowed' | 'clockAgrees' | 'suspiciousScan'>;

/**
 * "Yappr may call this number now.", for which agents where only some may; null where the vendor blocks it for everybody
 * for whom it is blocked here, where nothing blocks it here, and where no vendor's side can be seen. While it is not known what a
 * request did, the vendor may have it as it was last seen or as it was sent: where one of the two lets it be called, it may be
 * called, and what is said names the doubt.
 */
export function describeMayCall(record: RecordSides): string | null {
  const held = agentsHeld(record);
  if (held === undefined || held?.length === 0) return null;
  const { facts, owed } = record;
  const seen = isTakenOnTrust(record) ? null : describeFree(record, held, facts?.seen ?? null);
  if (owed?.state !== 'unknown') return seen === null ? null : say.asLastSeen(seen);
  const sent = owed.sent === undefined ? null : describeFree(record, held, owed.sent);
  const free = seen ?? sent;
  if (free === null) return null;
  return seen === sent ? say.asLastSeen(free) : say.notConfirmed(free);
}

/** A vendor that took it, and shows neither a list nor one record. */
function isTakenOnTrust({ account: { capabilities }, facts }: RecordSides): boolean {
  return capabilities.list === 'none' && !capabilities.lookup && facts?.base != null;
}

/** "Yappr / Sales may call this number", where the vendor has it so; null where it blocks it for all who are held back here. */
function describeFree(
  { account, scope, at }: RecordSides,
  held: readonly string[] | null,
  side: RemoteFields | null,
): string | null {
  const there = unlessOver(side, at);
  if (there === null) return say.mayCallThisNumber(nameCaller(account, scope, held));
  if (there.agents === null) return null;
  const blocked = there.agents;
  if (held === null) return say.mayCallThisNumberNow(account.name, nameAgents(account, blocked));
  const free = held.filter((agent) => !blocked.includes(agent));
  return free.length === 0 ? null : say.mayCallThisNumber(nameCaller(account, scope, free));
}

/** The vendor's active agents for whom it is blocked here, as a record names them; null: all. Undefined: for nobody. */
function agentsHeld({
  ours,
  conflict,
  account,
  scope,
  at,
}: Pick<RecordFacts, 'ours' | 'conflict' | 'account' | 'scope' | 'at'>) {
  const kept = conflict === undefined ? [] : projectScope(conflict.holds, account, at);
  const meanwhile = kept.filter((shape) => shape.scope === scope).map(({ agents }) => agents);
  const sides = [...(ours.kind === 'wanted' ? [ours.record.fields.agents] : []), ...meanwhile];
  if (sides.length === 0) return undefined;
  const agents = sides.some((side) => side === null) ? null : [...new Set(sides.flatMap((side) => side ?? []))];
  return toComparable({ reason: null, until: null, agents }, account).agents;
}

function nameCaller(account: AccountView, scope: string, agents: readonly string[] | null): string {
  const ids = scope === '' ? (agents ?? []) : [scope];
  return ids.length === 0 ? account.name : `${account.name} / ${nameAgents(account, ids)}`;
}

function nameAgents({ targets }: AccountView, ids: readonly string[]): string {
  return ids.map((id) => targets.find(({ remoteId }) => remoteId === id)?.name ?? id).join(', ');
}
