/**
 * The requests of a run, one page at a time: all, those that write, or those with a problem. The core masks numbers.
 */
import { Button, SegmentedControl } from '@mantine/core';
import type { RunRequest } from '../../../shared/contract/runs.ts';
import { toCount } from '../../../shared/words/counts.ts';
import { StateMark } from '../../ui/StateMark.tsx';
import type { Mark } from '../../ui/marks.ts';
import { useZone } from '../../desk.tsx';
import { toClockTime, toExact } from '../../ui/timeWords.ts';
import tableClasses from '../../ui/DataTable.module.css';
import classes from './Runs.module.css';
import { toTook } from './runWords.ts';
import { requestLogWords as say } from '../../../shared/words/page/runs.ts';

const choices = [
  { value: 'all', label: say.all },
  { value: 'writes', label: say.writes },
  { value: 'problems', label: say.problems },
] as const;

type Show = (typeof choices)[number]['value'];

export function toShow(text: string | undefined): Show {
  return choices.find(({ value }) => value === text)?.value ?? 'all';
}

const none = {
  all: say.noRequestWasMade,
  writes: say.noRequestThatWrites,
  problems: say.noRequestHadAProblem,
} as const satisfies Record<Show, string>;

const answered: Mark = { word: say.answered, shape: 'full', tone: 'plain' };
const refused: Mark = { word: say.refused, shape: 'square', tone: 'lost' };
const silent: Mark = { word: say.noAnswer, shape: 'ring', tone: 'lost' };

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
        <h3 id="requests">{say.requests}</h3>
        <SegmentedControl
          size="xs"
          aria-label={say.whichRequests}
          value={show}
          data={choices.map((choice) => ({ ...choice }))}
          onChange={(value) => onShow(toShow(value))}
        />
        <span className={classes.quiet} role="status">
          {say.ofRequests(total > pageSize, from + 1, from + requests.length, total)}
        </span>
        {total > pageSize ? (
          <nav className={classes.turns} aria-label={say.pagesOfTheRequests}>
            <Button variant="default" disabled={from === 0} onClick={() => onTurn(0)}>
              {say.first}
            </Button>
            <Button variant="default" disabled={from === 0} onClick={() => onTurn(Math.max(0, from - pageSize))}>
              {say.previous}
            </Button>
            <Button variant="default" disabled={from >= lastPage} onClick={() => onTurn(from + pageSize)}>
              {say.next}
            </Button>
            <Button variant="default" disabled={from >= lastPage} onClick={() => onTurn(lastPage)}>
              {say.last}
            </Button>
          </nav>
        ) : null}
      </div>
      {requests.length > 0 ? (
        <RequestTable requests={requests} />
      ) : (
        <p className={classes.quiet}>
          {areKept ? (isRunning ? say.noRequestIsLoggedYet : none[show]) : say.theRequestsOfARun}
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
          <th scope="col">{say.at}</th>
          <th scope="col">{say.kind}</th>
          <th scope="col">{say.request}</th>
          <th scope="col">{say.answer}</th>
          <th scope="col" data-figure="">
            {say.took}
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
            <td>{request.isWrite ? <strong>{say.write}</strong> : say.read}</td>
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
