/**
 * What the model of several desks may do, as plain data: some desks that share a list, one vendor whom any of them may tell, and
 * commands. Data shrinks, prints, and runs again as it is. `hubScenarios.ts` makes them at random; `performHub.ts` carries them out.
 */
import type { VendorName } from '../../../electron/sandbox/sandboxTypes.ts';
import { findVendor, vendorNames } from '../../../electron/sandbox/sandboxVendors.ts';
import { committing } from '../../support/cuttingProxy.ts';
import type { FaultAction } from '../scenario.ts';

/** Who shares the list, in the order in which a scenario counts its desks. The first one connects the vendor. */
export const people = [
  { name: 'Mia', role: 'lead' },
  { name: 'Tom', role: 'desk' },
  { name: 'Lea', role: 'lead' },
] as const;
export type Person = (typeof people)[number]['name'];
export type Role = (typeof people)[number]['role'];

/** Few enough that a scenario's commands meet, and that no number of releases is suspicious. */
export const hubNumbers = ['+12125551234', '+12125550142', '+13105550188', '+14155550123', '+12025550147'] as const;

export const hubReasons = ['asked on the phone', 'wrote a letter', 'complained'] as const;

/** Those that take a block without a call's reference. */
export const hubVendors: readonly VendorName[] = vendorNames.filter((name) => !findVendor(name).model.asksForCall);

/** In how many milliseconds a block ends by the true time: soon enough that a scenario sees it, or not; null: it does not. */
export type EndsIn = number | null;

/**
 * The way to the hub breaks once: before a statement with this text gets there, or after it did and before its answer is back. It is
 * there again for the next command.
 */
export type HubCut = { readonly when: 'before' | 'after'; readonly text: string };

/** The end of a push, its first statement, and what a leader writes and renews. */
export const cutTexts = [
  committing,
  'UPDATE dnc.head',
  'INSERT INTO dnc.push',
  'WITH held',
  'UPDATE dnc.lease',
] as const;

/** Desks, numbers, requests and questions are named by index, modulo how many there are. */
export type DeskCommand =
  | {
      readonly do: 'add';
      readonly numbers: readonly number[];
      readonly everywhere: boolean;
      readonly reason: number | null;
      readonly update: boolean;
      readonly ends: EndsIn;
    }
  | {
      readonly do: 'edit';
      readonly number: number;
      readonly everywhere: boolean | null;
      readonly reason: number | null;
      /** 'same': nothing is said of it, so that a block elsewhere is for good. */
      readonly ends: EndsIn | 'same';
    }
  /** Released, or asked for where the login may not. */
  | { readonly do: 'release'; readonly numbers: readonly number[] }
  | { readonly do: 'import'; readonly numbers: readonly number[]; readonly update: boolean; readonly ends: EndsIn }
  /** `back`: how many batches before the desk's last one. */
  | { readonly do: 'undo'; readonly back: number }
  | { readonly do: 'answer'; readonly request: number; readonly answer: 'release' | 'keep' }
  | { readonly do: 'decide'; readonly question: number; readonly choice: 'keepOurs' | 'takeTheirs' }
  | { readonly do: 'exchange'; readonly cut: HubCut | null; readonly meanwhile: Meanwhile | null }
  | {
      readonly do: 'sync';
      readonly fault: { readonly only: 'reads' | 'writes'; readonly action: FaultAction } | null;
      readonly cut: HubCut | null;
      readonly interruption: HubInterruption | null;
    }
  /** Asks to lead. */
  | { readonly do: 'lead' }
  | { readonly do: 'reopen' }
  | { readonly do: 'kill' }
  /** Its data directory is copied, as it is at this moment. */
  | { readonly do: 'copy' }
  /** The copy takes the place of its data directory; where none was made, that of the day on which it joined. `isKilled`: it was not closed before. */
  | { readonly do: 'putBack'; readonly isKilled: boolean }
  /** A copy of its data directory goes on as another desk beside it: the last of all desks, and one alone. */
  | { readonly do: 'clone' }
  /** The network to the hub is away until it is plugged in again. */
  | { readonly do: 'unplug'; readonly isBack: boolean }
  /** From now on the computer's clock is wrong by so much. */
  | { readonly do: 'skew'; readonly ms: number };

/** What the admin of the list does. People are named by index, as desks are. */
export type AdminCommand =
  /** Shuts the login of a person out. */
  | { readonly do: 'revoke'; readonly person: number }
  | { readonly do: 'role'; readonly person: number; readonly role: Role }
  /** Copies the hub's tables, as they are at this moment. */
  | { readonly do: 'copyHub' }
  /**
   * Puts the copy back (that of the day on which the desks joined, where none was made). `isSaid`: and says so, as `hub restored` does;
   * `isUnderUs`: desks stay connected to it.
   */
  | PutBackHub;

type PutBackHub = { readonly do: 'putBackHub'; readonly isSaid: boolean; readonly isUnderUs: boolean };

/**
 * What happens in the middle of an exchange, before it reads what others changed, or between that and its push: a desk exchanges, by its
 * index, or the hub is put back under it.
 */
export type Meanwhile = {
  readonly before: 'reading' | 'pushing';
  readonly what: number | Pick<PutBackHub, 'isSaid'>;
};

export type HubCommand =
  | (DeskCommand & { readonly desk: number })
  | AdminCommand
  | { readonly do: 'remoteAdd' | 'remoteRemove'; readonly number: number }
  | { readonly do: 'jump'; readonly ms: number };

/** What happens in the middle of a run, before its nth request leaves or after the answer arrived. */
export type HubInterruption = {
  readonly nth: number;
  readonly when: 'before' | 'after';
  /** Of the desk whose run it is: a kill or the plug; of others: anything but an interrupted run. */
  readonly what: HubCommand;
};

export type HubScenario = {
  readonly seed: number;
  readonly desks: 2 | 3;
  readonly vendor: VendorName;
  readonly commands: readonly HubCommand[];
  /** How a lead decides what is open in the end, in turn. */
  readonly decisions: readonly ('keep' | 'release')[];
};

export function toHubNumber(index: number): string {
  return hubNumbers[index % hubNumbers.length] ?? hubNumbers[0];
}
