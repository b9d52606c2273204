/**
 * Of the desks that share a list one leads each vendor account: it alone asks the vendor and writes down what is known of the records
 * there. It leads by a lease that runs out by the database's clock, and each lease has a number, the fence: what a leader of before
 * writes is refused.
 *
 * The facts about an account have an order of their own: `rev` counts the leader's writes, by the row of the lease, which every such
 * write takes first (docs/decisions/0040-one-leader-for-an-account.md).
 */

/** The lease of one account as the hub has it. Instants are epoch milliseconds by the database's clock. */
export type HubLease = {
  /** The account's UUID. */
  readonly account: string;
  /** Who leads, or led last where `isLive` is false; null: nobody, it was given back. */
  readonly desk: string | null;
  /** The name of that desk's login, and its computer; null with `desk`. */
  readonly name: string | null;
  readonly machine: string | null;
  readonly fence: number;
  readonly isLive: boolean;
  readonly since: number;
  /** When the leader last spoke: what it wrote was so then. */
  readonly saidAt: number;
  readonly rev: number;
  /** The rev at which what is said of the account itself was written. */
  readonly factsRev: number;
  /** The desk that leads wherever it can; null: none does. */
  readonly preferred: string | null;
};

/** What is known of one number on one of the vendor's lists, as text; each desk reads it (lead/factWords.ts). */
export type HubFacts = { readonly list: string; readonly number: number; readonly facts: string };

export type HubFactsRow = HubFacts & { readonly rev: number };

/** A place in the order of an account's facts: after all of `rev` up to this list and number. */
export type FactsCursor = { readonly rev: number; readonly list: string; readonly number: number };

/** A lease that this process has taken. */
export type HeldLease = { readonly account: string; readonly desk: string; readonly fence: number };

/** What a leader is told when it writes. `wish`: another desk asks to lead; `askedAt`: when a run was last asked for. */
export type HeldState = { readonly rev: number; readonly wish: string | null; readonly askedAt: number | null };

export type HubLeases = {
  readonly list: () => Promise<readonly HubLease[]>;
  /** What is said of the account itself, as text. */
  readonly accountFacts: (account: string) => Promise<string>;
  /** Makes the account known, led by this desk. Answers the fence; undefined: it is known already. */
  readonly create: (lease: {
    readonly account: string;
    readonly desk: string;
    readonly facts: string;
    readonly forMs: number;
  }) => Promise<number | undefined>;
  /**
   * Takes a lease that has run out `afterMs` ago or was given back, where its facts are still at `rev`. Answers the fence; undefined:
   * somebody else leads, or was faster.
   */
  readonly take: (lease: {
    readonly account: string;
    readonly desk: string;
    readonly rev: number;
    readonly afterMs: number;
    readonly forMs: number;
  }) => Promise<number | undefined>;
  /** Renews the lease, and writes facts with it. `account`: what is said of the account itself. Undefined: it is lost. */
  readonly hold: (
    lease: HeldLease,
    forMs: number,
    facts: { readonly account: string | null; readonly records: readonly HubFacts[] },
  ) => Promise<HeldState | undefined>;
  /** Gives the lease back: nothing is under way at the vendor any more. */
  readonly release: (lease: HeldLease) => Promise<void>;
  /** Facts after a place in their order, up to a rev. */
  readonly records: (
    account: string,
    after: FactsCursor,
    upTo: number,
    most: number,
  ) => Promise<readonly HubFactsRow[]>;
  readonly recordsOf: (
    account: string,
    keys: readonly Pick<HubFacts, 'list' | 'number'>[],
  ) => Promise<readonly HubFactsRow[]>;
  /** Asks whoever leads for a run. */
  readonly ask: (account: string) => Promise<void>;
  /** Asks whoever leads to let this desk lead. */
  readonly wish: (account: string, desk: string) => Promise<void>;
  /** Names the desk that leads wherever it can; null: none. */
  readonly prefer: (account: string, desk: string | null) => Promise<void>;
};
