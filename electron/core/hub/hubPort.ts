/**
 * What a desk asks of the list that it shares with others, whatever keeps that list; `pg/` is PostgreSQL. The hub keeps the
 * newest statement of each number and takes a change only on the basis of that one; all merging is done by desks.
 *
 * A rev is the number of a push. They are counted one by one, by one row that every push takes first, so that whoever has
 * read up to a rev has missed nothing before it (docs/hub.md).
 */
import type { HubRequestRow } from '../db/sync/hubRequestRows.ts';
import type { HubLeases } from './leasePort.ts';

/** Where the hub is, and who asks. `ca`: PEM of the authority that signs the server's certificate; null: the system's. */
export type HubPlace = {
  readonly host: string;
  readonly port: number;
  readonly database: string;
  readonly login: string;
  readonly ca: string | null;
};

/** A reader looks; a desk adds and changes; a lead may also release and narrow; an admin invites as well. */
export type HubRole = 'reader' | 'desk' | 'lead' | 'admin';

/** Whether a role may release a number or narrow its block. */
export function mayWeaken(role: HubRole): boolean {
  return role === 'lead' || role === 'admin';
}

/** The hub as a session finds it. `rev`, `digest`: of its newest push; 0 and '' before the first. */
export type HubHead = {
  readonly epoch: string;
  readonly rev: number;
  readonly digest: string;
  readonly role: HubRole;
  /** Who the login is. */
  readonly name: string;
  /** Whether this version of the app may write there, and whether it understands all that is there. */
  readonly canWrite: boolean;
  /** Whether it takes changes of newer versions alone. */
  readonly isTooOld: boolean;
  readonly canRead: boolean;
  /** Whether the hub says which desk leads an account; one from before knows a single desk that holds them all. */
  readonly hasLeases: boolean;
  /** Whether it was made by a version before this one, and lacks what an upgrade adds. */
  readonly isOlder: boolean;
};

/** One number as the hub has it, in words that every desk understands. Times are epoch milliseconds. */
export type HubEntry = {
  readonly number: number;
  /** JSON `[[place, until, [except, …]?], …]`: a place is `*`, an account's UUID, or that with `/` and an agent's id. */
  readonly holds: string;
  /** JSON `[source kind, source label, author, at]`. */
  readonly origin: string;
  /** What the fields say (shared/fields.ts), by the name under which they are stored; null, or absent: nothing. */
  readonly details: Readonly<Record<string, string | number | null>>;
  readonly line: number | null;
  readonly changedAt: number;
  readonly changedBy: string;
  readonly removedAt: number | null;
  readonly removedBy: string | null;
  readonly removedWhy: string | null;
};

/** A number with the rev of the push that last changed it. */
export type HubRow = HubEntry & { readonly rev: number };

/** What a number says, and what was done to it since it was made. */
export type HubSaid = Pick<HubEntry, 'holds' | 'details'>;
export type HubActs = Pick<HubEntry, 'changedAt' | 'changedBy' | 'removedAt' | 'removedBy' | 'removedWhy'>;

/**
 * Different numbers, column by column: an object for each of millions would cost more than to keep them. What several have in common
 * stands once: `statements[statementOf[at]]` is what the number at a place says.
 */
export type HubPage = {
  readonly numbers: Float64Array;
  readonly revs: Float64Array;
  /** NaN: none. */
  readonly lines: Float64Array;
  readonly statementOf: Uint32Array;
  readonly statements: readonly HubSaid[];
  readonly originOf: Uint32Array;
  /** As `HubEntry.origin`. */
  readonly origins: readonly string[];
  readonly actsOf: Uint32Array;
  readonly acts: readonly HubActs[];
};

/** The number at a place of a page. @throws where there is none (a bug) */
export function rowOf(page: HubPage, at: number): HubRow {
  const statement = page.statements[page.statementOf[at] ?? -1];
  const origin = page.origins[page.originOf[at] ?? -1];
  const acts = page.acts[page.actsOf[at] ?? -1];
  const [number, rev, line = Number.NaN] = [page.numbers[at], page.revs[at], page.lines[at]];
  if (
    statement === undefined ||
    origin === undefined ||
    acts === undefined ||
    number === undefined ||
    rev === undefined
  )
    throw new Error('A page of the shared list has no such row');
  return { number, rev, ...statement, origin, line: Number.isNaN(line) ? null : line, ...acts };
}

/** An account, and those of its agents that are spoken of, by the names that people know. */
export type HubAccount = {
  readonly uuid: string;
  readonly vendor: string;
  readonly name: string;
  readonly agents: readonly { readonly id: string; readonly kind: 'agent' | 'user'; readonly name: string }[];
};

/** A number about which a lead is asked, as the desk keeps it too. Once it is answered it stays so. */
export type HubRequest = HubRequestRow;

export type HubPush = {
  readonly epoch: string;
  /** The desk and the number of its push: the same two are never taken twice. */
  readonly desk: string;
  readonly n: number;
  /** What the push carries, hashed: tells this push from another of the same desk and number. */
  readonly digest: string;
  readonly author: string;
  /** At most 10,000. `base`: the rev that the change was made on; 0: the hub has no such number. */
  readonly entries: readonly (HubEntry & { readonly base: number })[];
  /** The accounts that the entries' holds name. */
  readonly accounts: readonly HubAccount[];
  /** Requests that were made or answered here. The first answer stands. */
  readonly requests: readonly HubRequest[];
};

