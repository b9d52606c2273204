/** The size of the pages that an account's lists are asked for, kept with the account (shared/domain/vendor/pageSize.ts). */
import { largerPage, smallerPage } from '../../../../shared/domain/vendor/pageSize.ts';
import type { AccountId } from '../../../../shared/domain/entry/scope.ts';
import type { AccountRows } from '../../db/sync/accountRows.ts';
import type { ScanPage, VendorResult } from '../../vendors/adapter.ts';

export type PageSizing = {
  /** How many records to ask for; at most as many as the vendor documents. */
  readonly size: () => number;
  /** Hears what an answer to a page tells: one that is too much is asked for in a smaller size. */
  readonly hear: (page: VendorResult<ScanPage>) => void;
  /** A page was given up, though it was asked for in smaller sizes than this too: its size was not the reason. */
  readonly giveUp: (size: number) => void;
  /** Every list came to its end: the next reading may ask for more, unless something was too much for this one. */
  readonly end: () => void;
};

/** The sizing of one run of an account. `most`: what the vendor documents. */
export function createPageSizing(
  accounts: Pick<AccountRows, 'load' | 'savePageSize'>,
  id: AccountId,
  most: number,
): PageSizing {
  let wasTooMuch = false;
  const size = () => Math.min(most, accounts.load(id)?.pageSize ?? most);
  const save = (next: number) => {
    if (next !== size()) accounts.savePageSize(id, next === most ? null : next);
  };
  return {
    size,
    hear(page) {
      if (page.ok || page.isTooMuch !== true) return;
      wasTooMuch = true;
      save(smallerPage(size(), most));
    },
    giveUp: save,
    end() {
      if (!wasTooMuch) save(largerPage(size(), most));
    },
  };
}
