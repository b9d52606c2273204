/**
 * What the model test may do, as plain data: a scenario is a set-up and a list of commands. Data shrinks, prints, and
 * runs again as it is. `scenarios.ts` makes them at random; `perform.ts` carries them out.
 */
import type { FaultPlanInput } from '../../electron/sandbox/faultPlan.ts';
import type { TenantSettings, VendorName } from '../../electron/sandbox/sandboxTypes.ts';

export type FaultAction = FaultPlanInput['rules'][number]['action'];

/** A fault at the nth request of a run, or from there on; of all requests, or of those that read or write. */
export type PlannedFault = {
  readonly nth: number;
  readonly on: boolean;
  readonly only: 'reads' | 'writes' | null;
  readonly action: FaultAction;
};

export type AccountSetup = {
  readonly vendor: VendorName;
  readonly adopt: 'target' | 'everywhere' | 'ask';
  readonly settings: Partial<TenantSettings>;
  /** Numbers (by index) that the vendor has before the desk is connected. */
  readonly records: readonly {
    readonly number: number;
    readonly agents: readonly number[];
    readonly reason: boolean;
  }[];
  /** Whether the second agent is at rest when the desk is connected. */
  readonly rests: boolean;
};

/** Accounts and agents are named by index, and taken modulo how many there are. */
export type PlaceSpec =
  | { readonly kind: 'everywhere' }
  | { readonly kind: 'account'; readonly account: number }
  | { readonly kind: 'agent'; readonly account: number; readonly agent: number }
  /** Everywhere except one of these. */
  | { readonly kind: 'exceptAccount'; readonly account: number }
  | { readonly kind: 'exceptAgent'; readonly account: number; readonly agent: number };

/** Milliseconds from now; null: for ever. */
export type Until = number | null;

export type PersonCommand =
  | {
      readonly do: 'add';
      readonly numbers: readonly number[];
      readonly places: readonly PlaceSpec[];
      readonly until: Until;
      readonly reason: number | null;
      readonly reference: boolean;
      readonly update: boolean;
    }
  | {
      readonly do: 'edit';
      readonly numbers: readonly number[];
      readonly places: readonly PlaceSpec[] | null;
      readonly until: Until;
      readonly reason: number | null;
      readonly reference: boolean;
    }
  | { readonly do: 'remove'; readonly numbers: readonly number[] }
  | {
      readonly do: 'import';
      readonly numbers: readonly number[];
      readonly places: readonly PlaceSpec[];
      readonly until: Until;
      readonly update: boolean;
    }
  /** `back`: how many batches before the last one. */
  | { readonly do: 'undo'; readonly back: number }
  /** `places`: what an edit makes of where it holds; null: only the reason is edited. */
  | {
      readonly do: 'resolve';
      readonly conflict: number;
      readonly choice: 'keepOurs' | 'takeTheirs' | 'edit';
      readonly places: readonly PlaceSpec[] | null;
      readonly until: Until;
    }
  /** Takes note of an agent that the vendor no longer knows. */
  | { readonly do: 'retire'; readonly account: number }
  | { readonly do: 'answerSuspicion'; readonly account: number; readonly confirm: boolean }
  /** Disconnects the account and connects it again with the same token, which gives it and its agents new ids here. */
  | { readonly do: 'reconnect'; readonly account: number }
  /** Whether an agent is the one that was gone, or an account the one that was removed. */
  | { readonly do: 'answerSame'; readonly question: number; readonly isSame: boolean };

