/** The list that a desk shares with others, over its database and list. */
import type { DeskContext } from '../desk/context.ts';
import { createHubService, type HubService, type LeadOptions } from '../hub/hubService.ts';
import { openPgHub } from '../hub/pg/openPgHub.ts';
import type { HubStore } from '../hub/share/hubStore.ts';
import { createHubNotes } from '../hub/share/notes.ts';
import type { ListOutbox } from '../list/write/entryChange.ts';
import type { ListStore } from '../list/write/listStore.ts';
import type { Lead } from '../sync/record/lead.ts';

/** The vendors' outbox and what is owed to the shared list: both follow every change, in its transaction. */
export function alsoShared(vendors: ListOutbox, store: HubStore): ListOutbox {
  const shared = createHubNotes(store);
  return {
    enqueue(changes, act) {
      shared.enqueue(changes, act);
      vendors.enqueue(changes, act);
    },
    mayWeakenAny: () => shared.mayWeakenAny?.() ?? true,
    mayNotWeaken: (changes, at) => shared.mayNotWeaken?.(changes, at) ?? new Set(),
    noteAsked: (entries, act) => shared.noteAsked?.(entries, act),
    noteRedacted: (number) => shared.noteRedacted?.(number),
    enqueueNew(added, act) {
      shared.enqueueNew(added, act);
      vendors.enqueueNew(added, act);
    },
  };
}

/** The shared list of one desk, on PostgreSQL. `lead`: how its vendors' accounts are led. */
export function composeHub(desk: DeskContext, store: HubStore, list: ListStore, lead: LeadOptions): HubService {
  return createHubService({ ...desk, store, list, openHub: openPgHub }, lead);
}

/** Who leads, asked of a shared list that is made later than those who ask. */
export function leadOf(hub: () => HubService): Lead {
  return {
    refuse: (account) => hub().lead.refuse(account),
    reach: (account) => hub().lead.reach(account),
    announce: (account) => hub().lead.announce(account),
    mustRead: (account) => hub().lead.mustRead(account),
    noteRead: (account) => hub().lead.noteRead(account),
    tell: (account) => hub().lead.tell(account),
  };
}
