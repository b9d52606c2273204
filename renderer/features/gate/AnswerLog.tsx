/** What was answered to programs: filtered, page by page, and saved as evidence. */
import { Button, Select, TextInput } from '@mantine/core';
import { keepPreviousData, useInfiniteQuery, useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import type { TokenRow } from '../../../shared/contract/gate.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { saveText } from '../../ui/saveText.ts';
import { TimeText } from '../../ui/TimeText.tsx';
import { useTell } from '../../ui/useTell.ts';
import { SmallTable } from '../../ui/SmallTable.tsx';
import { toRuleWords, toVerdictWords } from './answerWords.ts';
import classes from './Gate.module.css';
import { answerLogWords as say } from '../../../shared/words/page/gate.ts';

type Filter = { readonly number: string; readonly by: string | null; readonly verdict: string | null };

const kinds = { check: 'asked', request: 'request', entries: say.readTheList, closed: say.notAnswered } as const;
const verdicts = [
  { value: 'blocked', label: say.blocked },
  { value: 'callable', label: say.callable },
  { value: 'inDoubt', label: say.inDoubt },
];

export function AnswerLog({ tokens, isPlain }: { readonly tokens: readonly TokenRow[]; readonly isPlain: boolean }) {
  const [filter, setFilter] = useState<Filter>({ number: '', by: null, verdict: null });
  const [number, setNumber] = useState('');
  const set = (patch: Partial<Filter>): void => setFilter((now) => ({ ...now, ...patch }));
  const names = [...new Set(tokens.map(({ name }) => name))];
  return (
    <>
      <h3 className={classes.heading}>{say.whatWasAnswered}</h3>
      <form
        className={classes.columns}
        aria-label={say.whichAnswers}
        onSubmit={(event) => {
          event.preventDefault();
          set({ number });
        }}
      >
        <TextInput
          label={say.number}
          placeholder={say.any}
          value={number}
          onChange={(event) => setNumber(event.currentTarget.value)}
        />
        <Select
          label={say.token}
          placeholder={say.any}
          data={names}
          clearable
          clearButtonProps={{ 'aria-label': say.anyToken }}
          value={filter.by}
          onChange={(by) => set({ by })}
        />
        <Select
          label={say.answer}
          placeholder={say.any}
          data={verdicts}
          clearable
          clearButtonProps={{ 'aria-label': say.anyAnswer }}
          value={filter.verdict}
          onChange={(verdict) => set({ verdict })}
        />
        <Button type="submit" variant="default">
          {say.findTheNumber}
        </Button>
      </form>
      <Answers filter={filter} isPlain={isPlain} />
    </>
  );
}

/** What the calls take for a filter. */
const toAsked = ({ number, by, verdict }: Filter) => ({
  ...(number.trim() === '' ? {} : { number: number.trim() }),
  ...(by === null ? {} : { by }),
  ...(verdict === null ? {} : { verdict }),
});

function Answers({ filter, isPlain }: { readonly filter: Filter; readonly isPlain: boolean }) {
  const { queries } = useDesk();
  const asked = toAsked(filter);
  const list = useInfiniteQuery(
    queries.gate.answers.infiniteOptions({
      input: (before: number | undefined) => ({ ...asked, limit: 50, ...(before === undefined ? {} : { before }) }),
      initialPageParam: undefined as number | undefined,
      getNextPageParam: ({ next }) => next ?? undefined,
      placeholderData: keepPreviousData,
    }),
  );
  if (list.isError) return <ErrorState error={list.error} onRetry={() => void list.refetch()} />;
  if (list.data === undefined) return <LineSkeletons lines={3} height={28} />;
  const rows = list.data.pages.flatMap(({ answers }) => answers);
  if (rows.length === 0) return <p>{Object.keys(asked).length === 0 ? say.nothingWasAskedYet : say.noAnswerFits}</p>;
  return (
    <>
      <SmallTable
        label={say.answers}
        head={
          <>
            <th>{say.when}</th>
            <th>{say.token}</th>
            <th>{say.what}</th>
            <th>{say.numberHash(isPlain)}</th>
            <th>{say.answer}</th>
            <th>{say.rule}</th>
          </>
        }
      >
        {rows.map(({ n, at, by, kind, number, verdict, rule }, place) => (
          <tr key={`${n} ${place}`}>
            <td>
              <TimeText at={at} />
            </td>
            <td>{by}</td>
            <td>{kinds[kind]}</td>
            <td>{number === null ? '–' : <code>{number}</code>}</td>
            <td>{kind === 'entries' ? say.entries(verdict) : toVerdictWords(verdict)}</td>
            <td>{toRuleWords(rule)}</td>
          </tr>
        ))}
      </SmallTable>
      <div className={classes.asked}>
        {list.hasNextPage ? (
          <Button variant="default" loading={list.isFetchingNextPage} onClick={() => void list.fetchNextPage()}>
            {say.showOlderAnswers}
          </Button>
        ) : null}
        <SaveAnswers filter={filter} format="csv" />
        <SaveAnswers filter={filter} format="json" />
      </div>
    </>
  );
}

function SaveAnswers({ filter, format }: { readonly filter: Filter; readonly format: 'csv' | 'json' }) {
  const { client } = useDesk();
  const tell = useTell();
  const save = useMutation({
    mutationFn: async () => {
      const parts = await client.gate.exportAnswers({ ...toAsked(filter), format });
      await saveText(`answers.${format}`, format === 'csv' ? 'text/csv' : 'application/json', parts);
    },
    onError: (error) => tell(toSentence(error), true),
  });
  return (
    <Button variant="default" loading={save.isPending} onClick={() => save.mutate()}>
      {format === 'csv' ? say.saveAsCsv : say.saveWithTheChainJson}
    </Button>
  );
}
