// What a vendor contributes to the demo: the organisation as it is before the desk is connected, and what the demo's
// desk says only for that vendor. Every text is fixed, tokens included, so that a demo looks the same every time.
import type { CallReference } from './sandboxTypes.ts';

/** A record that the vendor holds before the desk is connected. */
export interface DemoRecord {
  readonly number: string;
  readonly daysAgo: number;
  readonly agents?: string[];
  readonly reason?: string;
  readonly label?: string;
  readonly source?: 'manual' | 'api' | 'auto';
  readonly expiresInDays?: number;
  readonly batchId?: string;
  readonly requestUUID?: string;
}

/** Entries of the demo's list that came in on one day for one reason. */
export interface DemoGroup {
  readonly count: number;
  /** How their numbers begin: one of the ranges of electron/hosts/demo.ts. */
  readonly range: string;
  readonly reason: string;
  readonly category: string;
  /** The request came in this many days ago; groups are entered oldest first. */
  readonly daysAgo: number;
  readonly expiresInDays?: number;
}

/** Entries that hold only at one vendor: on its whole account, or for one agent, by name. */
export interface VendorDemoGroup extends DemoGroup {
  readonly agent?: string;
  /** Which of the vendor's `callReferences` the person asked in. */
  readonly call?: number;
}

export interface VendorDemo {
  /** The account's name in the desk. */
  readonly name: string;
  readonly token: string;
  readonly agents: readonly { readonly id: string; readonly name: string }[];
  readonly callReferences: readonly CallReference[];
  readonly records: readonly DemoRecord[];
  readonly groups: readonly VendorDemoGroup[];
  /** Numbers that are removed in the vendor's dashboard once the desk has sent them. */
  readonly removedThere: readonly string[];
}
