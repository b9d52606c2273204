/** The table of batches: one line each, with its undo. What an undo or a bulk change left is shown under its line. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { Fragment, useState } from 'react';
import type { BatchRow, LeftEntry } from '../../../shared/contract/entries.ts';
import { toSentence, useDesk, useJobs } from '../../desk.tsx';
import { toHash } from '../../route.ts';
import { findRunning } from '../../stores/jobs.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { JobProgress } from '../../ui/JobProgress.tsx';
import { saveText } from '../../ui/saveText.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import { LeftList } from '../bulk/LeftList.tsx';
import classes from './Batches.module.css';
import { kindWords, toBatchMark, toDid, toUndone, toUndoWord } from './batchWords.ts';
import { UndoDialog } from './UndoDialog.tsx';
import { batchTableWords as say } from '../../../shared/words/page/batches.ts';

type Left = { readonly left: readonly LeftEntry[]; readonly total: number };

export function BatchTable(props: {
  readonly batches: readonly BatchRow[];
  readonly onMore: (() => void) | undefined;
  readonly isLoading: boolean;
}) {
  /** What the undo of a batch left, where it made no batch of its own that could be asked later. */
  const [leftBy, setLeftBy] = useState<ReadonlyMap<number, Left>>(new Map());
  const [opened, setOpened] = useState<number | null>(null);
  return (
    <DataTable
      caption={say.batchesNewestFirst}
      className={classes.batches}
      head={
        <>
          <th scope="col" data-figure="">
            {say.batch}
          </th>
          <th scope="col">{say.when}</th>
          <th scope="col">{say.what}</th>
          <th scope="col">{say.who}</th>
          <th scope="col">{say.did}</th>
          <th scope="col">{say.state}</th>
          <th scope="col">
            <span className="visually-hidden">{say.actions}</span>
          </th>
        </>
      }
      more={
        props.onMore === undefined
          ? undefined
          : { word: say.showOlderBatches, isLoading: props.isLoading, onMore: props.onMore }
      }
    >
      {props.batches.map((batch) => (
        <Fragment key={batch.id}>
          <Row
            batch={batch}
            isOpened={opened === batch.id}
            onOpen={() => setOpened(opened === batch.id ? null : batch.id)}
            onLeft={(left) => {
              setLeftBy((now) => new Map(now).set(batch.id, left));
              setOpened(batch.id);
            }}
          />
          {opened === batch.id ? (
            <tr>
              <td colSpan={7} className={classes.left}>
                <WhatWasLeft batch={batch.id} known={leftBy.get(batch.id)} />
              </td>
            </tr>
          ) : null}
        </Fragment>
      ))}
    </DataTable>
  );
}

function Row(props: {
  readonly batch: BatchRow;
  readonly isOpened: boolean;
  readonly onOpen: () => void;
  readonly onLeft: (left: Left) => void;
}) {
  const { batch, isOpened, onOpen, onLeft } = props;
  const { client } = useDesk();
  const tell = useTell();
  const failed = (error: unknown) => tell(toSentence(error), true);
  const [isAsking, setIsAsking] = useState(false);
  const job = useJobs((state) => findRunning(state, 'undo', String(batch.id)));
  const undo = useMutation({
    mutationFn: () => client.batches.undo({ batch: batch.id }),
    onSuccess: ({ changed, left, leftCount }) => {
      tell(toUndone(changed, leftCount));
      if (leftCount > 0) onLeft({ left, total: leftCount });
    },
    onError: failed,
  });
  const save = useMutation({
    mutationFn: async () =>
      saveText(say.batchRejectedCsv(batch.id), 'text/csv', await client.batches.rejects({ batch: batch.id })),
    onError: failed,
  });
  const mark = toBatchMark(batch);
  const word = toUndoWord(batch);
  const inList = toHash({ screen: 'list', rest: [], number: null, params: { batch: String(batch.id) } });
  return (
    <tr>
      <th scope="row" data-figure="">
        {batch.id}
      </th>
      <td>
        <TimeText at={batch.at} />
      </td>
      <td className={classes.what}>
        {kindWords[batch.kind]}{' '}
        {batch.added > 0 && batch.state === 'applied' ? <a href={inList}>{batch.label}</a> : <span>{batch.label}</span>}
        {batch.undoes === null ? null : (
          <span className={classes.quiet}>
            {say.batchInBrackets}
            {batch.undoes})
          </span>
        )}
        {batch.why === null ? null : <span className={classes.quiet}> · {batch.why}</span>}
      </td>
      <td>{batch.author}</td>
      <td>{toDid(batch)}</td>
      <td>{mark === undefined ? <span className={classes.quiet}>–</span> : <StateMark mark={mark} />}</td>
      <td className={classes.actions}>
        {batch.left === 0 ? null : (
          <Button variant="subtle" size="compact-sm" aria-expanded={isOpened} onClick={onOpen}>
            {say.numbersLeft(batch.left)}
          </Button>
        )}
        {batch.rejected === 0 || batch.kind !== 'import' ? null : (
          <Button variant="subtle" size="compact-sm" loading={save.isPending} onClick={() => save.mutate()}>
            {say.rejectedLines}
          </Button>
        )}
        {job === undefined ? null : <JobProgress job={job} />}
        {word === null || job !== undefined ? null : (
          <Button
            variant="default"
            size="compact-sm"
            aria-label={say.batchOf(word, batch.id)}
            loading={undo.isPending}
            onClick={() => (batch.added > 0 ? setIsAsking(true) : undo.mutate())}
          >
            {word}
          </Button>
        )}
        {isAsking ? (
          <UndoDialog
            batch={batch}
            onUndo={() => {
              setIsAsking(false);
              undo.mutate();
            }}
            onClose={() => setIsAsking(false)}
          />
        ) : null}
      </td>
    </tr>
  );
}

function WhatWasLeft({ batch, known }: { readonly batch: number; readonly known: Left | undefined }) {
  const { queries } = useDesk();
  const left = useQuery({
    ...queries.batches.left.queryOptions({ input: { batch, limit: 1000 } }),
    enabled: known === undefined,
  });
  const shown = known ?? left.data;
  if (shown === undefined) return null;
  return (
    <>
      <p className={classes.quiet}>{say.changedBySomebodySince}</p>
      <LeftList left={shown.left} total={shown.total} />
    </>
  );
}
