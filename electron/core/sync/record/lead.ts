/**
 * Whether this desk may ask a vendor. Of the desks that share a list one leads each account (core/hub/lead); a desk that shares none
 * leads all of its own.
 */
import type { AccountLead } from '../../../../shared/contract/sync.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import { needsPerson, type Refusal } from '../../answer.ts';
import { leadWords as say } from '../../../../shared/words/core/sync/record.ts';

export type Lead = {
  /** Why nothing is asked of the account's vendor from here, and nothing that is known of it is changed; null: it may be. */
  readonly refuse: (account: AccountId) => string | null;
  /** A person asks for a run: leads if that is free, else asks whoever leads. Same answer. */
  readonly reach: (account: AccountId) => Promise<string | null>;
  /** Called before a write leaves: the others hear of it first. Same answer: then it does not leave. */
  readonly announce: (account: AccountId) => Promise<string | null>;
  /** Whether the account's lists are to be read whole before anything is taken away there. */
  readonly mustRead: (account: AccountId) => boolean;
  readonly noteRead: (account: AccountId) => void;
  /** Who leads; null: the account is not shared. */
  readonly tell: (account: AccountId) => AccountLead | null;
};

/** The lead of a desk that shares no list. */
export const alone: Lead = {
  refuse: () => null,
  reach: () => Promise.resolve(null),
  announce: () => Promise.resolve(null),
  mustRead: () => false,
  noteRead: () => undefined,
  tell: () => null,
};

/** Why something about the account is not to be changed here; undefined: it may be. */
export function refuseFollowing({ refuse }: Pick<Lead, 'refuse'>, account: AccountId): Refusal | undefined {
  const refused = refuse(account);
  return refused === null ? undefined : needsPerson(say.thisIsDoneAtThe(refused));
}
