/** Pages of the list for programs: in order of number, from a cursor on. */
import type { EntriesAnswered, EntriesAsked } from '../../../shared/contract/gateApi.ts';
import { toDetails } from '../../../shared/domain/entry/details.ts';
import { toEntryState } from '../../../shared/domain/entry/entrySentence.ts';
import { nameHold } from '../../../shared/domain/entry/scopeWords.ts';
import { parseE164, toE164, toPhoneNumber } from '../../../shared/domain/numbers/number.ts';
import { toInstant } from '../../../shared/domain/time/instant.ts';
import { createEntryLoader } from '../db/entries/entryRows.ts';
import { createListPager } from '../list/pages/listPager.ts';
import { createOpenConflicts } from '../list/pages/openConflicts.ts';
import type { DeskView } from './deskView.ts';

/** `now`: by which blocks have ended, epoch ms. */
export type ListEntries = (asked: EntriesAsked, now: number) => EntriesAnswered;

/** Prepares the pages of a desk. */
export function createListEntries({ db, targets, settings }: DeskView): ListEntries {
  const pager = createListPager(db, {
    accountTargets: (account) =>
      [...targets().values()].filter(({ accountId }) => accountId === account).map(({ id }) => id),
    placesOf: (target) => [target, ...(targets().get(target)?.standsFor ?? []).map(({ id }) => id)],
    homeCode: () => undefined,
    zone: settings.zone,
  });
  const entries = createEntryLoader(db);
  const conflicts = createOpenConflicts(db);
  return ({ cursor, limit, state, source, addedFrom, addedTo }, now) => {
    const filter = {
      ...(state === undefined ? {} : { states: [state] }),
      ...(source === undefined ? {} : { sources: [source] }),
      addedFrom,
      addedTo,
    };
    const numbers = pager.follow(filter, now)(cursor === undefined ? 0 : (parseE164(cursor) ?? 0), limit);
    const found = entries.loadMany(numbers.map(toPhoneNumber));
    const rows = numbers.flatMap((number) => found.get(toPhoneNumber(number)) ?? []);
    const disputed = conflicts.disputedEntries(rows);
    const last = rows.length < limit ? undefined : rows.at(-1);
    return {
      entries: rows.map((entry) => ({
        number: toE164(entry.number),
        state: toEntryState(entry, toInstant(now), disputed.has(entry.number)),
        holds: entry.holds.map((hold) => ({ where: nameHold(hold, targets()), until: hold.until })),
        ...toDetails(entry),
        addedAt: entry.createdAt,
        source: entry.source.kind,
      })),
      next: last === undefined ? null : toE164(last.number),
    };
  };
}
