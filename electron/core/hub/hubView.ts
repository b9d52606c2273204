/** How the shared list stands, as the page and the command line show it, and whether it leaves a number in doubt. */
import type { HubRequestView, HubView } from '../../../shared/contract/hub.ts';
import { toE164, toInternational, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { tellVendorsAt, upgradeWaits } from '../../../shared/words/otherDesks.ts';
import type { AskedBlock, HubRequestRow } from '../db/sync/hubRequestRows.ts';
import type { HubDesk } from '../db/sync/hubRows.ts';
import { mayWeaken } from './hubPort.ts';
import type { HubStore } from './share/hubStore.ts';
import { hubViewWords as say } from '../../../shared/words/core/hub.ts';

const shown = 100;
const hourMs = 3_600_000;

/** `host:port/database`. */
export const placeOf = ({ host, port, database }: Pick<HubDesk, 'host' | 'port' | 'database'>): string =>
  `${host}:${port}/${database}`;

/** Null: this desk shares no list. */
export function toView({ rows, requests }: Pick<HubStore, 'rows' | 'requests'>): HubView | null {
  const hub = rows.load();
  if (hub === undefined) return null;
  const { waiting, refused: refusedCount } = rows.countOwed();
  const refused = rows
    .listRefused(shown)
    .map(({ number, refused: why }) => ({ number: toE164(toPhoneNumber(number)), why }));
  const { login, name, role, readAt, openHours, vendorsAt } = hub;
  return {
    place: placeOf(hub),
    login,
    name,
    role,
    waiting,
    refused,
    refusedCount,
    openHours,
    vendorsAt,
    notes: describeMore(hub),
    requests: requests.listOpen(shown).map((request) => toRequest(request, requests.blockOf(request.number))),
    requestCount: requests.countOpen(),
    mayAnswer: mayWeaken(role),
    problem: hub.problem,
    isStopped: hub.problemKind === 'suspicious',
    ...describe(hub, waiting, refusedCount),
    readAt: readAt === null ? null : toInstant(readAt),
  };
}

/** What came to the number after somebody asked to release it, by the clocks of both desks; '': nothing. */
export function describeSince({ kind, at }: HubRequestRow, block: AskedBlock | undefined): string {
  if (kind !== 'release' || block === undefined || block.changedAt <= at) return '';
  return ` ${say.blockedOrChangedSince(block.changedBy, toInstant(block.changedAt))}`;
}

function toRequest(request: HubRequestRow, block: AskedBlock | undefined): HubRequestView {
  const { id, kind, why, askedBy, at } = request;
  const number = toE164(toPhoneNumber(request.number));
  const reason = why.replace(/[.\s]+$/, '');
  const named = toInternational(toPhoneNumber(request.number));
  const asked =
    kind === 'release' ? say.asksToRelease(askedBy, named, reason) : say.releasedOrNarrowed(askedBy, named, reason);
  const sentence = `${asked}${describeSince(request, block)}`;
  return { id, number, kind, why, askedBy, at: toInstant(at), sentence, version: block?.version ?? 0 };
}

function describe(
  { problem, problemKind, readAt, role }: HubDesk,
  waiting: number,
  refused: number,
): Pick<HubView, 'state' | 'sentence'> {
  const owed = waiting === 0 ? '' : role === 'reader' ? say.heldHereAlone(waiting) : say.toBeShared(waiting);
  const kept = refused === 0 ? '' : say.notSharedHereThe(refused);
  const again = problemKind === 'unreachable' ? say.triedAgain : '';
  if (problem !== null) return { state: 'problem', sentence: `${problem}${again}${owed}${kept}` };
  if (readAt === null)
    return {
      state: 'copying',
      sentence: say.theSharedListWas(owed),
    };
  if (waiting > 0) return { state: 'waiting', sentence: `${owed.trim()}${kept}` };
  return refused > 0
    ? { state: 'problem', sentence: say.elseInStep(kept) }
    : { state: 'inStep', sentence: say.inStepWithTheShared };
}

function describeMore({ vendorsAt, upgradeWaits: isOlder, readAt }: HubDesk): string[] {
  return [
    ...(vendorsAt === null ? [] : [tellVendorsAt(vendorsAt)]),
    ...(readAt !== null && isOlder === 1 ? [upgradeWaits] : []),
  ];
}

/** Why no number is callable now because of the shared list; null: it is no reason. `now`: epoch milliseconds. */
export function findHubDoubt({ rows }: Pick<HubStore, 'rows'>, now: number): string | null {
  const hub = rows.load();
  if (hub === undefined) return null;
  if (hub.readAt === null) return say.thisDeskHasNotRead;
  if (hub.problemKind === 'otherHub') return hub.problem;
  // A reading that is still to come was noted by a clock that was wrong, or that is wrong now.
  if (hub.openHours !== null && Math.abs(now - hub.readAt) > hub.openHours * hourMs)
    return say.theSharedListWasLast(toInstant(hub.readAt), hub.openHours);
  return null;
}
