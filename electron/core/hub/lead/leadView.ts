/** Who tells a vendor, as the page and the command line say it. A desk that does not lead says what it heard, and of when that is. */
import type { AccountLead } from '../../../../shared/contract/sync.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { HubLeaseRow } from '../../db/sync/hubLeaseRows.ts';
import { tellVendorsAt, unknownDesk } from '../../../../shared/words/otherDesks.ts';
import { readAccount } from './factWords.ts';
import { leadViewWords as say } from '../../../../shared/words/core/hub.ts';

/** What is known here of who leads an account. `isHere`: this process does; `mayTell`: and its lease holds. */
export type LeadFacts = {
  readonly row: HubLeaseRow;
  readonly account: string;
  readonly isHere: boolean;
  /** The lease is one that this desk took before it was opened. */
  readonly isOwnDesk: boolean;
  readonly mayTell: boolean;
  readonly hasToken: boolean;
  readonly forMs: number;
  /** For how many milliseconds nothing was heard of the lease, whatever somebody did to the computer's clock meanwhile. */
  readonly heardFor: number;
};

/** Why nothing is asked of the vendor from here; null: this desk leads. */
export function describeRefusal(facts: LeadFacts): string | null {
  if (facts.isHere && facts.mayTell) return null;
  return facts.isHere ? describeCutOff(facts.account) : describeOther(facts);
}

/** Whether the one who led when it was last heard of can still be taken to lead. */
function isHeard({ row, forMs, heardFor }: LeadFacts): boolean {
  return row.isLive && heardFor < forMs;
}

function describeCutOff(account: string): string {
  return say.theSharedListCannot(account);
}

function describeOther(facts: LeadFacts): string {
  const { row, account, isOwnDesk } = facts;
  if (row.isLive && isOwnDesk) return say.thisDeskToldWhen(account);
  const whose = row.name === null ? say.anotherDesk : say.theDeskOf(row.name);
  if (isHeard(facts)) return say.isToldBySince(account, whose, toInstant(row.since));
  if (row.isLive) return say.wasToldByWhenThe(account, whose, toInstant(row.heardAt));
  const before = row.desk === null ? '' : say.lastItWasUntil(whose, toInstant(row.saidAt));
  const next = facts.hasToken ? say.thisDeskTakesOver : say.enterItsTokenHere;
  return say.nobodyTellsNow(account, before, next);
}

/** The account as a desk shows it that does not lead, or cannot know whether it does; null: it leads, and knows by itself. */
export function toAccountLead(facts: LeadFacts): AccountLead | null {
  const { row, isHere, mayTell } = facts;
  if (isHere && mayTell) return { name: row.name, since: toInstant(row.since), isHere, state: null, sentence: null };
  const told = readAccount(row.said).says;
  const isFresh = !isHere && isHeard(facts);
  const asOf = told === undefined ? '' : say.asOf(toInstant(row.saidAt), told.sentence);
  return {
    name: row.name,
    since: row.desk === null ? null : toInstant(row.since),
    isHere,
    // What was in step then is not known to be so now.
    state: isFresh && told !== undefined ? told.state : 'offline',
    sentence: `${describeRefusal(facts) ?? ''}${asOf}`,
  };
}

/** A desk of before, which knows no leases, holds all accounts. */
export function tellHolder(name: string): string {
  return name === unknownDesk ? tellVendorsAt(name) : say.vendorsAreToldBy(name);
}
