/** What a bulk would do: its groups with their counts, and the entries of the one that is chosen, field by field. */
import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkGroup, BulkItem, BulkSummary } from '../../../shared/contract/bulk.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { fieldNames, fields, ofEach } from '../../../shared/fields.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { saveText } from '../../ui/saveText.ts';
import { comeIntoSight } from '../../ui/takeFocus.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Bulk.module.css';

const pageSize = 50;
const groups = ['change', 'same', 'notOnList', 'conflict'] as const;
const fieldWords = {
  holds: 'where and until when',
  ...ofEach(fieldNames, (field) => fields[field].word),
} as const satisfies Record<BulkItem['changes'][number]['field'], string>;

const toWord = (group: BulkGroup, kind: BulkSummary['kind']): string =>
  ({
    change: kind === 'remove' ? 'will be removed' : 'will change',
    same: 'already so',
    notOnList: 'not on the list',
    conflict: 'left: a conflict is open',
  })[group];

export function BulkPreview({ summary }: { readonly summary: BulkSummary }) {
  const [group, setGroup] = useState<BulkGroup>('change');
  const { groups: counts, fields: touched, kind, narrower, lines } = summary;
  return (
    <section aria-label="What will happen" className={classes.preview} tabIndex={-1} ref={comeIntoSight}>
      <div role="group" aria-label="Groups" className={classes.groups}>
        {groups.map((each) => (
          <button
            key={each}
            type="button"
            className={classes.group}
            aria-pressed={group === each}
            disabled={counts[each] === 0}
            onClick={() => setGroup(each)}
          >
            <strong>{toCount(counts[each])}</strong> {toWord(each, kind)}
          </button>
        ))}
      </div>
      {touched.length < 2 ? null : (
        <p className={classes.note}>
          Changes {touched.map(({ field, count }) => `${fieldWords[field]} of ${toCount(count)}`).join(', ')}.
        </p>
      )}
      {kind === 'edit' && narrower > 0 ? (
        <p className={classes.note}>
          {countOf(narrower, 'number')} will be blocked in fewer places or for a shorter time.
        </p>
      ) : null}
      {lines === null ? null : (
        <div className={classes.read}>
          <p className={classes.note}>
            {countOf(lines.total, 'line')} read: {toCount(lines.twiceInFile)} twice in the file,{' '}
            {lines.notMeant === 0 ? '' : `${toCount(lines.notMeant)} not meant by what they say, `}
            {toCount(lines.rejected)} rejected.
            {lines.unclear === 0 ? '' : ` ${countOf(lines.unclear, 'line waits', 'lines wait')} for your answer.`}
          </p>
          {lines.rejected === 0 ? null : <SaveRejected bulk={summary.bulk} count={lines.rejected} />}
        </div>
      )}
      <Items key={group} bulk={summary.bulk} group={group} />
    </section>
  );
}

/** Lines whose number cannot be read change nothing: they are saved to be put right. */
function SaveRejected({ bulk, count }: { readonly bulk: string; readonly count: number }) {
  const { client } = useDesk();
  const tell = useTell();
  const save = useMutation({
    mutationFn: async () => saveText('rejected.csv', 'text/csv', await client.bulk.rejects({ bulk })),
    onError: (error) => tell(toSentence(error), true),
  });
  return (
    <Button variant="default" size="compact-sm" loading={save.isPending} onClick={() => save.mutate()}>
      Save {countOf(count, 'rejected line')}
    </Button>
  );
}

function Items({ bulk, group }: { readonly bulk: string; readonly group: BulkGroup }) {
  const { client, queries } = useDesk();
  const tell = useTell();
  const [offset, setOffset] = useState(0);
  const items = useQuery(
    queries.bulk.items.queryOptions({
      input: { bulk, group, offset, limit: pageSize },
      placeholderData: keepPreviousData,
    }),
  );
  const save = useMutation({
    mutationFn: async () => saveText('preview.csv', 'text/csv', await client.bulk.export({ bulk, group })),
    onError: (error) => tell(toSentence(error), true),
  });
  if (items.isError) return <ErrorState error={items.error} onRetry={() => void items.refetch()} />;
  if (items.data === undefined) return <LineSkeletons lines={6} height={28} />;
  const { total } = items.data;
  const last = Math.min(offset + pageSize, total);
  return (
    <>
      <ul className={classes.items} tabIndex={0} aria-label="Entries">
        {items.data.items.map((item) => (
          <li key={item.number}>
            <bdi dir="ltr" className={classes.number}>
              {item.international}
            </bdi>
            {item.changes.length === 0 ? (
              <span>{item.sentence}</span>
            ) : (
              item.changes.map(({ field, before, after }) => (
                <span key={field}>
                  {fieldWords[field]}: <del>{before}</del> → <ins>{after}</ins>
                </span>
              ))
            )}
          </li>
        ))}
      </ul>
      <div className={classes.pager}>
        <span role="status">{total === 0 ? '' : `${toCount(offset + 1)}–${toCount(last)} of ${toCount(total)}`}</span>
        <Button
          variant="default"
          size="compact-sm"
          disabled={offset === 0}
          onClick={() => setOffset(offset - pageSize)}
        >
          Earlier
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          disabled={last >= total}
          onClick={() => setOffset(offset + pageSize)}
        >
          Later
        </Button>
        <Button variant="default" size="compact-sm" loading={save.isPending} onClick={() => save.mutate()}>
          Save all {toCount(total)}
        </Button>
      </div>
    </>
  );
}
