/** What a vendor shows of a record whose entry was redacted here: its old words do not come back. Pure. */
import type { Entry } from '../../../../shared/domain/entry/entry.ts';
import { redacted } from '../../../../shared/domain/entry/redaction.ts';
import type { AccountView } from '../../../../shared/domain/vendor/remote.ts';
import { isCutOf, isSameText } from '../../../../shared/domain/vendor/vendorText.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';
import type { Observation } from './observation.ts';

type Known = { readonly facts: RemoteFacts | undefined; readonly entry: Entry | undefined };

/**
 * Reads such a sight as if the vendor said the same as we, so that its words are not taken over, compared or kept, until it was
 * sent others. What it makes of a reason that it was sent since is read as it is.
 */
export function readRedacted(shown: Observation, { facts, entry }: Known, account: AccountView): Observation {
  if (entry?.reason !== redacted && facts?.base?.reason !== redacted) return shown;
  const { theirs, twins, sent, absent } = shown;
  const isOurs =
    sent?.reason != null &&
    theirs?.reason != null &&
    (isSameText(sent.reason, theirs.reason) || isCutOf(sent.reason, theirs.reason));
  const keepsReason = account.capabilities.keeps.reason.how === 'kept';
  return {
    ...shown,
    theirs: theirs === null || isOurs || !keepsReason ? theirs : { ...theirs, reason: redacted },
    absent: keepsReason ? absent.filter((field) => field !== 'reason') : absent,
    evidence: undefined,
    twins: twins.map((twin) => ({ ...twin, evidence: undefined })),
  };
}
