/** Done: four counts that add up to the lines, and what can follow: look at them, save what was rejected, take it all back. */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { ImportResult } from '../../../shared/contract/intake.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../place.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { saveText } from '../../ui/saveText.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import { useToast } from '../../ui/useUndoToast.tsx';
import { countOf, toCount } from '../../ui/words.ts';
import classes from './Import.module.css';
import { Step } from './Step.tsx';

export function DoneSection({ intake, name }: { readonly intake: string; readonly name: string }) {
  const { queries } = useDesk();
  const result = useQuery(queries.intake.result.queryOptions({ input: { intake } }));
  if (result.isError) return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  return (
    <Step title="Done">
      {result.data === undefined ? <LineSkeletons lines={6} /> : <Result result={result.data} name={name} />}
    </Step>
  );
}

function Result({ result, name }: { readonly result: ImportResult; readonly name: string }) {
  const { client, queries } = useDesk();
  const tell = useToast();
  const outcome = useRef<HTMLParagraphElement>(null);
  useEffect(() => {
    outcome.current?.scrollIntoView({ block: 'center' });
  }, []);
  const batches = useQuery(queries.batches.list.queryOptions({ input: { kinds: ['import'], limit: 1000 } }));
  const isUndone = batches.data?.find(({ id }) => id === result.batch)?.state === 'undone';
  const undo = useMutation(
    queries.batches.undo.mutationOptions({
      onSuccess: ({ changed, leftCount }) =>
        tell(
          leftCount === 0
            ? `Undone: ${countOf(changed, 'number')} as before.`
            : `Undone: ${countOf(changed, 'number')} as before. ${countOf(leftCount, 'number')} changed since and stayed as they are.`,
        ),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const save = useMutation({
    mutationFn: async () =>
      saveText(
        `${name.replace(/\.[^.]*$/, '')} rejected.csv`,
        'text/csv',
        await client.batches.rejects({ batch: result.batch }),
      ),
    onError: (error) => tell(toSentence(error), true),
  });
  const { batch, lines, added, changed, alreadyThere, rejected, warnings } = result;
  return (
    <>
      <p className={classes.outcome} ref={outcome} role="status">
        {isUndone ? (
          <StateMark mark={{ word: `Undone: what ${name} changed is as before.`, shape: 'dash', tone: 'plain' }} />
        ) : (
          <StateMark
            mark={{ word: `${countOf(added, 'number')} of ${name} blocked.`, shape: 'full', tone: 'verified' }}
          />
        )}
      </p>
      {warnings.map((warning) => (
        <div key={warning} className={classes.problem} role="alert">
          <StateMark mark={{ word: 'No backup', shape: 'triangle', tone: 'lost' }} />
          <p>{warning}</p>
        </div>
      ))}
      <dl className={classes.counts}>
        <Count name="added" count={added} />
        <Count name="changed" count={changed} sign="+" />
        <Count name="already there" count={alreadyThere} sign="+" />
        <Count name="rejected" count={rejected} sign="+" />
        <Count name={lines === 1 ? 'line' : 'lines'} count={lines} sign="=" />
      </dl>
      <div className={classes.applyRow}>
        {isUndone ? null : (
          <Button onClick={() => goTo('list', { params: { batch: String(batch) } })}>Open in the list</Button>
        )}
        {rejected === 0 ? null : (
          <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
            Save {countOf(rejected, 'rejected line')}
          </Button>
        )}
        {isUndone || added + changed === 0 ? null : (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate({ batch })}>
            Undo this import
          </Button>
        )}
      </div>
    </>
  );
}

function Count({ name, count, sign }: { readonly name: string; readonly count: number; readonly sign?: '+' | '=' }) {
  return (
    <>
      {sign === undefined ? null : (
        <span className={classes.sign} aria-hidden="true">
          {sign}
        </span>
      )}
      <div>
        <dt>{name}</dt>
        <dd>{toCount(count)}</dd>
      </div>
    </>
  );
}
