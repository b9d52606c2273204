/** How many conflicts are open, and which of them are shown. */
import { NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { toCount } from '../../../shared/words/counts.ts';
import { useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import classes from './Conflicts.module.css';
import { conflictKinds, kindMarks } from './sides.ts';
import type { ConflictFilter } from './useConflicts.ts';
import { conflictFiltersWords as say } from '../../../shared/words/page/conflicts.ts';

export function ConflictFilters(props: { readonly filter: ConflictFilter; readonly open: number | undefined }) {
  const { open, filter } = props;
  const { account, kind } = filter;
  const { queries } = useDesk();
  const { data: accounts = [] } = useQuery(queries.accounts.list.queryOptions());
  const { data: same = [] } = useQuery(queries.accounts.sameQuestions.queryOptions());
  const { data: handedIn = [] } = useQuery(queries.callForms.asked.queryOptions());
  // Those stand above the conflicts, and are shown whatever is filtered.
  const others = same.length + handedIn.length;
  const show = (wanted: Readonly<Record<string, string>>): void =>
    goTo('conflicts', { params: Object.fromEntries(Object.entries(wanted).filter(([, value]) => value !== '')) });
  return (
    <>
      <span className={classes.quiet} role="status">
        {open === undefined ? '' : say.toDecide(open + others)}
      </span>
      <NativeSelect
        size="xs"
        aria-label={say.account}
        value={account === undefined ? '' : String(account)}
        data={[
          { value: '', label: say.allAccounts },
          ...accounts.map(({ id, name, conflicts }) => ({
            value: String(id),
            label: `${name} (${toCount(conflicts)})`,
          })),
        ]}
        onChange={(event) => show({ account: event.currentTarget.value, kind: kind ?? '' })}
      />
      <NativeSelect
        size="xs"
        aria-label={say.kind}
        value={kind ?? ''}
        data={[
          { value: '', label: say.allKinds },
          ...conflictKinds.map((value) => ({ value, label: kindMarks[value].word })),
        ]}
        onChange={(event) =>
          show({ account: account === undefined ? '' : String(account), kind: event.currentTarget.value })
        }
      />
    </>
  );
}
