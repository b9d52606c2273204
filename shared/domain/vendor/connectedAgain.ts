/** Whether an account that is connected may be one that was removed before: nobody can tell, and a person is asked. Pure. */
import { toPlainName } from '../entry/standIns.ts';

/** What is known of both; counts are of agents. */
export type MayBeAgain = {
  readonly name: string;
  readonly ownName: string;
  readonly isAtOneAddress: boolean;
  /** The one was removed before the other was connected. */
  readonly isBefore: boolean;
  readonly agents: number;
  readonly ownAgents: number;
  readonly sharedAgents: number;
};

/**
 * Of one vendor: under one name, with at least half of the agents of either; or, where agents cannot tell (`hasAgents`: the vendor
 * has such), at one address, when the other was not there any more. An account that another desk called "Line (2)" is Line too.
 */
export function mayBeAgain(both: MayBeAgain, hasAgents: boolean): boolean {
  if (toBareName(both.name) === toBareName(both.ownName) || sharesAgents(both)) return true;
  return !hasAgents && both.isAtOneAddress && both.isBefore;
}

/** Whether the accounts have at least half of the agents of either, by their ids at the vendor. */
export function sharesAgents({ agents, ownAgents, sharedAgents }: MayBeAgain): boolean {
  return sharedAgents > 0 && sharedAgents * 2 >= Math.min(agents, ownAgents);
}

function toBareName(name: string): string {
  return toPlainName(name).replace(/ \(\d+\)$/, '');
}
