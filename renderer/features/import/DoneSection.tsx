/**
 * Done: four counts that add up to the lines, and the next steps: look at the lines, save the rejected ones, take
 * everything back.
 */
import { Button } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import type { ImportResult } from '../../../shared/contract/intake.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { goTo } from '../../route.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import fileClasses from '../../ui/file/File.module.css';
import { toBeside } from '../../ui/file/fileWords.ts';
import { CountsSum, Outcome } from '../../ui/file/Outcome.tsx';
import { Step } from '../../ui/file/Step.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { Problem } from '../../ui/Problem.tsx';
import { saveText } from '../../ui/saveText.ts';
import { useTell } from '../../ui/useTell.ts';
import { toNumberWords } from './importWords.ts';
import { doneSectionWords as say } from '../../../shared/words/page/import.ts';

export function DoneSection({ intake, name }: { readonly intake: string; readonly name: string }) {
  const { queries } = useDesk();
  const result = useQuery(queries.intake.result.queryOptions({ input: { intake } }));
  if (result.isError) return <ErrorState error={result.error} onRetry={() => void result.refetch()} />;
  return (
    <Step title={say.done}>
      {result.data === undefined ? <LineSkeletons lines={6} /> : <Result result={result.data} name={name} />}
    </Step>
  );
}

function Result({ result, name }: { readonly result: ImportResult; readonly name: string }) {
  const { client, queries } = useDesk();
  const tell = useTell();
  const batches = useQuery(queries.batches.list.queryOptions({ input: { kinds: ['import'], limit: 1000 } }));
  const isUndone = batches.data?.find(({ id }) => id === result.batch)?.state === 'undone';
  const undo = useMutation(
    queries.batches.undo.mutationOptions({
      onSuccess: ({ changed, leftCount }) =>
        tell(leftCount === 0 ? say.undone(changed) : say.undoneExcept(changed, leftCount)),
      onError: (error) => tell(toSentence(error), true),
    }),
  );
  const save = useMutation({
    mutationFn: async () =>
      saveText(toBeside(name, 'rejected.csv'), 'text/csv', await client.batches.rejects({ batch: result.batch })),
    onError: (error) => tell(toSentence(error), true),
  });
  const { batch, lines, added, changed, alreadyThere, rejected, numbers, warnings } = result;
  const besides = toNumberWords(result, numbers);
  return (
    <>
      <Outcome
        mark={
          isUndone
            ? { word: say.undoneWhatItChanged(name), shape: 'dash', tone: 'plain' }
            : { word: say.numbersOfBlocked(numbers.added, name), shape: 'full', tone: 'verified' }
        }
      />
      {warnings.map((warning) => (
        <Problem key={warning} word={say.noBackup} sentence={warning} />
      ))}
      <CountsSum
        parts={[
          { name: 'added', count: added },
          { name: 'changed', count: changed },
          { name: say.alreadyThere, count: alreadyThere },
          { name: 'rejected', count: rejected },
        ]}
        sum={{ name: lines === 1 ? 'line' : 'lines', count: lines }}
      />
      {besides === undefined ? null : <p className={fileClasses.quiet}>{besides}</p>}
      <div className={fileClasses.row}>
        {isUndone ? null : (
          <Button onClick={() => goTo('list', { params: { batch: String(batch) } })}>{say.openInTheList}</Button>
        )}
        {rejected === 0 ? null : (
          <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
            {say.saveRejectedLines(rejected)}
          </Button>
        )}
        {isUndone || added + changed === 0 ? null : (
          <Button variant="default" loading={undo.isPending} onClick={() => undo.mutate({ batch })}>
            {say.undoThisImport}
          </Button>
        )}
      </div>
    </>
  );
}
