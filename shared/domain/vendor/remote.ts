/**
 * The vendor's side, in the domain's words: remote records, what a vendor keeps of an entry (its capabilities), and the
 * account as the planner sees it. Adapters translate between these and the wire; the planner never sees a wire shape.
 */
import { type Field, fields } from '../../fields.ts';
import type { CallReference, Details } from '../entry/entry.ts';
import type { Instant } from '../time/instant.ts';
import type { PhoneNumber } from '../numbers/number.ts';
import type { AccountId, Target } from '../entry/scope.ts';
import { remoteWords as say } from '../../words/domain/vendor.ts';

/**
 * Which of a vendor's lists a record is on: `''` where the vendor keeps one record per number (its agents are then a
 * field), the vendor's agent id where it keeps one record per agent. It is part of every record's key, where its field
 * is `scope`: that is the column's name in the database and the field's name in the contract, which callers and old
 * files have.
 */
export type RemoteList = string;

/** What a remote record says. A field that the vendor cannot hold is always null (see the capability record). */
export type RemoteFields = {
  readonly reason: string | null;
  readonly until: Instant | null;
  /** The vendor's agent ids that the record is limited to, sorted; null: the whole remote list. */
  readonly agents: readonly string[] | null;
};

/** One record as a vendor holds it. */
export type RemoteRecord = {
  readonly scope: RemoteList;
  readonly number: PhoneNumber;
  /** The vendor's id of the record, where it has one. */
  readonly remoteId: string | null;
  readonly fields: RemoteFields;
  readonly createdAt: Instant | null;
  /**
   * The fields that the vendor keeps and that this answer did not carry: unknown, never empty. In `fields` they hold
   * null, which says nothing.
   */
  readonly absent?: readonly (keyof RemoteFields)[];
  readonly evidence?: RecordEvidence;
  /** The number is in no country's numbering plan: it is kept by its digits. */
  readonly inNoPlan?: true;
  /** In the answer to an add: the record was there before it, and is as it was. */
  readonly existed?: boolean;
  /** In the answer to a look-up: the vendor's further records of the same number on this list. */
  readonly twins?: readonly RemoteRecord[];
};

/** What a vendor says of a record beside its fields and its time. It is kept and shown, and never compared. */
export type RecordEvidence = {
  /** How the record came about, in the vendor's word. */
  readonly source: string | null;
  readonly createdBy: string | null;
  /** The vendor's label of the record. */
  readonly label: string | null;
  /** The call in which the person asked. */
  readonly batchId: string | null;
  readonly requestUuid: string | null;
};

/** A remote record that an entry asks for on one account. */
export type WantedRecord = {
  readonly scope: RemoteList;
  readonly number: PhoneNumber;
  readonly fields: RemoteFields;
  /**
   * Everything that the entry says. What a vendor keeps of it besides `fields` is sent once, and never counts as a
   * difference.
   */
  readonly details: Details;
  readonly callReference: CallReference | null;
};

/** An agent or user of an account, as the vendor lists it. */
export type RemoteTarget = {
  readonly remoteId: string;
  readonly kind: 'agent' | 'user';
  readonly name: string;
  readonly active: boolean;
};

/** `kept` by the vendor, `emulated` by the app (see `note`), or `lost` on the way there. */
export type Keeping = { readonly how: 'kept' | 'emulated' | 'lost'; readonly note: string };

/** What becomes of a field of an entry at a vendor. */
export function keepingOf({ keeps }: Capabilities, field: Field, vendorName: string): Keeping {
  return keeps[field] ?? { how: 'lost', note: say.hasNoFieldForThe(vendorName, fields[field].word) };
}

/** What a vendor's documented API can do. It drives the engine, the UI's "what this vendor keeps" table and the tests. */
export type Capabilities = {
  /** `set`: the record carries a set of agents; `record`: the agent is the record's scope; `none`: no agents. */
  readonly agents: 'none' | 'set' | 'record';
  /** Whether the vendor's API lists its agents (targets). */
  readonly listTargets: boolean;
  /** `paged`: every remote list can be read as a whole; `none`: drop the vendor's own export instead. */
  readonly list: 'paged' | 'none';
  /** How many records a page of a list holds at most. */
  readonly pageSize: number;
  /** Whether a list can be asked for with its newest records first: then a look at its head finds what is new. */
  readonly newestFirst: boolean;
  /** Whether one number can be read back without a scan. */
  readonly lookup: boolean;
  /** The largest number of records in one add request; 1 where there is no bulk add. */
  readonly addMany: number;
  /** The fields that an update request can change on a record that is there. Empty: no update. */
  readonly update: readonly (keyof RemoteFields)[];
  /** `manual`: only a person can remove, in the vendor's dashboard. */
  readonly remove: 'api' | 'manual';
  /** Whether repeating an add does no harm: it answers as the first and adds nothing. */
  readonly addIsIdempotent: boolean;
  /** Whether an add needs the batchId and requestUUID of the call in which the person asked. */
  readonly needsCallReference: boolean;
  /** Whether every add sends an e-mail to a person at the company. */
  readonly mailsOnAdd: boolean;
  /** How many requests per minute the vendor allows; null where it documents no limit. */
  readonly requestsPerMinute: number | null;
  /** A field of an entry that is not named here is lost on the way there (`keepingOf`). */
  readonly keeps: { readonly [F in Field]?: Keeping } & {
    readonly reason: Keeping;
    readonly expiry: Keeping;
    readonly agents: Keeping;
    readonly remove: Keeping;
    readonly list: Keeping;
  };
  /** What a supervisor must know about this vendor, in whole sentences. */
  readonly warnings: readonly string[];
};

/** What happens with a number that only the vendor has: a hold there, everywhere, or a question for a person. */
export type AdoptPolicy = 'target' | 'everywhere' | 'ask';

/** An account as projection and merge see it. */
export type AccountView = {
  readonly id: AccountId;
  readonly name: string;
  readonly capabilities: Capabilities;
  readonly adopt: AdoptPolicy;
  /** Whether what is gone at the vendor is put back there, once, while the question about it is open. */
  readonly putsBack: boolean;
  /** Every known target of the account, the account itself included. */
  readonly targets: readonly Target[];
};
