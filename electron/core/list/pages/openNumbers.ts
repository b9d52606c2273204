/**
 * The numbers whose request is still open, as the list's filter asks for them: at any vendor, at one, or by their day. What is
 * open is decided in `openRequests.ts`, which Home counts by.
 */
import type { EntryFilter } from '../../../../shared/contract/entries.ts';
import { createDueOf, type Due } from '../../../../shared/domain/home/deadline.ts';
import { toInstant } from '../../../../shared/domain/time/instant.ts';
import type { ReadableDb } from '../../db/handles.ts';
import type { SettingsService } from '../../desk/settings.ts';
import type { Clock } from '../../ports.ts';
import { createOpenRequests, type RowsOf, type VisitRequest } from './openRequests.ts';

export type OpenFilter = NonNullable<EntryFilter['open']>;

export type OpenNumbers = {
  /** The numbers, ascending, found in slices between which other calls are answered. */
  readonly find: (open: OpenFilter) => Promise<readonly number[]>;
  /** The same at once, for who cannot wait. */
  readonly list: (open: OpenFilter) => readonly number[];
};

/** Prepares the look-up over an open database. `records`: how a number stands at every vendor. */
export function createOpenNumbers(parts: {
  readonly db: ReadableDb;
  readonly clock: Pick<Clock, 'breathe' | 'now'>;
  readonly records: { readonly rowsOf: RowsOf };
  readonly settings: Pick<SettingsService, 'load' | 'zone'>;
}): OpenNumbers {
  const { clock, settings } = parts;
  const requests = createOpenRequests(parts);

  /** Collects the numbers that match into `found`. */
  function toVisit(open: OpenFilter, found: number[]): VisitRequest {
    if (open === 'any') return ({ number }) => found.push(number);
    if (typeof open === 'number')
      return ({ number }, _owed, lacking) => {
        if (lacking.includes(open)) found.push(number);
      };
    const zone = settings.zone();
    const { deadline } = settings.load();
    const dueOf = createDueOf(deadline, (ms) => zone.dayOf(toInstant(ms)), clock.now());
    return ({ number, requestedAt }) => {
      if (dueOf(requestedAt) === dues[open]) found.push(number);
    };
  }

  return {
    async find(open) {
      const found: number[] = [];
      await requests.each(toVisit(open, found));
      return found;
    },
    list(open) {
      const found: number[] = [];
      requests.eachNow(toVisit(open, found));
      return found;
    },
  };
}

const dues: Readonly<Record<Exclude<OpenFilter, 'any' | number>, Due>> = { overdue: 'past', today: 'today' };
