/** All that is known here of one remote record when something is said about it. */
import type { Instant } from '../../../../shared/domain/time/instant.ts';
import type { PhoneNumber } from '../../../../shared/domain/numbers/number.ts';
import type { OurSide } from '../../../../shared/domain/vendor/ours.ts';
import type { AccountView, RemoteList } from '../../../../shared/domain/vendor/remote.ts';
import type { Conflict } from '../../db/sync/conflictRows.ts';
import type { Owed } from '../../db/sync/outboxRows.ts';
import type { RemoteFacts } from '../../db/sync/remoteRows.ts';

export type RecordFacts = {
  readonly ours: OurSide;
  readonly facts: RemoteFacts | undefined;
  readonly owed: Owed | undefined;
  readonly conflict: Conflict | undefined;
  readonly account: AccountView;
  readonly scope: RemoteList;
  /** The scan of this remote list that stopped as suspicious and waits for a person, if one does. */
  readonly suspiciousScan: number | undefined;
  /** Whether adds may be sent at a vendor that sends an e-mail for each one. */
  readonly mailsAllowed: boolean;
  /** Whether this computer's clock is believed where time alone would take something away at this vendor. */
  readonly clockAgrees: boolean;
  /** Another form of the number that is blocked here, and of which the vendor may keep the same record. */
  readonly otherForm: () => PhoneNumber | null;
  readonly at: Instant;
};
