/** What a bulk would do: its groups with their counts, and the entries of the one that is chosen, field by field. */
import { Button } from '@mantine/core';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { BulkGroup, BulkItem, BulkSummary } from '../../../shared/contract/bulk.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { fieldNames, fields, ofEach } from '../../../shared/fields.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { saveText } from '../../ui/saveText.ts';
import { comeIntoSight } from '../../ui/takeFocus.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Bulk.module.css';
import { bulkPreviewWords as say } from '../../../shared/words/page/bulk.ts';

const pageSize = 50;
const groups = ['change', 'same', 'notOnList', 'conflict', 'leadOnly'] as const;
const fieldWords = {
  holds: say.whereAndUntilWhen,
  ...ofEach(fieldNames, (field) => fields[field].word),
} as const satisfies Record<BulkItem['changes'][number]['field'], string>;

const toWord = (group: BulkGroup, kind: BulkSummary['kind']): string =>
  ({
    change: kind === 'remove' ? say.willBeRemoved : say.willChange,
    same: say.alreadySo,
    notOnList: say.notOnTheList,
    conflict: say.left,
    leadOnly: say.onlyALeadMay,
  })[group];

export function BulkPreview({ summary }: { readonly summary: BulkSummary }) {
  const [group, setGroup] = useState<BulkGroup>('change');
  const { groups: counts, fields: touched, kind, narrower, asked, lines } = summary;
  // A list that nobody shares has nothing that only a lead may do.
  const isShown = (each: BulkGroup) => each !== 'leadOnly' || counts.leadOnly > 0;
  return (
    <section aria-label={say.whatWillHappen} className={classes.preview} tabIndex={-1} ref={comeIntoSight}>
      <div role="group" aria-label={say.groups} className={classes.groups}>
        {groups.filter(isShown).map((each) => (
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
          {say.changes}
          {touched.map(({ field, count }) => say.fieldOf(fieldWords[field], count)).join(', ')}.
        </p>
      )}
      {kind === 'edit' && narrower > 0 ? <p className={classes.note}>{say.numbersWillBeBlocked(narrower)}</p> : null}
      {asked > 0 ? <p className={classes.note}>{say.othersAskedForOf(asked)}</p> : null}
      {lines === null ? null : (
        <div className={classes.read}>
          <p className={classes.note}>
            {say.linesRead(lines.total, lines.twiceInFile, lines.notMeant, lines.rejected, lines.unclear)}
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
      {say.saveRejectedLines(count)}
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
      <ul className={classes.items} tabIndex={0} aria-label={say.entries}>
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
        <span role="status">{total === 0 ? '' : say.range(offset + 1, last, total)}</span>
        <Button
          variant="default"
          size="compact-sm"
          disabled={offset === 0}
          onClick={() => setOffset(offset - pageSize)}
        >
          {say.earlier}
        </Button>
        <Button
          variant="default"
          size="compact-sm"
          disabled={last >= total}
          onClick={() => setOffset(offset + pageSize)}
        >
          {say.later}
        </Button>
        <Button variant="default" size="compact-sm" loading={save.isPending} onClick={() => save.mutate()}>
          {say.saveAll(total)}
        </Button>
      </div>
    </>
  );
}
