/** Our side of one remote record: what the entry asks for there, or why it asks for nothing. */
import type { CallReference, Entry } from '../entry/entry.ts';
import type { Instant } from '../time/instant.ts';
import {
  type Absence,
  absenceOf,
  projectScope,
  toComparable,
  toWanted,
  type Unlisted,
  unlistedOf,
} from './projection.ts';
import type { AccountView, RemoteFields, RemoteList, WantedRecord } from './remote.ts';
import { oursWords as say } from '../../words/domain/vendor.ts';

/**
 * `fields`: the fields of the record as they are compared. `unlisted`: agents that the entry blocks for on this list and that the
 * vendor does not list any more; they are in neither. `areAgentsRefused`: the vendor has refused a request for the sake of such agents.
 */
export type OurSide = { readonly unlisted?: readonly Unlisted[]; readonly areAgentsRefused?: true } & (
  | { readonly kind: 'wanted'; readonly record: WantedRecord; readonly fields: RemoteFields }
  | { readonly kind: 'absent'; readonly because: Absence }
);

/** Our side of the entry's record on one remote list of the account at a time. */
export function oursOf(entry: Entry | undefined, account: AccountView, list: RemoteList, at: Instant): OurSide {
  return oursOnLists(entry, account, at).of(list);
}

/**
 * Our side on every list of the account, projected once. `lists`: those on which a record is wanted, or would be if the vendor
 * still listed its agents.
 */
export function oursOnLists(
  entry: Entry | undefined,
  account: AccountView,
  at: Instant,
): { readonly lists: readonly RemoteList[]; readonly of: (list: RemoteList) => OurSide } {
  const listed = entry === undefined || entry.removed !== null ? undefined : entry;
  const shapes = listed === undefined ? [] : projectScope(listed.holds, account, at);
  const gone = listed === undefined ? [] : unlistedOf(listed.holds, account, at);
  const listOf = ({ agent }: Unlisted): RemoteList => (account.capabilities.agents === 'set' ? '' : agent);
  return {
    lists: [...new Set([...shapes.map(({ scope }) => scope), ...gone.map(listOf)])],
    of(list) {
      const shape = shapes.find(({ scope }) => scope === list);
      const unlisted = gone.filter((one) => listOf(one) === list);
      if (listed === undefined || shape === undefined)
        return { kind: 'absent', because: absenceOf(entry, account, list, at), unlisted };
      const record = toWanted(listed, account, shape);
      return { kind: 'wanted', record, fields: toComparable(record.fields, account), unlisted };
    },
  };
}

/** The sentence about an add without the call reference that its vendor wants; null where nothing is missing. */
export function missingCall({ capabilities, name }: AccountView, reference: CallReference | null): string | null {
  return capabilities.needsCallReference && reference === null ? say.takesANumberOnly(name) : null;
}
