/**
 * The lines of one group: filtered, saved, and shown fifty at a time in a panel that keeps its height while pages
 * arrive.
 */
import { Button, TextInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { IntakeSummary, LineGroup } from '../../../shared/contract/intake.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { toSentence, useDesk } from '../../desk.tsx';
import { ErrorState } from '../../ui/ErrorState.tsx';
import columnClasses from '../../ui/file/Columns.module.css';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { saveText } from '../../ui/saveText.ts';
import { useTell } from '../../ui/useTell.ts';
import classes from './Import.module.css';
import { groupWords } from './importWords.ts';
import { linesPanelWords as say } from '../../../shared/words/page/import.ts';

const page = 50;

export function LinesPanel(props: {
  readonly intake: string;
  readonly group: LineGroup;
  readonly summary: IntakeSummary;
  /** False while the preview is worked out again: until then the lines that are shown stay. */
  readonly enabled: boolean;
}) {
  const { group, summary } = props;
  const [part, setPart] = useState<string | undefined>(undefined);
  const [search, setSearch] = useState('');
  const [settled] = useDebouncedValue(search.trim(), 300);
  const parts = listParts(summary, group);
  // A part that the preview no longer has filters nothing.
  const chosen = parts.some((each) => each.part === part) ? part : undefined;
  const filter = {
    group,
    ...(chosen === undefined ? {} : { part: chosen }),
    ...(settled === '' ? {} : { search: settled }),
  };
  return (
    <div className={classes.lines}>
      {parts.length === 0 ? null : (
        <ul className={classes.reasons} aria-label={say.reasons}>
          {parts.map(({ part: name, sentence, count }) => (
            <li key={name}>
              <button
                type="button"
                className={classes.reason}
                aria-pressed={chosen === name}
                onClick={() => setPart(chosen === name ? undefined : name)}
              >
                <strong>{toCount(count)} ×</strong> <span>{sentence}</span>
              </button>
            </li>
          ))}
        </ul>
      )}
      <div className={classes.filter}>
        <TextInput
          size="xs"
          aria-label={say.searchTheLines(groupWords[group].word)}
          placeholder={say.lineDigitsOrWords}
          value={search}
          onChange={(event) => setSearch(event.currentTarget.value)}
        />
        <SaveLines intake={props.intake} filter={filter} />
      </div>
      <Lines key={JSON.stringify(filter)} intake={props.intake} enabled={props.enabled} filter={filter} />
    </div>
  );
}

type Filter = { readonly group: LineGroup; readonly part?: string; readonly search?: string };

/** The reasons why lines are in a group; each of them filters the lines. */
function listParts({ parts, rejectedBy }: IntakeSummary, group: LineGroup) {
  const own = parts.filter((part) => part.group === group && part.part !== 'notRequest');
  if (group !== 'rejected') return own;
  const rejected = rejectedBy.filter(({ code }) => code !== 'unconfirmed');
  return rejected.map(({ code, message, count }) => ({ part: code, sentence: message, count }));
}

/** Saves all lines that match the filter as a file. */
function SaveLines({ intake, filter }: { readonly intake: string; readonly filter: Filter }) {
  const { client } = useDesk();
  const tell = useTell();
  const save = useMutation({
    mutationFn: async () =>
      saveText(
        `${groupWords[filter.group].word}.csv`,
        'text/csv',
        await client.intake.exportLines({ intake, ...filter }),
      ),
    onError: (error) => tell(toSentence(error), true),
  });
  return (
    <Button variant="default" size="compact-sm" loading={save.isPending} onClick={() => save.mutate()}>
      {say.saveTheseLines}
    </Button>
  );
}

function Lines(props: { readonly intake: string; readonly filter: Filter; readonly enabled: boolean }) {
  const { intake, filter, enabled } = props;
  const { queries } = useDesk();
  const [offset, setOffset] = useState(0);
  const lines = useQuery(
    queries.intake.lines.queryOptions({
      input: { intake, ...filter, offset, limit: page },
      enabled,
      placeholderData: keepPreviousData,
    }),
  );
  if (lines.isError) return <ErrorState error={lines.error} onRetry={() => void lines.refetch()} />;
  const total = lines.data?.total ?? 0;
  const last = Math.min(offset + page, total);
  return (
    <>
      <div
        className={classes.lineScroll}
        tabIndex={0}
        role="region"
        aria-label={say.lines(groupWords[filter.group].word)}
      >
        {lines.data === undefined ? (
          <LineSkeletons lines={10} height={28} />
        ) : (
          <table className={columnClasses.table}>
            <thead>
              <tr>
                <th scope="col" className={classes.figure}>
                  {say.line}
                </th>
                <th scope="col">{say.inTheFile}</th>
                <th scope="col">{say.numbers}</th>
                <th scope="col">{say.whatHappens}</th>
              </tr>
            </thead>
            <tbody>
              {lines.data.lines.map((line) => (
                <tr key={line.line}>
                  <td className={classes.figure}>{toCount(line.line)}</td>
                  <td className={classes.raw}>
                    <bdi>{line.raw}</bdi>
                  </td>
                  <td className={classes.number}>
                    {line.numbers.length === 0
                      ? (line.number ?? '–')
                      : line.numbers.map((number) => <div key={number}>{number}</div>)}
                  </td>
                  <td>
                    {line.sentence}
                    {line.changes.map(({ field, from, to }) => (
                      <span key={field} className={classes.change}>
                        {field}: <del>{from === '' ? say.none : from}</del> → <ins>{to === '' ? say.none : to}</ins>
                      </span>
                    ))}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </div>
      <div className={classes.pager}>
        <span role="status">
          {lines.data === undefined ? '' : total === 0 ? say.noLineFits : say.range(offset + 1, last, total)}
        </span>
        <Button variant="default" size="compact-sm" disabled={offset === 0} onClick={() => setOffset(offset - page)}>
          {say.earlierLines}
        </Button>
        <Button variant="default" size="compact-sm" disabled={last >= total} onClick={() => setOffset(offset + page)}>
          {say.laterLines}
        </Button>
      </div>
    </>
  );
}