/** `lost`: numbers that somebody else changed first; they are read, merged and pushed again. */
export type HubOutcome = { readonly rev: number; readonly digest: string; readonly lost: readonly number[] };

/** A place in the order of changes: after all of `rev` up to `number`. */
export type HubCursor = { readonly rev: number; readonly number: number };

export type HubSession = {
  readonly head: () => Promise<HubHead>;
  /** The digests of these pushes; one that the hub does not have is left out. */
  readonly digests: (revs: readonly number[]) => Promise<ReadonlyMap<number, string>>;
  /** Entries after a number, in order of number: the first copy. */
  readonly copy: (after: number, most: number) => Promise<HubPage>;
  /** Entries after a place in the order of changes, up to a rev. */
  readonly changes: (after: HubCursor, upTo: number, most: number) => Promise<HubPage>;
  /** These numbers as they are now; one that the hub does not have is left out. */
  readonly entriesOf: (numbers: readonly number[]) => Promise<HubPage>;
  /** The numbers that are released after a rev, up to another. */
  readonly releases: (after: number, upTo: number) => Promise<readonly HubRelease[]>;
  /** Where and until when numbers block that were changed after a rev, up to another: few. */
  readonly scopes: (after: number, upTo: number) => Promise<readonly HubScope[]>;
  /** The numbers that block so, after a place in the order of changes, up to a rev. */
  readonly blockedIn: (
    scopes: readonly number[],
    after: HubCursor,
    upTo: number,
    most: number,
  ) => Promise<readonly HubBlocked[]>;
  /** Requests that were made or answered after a rev, up to another. */
  readonly requests: (after: number, upTo: number) => Promise<readonly HubRequest[]>;
  readonly accounts: (uuids: readonly string[]) => Promise<readonly HubAccount[]>;
  /** Makes the desk known, and says that it is there; over one connection, every ten minutes is enough. */
  readonly register: (desk: string, machine: string) => Promise<void>;
  /**
   * Says that this desk holds the vendors' accounts, where no other does or `take`. Answers the name of who holds them instead; null:
   * this desk does.
   */
  readonly holdAccounts: (desk: string, take: boolean) => Promise<string | null>;
  /** Says that this desk holds none any more. */
  readonly letAccountsGo: (desk: string) => Promise<void>;
  /** Forgets what it remembers of the hub: that was put back to an older state, and may have given the same ids to other words. */
  readonly forget: () => void;
  /** Writes a push whole or not at all. */
  readonly push: (push: HubPush) => Promise<HubOutcome>;
  readonly leases: HubLeases;
  /** What became of a push whose answer was lost; undefined: the hub never had it. */
  readonly outcome: (desk: string, n: number) => Promise<HubOutcome | undefined>;
  /** Whether it is known that its connection broke: nothing can be asked over it any more. */
  readonly isBroken: () => boolean;
  readonly close: () => Promise<void>;
};

/** Connects. @throws HubProblem */
export type OpenHub = (place: HubPlace, password: string) => Promise<HubSession>;

/**
 * Why the hub did not do what was asked. `unreachable`: no connection, or it broke; nothing is known of what was under way.
 * `again`: it asks to be asked again. `taken`: a push of this desk and number is there. `auth`: the login is not let in, or no longer. `weaker`: a release or a narrowing by a login
 * that may not. `tooOld`: changes of this version are not taken any more, and what others change still arrives. `forbidden`: the login has no right to it. `otherHub`: it is not the hub that the desk knows, or asks for a newer app. `notHub`: the
 * database has no shared list. `tls`: the server is not who it says. `suspicious`: so much was released that a person has to say that it is meant. `bug`: anything else.
 */
export type HubProblemKind =
  | 'unreachable'
  | 'again'
  | 'taken'
  | 'auth'
  | 'weaker'
  | 'tooOld'
  | 'forbidden'
  | 'otherHub'
  | 'notHub'
  | 'tls'
  | 'suspicious'
  | 'bug';

export class HubProblem extends Error {
  override readonly name = 'HubProblem';
  readonly kind: HubProblemKind;

  constructor(kind: HubProblemKind, message: string, cause?: unknown) {
    super(message, { cause });
    this.kind = kind;
  }
}

/** A number that is released, and the push that did it. */
export type HubRelease = { readonly number: number; readonly rev: number };

/** What several numbers say of where they block. `holds`: as `HubEntry.holds`. */
export type HubScope = { readonly id: number; readonly holds: string };

/** A number that is blocked, with the scope that it has since this push. */
export type HubBlocked = HubRelease & { readonly scope: number };

/** So many releases and narrowings at once that a person has to say that they are meant. `upTo`: the newest push among them. */
export class ManyReleases extends HubProblem {
  readonly upTo: number;

  constructor(message: string, upTo: number) {
    super('suspicious', message);
    this.upTo = upTo;
  }
}
