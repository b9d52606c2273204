/** The table of runs: one line each, its whole width a link to what happened. */
import type { Ref } from 'react';
import type { RunRow } from '../../../shared/contract/runs.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { toHash } from '../../route.ts';
import { DataTable } from '../../ui/DataTable.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { TimeText } from '../../ui/TimeText.tsx';
import classes from './Runs.module.css';
import { toRunMark, toTook, triggerWords } from './runWords.ts';
import { runTableWords as say } from '../../../shared/words/page/runs.ts';

const figures = [
  { name: 'added', head: say.added },
  { name: 'changed', head: say.changed },
  { name: 'removed', head: say.removed },
  { name: 'conflicts', head: say.conflicts },
  { name: 'retries', head: say.retries },
] as const satisfies readonly { readonly name: keyof RunRow; readonly head: string }[];

export function RunTable(props: {
  readonly ref: Ref<HTMLTableElement>;
  readonly runs: readonly RunRow[];
  /** When the runs were read (epoch ms): the duration of a run that is going on counts up to this time. */
  readonly at: number;
  /** Passed on in the address of an opened run, so that the way back leads here. */
  readonly filter: Readonly<Record<string, string>>;
  readonly onMore: (() => void) | undefined;
}) {
  const { ref, runs, at, filter, onMore } = props;
  return (
    <DataTable
      ref={ref}
      caption={say.syncRunsNewestFirst}
      className={classes.runs}
      head={
        <>
          <th scope="col">{say.started}</th>
          <th scope="col">{say.account}</th>
          <th scope="col">{say.ran}</th>
          <th scope="col" data-figure="">
            {say.took}
          </th>
          <th scope="col" data-figure="">
            {say.read}
          </th>
          {figures.map(({ name, head }) => (
            <th key={name} scope="col" data-figure="">
              {head}
            </th>
          ))}
          <th scope="col">{say.result}</th>
        </>
      }
      more={onMore === undefined ? undefined : { word: say.showOlderRuns, isLoading: false, onMore }}
    >
      {runs.map((run) => (
        <Row key={run.id} run={run} at={at} filter={filter} />
      ))}
    </DataTable>
  );
}

function Row(props: { readonly run: RunRow; readonly at: number; readonly filter: Readonly<Record<string, string>> }) {
  const { run, at, filter } = props;
  const tookMs = run.tookMs ?? Math.max(0, at - Date.parse(run.startedAt));
  return (
    <tr>
      <th scope="row">
        <a data-run={run.id} href={toHash({ screen: 'runs', rest: [String(run.id)], number: null, params: filter })}>
          <TimeText at={run.startedAt} />
          <span className="visually-hidden">, {run.accountName}</span>
        </a>
      </th>
      <td className={classes.account}>{run.accountName}</td>
      <td className={classes.quiet}>{triggerWords[run.trigger]}</td>
      <td data-figure="">{toTook(tookMs)}</td>
      <td data-figure="">
        <Figure value={run.scanned} />
      </td>
      {figures.map(({ name }) => (
        <td key={name} data-figure="">
          <Figure value={run[name]} />
        </td>
      ))}
      <td className={classes.result} title={run.error ?? undefined}>
        <span>
          <StateMark mark={toRunMark(run)} />
          {run.error === null ? null : <span className={classes.why}>{run.error}</span>}
        </span>
      </td>
    </tr>
  );
}

/** Zero is shown quietly, so that other figures stand out. */
function Figure({ value }: { readonly value: number }) {
  return value === 0 ? <span className={classes.quiet}>–</span> : toCount(value);
}
