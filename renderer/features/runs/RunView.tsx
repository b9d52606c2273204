/**
 * One run: its sentences, its figures, what waits for a person because of it, and its requests. The page follows it
 * until it ends.
 */
import { useQuery } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';
import type { RunRow } from '../../../shared/contract/runs.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { useDesk, useZone } from '../../desk.tsx';
import { setParams, toHash, useRoute } from '../../route.ts';
import { ErrorState } from '../../ui/ErrorState.tsx';
import { LineSkeletons } from '../../ui/LineSkeletons.tsx';
import { StateMark } from '../../ui/StateMark.tsx';
import { toExact } from '../../ui/timeWords.ts';
import { RequestLog, toShow } from './RequestLog.tsx';
import { RunProgress } from './RunProgress.tsx';
import classes from './Runs.module.css';
import { toConsequence, toDeeds, toRunMark, toTook, triggerWords } from './runWords.ts';
import { runViewWords as say } from '../../../shared/words/page/runs.ts';

/** How often a run that is going on is read again. */
export const followMs = 1000;
const pageSize = 100;

const figures = [
  { name: 'scanned', one: say.recordRead, many: say.recordsRead },
  { name: 'writes', one: say.requestThatWrites, many: say.requestsThatWrite },
  { name: 'added', one: 'added', many: 'added' },
  { name: 'changed', one: 'changed', many: 'changed' },
  { name: 'removed', one: 'removed', many: 'removed' },
  { name: 'conflicts', one: 'conflict', many: 'conflicts' },
  { name: 'retries', one: 'retry', many: 'retries' },
  { name: 'unreadable', one: say.couldNotBeRead, many: say.couldNotBeRead },
] as const satisfies readonly { readonly name: keyof RunRow; readonly one: string; readonly many: string }[];

export function RunView({ id }: { readonly id: number }) {
  const { queries } = useDesk();
  const { params } = useRoute();
  const show = toShow(params['requests']);
  const from = /^\d{1,9}$/.test(params['from'] ?? '') ? Number(params['from']) : 0;
  const details = useQuery(
    queries.runs.get.queryOptions({
      input: { run: id, show, offset: from, limit: pageSize },
      refetchInterval: ({ state }) => (state.data?.run.outcome === null ? followMs : false),
      placeholderData: (previous) => previous,
      retry: false,
    }),
  );
  if (details.data === undefined)
    return details.isError ? (
      <ErrorState error={details.error} onRetry={() => void details.refetch()} />
    ) : (
      <LineSkeletons lines={16} />
    );
  const { run, requests, total, areRequestsKept } = details.data;
  return (
    <div className={classes.view}>
      <Head run={run} />
      <Story run={run} />
      {run.outcome === null ? <RunProgress run={run} /> : null}
      <ul className={classes.figures} aria-label={say.figures}>
        {figures
          .filter(({ name }) => name !== 'unreadable' || run.unreadable > 0)
          .map(({ name, one, many }) => (
            <li key={name} data-none={run[name] === 0}>
              <strong>{toCount(run[name])}</strong> {run[name] === 1 ? one : many}
            </li>
          ))}
      </ul>
      <RequestLog
        requests={requests}
        total={total}
        areKept={areRequestsKept}
        isRunning={run.outcome === null}
        show={show}
        from={from}
        pageSize={pageSize}
        onShow={(next) => {
          const { requests: _, from: __, ...others } = params;
          setParams(next === 'all' ? others : { ...others, requests: next });
        }}
        onTurn={(next) => setParams({ ...params, from: String(next) })}
      />
    </div>
  );
}

function Head({ run }: { readonly run: RunRow }) {
  const zone = useZone();
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <header className={classes.head}>
      <h2 className={classes.name} ref={heading} tabIndex={-1}>
        {run.accountName}
      </h2>
      <strong>
        <StateMark mark={toRunMark(run)} />
      </strong>
      <span className={classes.quiet}>
        {run.vendorName === run.accountName ? '' : `${run.vendorName} · `}
        {say.ran}
        {triggerWords[run.trigger]} · <time dateTime={run.startedAt}>{toExact(run.startedAt, zone)}</time>
        {run.tookMs === null ? '' : say.took(toTook(run.tookMs))}
      </span>
      <a
        className={classes.link}
        href={toHash({ screen: 'accounts', rest: [String(run.account)], number: null, params: {} })}
      >
        {say.showTheAccount}
      </a>
    </header>
  );
}

function Story({ run }: { readonly run: RunRow }) {
  const consequence = toConsequence(run);
  const at = (screen: 'accounts' | 'conflicts', rest: readonly string[], params: Record<string, string> = {}) =>
    toHash({ screen, rest, number: null, params });
  return (
    <div className={classes.story}>
      {run.error === null ? null : <p className={classes.error}>{run.error}</p>}
      <p>{toDeeds(run)}</p>
      {consequence === null ? null : <p>{consequence}</p>}
      {run.suspicion === null ? null : (
        <p>
          <a className={classes.link} href={at('accounts', [String(run.account)])}>
            {say.answerItOnTheAccounts}
          </a>
        </p>
      )}
      {run.conflicts === 0 ? null : (
        <p>
          <a className={classes.link} href={at('conflicts', [], { account: String(run.account) })}>
            {say.showTheConflictsOf(run.accountName)}
          </a>
        </p>
      )}
    </div>
  );
}
