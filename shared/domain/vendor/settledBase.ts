/** What a sight of a record says about a request whose outcome was not known. Pure. */
import { echoAfter, readThrough } from './echo.ts';
import { differing } from './merge.ts';
import { toComparable } from './projection.ts';
import type { AccountView, RemoteFields } from './remote.ts';

/**
 * The base to merge with, once the record has been read again after a request with unknown outcome. If the vendor now
 * has exactly what that request asked for, that is what both sides last agreed on, whatever was wanted since.
 */
export function settledBase(
  base: RemoteFields | null,
  sent: RemoteFields | null | undefined,
  theirs: RemoteFields | null,
  account: AccountView,
): RemoteFields | null {
  if (sent === undefined) return base;
  if (sent === null || theirs === null) return sent === theirs ? null : base;
  return isWhatWasSent(sent, theirs, account) ? theirs : base;
}

/** Whether a record says what was sent, in the vendor's way of writing it. */
function isWhatWasSent(sent: RemoteFields, theirs: RemoteFields, account: AccountView): boolean {
  const { update } = account.capabilities;
  const told = toComparable(sent, account);
  const came = toComparable(theirs, account);
  return differing(told, readThrough(came, echoAfter(null, null, told, came, update)), update).length === 0;
}
