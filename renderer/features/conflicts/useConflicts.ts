/** The open conflicts that match a filter, page by page as the list asks for more. */
import { useInfiniteQuery } from '@tanstack/react-query';
import type { ConflictRow } from '../../../shared/contract/sync.ts';
import { useDesk } from '../../desk.tsx';
import { conflictKinds } from './sides.ts';

export type ConflictFilter = {
  readonly account: number | undefined;
  readonly kind: ConflictRow['kind'] | undefined;
};

const page = 200;

/** The filter in the address; an unknown value filters nothing. */
export function toConflictFilter(params: Readonly<Record<string, string>>): ConflictFilter {
  const { account = '', kind } = params;
  return {
    account: /^\d+$/.test(account) ? Number(account) : undefined,
    kind: conflictKinds.find((known) => known === kind),
  };
}

export function useConflicts({ account, kind }: ConflictFilter) {
  const { queries } = useDesk();
  const pages = useInfiniteQuery(
    queries.conflicts.list.infiniteOptions({
      input: (after: number | undefined) => ({ account, kind, limit: page, after }),
      initialPageParam: undefined,
      getNextPageParam: ({ conflicts }) => (conflicts.length < page ? undefined : conflicts.at(-1)?.id),
    }),
  );
  return {
    pages,
    conflicts: pages.data?.pages.flatMap((one) => one.conflicts) ?? [],
    /** How many match, including those that the list does not show. */
    open: pages.data?.pages[0]?.open ?? 0,
  };
}
