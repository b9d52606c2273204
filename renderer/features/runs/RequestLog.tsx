/**
 * The requests of a run, one page at a time: all, those that write, or those with a problem. The core masks numbers.
 */
import { Button, SegmentedControl } from '@mantine/core';
import type { RunRequest } from '../../../shared/contract/runs.ts';
import { countOf, toCount } from '../../../shared/words/counts.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import type { Mark } from '../../ui/marks.ts';
import { useZone } from '../../desk.tsx';
import { toClockTime, toExact } from '../../ui/timeWords.ts';
import tableClasses from '../../ui/DataTable.module.css';
import classes from './Runs.module.css';
import { toTook } from './runWords.ts';

const choices = [
  { value: 'all', label: 'All' },
  { value: 'writes', label: 'Writes' },
  { value: 'problems', label: 'Problems' },
] as const;

type Show = (typeof choices)[number]['value'];

export function toShow(text: string | undefined): Show {
  return choices.find(({ value }) => value === text)?.value ?? 'all';
}

const none = {
  all: 'No request was made.',
  writes: 'No request that writes.',
  problems: 'No request had a problem.',
} as const satisfies Record<Show, string>;

const answered: Mark = { word: 'answered', shape: 'full', tone: 'plain' };
const refused: Mark = { word: 'refused', shape: 'square', tone: 'lost' };
const silent: Mark = { word: 'no answer', shape: 'ring', tone: 'lost' };

export function RequestLog(props: {
  readonly requests: readonly RunRequest[];
  /** All that `show` lets through. */
  readonly total: number;
  readonly areKept: boolean;
  readonly isRunning: boolean;
  readonly show: Show;
  readonly from: number;
  readonly pageSize: number;
  readonly onShow: (show: Show) => void;
  readonly onTurn: (from: number) => void;
}) {
  const { requests, total, areKept, isRunning, show, from, pageSize, onShow, onTurn } = props;
  const lastPage = total === 0 ? 0 : Math.floor((total - 1) / pageSize) * pageSize;
  return (
    <section className={classes.log} aria-labelledby="requests">
      <div className={classes.logHead}>
        <h3 id="requests">Requests</h3>
        <SegmentedControl
          size="xs"
          aria-label="Which requests"
          value={show}
          data={choices.map((choice) => ({ ...choice }))}
          onChange={(value) => onShow(toShow(value))}
        />
        <span className={classes.quiet} role="status">
          {total > pageSize ? `${toCount(from + 1)}–${toCount(from + requests.length)} of ` : ''}
          {countOf(total, 'request')}
        </span>
        {total > pageSize ? (
          <nav className={classes.turns} aria-label="Pages of the requests">
            <Button variant="default" disabled={from === 0} onClick={() => onTurn(0)}>
              First
            </Button>
            <Button variant="default" disabled={from === 0} onClick={() => onTurn(Math.max(0, from - pageSize))}>
              Previous
            </Button>
            <Button variant="default" disabled={from >= lastPage} onClick={() => onTurn(from + pageSize)}>
              Next
            </Button>
            <Button variant="default" disabled={from >= lastPage} onClick={() => onTurn(lastPage)}>
              Last
            </Button>
          </nav>
        ) : null}
      </div>
      {requests.length > 0 ? (
        <RequestTable requests={requests} />
      ) : (
        <p className={classes.quiet}>
          {areKept
            ? isRunning
              ? 'No request is logged yet.'
              : none[show]
            : 'The requests of a run are kept for the newest 200 runs of an account, and for as long as Settings say. Of this one, the figures are left.'}
        </p>
      )}
    </section>
  );
}

function RequestTable({ requests }: { readonly requests: readonly RunRequest[] }) {
  const zone = useZone();
  return (
    <table className={`${tableClasses.table} ${classes.requests}`}>
      <thead>
        <tr>
          <th scope="col" data-figure="">
            #
          </th>
          <th scope="col">At</th>
          <th scope="col">Kind</th>
          <th scope="col">Request</th>
          <th scope="col">Answer</th>
          <th scope="col" data-figure="">
            Took
          </th>
        </tr>
      </thead>
      <tbody>
        {requests.map((request) => (
          <tr key={request.n}>
            <td data-figure="">{toCount(request.n)}</td>
            <td>
              <time dateTime={request.at} title={toExact(request.at, zone)}>
                {toClockTime(request.at, zone)}
              </time>
            </td>
            <td>{request.isWrite ? <strong>write</strong> : 'read'}</td>
            <td className={classes.path}>
              <span dir="ltr">
                {request.method} {request.path}
              </span>
            </td>
            <td>
              <span className={classes.answer}>
                <StateMark {...toAnswer(request)} />
                {request.problem === null ? null : <span>{request.problem}</span>}
              </span>
            </td>
            <td data-figure="">{toTook(request.tookMs)}</td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function toAnswer({ status, problem }: RunRequest): { readonly mark: Mark; readonly word: string } {
  if (status === null) return { mark: silent, word: silent.word };
  return { mark: problem === null ? answered : refused, word: String(status) };
}