export type RemoteCommand =
  | {
      readonly do: 'remoteAdd';
      readonly account: number;
      readonly number: number;
      readonly agents: readonly number[];
      readonly until: Until;
      readonly reason: number | null;
    }
  | {
      readonly do: 'remoteChange';
      readonly account: number;
      readonly number: number;
      readonly what: 'reason' | 'until' | 'agents';
      readonly to: number;
    }
  /** Taken off and put on anew, for another reason: another statement, which may have another id. */
  | { readonly do: 'remoteReplace'; readonly account: number; readonly number: number }
  /** A second record of a number that is there, written without its +. */
  | { readonly do: 'remoteDuplicate'; readonly account: number; readonly number: number }
  | { readonly do: 'remoteRemove'; readonly account: number; readonly number: number }
  | { readonly do: 'remoteClear'; readonly account: number }
  | { readonly do: 'remoteExpire'; readonly account: number; readonly number: number }
  | { readonly do: 'agentAppears'; readonly account: number }
  | { readonly do: 'agentGoes'; readonly account: number; readonly agent: number }
  /** One that was deleted is there again, under its old id. */
  | { readonly do: 'agentReturns'; readonly account: number }
  /** Deleted, and made again under its name with a new id. */
  | { readonly do: 'agentRemade'; readonly account: number; readonly agent: number }
  /** 403 for this agent, or for every change (null), or for nothing any more. */
  | { readonly do: 'forbid'; readonly account: number; readonly agent: number | null; readonly isOver: boolean }
  | { readonly do: 'agentRests'; readonly account: number; readonly agent: number; readonly active: boolean }
  | { readonly do: 'revokeToken'; readonly account: number }
  | { readonly do: 'restoreToken'; readonly account: number }
  /** The token opens another organisation's list, or (`isBack`) the account's own again. */
  | { readonly do: 'moveToken'; readonly account: number; readonly isBack: boolean };

/** What happens in the middle of a run, before a request leaves or after its answer arrived. */
export type Interruption = {
  readonly nth: number;
  readonly when: 'before' | 'after';
  readonly what:
    | { readonly do: 'cancel' }
    /** `drop`: so many of the commits since the last request are lost too (the crash came between them). */
    | { readonly do: 'kill'; readonly drop: number }
    | PersonCommand
    | RemoteCommand;
};

export type Command =
  | PersonCommand
  | RemoteCommand
  | {
      readonly do: 'sync';
      readonly account: number;
      readonly faults: readonly PlannedFault[];
      readonly interruption: Interruption | null;
    }
  /** Requests outside of runs: one record is read back (of a number that the vendor's grid row names), or the account is tried out. */
  | {
      readonly do: 'checkNow';
      readonly account: number;
      readonly number: number;
      readonly faults: readonly PlannedFault[];
    }
  | { readonly do: 'testAccount'; readonly account: number; readonly faults: readonly PlannedFault[] }
  /** The vendor's own export as the scan, with all its columns or with numbers (and agents) alone. */
  | { readonly do: 'scanFile'; readonly account: number; readonly columns: 'all' | 'numbers' }
  /** All accounts in one run, side by side. */
  | { readonly do: 'syncAll'; readonly faults: readonly PlannedFault[] }
  | { readonly do: 'kill' }
  /** For one run the computer's clock is wrong, and then right again. The vendors' clocks are not. */
  | { readonly do: 'wrongClock'; readonly account: number; readonly ms: number }
  | { readonly do: 'jump'; readonly ms: number };

export type Scenario = {
  /** For jitter, ids of records, and the faults' own dice. */
  readonly seed: number;
  readonly accounts: readonly AccountSetup[];
  readonly commands: readonly Command[];
  /** How the person decides what is open in the end, in turn. */
  readonly decisions: readonly ('keepOurs' | 'takeTheirs')[];
};

/**
 * Numbers that every vendor's model takes, of the countries that the seeds speak of. The last two have the same digits where the first of
 * them is dialled at home; only stories speak of them.
 */
export const numberPool = [
  '+12125551234',
  '+12125550142',
  '+13105550188',
  '+972501234567',
  '+972529876543',
  '+919876543210',
  '+919845012345',
  '+442079460018',
  '+14155550123',
  '+97235551212',
  '+16463551234',
  '+6463551234',
] as const;

/** The last one is everything that a vendor might not keep as it is. */
export const reasons = [
  'asked on the phone',
  'wrote a letter',
  'complained',
  `“Cafe\u0301 & Söhne”  <asked\tnot to be called>, ${'at noon, '.repeat(12)}`,
] as const;

export function toNumber(index: number): string {
  return numberPool[index % numberPool.length] ?? numberPool[0];
}

/** The numbers that a scenario speaks of anywhere: no other can come up in it. */
export function listNumbers(scenario: Scenario): readonly string[] {
  const found = new Set<string>();
  const walk = (value: unknown): void => {
    if (typeof value !== 'object' || value === null) return;
    for (const [key, inner] of Object.entries(value)) {
      const named: unknown[] = key === 'number' || key === 'numbers' ? [inner].flat() : [];
      for (const index of named) if (typeof index === 'number') found.add(toNumber(index));
      walk(inner);
    }
  };
  walk(scenario);
  return numberPool.filter((number) => found.has(number));
}
